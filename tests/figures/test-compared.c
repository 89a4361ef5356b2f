/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of several runs as equals: what every one must stand, and that what they show
 * is each run's own, on axes that all share. */
#include "tests/support/fake-snapshot.h"
#include "ui/figures/histogram-layout.h"
#include "ui/figures/peers.h"
#include "ui/figures/slide.h"

#include <math.h>
#include <string.h>

static const int sizes[][2] = {{0, 0},    {1, 1},     {1, 400},   {400, 1},   {17, 23},
                               {120, 60}, {300, 200}, {490, 330}, {1400, 900}};

static const SlFigureView views[] = {{.layer = -1},
                                     {.log_scale = TRUE, .layer = -1},
                                     {.layer = 0},
                                     {.layer = 7}};

static const SlFigureType *
find (const char *id)
{
  return (const SlFigureType *) sl_kind_find (sl_compared_figures (), id, NULL);
}

/* @n runs that differ in their penalty. */
static SlEarlierRuns *
runs_new (int n, int epochs)
{
  SlEarlierRuns *runs = sl_earlier_runs_new ();
  float W[24];

  for (int i = 0; i < n; i++) {
    SlSnapshot *run = fake_snapshot_new (epochs);
    for (int k = 0; k < 24; k++)
      W[k] = (float) (0.1 * (i + 1) * (k % 7 - 3));
    fake_snapshot_set_weights (run, 0, 6, 4, 6, 4, W);
    run->config.penalty = (const SlPenaltyType *) sl_penalties ()->kinds[i];
    runs->pinned[i] = run;
  }
  return runs;
}

static SlTheme
theme_number (int i)
{
  SlTheme theme =
      i & 4 ? sl_theme_export (i & 1, i & 2) : sl_theme_screen (i & 1, (i & 2) != 0);

  theme.text_scale = i & 1 ? 1.4 : 1.0;
  return theme;
}

static void
check_words (const SlFigureType *figure, SlSnapshot *snapshot, const SlFigureView *view)
{
  g_autofree char *sentence = figure->describe (snapshot, view);
  g_autofree char *subtitle = figure->subtitle (snapshot, view);

  g_assert_true (g_str_has_suffix (sentence, "."));
  g_assert_null (strstr (sentence, ". "));
  g_assert_null (strchr (sentence, '\n'));
  g_assert_nonnull (subtitle);
}

static void
check_picture (const SlFigureType *figure,
               SlSnapshot *snapshot,
               const SlFigureView *view,
               const SlTheme *theme,
               int width,
               int height)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (width, 1), MAX (height, 1));
  cairo_t *cr = cairo_create (surface);
  SlProbe probe;

  figure->draw (cr, width, height, snapshot, view, theme);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  for (int i = -1; i <= 5; i++)
    for (int k = -1; k <= 5; k++) {
      memset (&probe, 0x5a, sizeof probe);
      figure->probe (width, height, snapshot, view, theme, width * i / 4.0,
                     height * k / 4.0, &probe);
      g_assert_nonnull (memchr (probe.text, '\0', sizeof probe.text));
      g_assert_true (g_utf8_validate (probe.text, -1, NULL));
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* Any number of runs, prepared or not, at any size. */
static void
test_stand (gconstpointer data)
{
  const SlFigureType *figure = data;
  SlConfig config;

  sl_config_init_default (&config);
  for (int n = 0; n <= 4; n++) {
    g_autoptr (SlEarlierRuns) runs = runs_new (n, n == 3 ? 0 : 40);
    if (n > 0 && n < 4)
      runs->pinned[n] = sl_snapshot_take_empty (&config, 1, SL_RUN_FAILED, "No.");
    for (guint v = 0; v < G_N_ELEMENTS (views); v++) {
      SlFigureView view = views[v];
      view.earlier = n == 0 && v == 1 ? NULL : runs;
      check_words (figure, runs->pinned[0], &view);
      for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
        SlTheme theme = theme_number ((int) (s + v) % 8);
        check_picture (figure, runs->pinned[0], &view, &theme, sizes[s][0], sizes[s][1]);
      }
    }
  }
}

static void
test_nan (gconstpointer data)
{
  const SlFigureType *figure = data;
  double values[5] = {NAN, 0.5, NAN, INFINITY, -1.0};
  g_autoptr (SlEarlierRuns) runs = runs_new (4, 4);
  SlFigureView view = {.layer = -1, .earlier = runs, .log_scale = TRUE};
  SlTheme theme = sl_theme_screen (FALSE, FALSE);

  fake_snapshot_set_trace (runs->pinned[1], SL_TRACE_TEST_LOSS, 5, values);
  fake_snapshot_set_trace (runs->pinned[1], SL_TRACE_ZEROS, 5, values);
  runs->pinned[2]->total.histogram.end = NAN;
  check_picture (figure, runs->pinned[0], &view, &theme, 400, 300);
}

