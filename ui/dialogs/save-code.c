/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/save-code.h"
#include "ui/dialogs/ask-to-replace.h"
#include "ui/widgets/toast.h"
#include <glib/gi18n-lib.h>

/* A script and its data on their way. */
typedef struct
{
  SlSnapshot *snapshot; /* Owned */
  const SlCodeType *type;
  char *path; /* Owned; NULL until chosen */
} Order;

static Order *
order_new (SlSnapshot *snapshot, const SlCodeType *type, const char *path)
{
  Order *order = g_new (Order, 1);

  *order = (Order){sl_snapshot_ref (snapshot), type, g_strdup (path)};
  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  sl_snapshot_unref (order->snapshot);
  g_free (order->path);
  g_free (order);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  const SlCodeCase context = sl_code_case (order->snapshot);
  GError *error = NULL;

  if (sl_code_write (order->type, &context, order->path, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const Order *order = g_task_get_task_data (G_TASK (result));
  g_autofree char *data_path = sl_code_data_path (order->path);
  g_autofree char *name = g_filename_display_basename (order->path);
  g_autofree char *data_name = g_filename_display_basename (data_path);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    text = g_strdup_printf (_ ("Saved %s and its data, %s"), name, data_name);
  sl_toast (GTK_WIDGET (source), text != NULL ? text : error->message);
}

static void
send (GtkWidget *origin, Order *order)
{
  g_autoptr (GTask) task = g_task_new (origin, NULL, written_cb, NULL);

  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, write_thread);
}

void
sl_save_code (GtkWidget *origin,
              SlSnapshot *snapshot,
              const SlCodeType *type,
              const char *path)
{
  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (snapshot != NULL && type != NULL && path != NULL);

  send (origin, order_new (snapshot, type, path));
}

static void
replace_cb (GtkWidget *origin, gpointer data)
{
  send (origin, data);
}

/* The script's own name was asked about where it was chosen; its data lies beside it. */
static void
ask_to_replace (GtkWidget *origin, Order *order, const char *data_path)
{
  g_autofree char *name = g_filename_display_basename (data_path);
  g_autofree char *body = g_strdup_printf (
      _ ("The script reads its data from %s, and there is such a file already."), name);

  sl_ask_to_replace (origin, _ ("Replace the data file?"), body, replace_cb, order,
                     order_free);
}

static void
response_cb (GtkNativeDialog *dialog, int response, Order *order)
{
  GtkWidget *origin = g_object_get_data (G_OBJECT (dialog), "origin");
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path != NULL) {
    g_autofree char *data_path = NULL;

    order->path = g_str_has_suffix (path, ".py") ? g_steal_pointer (&path)
                                                 : g_strconcat (path, ".py", NULL);
    data_path = sl_code_data_path (order->path);
    if (g_file_test (data_path, G_FILE_TEST_EXISTS))
      ask_to_replace (origin, order, data_path);
    else
      send (origin, order);
  } else {
    order_free (order);
  }
  g_object_unref (dialog);
}

void
sl_save_code_dialog (GtkWidget *origin, SlSnapshot *snapshot, const SlCodeType *type)
{
  GtkFileChooserNative *dialog;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (snapshot != NULL && type != NULL);

  name = g_strconcat (type->kind.id, ".py", NULL);
  dialog = gtk_file_chooser_native_new (_ ("Save the script, and its data beside it"),
                                        GTK_WINDOW (gtk_widget_get_root (origin)),
                                        GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"),
                                        _ ("Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "origin", g_object_ref (origin),
                          g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb),
                    order_new (snapshot, type, NULL));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
