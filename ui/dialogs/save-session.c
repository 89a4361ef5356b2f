/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/save-session.h"
#include "ui/widgets/toast.h"
#include <glib/gi18n-lib.h>

/* px of the picture that stands for a session. */
enum { THUMBNAIL_WIDTH = 512, THUMBNAIL_HEIGHT = 288 };

/* One session on its way. */
typedef struct
{
  /* Owned */
  GtkWidget *origin;
  char *path;
  SlSlide *slide;
  GBytes *state;

  gboolean embeds;
  SlMoment moment; /* its place in the run is known to the saving thread */
  SlSessionSaved saved;
  gpointer data;
} Order;

static void
order_free (Order *order)
{
  g_object_unref (order->origin);
  g_free (order->path);
  sl_slide_free (order->slide);
  g_bytes_unref (order->state);
  g_free (order);
}

/* On the saving thread. A session without a picture is as good. */
static void
add_extras (SlSessionFile *file, gpointer data)
{
  Order *order = data;
  SlExport spec = sl_export_default ();

  spec.width = THUMBNAIL_WIDTH;
  spec.height = THUMBNAIL_HEIGHT;
  spec.scale = 1.0;
  spec.text_scale = 0.7;
  spec.no_caption = TRUE;
  order->moment.epoch = sl_training_epoch (file->training);
  order->moment.batch = sl_training_batch (file->training);
  file->embeds = order->embeds;
  file->window = g_bytes_ref (order->state);
  if (order->slide->n > 0)
    file->thumbnail = sl_slide_render (order->slide, &spec, ".png", NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Order *order = data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = sl_session_save_finish (SL_SESSION (source), result, &error);

  sl_toast (order->origin, is_saved ? _ ("Saved") : error->message);
  order->saved (order->origin, order->path, is_saved ? &order->moment : NULL,
                order->data);
  order_free (order);
}

void
sl_save_session (GtkWidget *origin,
                 SlSession *session,
                 SlSlide *slide,
                 GBytes *state,
                 const char *path,
                 gboolean embeds,
                 SlSessionSaved saved,
                 gpointer data)
{
  Order *order;

  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (slide != NULL && state != NULL && path != NULL && saved != NULL);

  order = g_new0 (Order, 1);
  order->origin = g_object_ref (origin);
  order->path = g_str_has_suffix (path, SL_SESSION_ENDING)
                    ? g_strdup (path)
                    : g_strconcat (path, SL_SESSION_ENDING, NULL);
  order->embeds = embeds;
  order->slide = slide;
  order->state = state;
  order->moment = sl_session_moment (session);
  order->saved = saved;
  order->data = data;
  sl_session_save (session, order->path, add_extras, order, NULL, saved_cb, order);
}
