/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/numbers-window.h"
#include "ui/dialogs/save-numbers.h"
#include "ui/widgets/help.h"
#include "ui/widgets/numbers-table.h"
#include "ui/widgets/toast.h"
#include <glib/gi18n-lib.h>

struct _SlNumbersWindow
{
  AdwWindow parent_instance;

  /* Template */
  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkScrolledWindow *scroller;

  const SlFigureType *figure; /* Borrowed */
  SlNumbers *numbers;         /* Owned */
};

G_DEFINE_FINAL_TYPE (SlNumbersWindow, sl_numbers_window, ADW_TYPE_WINDOW)

static void
copy_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlNumbersWindow *self = SL_NUMBERS_WINDOW (widget);

  sl_copy_numbers (GTK_WIDGET (self->scroller), self->numbers);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SlNumbersWindow *self = SL_NUMBERS_WINDOW (widget);

  sl_save_numbers_dialog (GTK_WIDGET (self->scroller), self->numbers,
                          self->figure->kind.id);
}

static void
sl_numbers_window_finalize (GObject *object)
{
  g_clear_pointer (&SL_NUMBERS_WINDOW (object)->numbers, sl_numbers_unref);
  G_OBJECT_CLASS (sl_numbers_window_parent_class)->finalize (object);
}

static void
sl_numbers_window_class_init (SlNumbersWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sl_numbers_window_finalize;
  sl_help_install_key (widget_class);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/numbers-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlNumbersWindow, title);
  gtk_widget_class_bind_template_child (widget_class, SlNumbersWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SlNumbersWindow, scroller);
  gtk_widget_class_install_action (widget_class, "numbers.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "numbers.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                       "numbers.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK,
                                       "numbers.save", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
}

static void
sl_numbers_window_init (SlNumbersWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* "all layers, after epoch 12" */
static char *
what_it_is_of (const SlFigureType *figure,
               const SlSnapshot *snapshot,
               const SlFigureView *view)
{
  g_autofree char *subtitle = figure->subtitle (snapshot, view);

  return *subtitle != '\0'
             ? g_strdup_printf (_ ("%s · epoch %d"), subtitle, snapshot->epoch)
             : g_strdup_printf (_ ("epoch %d"), snapshot->epoch);
}

SlNumbersWindow *
sl_numbers_window_new (GtkWindow *parent,
                       const SlFigureType *figure,
                       const SlSnapshot *snapshot,
                       const SlFigureView *view)
{
  g_autoptr (SlNumbers) numbers = sl_figure_numbers (figure, snapshot, view);
  SlNumbersWindow *self;
  GtkWidget *table;
  const char *title;
  g_autofree char *subtitle = NULL, *name = NULL;

  if (numbers == NULL)
    return NULL;
  self = g_object_new (SL_TYPE_NUMBERS_WINDOW, "transient-for", parent,
                       "destroy-with-parent", TRUE, NULL);
  title = sl_figure_title (figure, snapshot);
  subtitle = what_it_is_of (figure, snapshot, view);
  name = g_strdup_printf (_ ("%s: numbers"), title);
  table = sl_numbers_table_new (numbers);
  self->figure = figure;
  self->numbers = g_steal_pointer (&numbers);
  gtk_window_set_title (GTK_WINDOW (self), name);
  adw_window_title_set_title (self->title, name);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_accessible_update_property (GTK_ACCESSIBLE (table), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle,
                                  -1);
  gtk_scrolled_window_set_child (self->scroller, table);
  gtk_window_set_focus (GTK_WINDOW (self), table);
  return self;
}

void
sl_numbers_window_present (GtkWidget *origin,
                           const SlFigureType *figure,
                           const SlSnapshot *snapshot,
                           const SlFigureView *view)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (origin));
  SlNumbersWindow *window = sl_numbers_window_new (parent, figure, snapshot, view);

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    sl_toast (origin, _ ("This figure has no numbers yet"));
}
