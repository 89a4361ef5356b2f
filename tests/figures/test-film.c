/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run as a film. */
#include "ui/figures/film/film.h"
#include "ui/figures/film/gif.h"
#include "ui/figures/film/reel.h"
#include "ui/figures/whole.h"

#include <gif_lib.h>
#include <glib/gstdio.h>
#include <string.h>

enum { EPOCHS = 7, EVERY = 3 };

typedef struct
{
  char *folder;         /* Owned */
  SlTraining *training; /* Owned: EPOCHS epochs and a minibatch */
  SlSlide *slide;       /* Owned */
  SlExport spec;
  SlFilm film;
} Fixture;

static void
set (SlConfig *config, const char *id, const char *text)
{
  g_assert_true (sl_setting_parse (sl_setting_find (id, NULL), config, text, NULL));
}

/* λ changes on the way, as it does under a hand. */
static SlTraining *
make_run (void)
{
  SlConfig config;
  SlTraining *training;

  sl_config_init_default (&config);
  set (&config, "dataset", "circle");
  set (&config, "hidden", "6");
  training = sl_training_new (&config, NULL, NULL);
  while (sl_training_epoch (training) < EPOCHS) {
    if (sl_training_epoch (training) == 2 && sl_training_batch (training) == 3) {
      set (&config, "lambda", "0.02");
      sl_training_apply (training, &config);
    }
    sl_training_step (training);
  }
  sl_training_step (training);
  return training;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static const char *const ids[] = {"loss", "boundary", "weights", "pruning"};

  f->folder = g_dir_make_tmp ("sl-film-XXXXXX", NULL);
  f->training = make_run ();
  f->slide = sl_slide_new ();
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    const SlFigureType *figure =
        (const SlFigureType *) sl_kind_find (sl_figures (), ids[i], NULL);
    SlFigureView view = sl_figure_view_default (figure);

    sl_slide_add (f->slide, figure, NULL, &view);
  }
  f->spec = sl_export_default ();
  f->spec.width = 640;
  f->spec.height = 400;
  f->spec.scale = 1.0;
  f->spec.text_scale = 0.8;
  f->film = (SlFilm){.every = EVERY, .rate = 10};
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (f->folder);
  g_free (f->folder);
  sl_training_free (f->training);
  sl_slide_free (f->slide);
}

static int
count_files (Fixture *f)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  int n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gboolean
save (Fixture *f, const char *name, const SlInputWatch *watch, GError **error)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);

  return sl_film_write (&f->film, f->slide, &f->spec, f->training, NULL, path, watch,
                        error);
}

/* The figures of the run itself, not of one made once more: (transfer full). */
static cairo_surface_t *
draw_end (Fixture *f)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int) f->spec.width, (int) f->spec.height);
  g_autoptr (SlSlide) slide = sl_slide_new ();
  cairo_t *cr = cairo_create (surface);
  SlNeeds needs = {0};

  for (guint i = 0; i < f->slide->n; i++)
    sl_figure_ask (f->slide->panels[i].figure, &f->slide->panels[i].view, &needs);
  g_autoptr (SlSnapshot) snapshot =
      sl_snapshot_take_whole (f->training, SL_RUN_PAUSED, &needs, NULL);
  for (guint i = 0; i < f->slide->n; i++)
    sl_slide_add (slide, f->slide->panels[i].figure, snapshot, &f->slide->panels[i].view);
  sl_slide_draw (slide, cr, &f->spec);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Puts the pictures of @gif one over the other. Returns (transfer full) (height, width)
 * 0x00RRGGBB. */