/* The letters, and what makes the runs differ, whatever a schedule did to the rate. */
static void
test_names (void)
{
  g_autoptr (SlEarlierRuns) runs = runs_new (4, 10);
  SlFigureView view = {.layer = -1, .earlier = runs};
  g_auto (SlPeers) peers = {0};

  runs->pinned[1]->config.learning_rate /= 2;
  sl_peers_init (&peers, &view);
  g_assert_cmpstr (peers.setting->id, ==, "penalty");
  g_autofree char *label = sl_peer_label (&peers.runs[1]);
  g_assert_cmpstr (label, ==, "B · L1");
  g_autofree char *caption = sl_peers_caption (runs->pinned[0], &view);
  g_assert_nonnull (strstr (caption, "Penalty: A None · B L1 · C L2"));
  SlConfig config;
  sl_config_init_default (&config);
  config.batch_size = 0;
  config.hidden.n = 0;
  g_autofree char *batch = sl_peers_value (sl_setting_find ("batch-size", NULL), &config);
  g_autofree char *hidden = sl_peers_value (sl_setting_find ("hidden", NULL), &config);
  g_assert_cmpstr (batch, ==, "all rows");
  g_assert_cmpstr (hidden, ==, "none");
}

/* The run before, perhaps of other data, leaves the axis to the bins of this one. */
static void
test_ghost_keeps_axis (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (20);
  g_autoptr (SlSnapshot) ghost = fake_snapshot_new (30);
  g_autoptr (SlEarlierRuns) none = sl_earlier_runs_new ();
  ghost->run = snapshot->run + 1;
  ghost->total.histogram.end *= 10;
  g_autoptr (SlEarlierRuns) runs = sl_earlier_runs_with_ghost (none, ghost);
  SlFigureView view = {.layer = -1, .earlier = runs};
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  g_auto (SlKit) kit = {0};
  g_auto (SlHistogramLayout) layout = {0};

  sl_kit_init (&kit, NULL, &theme);
  sl_histogram_layout_init (&kit, &layout, 300, 200, snapshot, &view);
  g_assert_cmpint (layout.n_others, ==, 1);
  g_assert_cmpfloat (layout.frame.x.hi, ==, layout.end);
}

/* All panels have the same axes, those of the tallest bars and the widest bins. */
static void
test_shared_axes (void)
{
  g_autoptr (SlEarlierRuns) runs = runs_new (4, 10);
  SlFigureView view = {.layer = -1, .earlier = runs};
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  g_auto (SlKit) kit = {0};
  SlScale x[4], y[4];

  runs->pinned[1]->total.peak = 4321;
  runs->pinned[2]->total.histogram.end *= 3;
  sl_kit_init (&kit, NULL, &theme);
  for (int i = 0; i < 4; i++) {
    g_auto (SlHistogramLayout) layout = {0};
    sl_histogram_layout_init (&kit, &layout, 300, 200, runs->pinned[i], &view);
    x[i] = layout.frame.x;
    y[i] = layout.frame.y;
  }
  g_assert_cmpfloat (y[0].hi, ==, 5000);
  g_assert_cmpfloat (x[0].hi, ==, runs->pinned[2]->total.histogram.end);
  for (int i = 1; i < 4; i++) {
    g_assert_cmpmem (&x[i], sizeof x[i], &x[0], sizeof x[0]);
    g_assert_cmpmem (&y[i], sizeof y[i], &y[0], sizeof y[0]);
  }
}

/* Panels cover the picture without overlap, and a pointer finds the one it is in. */
static void
test_panels (void)
{
  static const int shapes[][2] = {{300, 900}, {900, 300}, {500, 400}};
  for (guint s = 0; s < G_N_ELEMENTS (shapes); s++)
    for (int n = 1; n <= 4; n++) {
      g_autoptr (SlEarlierRuns) runs = runs_new (n, 2);
      SlFigureView view = {.earlier = runs};
      g_auto (SlPeers) peers = {0};
      int w = shapes[s][0], h = shapes[s][1];
      sl_peers_init (&peers, &view);
      for (int i = 0; i < n; i++) {
        SlBox a = sl_peers_panel (&peers, i, w, h);
        g_assert_cmpfloat (a.x + a.width, <=, w);
        g_assert_cmpfloat (a.y + a.height, <=, h);
        g_assert_cmpint (
            sl_peers_at (&peers, w, h, a.x + a.width / 2, a.y + a.height / 2), ==, i);
        for (int k = 0; k < i; k++) {
          SlBox b = sl_peers_panel (&peers, k, w, h);
          g_assert_false (sl_box_overlaps (&a, &b));
        }
      }
      g_assert_cmpint (sl_peers_at (&peers, w, h, -5, 5), ==, -1);
    }
}

