/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/code-window.h"
#include "ui/dialogs/save-code.h"
#include "ui/widgets/toast.h"
#include <glib/gi18n-lib.h>

struct _SlCodeWindow
{
  AdwWindow parent_instance;

  /* Template */
  GtkStack *libraries;

  SlSnapshot *snapshot; /* Owned */
};

G_DEFINE_FINAL_TYPE (SlCodeWindow, sl_code_window, ADW_TYPE_WINDOW)

static const SlCodeType *
shown_library (SlCodeWindow *self)
{
  return (const SlCodeType *) sl_kind_find (
      sl_codes (), gtk_stack_get_visible_child_name (self->libraries), NULL);
}

/* Returns (transfer full) (nullable) the script on screen. */
static char *
shown_script (SlCodeWindow *self, GError **error)
{
  const SlCodeCase context = sl_code_case (self->snapshot);

  return sl_code_script (shown_library (self), &context, error);
}

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlCodeWindow *self = SL_CODE_WINDOW (widget);
  g_autofree char *script = shown_script (self, NULL);

  if (script == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), script);
  sl_toast (GTK_WIDGET (self->libraries),
            _ ("Copied the script; Save… writes the data it reads"));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlCodeWindow *self = SL_CODE_WINDOW (widget);

  sl_save_code_dialog (GTK_WIDGET (self->libraries), self->snapshot,
                       shown_library (self));
}

/* There is nothing to copy or save where a library has no counterpart. */
static void
shown_cb (SlCodeWindow *self)
{
  g_autofree char *script = NULL;

  if (self->snapshot == NULL ||
      gtk_stack_get_visible_child_name (self->libraries) == NULL)
    return;
  script = shown_script (self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "code.copy", script != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "code.save", script != NULL);
}

static void
sl_code_window_finalize (GObject *object)
{
  g_clear_pointer (&SL_CODE_WINDOW (object)->snapshot, sl_snapshot_unref);
  G_OBJECT_CLASS (sl_code_window_parent_class)->finalize (object);
}

static void
sl_code_window_class_init (SlCodeWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sl_code_window_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/code-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlCodeWindow, libraries);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_install_action (widget_class, "code.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "code.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK,
                                       "code.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
}

static void
sl_code_window_init (SlCodeWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The script, or why there is none. */
static GtkWidget *
make_page (SlCodeWindow *self, const SlCodeType *type)
{
  const SlCodeCase context = sl_code_case (self->snapshot);
  g_autoptr (GError) error = NULL;
  g_autofree char *script = sl_code_script (type, &context, &error);
  GtkWidget *scroller, *view;
  g_autofree char *name = NULL;

  if (script == NULL) {
    GtkWidget *page = adw_status_page_new ();

    adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No counterpart"));
    adw_status_page_set_description (ADW_STATUS_PAGE (page), error->message);
    return page;
  }
  scroller = gtk_scrolled_window_new ();
  view = gtk_text_view_new ();
  name = g_strdup_printf (_ ("%s script"), type->kind.name);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 18);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 18);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 12);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), script, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  return scroller;
}

SlCodeWindow *
sl_code_window_present (GtkWindow *parent, SlSnapshot *snapshot)
{
  const SlKindTable *table = sl_codes ();
  SlCodeWindow *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (snapshot != NULL && snapshot->n_layers > 0, NULL);

  self = g_object_new (SL_TYPE_CODE_WINDOW, "transient-for", parent,
                       "destroy-with-parent", TRUE, NULL);
  self->snapshot = sl_snapshot_ref (snapshot);
  for (size_t i = 0; i < table->n; i++)
    gtk_stack_add_titled (self->libraries,
                          make_page (self, (const SlCodeType *) table->kinds[i]),
                          table->kinds[i]->id, table->kinds[i]->name);
  shown_cb (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
