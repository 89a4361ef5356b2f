/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/open-data.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *origin; /* Owned */
  SlOpenDataChosen chosen;
} Question;

static void
response_cb (GtkNativeDialog *dialog, int response, Question *question)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL)
    question->chosen (question->origin, path);
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

void
sl_open_data_dialog (GtkWidget *origin, SlOpenDataChosen chosen)
{
  static const char *const data[] = {"*.csv",      "*.csv.gz", "*.tsv", "*.tsv.gz",
                                     "*.txt",      "*.npy",    "*.npz", "*-ubyte",
                                     "*-ubyte.gz", "*.tar.gz", NULL};
  static const char *const all[] = {"*", NULL};
  GtkFileChooserNative *dialog;
  Question *question;

  g_return_if_fail (GTK_IS_WIDGET (origin));

  dialog = gtk_file_chooser_native_new (
      _ ("Open data"), GTK_WINDOW (gtk_widget_get_root (origin)),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open"), _ ("Cancel"));
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("Tables, NumPy, IDX and CIFAR-10"), data);
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("All files"), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  question = g_new (Question, 1);
  *question = (Question){g_object_ref (origin), chosen};
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), question);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
