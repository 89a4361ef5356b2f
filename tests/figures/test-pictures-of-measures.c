/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Confusion matrix, norms by layer and pruning curve: pixels against numbers. */
#include "tests/support/fake-snapshot.h"
#include "tests/support/scene.h"
#include "ui/plots/scale.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static SlColor
expected_cell (const Scene *scene, int i, int j, double share)
{
  SlColor tile = sl_style_ink (&scene->theme, SL_INK_TILE);
  SlRole role = i == j ? SL_ROLE_POSITIVE : SL_ROLE_NEGATIVE;

  return share == 0 ? tile
                    : sl_color_mix (tile, sl_style_fill (&scene->theme, role),
                                    0.12 + 0.88 * sqrt (share));
}

/* Wherever probing tells a count, the cell has the hue of right or wrong, as deep as the
 * root of its share; and every cell is found. */
static void
test_confusion_cells (void)
{
  for (int dark = 0; dark < 2; dark++) {
    g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
    const SlConfusion *confusion = snapshot->confusion;
    int seen[9] = {0};
    Scene scene;
    scene_draw (&scene, "confusion", snapshot, dark);
    scene_finish (&scene);
    for (int y = 3; y < SCENE_HEIGHT; y += 4)
      for (int x = 3; x < SCENE_WIDTH; x += 4) {
        SlProbe probe = scene_probe (&scene, x + 0.5, y + 0.5);
        int i, j, count, rows;
        guint32 pixel = picture_pixel (&scene.picture, x, y);
        /* Lines between cells and digits are of another colour. */
        if (probe.text[0] == '\0' || pixel != picture_pixel (&scene.picture, x + 3, y) ||
            pixel != picture_pixel (&scene.picture, x - 3, y) ||
            pixel != picture_pixel (&scene.picture, x, y + 3))
          continue;
        g_assert_cmpint (sscanf (probe.text, "true class %d\ntaken for %d\n%d of %d rows",
                                 &i, &j, &count, &rows),
                         ==, 4);
        g_assert_cmpint (count, ==, confusion->counts[(i - 1) * 3 + j - 1]);
        g_assert_cmpint (rows, ==, sl_confusion_rows (confusion, i - 1));
        SlColor wanted = expected_cell (&scene, i, j, (double) count / rows);
        seen[(i - 1) * 3 + j - 1] += picture_shows (&scene.picture, x, y, wanted, 2);
      }
    /* The cells are all about the same size. */
    for (int c = 0; c < 9; c++)
      g_assert_cmpint (seen[c], >, SCENE_WIDTH * SCENE_HEIGHT / 16 / 9 / 2);
    g_autofree char *sentence = scene.figure->describe (snapshot, &scene.view);
    /* 48 of 63; the classes miss 1/21, 5/22 and 9/20. */
    g_assert_nonnull (strstr (sentence, "76.2 %"));
    g_assert_nonnull (strstr (sentence, "BER is 24.2 %"));
    g_assert_nonnull (strstr (sentence, "made 9 times, takes class 3 for 2"));
    scene_clear (&scene);
  }
}

/* Numbers have no classes, and the card says so. */
static void
test_confusion_misfit (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
  Scene scene;

  snapshot->problem = scene_problem ("diabetes");
  g_clear_pointer (&snapshot->confusion, sl_confusion_free);
  scene_draw (&scene, "confusion", snapshot, FALSE);
  scene_finish (&scene);
  g_autofree char *reason = sl_figure_misfit (scene.figure, snapshot);
  g_autofree char *sentence = scene.figure->describe (snapshot, &scene.view);
  g_assert_nonnull (strstr (reason, "needs classes"));
  g_assert_nonnull (strstr (sentence, "needs classes"));
  g_assert_cmpstr (scene_probe (&scene, SCENE_WIDTH / 2, SCENE_HEIGHT / 2).text, ==, "");
  scene_clear (&scene);
}

/* Length of the first run of @color in column @x from row @from up, other pixels before
 * it skipped. */
static int
run_upwards (Scene *scene, int x, int from, SlColor color)
{
  int y = from, length = 0;

  while (y > 0 && !picture_shows (&scene->picture, x, y, color, 3))
    y--;
  while (y - length > 0 && picture_shows (&scene->picture, x, y - length, color, 3))
    length++;
  return length;
}

