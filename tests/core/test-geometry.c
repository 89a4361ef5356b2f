/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two weights: the loss in their plane, and the optimum in its soft and its hard form. */
#include "core/base/rng.h"
#include "core/geometry/two-weights.h"
#include "core/solver/optimum.h"
#include "tests/core/solver-data.h"

#include <math.h>

static const SlBall balls[] = {{.share = 1},
                               {.share = 0},
                               {.share = 0.5},
                               {.share = 0.02},
                               {.grouped = TRUE}};
static const char *const ball_names[] = {"l1", "l2", "elastic-net", "nearly-l2", "group"};

static double
uniform (SlRng *rng, double lo, double hi)
{
  return lo + (hi - lo) * sl_rng_uniform (rng);
}

static SlBowl
random_bowl (SlRng *rng)
{
  SlBowl bowl = {.least = {uniform (rng, -2, 2), uniform (rng, -2, 2)},
                 .floor = uniform (rng, 0, 1)};
  const SlEllipse ellipse = {uniform (rng, -G_PI_2, G_PI_2), uniform (rng, 1, 6)};
  sl_bowl_shape (&bowl, &ellipse);
  return bowl;
}

/* Angle and elongation come back, and a contour is the ellipse they say: points at
 * (√elongation·cos, 1/√elongation·sin) along the turned axes are all of one loss. */
static void
test_ellipse (void)
{
  SlRng rng;
  sl_rng_init (&rng, 3, SL_STREAM_DATA);
  for (int i = 0; i < 200; i++) {
    SlBowl bowl = random_bowl (&rng);
    const SlEllipse wanted = {uniform (&rng, -1.57, 1.57), uniform (&rng, 1.05, 8)};
    sl_bowl_shape (&bowl, &wanted);
    SlEllipse found = sl_bowl_ellipse (&bowl);
    g_assert_cmpfloat_with_epsilon (found.angle, wanted.angle, 1e-9);
    g_assert_cmpfloat_with_epsilon (found.elongation, wanted.elongation, 1e-9);
    g_autoptr (SlSlice) slice = sl_slice_new_bowl (&bowl);
    for (int k = 0; k < 16; k++) {
      double u = sqrt (wanted.elongation) * cos (k * G_PI / 8);
      double v = sin (k * G_PI / 8) / sqrt (wanted.elongation);
      double c = cos (wanted.angle), s = sin (wanted.angle);
      const double w[2] = {bowl.least[0] + c * u - s * v, bowl.least[1] + s * u + c * v};
      g_assert_cmpfloat_with_epsilon (sl_slice_loss (slice, w, NULL, NULL),
                                      bowl.floor + 0.5, 1e-12);
    }
  }
}

/* All points of the edge have R = t, the ends of a quadrant are exactly on an axis, and
 * the tangent is the difference of neighbours. */
static void
test_ball_edge (gconstpointer data)
{
  const SlBall *ball = data;
  for (double t = 1e-6; t < 1e3; t *= 7)
    for (int quadrant = 0; quadrant < 4; quadrant++)
      for (int k = 0; k <= 10; k++) {
        double angle = G_PI_2 * k / 10, h = 1e-5, w[2], tangent[2], a[2], b[2];
        sl_ball_point (ball, t, quadrant, angle, w, tangent);
        g_assert_cmpfloat_with_epsilon (sl_ball_value (ball, w), t, 1e-12 * t);
        if (k == 0 || k == 10) {
          int axis = (quadrant + (k == 10)) % 2;
          g_assert_cmpfloat (w[1 - axis], ==, 0);
          g_assert_cmpfloat (fabs (w[axis]), >, 0);
          continue;
        }
        sl_ball_point (ball, t, quadrant, angle - h, a, NULL);
        sl_ball_point (ball, t, quadrant, angle + h, b, NULL);
        for (int i = 0; i < 2; i++)
          g_assert_cmpfloat_with_epsilon ((b[i] - a[i]) / (2 * h), tangent[i],
                                          1e-6 * hypot (w[0], w[1]));
      }
}

