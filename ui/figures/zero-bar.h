/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include "ui/plots/marks.h"

G_BEGIN_DECLS

/* The kinds of weights, as they lie on each other from 0 up. */
typedef enum {
  SL_ZERO_BY_PENALTY,
  SL_ZERO_UNREACHED,
  SL_ZERO_NEAR, /* small, not zero */
  SL_N_ZERO_KINDS
} SlZeroKind;

/** sl_zero_kind_name: Returns (transfer none) the name of @kind, translated. */
const char *sl_zero_kind_name (SlZeroKind kind);

/** sl_zero_kind_role: Returns the role of its colour. */
SlRole sl_zero_kind_role (SlZeroKind kind);

/** sl_zero_kind_is_hatched: Returns whether it is drawn in stripes. */
gboolean sl_zero_kind_is_hatched (SlZeroKind kind);

/** sl_zero_swatch_draw: fills @box as the figures show @kind. */
void sl_zero_swatch_draw (SlKit *kit, SlZeroKind kind, const SlBox *box);

/** sl_zero_counts: @counts: (out) how many weights of each kind there are in @measure. */
void sl_zero_counts (const SlWeightMeasure *measure, gint64 counts[SL_N_ZERO_KINDS]);

/** sl_zero_bar_draw: @box: all weights of @measure; the kinds fill their shares of it
 * from the left. */
void sl_zero_bar_draw (SlKit *kit, const SlBox *box, const SlWeightMeasure *measure);

/** sl_zero_percent_text: Returns (transfer full) @part of @all in percent, which never
 * reads 100 % or 0 % unless it is. */
char *sl_zero_percent_text (gint64 part, gint64 all);

G_END_DECLS
