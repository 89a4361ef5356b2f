/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contract tests over the table of penalties: a newcomer is tested without touching this
 * file. */
#include "core/base/rng.h"
#include "core/penalty/penalty.h"

#include <math.h>

static const double WEIGHTS[] = {-3, -1.25, -0.3, -0.01, 0, 0.002, 0.1, 0.5, 1, 2.75};
static const double STEPS[] = {0, 0.01, 0.3, 2};
static const double LAMBDAS[] = {0, 0.1, 1};
static const double SHARES[] = {0, 0.25, 0.5, 1};

typedef struct
{
  const SlPenaltyType *penalty;
  double w, t, lambda, rho;
} Case;

/* R(v) in double: value() takes floats, so the part lost in rounding v is added by its
 * slope. */
static double
moreau (const Case *c, double v)
{
  float rounded = (float) v, slope = 0;
  c->penalty->add_subgradient (1, &rounded, &slope, 1, (float) c->rho);
  double value =
      c->penalty->value (1, &rounded, c->rho) + (double) slope * (v - (double) rounded);
  return (v - c->w) * (v - c->w) / 2 + c->t * c->lambda * value;
}

/* argmin_v by golden section: the objective is convex. */
static double
brute_force_argmin (const Case *c)
{
  double low = -4, high = 4, golden = (sqrt (5) - 1) / 2;
  for (int i = 0; i < 80; i++) {
    double a = high - golden * (high - low), b = low + golden * (high - low);
    if (moreau (c, a) <= moreau (c, b))
      high = b;
    else
      low = a;
  }
  return (low + high) / 2;
}

static void
check_case (const Case *c)
{
  float w = (float) c->w, t = (float) c->t;
  Case exact = *c;
  exact.w = (double) w;
  exact.t = (double) t;
  c->penalty->prox (1, &w, &t, (float) c->lambda, (float) c->rho);
  double wanted = brute_force_argmin (&exact);
  g_assert_cmpfloat_with_epsilon ((double) w, wanted, 1e-6);
  if (w == 0)
    g_assert_false (signbit (w));
}

static void
for_each_case (const SlPenaltyType *penalty, void (*check) (const Case *))
{
  for (size_t i = 0; i < G_N_ELEMENTS (WEIGHTS); i++)
    for (size_t j = 0; j < G_N_ELEMENTS (STEPS); j++)
      for (size_t k = 0; k < G_N_ELEMENTS (LAMBDAS); k++)
        for (size_t l = 0; l < G_N_ELEMENTS (SHARES); l++)
          check (&(Case){penalty, WEIGHTS[i], STEPS[j], LAMBDAS[k], SHARES[l]});
}

static void
test_prox_is_argmin (gconstpointer data)
{
  for_each_case (data, check_case);
}

static void
check_subgradient (const Case *c)
{
  if (c->w == 0)
    return;
  float w = (float) c->w, g = 0.5f;
  c->penalty->add_subgradient (1, &w, &g, (float) c->lambda, (float) c->rho);
  float above = w + 1e-3f, below = w - 1e-3f;
  double difference =
      (c->penalty->value (1, &above, c->rho) - c->penalty->value (1, &below, c->rho)) /
      ((double) above - (double) below);
  g_assert_cmpfloat_with_epsilon ((double) g - 0.5, c->lambda * difference,
                                  1e-5 + 1e-3 * fabs (c->lambda * difference));
}

static void
test_subgradient_is_slope (gconstpointer data)
{
  for_each_case (data, check_subgradient);
}

static void
test_nan_stays (gconstpointer data)
{
  const SlPenaltyType *penalty = data;
  float w[3] = {NAN, 1, -1}, t[3] = {0.5f, 0.5f, 0.5f};
  penalty->prox (3, w, t, 1, 0.5f);
  g_assert_true (isnan (w[0]));
  g_assert_true (isfinite (w[1]) && w[1] == -w[2]);
}

/* The vector code and its remainder give what one weight at a time gives. */
static void
test_whole_array (gconstpointer data)
{
  const SlPenaltyType *penalty = data;
  enum { N = 67 };
  float w[N], one[N], t[N];
  double sum = 0;
  for (int i = 0; i < N; i++) {
    w[i] = one[i] = sinf ((float) i);
    t[i] = 0.01f * (float) i;
    sum += penalty->value (1, &w[i], 0.25f);
  }
  g_assert_cmpfloat_with_epsilon (penalty->value (N, w, 0.25), sum, 1e-9);
  penalty->prox (N, w, t, 0.7f, 0.25f);
  for (int i = 0; i < N; i++) {
    penalty->prox (1, &one[i], &t[i], 0.7f, 0.25f);
    g_assert_cmpfloat (fabsf (w[i] - one[i]), <=, 1e-6f);
  }
}

