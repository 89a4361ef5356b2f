/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/save-numbers.h"
#include "ui/widgets/toast.h"
#include <glib/gi18n-lib.h>

/* Numbers on their way. */
typedef struct
{
  SlNumbers *numbers; /* Owned */
  char *path;         /* Owned; NULL: to the clipboard, or not chosen yet */
} Order;

static Order *
order_new (SlNumbers *numbers, const char *path)
{
  Order *order = g_new0 (Order, 1);

  order->numbers = sl_numbers_ref (numbers);
  order->path = g_strdup (path);
  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  sl_numbers_unref (order->numbers);
  g_free (order->path);
  g_free (order);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  g_autoptr (GString) csv = sl_numbers_csv (order->numbers);
  GError *error = NULL;

  if (order->path == NULL || sl_write_file (order->path, csv->str, csv->len, &error))
    g_task_return_pointer (task, g_string_free (g_steal_pointer (&csv), FALSE), g_free);
  else
    g_task_return_error (task, error);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const Order *order = g_task_get_task_data (G_TASK (result));
  GtkWidget *origin = GTK_WIDGET (source);
  g_autoptr (GError) error = NULL;
  g_autofree char *csv = g_task_propagate_pointer (G_TASK (result), &error);

  if (csv == NULL) {
    sl_toast (origin, error->message);
  } else if (order->path == NULL) {
    gdk_clipboard_set_text (gtk_widget_get_clipboard (origin), csv);
    sl_toast (origin, _ ("Copied the numbers as CSV"));
  } else {
    g_autofree char *name = g_filename_display_basename (order->path);
    g_autofree char *text = g_strdup_printf (_ ("Saved %s"), name);

    sl_toast (origin, text);
  }
}

static void
send (GtkWidget *origin, Order *order)
{
  g_autoptr (GTask) task = g_task_new (origin, NULL, done_cb, NULL);

  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, work_thread);
}

void
sl_save_numbers (GtkWidget *origin, SlNumbers *numbers, const char *path)
{
  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (numbers != NULL && path != NULL);

  send (origin, order_new (numbers, path));
}

void
sl_copy_numbers (GtkWidget *origin, SlNumbers *numbers)
{
  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (numbers != NULL);

  send (origin, order_new (numbers, NULL));
}

static void
response_cb (GtkNativeDialog *dialog, int response, Order *order)
{
  GtkWidget *origin = g_object_get_data (G_OBJECT (dialog), "origin");
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    order->path = g_file_get_path (file);
  if (order->path != NULL)
    send (origin, order);
  else
    order_free (order);
  g_object_unref (dialog);
}

void
sl_save_numbers_dialog (GtkWidget *origin, SlNumbers *numbers, const char *name)
{
  GtkFileChooserNative *dialog;
  g_autofree char *proposed = g_strconcat (name, ".csv", NULL);

  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (numbers != NULL);

  dialog = gtk_file_chooser_native_new (
      _ ("Save the numbers as CSV"), GTK_WINDOW (gtk_widget_get_root (origin)),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), proposed);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "origin", g_object_ref (origin),
                          g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb),
                    order_new (numbers, NULL));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
