/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/copy-replay.h"
#include "ui/dialogs/choose-file.h"
#include "ui/dialogs/copy-command-line.h"
#include "ui/dialogs/save-session.h"
#include "ui/widgets/toast.h"
#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define WISH_KEY "sl-copy-replay"

/* What is to be saved once it is known where. */
typedef struct
{
  SlSession *session; /* Owned */
  SlSlide *slide;     /* Owned, NULL once given away */
  GBytes *state;      /* Owned, NULL once given away */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_clear_pointer (&wish->slide, sl_slide_free);
  g_clear_pointer (&wish->state, g_bytes_unref);
  g_object_unref (wish->session);
  g_free (wish);
}

static void
save (GtkWidget *origin,
      Wish *wish,
      const char *path,
      SlSessionSaved saved,
      gpointer data)
{
  sl_save_session (origin, wish->session, g_steal_pointer (&wish->slide),
                   g_steal_pointer (&wish->state), path, FALSE, saved, data);
}

static void
copy_cb (GtkWidget *origin, const char *session, const SlMoment *moment, gpointer data)
{
  g_autofree char *line = NULL;

  if (moment == NULL)
    return;
  line = sl_recipe_replay_line (session);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (origin), line);
  sl_toast (origin, _ ("Saved the session, and copied the command that repeats it"));
}

static void
write_cb (GtkWidget *origin, const char *session, const SlMoment *moment, gpointer data)
{
  g_autofree char *path = data;
  g_autofree char *line = NULL;

  if (moment == NULL)
    return;
  line = sl_recipe_replay_line (session);
  g_autofree char *text = g_strconcat (line, "\n", NULL);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *done = g_strdup_printf (_ ("Saved %s"), name);
  g_autoptr (GError) error = NULL;

  sl_toast (origin,
            sl_write_file (path, text, strlen (text), &error) ? done : error->message);
}

static void
chosen_cb (GtkWidget *origin, const char *path, gboolean embeds)
{
  Wish *wish = g_object_get_data (G_OBJECT (origin), WISH_KEY);

  if (wish != NULL && wish->slide != NULL)
    save (origin, wish, path, copy_cb, NULL);
  g_object_set_data (G_OBJECT (origin), WISH_KEY, NULL);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, GtkWidget *origin)
{
  if (g_str_equal (response, "save"))
    sl_choose_session_to_save (origin, NULL, FALSE, FALSE, chosen_cb);
  else
    g_object_set_data (G_OBJECT (origin), WISH_KEY, NULL);
}

static void
ask (GtkWidget *origin)
{
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (origin)), _ ("Save the run as a session?"),
      _ ("Weights of this run were changed by hand, and no train command does that. The "
         "replay command repeats a saved session, changes by hand included."));
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (question, "cancel", _ ("Cancel"), "save",
                                    _ ("Save and copy…"), NULL);
  adw_message_dialog_set_response_appearance (question, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question, "save");
  adw_message_dialog_set_close_response (question, "cancel");
  g_signal_connect_object (question, "response", G_CALLBACK (response_cb), origin, 0);
  gtk_window_present (GTK_WINDOW (question));
}

void
sl_copy_replay (GtkWidget *origin,
                SlSession *session,
                SlSlide *slide,
                GBytes *state,
                const char *path)
{
  Wish *wish;

  g_return_if_fail (GTK_IS_WIDGET (origin) && SL_IS_SESSION (session));
  g_return_if_fail (slide != NULL && state != NULL && path != NULL);

  wish = g_new (Wish, 1);
  *wish = (Wish){g_object_ref (session), slide, state};
  if (!sl_copy_command_line_fits (origin, path)) {
    wish_free (wish);
  } else if (*path == '\0') {
    g_object_set_data_full (G_OBJECT (origin), WISH_KEY, wish, wish_free);
    ask (origin);
  } else {
    g_autofree char *beside = g_strconcat (path, SL_SESSION_ENDING, NULL);

    save (origin, wish, beside, write_cb, g_strdup (path));
    wish_free (wish);
  }
}
