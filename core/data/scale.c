/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/scale.h"

#include <math.h>

void
sl_scale_columns (const float *X,
                  const int *rows,
                  int n,
                  int d,
                  double *mean,
                  double *scale)
{
  g_autofree double *sum = g_new0 (double, d);
  const float *first = X + (size_t) rows[0] * d;

  /* Distances from the first row, not the values: exact for a constant column, and
   * without loss when the values are large and their spread is small. */
  for (int i = 0; i < n; i++) {
    const float *x = X + (size_t) rows[i] * d;

    for (int j = 0; j < d; j++)
      sum[j] += (double) x[j] - (double) first[j];
  }
  for (int j = 0; j < d; j++) {
    mean[j] = (double) first[j] + sum[j] / n;
    sum[j] = 0.0;
  }
  for (int i = 0; i < n; i++) {
    const float *x = X + (size_t) rows[i] * d;

    for (int j = 0; j < d; j++)
      sum[j] += ((double) x[j] - mean[j]) * ((double) x[j] - mean[j]);
  }
  for (int j = 0; j < d; j++) {
    double sd = sqrt (sum[j] / n);

    scale[j] = (float) sd > 0.0f ? sd : 1.0; /* users keep it as a float */
  }
}
