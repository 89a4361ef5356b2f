/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlCoefficients: a linear model with k outputs. Two classes have one output, for the
 * second class; the intercepts of a softmax add up to 0. */
typedef struct
{
  int k, d;
  double *w; /* (k, d) */
  double *b; /* (k) intercepts */
} SlCoefficients;

/** sl_coefficients_init: all 0. */
void sl_coefficients_init (SlCoefficients *coefficients, int k, int d);
void sl_coefficients_clear (SlCoefficients *coefficients);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlCoefficients, sl_coefficients_clear)

/** sl_coefficients_nonzeros: Returns how many weights, intercepts aside, are not 0. */
int sl_coefficients_nonzeros (const SlCoefficients *coefficients);

G_END_DECLS
