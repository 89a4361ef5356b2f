/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/penalty/penalty.h"

#include <glib/gi18n-lib.h>

static double
none_value (size_t n, const float *w, double rho)
{
  return 0;
}

static void
none_prox (size_t n, float *w, const float *t, float lambda, float rho)
{
}

static void
none_add_subgradient (size_t n, const float *w, float *g, float lambda, float rho)
{
}

extern const SlPenaltyType sl_penalty_none;
const SlPenaltyType sl_penalty_none = {
    .kind = {"none", N_ ("None"), N_ ("No penalty: the data loss alone is minimised.")},
    .formula = "",
    .has_strength = FALSE,
    .has_share = FALSE,
    .share = 0,
    .value = none_value,
    .prox = none_prox,
    .add_subgradient = none_add_subgradient,
};