/* The words under the pointer are the rows of the histories. */
static void
test_probe (void)
{
  const SlFigureType *figure = find ("compared-loss");
  g_autoptr (SlEarlierRuns) runs = runs_new (3, 20);
  SlFigureView view = {.layer = -1, .earlier = runs};
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  SlProbe probe;

  figure->probe (500, 400, runs->pinned[0], &view, &theme, 490, 200, &probe);
  g_assert_true (g_str_has_prefix (probe.text, "epoch 20\nA · None: "));
  const SlHistoryRow *row = sl_snapshot_last (runs->pinned[2]);
  g_autofree char *number = sl_significant_text (row->test_loss, 5);
  g_autofree char *line = g_strdup_printf ("C · L2: %s", number);
  g_assert_nonnull (strstr (probe.text, line));
  g_assert_true (probe.has_x);
}

/* Two routes: a run whose loss is twice as large stands above the other, in its colour.
 */
static void
test_curves (void)
{
  const SlFigureType *figure = find ("compared-loss");
  g_autoptr (SlEarlierRuns) runs = runs_new (2, 10);
  SlFigureView view = {.layer = -1, .earlier = runs};
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  double low[11], high[11];

  for (int i = 0; i <= 10; i++) {
    low[i] = 0.25;
    high[i] = 0.75;
  }
  fake_snapshot_set_trace (runs->pinned[0], SL_TRACE_TEST_LOSS, 11, low);
  fake_snapshot_set_trace (runs->pinned[1], SL_TRACE_TEST_LOSS, 11, high);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 500, 400);
  cairo_t *cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  figure->draw (cr, 500, 400, runs->pinned[0], &view, &theme);
  cairo_surface_flush (surface);
  const guint8 *pixels = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface), top[2] = {400, 400};
  for (int run = 0; run < 2; run++) {
    SlColor c = sl_style_run_fill (&theme, run);
    for (int y = 399; y >= 0; y--)
      for (int x = 60; x < 480; x++) {
        const guint8 *p = pixels + y * stride + 4 * x;
        if (abs (p[2] - (int) (255 * c.r)) < 12 && abs (p[1] - (int) (255 * c.g)) < 12 &&
            abs (p[0] - (int) (255 * c.b)) < 12)
          top[run] = y;
      }
  }
  g_assert_cmpint (top[0], <, 400);
  g_assert_cmpint (top[1], <, top[0] - 80);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_export_caption (void)
{
  g_autoptr (SlEarlierRuns) runs = runs_new (4, 10);
  g_autoptr (SlSlide) slide = sl_slide_new ();
  SlFigureView view = {.layer = -1, .earlier = runs};

  sl_slide_add (slide, find ("compared-zeros"), runs->pinned[0], &view);
  g_autofree char *caption = sl_slide_caption (slide);
  g_assert_nonnull (strstr (caption, "C L2"));
}

int
main (int argc, char **argv)
{
  const SlKindTable *table = sl_compared_figures ();

  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (table->n, ==, 4);
  for (size_t i = 0; i < table->n; i++) {
    g_autofree char *stand = g_strdup_printf ("/compared/stand/%s", table->kinds[i]->id);
    g_autofree char *nan = g_strdup_printf ("/compared/nan/%s", table->kinds[i]->id);
    g_test_add_data_func (stand, table->kinds[i], test_stand);
    g_test_add_data_func (nan, table->kinds[i], test_nan);
  }
  g_test_add_func ("/compared/names", test_names);
  g_test_add_func ("/compared/shared-axes", test_shared_axes);
  g_test_add_func ("/compared/ghost-keeps-axis", test_ghost_keeps_axis);
  g_test_add_func ("/compared/panels", test_panels);
  g_test_add_func ("/compared/probe", test_probe);
  g_test_add_func ("/compared/curves", test_curves);
  g_test_add_func ("/compared/export-caption", test_export_caption);
  return g_test_run ();
}
