/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The regularisation path: pixels and probes against the solutions, and what a path in
 * the making, or one that went wrong, must stand. */
#include "tests/support/scene.h"
#include "ui/figures/path-marks.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void
publish_cb (SlPathResult *result, gpointer data)
{
  g_ptr_array_add (data, result);
}

static SlConfig
make_config (const char *dataset, const char *hidden)
{
  SlConfig config;

  sl_config_init_default (&config);
  sl_setting_parse (sl_setting_find ("dataset", NULL), &config, dataset, NULL);
  sl_setting_parse (sl_setting_find ("hidden", NULL), &config, hidden, NULL);
  return config;
}

/* Returns (transfer full) all results of a small path, the last of them whole. */
static GPtrArray *
find_path_of (const SlConfig *config)
{
  GPtrArray *results =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sl_path_result_unref);
  SlPathJob job = {
      .wish = sl_path_wish_default (), .publish = publish_cb, .data = results};

  job.config = *config;
  job.wish.folds = 4;
  job.wish.grid.n_lambdas = 25;
  job.wish.sweep.n_lambdas = 4;
  job.wish.sweep.first_epochs = 4;
  job.wish.sweep.epochs = 2;
  sl_path_find (&job);
  return results;
}

static GPtrArray *
find_path (const char *dataset, const char *hidden)
{
  SlConfig config = make_config (dataset, hidden);

  return find_path_of (&config);
}

static SlPathResult *
last_of (GPtrArray *results)
{
  return results->pdata[results->len - 1];
}

static void
scene_of (Scene *scene, SlPathResult *path, double cursor, gboolean dark)
{
  scene_draw (scene, "path", NULL, dark);
  scene->view.path = path;
  scene->view.cursor = cursor;
  scene_finish (scene);
}

static double
lambda_at (Scene *scene, double x)
{
  return sl_figure_path_lambda_at (SCENE_WIDTH, SCENE_HEIGHT, &scene->view, &scene->theme,
                                   x);
}

/* Returns how many pixels of @color column @x has in the upper strip. */
static int
count_in_column (Scene *scene, const SlPathLayout *layout, int x, SlColor color)
{
  const SlBox *area = &layout->frames[SL_PATH_LINES_STRIP].area;

  return picture_count (&scene->picture, x, (int) area->y + 6, 1, (int) area->height - 12,
                        color, 40);
}

static void
layout_of (SlPathLayout *layout, Scene *scene)
{
  g_auto (SlKit) kit = {0};

  sl_kit_init (&kit, NULL, &scene->theme);
  sl_path_layout_init (&kit, layout, SCENE_WIDTH, SCENE_HEIGHT, &scene->view);
}

/* Columns in the colour of what chooses λ stand where the inverse map finds λ.min and
 * λ.1se, and nowhere else. */
static void
test_marks (void)
{
  g_autoptr (GPtrArray) results = find_path ("diabetes", "");
  SlPathResult *path = last_of (results);

  g_assert_cmpint (path->min, <, path->one_se);
  for (int dark = 0; dark < 2; dark++) {
    g_auto (SlPathLayout) layout = {0};
    gboolean seen_min = FALSE, seen_one_se = FALSE;
    Scene scene;
    scene_of (&scene, path, 1e9, dark);
    layout_of (&layout, &scene);
    SlColor color = sl_style_fill (&scene.theme, SL_ROLE_VALIDATION);
    const SlFrame *frame = &layout.frames[SL_PATH_LINES_STRIP];
    for (int x = (int) frame->x.start; x < frame->x.end - 3; x++) {
      /* One in three pixels of a dotted line, smeared over two columns. */
      if (count_in_column (&scene, &layout, x, color) < frame->area.height / 8)
        continue;
      double lambda = lambda_at (&scene, x + 0.5);
      g_assert_true (lambda == path->rows[path->min].lambda ||
                     lambda == path->rows[path->one_se].lambda);
      double exact = sl_scale_map (&frame->x, lambda);
      g_assert_cmpfloat (fabs (exact - (x + 0.5)), <, 2.5);
      seen_min |= lambda == path->rows[path->min].lambda;
      seen_one_se |= lambda == path->rows[path->one_se].lambda;
    }
    g_assert_true (seen_min && seen_one_se);
    scene_clear (&scene);
  }
}

/* Wherever the probe says whose weight is there and how large, it is the solution's, and
 * the line goes through that point in the colour of its sign. */
