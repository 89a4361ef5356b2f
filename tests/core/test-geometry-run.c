/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two weights of a run, and of the built-in problem: their plane, and the way they take.
 */
#include "core/training/descent.h"
#include "tests/core/solver-data.h"
#include "tests/core/trainer-fixture.h"

#include <math.h>

/* Steps compared: adaptive optimisers make much of rounding later on. */
enum { STEPS = 40 };

/* Every stride-th point is kept, and the newest, however many there are. */
static void
test_trail (void)
{
  SlTrail trail;
  sl_trail_init (&trail, (const int[2]){3, 5});
  for (int i = 0; i < 5000; i++) {
    sl_trail_add (&trail, (float) i, (float) -i);
    g_assert_cmpint (trail.n, ==, i + 1);
    g_assert_true (trail.newest[0] == (float) i && trail.newest[1] == (float) -i);
    g_assert_cmpint (trail.used, ==, i / trail.stride + 1);
    for (int k = 0; k < trail.used; k++)
      g_assert_true (trail.w[k][0] == (float) (k * trail.stride));
  }
  g_assert_cmpint (trail.stride, ==, 32);
  g_assert_true (trail.pair[0] == 3 && trail.pair[1] == 5);
}

/* Four rows whose squared loss without hidden layers is @bowl but for its floor: two
 * along each axis of the ellipse. */
static SlDataset *
rows_of_bowl (const SlBowl *bowl)
{
  SlDataset *set = solver_made_set (4, 2, 0);
  SlEllipse e = sl_bowl_ellipse (bowl);
  const double flat = 1 / e.elongation, steep = e.elongation;
  for (int i = 0; i < 4; i++) {
    double angle = e.angle + (i < 2 ? 0 : G_PI_2), sign = i % 2 ? -1 : 1;
    double length = sign * sqrt (2 * (i < 2 ? flat : steep));
    set->X[2 * i] = (float) (length * cos (angle));
    set->X[2 * i + 1] = (float) (length * sin (angle));
    set->y[i] = (float) ((double) set->X[2 * i] * bowl->least[0] +
                         (double) set->X[2 * i + 1] * bowl->least[1]);
  }
  return set;
}

static SlConfig
config_of (const SlOptimizerType *optimizer, const SlRuleType *rule, const char *penalty)
{
  SlConfig config;
  sl_config_init_default (&config);
  config.hidden.n = 0;
  config.standardize = config.standardize_target = FALSE;
  config.test_fraction = 0;
  config.batch_size = 0;
  config.optimizer = optimizer;
  config.rule = rule;
  config.penalty = solver_penalty (penalty);
  config.lambda = 0.2;
  config.learning_rate = 0.03;
  return config;
}

/* The training itself on those rows goes where the descent goes. */
static void
check_same_way (const SlConfig *config)
{
  SlBowl bowl = {.least = {0.9, 0.2}};
  const SlEllipse ellipse = {-0.5, 2};
  sl_bowl_shape (&bowl, &ellipse);
  g_autoptr (SlDataset) set = rows_of_bowl (&bowl);
  g_autoptr (SlProblem) problem = solver_problem (set, FALSE, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlTraining) training =
      sl_training_new_on (config, problem, NULL, NULL, &error);
  g_autoptr (SlSlice) slice = sl_slice_new_bowl (&bowl);
  const float *w = sl_training_network (training)->params;
  const double start[2] = {(double) w[0], (double) w[1]};
  SlTrail trail;
  g_assert_no_error (error);
  sl_training_watch (training, (const int[2]){0, 1});
  sl_descent_run (config, slice, start, STEPS, &trail);
  for (int k = 1; k <= STEPS; k++) {
    sl_training_step (training);
    for (int i = 0; i < 2; i++) {
      g_assert_cmpfloat_with_epsilon ((double) w[i], (double) trail.w[k][i], 1e-3);
      g_assert_true ((w[i] == 0) == (trail.w[k][i] == 0));
    }
  }
  /* And the run has kept its own way. */
  const SlTrail *own = sl_training_trail (training);
  g_assert_cmpint (own->n, ==, STEPS + 1);
  g_assert_true (own->newest[0] == w[0] && own->w[0][0] == (float) start[0]);
}

