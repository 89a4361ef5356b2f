/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The figures that show data, pixel by number. */
#include "tests/support/fake-snapshot.h"
#include "tests/support/scene.h"

#include <math.h>
#include <string.h>

enum { WIDTH = SCENE_WIDTH, HEIGHT = SCENE_HEIGHT };

/* A fake run on the circle, whose points are far from the corners. */
static SlSnapshot *
circle_snapshot (void)
{
  SlSnapshot *snapshot = fake_snapshot_new (3);

  snapshot->problem = scene_problem ("circle");
  snapshot->surface->x_lo = snapshot->surface->y_lo = -40.0;
  snapshot->surface->x_hi = snapshot->surface->y_hi = 40.0;
  return snapshot;
}

/* Where no points lie, a pixel has the colour of the class that the probe names there,
 * paler for the class that is less sure. */
static void
test_boundary_regions (gconstpointer data)
{
  g_autoptr (SlSnapshot) snapshot = circle_snapshot ();
  Scene scene;
  int seen[2] = {0};

  scene_draw (&scene, "boundary", snapshot, GPOINTER_TO_INT (data));
  scene_finish (&scene);
  SlColor paper = sl_style_ink (&scene.theme, SL_INK_CARD);
  SlColor colors[2] = {
      sl_color_mix (paper, sl_style_fill (&scene.theme, SL_ROLE_NEGATIVE), 0.50),
      sl_color_mix (paper, sl_style_fill (&scene.theme, SL_ROLE_POSITIVE), 0.325)};
  for (int y = 8; y < HEIGHT; y += 13)
    for (int x = 8; x < WIDTH; x += 13) {
      SlProbe probe = scene_probe (&scene, x + 0.5, y + 0.5);
      double cx = probe.left + probe.width / 2, cy = probe.top + probe.height / 2;
      const char *name;
      int k;

      if (*probe.text == '\0' || x < probe.left || x >= probe.left + probe.width ||
          y < probe.top || y >= probe.top + probe.height ||
          hypot ((x - cx) / probe.width, (y - cy) / probe.height) < 0.1)
        continue;
      name = strchr (probe.text, '\n') + 1;
      k = g_str_has_prefix (name, "outside");
      g_assert_true (k || g_str_has_prefix (name, "inside"));
      g_assert_nonnull (strstr (name, k ? "75 %" : "100 %"));
      /* At the edge of a cell a pixel may be the neighbour's. */
      if (!picture_shows (&scene.picture, x, y, colors[k], 4))
        continue;
      seen[k]++;
      g_assert_false (picture_shows (&scene.picture, x, y, colors[1 - k], 4));
    }
  g_assert_cmpint (seen[0], >, 500);
  g_assert_cmpint (seen[1], >, 400);
  scene_clear (&scene);
}

/* The longest stripe of one colour along a row of pixels, where one column of cells is
 * sure and the next is not. */
static int
longest_stripe (gboolean screen)
{
  g_autoptr (SlSnapshot) snapshot = circle_snapshot ();
  SlSurface *s = snapshot->surface;
  int longest = 0, length = 0, y = HEIGHT / 8;
  Scene scene;

  for (int cell = 0; cell < s->size * s->size; cell++) {
    s->value[cell] = cell % s->size % 2 == 0 ? 1.0f : 0.5f;
    s->winner[cell] = 1;
  }
  scene_draw (&scene, "boundary", snapshot, FALSE);
  scene.theme.screen = screen;
  scene_finish (&scene);
  for (int x = WIDTH / 4; x < 3 * WIDTH / 4; x++) {
    length =
        picture_pixel (&scene.picture, x, y) == picture_pixel (&scene.picture, x - 1, y)
            ? length + 1
            : 1;
    longest = MAX (longest, length);
  }
  scene_clear (&scene);
  return longest;
}

/* On screen a cell is a cell; in a file the regions are drawn between them. */
static void
test_boundary_smooth (void)
{
  g_assert_cmpint (longest_stripe (TRUE), >, 30);
  g_assert_cmpint (longest_stripe (FALSE), <, 20);
}

