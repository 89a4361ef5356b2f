/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/copy-command-line.h"
#include "ui/widgets/toast.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* The words of a run on their way. */
typedef struct
{
  SlRecipe *recipe;   /* Owned */
  char *path;         /* Owned, nullable: of a file with the line; else the clipboard */
  char *changes_path; /* Owned, nullable: of a file with the changes */
} Words;

static void
words_free (gpointer data)
{
  Words *words = data;

  sl_recipe_free (words->recipe);
  g_free (words->path);
  g_free (words->changes_path);
  g_free (words);
}

static char *
line_of (const Words *words)
{
  return sl_recipe_command_line (words->recipe, words->changes_path);
}

static gboolean
write_words (const Words *words, GError **error)
{
  if (words->changes_path != NULL) {
    g_autofree char *changes = sl_recipe_changes (words->recipe);

    if (!sl_write_file (words->changes_path, changes, strlen (changes), error))
      return FALSE;
  }
  if (words->path != NULL) {
    g_autofree char *line = line_of (words);
    g_autofree char *text = g_strconcat (line, "\n", NULL);

    return sl_write_file (words->path, text, strlen (text), error);
  }
  return TRUE;
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_words (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
copy (GtkWidget *origin, const Words *words)
{
  g_autofree char *line = line_of (words);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (origin), line);
  sl_toast (origin, words->changes_path == NULL
                        ? _ ("Copied the command line that gives this run")
                        : _ ("Copied the command line; its changes are in the file"));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const Words *words = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    sl_toast (GTK_WIDGET (source), error->message);
  } else if (words->path == NULL) {
    copy (GTK_WIDGET (source), words);
  } else {
    g_autofree char *name = g_filename_display_basename (words->path);
    g_autofree char *text = g_strdup_printf (_ ("Saved %s"), name);

    sl_toast (GTK_WIDGET (source), text);
  }
}

static void
send (GtkWidget *origin, Words *words)
{
  g_autoptr (GTask) task = g_task_new (origin, NULL, written_cb, NULL);

  g_task_set_task_data (task, words, words_free);
  g_task_run_in_thread (task, write_thread);
}

static void
response_cb (GtkNativeDialog *dialog, int response, Words *words)
{
  GtkWidget *origin = g_object_get_data (G_OBJECT (dialog), "origin");
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    words->changes_path = g_file_get_path (file);
  if (words->changes_path != NULL)
    send (origin, words);
  else
    words_free (words);
  g_object_unref (dialog);
}

static void
ask_for_file (GtkWidget *origin, Words *words)
{
  g_autofree char *title =
      g_strdup_printf (_ ("Save the %u changes of this run beside its command line"),
                       words->recipe->changes->len);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (gtk_widget_get_root (origin)), GTK_FILE_CHOOSER_ACTION_SAVE,
      _ ("Save"), _ ("Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("changes.txt"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "origin", g_object_ref (origin),
                          g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), words);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

gboolean
sl_copy_command_line_fits (GtkWidget *origin, const char *path)
{
  g_autofree char *text = NULL;

  if (*path == '\0' || g_path_is_absolute (path))
    return TRUE;
  text = g_strdup_printf (
      _ ("'%s' is no place for a command line: give the whole path of the file"), path);
  sl_toast (origin, text);
  return FALSE;
}

void
sl_copy_command_line (GtkWidget *origin, SlSnapshot *snapshot, const char *path)
{
  g_autoptr (GError) error = NULL;
  SlRecipe *recipe;
  Words *words;

  g_return_if_fail (GTK_IS_WIDGET (origin) && path != NULL);

  if (!sl_copy_command_line_fits (origin, path))
    return;
  recipe = snapshot != NULL ? sl_recipe_new (snapshot, &error) : NULL;
  if (recipe == NULL) {
    sl_toast (origin, error != NULL ? error->message : _ ("There is no run yet"));
    return;
  }
  words = g_new0 (Words, 1);
  words->recipe = recipe;
  if (*path == '\0') {
    if (sl_recipe_needs_file (recipe)) {
      ask_for_file (origin, words);
    } else {
      copy (origin, words);
      words_free (words);
    }
    return;
  }
  words->path = g_strdup (path);
  if (sl_recipe_needs_file (recipe))
    words->changes_path = g_strconcat (path, ".changes", NULL);
  send (origin, words);
}
