/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/store/session-file.h"

#include "core/base/error.h"
#include "core/store/session-pins.h"
#include "core/store/session-private.h"
#include "core/store/state-array.h"
#include "core/store/weights.h"

#include <glib/gi18n-lib.h>
#include <string.h>

SlSessionFile *
sl_session_file_new (SlTraining *training)
{
  SlSessionFile *file = g_new0 (SlSessionFile, 1);

  file->training = training;
  return file;
}

void
sl_session_file_free (SlSessionFile *file)
{
  if (file == NULL)
    return;
  g_clear_pointer (&file->training, sl_training_free);
  g_clear_pointer (&file->runs, sl_earlier_runs_unref);
  g_clear_pointer (&file->window, g_bytes_unref);
  g_clear_pointer (&file->thumbnail, g_bytes_unref);
  g_free (file);
}

static void
add_text (SlArchiveWriter *archive, const char *name, GString *text)
{
  sl_archive_writer_add (archive, name, text->str, text->len);
  g_string_free (text, TRUE);
}

gboolean
sl_session_is_short_enough (const SlLogView *events,
                            const SlLogView *history,
                            GError **error)
{
  if (history->n <= SL_SESSION_MAX_ROWS && events->n <= SL_SESSION_MAX_EVENTS)
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_DATA,
               _ ("A session holds up to %d epochs and %d changes; this run has more"),
               SL_SESSION_MAX_ROWS, SL_SESSION_MAX_EVENTS);
  return FALSE;
}

static gboolean
add_logs (SlArchiveWriter *archive, SlTraining *training, GError **error)
{
  SlLogView events = sl_training_events (training);
  SlLogView history = sl_training_history (training);
  gboolean fits = sl_session_is_short_enough (&events, &history, error);

  if (fits) {
    add_text (archive, SL_SESSION_EVENTS, sl_session_events_text (&events));
    add_text (archive, SL_SESSION_HISTORY, sl_history_csv (&history));
  }
  sl_log_view_clear (&events);
  sl_log_view_clear (&history);
  return fits;
}

static void
add_extra (SlArchiveWriter *archive, const char *name, GBytes *extra)
{
  gsize length;
  const void *data = extra != NULL ? g_bytes_get_data (extra, &length) : NULL;

  if (data != NULL && length <= SL_SESSION_MAX_EXTRA)
    sl_archive_writer_add (archive, name, data, length);
}

/* @data: (out) (nullable) of a run on the learner's own files. */
static gboolean
take_data (const SlSessionFile *file, SlSessionData **data, GError **error)
{
  const SlDataset *source = sl_training_problem (file->training)->source;

  if (source->file.path == NULL)
    return TRUE;
  *data = sl_session_data_new (source, file->embeds, error);
  return *data != NULL;
}

gboolean
sl_session_file_write (const SlSessionFile *file, const char *path, GError **error)
{
  SlTraining *training;
  g_autofree char *settings = NULL;
  g_autofree SlStatePart *parts = NULL;
  g_autoptr (SlSessionData) data = NULL;
  g_autoptr (SlArchiveWriter) archive = NULL;
  size_t n;

  g_return_val_if_fail (file != NULL && path != NULL, FALSE);

  training = file->training;
  if (!take_data (file, &data, error))
    return FALSE;
  settings = sl_session_settings_text (sl_training_config (training), data, error);
  if (settings == NULL)
    return FALSE;
  archive = sl_archive_writer_new (path, error);
  if (archive == NULL)
    return FALSE;
  sl_archive_writer_add (archive, SL_SESSION_SETTINGS, settings, strlen (settings));
  if (!add_logs (archive, training, error))
    return FALSE;
  sl_weights_add (archive, sl_training_network (training),
                  sl_training_problem (training));
  parts = sl_training_state (training, &n);
  for (size_t i = 0; i < n; i++)
    if (!g_str_equal (parts[i].id, SL_SESSION_PARAMETERS))
      sl_state_add (archive, "state", &parts[i]);
  if (file->runs != NULL && !sl_session_pins_add (archive, file->runs, error))
    return FALSE;
  if (data != NULL && !sl_session_data_add (data, archive, error))
    return FALSE;
  add_extra (archive, SL_SESSION_WINDOW, file->window);
  add_extra (archive, SL_SESSION_THUMBNAIL, file->thumbnail);
  return sl_archive_writer_finish (archive, error);
}
