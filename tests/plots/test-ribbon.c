/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Curves with more points than there are columns of pixels. */
#include "tests/support/picture.h"
#include "ui/plots/marks.h"

#include <math.h>

enum { WIDTH = 400, HEIGHT = 240, POINTS = 1000 };

static const SlColor red = {1, 0, 0, 1}, white = {1, 1, 1, 1};
static const SlDash dash = {2, {6, 3}};

typedef struct
{
  Picture picture;
  SlFrame frame;
  double y[POINTS];
} Scene;

/* All values @value to begin with. */
static void
scene_fill (Scene *scene, double value)
{
  for (int i = 0; i < POINTS; i++)
    scene->y[i] = value;
}

static void
scene_draw (Scene *scene, const SlDash *pattern, double pixel_scale)
{
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  SlStroke stroke = {.color = red, .width = 2.0, .dash = pattern};
  g_auto (SlKit) kit = {0};
  double x[POINTS];
  SlCurve curve;

  theme.pixel_scale = pixel_scale;
  for (int i = 0; i < POINTS; i++)
    x[i] = i;
  picture_init (&scene->picture, WIDTH, HEIGHT, &white);
  sl_kit_init (&kit, scene->picture.cr, &theme);
  scene->frame = (SlFrame){.x = {SL_SCALE_LINEAR, 0, POINTS, 0, 1},
                           .y = {SL_SCALE_LINEAR, 0, 1, 0, 1}};
  sl_frame_layout (&kit, &scene->frame, &(SlBox){0, 0, WIDTH, HEIGHT});
  sl_curve_init (&curve, &scene->frame, POINTS, x, scene->y);
  sl_mark_curve (&kit, &scene->frame.area, &curve, &stroke);
  sl_curve_clear (&curve);
}

static int
column_of (Scene *scene, int i)
{
  return (int) floor (sl_scale_map (&scene->frame.x, i));
}

static int
red_in (Scene *scene, int column, double low, double high)
{
  int top = (int) floor (sl_scale_map (&scene->frame.y, high));
  int bottom = (int) ceil (sl_scale_map (&scene->frame.y, low));

  return picture_count (&scene->picture, column, top, 1, bottom - top, red, 60);
}

/* A jagged curve is a band without holes, from the lowest to the highest value. */
static void
test_band (void)
{
  Scene scene;

  for (int scale = 1; scale <= 2; scale++) {
    scene_fill (&scene, 0.3);
    for (int i = 0; i < POINTS; i += 2)
      scene.y[i] = 0.7;
    scene_draw (&scene, NULL, scale);
    for (int i = 20; i < POINTS - 20; i++) {
      int height = (int) (sl_scale_map (&scene.frame.y, 0.31) -
                          sl_scale_map (&scene.frame.y, 0.69));

      g_assert_cmpint (red_in (&scene, column_of (&scene, i), 0.31, 0.69), >=,
                       height - 1);
    }
    picture_clear (&scene.picture);
  }
}

/* One that does not move is a line of its width. */
static void
test_flat (void)
{
  Scene scene;

  scene_fill (&scene, 0.5);
  scene_draw (&scene, NULL, 1);
  for (int i = 20; i < POINTS - 20; i++) {
    int n = HEIGHT -
            picture_count (&scene.picture, column_of (&scene, i), 0, 1, HEIGHT, white, 0);

    g_assert_cmpint (n, >=, 2);
    g_assert_cmpint (n, <=, 3);
  }
  picture_clear (&scene.picture);
}

/* Extremes are kept, wherever the pattern of dashes stands. */
static void
test_peaks (void)
{
  for (int peak = 400; peak < 430; peak++) {
    Scene scene;

    scene_fill (&scene, 0.5);
    scene.y[peak] = 0.9;
    scene_draw (&scene, &dash, 1);
    g_assert_true (picture_shows (&scene.picture, column_of (&scene, peak),
                                  (int) floor (sl_scale_map (&scene.frame.y, 0.9)), red,
                                  60));
    picture_clear (&scene.picture);
  }
}

/* Dashes are there along a quiet curve. */
static void
test_dashes (void)
{
  Scene scene;
  int drawn = 0, all = 0;

  scene_fill (&scene, 0.5);
  scene_draw (&scene, &dash, 1);
  for (int c = column_of (&scene, 50); c < column_of (&scene, 950); c++, all++)
    drawn += red_in (&scene, c, 0.45, 0.55) > 0;
  g_assert_cmpfloat_with_epsilon (drawn / (double) all, 6.0 / 9.0, 0.03);
  picture_clear (&scene.picture);
}

/* Numbers that are none leave a gap, and what is far outside stays outside. */
static void
test_gap (void)
{
  Scene scene;

  scene_fill (&scene, 0.5);
  for (int i = 480; i <= 520; i++)
    scene.y[i] = NAN;
  scene.y[700] = 1e200;
  scene.y[702] = -1e200;
  scene_draw (&scene, NULL, 1);
  g_assert_cmpint (red_in (&scene, column_of (&scene, 470), 0, 1), >, 0);
  g_assert_cmpint (red_in (&scene, column_of (&scene, 500), 0, 1), ==, 0);
  g_assert_cmpint (red_in (&scene, column_of (&scene, 530), 0, 1), >, 0);
  int outside =
      picture_count (&scene.picture, 0, 0, WIDTH, (int) scene.frame.area.y - 3, red, 100);
  g_assert_cmpint (outside, ==, 0);
  picture_clear (&scene.picture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plots/ribbon/band", test_band);
  g_test_add_func ("/plots/ribbon/flat", test_flat);
  g_test_add_func ("/plots/ribbon/peaks", test_peaks);
  g_test_add_func ("/plots/ribbon/dashes", test_dashes);
  g_test_add_func ("/plots/ribbon/gap", test_gap);
  return g_test_run ();
}
