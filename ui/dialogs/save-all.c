/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/save-all.h"
#include "ui/figures/folder.h"
#include "ui/widgets/toast.h"
#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* All figures of a page on their way to a folder. */
typedef struct
{
  SlWorkBar *bar; /* Owned, nullable */
  SlWork *work;   /* Owned */
  SlSlide *slide; /* Owned */
  SlExport spec;
  char *ending;
  char *folder; /* Owned; NULL until chosen */
} Order;

static Order *
order_new (SlWorkBar *bar,
           SlSlide *slide,
           const SlExport *spec,
           const char *ending,
           const char *folder)
{
  Order *order = g_new (Order, 1);

  *order = (Order){bar != NULL ? g_object_ref (bar) : NULL,
                   sl_work_new (),
                   slide,
                   *spec,
                   g_strdup (ending),
                   g_strdup (folder)};
  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_clear_object (&order->bar);
  sl_work_unref (order->work);
  sl_slide_free (order->slide);
  g_free (order->ending);
  g_free (order->folder);
  g_free (order);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  const SlInputWatch watch = sl_work_watch (order->work);
  GError *error = NULL;

  if (sl_folder_export (order->slide, &order->spec, order->ending, order->folder, &watch,
                        &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  const Order *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (order->folder);
  g_autofree char *text = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    text = g_strdup_printf (_ ("Saved %u figures and their numbers in %s"),
                            order->slide->n, name);
  if (order->bar != NULL)
    sl_work_bar_hide (order->bar);
  sl_toast (GTK_WIDGET (source), text != NULL ? text : error->message);
}

static void
send (GtkWidget *origin, Order *order)
{
  g_autoptr (GTask) task = g_task_new (origin, NULL, written_cb, NULL);

  if (order->bar != NULL)
    sl_work_bar_show (order->bar, order->work, _ ("Saving all figures…"));
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, write_thread);
}

void
sl_save_all (GtkWidget *origin,
             SlWorkBar *bar,
             SlSlide *slide,
             const SlExport *spec,
             const char *ending,
             const char *folder)
{
  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (slide != NULL && spec != NULL && ending != NULL && folder != NULL);

  send (origin, order_new (bar, slide, spec, ending, folder));
}

/* ---- asking ---- */

static void
replace_cb (GtkWidget *origin, const char *response, GObject *dialog)
{
  if (g_str_equal (response, "replace"))
    send (origin, g_object_steal_data (dialog, "order"));
}

static void
ask_to_replace (GtkWidget *origin, Order *order, GStrv there)
{
  g_autofree char *list = g_strjoinv (", ", there);
  g_autofree char *name = g_filename_display_basename (order->folder);
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (origin)),
                                              _ ("Replace files?"), NULL);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_format_body (message, _ ("%s has these already: %s."), name, list);
  adw_message_dialog_add_responses (message, "cancel", _ ("Cancel"), "replace",
                                    _ ("Replace"), NULL);
  adw_message_dialog_set_response_appearance (message, "replace",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (message, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "order", order, order_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (replace_cb), origin,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
response_cb (GtkNativeDialog *dialog, int response, Order *order)
{
  GtkWidget *origin = g_object_get_data (G_OBJECT (dialog), "origin");
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));

  if (response == GTK_RESPONSE_ACCEPT && file != NULL)
    order->folder = g_file_get_path (file);
  if (order->folder != NULL) {
    g_auto (GStrv) there =
        sl_folder_existing (order->slide, order->ending, order->folder);

    if (there[0] != NULL)
      ask_to_replace (origin, order, there);
    else
      send (origin, order);
  } else {
    order_free (order);
  }
  g_object_unref (dialog);
}

void
sl_save_all_dialog (GtkWidget *origin,
                    SlWorkBar *bar,
                    SlSlide *slide,
                    const SlExport *spec,
                    const char *ending)
{
  GtkFileChooserNative *dialog;

  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (slide != NULL && spec != NULL && ending != NULL);

  dialog = gtk_file_chooser_native_new (_ ("A folder for all figures and their numbers"),
                                        GTK_WINDOW (gtk_widget_get_root (origin)),
                                        GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                        _ ("Save here"), _ ("Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_object_set_data_full (G_OBJECT (dialog), "origin", g_object_ref (origin),
                          g_object_unref);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb),
                    order_new (bar, slide, spec, ending, NULL));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
