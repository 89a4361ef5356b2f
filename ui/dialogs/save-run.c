/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/save-run.h"
#include "ui/widgets/toast.h"
#include <glib/gi18n-lib.h>

static gboolean
write_weights (SlTraining *training, const char *path, GError **error)
{
  return sl_weights_write (sl_training_network (training), sl_training_problem (training),
                           path, error);
}

static gboolean
write_history (SlTraining *training, const char *path, GError **error)
{
  SlLogView history = sl_training_history (training);
  g_autoptr (GString) csv = sl_history_csv (&history);

  sl_log_view_clear (&history);
  return sl_write_file (path, csv->str, csv->len, error);
}

/* In the order of SlRunFile. */
static const struct
{
  const char *title, *name;
  gboolean (*write) (SlTraining *training, const char *path, GError **error);
} files[SL_N_RUN_FILES] = {
    {N_ ("Save the weights for NumPy"), N_ ("weights.npz"), write_weights},
    {N_ ("Save the history as CSV"), N_ ("history.csv"), write_history},
};

typedef struct
{
  GtkWidget *origin;  /* Owned */
  SlSession *session; /* Owned */
  SlRunFile file;
  char *path; /* Owned; NULL until chosen */
} Order;

static Order *
order_new (GtkWidget *origin, SlSession *session, SlRunFile file, const char *path)
{
  Order *order = g_new (Order, 1);

  *order = (Order){g_object_ref (origin), g_object_ref (session), file, g_strdup (path)};
  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->origin);
  g_object_unref (order->session);
  g_free (order->path);
  g_free (order);
}

static gboolean
save_work (SlTraining **training, gpointer data, GError **error)
{
  const Order *order = data;

  return files[order->file].write (*training, order->path, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Order *order = data;
  g_autoptr (GError) error = NULL;

  if (sl_session_work_finish (SL_SESSION (source), result, &error)) {
    g_autofree char *name = g_filename_display_basename (order->path);
    g_autofree char *text = g_strdup_printf (_ ("Saved %s"), name);

    sl_toast (order->origin, text);
  } else {
    sl_toast (order->origin, error->message);
  }
  order_free (order);
}

static void
send (Order *order)
{
  sl_session_work (order->session, save_work, order, NULL, saved_cb, order);
}

static void
response_cb (GtkNativeDialog *dialog, int response, Order *order)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    order->path = g_file_get_path (file);
  if (order->path != NULL)
    send (order);
  else
    order_free (order);
  g_object_unref (dialog);
}

static void
ask (Order *order)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ (files[order->file].title), GTK_WINDOW (gtk_widget_get_root (order->origin)),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog),
                                     _ (files[order->file].name));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), order);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
sl_save_run (GtkWidget *origin, SlSession *session, SlRunFile file, const char *path)
{
  g_return_if_fail (GTK_IS_WIDGET (origin) && SL_IS_SESSION (session));
  g_return_if_fail (file < SL_N_RUN_FILES && path != NULL);

  if (*path == '\0') {
    ask (order_new (origin, session, file, NULL));
  } else if (g_path_is_absolute (path)) {
    send (order_new (origin, session, file, path));
  } else {
    g_autofree char *text =
        g_strdup_printf (_ ("'%s' is no place for a file: give its whole path"), path);

    sl_toast (origin, text);
  }
}
