/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/epochs.h"

G_BEGIN_DECLS

/** SlEarlierLook: one of the runs behind the present one, and how it is drawn. */
enum { SL_MAX_EARLIER = SL_MAX_PINNED + 1 };
typedef struct
{
  const SlSnapshot *snapshot; /* Borrowed */
  char letter[2];             /* "A" to "D"; "" for the ghost */
  const SlDash *dash;         /* (nullable) */
  double opacity;
} SlEarlierLook;

/** sl_earlier_looks: @same_score: only runs whose loss and score mean the same.
 * @looks: (out) (SL_MAX_EARLIER), the ghost first. Returns how many. */
int sl_earlier_looks (const SlSnapshot *snapshot,
                      const SlFigureView *view,
                      gboolean same_score,
                      SlEarlierLook *looks);

/** sl_earlier_epochs: Returns the axis of epochs of the present run and those behind it.
 */
SlScale sl_earlier_epochs (const SlSnapshot *snapshot, const SlFigureView *view);

/** sl_earlier_range: widens @min and @max by trace @id of the runs behind. */
void sl_earlier_range (const SlSnapshot *snapshot,
                       const SlFigureView *view,
                       gboolean same_score,
                       SlTraceId id,
                       gboolean above_zero,
                       double *min,
                       double *max);

/** sl_earlier_draw: faint curves of trace @id in the hue of @role; a pinned run's letter
 * stands at the end of its curve. @letters: (out) (SL_MAX_EARLIER) where letters stand.
 * Returns how many. */
int sl_earlier_draw (SlKit *kit,
                     const SlFrame *frame,
                     const SlSnapshot *snapshot,
                     const SlFigureView *view,
                     gboolean same_score,
                     SlTraceId id,
                     SlRole role,
                     SlBox *letters);

/** sl_earlier_letter: writes the letter of @look at (@x, @y), its bottom left. */
void sl_earlier_letter (SlKit *kit,
                        const SlEarlierLook *look,
                        double x,
                        double y,
                        SlRole role);

G_END_DECLS
