/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/measure/weights.h"

#include "core/base/clones.h"

#include <math.h>

double
sl_histogram_end (size_t n, const float *w)
{
  float top = 0;
  for (size_t i = 0; i < n; i++)
    top = fmaxf (top, fabsf (w[i]));
  double wanted = fmax (1, 3 * (double) top);
  double decade = pow (10, floor (log10 (wanted)));
  static const double steps[] = {1, 1.5, 2, 3, 4, 5, 6, 8, 10};
  for (size_t i = 0; i < G_N_ELEMENTS (steps); i++)
    if (wanted <= steps[i] * decade)
      return steps[i] * decade;
  return 10 * decade;
}

SL_CLONES static void
add_norms (size_t n, const float *w, double *l1, double *l2)
{
  double a = 0, s = 0;
#pragma omp simd reduction(+ : a, s)
  for (size_t i = 0; i < n; i++) {
    a += (double) fabsf (w[i]);
    s += (double) w[i] * (double) w[i];
  }
  *l1 = a;
  *l2 = s;
}

void
sl_weight_measure_fill (SlWeightMeasure *measure,
                        size_t n,
                        const float *w,
                        const guint8 *unreached,
                        double near_zero,
                        double end)
{
  SlHistogram *histogram = &measure->histogram;
  *histogram = (SlHistogram){.end = end};
  measure->weights = (gint64) n;
  double squares;
  add_norms (n, w, &measure->norm_l1, &squares);
  measure->norm_l2 = sqrt (squares);
  float threshold = (float) near_zero;
  double per_bin = SL_HISTOGRAM_BINS / end;
  for (size_t i = 0; i < n; i++) {
    float size = fabsf (w[i]);
    if (size == 0) {
      histogram->zeros++;
      histogram->zeros_unreached += unreached && unreached[i];
    } else if (size <= threshold)
      histogram->near++;
    else {
      double bin = (double) size * per_bin;
      histogram->bins[bin < SL_HISTOGRAM_BINS ? (int) bin : SL_HISTOGRAM_BINS - 1]++;
    }
  }
}

void
sl_weight_measure_add (SlWeightMeasure *total, const SlWeightMeasure *layer)
{
  total->weights += layer->weights;
  total->norm_l1 += layer->norm_l1;
  total->norm_l2 = hypot (total->norm_l2, layer->norm_l2);
  SlHistogram *sum = &total->histogram;
  const SlHistogram *part = &layer->histogram;
  sum->end = part->end;
  sum->zeros += part->zeros;
  sum->zeros_unreached += part->zeros_unreached;
  sum->near += part->near;
  for (int i = 0; i < SL_HISTOGRAM_BINS; i++)
    sum->bins[i] += part->bins[i];
}

gint64
sl_weight_measure_top (const SlWeightMeasure *measure)
{
  const SlHistogram *histogram = &measure->histogram;
  gint64 top = MAX (histogram->zeros, histogram->near);
  for (int i = 0; i < SL_HISTOGRAM_BINS; i++)
    top = MAX (top, histogram->bins[i]);
  return top;
}
