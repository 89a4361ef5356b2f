/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every figure of the table must stand. */
#include "tests/figures/check-numbers.h"
#include "tests/support/fake-snapshot.h"
#include "tests/support/picture.h"
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"

#include <math.h>
#include <string.h>

static const int sizes[][2] = {{0, 0},    {1, 1},     {1, 400},   {400, 1},    {17, 23},
                               {120, 60}, {300, 200}, {490, 330}, {3000, 2000}};

/* Every view a card can have, and two it cannot. */
static const SlFigureView views[] = {{.layer = -1}, {.log_scale = TRUE, .layer = -1},
                                     {.layer = 0},  {.log_scale = TRUE, .layer = 1},
                                     {.layer = 7},  {.log_scale = TRUE, .layer = -5}};

static SlTheme
theme_number (int i)
{
  SlTheme theme =
      i & 4 ? sl_theme_export (i & 1, i & 2) : sl_theme_screen (i & 1, (i & 2) != 0);

  theme.text_scale = i & 1 ? 1.4 : 1.0;
  return theme;
}
enum { N_THEMES = 8 };

static const SlFigureType *
figure_number (size_t i)
{
  return (const SlFigureType *) sl_figures ()->kinds[i];
}

/* One sentence: it ends in a full stop and has none within, except in numbers. */
static void
check_sentence (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_cmpuint (strlen (text), >, 10);
  g_assert_null (strstr (text, ". "));
  g_assert_null (strchr (text, '\n'));
}

static void
check_probes (const SlFigureType *figure,
              const SlSnapshot *snapshot,
              const SlFigureView *view,
              const SlTheme *theme,
              int width,
              int height)
{
  for (int i = -1; i <= 5; i++) {
    for (int k = -1; k <= 5; k++) {
      SlProbe probe;
      memset (&probe, 0x5a, sizeof probe);
      figure->probe (width, height, snapshot, view, theme, width * i / 4.0,
                     height * k / 4.0, &probe);
      g_assert_nonnull (memchr (probe.text, '\0', sizeof probe.text));
      g_assert_true (g_utf8_validate (probe.text, -1, NULL));
      if (probe.text[0] == '\0')
        continue;
      g_assert_cmpfloat (probe.left, >=, -1);
      g_assert_cmpfloat (probe.top, >=, -1);
      g_assert_cmpfloat (probe.left + probe.width, <=, width + 1);
      g_assert_cmpfloat (probe.top + probe.height, <=, height + 1);
      if (probe.has_x)
        g_assert_true (isfinite (probe.x));
      if (probe.has_y)
        g_assert_true (isfinite (probe.y));
    }
  }
  SlProbe far;
  figure->probe (width, height, snapshot, view, theme, NAN, INFINITY, &far);
  g_assert_cmpstr (far.text, ==, "");
}

/* What follows the figure's name in a menu: a few words. */
static void
check_misfit (const SlFigureType *figure, const SlSnapshot *snapshot)
{
  g_autofree char *reason = sl_figure_misfit (figure, snapshot);

  if (reason == NULL)
    return;
  g_assert_true (g_utf8_validate (reason, -1, NULL));
  g_assert_false (g_str_has_suffix (reason, "."));
  g_assert_cmpuint (strlen (reason), >, 3);
  g_assert_cmpuint (strlen (reason), <, 60);
}

