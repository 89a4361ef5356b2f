/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/scale.h"

#include <math.h>

/* Cairo keeps coordinates in 24 bits before the point; far outside is outside. */
#define FAR_PIXELS 1e4

static const double round_steps[] = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};

/* 10^k with the bits of its decimal text: exp10 and pow may be off by one ulp. */
static double
power_of_ten (int k)
{
  char text[16];

  g_snprintf (text, sizeof text, "1e%d", k);
  return g_ascii_strtod (text, NULL);
}

static int
decade_below (double value)
{
  int k = (int) floor (log10 (value));

  while (k > -300 && power_of_ten (k) > value)
    k--;
  while (k < 300 && power_of_ten (k + 1) <= value)
    k++;
  return k;
}

double
sl_scale_round_up (double value)
{
  if (!(value > 1e-300) || !isfinite (value) || value > 1e300)
    return 1.0;

  int k = decade_below (value);
  double unit = k >= 0 ? power_of_ten (k) : power_of_ten (-k);
  for (guint i = 0; i < G_N_ELEMENTS (round_steps); i++) {
    /* Division by a whole power keeps 0.3 the double nearest to 0.3. */
    double end = k >= 0 ? round_steps[i] * unit : round_steps[i] / unit;
    if (end >= value)
      return end;
  }
  return power_of_ten (k + 1);
}

SlScale
sl_scale_from_zero (double max)
{
  return (SlScale){SL_SCALE_LINEAR, 0.0, sl_scale_round_up (max), 0.0, 1.0};
}

SlScale
sl_scale_log (double min, double max)
{
  if (!(min > 1e-300) || !(max >= min) || max > 1e300)
    return (SlScale){SL_SCALE_LOG, 0.1, 1.0, 0.0, 1.0};

  int below = decade_below (min), above = decade_below (max);
  double lo = power_of_ten (below), hi = power_of_ten (above);
  if (3.0 * lo <= min)
    lo *= 3.0;
  if (hi < max)
    hi = 3.0 * hi >= max ? 3.0 * hi : power_of_ten (above + 1);
  if (hi <= lo)
    hi = power_of_ten (below + 1);
  return (SlScale){SL_SCALE_LOG, lo, hi, 0.0, 1.0};
}

double
sl_scale_map (const SlScale *scale, double value)
{
  double t;

  if (!isfinite (value))
    return NAN;
  if (scale->type == SL_SCALE_LOG) {
    if (value <= 0.0)
      return NAN;
    t = log (value / scale->lo) / log (scale->hi / scale->lo);
  } else {
    t = (value - scale->lo) / (scale->hi - scale->lo);
  }
  return CLAMP (scale->start + t * (scale->end - scale->start), -FAR_PIXELS, FAR_PIXELS);
}

double
sl_scale_invert (const SlScale *scale, double pixel)
{
  double t = (pixel - scale->start) / (scale->end - scale->start);

  if (scale->type == SL_SCALE_LOG)
    return scale->lo * exp (t * log (scale->hi / scale->lo));
  return scale->lo + t * (scale->hi - scale->lo);
}
