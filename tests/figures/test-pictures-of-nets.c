/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Score, sparsity meter, network and shrinkage: pixels against numbers. */
#include "tests/support/fake-snapshot.h"
#include "tests/support/scene.h"
#include "ui/plots/scale.h"

#include <math.h>
#include <string.h>

/* Rows of column @x that show @color. */
static int
pixels_in_column (Scene *scene, int x, int top, int height, SlColor color)
{
  return picture_count (&scene->picture, x, top, 1, height, color, 3);
}

/* The train curve is where the score of each epoch maps to. */
static void
test_score_curve (void)
{
  for (int regression = 0; regression < 2; regression++) {
    g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (25);
    double values[26];
    Scene scene;
    for (int i = 0; i < 26; i++)
      values[i] = 1.0 - exp (-(i + 2.0) / 9.0);
    fake_snapshot_set_trace (snapshot, SL_TRACE_TRAIN_SCORE, 26, values);
    for (int i = 0; i < 26; i++)
      values[i] -= 1.5;
    fake_snapshot_set_trace (snapshot, SL_TRACE_TEST_SCORE, 26, values);
    if (regression)
      snapshot->problem = scene_problem ("diabetes");
    scene_draw (&scene, "score", snapshot, FALSE);
    scene_finish (&scene);
    g_assert_cmpstr (sl_figure_title (scene.figure, snapshot), ==,
                     regression ? "R²" : "Accuracy");
    SlProbe area = scene_probe (&scene, SCENE_WIDTH / 2, SCENE_HEIGHT / 2);
    SlColor blue = sl_style_fill (&scene.theme, SL_ROLE_TRAIN);
    /* The worst R² shown is −1; the accuracy axis begins at 0. */
    SlScale y = {SL_SCALE_LINEAR, regression ? -1.0 : 0.0, 1.0, area.top + area.height,
                 area.top};
    for (int epoch = 1; epoch < 25; epoch++) {
      double x = area.left + epoch / 25.0 * area.width;
      int row = (int) floor (sl_scale_map (&y, 1.0 - exp (-(epoch + 2.0) / 9.0)));
      g_assert_cmpint (
          picture_count (&scene.picture, (int) floor (x), row - 1, 1, 3, blue, 60), >=,
          1);
    }
    scene_clear (&scene);
  }
}

/* How many pixels high each kind is at an epoch, against the counts of its row. */
static void
test_zeros_over_epochs (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (25);
  double penalty[26], zeros[26], small[26];
  Scene scene;

  snapshot->total.weights = 1000;
  for (int i = 0; i < 26; i++) {
    penalty[i] = 10.0 * i;
    zeros[i] = 15.0 * i;
    small[i] = 15.0 * i + 200.0;
  }
  fake_snapshot_set_trace (snapshot, SL_TRACE_ZEROS_PENALTY, 26, penalty);
  fake_snapshot_set_trace (snapshot, SL_TRACE_ZEROS, 26, zeros);
  fake_snapshot_set_trace (snapshot, SL_TRACE_SMALL, 26, small);
  for (int dark = 0; dark < 2; dark++) {
    scene_draw (&scene, "zeros", snapshot, dark);
    scene_finish (&scene);
    SlProbe area = scene_probe (&scene, SCENE_WIDTH / 2, SCENE_HEIGHT / 4);
    SlColor zero = sl_style_fill (&scene.theme, SL_ROLE_EXACT_ZERO);
    SlColor near = sl_style_fill (&scene.theme, SL_ROLE_NEAR_ZERO);
    for (int epoch = 4; epoch < 24; epoch += 5) {
      int x = (int) (area.left + epoch / 25.0 * area.width);
      double share = area.height / 1000.0;
      /* The solid run from the bottom; a stripe may touch its top. */
      int bottom = (int) (area.top + area.height), solid = 0;
      while (picture_shows (&scene.picture, x, bottom - 1 - solid, zero, 3))
        solid++;
      g_assert_cmpfloat_with_epsilon (solid, share * penalty[epoch], 6.0);
      g_assert_cmpfloat_with_epsilon (
          pixels_in_column (&scene, x, (int) area.top, (int) area.height, near),
          share * 200.0, 3.0);
    }
    scene_clear (&scene);
  }
}

