/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs that are saved by themselves, and what is unsaved. */
#include "ui/widgets/toast.h"
#include "ui/window-private.h"
#include "ui/window-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static GBytes *
state_cb (gpointer data)
{
  SlWindow *self = data;

  return sl_window_state (self, self->path);
}

/* The one that was lost is opened like any session; only then it is ours. */
static void
restore_cb (SlRestoreBar *bar, SlWindow *self)
{
  sl_keep_leave (self->restoring);
  self->restoring = sl_restore_bar_take (bar);
  sl_open_bar_open (self->open_bar, sl_keep_path (self->restoring));
}

static void
not_kept_cb (const char *message, gpointer data)
{
  g_autofree char *text =
      g_strdup_printf (_ ("The run is not saved by itself: %s"), message);

  sl_window_toast (data, text);
}

void
sl_window_keep (SlWindow *self, guint seconds)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  g_return_if_fail (self->autosave == NULL);

  self->keep_folder = sl_keep_folder ();
  self->autosave =
      sl_autosave_new (self->session, self->keep_folder, seconds, state_cb, self);
  sl_autosave_tell (self->autosave, not_kept_cb);
  g_signal_connect_object (self->restore_bar, "restore", G_CALLBACK (restore_cb), self,
                           0);
  sl_restore_bar_look (self->restore_bar, self->keep_folder);
}

void
sl_window_end_keep (SlWindow *self)
{
  if (self->autosave != NULL)
    sl_autosave_end (g_steal_pointer (&self->autosave),
                     G_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
}

gboolean
sl_window_take_kept (SlWindow *self, const char *path, GBytes *state)
{
  g_autofree char *last =
      self->keep_folder != NULL ? sl_keep_last (self->keep_folder) : NULL;
  gboolean is_restored =
      self->restoring != NULL && g_str_equal (path, sl_keep_path (self->restoring));

  if (!is_restored && g_strcmp0 (path, last) != 0)
    return FALSE;
  if (is_restored && self->autosave != NULL)
    sl_autosave_take (self->autosave, g_steal_pointer (&self->restoring));
  g_free (self->path);
  self->path = sl_window_state_file (state);
  /* Whatever is in that file, it is not this. */
  self->saved = (SlMoment){0};
  return TRUE;
}

void
sl_window_open_last (SlWindow *self)
{
  g_autofree char *last = NULL;

  g_return_if_fail (SL_IS_WINDOW (self));

  last = self->keep_folder != NULL ? sl_keep_last (self->keep_folder) : NULL;
  if (last != NULL && g_file_test (last, G_FILE_TEST_EXISTS))
    sl_window_open (self, last);
  else
    sl_window_toast (self, _ ("No run was left when a window closed"));
}

/* ---- what is unsaved ---- */

gboolean
sl_window_is_changed (SlWindow *self)
{
  SlMoment now = sl_session_moment (self->session);

  return self->path != NULL && !sl_moment_equal (&now, &self->saved);
}

/* A question that waits for its answer. */
typedef struct
{
  SlWindow *window; /* Owned */
  SlWindowThen then;
  char *path; /* Owned, nullable */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->window);
  g_free (question->path);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  /* What follows may close the window, and GTK 4.8 lets go of a parent when the last
   * reference to the dialog goes: too late by then. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  if (g_str_equal (response, "save"))
    sl_window_save_then (question->window, question->then, question->path);
  else if (g_str_equal (response, "discard"))
    question->then (question->window, question->path);
  question_free (question);
}

gboolean
sl_window_ask_first (SlWindow *self, SlWindowThen then, const char *path)
{
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  AdwMessageDialog *dialog;
  Question *question;

  if (!sl_window_is_changed (self))
    return FALSE;
  name = g_filename_display_basename (self->path);
  body = g_strdup_printf (_ ("The run has changed since “%s” was saved."), name);
  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Save the changes?"), body));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "discard",
                                    _ ("Do not save"), "save", _ ("Save"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
  question = g_new (Question, 1);
  *question = (Question){g_object_ref (self), then, g_strdup (path)};
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), question);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}