/* −∇L stands on the ball's edge: λ∂R holds it, by the definition of the subgradient:
 * L(w) + λR(w) ≤ L(v) + λR(v) for all v around. */
static void
check_no_better (const SlSlice *slice, const SlBall *ball, const SlOptimum2 *o)
{
  double here = o->loss + o->lambda * o->penalty;
  for (double r = 1e-6; r < 10; r *= 10)
    for (int k = 0; k < 24; k++) {
      const double v[2] = {o->w[0] + r * cos (k * G_PI / 12),
                           o->w[1] + r * sin (k * G_PI / 12)};
      double there =
          sl_slice_loss (slice, v, NULL, NULL) + o->lambda * sl_ball_value (ball, v);
      g_assert_cmpfloat (here, <=, there + 1e-13 * (1 + fabs (there)));
    }
}

/* On the edge nothing inside the ball is better. */
static void
check_best_inside (const SlSlice *slice,
                   const SlBall *ball,
                   double t,
                   const SlOptimum2 *o)
{
  for (int quadrant = 0; quadrant < 4; quadrant++)
    for (int k = 0; k <= 60; k++)
      for (int part = 1; part <= 4; part++) {
        double w[2];
        sl_ball_point (ball, t * part / 4, quadrant, G_PI_2 * k / 60, w, NULL);
        g_assert_cmpfloat (o->loss, <=, sl_slice_loss (slice, w, NULL, NULL) + 1e-12);
      }
}

/* Soft and hard meet to 1e-8, with the same zeros, and the multiplier of the hard form is
 * the λ of the soft one. */
static void
check_both_forms (const SlSlice *slice, const SlBall *ball, double lambda)
{
  SlOptimum2 least, soft, hard;
  sl_two_least (slice, &least);
  sl_two_soft (slice, ball, lambda, NULL, &soft);
  g_assert_true (soft.found);
  g_assert_cmpfloat (soft.kkt, <=, 1e-9 * (1 + lambda));
  check_no_better (slice, ball, &soft);
  sl_two_hard (slice, ball, soft.penalty, &least, &hard);
  g_assert_true (hard.found);
  for (int i = 0; i < 2; i++) {
    g_assert_cmpfloat_with_epsilon (hard.w[i], soft.w[i], 1e-8);
    g_assert_true ((hard.w[i] == 0) == (soft.w[i] == 0));
  }
  g_assert_cmpfloat (hard.kkt, <=, 1e-8 * (1 + lambda));
  if (soft.w[0] != 0 || soft.w[1] != 0)
    g_assert_cmpfloat_with_epsilon (hard.lambda, lambda, 1e-7 * (1 + lambda));
  else
    g_assert_cmpfloat (hard.lambda, <=, lambda * (1 + 1e-12));
  if (soft.penalty > 0)
    check_best_inside (slice, ball, soft.penalty, &hard);
}

static void
test_bowls (gconstpointer data)
{
  SlRng rng;
  int zeros[3] = {0, 0, 0};
  sl_rng_init (&rng, 7, SL_STREAM_DATA);
  for (int i = 0; i < 60; i++) {
    SlBowl bowl = random_bowl (&rng);
    g_autoptr (SlSlice) slice = sl_slice_new_bowl (&bowl);
    for (double lambda = 1e-3; lambda < 20; lambda *= 3) {
      SlOptimum2 soft;
      check_both_forms (slice, data, lambda);
      sl_two_soft (slice, data, lambda, NULL, &soft);
      zeros[(soft.w[0] == 0) + (soft.w[1] == 0)]++;
    }
  }
  /* Corners, sides and the point at 0 have all come up, where there are any. */
  g_assert_cmpint (zeros[0], >, 20);
  if (sl_ball_has_corners (data) && ((const SlBall *) data)->share > 0.1) {
    g_assert_cmpint (zeros[1], >, 20);
    g_assert_cmpint (zeros[2], >, 20);
  }
}

