/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/epochs.h"

G_BEGIN_DECLS

/** SlEpochCurve: one curve of a figure over the epochs. */
typedef struct
{
  SlTraceId trace;
  SlRole role;
  double width;     /* px */
  const char *id;   /* "test_loss", of its numbers in files */
  const char *name; /* N_("test"), its label */
} SlEpochCurve;

/** SlEpochCurves: a figure of labelled curves over the epochs, with earlier runs behind
 * the ones of training and test, and marks where settings changed. */
typedef struct
{
  const SlEpochCurve *curves; /* the least important first: later ones are on top */
  int n;
  const char *promise; /* N_(), stands there until there is something to draw */
  /** scale: Returns the axis of the values. */
  SlScale (*scale) (const SlSnapshot *snapshot, const SlFigureView *view);
  /** shows: Returns whether this run has the curve. */
  gboolean (*shows) (const SlSnapshot *snapshot, const SlEpochCurve *curve);
} SlEpochCurves;

/** sl_epoch_curves_draw: as SlFigureType's draw. */
void sl_epoch_curves_draw (const SlEpochCurves *figure,
                           cairo_t *cr,
                           double width,
                           double height,
                           const SlSnapshot *snapshot,
                           const SlFigureView *view,
                           const SlTheme *theme);

/** sl_epoch_curves_row_at:
 * @frame: (out) where the curves stand, when a row is returned
 * Returns (transfer none) (nullable) the history's row nearest to the pointer at (@px,
 * @py). */
const SlHistoryRow *sl_epoch_curves_row_at (const SlEpochCurves *figure,
                                            double width,
                                            double height,
                                            const SlSnapshot *snapshot,
                                            const SlFigureView *view,
                                            const SlTheme *theme,
                                            double px,
                                            double py,
                                            SlFrame *frame);

/** sl_epoch_curves_numbers: as SlFigureType's numbers: the curves that are shown. */
SlNumbers *sl_epoch_curves_numbers (const SlEpochCurves *figure,
                                    const SlSnapshot *snapshot);

/** sl_epoch_curves_validates: Returns whether there are rows for validation alone. Where
 * the test part stands in, a curve would only repeat the one of the test part. */
gboolean sl_epoch_curves_validates (const SlSnapshot *snapshot);

/** sl_epoch_curves_tests: Returns whether there are test rows, as far as is known. */
gboolean sl_epoch_curves_tests (const SlSnapshot *snapshot);

G_END_DECLS