/* Draws, describes and probes @snapshot in every size, view and theme. */
static void
check_figure (const SlFigureType *figure, const SlSnapshot *snapshot)
{
  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    int width = sizes[s][0], height = sizes[s][1];
    /* Small sizes in every view, the largest in one. */
    for (guint v = 0; v < (width < 1000 ? G_N_ELEMENTS (views) : 1); v++) {
      SlTheme theme = theme_number ((int) (s * G_N_ELEMENTS (views) + v) % N_THEMES);
      g_autofree char *description = figure->describe (snapshot, &views[v]);
      g_autofree char *subtitle = figure->subtitle (snapshot, &views[v]);
      Picture picture;
      check_sentence (description);
      g_assert_nonnull (subtitle);
      g_assert_nonnull (sl_figure_title (figure, snapshot));
      check_misfit (figure, snapshot);
      if (s == 0)
        check_numbers (figure, snapshot, &views[v]);
      picture_init (&picture, MAX (width, 1), MAX (height, 1), NULL);
      figure->draw (picture.cr, width, height, snapshot, &views[v], &theme);
      picture_clear (&picture);
      check_probes (figure, snapshot, &views[v], &theme, width, height);
    }
  }
}

static void
check_all (const SlSnapshot *snapshot)
{
  for (size_t i = 0; i < sl_figures ()->n; i++)
    check_figure (figure_number (i), snapshot);
}

static void
test_table (void)
{
  static const char *const order[] = {
      "loss",      "score",    "norms",     "histogram",    "zeros",
      "weights",   "network",  "boundary",  "coefficients", "layer-norms",
      "confusion", "geometry", "shrinkage", "path",         "pruning"};
  const SlKindTable *table = sl_figures ();
  guint place = 0;

  /* As in the page of figures; some may still be missing. */
  for (size_t i = 0; i < table->n; i++, place++)
    while (strcmp (table->kinds[i]->id, order[place]) != 0)
      g_assert_cmpuint (++place, <, G_N_ELEMENTS (order));
  for (size_t i = 0; i < table->n; i++) {
    const SlFigureType *figure = figure_number (i);
    SlFigureView view = sl_figure_view_default (figure);
    g_assert_nonnull (figure->kind.name);
    check_sentence (figure->kind.summary);
    g_assert_true (figure->has_log || !figure->log_default);
    g_assert_cmpint (view.log_scale, ==, figure->log_default);
    g_assert_cmpint (view.layer, ==, figure->has_layers && !figure->layer_all ? 0 : -1);
  }
}

static void
test_null (void)
{
  check_all (NULL);
}

static void
test_preparing_and_failed (void)
{
  SlConfig config;

  sl_config_init_default (&config);
  g_autoptr (SlSnapshot) preparing =
      sl_snapshot_take_empty (&config, 1, SL_RUN_PREPARING, NULL);
  g_autoptr (SlSnapshot) failed =
      sl_snapshot_take_empty (&config, 1, SL_RUN_FAILED, "Row 3 has no label.");
  check_all (preparing);
  check_all (failed);
}

/* Until there is data every figure says something in its middle. */
static void
test_hints (void)
{
  SlConfig config;
  SlTheme theme = sl_theme_screen (FALSE, FALSE);

  sl_config_init_default (&config);
  g_autoptr (SlSnapshot) failed =
      sl_snapshot_take_empty (&config, 1, SL_RUN_FAILED, "Row 3 has no label.");
  const SlSnapshot *snapshots[] = {NULL, failed};
  for (size_t i = 0; i < sl_figures ()->n; i++) {
    for (guint k = 0; k < G_N_ELEMENTS (snapshots); k++) {
      SlFigureView view = sl_figure_view_default (figure_number (i));
      Picture picture;
      picture_init (&picture, 490, 330, NULL);
      figure_number (i)->draw (picture.cr, 490, 330, snapshots[k], &view, &theme);
      int written = 0;
      for (int y = 140; y < 190; y++)
        for (int x = 100; x < 390; x++)
          written += picture_pixel (&picture, x, y) != 0;
      g_assert_cmpint (written, >, 80);
      picture_clear (&picture);
    }
  }
}

/* How to begin is told only where it can be done by hand. */
static void
test_quiet (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (1);
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  SlKit kit;

  snapshot->state = SL_RUN_PAUSED;
  snapshot->epoch = snapshot->batch = 0;
  sl_kit_init (&kit, NULL, &theme);
  g_assert_true (sl_hint_press_play (&kit, snapshot));
  theme.quiet = TRUE;
  g_assert_false (sl_hint_press_play (&kit, snapshot));
  sl_kit_clear (&kit);
}

