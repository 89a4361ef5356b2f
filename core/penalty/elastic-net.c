/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/penalty/elastic.h"
#include "core/penalty/penalty.h"

#include <glib/gi18n-lib.h>

extern const SlPenaltyType sl_penalty_elastic_net;
const SlPenaltyType sl_penalty_elastic_net = {
    .kind = {"elastic-net", N_ ("Elastic net"),
             N_ ("A mixture of both: the L1 share ρ makes zeros, the rest shrinks and "
                 "shares.")},
    .formula = "λ · Σ [ ρ |w| + (1 − ρ)/2 · w² ]",
    .has_strength = TRUE,
    .has_share = TRUE,
    .share = 0.5f,
    .value = sl_elastic_value,
    .prox = sl_elastic_prox,
    .add_subgradient = sl_elastic_add_subgradient,
};
