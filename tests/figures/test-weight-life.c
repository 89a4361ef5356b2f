/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a weight as a picture and in words, and the bar of its layer. */
#include "tests/support/fake-snapshot.h"
#include "tests/support/scene.h"
#include "ui/figures/weight-life.h"
#include "ui/figures/zero-bar.h"
#include "ui/plots/scale.h"

#include <math.h>
#include <string.h>

/* A weight that was watched from epoch @first on, two minibatches an epoch. */
static SlWeightLife *
make_life (double first, int n, const double *values)
{
  SlWeightLife *life = g_new0 (SlWeightLife, 1);

  life->place = (SlWeightPlace){TRUE, 0, 1, 2};
  life->value = (float) values[n - 1];
  sl_trace_init (&life->values);
  sl_trace_init (&life->epochs);
  for (int i = 0; i < n; i++) {
    sl_trace_add (&life->values, values[i]);
    sl_trace_add (&life->epochs, first + i / 2.0);
  }
  return life;
}

static void
scene_set_up (Scene *scene, SlSnapshot *snapshot)
{
  scene_draw (scene, "loss", snapshot, FALSE); /* for its picture and theme */
  scene->figure = sl_weight_life_figure ();
  scene->view = (SlFigureView){.layer = -1};
  scene_finish (scene);
}

/* Each point is drawn where its number is, and zeros in their own colour. */
static void
test_points (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (25);
  enum { N = 21 };
  double values[N];
  Scene scene;

  for (int i = 0; i < N; i++)
    values[i] = i < 12 ? 0.9 - 0.05 * i : 0.0;
  snapshot->life = make_life (4.0, N, values);
  scene_set_up (&scene, snapshot);
  SlProbe area = scene_probe (&scene, SCENE_WIDTH / 2, SCENE_HEIGHT / 2);
  SlScale x = {SL_SCALE_LINEAR, 4.0, 14.0, area.left, area.left + area.width};
  SlScale y = {SL_SCALE_LINEAR, 0.0, 1.0, area.top + area.height, area.top};
  SlColor line = sl_style_fill (&scene.theme, SL_ROLE_NEUTRAL);
  SlColor zero = sl_style_fill (&scene.theme, SL_ROLE_EXACT_ZERO);
  for (int i = 1; i < N - 1; i++) {
    int column = (int) floor (sl_scale_map (&x, 4.0 + i / 2.0));
    int row = (int) floor (sl_scale_map (&y, values[i]));
    g_assert_cmpint (picture_count (&scene.picture, column, row - 3, 1, 6,
                                    values[i] == 0.0 ? zero : line, 50),
                     >=, 1);
    SlProbe probe = scene_probe (&scene, column + 0.5, SCENE_HEIGHT / 2);
    g_autofree char *text = sl_life_value_text (values[i]);
    g_assert_true (g_str_has_suffix (probe.text, text));
  }
  g_autofree char *sentence = sl_weight_life_figure ()->describe (snapshot, &scene.view);
  g_assert_nonnull (strstr (sentence, "0.9 when it was picked"));
  g_assert_nonnull (strstr (sentence, "exactly 0 now"));
  scene_clear (&scene);
}

/* Without a life, at no size, and of numbers that are none, nothing goes wrong. */
static void
test_hostile (void)
{
  static const double sizes[][2] = {{0, 0}, {1, 1}, {40, 30}, {3000, 20}, {700, 500}};
  static const double lives[][3] = {
      {NAN, NAN, NAN}, {0, 0, 0}, {1e30, -1e30, 0}, {INFINITY, 1, NAN}, {1e-38, 0, 0}};
  SlFigureView view = {.layer = -1};

  for (int l = -1; l < (int) G_N_ELEMENTS (lives); l++)
    for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
      g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (3);
      SlTheme theme = sl_theme_screen (FALSE, FALSE);
      SlColor card = sl_style_ink (&theme, SL_INK_CARD);
      double width = sizes[s][0], height = sizes[s][1];
      Picture picture;
      SlProbe probe;

      if (l >= 0)
        snapshot->life = make_life (0.0, 3, lives[l]);
      picture_init (&picture, MAX ((int) width, 1), MAX ((int) height, 1), &card);
      sl_weight_life_figure ()->draw (picture.cr, width, height, snapshot, &view, &theme);
      g_assert_cmpint (cairo_status (picture.cr), ==, CAIRO_STATUS_SUCCESS);
      sl_weight_life_figure ()->probe (width, height, snapshot, &view, &theme, width / 2,
                                       height / 2, &probe);
      g_assert_true (g_utf8_validate (probe.text, -1, NULL));
      g_autofree char *sentence = sl_weight_life_figure ()->describe (snapshot, &view);
      g_assert_cmpuint (strlen (sentence), >, 10);
      picture_clear (&picture);
    }
  g_autofree char *none = sl_weight_life_figure ()->describe (NULL, &view);
  g_assert_nonnull (none);
}