static void
test_plain (void)
{
  g_autoptr (SlSnapshot) first = fake_snapshot_new (0);
  g_autoptr (SlSnapshot) some = fake_snapshot_new (150);

  first->state = SL_RUN_PAUSED;
  check_all (first);
  check_all (some);
}

static void
test_not_numbers (void)
{
  static const double strange[] = {NAN,      INFINITY, -INFINITY, 0.0,  -1.0, 1e308,
                                   -1e308,   1e-308,   5e-324,    NAN,  NAN,  1.0,
                                   INFINITY, NAN,      1e6,       1e-6, 0.0,  NAN};
  static const float weights[] = {NAN, INFINITY, -INFINITY, 0.0f, -0.0f, 3e38f};
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (20);

  for (int i = 0; i < SL_N_TRACES; i++)
    fake_snapshot_set_trace (snapshot, i, G_N_ELEMENTS (strange), strange);
  fake_snapshot_set_weights (snapshot, 0, 6, 4, 3, 2, weights);
  snapshot->steps->t[0] = NAN;
  snapshot->steps->w[1] = INFINITY;
  snapshot->steps->median = NAN;
  snapshot->layer_norms[0] = (SlLayerNorms){NAN, INFINITY, -1.0};
  snapshot->pruning->train_score[2] = NAN;
  snapshot->pruning->test_score[3] = -1e300;
  snapshot->pruning->size[1] = INFINITY;
  snapshot->graph->W[0][3] = NAN;
  snapshot->graph->W[1][2] = -INFINITY;
  snapshot->total.norm_l1 = NAN;
  snapshot->total.norm_l2 = INFINITY;
  snapshot->total.histogram.end = NAN;
  snapshot->layers[0].histogram.end = 0.0;
  check_all (snapshot);
  for (int i = 0; i < SL_N_TRACES; i++) {
    double none[] = {NAN, NAN};
    fake_snapshot_set_trace (snapshot, i, 2, none);
  }
  check_all (snapshot);
}

static void
test_empty_and_huge (void)
{
  static const float one[] = {0.5f};
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (3);
  SlHistogram *h = &snapshot->total.histogram;

  memset (h->bins, 0, sizeof h->bins);
  h->zeros = h->zeros_unreached = h->near = snapshot->total.weights = 0;
  snapshot->total.peak = 0;
  fake_snapshot_set_weights (snapshot, 0, 0, 0, 0, 0, one);
  check_all (snapshot);
  snapshot->total.weights = G_MAXINT64;
  h->zeros = G_MAXINT64 / 2;
  h->bins[0] = G_MAXINT64 / 4;
  snapshot->total.peak = G_MAXINT64;
  snapshot->epoch = G_MAXINT - 1;
  sl_confusion_clear (snapshot->confusion);
  snapshot->confusion->counts[0] = G_MAXINT64;
  snapshot->layer_norms[0] = (SlLayerNorms){1e300, 1e300, 0.0};
  snapshot->pruning->weights = 0;
  fake_snapshot_set_weights (snapshot, 0, 70000, 90000, 1, 1, one);
  check_all (snapshot);
  g_free (snapshot->weights[1].W);
  g_free (snapshot->layer_zeros[1]);
  snapshot->n_layers = 1;
  check_all (snapshot);
}

static void
test_million_epochs (void)
{
  const int n = 1000000;
  g_autofree double *values = g_new (double, n);
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (50);

  for (int i = 0; i < n; i++)
    values[i] = 0.1 + 2.0 / (1.0 + i * 1e-3) * (1.0 + 0.1 * sin (i));
  for (int i = 0; i < SL_N_TRACES; i++)
    fake_snapshot_set_trace (snapshot, i, n, values);
  snapshot->epoch = n - 1;
  check_all (snapshot);
}