/* A layer's own part is solid and as high as its number, in both strips, and stands on
 * what came before. */
static void
test_layer_norm_bars (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
  Scene scene;

  scene_draw (&scene, "layer-norms", snapshot, FALSE);
  scene_finish (&scene);
  SlProbe area = scene_probe (&scene, SCENE_WIDTH / 2, SCENE_HEIGHT / 2);
  SlColor solid = sl_style_fill (&scene.theme, SL_ROLE_NEUTRAL);
  SlColor card = sl_style_ink (&scene.theme, SL_INK_CARD);
  SlColor pale = sl_color_mix (card, solid, 0.35);
  int first = (int) (area.left + area.width * 0.25);
  int second = (int) (area.left + area.width * 0.75);
  int bottom = (int) (area.top + area.height) - 1, middle = SCENE_HEIGHT / 2 - 15;
  /* Σ|w| is 12 and 18 up to here: the axis ends at 20. */
  double unit = run_upwards (&scene, first, middle, solid) / 12.0;
  g_assert_cmpfloat (20 * unit, >, 0.3 * SCENE_HEIGHT);
  g_assert_cmpfloat (20 * unit, <, 0.5 * SCENE_HEIGHT);
  g_assert_cmpfloat_with_epsilon (run_upwards (&scene, second, middle, pale), 12 * unit,
                                  1.5);
  g_assert_cmpfloat_with_epsilon (run_upwards (&scene, second, middle, solid), 6 * unit,
                                  1.5);
  /* The chapter's norm is 5 and 8: the axis of the same height ends at 8. Stripes of the
   * biases may touch what is below them. */
  unit *= 20.0 / 8.0;
  g_assert_cmpfloat_with_epsilon (run_upwards (&scene, first, bottom, solid), 4 * unit,
                                  8.0);
  g_assert_cmpfloat_with_epsilon (run_upwards (&scene, second, bottom, pale), 5 * unit,
                                  2.5);
  g_assert_cmpfloat_with_epsilon (run_upwards (&scene, second, bottom, solid), 2.5 * unit,
                                  8.0);
  SlProbe probe = scene_probe (&scene, second, SCENE_HEIGHT / 2);
  g_assert_nonnull (strstr (probe.text, "Σ|w| 6, up to here 18\n"));
  g_assert_nonnull (strstr (probe.text, "one unit 2.5, up to here 6.5\n"));
  g_assert_nonnull (strstr (probe.text, "Σ|b| 0.5, with biases up to here 8"));
  scene_clear (&scene);
}

/* Both curves are where share and score map to, and the zeros have their line. */
static void
test_pruning_curve (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (9);
  const SlPruningCurve *curve = snapshot->pruning;
  Scene scene;

  scene_draw (&scene, "pruning", snapshot, FALSE);
  scene_finish (&scene);
  SlProbe area = scene_probe (&scene, SCENE_WIDTH / 2, SCENE_HEIGHT / 2);
  SlColor train = sl_style_fill (&scene.theme, SL_ROLE_TRAIN);
  SlColor zero = sl_style_fill (&scene.theme, SL_ROLE_EXACT_ZERO);
  for (int k = 1; k < curve->n - 1; k++) {
    double x = area.left + area.width * (double) curve->removed[k] / 36.0;
    double y = area.top + area.height * (1.0 - curve->train_score[k]);
    g_assert_cmpint (picture_count (&scene.picture, (int) floor (x) - 1,
                                    (int) floor (y) - 2, 3, 5, train, 60),
                     >=, 1);
    SlProbe probe = scene_probe (&scene, x + 1.0, SCENE_HEIGHT / 2);
    g_autofree char *head = g_strdup_printf ("%d of 36 weights removed: ", 3 * k);
    g_assert_true (g_str_has_prefix (probe.text, head));
    g_assert_cmpfloat_with_epsilon (probe.x, x, 0.01);
  }
  /* 9 of 36: a quarter. */
  int column = (int) (area.left + area.width / 4.0);
  g_assert_cmpint (picture_count (&scene.picture, column - 1, (int) area.top, 3,
                                  (int) area.height, zero, 60),
                   >, (int) (0.8 * area.height));
  g_autofree char *subtitle = scene.figure->subtitle (snapshot, &scene.view);
  g_autofree char *sentence = scene.figure->describe (snapshot, &scene.view);
  g_assert_cmpstr (subtitle, ==, "accuracy after epoch 9, on 64 of 640 test rows");
  /* 0.95 − 0.005·k² stays within a hundredth up to k = 1, 3 of 36 weights. */
  g_assert_nonnull (strstr (sentence, "smallest 8.33 %"));
  g_assert_nonnull (strstr (sentence, "25 % are zero already"));
  scene_clear (&scene);
}

