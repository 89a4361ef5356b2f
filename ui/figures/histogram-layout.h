/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/earlier.h"
#include "ui/plots/marks.h"

G_BEGIN_DECLS

/* What is written into a histogram. */
enum {
  SL_HISTOGRAM_ZEROS, /* one line, or two when some are unreached */
  SL_HISTOGRAM_NEAR,
  SL_HISTOGRAM_START, /* what the outline is */
  SL_HISTOGRAM_N_LABELS
};

typedef struct
{
  char *lines[2]; /* Owned; the second may be NULL, both: no such label */
  SlBox box;      /* of the text */
  gboolean placed;
  gboolean listed; /* away from its bar: needs a swatch */
} SlHistogramLabel;

/** SlHistogramLayout: where everything in a histogram of weights goes, in px. */
typedef struct
{
  const SlWeightMeasure *now;   /* Borrowed */
  const SlWeightMeasure *start; /* Borrowed, nullable: draws the outline */
  SlFrame frame;
  double end;   /* of the bins: the axis may go further, for pinned runs */
  int n_others; /* earlier runs */
  SlEarlierLook others[SL_MAX_EARLIER];
  const SlWeightMeasure *other_measures[SL_MAX_EARLIER]; /* Borrowed */
  SlBox zero, zero_by_penalty, near;
  double edges[SL_HISTOGRAM_BINS + 1];
  SlBox bins[SL_HISTOGRAM_BINS];
  double start_tops[SL_HISTOGRAM_BINS];
  SlHistogramLabel labels[SL_HISTOGRAM_N_LABELS];
} SlHistogramLayout;

/** sl_histogram_layout_init:
 * @snapshot: prepared; @view: which layer, and whether counts are on a log axis
 * Clear it with sl_histogram_layout_clear(). */
void sl_histogram_layout_init (SlKit *kit,
                               SlHistogramLayout *layout,
                               double width,
                               double height,
                               const SlSnapshot *snapshot,
                               const SlFigureView *view);
void sl_histogram_layout_clear (SlHistogramLayout *layout);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlHistogramLayout, sl_histogram_layout_clear)

/** sl_histogram_measure: Returns (transfer none) the measure @view asks for: a layer's,
 * or that of all weights. */
const SlWeightMeasure *sl_histogram_measure (const SlSnapshot *snapshot,
                                             const SlFigureView *view);

/** sl_histogram_top: Returns the px of the top of a bar of @count. */
double sl_histogram_top (const SlHistogramLayout *layout, gint64 count);

/** sl_histogram_draw_outline: the bars of @h, another run's, as an outline; wider bins
 * have their counts spread over as many of these. */
void sl_histogram_draw_outline (SlKit *kit,
                                const SlHistogramLayout *layout,
                                const SlHistogram *h,
                                const SlStroke *stroke);

/** sl_histogram_draw_others: outlines of the earlier runs, on the axes of this one. A run
 * with wider bins has its counts spread over as many of these. */
void sl_histogram_draw_others (SlKit *kit, const SlHistogramLayout *layout);

/** sl_histogram_place_labels: finds places for the labels, whose lines are set: beside or
 * above their bars when that covers nothing, else in a list where bars are low. */
void sl_histogram_place_labels (SlKit *kit, SlHistogramLayout *layout);

G_END_DECLS
