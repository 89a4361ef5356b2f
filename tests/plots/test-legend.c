/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/legend.h"

#include <math.h>

enum { N_CURVES = 4, N_POINTS = 200 };

static const char *const names[N_CURVES] = {"penalty", "train + penalty", "test",
                                            "train"};

typedef struct
{
  SlKit kit;
  SlTheme theme;
  SlCurve curves[N_CURVES];
  SlCurveLabel labels[N_CURVES];
} Scene;

/* Random walks over @length px of @area, sometimes with gaps, sometimes on each other. */
static void
scene_init (Scene *scene, const SlBox *area, double length, int n_points)
{
  scene->theme = sl_theme_screen (FALSE, FALSE);
  scene->theme.text_scale = g_test_rand_double_range (0.8, 1.6);
  sl_kit_init (&scene->kit, NULL, &scene->theme);
  for (int i = 0; i < N_CURVES; i++) {
    SlCurve *curve = &scene->curves[i];
    double y = area->y + area->height * g_test_rand_double ();
    curve->n = n_points;
    curve->x = g_new (double, n_points);
    curve->y = g_new (double, n_points);
    for (int k = 0; k < n_points; k++) {
      y = CLAMP (y + g_test_rand_double_range (-4, 4), area->y, area->y + area->height);
      curve->x[k] = area->x + length * k / MAX (n_points - 1, 1);
      curve->y[k] = g_test_rand_int_range (0, 50) == 0 ? NAN : y;
    }
    scene->labels[i] = (SlCurveLabel){.text = names[i], .curve = curve};
  }
}

static void
scene_clear (Scene *scene)
{
  for (int i = 0; i < N_CURVES; i++)
    sl_curve_clear (&scene->curves[i]);
  sl_kit_clear (&scene->kit);
}

static void
check_placed (const Scene *scene, const SlBox *area)
{
  for (int i = 0; i < N_CURVES; i++) {
    const SlBox *box = &scene->labels[i].box;
    if (!scene->labels[i].placed)
      continue;
    g_assert_cmpfloat (box->x, >=, area->x);
    g_assert_cmpfloat (box->y, >=, area->y);
    g_assert_cmpfloat (box->x + box->width, <=, area->x + area->width);
    g_assert_cmpfloat (box->y + box->height, <=, area->y + area->height);
    for (int k = 0; k < i; k++)
      g_assert_false (scene->labels[k].placed &&
                      sl_box_overlaps (box, &scene->labels[k].box));
  }
}

static void
test_never_overlap (void)
{
  for (int round = 0; round < 400; round++) {
    SlBox area = {g_test_rand_double_range (0, 60), g_test_rand_double_range (0, 20),
                  g_test_rand_double_range (5, 900), g_test_rand_double_range (5, 500)};
    SlBox obstacle = {area.x + area.width / 3, area.y, 90, 14};
    Scene scene;
    scene_init (&scene, &area, area.width * g_test_rand_double (), N_POINTS);
    sl_legend_place (&scene.kit, &area, scene.labels, N_CURVES, &obstacle, round % 2);
    check_placed (&scene, &area);
    scene_clear (&scene);
  }
}

/* In a plot of usual size every curve gets its name. */
static void
test_all_named (void)
{
  const SlBox area = {40, 10, 440, 280};

  for (int round = 0; round < 100; round++) {
    Scene scene;
    scene_init (&scene, &area, 300 + round, N_POINTS);
    sl_legend_place (&scene.kit, &area, scene.labels, N_CURVES, NULL, 0);
    for (int i = 0; i < N_CURVES; i++)
      g_assert_true (scene.labels[i].placed);
    check_placed (&scene, &area);
    scene_clear (&scene);
  }
}

/* Flat curves far apart: the name stands beside its own, and covers none. */
static void
test_beside_own_curve (void)
{
  const SlBox area = {40, 10, 440, 280};
  Scene scene;

  scene_init (&scene, &area, 400, N_POINTS);
  for (int i = 0; i < N_CURVES; i++)
    for (int k = 0; k < N_POINTS; k++)
      scene.curves[i].y[k] = area.y + 50 + 60 * i;
  sl_legend_place (&scene.kit, &area, scene.labels, N_CURVES, NULL, 0);
  for (int i = 0; i < N_CURVES; i++) {
    const SlBox *box = &scene.labels[i].box;
    double y = area.y + 50 + 60 * i;
    g_assert_true (scene.labels[i].placed);
    g_assert_false (scene.labels[i].covers);
    g_assert_cmpfloat (fmin (fabs (box->y - y), fabs (box->y + box->height - y)), <, 10);
  }
  scene_clear (&scene);
}

/* One point each, one on the other, as before the first epoch. */
static void
test_points (void)
{
  const SlBox area = {40, 10, 440, 280};
  Scene scene;

  scene_init (&scene, &area, 0, 1);
  for (int i = 0; i < N_CURVES; i++)
    scene.curves[i].y[0] = area.y + 100;
  sl_legend_place (&scene.kit, &area, scene.labels, N_CURVES, NULL, 0);
  check_placed (&scene, &area);
  for (int i = 0; i < N_CURVES; i++) {
    g_assert_true (scene.labels[i].placed);
    g_assert_cmpfloat (scene.labels[i].box.x, >, area.x);
  }
  scene_clear (&scene);
}

static void
test_nothing_to_name (void)
{
  const SlBox area = {0, 0, 440, 280};
  Scene scene;

  scene_init (&scene, &area, 400, N_POINTS);
  for (int i = 0; i < N_CURVES; i++)
    for (int k = 0; k < N_POINTS; k++)
      scene.curves[i].y[k] = NAN;
  sl_legend_place (&scene.kit, &area, scene.labels, N_CURVES, NULL, 0);
  for (int i = 0; i < N_CURVES; i++)
    g_assert_false (scene.labels[i].placed);
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plots/legend/never-overlap", test_never_overlap);
  g_test_add_func ("/plots/legend/all-named", test_all_named);
  g_test_add_func ("/plots/legend/beside-own-curve", test_beside_own_curve);
  g_test_add_func ("/plots/legend/points", test_points);
  g_test_add_func ("/plots/legend/nothing-to-name", test_nothing_to_name);
  return g_test_run ();
}
