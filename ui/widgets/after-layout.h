/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlAfterLayout: something to be done once a widget has got its place, which what has
 * just come on screen has only in a later frame. Zero-initialised; main thread. */
typedef struct
{
  GtkWidget *widget; /* weak, nullable: waited for */
  guint ticks;       /* callback on it */
  int frames;        /* gone by */
  void (*run) (GtkWidget *widget, gpointer data);
  gpointer data;
} SlAfterLayout;

/** sl_after_layout: calls @run with @widget and @data once, two frames on, in place of
 * what @after waited for before; never, when @widget is gone by then or not on screen. */
void sl_after_layout (SlAfterLayout *after,
                      GtkWidget *widget,
                      void (*run) (GtkWidget *widget, gpointer data),
                      gpointer data);

/** sl_after_layout_cancel: nothing is waited for any more. */
void sl_after_layout_cancel (SlAfterLayout *after);

G_END_DECLS
