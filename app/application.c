/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application.h"
#include "app/actions.h"
#include "ui/dialogs/about.h"
#include "ui/init.h"
#include "ui/preferences.h"
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

struct _SlApplication
{
  AdwApplication parent_instance;

  SlPreferences preferences;
  gboolean is_training; /* a worker did not end with its window */
};

G_DEFINE_FINAL_TYPE (SlApplication, sl_application, ADW_TYPE_APPLICATION)

/* In the order of SlAppearance. */
static const AdwColorScheme color_schemes[] = {
    ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK};

static void
apply_appearance (SlApplication *self)
{
  AdwStyleManager *style = adw_application_get_style_manager (ADW_APPLICATION (self));

  adw_style_manager_set_color_scheme (style, color_schemes[self->preferences.appearance]);
}

static void
appearance_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SlApplication *self = data;

  if (!sl_appearance_from_id (g_variant_get_string (state, NULL),
                              &self->preferences.appearance))
    return;
  g_simple_action_set_state (action, state);
  apply_appearance (self);
  sl_preferences_save (&self->preferences);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  sl_about_show (gtk_application_get_active_window (data));
}

/* Through the windows, so that each shuts its session down. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

/* What the cards showed when the window was last closed. A figure that is not known any
 * more leaves its card as it is. */
static void
restore_figures (SlApplication *self, SlWindow *window)
{
  for (int i = 0; i < SL_PREFERENCES_CARDS; i++)
    if (self->preferences.cards[i][0] != '\0')
      sl_window_set_figure (window, i + 1, self->preferences.cards[i], NULL);
}

static void
restore_size (SlApplication *self, GtkWindow *window)
{
  if (self->preferences.width > 0 && self->preferences.height > 0)
    gtk_window_set_default_size (window, self->preferences.width,
                                 self->preferences.height);
  if (self->preferences.maximized)
    gtk_window_maximize (window);
}

static gboolean
close_cb (GtkWindow *window, SlApplication *self)
{
  SlPreferences now = self->preferences;
  g_auto (GStrv) figures = NULL;

  /* What is remembered is the learner's own. */
  sl_window_leave_lesson (SL_WINDOW (window));
  figures = sl_window_figures (SL_WINDOW (window));
  now.sidebar = sl_window_sidebar_visible (SL_WINDOW (window));
  gtk_window_get_default_size (window, &now.width, &now.height);
  now.maximized = gtk_window_is_maximized (window);
  now.text_scale = sl_window_text_scale (SL_WINDOW (window));
  now.first_steps = sl_window_first_steps (SL_WINDOW (window));
  for (int i = 0; i < SL_PREFERENCES_CARDS; i++)
    g_strlcpy (now.cards[i], figures[i], sizeof now.cards[i]);
  if (memcmp (&now, &self->preferences, sizeof now) != 0) {
    self->preferences = now;
    sl_preferences_save (&self->preferences);
  }
  return FALSE;
}

static gboolean
closed_cb (GtkWindow *window, SlApplication *self)
{
  self->is_training |= !sl_session_shutdown (sl_window_session (SL_WINDOW (window)));
  return FALSE;
}

static void
open_window (SlApplication *self)
{
  g_autoptr (SlSession) session = sl_session_new ();
  SlWindow *window = sl_window_new (GTK_APPLICATION (self), session);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (
      "/io/github/sparsitylab/SparsityLab/ui/shortcuts.ui");
  GObject *shortcuts = gtk_builder_get_object (builder, "shortcuts");

  gtk_application_window_set_help_overlay (GTK_APPLICATION_WINDOW (window),
                                           GTK_SHORTCUTS_WINDOW (shortcuts));
  sl_window_set_sidebar_visible (window, self->preferences.sidebar);
  restore_size (self, GTK_WINDOW (window));
  sl_window_set_first_steps (window, self->preferences.first_steps);
  sl_window_set_text_scale (window, self->preferences.text_scale, NULL);
  restore_figures (self, window);
  sl_actions_install (window);
  g_signal_connect (window, "close-request", G_CALLBACK (close_cb), self);
  g_signal_connect_after (window, "close-request", G_CALLBACK (closed_cb), self);
  sl_window_keep (window, self->preferences.autosave);
  gtk_window_present (GTK_WINDOW (window));
}

static void
sl_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (window);
  else
    open_window (SL_APPLICATION (application));
}

/* A file on the command line. */
static void
sl_application_open (GApplication *application, GFile **files, int n, const char *hint)
{
  g_autofree char *path = g_file_get_path (files[0]);

  sl_application_activate (application);
  if (path != NULL)
    sl_window_open (
        SL_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application))),
        path);
}

/* Of this program, or of another start of it that hands the lesson on to us. */
static void
demo_cb (GSimpleAction *action, GVariant *lesson, gpointer application)
{
  GtkWindow *window;

  sl_application_activate (application);
  window = gtk_application_get_active_window (application);
  g_action_group_activate_action (G_ACTION_GROUP (window), "demo", lesson);
}

static void
sl_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
      {"about", about_cb, NULL, NULL, NULL},
      {"demo", demo_cb, "s", NULL, NULL},
      {"quit", quit_cb, NULL, NULL, NULL},
  };
  static const char *const quit_keys[] = {"<Control>q", NULL};
  SlApplication *self = SL_APPLICATION (application);
  g_autoptr (GSimpleAction) appearance = NULL;

  G_APPLICATION_CLASS (sl_application_parent_class)->startup (application);
  sl_ui_init ();
  gtk_window_set_default_icon_name (SL_APP_ID);
  self->preferences = sl_preferences_load ();
  apply_appearance (self);

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries),
                                   self);
  appearance = g_simple_action_new_stateful (
      "appearance", G_VARIANT_TYPE_STRING,
      g_variant_new_string (sl_appearance_id (self->preferences.appearance)));
  g_signal_connect (appearance, "change-state", G_CALLBACK (appearance_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (appearance));
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", quit_keys);
  sl_actions_set_accels (GTK_APPLICATION (self));
}

static void
sl_application_class_init (SlApplicationClass *klass)
{
  G_APPLICATION_CLASS (klass)->activate = sl_application_activate;
  G_APPLICATION_CLASS (klass)->open = sl_application_open;
  G_APPLICATION_CLASS (klass)->startup = sl_application_startup;
}

static void
sl_application_init (SlApplication *self)
{
}

int
sl_application_run (int argc, char **argv, const char *demo)
{
  g_autoptr (SlApplication) application = NULL;
  int status;

  g_set_application_name (_ ("Sparsity Lab"));
  application = g_object_new (SL_TYPE_APPLICATION, "application-id", SL_APP_ID, "flags",
                              G_APPLICATION_HANDLES_OPEN, NULL);
  if (demo != NULL && g_application_register (G_APPLICATION (application), NULL, NULL))
    g_action_group_activate_action (G_ACTION_GROUP (application), "demo",
                                    g_variant_new_string (demo));
  status = g_application_run (G_APPLICATION (application), argc, argv);
  /* A worker in the middle of a long minibatch must not find the libraries half gone. */
  if (application->is_training)
    _exit (status);
  return status;
}
