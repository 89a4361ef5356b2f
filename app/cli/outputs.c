/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/outputs.h"

#include "app/cli/progress.h"
#include "ui/figures/whole.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

static const char *const endings[] = {".svg", ".pdf", ".png"};

gboolean
sl_output_check (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown_folder = g_filename_display_name (folder);
  if (path[0] == '\0')
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("The name of an output file is empty"));
  else if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_set_error (error, SL_ERROR, SL_ERROR_WRITE,
                 _ ("%s cannot be written: there is no folder '%s'"), shown,
                 shown_folder);
  else if (g_file_test (path, G_FILE_TEST_EXISTS) &&
           !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    /* Written beside and renamed: a device would be replaced by a file. */
    g_set_error (error, SL_ERROR, SL_ERROR_WRITE,
                 _ ("%s cannot be written: it is a folder or a device, not a file"),
                 shown);
  else if (g_access (folder, W_OK | X_OK) != 0)
    g_set_error (error, SL_ERROR, SL_ERROR_WRITE,
                 _ ("%s cannot be written: the folder '%s' may not be written to"), shown,
                 shown_folder);
  else
    return TRUE;
  return FALSE;
}

gboolean
sl_output_check_figure (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);
  g_autofree char *lower = g_ascii_strdown (path, -1);
  for (size_t i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return sl_output_check (path, error);
  g_autofree char *shown = g_filename_display_name (path);
  g_set_error (
      error, SL_ERROR, SL_ERROR_ARGUMENT,
      _ ("'%s' must end in .svg, .pdf or .png, so that it is clear what to write"),
      shown);
  return FALSE;
}

gboolean
sl_output_write_text (const char *path, const GString *text, GError **error)
{
  g_return_val_if_fail (path != NULL && text != NULL, FALSE);
  g_autoptr (GError) reason = NULL;
  if (g_file_set_contents_full (path, text->str, (gssize) text->len,
                                G_FILE_SET_CONTENTS_CONSISTENT, 0666, &reason))
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_WRITE, _ ("Could not write a file: %s"),
               reason->message);
  return FALSE;
}

gboolean
sl_output_write_history (const SlRun *run, const char *path, GError **error)
{
  g_return_val_if_fail (run != NULL && path != NULL, FALSE);
  SlLogView history = sl_training_history (run->training);
  g_autoptr (GString) csv = sl_history_csv (&history);
  sl_log_view_clear (&history);
  return sl_output_write_text (path, csv, error);
}

gboolean
sl_output_write_weights (const SlRun *run, const char *path, GError **error)
{
  g_return_val_if_fail (run != NULL && path != NULL, FALSE);
  return sl_weights_write (sl_training_network (run->training),
                           sl_training_problem (run->training), path, error);
}

/* What a path in the making says of itself. */
typedef struct
{
  SlProgress progress;
  SlPathResult *last; /* Owned, nullable */
} PathWatch;

static void
path_published_cb (SlPathResult *result, gpointer data)
{
  PathWatch *watch = data;
  g_clear_pointer (&watch->last, sl_path_result_unref);
  watch->last = result;
  sl_progress_update_share (&watch->progress, result->progress);
}

/* The path of the settings of @run, found as the page Path finds it. @path: (out)
 * (transfer full). */
static gboolean
find_path (const SlRun *run, SlPathResult **path, GError **error)
{
  PathWatch watch = {0};
  SlPathJob job = {.config = *sl_training_config (run->training),
                   .wish = sl_path_wish_default (),
                   .pool = run->pool,
                   .loaded = sl_training_problem (run->training)->source,
                   .stop = sl_run_catch_signals (),
                   .publish = path_published_cb,
                   .data = &watch};
  job.wish.sweep.first_epochs = MAX (run->epochs, 1);
  sl_progress_init (&watch.progress, 0);
  sl_path_find (&job);
  sl_progress_clear (&watch.progress);
  *path = watch.last;
  if (watch.last->state == SL_PATH_DONE)
    return TRUE;
  g_set_error_literal (error, SL_ERROR, watch.last->code,
                       watch.last->message != NULL ? watch.last->message
                                                   : _ ("Stopped on request; there is no "
                                                        "picture of half a path"));
  g_clear_pointer (path, sl_path_result_unref);
  return FALSE;
}

gboolean
sl_output_write_code (const SlRun *run,
                      const SlCodeType *type,
                      const char *path,
                      GError **error)
{
  g_return_val_if_fail (run != NULL && type != NULL && path != NULL, FALSE);
  const SlNeeds needs = {0};
  g_autoptr (SlSnapshot) snapshot =
      sl_snapshot_take (run->training, 1, SL_RUN_PAUSED, &needs);
  SlCodeCase context = sl_code_case (snapshot);
  context.epochs = MAX (run->epochs, 1);
  return sl_code_write (type, &context, path, sl_run_catch_signals (), error);
}

gboolean
sl_output_write_session (const SlRun *run, const char *path, GError **error)
{
  g_return_val_if_fail (run != NULL && path != NULL, FALSE);
  const SlSessionFile file = {.training = run->training};
  return sl_session_file_write (&file, path, error);
}

gboolean
sl_output_write_session_with_data (const SlRun *run, const char *path, GError **error)
{
  g_return_val_if_fail (run != NULL && path != NULL, FALSE);
  const SlSessionFile file = {.training = run->training, .embeds = TRUE};
  return sl_session_file_write (&file, path, error);
}

gboolean
sl_output_write_figure (const SlRun *run,
                        const SlFigureType *figure,
                        const SlExport *spec,
                        const char *path,
                        GError **error)
{
  g_return_val_if_fail (run != NULL && figure != NULL, FALSE);
  g_autoptr (SlPathResult) path_shown = NULL;
  SlFigureView view = sl_figure_view_default (figure);
  SlNeeds needs = {0};
  if (figure->has_path && !find_path (run, &path_shown, error))
    return FALSE;
  view.path = path_shown;
  view.earlier = run->earlier;
  sl_figure_ask (figure, &view, &needs);
  SlRunState state =
      run->result == SL_TRAINING_DIVERGED ? SL_RUN_DIVERGED : SL_RUN_PAUSED;
  g_autoptr (SlSnapshot) snapshot =
      sl_snapshot_take_whole (run->training, state, &needs, NULL);
  return sl_figure_export (figure, snapshot, &view, spec, path, error);
}

static void
film_progress_cb (double share, gpointer data)
{
  sl_progress_update_share (data, share);
}

gboolean
sl_output_write_film (const SlRun *run,
                      const SlFigureType *figure,
                      const SlExport *spec,
                      const SlFilm *film,
                      const char *path,
                      GError **error)
{
  g_return_val_if_fail (run != NULL && figure != NULL && film != NULL, FALSE);
  g_autoptr (SlSlide) slide = sl_slide_new ();
  SlFigureView view = sl_figure_view_default (figure);
  SlProgress progress;
  const SlInputWatch watch = {
      .stop = sl_run_catch_signals (), .progress = film_progress_cb, .data = &progress};
  view.earlier = run->earlier;
  sl_slide_add (slide, figure, NULL, &view);
  sl_progress_init (&progress, 0);
  gboolean done =
      sl_film_write (film, slide, spec, run->training, run->pool, path, &watch, error);
  sl_progress_clear (&progress);
  return done;
}