/* Pixels of the bare card where a score of 0.4 would be, left of where curves fall. */
static int
bare_at (Scene *scene, const SlProbe *area)
{
  int y = (int) (area->top + 0.6 * area->height);

  return picture_count (&scene->picture, (int) (area->left + 0.05 * area->width), y - 3,
                        (int) (0.4 * area->width), 6,
                        sl_style_ink (&scene->theme, SL_INK_CARD), 2);
}

/* The curve of a pinned run stands behind, on the same axes; so does the share chosen, a
 * line with all that goes on its left. */
static void
test_pruning_behind (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (9), pinned = fake_snapshot_new (9);
  g_autoptr (SlEarlierRuns) none = sl_earlier_runs_new ();
  g_autoptr (SlEarlierRuns) runs = sl_earlier_runs_with_pin (none, 0, pinned);
  Scene scenes[3];
  SlProbe area;

  pinned->run = snapshot->run + 1;
  snapshot->problem = scene_problem ("iris");
  pinned->problem = sl_problem_ref (snapshot->problem);
  for (int k = 0; k < pinned->pruning->n; k++)
    pinned->pruning->test_score[k] = 0.4;
  for (int i = 0; i < 3; i++) {
    scene_draw (&scenes[i], "pruning", snapshot, FALSE);
    scenes[i].view.earlier = i == 1 ? runs : NULL;
    scenes[i].view.cursor = i == 2 ? 50.0 : NAN;
    scene_finish (&scenes[i]);
  }
  area = scene_probe (&scenes[0], SCENE_WIDTH / 2, SCENE_HEIGHT / 2);
  int bare = bare_at (&scenes[0], &area);
  g_assert_cmpint (bare - bare_at (&scenes[1], &area), >=, (int) (0.3 * area.width));
  g_assert_cmpint (bare_at (&scenes[2], &area), ==, 0);
  SlColor ink = sl_style_ink (&scenes[2].theme, SL_INK_TEXT);
  int column = (int) (area.left + area.width / 2.0);
  for (int i = 0; i < 3; i++) {
    int n = picture_count (&scenes[i].picture, column - 1, (int) area.top, 3,
                           (int) area.height, ink, 60);
    g_assert_true ((n > (int) (0.8 * area.height)) == (i == 2));
    scene_clear (&scenes[i]);
  }
}

/* R² may fall below what is shown; the axis begins at −1. */
static void
test_pruning_of_regression (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (9);
  Scene scene;

  snapshot->problem = scene_problem ("diabetes");
  snapshot->pruning->test_score[12] = -50.0;
  scene_draw (&scene, "pruning", snapshot, TRUE);
  scene_finish (&scene);
  SlProbe area = scene_probe (&scene, SCENE_WIDTH / 2, SCENE_HEIGHT / 2);
  SlColor train = sl_style_fill (&scene.theme, SL_ROLE_TRAIN);
  double x = area.left + area.width / 2.0;
  double y = area.top + area.height * (1.0 - snapshot->pruning->train_score[6]) / 2.0;
  g_assert_cmpint (picture_count (&scene.picture, (int) floor (x) - 1,
                                  (int) floor (y) - 2, 3, 5, train, 60),
                   >=, 1);
  SlProbe probe = scene_probe (&scene, area.left + area.width, SCENE_HEIGHT / 2);
  g_assert_true (g_str_has_suffix (probe.text, "test −50"));
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/pictures/confusion-cells", test_confusion_cells);
  g_test_add_func ("/figures/pictures/confusion-misfit", test_confusion_misfit);
  g_test_add_func ("/figures/pictures/layer-norm-bars", test_layer_norm_bars);
  g_test_add_func ("/figures/pictures/pruning-curve", test_pruning_curve);
  g_test_add_func ("/figures/pictures/pruning-behind", test_pruning_behind);
  g_test_add_func ("/figures/pictures/pruning-of-regression", test_pruning_of_regression);
  return g_test_run ();
}
