/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/frame-log.h"
#include <stdio.h>

typedef struct
{
  char *path;     /* Owned */
  GArray *frames; /* Owned, of Frame */
  gint64 begun;   /* µs, at before-paint */
  gint64 last;    /* µs, frame time of the frame before; 0 = none */
} FrameLog;

typedef struct
{
  gint64 time, interval, paint; /* µs */
} Frame;

static void
before_paint_cb (GdkFrameClock *clock, FrameLog *log)
{
  log->begun = g_get_monotonic_time ();
}

static void
after_paint_cb (GdkFrameClock *clock, FrameLog *log)
{
  gint64 time = gdk_frame_clock_get_frame_time (clock);
  Frame frame = {time, log->last != 0 ? time - log->last : 0,
                 g_get_monotonic_time () - log->begun};

  g_array_append_val (log->frames, frame);
  log->last = time;
}

static void
write_frames (FrameLog *log)
{
  FILE *file = fopen (log->path, "a");

  if (file == NULL) {
    g_warning ("The frame log %s cannot be written", log->path);
    return;
  }
  for (guint i = 0; i < log->frames->len; i++) {
    const Frame *frame = &g_array_index (log->frames, Frame, i);

    fprintf (file, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n",
             frame->time, frame->interval, frame->paint);
  }
  fclose (file);
}

static void
frame_log_free (gpointer data, GClosure *closure)
{
  FrameLog *log = data;

  g_free (log->path);
  g_array_unref (log->frames);
  g_free (log);
}

static void
realize_cb (GtkWidget *window, FrameLog *log)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint_cb), log);
  g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), log);
}

static void
unrealize_cb (GtkWidget *window, FrameLog *log)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_handlers_disconnect_by_data (clock, log);
  write_frames (log);
  g_array_set_size (log->frames, 0);
  log->last = 0;
}

void
sl_frame_log_attach (GtkWidget *window)
{
  const char *path = g_getenv ("SL_FRAME_LOG");
  FrameLog *log;

  if (path == NULL || *path == '\0')
    return;
  log = g_new0 (FrameLog, 1);
  log->path = g_strdup (path);
  log->frames = g_array_sized_new (FALSE, FALSE, sizeof (Frame), 65536);
  g_signal_connect_data (window, "realize", G_CALLBACK (realize_cb), log, frame_log_free,
                         0);
  g_signal_connect (window, "unrealize", G_CALLBACK (unrealize_cb), log);
}