static void
test_descent (gconstpointer data)
{
  const SlKindTable *rules = sl_rules ();
  const char *penalties[] = {"l1", "elastic-net", "group-lasso"};
  int tried = 0;
  for (size_t r = 0; r < rules->n; r++)
    for (guint p = 0; p < G_N_ELEMENTS (penalties); p++) {
      SlConfig config =
          config_of (data, (const SlRuleType *) rules->kinds[r], penalties[p]);
      if (!sl_config_validate (&config, NULL))
        continue;
      check_same_way (&config);
      tried++;
    }
  g_assert_cmpint (tried, >=, 1);
}

/* A step too long for the bowl leaves the picture, and ends before what is no number. */
static void
test_descent_diverges (void)
{
  SlConfig config =
      config_of ((const SlOptimizerType *) sl_kind_find (sl_optimizers (), "sgd", NULL),
                 (const SlRuleType *) sl_rules ()->kinds[0], "l1");
  const SlBowl bowl = {.least = {1, 1}, .H = {1, 0, 1}};
  g_autoptr (SlSlice) slice = sl_slice_new_bowl (&bowl);
  SlTrail trail;
  config.learning_rate = 3;
  sl_descent_run (&config, slice, (const double[2]){0.5, -0.5}, 1000, &trail);
  g_assert_cmpint (trail.n, <, 100);
  for (int i = 0; i < trail.used; i++)
    g_assert_true (isfinite (trail.w[i][0]) && isfinite (trail.w[i][1]));
}

/* With λ from 0 up L1 makes a weight of the built-in problem exactly zero, then both; L2
 * never does; the ball's radius leads back to λ; the plane keeps still. */
static void
test_built_in (void)
{
  SlBuiltIn problem = sl_built_in_default ();
  SlConfig config;
  int zeros = 0;
  sl_config_init_default (&config);
  for (config.lambda = 0.01; config.lambda < 10; config.lambda *= 1.3) {
    g_autoptr (SlGeometry) geometry = sl_built_in_geometry (&problem, &config);
    const double *w = geometry->soft.w;
    int now = (w[0] == 0) + (w[1] == 0);
    g_assert_true (sl_geometry_is_built_in (geometry));
    g_assert_cmpfloat (geometry->extent, ==, SL_BUILT_IN_EXTENT);
    g_assert_cmpint (now, >=, zeros);
    g_assert_cmpint (now, <=, zeros + 1);
    zeros = now;
    if (zeros < 2)
      g_assert_cmpfloat_with_epsilon (
          sl_built_in_lambda (&problem, &config, geometry->radius), config.lambda,
          1e-7 * config.lambda);
    for (int i = 0; i < 2; i++)
      g_assert_cmpfloat_with_epsilon (geometry->hard.w[i], w[i], 1e-8);
    for (int i = 0; i < geometry->nodes; i++)
      for (int j = 0; j < geometry->nodes; j++) {
        const double node[2] = {sl_geometry_node (geometry, j),
                                sl_geometry_node (geometry, i)};
        g_assert_cmpfloat (geometry->loss[i * geometry->nodes + j], ==,
                           sl_geometry_value (geometry, node, FALSE));
      }
    g_assert_true (sl_geometry_node (geometry, geometry->nodes / 2) == 0);
  }
  g_assert_cmpint (zeros, ==, 2);
  config.penalty = solver_penalty ("l2");
  config.lambda = 50;
  g_autoptr (SlGeometry) round = sl_built_in_geometry (&problem, &config);
  g_assert_true (round->soft.w[0] != 0 && round->soft.w[1] != 0);
  g_assert_true (sl_built_in_lambda (&problem, &config,
                                     1.01 * sl_built_in_radius (&problem, &config)) == 0);
  problem = (SlBuiltIn){.least = {9, -9}, .ellipse = {G_PI, 99}};
  sl_built_in_clamp (&problem);
  g_assert_true (problem.least[0] == 2 && problem.least[1] == -2);
  g_assert_cmpfloat_with_epsilon (problem.ellipse.angle, 0, 1e-12);
  g_assert_cmpfloat (problem.ellipse.elongation, ==, 6);
}

