/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** SlProgress: a bar on stderr, drawn only when stderr is a terminal. */
typedef struct
{
  gboolean shown;
  int epochs;   /* of the whole run */
  gint64 drawn; /* when last, monotonic µs */
} SlProgress;

/** sl_progress_init: @epochs: length of the run. */
void sl_progress_init (SlProgress *progress, int epochs);

/** sl_progress_update: @row: of the epoch just evaluated. Draws at most ten times a
 * second. */
void sl_progress_update (SlProgress *progress, const SlHistoryRow *row);

/** sl_progress_update_share: the same for work without epochs; @share in [0, 1]. */
void sl_progress_update_share (SlProgress *progress, double share);

/** sl_progress_note: says what is under way, where no share of it is known. */
void sl_progress_note (SlProgress *progress, const char *what);

/** sl_progress_clear: wipes the bar, so that what follows starts on an empty line. */
void sl_progress_clear (SlProgress *progress);

G_END_DECLS
