/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/penalty/elastic.h"
#include "core/penalty/penalty.h"

#include <glib/gi18n-lib.h>

static double
l2_value (size_t n, const float *w, double rho)
{
  return sl_elastic_value (n, w, 0);
}

static void
l2_prox (size_t n, float *w, const float *t, float lambda, float rho)
{
  sl_elastic_prox (n, w, t, lambda, 0);
}

static void
l2_add_subgradient (size_t n, const float *w, float *g, float lambda, float rho)
{
  sl_elastic_add_subgradient (n, w, g, lambda, 0);
}

extern const SlPenaltyType sl_penalty_l2;
const SlPenaltyType sl_penalty_l2 = {
    .kind = {"l2", N_ ("L2"),
             N_ ("Half the sum of the squared weights: pulls in proportion to the "
                 "weight, and so never quite to zero.")},
    .formula = "λ · Σ ½ w²",
    .has_strength = TRUE,
    .has_share = FALSE,
    .share = 0,
    .value = l2_value,
    .prox = l2_prox,
    .add_subgradient = l2_add_subgradient,
};
