/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of the learner's own, and sessions. */
#include "ui/dialogs/choose-file.h"
#include "ui/dialogs/save-session.h"
#include "ui/window-private.h"
#include "ui/window-state.h"

#include <glib/gi18n-lib.h>

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, SlWindow *self)
{
  g_autofree char *path = g_file_get_path (g_value_get_object (value));

  if (path == NULL) {
    sl_window_toast (self, _ ("Only files on this computer can be opened"));
    return FALSE;
  }
  sl_window_open (self, path);
  return TRUE;
}

static void
session_opened_cb (SlOpenBar *bar, const char *path, GBytes *state, SlWindow *self)
{
  g_free (self->path);
  self->path = g_strdup (path);
  sl_window_take_state (self, state);
}

void
sl_window_open (SlWindow *self, const char *path)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  sl_open_bar_open (self->open_bar, path);
}

/* The page on screen stands for the run in folders that show pictures. */
void
sl_window_save (SlWindow *self, const char *path)
{
  g_autofree char *name = NULL;
  SlSlide *slide;

  g_return_if_fail (SL_IS_WINDOW (self));

  if (path == NULL && self->path == NULL) {
    sl_window_save_as (self);
    return;
  }
  name = g_strdup (path != NULL ? path : self->path);
  g_free (self->path);
  self->path = g_steal_pointer (&name);
  slide = sl_page_slide (sl_window_shown_page (self), NULL);
  sl_save_session (GTK_WIDGET (self->pages), self->session, slide, sl_window_state (self),
                   self->path, NULL, NULL, NULL);
}

static void
save_chosen_cb (GtkWidget *pages, const char *path)
{
  sl_window_save (SL_WINDOW (gtk_widget_get_root (pages)), path);
}

void
sl_window_save_as (SlWindow *self)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  sl_choose_session_to_save (GTK_WIDGET (self->pages), self->path, save_chosen_cb);
}

static void
chosen_cb (GtkWidget *open_bar, const char *path)
{
  sl_open_bar_open (SL_OPEN_BAR (open_bar), path);
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
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect_object (self->open_bar, "session-opened",
                           G_CALLBACK (session_opened_cb), self, 0);
}