static guint32 *
compose (const GifFileType *gif)
{
  guint32 *pixels = g_new0 (guint32, (gsize) gif->SWidth * gif->SHeight);

  for (int i = 0; i < gif->ImageCount; i++) {
    const SavedImage *image = &gif->SavedImages[i];
    const GifImageDesc *place = &image->ImageDesc;
    GraphicsControlBlock control;

    g_assert_null (place->ColorMap); /* one palette for the film */
    g_assert_cmpint (DGifSavedExtensionToGCB ((GifFileType *) gif, i, &control), ==,
                     GIF_OK);
    g_assert_cmpint (control.DelayTime, ==, i + 1 < gif->ImageCount ? 10 : 200);
    for (int y = 0; y < place->Height; y++)
      for (int x = 0; x < place->Width; x++) {
        int k = image->RasterBits[y * place->Width + x];
        GifColorType c = gif->SColorMap->Colors[k];

        if (k != control.TransparentColor)
          pixels[(y + place->Top) * gif->SWidth + x + place->Left] =
              (guint32) c.Red << 16 | (guint32) c.Green << 8 | c.Blue;
      }
  }
  return pixels;
}

/* Mean difference of a channel, of 255. */
static double
difference (const guint32 *a, const guint32 *b, gsize n)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    for (int shift = 0; shift <= 16; shift += 8)
      sum += ABS ((int) (a[i] >> shift & 0xff) - (int) (b[i] >> shift & 0xff));
  return sum / (3.0 * (double) n);
}

/* The last picture is that of the run that was filmed, to the colours of the palette. */
static void
check_gif (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "run.gif", NULL);
  g_autofree guint32 *pixels = NULL;
  cairo_surface_t *end = draw_end (f);
  int code;

  g_assert_true (save (f, "run.gif", NULL, &error));
  g_assert_no_error (error);
  GifFileType *gif = DGifOpenFileName (path, &code);
  g_assert_nonnull (gif);
  g_assert_cmpint (DGifSlurp (gif), ==, GIF_OK);
  g_assert_cmpint (gif->ImageCount, ==, sl_film_pictures (&f->film, EPOCHS, 1));
  g_assert_cmpint (gif->ImageCount, ==, 4); /* epochs 0, 3, 6 and the end */
  g_assert_cmpint (gif->SWidth, ==, 640);
  g_assert_cmpint (gif->SHeight, ==, 400);
  pixels = compose (gif);
  g_assert_cmpfloat (
      difference (pixels, (const guint32 *) (gpointer) cairo_image_surface_get_data (end),
                  640 * 400),
      <, 1.0);
  DGifCloseFile (gif, &code);
  cairo_surface_destroy (end);
}

/* The numbered pictures; the last is the run's own, to the last bit. */
static void
check_png (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (f->folder, "run.png", NULL);
  g_autofree char *last = g_build_filename (f->folder, "run-0004.png", NULL);
  cairo_surface_t *end = draw_end (f), *picture;

  g_assert_true (save (f, "run.png", NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count_files (f), ==, 4);
  g_auto (GStrv) there = sl_film_existing (path, 9);
  g_assert_cmpuint (g_strv_length (there), ==, 4);
  picture = cairo_image_surface_create_from_png (last);
  g_assert_cmpint (cairo_image_surface_get_width (picture), ==, 640);
  g_assert_cmpfloat (
      difference ((const guint32 *) (gpointer) cairo_image_surface_get_data (picture),
                  (const guint32 *) (gpointer) cairo_image_surface_get_data (end),
                  640 * 400),
      ==, 0.0);
  cairo_surface_destroy (picture);
  cairo_surface_destroy (end);
}

static void
stop_later (double share, gpointer data)
{
  if (share > 0.3)
    g_atomic_int_set ((gint *) data, 1);
}

static void
check_stop (Fixture *f, gconstpointer data)
{
  static const char *const names[] = {"run.gif", "run.png"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gint stop = 0;
    const SlInputWatch watch = {&stop, stop_later, &stop};
    g_autoptr (GError) error = NULL;

    g_assert_false (save (f, names[i], &watch, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
    g_assert_cmpint (count_files (f), ==, 0);
  }
}

static void
check_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *name;
    int every, code;
  } bad[] = {{"run.avi", 1, SL_ERROR_ARGUMENT},
             {"gone/run.gif", 1, SL_ERROR_WRITE},
             {"gone/run.png", 1, SL_ERROR_WRITE}};

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (save (f, bad[i].name, NULL, &error));
    g_assert_error (error, SL_ERROR, bad[i].code);
  }
  g_autoptr (GError) error = NULL;
  const SlFilm long_film = {.every = 1, .rate = 10};
  g_assert_false (sl_film_check (&long_film, 5000, 0, "a.gif", &error));
  g_assert_nonnull (strstr (error->message, "5001"));
  const SlFilm usual = sl_film_default (5000);
  g_assert_true (sl_film_check (&usual, 5000, 0, "a.GIF", NULL));
  g_assert_cmpint (count_files (f), ==, 0);
}