/* The bar of each layer is as long as its share, and probing it tells the counts. */
static void
test_zeros_bars (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (25);
  Scene scene;
  int bars = 0;

  snapshot->layers[0].histogram.zeros_unreached = 0;
  snapshot->layers[0].histogram.zeros = 12; /* of 24 */
  snapshot->layers[0].histogram.near = 6;
  scene_draw (&scene, "zeros", snapshot, FALSE);
  scene_finish (&scene);
  SlColor zero = sl_style_fill (&scene.theme, SL_ROLE_EXACT_ZERO);
  SlColor near = sl_style_fill (&scene.theme, SL_ROLE_NEAR_ZERO);
  for (int y = SCENE_HEIGHT / 2; y < SCENE_HEIGHT; y++) {
    SlProbe probe = scene_probe (&scene, SCENE_WIDTH / 2, y);
    if (strstr (probe.text, "1: 6 → 4, 24 weights") == NULL)
      continue;
    g_assert_nonnull (strstr (probe.text, "zero by the penalty: 12\n"));
    g_assert_nonnull (strstr (probe.text, "near zero: 6\nlarger: 6"));
    int full = picture_count (&scene.picture, 0, y, SCENE_WIDTH, 1, zero, 3);
    int pale = picture_count (&scene.picture, 0, y, SCENE_WIDTH, 1, near, 3);
    if (full < 100)
      continue; /* a row of pixels that the text beside it shares the colour with */
    g_assert_cmpfloat_with_epsilon (full, 2.0 * pale, 20.0);
    bars++;
  }
  g_assert_cmpint (bars, >, 5);
  scene_clear (&scene);
}

/* The map of the rule in force, pixel by pixel, against soft thresholding by hand. */
static void
test_shrinkage_curve (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
  Scene scene;

  snapshot->config.optimizer =
      (const SlOptimizerType *) sl_kind_find (sl_optimizers (), "sgd", NULL);
  snapshot->config.learning_rate = 0.5;
  snapshot->config.lambda = 0.5;
  snapshot->steps->n = 0;
  scene_draw (&scene, "shrinkage", snapshot, FALSE);
  scene_finish (&scene);
  /* t·λ = 0.25: the axis ends at 1. */
  SlProbe area = scene_probe (&scene, SCENE_WIDTH / 2, SCENE_HEIGHT / 2);
  SlColor penalty = sl_style_fill (&scene.theme, SL_ROLE_PENALTY);
  SlScale x = {SL_SCALE_LINEAR, -1, 1, area.left, area.left + area.width};
  SlScale y = {SL_SCALE_LINEAR, -1, 1, area.top + area.height, area.top};
  for (double w = -0.95; w < 0.96; w += 0.1) {
    double soft = copysign (fmax (fabs (w) - 0.25, 0.0), w);
    int column = (int) floor (sl_scale_map (&x, w));
    int row = (int) floor (sl_scale_map (&y, soft));
    g_assert_cmpint (picture_count (&scene.picture, column, row - 1, 1, 3, penalty, 40),
                     >=, 1);
  }
  SlProbe probe = scene_probe (&scene, sl_scale_map (&x, 0.2), SCENE_HEIGHT / 2);
  g_assert_nonnull (strstr (probe.text, "proximal step: exactly 0"));
  scene_clear (&scene);
}

/* Under a penalty on groups no single weight has a map, and the card says so. */
static void
test_shrinkage_misfit (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
  Scene scene;

  snapshot->config.penalty =
      (const SlPenaltyType *) sl_kind_find (sl_penalties (), "group-lasso", NULL);
  scene_draw (&scene, "shrinkage", snapshot, FALSE);
  g_autofree char *reason = sl_figure_misfit (scene.figure, snapshot);
  g_autofree char *sentence = scene.figure->describe (snapshot, &scene.view);
  g_assert_nonnull (reason);
  g_assert_nonnull (strstr (sentence, reason));
  scene_finish (&scene);
  SlColor curve = sl_style_fill (&scene.theme, SL_ROLE_PENALTY);
  g_assert_cmpint (
      picture_count (&scene.picture, 0, 0, SCENE_WIDTH, SCENE_HEIGHT, curve, 3), ==, 0);
  scene_clear (&scene);
}

