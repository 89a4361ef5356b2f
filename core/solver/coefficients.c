/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/solver/coefficients.h"

void
sl_coefficients_init (SlCoefficients *self, int k, int d)
{
  *self = (SlCoefficients){.k = k, .d = d};
  self->w = g_new0 (double, (size_t) k *d);
  self->b = g_new0 (double, k);
}

void
sl_coefficients_clear (SlCoefficients *self)
{
  g_clear_pointer (&self->w, g_free);
  g_clear_pointer (&self->b, g_free);
}

int
sl_coefficients_nonzeros (const SlCoefficients *self)
{
  int count = 0;

  for (int i = 0; i < self->k * self->d; i++)
    count += self->w[i] != 0;
  return count;
}