/* From radius to λ and back, and a ball that holds the least-squares point leaves it. */
static void
test_radius_and_back (gconstpointer data)
{
  const SlBall *ball = data;
  SlRng rng;
  sl_rng_init (&rng, 11, SL_STREAM_DATA);
  for (int i = 0; i < 60; i++) {
    SlBowl bowl = random_bowl (&rng);
    g_autoptr (SlSlice) slice = sl_slice_new_bowl (&bowl);
    SlOptimum2 least, hard, soft;
    sl_two_least (slice, &least);
    double most = sl_ball_value (ball, least.w);
    for (double share = 0.05; share < 1; share += 0.1) {
      sl_two_hard (slice, ball, share * most, &least, &hard);
      g_assert_cmpfloat (hard.lambda, >, 0);
      g_assert_cmpfloat_with_epsilon (hard.penalty, share * most, 1e-12 * most);
      sl_two_soft (slice, ball, hard.lambda, NULL, &soft);
      g_assert_cmpfloat_with_epsilon (soft.penalty, share * most, 1e-8 * (1 + most));
    }
    sl_two_hard (slice, ball, 1.001 * most, &least, &hard);
    g_assert_cmpfloat (hard.lambda, ==, 0);
    g_assert_cmpfloat (hard.w[0], ==, bowl.least[0]);
    sl_two_hard (slice, ball, 0, &least, &hard);
    g_assert_true (hard.w[0] == 0 && hard.w[1] == 0);
    g_assert_true (hard.lambda == sl_two_lambda_max (slice, ball));
    if (isinf (hard.lambda))
      continue;
    sl_two_soft (slice, ball, hard.lambda, NULL, &soft);
    g_assert_true (soft.w[0] == 0 && soft.w[1] == 0);
    sl_two_soft (slice, ball, 0.99 * hard.lambda, NULL, &soft);
    g_assert_true (soft.w[0] != 0 || soft.w[1] != 0);
  }
}

/* Without curvature along one line there is still an optimum, and a shapeless ball is no
 * ball. */
static void
test_flat (void)
{
  const SlBowl bowl = {.least = {1, 0.5}, .H = {1, 1, 1}, .floor = 0.1};
  g_autoptr (SlSlice) slice = sl_slice_new_bowl (&bowl);
  const SlBall none = {.shapeless = TRUE};
  SlOptimum2 soft, hard, least;
  for (guint i = 0; i < G_N_ELEMENTS (balls); i++) {
    sl_two_soft (slice, &balls[i], 0.1, NULL, &soft);
    g_assert_true (soft.found);
    check_no_better (slice, &balls[i], &soft);
  }
  sl_two_least (slice, &least);
  sl_two_soft (slice, &none, 5, NULL, &soft);
  sl_two_hard (slice, &none, 0, &least, &hard);
  g_assert_true (soft.w[0] == 1 && soft.w[1] == 0.5 && soft.lambda == 0);
  g_assert_true (hard.w[0] == 1 && hard.w[1] == 0.5 && hard.lambda == 0);
}

typedef struct
{
  const char *name, *dataset;
  double lambda, share;
  int inputs[2], outputs[2];
} Real;
static const Real reals[] = {
    {"regression", "diabetes", 0.1, 1, {2, 8}, {0, 0}},
    {"regression-net", "diabetes", 0.3, 0.5, {3, 5}, {0, 0}},
    {"two-classes", "breast-cancer", 0.02, 0.7, {7, 21}, {0, 0}},
    {"one-class-of-three", "iris", 0.02, 1, {2, 3}, {2, 2}},
    {"two-classes-of-three", "iris", 0.02, 0.5, {2, 2}, {0, 2}},
    {"ridge", "iris", 0.02, 0, {0, 3}, {1, 2}},
};