/* Other runs behind the present one: longer, of another shape, without data. */
static void
test_earlier (void)
{
  SlConfig config;

  sl_config_init_default (&config);
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (20);
  g_autoptr (SlSnapshot) ghost = fake_snapshot_new (150);
  g_autoptr (SlSnapshot) wide = fake_snapshot_new (0);
  g_autoptr (SlSnapshot) empty =
      sl_snapshot_take_empty (&config, 9, SL_RUN_PREPARING, NULL);
  g_autoptr (SlEarlierRuns) none = sl_earlier_runs_new ();
  g_autoptr (SlEarlierRuns) one = sl_earlier_runs_with_ghost (none, ghost);
  g_autoptr (SlEarlierRuns) two = sl_earlier_runs_with_pin (one, 0, wide);
  g_autoptr (SlEarlierRuns) three = sl_earlier_runs_with_pin (two, 3, empty);
  SlEarlierRuns *sets[] = {none, one, two, three};

  ghost->run = 7;
  wide->total.histogram.end = 30.0;
  wide->layers[0].histogram.end = NAN;
  for (size_t i = 0; i < sl_figures ()->n; i++)
    for (guint k = 0; k < G_N_ELEMENTS (sets); k++)
      for (int layer = -1; layer < 3; layer++) {
        const SlFigureType *figure = figure_number (i);
        SlFigureView view = {.layer = layer, .log_scale = k & 1, .earlier = sets[k]};
        SlTheme theme = theme_number ((int) k);
        Picture picture;
        picture_init (&picture, 490, 330, NULL);
        figure->draw (picture.cr, 490, 330, snapshot, &view, &theme);
        g_assert_false (picture_is_blank (&picture));
        picture_clear (&picture);
        check_probes (figure, snapshot, &view, &theme, 490, 330);
      }
}

/* Hundreds of changes, of one setting and of many, at one place and everywhere. */
static void
test_many_changes (void)
{
  static const char *const settings[] = {"lambda",    "learning-rate", "penalty",
                                         "optimizer", "batch-size",    "no-such-setting"};
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (150);

  for (int i = 0; i < 900; i++)
    fake_snapshot_add_event (snapshot, i / 6, i % 6, settings[i % 6], "l1", "0.003");
  check_all (snapshot);
}

/* The same call gives the same picture. */
static void
test_pure (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (77);
  SlTheme theme = sl_theme_screen (TRUE, FALSE);

  fake_snapshot_add_event (snapshot, 20, 3, "lambda", "0", "0.001");
  for (size_t i = 0; i < sl_figures ()->n; i++) {
    SlFigureView view = sl_figure_view_default (figure_number (i));
    Picture a, b;
    picture_init (&a, 490, 330, NULL);
    picture_init (&b, 490, 330, NULL);
    figure_number (i)->draw (a.cr, 490, 330, snapshot, &view, &theme);
    figure_number (i)->draw (b.cr, 490, 330, snapshot, &view, &theme);
    g_assert_false (picture_is_blank (&a));
    for (int y = 0; y < 330; y++)
      for (int x = 0; x < 490; x++)
        g_assert_cmphex (picture_pixel (&a, x, y), ==, picture_pixel (&b, x, y));
    picture_clear (&a);
    picture_clear (&b);
  }
}

/* A figure leaves the context as it found it. */
static void
test_leaves_context (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (30);
  SlTheme theme = sl_theme_screen (FALSE, FALSE);

  for (size_t i = 0; i < sl_figures ()->n; i++) {
    SlFigureView view = sl_figure_view_default (figure_number (i));
    Picture picture;
    cairo_matrix_t before, after;
    picture_init (&picture, 490, 330, NULL);
    cairo_set_line_width (picture.cr, 7.5);
    cairo_get_matrix (picture.cr, &before);
    figure_number (i)->draw (picture.cr, 490, 330, snapshot, &view, &theme);
    cairo_get_matrix (picture.cr, &after);
    g_assert_cmpmem (&before, sizeof before, &after, sizeof after);
    g_assert_cmpfloat (cairo_get_line_width (picture.cr), ==, 7.5);
    g_assert_cmpint (cairo_get_dash_count (picture.cr), ==, 0);
    g_assert_false (cairo_has_current_point (picture.cr));
    picture_clear (&picture);
  }
}

