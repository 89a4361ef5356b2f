/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/network.h"

G_BEGIN_DECLS

enum { SL_HISTOGRAM_BINS = 60 };

/** SlHistogram: |w| of some weights. The three kinds and the bins add up to the number of
 * weights. */
typedef struct
{
  double end;   /* the bins cover (0, end] evenly; the last also holds all beyond */
  gint64 zeros; /* exactly 0, both kinds */
  gint64 zeros_unreached;         /* of these, the ones that nothing reaches */
  gint64 near;                    /* 0 < |w| ≤ threshold */
  gint64 bins[SL_HISTOGRAM_BINS]; /* |w| > threshold */
} SlHistogram;

/** SlWeightMeasure: what is known about the weights of a layer, or of all layers. */
typedef struct
{
  int inputs, outputs; /* of the layer; 0 for all layers */
  gint64 weights;
  double norm_l1, norm_l2;
  SlHistogram histogram;
  gint64
      peak; /* highest bar (bins, zeros and near) of this run so far: the figure's axis */
} SlWeightMeasure;

/** sl_histogram_end: Returns a round number ≥ max(1, 3·max|w|) of the starting @w (n). */
double sl_histogram_end (size_t n, const float *w);

/** sl_weight_measure_fill:
 * @w: (n) weights; @unreached: (n) (nullable) flags; @near_zero: threshold; @end: of the
 * bins
 * @measure: (out) all but peak, inputs and outputs. O(n), sums in double. */
void sl_weight_measure_fill (SlWeightMeasure *measure,
                             size_t n,
                             const float *w,
                             const guint8 *unreached,
                             double near_zero,
                             double end);

/** sl_weight_measure_add: adds @layer to the @total of all layers (norms, counts, bins).
 */
void sl_weight_measure_add (SlWeightMeasure *total, const SlWeightMeasure *layer);

/** sl_weight_measure_top: Returns the highest bar of its histogram: zeros, near or a bin.
 */
gint64 sl_weight_measure_top (const SlWeightMeasure *measure);

G_END_DECLS
