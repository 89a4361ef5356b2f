/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/measure/score.h"

#include <math.h>

double
sl_r_squared (int n, const float *y, double squares)
{
  double mean = 0, total = 0;
  for (int i = 0; i < n; i++)
    mean += (double) y[i] / n;
  for (int i = 0; i < n; i++)
    total += ((double) y[i] - mean) * ((double) y[i] - mean);
  return total > 0 ? 1 - squares / total : NAN;
}
