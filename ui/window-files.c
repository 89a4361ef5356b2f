/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the learner's own, and sessions. */
#include "ui/dialogs/choose-file.h"
#include "ui/dialogs/save-session.h"
#include "ui/recent.h"
#include "ui/window-private.h"
#include "ui/window-state.h"

#include <glib/gi18n-lib.h>

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, SlWindow *self)
{
  const GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL) {
    sl_window_toast (self, _ ("Only files on this computer can be opened"));
    return FALSE;
  }
  sl_window_open (self, path);
  if (files->next != NULL) {
    g_autofree char *name = g_path_get_basename (path);
    g_autofree char *shown = g_filename_display_name (name);
    g_autofree char *text =
        g_strdup_printf (_ ("A run has one file: only %s is opened"), shown);

    sl_window_toast (self, text);
  }
  return TRUE;
}

static void
session_opened_cb (SlOpenBar *bar,
                   const char *path,
                   GBytes *state,
                   gboolean embeds,
                   SlWindow *self)
{
  if (!sl_window_take_kept (self, path, state)) {
    g_free (self->path);
    self->path = g_strdup (path);
    self->embeds = embeds;
    self->saved = sl_session_moment (self->session);
  }
  sl_window_take_state (self, state);
}

static void
open_anyway (SlWindow *self, const char *path)
{
  sl_open_bar_open (self->open_bar, path);
}

/* A data file begins a new run, and undo brings back the present one; but Save would go
 * to another file than before once a session is opened. */
void
sl_window_open (SlWindow *self, const char *path)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  if (!g_str_has_suffix (path, SL_SESSION_ENDING) ||
      !sl_window_ask_first (self, open_anyway, path))
    open_anyway (self, path);
}

/* What comes after a session was saved. */
typedef struct
{
  SlWindowThen then; /* nullable */
  char *path;        /* Owned, nullable */
  gboolean embeds;
} After;

static void
saved_cb (GtkWidget *pages, const char *path, const SlMoment *moment, gpointer data)
{
  GtkRoot *root = gtk_widget_get_root (pages);
  After *after = data;

  if (SL_IS_WINDOW (root) && moment != NULL) {
    SlWindow *self = SL_WINDOW (root);

    g_free (self->path);
    self->path = g_strdup (path);
    self->embeds = after->embeds;
    self->saved = *moment;
    sl_recent_add (path);
    if (after->then != NULL)
      after->then (self, after->path);
  }
  g_free (after->path);
  g_free (after);
}

/* The page on screen stands for the run in folders that show pictures. */
static void
save_to (SlWindow *self,
         const char *file,
         gboolean embeds,
         SlWindowThen then,
         const char *path)
{
  SlSlide *slide = sl_page_slide (sl_window_shown_page (self), NULL);
  After *after = g_new (After, 1);

  *after = (After){then, g_strdup (path), embeds};
  sl_save_session (GTK_WIDGET (self->pages), self->session, slide,
                   sl_window_state (self, NULL), file, embeds, saved_cb, after);
}

void
sl_window_save_then (SlWindow *self, SlWindowThen then, const char *path)
{
  g_return_if_fail (self->path != NULL);
  save_to (self, self->path, self->embeds, then, path);
}

void
sl_window_save (SlWindow *self, const char *path)
{
  g_return_if_fail (SL_IS_WINDOW (self));

  if (path == NULL && self->path == NULL)
    sl_window_save_as (self);
  else if (path == NULL || g_strcmp0 (path, self->path) == 0)
    save_to (self, self->path, self->embeds, NULL, NULL);
  else
    save_to (self, path, FALSE, NULL, NULL);
}

void
sl_window_save_with_data (SlWindow *self, const char *path)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  g_return_if_fail (path != NULL);
  save_to (self, path, TRUE, NULL, NULL);
}

static void
save_chosen_cb (GtkWidget *pages, const char *path, gboolean embeds)
{
  save_to (SL_WINDOW (gtk_widget_get_root (pages)), path, embeds, NULL, NULL);
}

void
sl_window_save_as (SlWindow *self)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  sl_choose_session_to_save (GTK_WIDGET (self->pages), self->path,
                             sl_session_config (self->session)->file.path != NULL,
                             self->embeds, save_chosen_cb);
}

/* What is saved by itself is in no list. */
static void
opened_cb (SlOpenBar *bar, const char *path, SlWindow *self)
{
  if (self->keep_folder == NULL || !g_str_has_prefix (path, self->keep_folder))
    sl_recent_add (path);
}

static void
lesson_opened_cb (SlOpenBar *bar, SlLesson *lesson, SlWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!sl_window_open_lesson (self, lesson, TRUE, &error))
    sl_open_bar_refuse_lesson (bar, error);
}

static void
chosen_cb (GtkWidget *open_bar, const char *path)
{
  sl_window_open (SL_WINDOW (gtk_widget_get_root (open_bar)), path);
}

void
sl_window_choose_file (SlWindow *self)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  sl_choose_file_to_open (GTK_WIDGET (self->open_bar), chosen_cb);
}

void
sl_window_take_files (SlWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (self->open_bar, "session-opened",
                           G_CALLBACK (session_opened_cb), self, 0);
  /* What is opened is the learner's own, and so is what it takes the place of. */
  g_signal_connect_object (self->open_bar, "opening", G_CALLBACK (sl_window_leave_lesson),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->open_bar, "opened", G_CALLBACK (opened_cb), self, 0);
  g_signal_connect_object (self->open_bar, "lesson-opened", G_CALLBACK (lesson_opened_cb),
                           self, 0);
}
