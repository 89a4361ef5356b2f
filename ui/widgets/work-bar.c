/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/work-bar.h"
#include <glib/gi18n-lib.h>

/* How often the bar looks at the thread, and what a whole work counts. */
enum { LOOK_MS = 100, WHOLE = 1000 };

struct SlWork
{
  gint refs, stop, done; /* atomic; done in 1/WHOLE */
};

SlWork *
sl_work_new (void)
{
  SlWork *work = g_new0 (SlWork, 1);

  work->refs = 1;
  return work;
}

SlWork *
sl_work_ref (SlWork *work)
{
  g_atomic_int_inc (&work->refs);
  return work;
}

void
sl_work_unref (SlWork *work)
{
  if (g_atomic_int_dec_and_test (&work->refs))
    g_free (work);
}

/* On the thread. */
static void
progress_cb (double share, gpointer data)
{
  SlWork *work = data;

  g_atomic_int_set (&work->done, (gint) (CLAMP (share, 0.0, 1.0) * WHOLE));
}

SlInputWatch
sl_work_watch (SlWork *work)
{
  return (SlInputWatch){.stop = &work->stop, .progress = progress_cb, .data = work};
}

struct _SlWorkBar
{
  GtkWidget parent_instance;

  /* Owned */
  GtkWidget *revealer;
  SlWork *work; /* nullable */
  guint look;   /* 0 = nothing is done */

  /* Borrowed: children of the revealer */
  GtkLabel *text;
  GtkProgressBar *progress;
  GtkWidget *cancel;
};

G_DEFINE_FINAL_TYPE (SlWorkBar, sl_work_bar, GTK_TYPE_WIDGET)

static gboolean
look_cb (gpointer data)
{
  SlWorkBar *self = data;

  gtk_progress_bar_set_fraction (self->progress,
                                 (double) g_atomic_int_get (&self->work->done) / WHOLE);
  return G_SOURCE_CONTINUE;
}

static void
cancel_cb (SlWorkBar *self)
{
  if (self->work != NULL)
    g_atomic_int_set (&self->work->stop, 1);
  gtk_widget_set_sensitive (self->cancel, FALSE);
}

static void
sl_work_bar_dispose (GObject *object)
{
  SlWorkBar *self = SL_WORK_BAR (object);

  cancel_cb (self);
  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_pointer (&self->work, sl_work_unref);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (sl_work_bar_parent_class)->dispose (object);
}

static void
sl_work_bar_class_init (SlWorkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_work_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
sl_work_bar_init (SlWorkBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer),
                                    GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  self->text = GTK_LABEL (gtk_label_new (NULL));
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  self->cancel = gtk_button_new_with_label (_ ("Cancel"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->progress), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->cancel, _ ("Give it up; nothing is written"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("How far it is"), -1);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_css_class (box, "sl-work-bar");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (box), self->cancel);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
}

void
sl_work_bar_show (SlWorkBar *self, SlWork *work, const char *text)
{
  g_return_if_fail (SL_IS_WORK_BAR (self) && work != NULL && text != NULL);

  sl_work_bar_hide (self);
  self->work = sl_work_ref (work);
  self->look = g_timeout_add (LOOK_MS, look_cb, self);
  gtk_label_set_text (self->text, text);
  gtk_progress_bar_set_fraction (self->progress, 0.0);
  gtk_widget_set_sensitive (self->cancel, TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

void
sl_work_bar_hide (SlWorkBar *self)
{
  g_return_if_fail (SL_IS_WORK_BAR (self));

  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_pointer (&self->work, sl_work_unref);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

gboolean
sl_work_bar_busy (SlWorkBar *self)
{
  g_return_val_if_fail (SL_IS_WORK_BAR (self), FALSE);
  return self->work != NULL;
}
