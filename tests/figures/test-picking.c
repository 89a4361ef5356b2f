/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which weight is at a point: what the figure says by pick against what it draws there,
 * and against what its probe says in words. */
#include "tests/support/fake-snapshot.h"
#include "tests/support/scene.h"

#include <math.h>
#include <string.h>

static SlWeightPlace
pick (Scene *scene, double x, double y)
{
  return scene->figure->pick (SCENE_WIDTH, SCENE_HEIGHT, scene->snapshot, &scene->view,
                              &scene->theme, x, y);
}

/* All weights but one are zero: the only cell with a colour is the one that is picked
 * there, and the probe names the same input and unit. */
static void
check_only_cell (SlSnapshot *snapshot, int inputs, int units, int input, int unit)
{
  float *W = g_new0 (float, inputs *units);
  Scene scene;
  int seen = 0;

  W[input * units + unit] = 0.5f;
  fake_snapshot_set_weights (snapshot, 0, inputs, units, inputs, units, W);
  scene_draw (&scene, "weights", snapshot, FALSE);
  scene_finish (&scene);
  SlColor plus = sl_style_fill (&scene.theme, SL_ROLE_POSITIVE);
  g_autofree char *first = g_strdup_printf ("unit %d", unit + 1);
  g_autofree char *second = g_strdup_printf ("\ninput %d", input + 1);
  for (int y = 0; y < SCENE_HEIGHT - 60; y++) /* the text below has the same hue */
    for (int x = 0; x < SCENE_WIDTH; x++) {
      /* Cells begin on fractions of a pixel: not at their edges. */
      if (picture_count (&scene.picture, x - 1, y - 1, 3, 3, plus, 1) < 9)
        continue;
      SlWeightPlace place = pick (&scene, x + 0.5, y + 0.5);
      SlProbe probe = scene_probe (&scene, x + 0.5, y + 0.5);
      g_assert_true (place.set);
      g_assert_cmpint (place.layer, ==, 0);
      g_assert_cmpint (place.input, ==, input);
      g_assert_cmpint (place.output, ==, unit);
      g_assert_true (g_str_has_prefix (probe.text, first));
      g_assert_nonnull (strstr (probe.text, second));
      seen++;
    }
  g_assert_cmpint (seen, >, 4);
  scene_clear (&scene);
  g_free (W);
}

static void
test_matrix (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);

  for (int i = 0; i < 12 * 7; i += 5)
    check_only_cell (snapshot, 12, 7, i / 7, i % 7);
}

static void
test_images (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);

  snapshot->problem = scene_problem ("digits");
  for (int i = 0; i < 64 * 5; i += 37)
    check_only_cell (snapshot, 64, 5, i / 5, i % 5);
}

/* Between the tiles, beside the matrix and before there is one stands no weight. */
static void
test_nothing_there (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
  static const char *const figures[] = {"weights", "network", "coefficients"};

  for (guint f = 0; f < G_N_ELEMENTS (figures); f++) {
    Scene scene;
    scene_draw (&scene, figures[f], snapshot, FALSE);
    g_assert_false (pick (&scene, -1.0, -1.0).set);
    g_assert_false (pick (&scene, NAN, INFINITY).set);
    g_assert_false (pick (&scene, SCENE_WIDTH + 1.0, 20.0).set);
    scene.snapshot = NULL;
    g_assert_false (pick (&scene, SCENE_WIDTH / 2, SCENE_HEIGHT / 2).set);
    scene_clear (&scene);
  }
}

/* Along the only link that is drawn, that link is picked; with no link at all, one that
 * is zero is, and its ends are those of the line it would be. */
static void
test_links (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
  SlGraph *graph = snapshot->graph;
  int n = graph->columns[0].n, m = graph->columns[1].n, k = graph->columns[2].n;

  memset (graph->W[1], 0, sizeof (float) * (size_t) (m * k));
  for (int shown = 0; shown < n * m; shown++) {
    Scene scene;
    int seen = 0;
    for (int i = 0; i < n * m; i++)
      graph->W[0][i] = i == shown ? -1.0f : 0.0f;
    scene_draw (&scene, "network", snapshot, FALSE);
    scene_finish (&scene);
    SlColor minus = sl_style_fill (&scene.theme, SL_ROLE_NEGATIVE);
    for (int x = SCENE_WIDTH / 6; x < 2 * SCENE_WIDTH / 5; x += 7)
      for (int y = 0; y < SCENE_HEIGHT; y++) {
        if (!picture_shows (&scene.picture, x, y, minus, 1))
          continue;
        SlWeightPlace place = pick (&scene, x + 0.5, y + 0.5);
        g_assert_true (place.set);
        g_assert_cmpint (place.layer, ==, 0);
        g_assert_cmpint (place.input, ==, graph->columns[0].index[shown / m]);
        g_assert_cmpint (place.output, ==, graph->columns[1].index[shown % m]);
        seen++;
      }
    g_assert_cmpint (seen, >, 10);
    scene_clear (&scene);
  }
}

