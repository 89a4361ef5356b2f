/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/penalty/elastic.h"
#include "core/penalty/penalty.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* R(W) = Σ_g √|g|·‖w_g‖₂: not squared, so that a group reaches exactly zero as a whole.
 * Source: Yuan & Lin, Model Selection and Estimation in Regression with Grouped
 * Variables, J. Royal Statistical Society B 68 (2006), eq. 2.1. */

/* The groups of a (d, m) matrix: group i starts at i·@first and goes on in steps of
 * @stride. */
typedef struct
{
  int n, size;
  size_t first, stride;
} Groups;

static Groups
groups_of (int d, int m, gboolean by_input)
{
  return by_input ? (Groups){d, m, (size_t) m, 1} : (Groups){m, d, 1, (size_t) m};
}

static double
norm (const Groups *groups, const float *w)
{
  double sum = 0;
  for (int i = 0; i < groups->size; i++) {
    double x = (double) w[(size_t) i * groups->stride];
    sum += x * x;
  }
  return sqrt (sum);
}

static double
group_lasso_value (int d, int m, const float *W, gboolean by_input)
{
  Groups groups = groups_of (d, m, by_input);
  double sum = 0;
  for (int i = 0; i < groups.n; i++)
    sum += norm (&groups, W + (size_t) i * groups.first);
  return sqrt (groups.size) * sum;
}

/* φ(r) = Σ (u/(r + ct))² and its slope. The group's new norm r solves φ(r) = 1. */
static double
phi (const Groups *groups,
     const float *u,
     const float *t,
     double c,
     double r,
     double *slope)
{
  double sum = 0;
  *slope = 0;
  for (int i = 0; i < groups->size; i++) {
    size_t k = (size_t) i * groups->stride;
    double below = r + c * (double) t[k], q = (double) u[k] / below;
    sum += q * q;
    *slope -= 2 * q * q / below;
  }
  return sum;
}

/* Replaces the group u by argmin_v Σ (v − u)²/(2t) + c‖v‖₂: it is 0 iff ‖u/t‖ ≤ c, else
 * v = r·u/(r + ct) with r = ‖v‖. Newton's method on φ^−½ = 1, which is almost a straight
 * line, from the left end, where it only goes up. */
static void
shrink_group (const Groups *groups, float *u, const float *t, double c)
{
  double pull = 0, top = 0;
  for (int i = 0; i < groups->size; i++) {
    size_t k = (size_t) i * groups->stride;
    pull += ((double) u[k] / (double) t[k]) * ((double) u[k] / (double) t[k]);
    top = fmax (top, (double) t[k]);
  }
  gboolean dies = sqrt (pull) <= c;
  double r = fmax (norm (groups, u) - c * top, 0), step = INFINITY;
  for (int i = 0; i < 100 && !dies && fabs (step) > 1e-12 * r; i++) {
    double slope, value = phi (groups, u, t, c, r, &slope);
    step = 2 * value * (1 - sqrt (value)) / slope;
    r = fmax (r + step, r / 2);
  }
  for (int i = 0; i < groups->size; i++) {
    size_t k = (size_t) i * groups->stride;
    u[k] = (dies ? 0.0f : (float) (r * (double) u[k] / (r + c * (double) t[k]))) + 0.0f;
  }
}

static void
group_lasso_prox (int d, int m, float *W, const float *t, float lambda, gboolean by_input)
{
  Groups groups = groups_of (d, m, by_input);
  double c = (double) lambda * sqrt (groups.size);
  for (int i = 0; i < groups.n; i++)
    shrink_group (&groups, W + (size_t) i * groups.first, t + (size_t) i * groups.first,
                  c);
}

static void
group_lasso_add_subgradient (int d,
                             int m,
                             const float *W,
                             float *g,
                             float lambda,
                             gboolean by_input)
{
  Groups groups = groups_of (d, m, by_input);
  double c = (double) lambda * sqrt (groups.size);
  for (int i = 0; i < groups.n; i++) {
    size_t first = (size_t) i * groups.first;
    double size = norm (&groups, W + first);
    for (int j = 0; j < groups.size && size > 0; j++) {
      size_t k = first + (size_t) j * groups.stride;
      g[k] += (float) (c * (double) W[k] / size);
    }
  }
}

/* A bias is a group of its own: |b|. */

static double
single_value (size_t n, const float *w, double rho)
{
  return sl_elastic_value (n, w, 1);
}

static void
single_prox (size_t n, float *w, const float *t, float lambda, float rho)
{
  sl_elastic_prox (n, w, t, lambda, 1);
}

static void
single_add_subgradient (size_t n, const float *w, float *g, float lambda, float rho)
{
  sl_elastic_add_subgradient (n, w, g, lambda, 1);
}

static const SlGroupPenalty group_lasso = {
    .value = group_lasso_value,
    .prox = group_lasso_prox,
    .add_subgradient = group_lasso_add_subgradient,
};

extern const SlPenaltyType sl_penalty_group_lasso;
const SlPenaltyType sl_penalty_group_lasso = {
    .kind =
        {"group-lasso", N_ ("Group lasso"),
         N_ ("The length of each group of weights: a whole unit or input goes to exactly "
             "zero at once.")},
    .formula = "λ · Σ √|g| · ‖w_g‖₂",
    .has_strength = TRUE,
    .has_share = FALSE,
    .share = 1,
    .group = &group_lasso,
    .value = single_value,
    .prox = single_prox,
    .add_subgradient = single_add_subgradient,
};
