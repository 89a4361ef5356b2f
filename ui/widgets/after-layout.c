/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/after-layout.h"

/* The first may come before the new layout. */
enum { FRAMES_TO_WAIT = 2 };

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SlAfterLayout *self = data;

  if (++self->frames < FRAMES_TO_WAIT)
    return G_SOURCE_CONTINUE;
  self->ticks = 0;
  g_clear_weak_pointer (&self->widget);
  self->run (widget, self->data);
  return G_SOURCE_REMOVE;
}

void
sl_after_layout_cancel (SlAfterLayout *self)
{
  g_return_if_fail (self != NULL);

  /* The callback of a widget that is gone went with it. */
  if (self->widget != NULL && self->ticks != 0)
    gtk_widget_remove_tick_callback (self->widget, self->ticks);
  g_clear_weak_pointer (&self->widget);
  self->ticks = 0;
}

void
sl_after_layout (SlAfterLayout *self,
                 GtkWidget *widget,
                 void (*run) (GtkWidget *widget, gpointer data),
                 gpointer data)
{
  g_return_if_fail (self != NULL && GTK_IS_WIDGET (widget) && run != NULL);

  sl_after_layout_cancel (self);
  self->frames = 0;
  self->run = run;
  self->data = data;
  g_set_weak_pointer (&self->widget, widget);
  self->ticks = gtk_widget_add_tick_callback (widget, tick_cb, self, NULL);
}