/* A link that is zero is not there, and can be picked all the same: once it is picked it
 * is drawn where it was picked. */
static void
test_dead_links (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
  SlGraph *graph = snapshot->graph;
  int picked = 0;

  for (int l = 0; l < 2; l++)
    memset (graph->W[l], 0,
            sizeof (float) * (size_t) (graph->columns[l].n * graph->columns[l + 1].n));
  for (int y = 10; y < SCENE_HEIGHT - 60; y += 11) {
    Scene scene;
    int x = SCENE_WIDTH / 3;
    scene_draw (&scene, "network", snapshot, FALSE);
    SlWeightPlace place = pick (&scene, x, y);
    if (place.set) {
      SlColor ink = sl_style_ink (&scene.theme, SL_INK_TEXT);
      scene.view.picked = place;
      scene_finish (&scene);
      /* Dots: some of the px around the point are dark. */
      g_assert_cmpint (picture_count (&scene.picture, x - 8, y - 10, 16, 20, ink, 90), >,
                       2);
      g_assert_cmpint (scene_probe (&scene, x, y).text[0], ==, '\0');
      picked++;
    }
    scene_clear (&scene);
  }
  g_assert_cmpint (picked, >, 5);
}

/* The frame of the weight that is picked is around its cell, which stays as it was. */
static void
test_frame (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
  float W[6 * 4] = {0};
  Scene scene;
  double left = SCENE_WIDTH, right = 0, top = SCENE_HEIGHT, bottom = 0;

  fake_snapshot_set_weights (snapshot, 0, 6, 4, 6, 4, W);
  scene_draw (&scene, "weights", snapshot, FALSE);
  scene.view.picked = (SlWeightPlace){TRUE, 0, 2, 1};
  scene_finish (&scene);
  SlColor ink = sl_style_ink (&scene.theme, SL_INK_TEXT);
  for (int y = 0; y < SCENE_HEIGHT - 60; y++)
    for (int x = 0; x < SCENE_WIDTH; x++)
      if (picture_shows (&scene.picture, x, y, ink, 1)) {
        left = MIN (left, x);
        right = MAX (right, x);
        top = MIN (top, y);
        bottom = MAX (bottom, y);
      }
  g_assert_cmpfloat (left, <, right);
  for (double x = left + 5; x < right - 4; x += 2)
    for (double y = top + 5; y < bottom - 4; y += 2) {
      SlWeightPlace place = pick (&scene, x, y);
      g_assert_true (sl_weight_place_equal (&place, &scene.view.picked));
    }
  SlWeightPlace beside = pick (&scene, left - 4, (top + bottom) / 2);
  g_assert_cmpint (beside.input, ==, 1);
  scene_clear (&scene);
}

/* The bar of an input, and the longest of its parts. */
static void
test_coefficients (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (3);
  static const float W[6 * 2] = {0, 0, 3, -1, 0, -2, 0.5f, 0.25f, 0, 1, 0, 0};
  static const int largest[6] = {0, 0, 1, 0, 1, 0};
  gboolean seen[6] = {0};
  Scene scene;

  snapshot->n_layers = 1;
  fake_snapshot_set_weights (snapshot, 0, 6, 2, 6, 2, W);
  scene_draw (&scene, "coefficients", snapshot, FALSE);
  for (int y = 0; y < SCENE_HEIGHT; y += 3) {
    SlWeightPlace place = pick (&scene, SCENE_WIDTH / 2, y);
    SlProbe probe = scene_probe (&scene, SCENE_WIDTH / 2, y);
    g_assert_cmpint (place.set, ==, probe.text[0] != '\0');
    if (!place.set)
      continue;
    g_autofree char *name = g_strdup_printf ("input %d:", place.input + 1);
    g_assert_true (g_str_has_prefix (probe.text, name));
    g_assert_cmpint (place.output, ==, largest[place.input]);
    seen[place.input] = TRUE;
  }
  for (int i = 0; i < 6; i++)
    g_assert_true (seen[i]);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/picking/matrix", test_matrix);
  g_test_add_func ("/figures/picking/images", test_images);
  g_test_add_func ("/figures/picking/nothing-there", test_nothing_there);
  g_test_add_func ("/figures/picking/links", test_links);
  g_test_add_func ("/figures/picking/dead-links", test_dead_links);
  g_test_add_func ("/figures/picking/frame", test_frame);
  g_test_add_func ("/figures/picking/coefficients", test_coefficients);
  return g_test_run ();
}
