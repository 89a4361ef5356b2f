/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/save-session.h"
#include "ui/widgets/toast.h"
#include <glib/gi18n-lib.h>

/* px of the picture that stands for a session. */
enum { THUMBNAIL_WIDTH = 512, THUMBNAIL_HEIGHT = 288 };

/* What the window adds to the file. */
typedef struct
{
  SlSlide *slide; /* Owned */
  GBytes *state;  /* Owned */
} Extras;

static void
extras_free (gpointer data)
{
  Extras *extras = data;

  sl_slide_free (extras->slide);
  g_bytes_unref (extras->state);
  g_free (extras);
}

/* On the saving thread. A session without a picture is as good. */
static void
add_extras (SlSessionFile *file, gpointer data)
{
  const Extras *extras = data;
  SlExport spec = sl_export_default ();

  spec.width = THUMBNAIL_WIDTH;
  spec.height = THUMBNAIL_HEIGHT;
  spec.scale = 1.0;
  spec.text_scale = 0.7;
  spec.no_caption = TRUE;
  file->window = g_bytes_ref (extras->state);
  if (extras->slide->n > 0)
    file->thumbnail = sl_slide_render (extras->slide, &spec, ".png", NULL);
}

/* Who waits for it. */
typedef struct
{
  GtkWidget *origin; /* Owned */
  char *path;        /* Owned */
  SlSessionSaved saved;
  gpointer data; /* Owned */
  GDestroyNotify destroy;
} Waiting;

static void
waiting_free (Waiting *waiting)
{
  if (waiting->destroy != NULL)
    waiting->destroy (waiting->data);
  g_object_unref (waiting->origin);
  g_free (waiting->path);
  g_free (waiting);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;
  g_autoptr (GError) error = NULL;

  if (!sl_session_save_finish (SL_SESSION (source), result, &error))
    sl_toast (waiting->origin, error->message);
  else if (waiting->saved != NULL)
    waiting->saved (waiting->origin, waiting->path, waiting->data);
  else
    sl_toast (waiting->origin, _ ("Saved"));
  waiting_free (waiting);
}

void
sl_save_session (GtkWidget *origin,
                 SlSession *session,
                 SlSlide *slide,
                 GBytes *state,
                 const char *path,
                 SlSessionSaved saved,
                 gpointer data,
                 GDestroyNotify destroy)
{
  Extras *extras;
  Waiting *waiting;

  g_return_if_fail (GTK_IS_WIDGET (origin));
  g_return_if_fail (slide != NULL && state != NULL && path != NULL);

  extras = g_new (Extras, 1);
  *extras = (Extras){slide, state};
  waiting = g_new (Waiting, 1);
  *waiting = (Waiting){g_object_ref (origin), NULL, saved, data, destroy};
  waiting->path = g_str_has_suffix (path, SL_SESSION_ENDING)
                      ? g_strdup (path)
                      : g_strconcat (path, SL_SESSION_ENDING, NULL);
  sl_session_save (session, waiting->path, add_extras, extras, extras_free, saved_cb,
                   waiting);
}
