/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the figures take to draw, what a long history costs, and a page in a file;
 * printed, nothing is asserted. */
#include "ui/figures/slide.h"

enum { EPOCHS = 150, ROUNDS = 200, WIDTH = 490, HEIGHT = 330 };

static SlSnapshot *
train_digits (void)
{
  SlConfig config;
  SlNeeds needs = {.weights = 1};
  g_autoptr (GError) error = NULL;

  sl_config_init_default (&config);
  config.lambda = 1e-3;
  g_autoptr (SlTraining) training = sl_training_new (&config, NULL, &error);
  g_assert_no_error (error);
  while (sl_training_epoch (training) < EPOCHS)
    sl_training_step (training);
  return sl_snapshot_take (training, 1, SL_RUN_PLAYING, &needs);
}

static double
milliseconds_a_draw (const SlFigureType *figure, SlSnapshot *snapshot)
{
  SlFigureView view = sl_figure_view_default (figure);
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  gint64 begin = 0;

  for (int i = -5; i < ROUNDS; i++) { /* The first ones fill the caches of fonts. */
    if (i == 0)
      begin = g_get_monotonic_time ();
    figure->draw (cr, WIDTH, HEIGHT, snapshot, &view, &theme);
  }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return (double) (g_get_monotonic_time () - begin) / 1000.0 / ROUNDS;
}

/* A small network on few rows, whose curves are jagged. */
static SlSnapshot *
train_long (int epochs)
{
  SlConfig config;
  SlNeeds needs = {.zeros = 3};

  sl_config_init_default (&config);
  sl_setting_parse (sl_setting_find ("dataset", NULL), &config, "iris", NULL);
  config.hidden = (SlHidden){1, {4}};
  config.lambda = 1e-3;
  config.learning_rate = 0.05;
  g_autoptr (SlTraining) training = sl_training_new (&config, NULL, NULL);
  while (sl_training_epoch (training) < epochs)
    sl_training_step (training);
  return sl_snapshot_take (training, 1, SL_RUN_PLAYING, &needs);
}

/* The figures over the epochs with a hundred epochs and with a hundred times as many. */
static void
compare_lengths (void)
{
  static const char *const ids[] = {"loss", "score", "norms", "zeros"};
  g_autoptr (SlSnapshot) brief = train_long (100);
  g_autoptr (SlSnapshot) lengthy = train_long (10000);

  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++) {
    const SlFigureType *figure =
        (const SlFigureType *) sl_kind_find (sl_figures (), ids[i], NULL);
    double a = milliseconds_a_draw (figure, brief);
    double b = milliseconds_a_draw (figure, lengthy);

    g_print ("%-10s %6.2f ms with 100 epochs, %6.2f ms with 10000: %.2f times\n", ids[i],
             a, b, b / a);
  }
}

/* The four figures of the Train page, as a slide in each kind of file, the PNG as large
 * as it gets. */
static void
export_page (SlSnapshot *snapshot)
{
  static const char *const ids[] = {"loss", "norms", "histogram", "weights"};
  static const char *const names[] = {".png", ".svg", ".pdf"};
  g_autoptr (SlSlide) slide = sl_slide_new ();
  SlExport spec = sl_export_default ();

  spec.scale = 4;
  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++) {
    const SlFigureType *figure =
        (const SlFigureType *) sl_kind_find (sl_figures (), ids[i], NULL);
    SlFigureView view = sl_figure_view_default (figure);

    sl_slide_add (slide, figure, snapshot, &view);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
    gint64 begin = g_get_monotonic_time ();
    g_autoptr (GBytes) file = sl_slide_render (slide, &spec, names[i], NULL);

    g_print ("page %-5s %6.0f ms, %" G_GSIZE_FORMAT " bytes\n", names[i],
             (double) (g_get_monotonic_time () - begin) / 1000.0,
             g_bytes_get_size (file));
  }
}

int
main (void)
{
  const SlKindTable *figures = sl_figures ();
  g_autoptr (SlSnapshot) snapshot = train_digits ();
  double total = 0.0;

  for (size_t i = 0; i < figures->n; i++) {
    double ms = milliseconds_a_draw ((const SlFigureType *) figures->kinds[i], snapshot);
    g_print ("%-10s %6.2f ms\n", figures->kinds[i]->id, ms);
    total += ms;
  }
  g_print ("%-10s %6.2f ms a frame at %dx%d each\n", "all", total, WIDTH, HEIGHT);
  compare_lengths ();
  export_page (snapshot);
  return 0;
}