/* Returns the slice of @real; the places in the fit's (k, d) weights in @places. */
static SlSlice *
slice_of (const Real *real, SlProblem *problem, int places[2], double w[2])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlOptimum) optimum = sl_optimum_new (problem, &error);
  g_assert_no_error (error);
  sl_optimum_solve (optimum, real->lambda, real->share, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  int k = sl_optimum_outputs (optimum), pair[2];
  for (int i = 0; i < 2; i++) {
    pair[i] = real->inputs[i] * k + real->outputs[i];
    places[i] = real->outputs[i] * problem->dataset->d + real->inputs[i];
  }
  return sl_optimum_slice (optimum, pair, w);
}

/* L of @model with the two weights at @places moved to @w, from the rows themselves. */
static double
loss_at (const SlProblem *problem,
         SlCoefficients *model,
         const int places[2],
         const double w[2])
{
  const SlPart *train = &problem->train;
  double kept[2];
  for (int i = 0; i < 2; i++) {
    kept[i] = model->w[places[i]];
    model->w[places[i]] = w[i];
  }
  double loss =
      solver_loss (problem, model, train->rows, train->n, train->rows, train->n);
  for (int i = 0; i < 2; i++)
    model->w[places[i]] = kept[i];
  return loss;
}

/* Slopes are differences of losses, bends differences of slopes. */
static void
check_slopes (const SlSlice *slice, const double w[2])
{
  double g[2], H[3], h = 1e-5;
  sl_slice_loss (slice, w, g, H);
  for (int i = 0; i < 2; i++) {
    double a[2] = {w[0], w[1]}, b[2] = {w[0], w[1]}, ga[2], gb[2];
    a[i] -= h;
    b[i] += h;
    double rise = sl_slice_loss (slice, b, gb, NULL) - sl_slice_loss (slice, a, ga, NULL);
    g_assert_cmpfloat_with_epsilon (rise / (2 * h), g[i], 1e-7 * (1 + fabs (g[i])));
    for (int j = 0; j < 2; j++)
      g_assert_cmpfloat_with_epsilon ((gb[j] - ga[j]) / (2 * h), H[i + j],
                                      1e-7 * (1 + fabs (H[i + j])));
  }
}

/* The slice is the loss of the whole model, worked out again from the rows, wherever the
 * two weights are moved to; and its optimum in both forms is the two weights of the fit.
 */
static void
test_real (gconstpointer data)
{
  const Real *real = data;
  g_autoptr (SlDataset) set = solver_set (real->dataset);
  g_autoptr (SlProblem) problem = solver_problem (set, TRUE, TRUE);
  g_autoptr (SlFit) fit = sl_fit_new (problem, solver_penalty ("elastic-net"),
                                      real->lambda, real->share, NULL, NULL);
  const SlBall ball = {.share = real->share};
  SlOptimum2 soft, hard, least;
  int places[2];
  double at[2];
  g_autoptr (SlSlice) slice = slice_of (real, problem, places, at);
  g_assert_true ((sl_slice_bowl (slice) != NULL) == (set->n_classes == 0));
  for (int i = -2; i <= 2; i++)
    for (int k = -2; k <= 2; k++) {
      const double w[2] = {at[0] + 0.3 * i, at[1] + 0.4 * k};
      double loss = loss_at (problem, &fit->model, places, w);
      g_assert_cmpfloat_with_epsilon (sl_slice_loss (slice, w, NULL, NULL), loss,
                                      1e-7 * (1 + loss));
      check_slopes (slice, w);
    }
  sl_two_least (slice, &least);
  sl_two_soft (slice, &ball, real->lambda, at, &soft);
  sl_two_hard (slice, &ball, soft.penalty, &least, &hard);
  g_assert_cmpfloat (soft.kkt, <=, 1e-10);
  for (int i = 0; i < 2; i++) {
    g_test_message ("weight %d: fit %.12g, soft %.12g, hard %.12g", i,
                    fit->model.w[places[i]], soft.w[i], hard.w[i]);
    g_assert_cmpfloat_with_epsilon (soft.w[i], fit->model.w[places[i]], 1e-6);
    g_assert_true ((soft.w[i] == 0) == (fit->model.w[places[i]] == 0));
    g_assert_cmpfloat_with_epsilon (hard.w[i], soft.w[i], 1e-8);
  }
  check_no_better (slice, &ball, &soft);
}

