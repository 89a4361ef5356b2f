/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/save-film.h"
#include "ui/dialogs/ask-to-replace.h"
#include "ui/widgets/toast.h"
#include <glib/gi18n-lib.h>

static const struct
{
  const char *ending, *name;
} formats[] = {
    {"gif", N_ ("GIF film (slide programs play it)")},
    {"png", N_ ("Numbered PNG pictures")},
};

/* A film on its way. */
typedef struct
{
  GtkWidget *origin;  /* Owned */
  SlWorkBar *bar;     /* Owned, nullable */
  SlSession *session; /* Owned */
  SlWork *work;       /* Owned */
  SlSlide *slide;     /* Owned */
  SlExport spec;
  SlFilm film;
  char *path; /* Owned; NULL until chosen */
} Order;

static Order *
order_new (GtkWidget *origin,
           SlWorkBar *bar,
           SlSession *session,
           SlSlide *slide,
           const SlExport *spec,
           const SlFilm *film)
{
  Order *order = g_new0 (Order, 1);

  order->origin = g_object_ref (origin);
  order->bar = bar != NULL ? g_object_ref (bar) : NULL;
  order->session = g_object_ref (session);
  order->work = sl_work_new ();
  order->slide = slide;
  order->spec = *spec;
  order->film = *film;
  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->origin);
  g_clear_object (&order->bar);
  g_object_unref (order->session);
  sl_work_unref (order->work);
  sl_slide_free (order->slide);
  g_free (order->path);
  g_free (order);
}

static gboolean
film_work (SlTraining **training, gpointer data, GError **error)
{
  const Order *order = data;
  const SlInputWatch watch = sl_work_watch (order->work);

  return sl_film_write (&order->film, order->slide, &order->spec, *training, NULL,
                        order->path, &watch, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Order *order = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_basename (order->path);
  g_autofree char *text = NULL;

  if (sl_session_work_finish (SL_SESSION (source), result, &error))
    text = g_strdup_printf (_ ("Saved %s"), name);
  if (order->bar != NULL)
    sl_work_bar_hide (order->bar);
  sl_toast (order->origin, text != NULL ? text : error->message);
  order_free (order);
}

static void
send (Order *order)
{
  if (order->bar != NULL)
    sl_work_bar_show (order->bar, order->work, _ ("Making the film…"));
  sl_session_work (order->session, film_work, order, NULL, written_cb, order);
}

void
sl_save_film (GtkWidget *origin,
              SlWorkBar *bar,
              SlSession *session,
              SlSlide *slide,
              const SlExport *spec,
              const SlFilm *film,
              const char *path)
{
  Order *order;

  g_return_if_fail (GTK_IS_WIDGET (origin) && SL_IS_SESSION (session));
  g_return_if_fail (slide != NULL && spec != NULL && film != NULL && path != NULL);

  order = order_new (origin, bar, session, slide, spec, film);
  order->path = g_strdup (path);
  send (order);
}

/* ---- asking ---- */

static void
replace_cb (GtkWidget *origin, gpointer data)
{
  send (data);
}

/* A GIF's own name was asked about where it was chosen; numbers are put to that of PNGs.
 */
static void
ask_if_there (Order *order)
{
  const SlSnapshot *run = sl_session_snapshot (order->session);
  int pictures = sl_film_pictures (&order->film, run != NULL ? run->epoch : 0, 1);
  g_auto (GStrv) there = sl_film_existing (order->path, pictures);

  if (there[0] == NULL || g_str_has_suffix (order->path, ".gif")) {
    send (order);
  } else {
    g_autofree char *name = g_filename_display_basename (there[0]);
    g_autofree char *body =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of the pictures is there: %s.",
                                      "%u of the pictures are there, the first is %s.",
                                      g_strv_length (there)),
                         g_strv_length (there), name);

    sl_ask_to_replace (order->origin, _ ("Replace files?"), body, replace_cb, order,
                       order_free);
  }
}

/* A name without a known ending gets that of the filter in force. */
static char *
chosen_path (GtkFileChooser *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  const char *ending =
      filter != NULL ? g_object_get_data (G_OBJECT (filter), "ending") : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *lower = path != NULL ? g_ascii_strdown (path, -1) : NULL;

  if (path == NULL || g_str_has_suffix (lower, ".gif") ||
      g_str_has_suffix (lower, ".png"))
    return g_steal_pointer (&path);
  return g_strdup_printf ("%s.%s", path, ending != NULL ? ending : formats[0].ending);
}

static void
response_cb (GtkNativeDialog *dialog, int response, Order *order)
{
  if (response == GTK_RESPONSE_ACCEPT)
    order->path = chosen_path (GTK_FILE_CHOOSER (dialog));
  if (order->path != NULL)
    ask_if_there (order);
  else
    order_free (order);
  g_object_unref (dialog);
}

static void
add_filters (GtkFileChooser *chooser)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

    gtk_file_filter_set_name (filter, _ (formats[i].name));
    gtk_file_filter_add_suffix (filter, formats[i].ending);
    g_object_set_data (G_OBJECT (filter), "ending", (gpointer) formats[i].ending);
    gtk_file_chooser_add_filter (chooser, filter);
  }
}

void
sl_save_film_dialog (GtkWidget *origin,
                     SlWorkBar *bar,
                     SlSession *session,
                     SlSlide *slide,
                     const SlExport *spec,
                     const SlFilm *film)
{
  GtkFileChooserNative *dialog;
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WIDGET (origin) && SL_IS_SESSION (session));
  g_return_if_fail (slide != NULL && slide->n > 0 && spec != NULL && film != NULL);

  name = g_strdup_printf ("%s.gif",
                          slide->n == 1 ? slide->panels[0].figure->kind.id : "page");
  dialog = gtk_file_chooser_native_new (
      _ ("Save the run as a film"), GTK_WINDOW (gtk_widget_get_root (origin)),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  add_filters (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb),
                    order_new (origin, bar, session, slide, spec, film));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
