/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/ask-to-replace.h"
#include <adwaita.h>
#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *origin; /* Owned */
  SlReplace replace;
  gpointer data; /* Owned, nullable: once it was given away */
  GDestroyNotify destroy;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->origin);
  if (question->data != NULL)
    question->destroy (question->data);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "replace"))
    question->replace (question->origin, g_steal_pointer (&question->data));
}

void
sl_ask_to_replace (GtkWidget *origin,
                   const char *heading,
                   const char *body,
                   SlReplace replace,
                   gpointer data,
                   GDestroyNotify destroy)
{
  GtkWidget *dialog;
  AdwMessageDialog *message;
  Question *question;

  g_return_if_fail (GTK_IS_WIDGET (origin) && heading != NULL && body != NULL);
  g_return_if_fail (replace != NULL && data != NULL && destroy != NULL);

  dialog =
      adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (origin)), heading, body);
  message = ADW_MESSAGE_DIALOG (dialog);
  adw_message_dialog_add_responses (message, "cancel", _ ("Cancel"), "replace",
                                    _ ("Replace"), NULL);
  adw_message_dialog_set_response_appearance (message, "replace",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (message, "cancel");
  question = g_new (Question, 1);
  *question = (Question){g_object_ref (origin), replace, data, destroy};
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), question,
                         question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
