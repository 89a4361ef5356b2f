/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>

/* Elementary functions without branches or calls, so that loops over them become vector
 * code. The same bits at every instruction level are not promised, the error is. */

/** sl_fast_exp:
 * Returns eˣ within 2 units in the last place for |x| ≤ 87; 0 below, e⁸⁷ above; NaN stays
 * NaN. x = k·ln 2 + r with |r| ≤ ½ ln 2, then Taylor's series of eʳ to r⁷ (next term <
 * 6e-9). */
static inline float
sl_fast_exp (float x)
{
  const float ln2_high = 0.693145751953125f, ln2_low = 1.42860677e-6f;
  float y = x > 87.0f ? 87.0f : x;
  y = y < -87.0f ? -87.0f : y;
  float k = rintf (y * 1.44269504f);
  float r = (y - k * ln2_high) - k * ln2_low;
  float p = 1.0f / 5040;
  p = p * r + 1.0f / 720;
  p = p * r + 1.0f / 120;
  p = p * r + 1.0f / 24;
  p = p * r + 1.0f / 6;
  p = p * r + 0.5f;
  p = p * r + 1.0f;
  p = p * r + 1.0f;
  union {
    gint32 bits;
    float value;
  } power = {.bits = ((gint32) (k == k ? k : 0.0f) + 127) * (1 << 23)};
  float result = p * power.value;
  return x < -87.0f ? 0.0f : result;
}

/** sl_fast_sigmoid: Returns 1/(1 + e⁻ˣ), relative error below 1e-6. */
static inline float
sl_fast_sigmoid (float x)
{
  return 1.0f / (1.0f + sl_fast_exp (-x));
}

/** sl_fast_tanh:
 * Returns tanh x, relative error below 1e-6: Taylor's series for |x| < 0.3, where the
 * quotient of exponentials would cancel, else 1 − 2/(e²ˣ + 1). */
static inline float
sl_fast_tanh (float x)
{
  float s = x * x;
  float p = 21844.0f / 6081075;
  p = -1382.0f / 155925 + s * p;
  p = 62.0f / 2835 + s * p;
  p = -17.0f / 315 + s * p;
  p = 2.0f / 15 + s * p;
  p = -1.0f / 3 + s * p;
  float small = x + x * s * p;
  float large = 1.0f - 2.0f / (sl_fast_exp (2.0f * x) + 1.0f);
  return fabsf (x) < 0.3f ? small : large;
}