/* Two weights that separate the classes: the loss alone has no minimum, with a penalty
 * it has, and a ball has one on its edge. */
static void
test_separable (void)
{
  g_autoptr (SlDataset) set = solver_made_set (40, 2, 2);
  for (int i = 0; i < 40; i++) {
    set->label[i] = i % 2;
    set->X[2 * i] = (float) (i % 2 ? 1 + i : -1 - i);
    set->X[2 * i + 1] = (float) (i % 7);
  }
  g_autoptr (SlProblem) problem = solver_problem (set, TRUE, FALSE);
  const Real real = {"separable", "", 0.05, 1, {0, 1}, {0, 0}};
  SlOptimum2 least, hard;
  int places[2];
  double at[2];
  g_autoptr (SlSlice) slice = slice_of (&real, problem, places, at);
  sl_two_least (slice, &least);
  g_assert_false (least.found);
  check_both_forms (slice, &balls[0], 0.05);
  sl_two_hard (slice, &balls[0], 3, &least, &hard);
  g_assert_true (hard.found);
  g_assert_cmpfloat (hard.lambda, >, 0);
  g_assert_cmpfloat_with_epsilon (hard.penalty, 3, 1e-12);
}

/* The leaders are the weights that come alive first. */
static void
test_leaders (void)
{
  g_autoptr (SlDataset) set = solver_set ("diabetes");
  g_autoptr (SlProblem) problem = solver_problem (set, TRUE, TRUE);
  g_autoptr (SlOptimum) optimum = sl_optimum_new (problem, NULL);
  g_autoptr (SlFit) top = sl_fit_new (problem, solver_penalty ("l1"), 1, 1, NULL, NULL);
  g_autoptr (SlFit) fit =
      sl_fit_new (problem, solver_penalty ("l1"), 0.99 * top->lambda_max, 1, NULL, NULL);
  int pair[2];
  g_assert_true (sl_optimum_leaders (optimum, pair));
  g_assert_cmpint (fit->nonzeros, ==, 1);
  g_assert_cmpfloat (fit->model.w[pair[0]], !=, 0);
  g_assert_cmpint (pair[1], !=, pair[0]);
  g_autoptr (SlDataset) single = solver_made_set (10, 1, 0);
  for (int i = 0; i < 10; i++)
    single->y[i] = single->X[i] = (float) i;
  g_autoptr (SlProblem) alone = solver_problem (single, TRUE, FALSE);
  g_autoptr (SlOptimum) of_one = sl_optimum_new (alone, NULL);
  g_assert_false (sl_optimum_leaders (of_one, pair));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/ellipse", test_ellipse);
  g_test_add_func ("/geometry/flat", test_flat);
  g_test_add_func ("/geometry/separable", test_separable);
  g_test_add_func ("/geometry/leaders", test_leaders);
  for (guint i = 0; i < G_N_ELEMENTS (balls); i++) {
    g_autofree char *edge = g_strdup_printf ("/geometry/edge/%s", ball_names[i]);
    g_autofree char *bowls = g_strdup_printf ("/geometry/bowls/%s", ball_names[i]);
    g_autofree char *back = g_strdup_printf ("/geometry/radius/%s", ball_names[i]);
    g_test_add_data_func (edge, &balls[i], test_ball_edge);
    g_test_add_data_func (bowls, &balls[i], test_bowls);
    g_test_add_data_func (back, &balls[i], test_radius_and_back);
  }
  for (guint i = 0; i < G_N_ELEMENTS (reals); i++) {
    g_autofree char *path = g_strdup_printf ("/geometry/real/%s", reals[i].name);
    g_test_add_data_func (path, &reals[i], test_real);
  }
  return g_test_run ();
}