/* Every point that is drawn lies where its numbers say, in the colour of its class. */
static void
test_boundary_points (void)
{
  g_autoptr (SlSnapshot) snapshot = circle_snapshot ();
  const SlDataset *set = snapshot->problem->dataset;
  const SlPart *test = &snapshot->problem->test;
  Scene scene;
  int found = 0, inside = 0;

  snapshot->surface->x_lo = snapshot->surface->y_lo = -6.0;
  snapshot->surface->x_hi = snapshot->surface->y_hi = 6.0;
  for (int i = 0; i < 16 * 16; i++)
    snapshot->surface->value[i] = NAN; /* blank ground */
  scene_draw (&scene, "boundary", snapshot, FALSE);
  scene_finish (&scene);
  SlProbe middle = scene_probe (&scene, WIDTH / 2, HEIGHT / 2);
  for (int i = 0; i < test->n; i++) {
    double x = middle.left +
               (sl_dataset_value (set, test->rows[i], 0) + 6.0) / 12.0 * middle.width;
    double y = middle.top +
               (6.0 - sl_dataset_value (set, test->rows[i], 1)) / 12.0 * middle.height;
    SlColor color =
        sl_style_fill (&scene.theme, set->label[test->rows[i]] == 1 ? SL_ROLE_POSITIVE
                                                                    : SL_ROLE_NEGATIVE);

    /* The ring of a hollow marker, left or right of its middle. */
    inside++;
    found += picture_shows (&scene.picture, (int) (x - 2.2), (int) y, color, 40) ||
             picture_shows (&scene.picture, (int) (x + 2.2), (int) y, color, 40);
  }
  g_assert_cmpint (inside, >, 100);
  g_assert_cmpint (found, >, 0.9 * inside); /* some are covered by others */
  scene_clear (&scene);
}

/* Six inputs of a model without hidden layers, of which the first three matter. */
static SlSnapshot *
linear_snapshot (const float *W)
{
  SlSnapshot *snapshot = fake_snapshot_new (3);
  g_autoptr (SlProblem) made = scene_problem ("sparse-linear");
  SlDataset *set = made->dataset;

  for (int j = 0; j < set->d; j++)
    set->true_weights[j] = j < 3 ? 1.0f : 0.0f;
  snapshot->problem = g_steal_pointer (&made);
  snapshot->n_layers = 1;
  fake_snapshot_set_weights (snapshot, 0, 6, 1, 6, 1, W);
  return snapshot;
}

/* Pixels of about @color in the row that the probe calls @name; edges are smooth. */
static int
row_length (Scene *scene, const char *name, SlColor color)
{
  for (int y = 0; y < HEIGHT; y++) {
    SlProbe probe = scene_probe (scene, WIDTH - 30, y);
    int n = 0;

    if (!g_str_has_prefix (probe.text, name))
      continue;
    for (int x = (int) probe.left; x < probe.left + probe.width; x++)
      n += picture_shows (&scene->picture, x, (int) probe.y, color, 40);
    return n;
  }
  g_assert_not_reached ();
}

/* A bar is as long as its weight is large; sign and fate have looks of their own. */
static void
test_coefficients (void)
{
  static const float W[] = {0.8f, -0.4f, 0.0f, 0.2f, 0.0f, 0.0f};
  g_autoptr (SlSnapshot) snapshot = linear_snapshot (W);
  Scene scene;

  scene_draw (&scene, "coefficients", snapshot, FALSE);
  scene_finish (&scene);
  SlColor plus = sl_style_fill (&scene.theme, SL_ROLE_POSITIVE);
  SlColor minus = sl_style_fill (&scene.theme, SL_ROLE_NEGATIVE);
  SlColor ring = sl_style_fill (&scene.theme, SL_ROLE_EXACT_ZERO);
  SlColor stripes = sl_style_fill (&scene.theme, SL_ROLE_NEUTRAL);
  double half = scene_probe (&scene, WIDTH / 2, HEIGHT / 2).width / 2;
  double unit = row_length (&scene, "x1:", plus) / 0.8;
  g_assert_cmpfloat_with_epsilon (row_length (&scene, "x2:", minus), 0.4 * unit, 3);
  /* The scale ends at a round number that the largest bar reaches nearly or just. */
  g_assert_true (0.8 * unit <= half + 1 && 0.8 * unit > 0.3 * half);
  g_assert_cmpint (row_length (&scene, "x1:", minus), ==, 0);
  g_assert_cmpint (row_length (&scene, "x3:", ring), >, 1);
  g_assert_cmpint (row_length (&scene, "x3:", plus), ==, 0);
  g_assert_cmpint (row_length (&scene, "x4:", stripes), >, 2);
  g_assert_cmpint (row_length (&scene, "x4:", plus), ==, 0);
  g_assert_cmpint (row_length (&scene, "x5:", stripes), ==, 0);
  g_autofree char *said = scene.figure->describe (snapshot, &scene.view);
  g_assert_cmpstr (said, ==,
                   "Of 3 inputs that matter 2 are found and 1 missed; 1 of 3 useless "
                   "ones have a weight that is not zero.");
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/pictures/boundary/regions/light", GINT_TO_POINTER (FALSE),
                        test_boundary_regions);
  g_test_add_data_func ("/pictures/boundary/regions/dark", GINT_TO_POINTER (TRUE),
                        test_boundary_regions);
  g_test_add_func ("/pictures/boundary/smooth", test_boundary_smooth);
  g_test_add_func ("/pictures/boundary/points", test_boundary_points);
  g_test_add_func ("/pictures/coefficients", test_coefficients);
  return g_test_run ();
}