static void
test_lines (void)
{
  g_autoptr (GPtrArray) results = find_path ("diabetes", "");
  SlPathResult *path = last_of (results);
  const SlDataset *set = path->problem->dataset;
  g_auto (SlPathLayout) layout = {0};
  int seen = 0, drawn = 0;
  Scene scene;

  scene_of (&scene, path, 1e9, FALSE);
  layout_of (&layout, &scene);
  const SlFrame *frame = &layout.frames[SL_PATH_LINES_STRIP];
  for (double x = frame->x.start + 2; x < frame->x.end; x += 9)
    for (double y = frame->area.y + 2; y < frame->area.y + frame->area.height; y += 9) {
      SlProbe probe = scene_probe (&scene, x, y);
      char name[64];
      int input = -1;
      const char *line = strchr (probe.text, '\n');
      g_assert_nonnull (line);
      g_assert_cmpint (sscanf (line, "\n%63[^:]:", name), ==, 1);
      for (int j = 0; j < set->d; j++)
        input = strcmp (set->features[j], name) == 0 ? j : input;
      g_assert_cmpint (input, >=, 0);
      int row = sl_path_result_nearest (path, lambda_at (&scene, x));
      double w = sl_path_result_coefficient (path, row, 0, input);
      g_assert_cmpfloat_with_epsilon (
          probe.x, sl_scale_map (&frame->x, path->rows[row].lambda), 1e-9);
      g_assert_cmpfloat_with_epsilon (probe.y, sl_scale_map (&frame->y, w), 1e-9);
      if (w == 0.0)
        continue;
      SlRole role = SL_ROLE_NEUTRAL;
      for (int l = 0; l < layout.n; l++)
        if (layout.lines[l].input == input)
          role = sl_path_line_role (path, &layout.lines[l]);
      seen++;
      drawn += picture_count (&scene.picture, (int) probe.x - 2, (int) probe.y - 2, 5, 5,
                              sl_style_fill (&scene.theme, role), 24) > 0;
    }
  /* Others, and marks, may lie over one. */
  g_assert_cmpint (seen, >, 200);
  g_assert_cmpint (drawn, >, seen * 8 / 10);
  scene_clear (&scene);
}

/* A line of ink stands at the cursor; beyond the axis there is none. */
static void
test_cursor (void)
{
  g_autoptr (GPtrArray) results = find_path ("diabetes", "");
  SlPathResult *path = last_of (results);

  for (int row = 1; row < path->n; row += 6) {
    g_auto (SlPathLayout) layout = {0};
    Scene scene;
    scene_of (&scene, path, path->lambdas[row], row & 1);
    layout_of (&layout, &scene);
    SlColor ink = sl_style_ink (&scene.theme, SL_INK_TEXT);
    const SlFrame *frame = &layout.frames[SL_PATH_LINES_STRIP];
    int x = (int) sl_scale_map (&frame->x, path->lambdas[row]);
    g_assert_cmpint (count_in_column (&scene, &layout, x, ink), >,
                     frame->area.height * 0.8);
    g_assert_cmpfloat (lambda_at (&scene, x + 0.5), ==, path->lambdas[row]);
    g_autofree char *words = scene.figure->describe (NULL, &scene.view);
    g_assert_nonnull (strstr (words, "at the λ marked"));
    scene_clear (&scene);
    scene_of (&scene, path, row & 1 ? 0.0 : 100.0, row & 1);
    for (int c = (int) frame->area.x + 4; c < frame->x.end; c++)
      g_assert_cmpint (count_in_column (&scene, &layout, c, ink), <,
                       frame->area.height / 2);
    scene_clear (&scene);
  }
}

/* Without a cursor of its own it marks the λ in force. */
static void
test_cursor_in_force (void)
{
  g_autoptr (GPtrArray) results = find_path ("diabetes", "");
  SlPathResult *path = last_of (results);
  SlConfig config = path->config;
  const SlFigureType *figure =
      (const SlFigureType *) sl_kind_find (sl_figures (), "path", NULL);
  SlFigureView view = sl_figure_view_default (figure);

  view.path = path;
  config.lambda = path->lambdas[7];
  g_autoptr (SlSnapshot) snapshot =
      sl_snapshot_take_empty (&config, 1, SL_RUN_PREPARING, NULL);
  g_autofree char *in_force = figure->describe (snapshot, &view);
  view.cursor = path->lambdas[7];
  g_autofree char *by_hand = figure->describe (NULL, &view);
  g_assert_cmpstr (in_force, ==, by_hand);
}

/* In a network the line of all layers is at the share of zeros. */
static void
test_network (void)
{
  g_autoptr (GPtrArray) results = find_path ("iris", "6,5");
  SlPathResult *path = last_of (results);
  g_auto (SlPathLayout) layout = {0};
  Scene scene;

  scene_of (&scene, path, 1e9, FALSE);
  layout_of (&layout, &scene);
  g_assert_cmpint (layout.n, ==, 4);
  const SlFrame *frame = &layout.frames[SL_PATH_LINES_STRIP];
  for (int row = 0; row < path->n; row++) {
    const SlHistoryRow *end = sl_snapshot_last (path->rows[row].model);
    double percent = 100.0 * (double) end->zeros / (double) end->weights;
    double x = sl_scale_map (&frame->x, end->lambda);
    double y = sl_scale_map (&frame->y, percent);
    g_assert_cmpfloat_with_epsilon (sl_path_line_value (path, &layout.lines[0], row),
                                    percent, 1e-9);
    g_assert_cmpint (picture_count (&scene.picture, (int) x - 3, (int) y - 3, 7, 7,
                                    sl_style_fill (&scene.theme, SL_ROLE_EXACT_ZERO), 24),
                     >, 0);
  }
  scene_clear (&scene);
}

