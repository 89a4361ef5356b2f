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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/pictures/boundary/regions/light", GINT_TO_POINTER (FALSE),
                        test_boundary_regions);
  g_test_add_data_func ("/pictures/boundary/regions/dark", GINT_TO_POINTER (TRUE),
                        test_boundary_regions);
  g_test_add_func ("/pictures/boundary/points", test_boundary_points);
  return g_test_run ();
}
