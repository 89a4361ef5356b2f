/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/choose-file.h"
#include "core/core.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *origin; /* Owned */
  /* One of them. */
  SlFileChosen chosen;
  SlSessionChosen session_chosen;
} Question;

/* The choice in the dialog that says whether data go into a session. */
#define DATA_CHOICE "data"

static void
response_cb (GtkNativeDialog *dialog, int response, Question *question)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL) {
    if (question->chosen != NULL)
      question->chosen (question->origin, path);
    else
      question->session_chosen (
          question->origin, path,
          g_strcmp0 (gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (dialog), DATA_CHOICE),
                     "true") == 0);
  }
  g_object_unref (question->origin);
  g_free (question);
  g_object_unref (dialog);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (; *patterns != NULL; patterns++)
    gtk_file_filter_add_pattern (filter, *patterns);
  gtk_file_chooser_add_filter (chooser, filter);
}

/* @question: contents. */
static void
ask (GtkFileChooserNative *dialog, const Question *question)
{
  Question *kept = g_memdup2 (question, sizeof *question);

  g_object_ref (kept->origin);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), kept);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static const char *const sessions[] = {"*" SL_SESSION_ENDING, NULL};

void
sl_choose_file_to_open (GtkWidget *origin, SlFileChosen chosen)
{
  static const char *const data[] = {"*.csv",      "*.csv.gz", "*.tsv", "*.tsv.gz",
                                     "*.txt",      "*.npy",    "*.npz", "*-ubyte",
                                     "*-ubyte.gz", "*.tar.gz", NULL};
  static const char *const lessons[] = {"*" SL_LESSON_ENDING, NULL};
  static const char *const all[] = {"*", NULL};
  GtkFileChooserNative *dialog;
  GtkFileChooser *chooser;

  g_return_if_fail (GTK_IS_WIDGET (origin));

  dialog = gtk_file_chooser_native_new (
      _ ("Open"), GTK_WINDOW (gtk_widget_get_root (origin)), GTK_FILE_CHOOSER_ACTION_OPEN,
      _ ("Open"), _ ("Cancel"));
  chooser = GTK_FILE_CHOOSER (dialog);
  add_filter (chooser, _ ("Tables, NumPy, IDX and CIFAR-10"), data);
  add_filter (chooser, _ ("Saved sessions"), sessions);
  add_filter (chooser, _ ("Lessons"), lessons);
  add_filter (chooser, _ ("All files"), all);
  ask (dialog, &(Question){.origin = origin, .chosen = chosen});
}

void
sl_choose_session_to_save (GtkWidget *origin,
                           const char *path,
                           gboolean has_data,
                           gboolean embeds,
                           SlSessionChosen chosen)
{
  GtkFileChooserNative *dialog;
  GtkFileChooser *chooser;
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;

  g_return_if_fail (GTK_IS_WIDGET (origin));

  dialog = gtk_file_chooser_native_new (
      _ ("Save the session"), GTK_WINDOW (gtk_widget_get_root (origin)),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));
  chooser = GTK_FILE_CHOOSER (dialog);
  add_filter (chooser, _ ("Sessions"), sessions);
  if (file != NULL)
    gtk_file_chooser_set_file (chooser, file, NULL);
  else
    gtk_file_chooser_set_current_name (chooser, "run" SL_SESSION_ENDING);
  if (has_data) {
    gtk_file_chooser_add_choice (chooser, DATA_CHOICE,
                                 _ ("Put the data file in it, for another computer"),
                                 NULL, NULL);
    gtk_file_chooser_set_choice (chooser, DATA_CHOICE, embeds ? "true" : "false");
  }
  ask (dialog, &(Question){.origin = origin, .session_chosen = chosen});
}
