/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/restore-bar.h"
#include <glib/gi18n-lib.h>

struct _SlRestoreBar
{
  AdwBin parent_instance;

  /* Template */
  GtkLabel *message;

  /* Owned */
  SlKeep *keep; /* nullable: that is offered */
  char *folder; /* nullable: that was looked into */
};

enum { RESTORE, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlRestoreBar, sl_restore_bar, ADW_TYPE_BIN)

static void
show (SlRestoreBar *self)
{
  g_autoptr (GDateTime) time = self->keep != NULL ? sl_keep_time (self->keep) : NULL;
  g_autofree char *when = time != NULL ? g_date_time_format (time, "%x, %H:%M") : NULL;
  g_autofree char *text =
      g_strdup_printf (_ ("Your run was saved by itself on %s. Restore goes on with it, "
                          "Discard deletes it."),
                       when != NULL ? when : "–");

  gtk_label_set_text (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self), self->keep != NULL);
}

static void
restore_cb (GtkButton *button, SlRestoreBar *self)
{
  g_signal_emit (self, signals[RESTORE], 0);
}

/* There may be one more, of another window. */
static void
discard_cb (GtkButton *button, SlRestoreBar *self)
{
  sl_keep_discard (g_steal_pointer (&self->keep));
  self->keep = sl_keep_find_lost (self->folder);
  show (self);
}

static void
sl_restore_bar_dispose (GObject *object)
{
  SlRestoreBar *self = SL_RESTORE_BAR (object);

  sl_keep_leave (g_steal_pointer (&self->keep));
  g_clear_pointer (&self->folder, g_free);
  G_OBJECT_CLASS (sl_restore_bar_parent_class)->dispose (object);
}

static void
sl_restore_bar_class_init (SlRestoreBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_restore_bar_dispose;
  signals[RESTORE] =
      g_signal_new ("restore", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/restore-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SlRestoreBar, message);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
}

static void
sl_restore_bar_init (SlRestoreBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sl_restore_bar_look (SlRestoreBar *self, const char *folder)
{
  g_return_if_fail (SL_IS_RESTORE_BAR (self));
  g_return_if_fail (folder != NULL && self->folder == NULL);

  self->folder = g_strdup (folder);
  self->keep = sl_keep_find_lost (folder);
  show (self);
}

SlKeep *
sl_restore_bar_take (SlRestoreBar *self)
{
  SlKeep *keep;

  g_return_val_if_fail (SL_IS_RESTORE_BAR (self), NULL);

  keep = g_steal_pointer (&self->keep);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  return keep;
}