static gpointer
draw_thread_cb (gpointer data)
{
  SlSnapshot *snapshot = data;
  SlTheme theme = sl_theme_screen (FALSE, FALSE);

  for (int round = 0; round < 20; round++) {
    for (size_t i = 0; i < sl_figures ()->n; i++) {
      SlFigureView view = sl_figure_view_default (figure_number (i));
      Picture picture;
      SlProbe probe;
      picture_init (&picture, 300, 200, NULL);
      figure_number (i)->draw (picture.cr, 300, 200, snapshot, &view, &theme);
      figure_number (i)->probe (300, 200, snapshot, &view, &theme, 150, 100, &probe);
      g_assert_false (picture_is_blank (&picture));
      picture_clear (&picture);
    }
  }
  return NULL;
}

static void
test_any_thread (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (60);
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("draw", draw_thread_cb, snapshot);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* The validation part has a sentence and a curve of its own, when there is one. */
static void
test_validation (void)
{
  const SlFigureType *loss =
      (const SlFigureType *) sl_kind_find (sl_figures (), "loss", NULL);
  const SlNeeds needs = {0};
  SlTheme theme = sl_theme_export (FALSE, FALSE);
  SlColor curve = sl_style_fill (&theme, SL_ROLE_VALIDATION);
  SlConfig config;

  for (int validation = 0; validation < 2; validation++) {
    sl_config_init_default (&config);
    config.validation_fraction = validation ? 0.2 : 0;
    g_autoptr (SlTraining) training = sl_training_new (&config, NULL, NULL);
    while (sl_training_epoch (training) < 5)
      sl_training_step (training);
    g_autoptr (SlSnapshot) snapshot =
        sl_snapshot_take (training, 1, SL_RUN_PAUSED, &needs);
    g_autofree char *text = loss->describe (snapshot, &views[0]);
    Picture picture;
    SlProbe probe;
    g_assert_true ((strstr (text, "validation loss") != NULL) == validation);
    loss->probe (500, 300, snapshot, &views[0], &theme, 250, 100, &probe);
    g_assert_true (strstr (probe.text, "\ntrain ") != NULL);
    g_assert_true ((strstr (probe.text, "\nvalidation ") != NULL) == validation);
    g_assert_true (strstr (probe.text, "\nλ ") != NULL);
    picture_init (&picture, 500, 300, NULL);
    loss->draw (picture.cr, 500, 300, snapshot, &views[0], &theme);
    g_assert_true ((picture_count (&picture, 0, 0, 500, 300, curve, 24) > 0) ==
                   validation);
    picture_clear (&picture);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/table", test_table);
  g_test_add_func ("/figures/null", test_null);
  g_test_add_func ("/figures/preparing-and-failed", test_preparing_and_failed);
  g_test_add_func ("/figures/hints", test_hints);
  g_test_add_func ("/figures/quiet", test_quiet);
  g_test_add_func ("/figures/plain", test_plain);
  g_test_add_func ("/figures/not-numbers", test_not_numbers);
  g_test_add_func ("/figures/empty-and-huge", test_empty_and_huge);
  g_test_add_func ("/figures/million-epochs", test_million_epochs);
  g_test_add_func ("/figures/earlier", test_earlier);
  g_test_add_func ("/figures/many-changes", test_many_changes);
  g_test_add_func ("/figures/pure", test_pure);
  g_test_add_func ("/figures/leaves-context", test_leaves_context);
  g_test_add_func ("/figures/any-thread", test_any_thread);
  g_test_add_func ("/figures/validation", test_validation);
  return g_test_run ();
}
