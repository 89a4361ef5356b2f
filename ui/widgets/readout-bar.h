/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlReadoutBar: the numbers of a run: losses, scores, zeros, norms. Each is a label with
 * a fixed accessible name and the value as its text. With room they stand in one row,
 * caption over value; without, in two rows, caption beside value. */
#define SL_TYPE_READOUT_BAR (sl_readout_bar_get_type ())
G_DECLARE_FINAL_TYPE (SlReadoutBar, sl_readout_bar, SL, READOUT_BAR, GtkWidget)

/** sl_readout_bar_show: @snapshot: (nullable) whose numbers are shown, from now on. */
void sl_readout_bar_show (SlReadoutBar *self, const SlSnapshot *snapshot);

/** sl_readout_bar_describe: renews what the tooltips and screen readers are told. Seldom:
 * a description that changes is read out. */
void sl_readout_bar_describe (SlReadoutBar *self, const SlSnapshot *snapshot);

/** SlReadout: one number of the table. */
typedef struct
{
  const char *id;      /* "test-loss", for lessons */
  const char *name;    /* accessible name and caption, marked for translation */
  const char *summary; /* one sentence, marked for translation */
  /** text: Returns (transfer full) the value; @row: the last finished epoch, nullable. */
  char *(*text) (const SlSnapshot *snapshot, const SlHistoryRow *row);
  /** detail: (nullable) Returns (transfer full) the formula with its numbers. */
  char *(*detail) (const SlSnapshot *snapshot, const SlHistoryRow *row);
} SlReadout;

/** sl_readouts: @n: (out) how many. Returns the table, in the order shown. */
const SlReadout *sl_readouts (gsize *n);

/** sl_readout_bar_set_brief: shows scores and shares of zeros alone. */
void sl_readout_bar_set_brief (SlReadoutBar *self, gboolean brief);

G_END_DECLS