static void
test_shape (gconstpointer data)
{
  const SlPenaltyType *penalty = data;
  float w[2] = {-2, 0};
  g_assert_nonnull (penalty->kind.name);
  g_assert_nonnull (penalty->kind.summary);
  g_assert_cmpfloat (penalty->value (1, &w[1], 0.5f), ==, 0);
  if (penalty->has_strength) {
    g_assert_cmpfloat (penalty->value (1, w, (double) penalty->share), >, 0);
    g_assert_cmpstr (penalty->formula, !=, "");
  }
}

/* Optimality of the prox of a penalty on groups, in a metric that differs per weight:
 * with v the result, 0 ∈ (v − u)/t + λ∂R(v): for a group that lives (v − u)/t + c·v/‖v‖ =
 * 0, for one that dies ‖u/t‖ ≤ c. */
static void
test_group_prox (gconstpointer data)
{
  const SlPenaltyType *penalty = data;
  enum { D = 5, M = 4 };
  if (!penalty->group)
    return;
  SlRng rng;
  sl_rng_init (&rng, 5, SL_STREAM_DATA);
  int lived = 0, died = 0;
  for (int round = 0; round < 200; round++) {
    gboolean by_input = round % 2;
    float u[D * M], v[D * M], t[D * M], slope[D * M] = {0};
    float lambda = (float) (0.05 + 3 * sl_rng_uniform (&rng));
    for (int i = 0; i < D * M; i++) {
      u[i] = v[i] = (float) sl_rng_normal (&rng);
      t[i] = (float) exp (2 * sl_rng_normal (&rng) - 1);
    }
    penalty->group->prox (D, M, v, t, lambda, by_input);
    penalty->group->add_subgradient (D, M, v, slope, lambda, by_input);
    int n = by_input ? D : M, size = by_input ? M : D;
    for (int g = 0; g < n; g++) {
      double pull = 0, length = 0, error = 0, scale = 0;
      for (int i = 0; i < size; i++) {
        int k = by_input ? g * M + i : i * M + g;
        double move = ((double) v[k] - (double) u[k]) / (double) t[k];
        pull += ((double) u[k] / (double) t[k]) * ((double) u[k] / (double) t[k]);
        length += fabs ((double) v[k]);
        error = fmax (error, fabs (move + (double) slope[k]));
        scale = fmax (scale, fabs (move) + fabs ((double) u[k] / (double) t[k]));
      }
      if (length > 0)
        g_assert_cmpfloat (error, <=, 1e-5 * scale + 1e-6);
      else
        g_assert_cmpfloat (sqrt (pull), <=, (double) lambda * sqrt (size) * (1 + 1e-6));
      lived += length > 0;
      died += length == 0;
    }
  }
  g_assert_cmpint (lived, >, 100);
  g_assert_cmpint (died, >, 50);
}

/* R against its definition, and its slope. */
static void
test_group_value (gconstpointer data)
{
  const SlPenaltyType *penalty = data;
  static const float W[2 * 3] = {3, 0, 1, 4, 0, 0};
  if (!penalty->group)
    return;
  double by_unit = penalty->group->value (2, 3, W, FALSE);
  double by_input = penalty->group->value (2, 3, W, TRUE);
  g_assert_cmpfloat_with_epsilon (by_unit, sqrt (2) * (5 + 0 + 1), 1e-12);
  g_assert_cmpfloat_with_epsilon (by_input, sqrt (3) * (sqrt (10) + 4), 1e-12);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  static const struct
  {
    const char *name;
    GTestDataFunc run;
  } tests[] = {
      {"prox-is-argmin", test_prox_is_argmin},
      {"subgradient-is-slope", test_subgradient_is_slope},
      {"nan-stays", test_nan_stays},
      {"whole-array", test_whole_array},
      {"shape", test_shape},
      {"group-prox", test_group_prox},
      {"group-value", test_group_value},
  };
  const SlKindTable *table = sl_penalties ();
  for (size_t i = 0; i < table->n; i++)
    for (size_t j = 0; j < G_N_ELEMENTS (tests); j++) {
      g_autofree char *path =
          g_strdup_printf ("/penalty/%s/%s", table->kinds[i]->id, tests[j].name);
      g_test_add_data_func (path, table->kinds[i], tests[j].run);
    }
  return g_test_run ();
}
