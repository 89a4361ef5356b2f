/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/film/film.h"
#include "ui/figures/film/gif.h"
#include "ui/figures/film/reel.h"
#include "ui/figures/whole.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A film that nobody chose: so many pictures at most, so many a second; and how long the
 * last one stays, in hundredths of a second. */
enum { USUAL_PICTURES = 60, USUAL_RATE = 10, LAST_STAYS = 200 };

/* The share of the work that is the run itself; the rest is writing. */
static const double RUN_SHARE = 0.85;

/* One film in the making. */
typedef struct
{
  const SlFilm *film;
  const SlSlide *slide;
  SlExport spec;
  const char *path;
  const SlInputWatch *watch; /* nullable */
  SlNeeds needs;
  int total; /* pictures */
  int done;
  /* GIF */
  SlColorCount *count;      /* Owned, nullable */
  SlReel *reel;             /* Owned, nullable */
  cairo_surface_t *surface; /* Owned, nullable */
  /* PNG */
  SlFileSet *files; /* Owned, nullable */
} Making;

int
sl_film_pictures (const SlFilm *film, int epochs, int batches)
{
  return 1 + epochs / film->every + (epochs % film->every > 0 || batches > 0);
}

SlFilm
sl_film_default (int epochs)
{
  return (SlFilm){MAX ((epochs + USUAL_PICTURES - 1) / USUAL_PICTURES, 1), USUAL_RATE};
}

static gboolean
has_ending (const char *path, const char *ending)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ending);
}

gboolean
sl_film_check (const SlFilm *film,
               int epochs,
               int batches,
               const char *path,
               GError **error)
{
  int pictures;

  g_return_val_if_fail (film != NULL && path != NULL, FALSE);
  g_return_val_if_fail (film->every >= 1 && film->rate >= 1, FALSE);

  pictures = sl_film_pictures (film, epochs, batches);
  if (!has_ending (path, ".gif") && !has_ending (path, ".png")) {
    g_autofree char *shown = g_filename_display_name (path);

    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("'%s' must end in .gif for a film, or in .png for its pictures"),
                 shown);
    return FALSE;
  }
  if (pictures <= SL_FILM_MAX_PICTURES)
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("A film has at most %d pictures, and this one would have %d; take one "
                  "every %d epochs or fewer of them"),
               SL_FILM_MAX_PICTURES, pictures,
               (epochs + SL_FILM_MAX_PICTURES - 3) / (SL_FILM_MAX_PICTURES - 2));
  return FALSE;
}

/* "run.png" → "run-0001.png" */
static char *
picture_path (const char *path, int number)
{
  gsize stem = strlen (path) - strlen (".png");

  return g_strdup_printf ("%.*s-%04d%s", (int) stem, path, number, path + stem);
}

GStrv
sl_film_existing (const char *path, int pictures)
{
  g_autoptr (GStrvBuilder) there = g_strv_builder_new ();

  g_return_val_if_fail (path != NULL, NULL);

  for (int i = 1; has_ending (path, ".png") && i <= pictures; i++) {
    g_autofree char *name = picture_path (path, i);

    if (g_file_test (name, G_FILE_TEST_EXISTS))
      g_strv_builder_add (there, name);
  }
  if (has_ending (path, ".gif") && g_file_test (path, G_FILE_TEST_EXISTS))
    g_strv_builder_add (there, path);
  return g_strv_builder_end (there);
}

static const gint *
stop_of (const Making *making)
{
  return making->watch != NULL ? making->watch->stop : NULL;
}

static gboolean
is_wanted (const Making *making, double share, GError **error)
{
  const gint *stop = stop_of (making);

  if (making->watch != NULL && making->watch->progress != NULL)
    making->watch->progress (share, making->watch->data);
  if (stop == NULL || !g_atomic_int_get (stop))
    return TRUE;
  g_set_error_literal (error, SL_ERROR, SL_ERROR_CANCELLED,
                       _ ("Stopped on request; nothing was written"));
  return FALSE;
}

/* The slide with the run as it is now. */
static SlSlide *
slide_of (const Making *making, SlTraining *training)
{
  g_autoptr (SlSnapshot) snapshot = sl_snapshot_take_whole (
      training,
      sl_training_divergence (training) != NULL ? SL_RUN_DIVERGED : SL_RUN_PAUSED,
      &making->needs, stop_of (making));
  SlSlide *slide = sl_slide_new ();

  for (guint i = 0; i < making->slide->n; i++)
    sl_slide_add (slide, making->slide->panels[i].figure, snapshot,
                  &making->slide->panels[i].view);
  return slide;
}

static gboolean
add_to_reel (Making *making, const SlSlide *slide, GError **error)
{
  cairo_t *cr = cairo_create (making->surface);
  const guint32 *pixels;
  gsize n = (gsize) cairo_image_surface_get_width (making->surface) *
            cairo_image_surface_get_height (making->surface);

  sl_slide_draw (slide, cr, &making->spec);
  cairo_destroy (cr);
  cairo_surface_flush (making->surface);
  if (cairo_surface_status (making->surface) != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, SL_ERROR, SL_ERROR_WRITE, _ ("The film could not be drawn: %s."),
                 cairo_status_to_string (cairo_surface_status (making->surface)));
    return FALSE;
  }
  pixels = (const guint32 *) (gpointer) cairo_image_surface_get_data (making->surface);
  sl_color_count_add (making->count, pixels, n);
  if (sl_reel_add (making->reel, pixels))
    return TRUE;
  g_set_error_literal (error, SL_ERROR, SL_ERROR_ARGUMENT,
                       _ ("The film is too large; take fewer pictures, or smaller ones"));
  return FALSE;
}

