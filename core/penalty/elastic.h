/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The family ρ|w| + (1−ρ)/2·w², of which L1 (ρ = 1) and L2 (ρ = 0) are the ends. Each
 * penalty's own file calls these with its ρ. */

/** sl_elastic_value: Returns Σ ρ|w| + (1−ρ)/2·w² over @w (n), in double. O(n). */
double sl_elastic_value (size_t n, const float *w, double rho);

/** sl_elastic_prox:
 * @w: (inout) (n), replaced by argmin_v ½(v − w)² + tλ(ρ|v| + (1−ρ)/2·v²)
 *     = soft(w, tλρ) / (1 + tλ(1−ρ)); @t: (n) step sizes ≥ 0
 * Exact zeros are stored as +0; NaN stays NaN. O(n).
 * Source: Parikh & Boyd, Proximal Algorithms (2014), §6.5.2 and §6.5.3. */
void sl_elastic_prox (size_t n, float *w, const float *t, float lambda, float rho);

/** sl_elastic_add_subgradient: @g: (inout) (n), λρ·sign(w) + λ(1−ρ)·w is added; sign(0) =
 * 0. */
void
sl_elastic_add_subgradient (size_t n, const float *w, float *g, float lambda, float rho);