/* Of more than a thousand weights the largest are drawn, the first with a name. */
static void
test_many (void)
{
  SlConfig config = make_config ("sparse-linear", "");

  config.data_options[SL_DATA_FEATURES] = 1200;
  sl_setting_parse (sl_setting_find ("penalty", NULL), &config, "l2", NULL);
  g_autoptr (GPtrArray) results = find_path_of (&config);
  g_auto (SlPathLayout) layout = {0};
  Scene scene;

  scene_of (&scene, last_of (results), NAN, FALSE);
  layout_of (&layout, &scene);
  g_assert_cmpint (layout.n, ==, SL_PATH_MAX_LINES);
  g_assert_cmpint (layout.others, ==, 1200 - SL_PATH_MAX_LINES);
  g_assert_cmpint (layout.n_labelled, >, 5);
  for (int i = 1; i < layout.n; i++)
    g_assert_cmpfloat (layout.lines[i].largest, <=, layout.lines[i - 1].largest);
  scene_clear (&scene);
}

static void
check_everything (SlPathResult *path)
{
  static const int sizes[][2] = {{0, 0},   {1, 1},     {1, 300},   {300, 1},
                                 {60, 40}, {200, 120}, {420, 260}, {900, 640}};
  static const double cursors[] = {NAN, 0.0, 0.05, 1e-300, 1e300, INFINITY};
  const SlFigureType *figure =
      (const SlFigureType *) sl_kind_find (sl_figures (), "path", NULL);

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    for (guint c = 0; c < G_N_ELEMENTS (cursors); c++) {
      SlFigureView view = {
          .layer = -1, .path = path, .cursor = cursors[c], .log_scale = c & 1};
      SlTheme theme =
          c & 1 ? sl_theme_export (s & 1, c & 2) : sl_theme_screen (s & 1, (c & 2) != 0);
      g_autofree char *words = figure->describe (NULL, &view);
      g_autofree char *subtitle = figure->subtitle (NULL, &view);
      int width = sizes[s][0], height = sizes[s][1];
      Picture picture;
      theme.text_scale = c & 2 ? 1.4 : 1.0;
      g_assert_true (g_str_has_suffix (words, "."));
      g_assert_null (strstr (words, ". "));
      g_assert_nonnull (subtitle);
      picture_init (&picture, MAX (width, 1), MAX (height, 1), NULL);
      figure->draw (picture.cr, width, height, NULL, &view, &theme);
      g_assert_cmpint (cairo_status (picture.cr), ==, CAIRO_STATUS_SUCCESS);
      if (width >= 400)
        g_assert_false (picture_is_blank (&picture));
      picture_clear (&picture);
      for (int i = -1; i <= 9; i++)
        for (int k = -1; k <= 9; k++) {
          SlProbe probe;
          figure->probe (width, height, NULL, &view, &theme, width * i / 8.0,
                         height * k / 8.0, &probe);
          g_assert_true (g_utf8_validate (probe.text, -1, NULL));
          if (probe.has_x)
            g_assert_true (isfinite (probe.x));
          if (probe.has_y)
            g_assert_true (isfinite (probe.y));
        }
    }
  }
}

/* Every stage of a path in the making. */
static void
test_stages (void)
{
  static const char *const cases[][2] = {
      {"diabetes", ""}, {"iris", ""}, {"iris", "5"}, {"diabetes", "4,4"}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) results = find_path (cases[i][0], cases[i][1]);
    for (guint r = 0; r<results->len; r += results->len> 4 ? results->len / 4 : 1)
      check_everything (results->pdata[r]);
    check_everything (last_of (results));
  }
}

/* What went wrong is said; numbers that are none leave gaps. */
static void
test_strange (void)
{
  g_autoptr (GPtrArray) results = find_path ("diabetes", "");
  g_autoptr (SlPathResult) strange = sl_path_result_copy (last_of (results));
  g_autoptr (SlPathResult) failed = sl_path_result_new (&strange->config);
  static const double values[] = {NAN, INFINITY, -INFINITY, -1.0, 0.0, 1e300, 1e-300};

  for (int i = 0; i < strange->n; i++) {
    strange->rows[i].train_loss = values[i % 7];
    strange->rows[i].choice = values[(i + 2) % 7];
    strange->rows[i].choice_se = values[(i + 4) % 7];
    strange->rows[i].nonzeros = i & 1 ? G_MAXINT64 : 0;
  }
  check_everything (strange);
  failed->state = SL_PATH_FAILED;
  failed->message = g_strdup ("Row 3 has no label.");
  check_everything (failed);
  failed->state = SL_PATH_CANCELLED;
  g_clear_pointer (&failed->message, g_free);
  check_everything (failed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path/marks", test_marks);
  g_test_add_func ("/path/lines", test_lines);
  g_test_add_func ("/path/cursor", test_cursor);
  g_test_add_func ("/path/cursor-in-force", test_cursor_in_force);
  g_test_add_func ("/path/network", test_network);
  g_test_add_func ("/path/many", test_many);
  g_test_add_func ("/path/stages", test_stages);
  g_test_add_func ("/path/strange", test_strange);
  return g_test_run ();
}