static gboolean
add_file (Making *making, const SlSlide *slide, GError **error)
{
  g_autofree char *path = picture_path (making->path, making->done + 1);
  g_autoptr (GBytes) bytes = sl_slide_render (slide, &making->spec, path, error);

  return bytes != NULL &&
         sl_file_set_add (making->files, path, g_bytes_get_data (bytes, NULL),
                          g_bytes_get_size (bytes), error);
}

static gboolean
take_picture (Making *making, SlTraining *training, GError **error)
{
  g_autoptr (SlSlide) slide = NULL;

  if (!is_wanted (making, RUN_SHARE * making->done / making->total, error))
    return FALSE;
  slide = slide_of (making, training);
  if (making->files != NULL ? !add_file (making, slide, error)
                            : !add_to_reel (making, slide, error))
    return FALSE;
  making->done++;
  return TRUE;
}

/* Makes the run once more, and its pictures on the way. */
static gboolean
shoot (Making *making, SlReplay *replay, GError **error)
{
  SlTraining *training = sl_replay_training (replay);
  int last = 0; /* epoch of the last picture */

  sl_training_follow (training, &making->needs);
  if (!take_picture (making, training, error))
    return FALSE;
  while (sl_replay_step (replay)) {
    int epoch = sl_training_epoch (training);

    if (epoch > last && epoch % making->film->every == 0 &&
        sl_training_batch (training) == 0) {
      if (!take_picture (making, training, error))
        return FALSE;
      last = epoch;
    }
    if (stop_of (making) != NULL && g_atomic_int_get (stop_of (making)))
      break;
  }
  if (!is_wanted (making, RUN_SHARE, error))
    return FALSE;
  return (sl_training_epoch (training) == last && sl_training_batch (training) == 0) ||
         take_picture (making, training, error);
}

static gboolean
write_gif (Making *making, GError **error)
{
  g_autofree SlPalette *palette = g_new (SlPalette, 1);
  g_autoptr (SlGif) gif = NULL;
  g_autoptr (GBytes) bytes = NULL;
  int stays = (int) lround (100.0 / making->film->rate);
  guint n = sl_reel_n (making->reel), i = 0;
  const guint32 *pixels;

  sl_palette_find (palette, making->count);
  gif = sl_gif_new (cairo_image_surface_get_width (making->surface),
                    cairo_image_surface_get_height (making->surface), palette, error);
  if (gif == NULL)
    return FALSE;
  while ((pixels = sl_reel_next (making->reel)) != NULL) {
    double share = RUN_SHARE + (1.0 - RUN_SHARE) * i / n;

    if (!is_wanted (making, share, error) ||
        !sl_gif_add (gif, pixels, ++i < n ? stays : LAST_STAYS, error))
      return FALSE;
  }
  bytes = sl_gif_finish (gif, error);
  return bytes != NULL && is_wanted (making, 1.0, error) &&
         sl_write_file (making->path, g_bytes_get_data (bytes, NULL),
                        g_bytes_get_size (bytes), error);
}

static gboolean
prepare (Making *making, GError **error)
{
  cairo_status_t status;

  for (guint i = 0; i < making->slide->n; i++)
    sl_figure_ask (making->slide->panels[i].figure, &making->slide->panels[i].view,
                   &making->needs);
  if (!has_ending (making->path, ".gif")) {
    making->files = sl_file_set_new ();
    return TRUE;
  }
  making->spec.transparent = FALSE;
  making->count = g_new0 (SlColorCount, 1);
  making->surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) lround (making->spec.width),
                                  (int) lround (making->spec.height));
  status = cairo_surface_status (making->surface);
  if (status == CAIRO_STATUS_SUCCESS) {
    making->reel = sl_reel_new ((gsize) cairo_image_surface_get_width (making->surface) *
                                cairo_image_surface_get_height (making->surface));
    return TRUE;
  }
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, _ ("The film could not be drawn: %s."),
               cairo_status_to_string (status));
  return FALSE;
}

static void
clear (Making *making)
{
  g_free (making->count);
  sl_reel_free (making->reel);
  g_clear_pointer (&making->surface, cairo_surface_destroy);
  sl_file_set_free (making->files);
}

gboolean
sl_film_write (const SlFilm *film,
               const SlSlide *slide,
               const SlExport *spec,
               SlTraining *saved,
               SlPool *pool,
               const char *path,
               const SlInputWatch *watch,
               GError **error)
{
  Making making = {
      .film = film, .slide = slide, .spec = *spec, .path = path, .watch = watch};
  g_autoptr (SlReplay) replay = NULL;
  int epochs, batches;
  gboolean done;

  g_return_val_if_fail (slide != NULL && slide->n > 0 && saved != NULL, FALSE);

  epochs = sl_training_epoch (saved);
  batches = sl_training_batch (saved);
  if (!sl_film_check (film, epochs, batches, path, error))
    return FALSE;
  making.total = sl_film_pictures (film, epochs, batches);
  replay = sl_replay_new (saved, pool, stop_of (&making), error);
  done = replay != NULL && prepare (&making, error) && shoot (&making, replay, error) &&
         (making.files != NULL ? is_wanted (&making, 1.0, error) &&
                                     sl_file_set_finish (making.files, error)
                               : write_gif (&making, error));
  clear (&making);
  return done;
}