/* The bar: as many pixels of each kind as it has weights. */
static void
test_bar (void)
{
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  SlWeightMeasure measure = {.weights = 200};
  SlColor card = sl_style_ink (&theme, SL_INK_CARD);
  g_auto (SlKit) kit = {0};
  Picture picture;

  measure.histogram.zeros = 90;
  measure.histogram.zeros_unreached = 40;
  measure.histogram.near = 20;
  picture_init (&picture, 400, 10, &card);
  sl_kit_init (&kit, picture.cr, &theme);
  sl_zero_bar_draw (&kit, &(SlBox){0, 0, 400, 10}, &measure);
  SlColor zero = sl_style_fill (&theme, SL_ROLE_EXACT_ZERO);
  SlColor near = sl_style_fill (&theme, SL_ROLE_NEAR_ZERO);
  SlColor rest = sl_style_ink (&theme, SL_INK_GRID);
  g_assert_cmpint (picture_count (&picture, 0, 5, 100, 1, zero, 2), ==, 100);
  g_assert_cmpint (picture_count (&picture, 102, 5, 76, 1, zero, 2), <, 40);
  g_assert_cmpint (picture_count (&picture, 180, 5, 40, 1, near, 2), ==, 40);
  g_assert_cmpint (picture_count (&picture, 220, 5, 180, 1, rest, 2), ==, 180);
  picture_clear (&picture);

  static const struct
  {
    gint64 part, all;
    const char *text;
  } shares[] = {{0, 0, "0.0 %"},  {0, 9, "0.0 %"},       {9, 9, "100.0 %"},
                {1, 2, "50.0 %"}, {1, 1000000, "0.1 %"}, {999999, 1000000, "99.9 %"}};
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++) {
    g_autofree char *text = sl_zero_percent_text (shares[i].part, shares[i].all);
    g_assert_cmpstr (text, ==, shares[i].text);
  }
}

/* A whole update in words: the numbers are those of the step. */
static void
test_words (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (3);
  SlWeightStep step = {.known = TRUE,
                       .epoch = 2,
                       .batch = 4,
                       .optimizer = snapshot->config.optimizer,
                       .rule = snapshot->config.rule,
                       .penalty = snapshot->config.penalty,
                       .step = {.eta = 0.5f, .lambda = 0.25f, .rho = 1, .k = 1},
                       .w = 0.5f,
                       .at = 0.5f,
                       .g = -0.25f,
                       .after = 0.5f};
  SlFormula formula;

  step.optimizer = (const SlOptimizerType *) sl_kind_find (sl_optimizers (), "sgd", NULL);
  sl_weight_step_tell (&step, &formula);
  g_autofree char *text = sl_life_formula_text (&formula);
  g_assert_cmpstr (text, ==,
                   "u = w − η·g\n    = 0.5 − 0.5·(−0.25) = 0.625\n"
                   "θ = η·λ\n    = 0.5·0.25 = 0.125\n"
                   "w⁺ = soft(u, θ)\n    = soft(0.625, 0.125) = 0.5");
  g_autofree char *when = sl_life_when (&step);
  g_assert_cmpstr (when, ==, "minibatch 5, epoch 3");
  g_autofree char *name = sl_life_name (snapshot, &(SlWeightPlace){TRUE, 0, 1, 2});
  g_assert_cmpstr (name, ==, "input 2 → unit 3 of layer 1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/weight-life/points", test_points);
  g_test_add_func ("/figures/weight-life/hostile", test_hostile);
  g_test_add_func ("/figures/weight-life/bar", test_bar);
  g_test_add_func ("/figures/weight-life/words", test_words);
  return g_test_run ();
}
