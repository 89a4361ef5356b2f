/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/penalty/elastic.h"
#include "core/penalty/penalty.h"

#include <glib/gi18n-lib.h>

static double
l1_value (size_t n, const float *w, double rho)
{
  return sl_elastic_value (n, w, 1);
}

static void
l1_prox (size_t n, float *w, const float *t, float lambda, float rho)
{
  sl_elastic_prox (n, w, t, lambda, 1);
}

static void
l1_add_subgradient (size_t n, const float *w, float *g, float lambda, float rho)
{
  sl_elastic_add_subgradient (n, w, g, lambda, 1);
}

extern const SlPenaltyType sl_penalty_l1;
const SlPenaltyType sl_penalty_l1 = {
    .kind = {"l1", N_ ("L1"),
             N_ ("The sum of the absolute weights: pulls every weight with the same "
                 "force, down to exactly zero.")},
    .formula = "λ · Σ |w|",
    .has_strength = TRUE,
    .has_share = FALSE,
    .share = 1,
    .value = l1_value,
    .prox = l1_prox,
    .add_subgradient = l1_add_subgradient,
};