static gboolean
has_geometry_at (const SlSnapshot *snapshot, int lambda)
{
  return snapshot->geometry != NULL &&
         round (snapshot->geometry->lambda * 1000) == lambda && snapshot->trail != NULL &&
         snapshot->trail->pair[0] == snapshot->geometry->pair[0];
}

static gboolean
has_pair (const SlSnapshot *snapshot, int place)
{
  return snapshot->geometry != NULL && snapshot->geometry->pair[0] == place;
}

static gboolean
has_reason (const SlSnapshot *snapshot, int unused)
{
  return snapshot->optimum != NULL && snapshot->optimum->reason != NULL;
}

/* The worker shows the two weights asked for, at the exact optimum of each λ, and follows
 * them; without being asked it shows nothing. */
static void
test_trainer (TrainerFixture *f, gconstpointer data)
{
  trainer_fixture_set (f, "dataset", "diabetes");
  trainer_fixture_set (f, "hidden", "");
  trainer_fixture_set (f, "lambda", "0.05");
  f->control.needs.geometry = TRUE;
  f->control.playing = TRUE;
  trainer_fixture_start (f);
  g_autoptr (SlSnapshot) first = trainer_fixture_wait_for (f, has_geometry_at, 50);
  trainer_fixture_set (f, "lambda", "0.2");
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) second = trainer_fixture_wait_for (f, has_geometry_at, 200);
  g_autoptr (SlFit) fit =
      sl_fit_new (second->problem, solver_penalty ("l1"), 0.2, 1, NULL, NULL);
  const SlGeometry *shown = second->geometry;
  for (int i = 0; i < 2; i++) {
    g_assert_cmpint (shown->pair[i], ==, first->geometry->pair[i]);
    g_assert_cmpfloat_with_epsilon (shown->soft.w[i], fit->model.w[shown->pair[i]], 1e-6);
    g_assert_cmpstr (shown->names[i], ==,
                     second->problem->dataset->features[shown->pair[i]]);
  }
  g_assert_cmpfloat (shown->extent, >=, first->geometry->extent);
  g_assert_cmpint (second->trail->n, >=, first->trail->n);
  f->control.needs.pair[0] = 7;
  f->control.needs.pair[1] = 1;
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) third = trainer_fixture_wait_for (f, has_pair, 7);
  g_assert_cmpint (third->geometry->pair[1], ==, 1);
  trainer_fixture_set (f, "penalty", "group-lasso");
  trainer_fixture_send (f);
  g_autoptr (SlSnapshot) fourth = trainer_fixture_wait_for (f, has_reason, 0);
  g_assert_null (fourth->geometry);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry-run/trail", test_trail);
  g_test_add_func ("/geometry-run/diverges", test_descent_diverges);
  g_test_add_func ("/geometry-run/built-in", test_built_in);
  for (size_t i = 0; i < sl_optimizers ()->n; i++) {
    g_autofree char *path =
        g_strdup_printf ("/geometry-run/descent/%s", sl_optimizers ()->kinds[i]->id);
    g_test_add_data_func (path, sl_optimizers ()->kinds[i], test_descent);
  }
  g_test_add ("/geometry-run/trainer", TrainerFixture, NULL, trainer_fixture_set_up,
              test_trainer, trainer_fixture_tear_down);
  return g_test_run ();
}