/* Few colours stay what they are; many become their neighbours. */
static void
test_palette (void)
{
  static const guint32 few[] = {0xffffff, 0xfefefe, 0x000000, 0x0072b2, 0xd55e00};
  g_autofree SlColorCount *count = g_new0 (SlColorCount, 1);
  g_autofree SlPalette *palette = g_new (SlPalette, 1);
  double worst = 0.0;

  sl_palette_find (palette, count);
  g_assert_cmpint (palette->n, ==, 0);
  for (int i = 0; i < 1000; i++)
    sl_color_count_add (count, &few[0], 1);
  sl_color_count_add (count, few, G_N_ELEMENTS (few));
  sl_palette_find (palette, count);
  g_assert_cmpint (palette->n, ==, 4); /* the two whites share one */
  for (guint i = 0; i < G_N_ELEMENTS (few); i++) {
    const guint8 *c = palette->colors[sl_palette_index (palette, few[i])];
    guint32 wanted = i == 1 ? few[0] : few[i];

    g_assert_cmphex ((guint32) c[0] << 16 | (guint32) c[1] << 8 | c[2], ==, wanted);
  }
  for (guint32 i = 0; i < 1 << 18; i++) {
    guint32 pixel = (i >> 12) << 18 | (i >> 6 & 63) << 10 | (i & 63) << 2;

    sl_color_count_add (count, &pixel, 1);
  }
  sl_palette_find (palette, count);
  g_assert_cmpint (palette->n, ==, SL_PALETTE_COLORS);
  for (guint32 pixel = 0; pixel < 1 << 24; pixel += 4099) {
    const guint8 *c = palette->colors[sl_palette_index (palette, pixel)];

    for (int k = 0; k < 3; k++)
      worst = MAX (worst, ABS ((int) c[k] - (int) (pixel >> (16 - 8 * k) & 0xff)));
  }
  /* A cube of 256³ in 255 boxes: their sides are near 256/6, and a centre half of it. */
  g_assert_cmpfloat (worst, <, 48.0);
}

static void
test_reel (void)
{
  static const guint32 pictures[][6] = {{1, 1, 1, 2, 2, 2},
                                        {1, 1, 7, 2, 2, 2},
                                        {1, 1, 7, 2, 2, 2},
                                        {0, 0xffffff, 0, 0xffffff, 0, 5}};
  g_autoptr (SlReel) reel = sl_reel_new (6);

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    g_assert_true (sl_reel_add (reel, pictures[i]));
  g_assert_cmpuint (sl_reel_n (reel), ==, G_N_ELEMENTS (pictures));
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    g_assert_cmpmem (sl_reel_next (reel), 24, pictures[i], 24);
  g_assert_null (sl_reel_next (reel));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*check) (Fixture *f, gconstpointer data);
  } checks[] = {{"/film/gif", check_gif},
                {"/film/png", check_png},
                {"/film/stop", check_stop},
                {"/film/refused", check_refused}};

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/film/palette", test_palette);
  g_test_add_func ("/film/reel", test_reel);
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    g_test_add (checks[i].path, Fixture, NULL, set_up, checks[i].check, tear_down);
  return g_test_run ();
}