/* A link is on the picture, in the colour of its sign, if and only if it is not zero. */
static void
test_network_links (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
  SlGraph *graph = snapshot->graph;
  int n = graph->columns[0].n, m = graph->columns[1].n;

  for (int shown = 0; shown < n * m; shown += 5) {
    for (int sign = -1; sign <= 1; sign++) {
      Scene scene;
      for (int i = 0; i < n * m; i++)
        graph->W[0][i] = i == shown ? (float) sign : 0.0f;
      memset (graph->W[1], 0, sizeof (float) * (size_t) (m * graph->columns[2].n));
      scene_draw (&scene, "network", snapshot, FALSE);
      scene_finish (&scene);
      SlColor plus = sl_style_fill (&scene.theme, SL_ROLE_POSITIVE);
      SlColor minus = sl_style_fill (&scene.theme, SL_ROLE_NEGATIVE);
      int green =
          picture_count (&scene.picture, 0, 0, SCENE_WIDTH, SCENE_HEIGHT, plus, 9);
      int gold =
          picture_count (&scene.picture, 0, 0, SCENE_WIDTH, SCENE_HEIGHT, minus, 9);
      g_assert_cmpint (green > 100, ==, sign > 0);
      g_assert_cmpint (gold > 100, ==, sign < 0);
      /* What is drawn can be pointed at, and only that. */
      int found = 0;
      for (int y = 0; y < SCENE_HEIGHT && sign != 0; y++) {
        SlProbe probe = scene_probe (&scene, SCENE_WIDTH / 4, y);
        g_autofree char *text = g_strdup_printf ("input %d", shown / m + 1);
        if (strstr (probe.text, "weight") != NULL) {
          g_assert_true (g_str_has_prefix (probe.text, text));
          g_assert_true (g_str_has_suffix (probe.text, sign > 0 ? " 1" : " −1"));
          found++;
        }
      }
      g_assert_cmpint (found > 0, ==, sign != 0);
      scene_clear (&scene);
    }
  }
}

/* A longer ghost stretches the axis of epochs, and its faint curve is where its numbers
 * are; pinned runs have a letter at their end. */
static void
test_ghost (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (20);
  g_autoptr (SlSnapshot) ghost = fake_snapshot_new (60);
  g_autoptr (SlEarlierRuns) none = sl_earlier_runs_new ();
  g_autoptr (SlEarlierRuns) runs = sl_earlier_runs_with_ghost (none, ghost);
  Scene scene;

  snapshot->problem = scene_problem ("iris");
  ghost->problem = sl_problem_ref (snapshot->problem);
  ghost->run = 7;
  scene_draw (&scene, "loss", snapshot, FALSE);
  scene.view.earlier = runs;
  scene.view.log_scale = FALSE;
  scene_finish (&scene);
  SlProbe area = scene_probe (&scene, SCENE_WIDTH / 2, SCENE_HEIGHT / 2);
  SlColor card = sl_style_ink (&scene.theme, SL_INK_CARD);
  SlColor faint = sl_color_mix (card, sl_style_fill (&scene.theme, SL_ROLE_TRAIN), 0.3);
  SlScale y = {SL_SCALE_LINEAR, 0, 2.5, area.top + area.height, area.top};
  for (int epoch = 25; epoch < 60; epoch += 4) {
    const SlHistoryRow *row = sl_log_item (&ghost->history, epoch);
    int x = (int) floor (area.left + epoch / 60.0 * area.width);
    int expected = (int) floor (sl_scale_map (&y, row->train_loss));
    g_assert_cmpint (picture_count (&scene.picture, x, expected - 1, 1, 3, faint, 45), >=,
                     1);
  }
  scene_clear (&scene);

  /* One whose loss means something else is left out. */
  sl_problem_unref (ghost->problem);
  ghost->problem = scene_problem ("diabetes");
  ghost->task = SL_TASK_REGRESSION;
  scene_draw (&scene, "loss", snapshot, FALSE);
  scene.view.earlier = runs;
  scene_finish (&scene);
  int right = (int) (area.left + 0.8 * area.width);
  g_assert_cmpint (picture_count (&scene.picture, right, (int) area.top, 60,
                                  (int) area.height, faint, 3),
                   ==, 0);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/pictures/score-curve", test_score_curve);
  g_test_add_func ("/figures/pictures/zeros-over-epochs", test_zeros_over_epochs);
  g_test_add_func ("/figures/pictures/ghost", test_ghost);
  g_test_add_func ("/figures/pictures/zeros-bars", test_zeros_bars);
  g_test_add_func ("/figures/pictures/shrinkage-curve", test_shrinkage_curve);
  g_test_add_func ("/figures/pictures/shrinkage-misfit", test_shrinkage_misfit);
  g_test_add_func ("/figures/pictures/network-links", test_network_links);
  return g_test_run ();
}
