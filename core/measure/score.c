/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/measure/score.h"

#include <math.h>

double
sl_r_squared (int n, const float *y, double squares)
{
  /* Measured from the first, so that it is exactly 0 when all are the same. */
  double first = n > 0 ? (double) y[0] : 0, mean = 0, total = 0;
  for (int i = 0; i < n; i++)
    mean += ((double) y[i] - first) / n;
  for (int i = 0; i < n; i++)
    total += ((double) y[i] - first - mean) * ((double) y[i] - first - mean);
  return total > 0 ? 1 - squares / total : NAN;
}
