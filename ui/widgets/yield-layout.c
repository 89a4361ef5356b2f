/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/yield-layout.h"

struct _SlYieldLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (SlYieldLayout, sl_yield_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
sl_yield_layout_measure (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL || child == NULL)
    *minimum = *natural = 0;
  else
    gtk_widget_measure (child, orientation, -1, minimum, natural, minimum_baseline,
                        natural_baseline);
}

static void
sl_yield_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          int width,
                          int height,
                          int baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int least;

  if (child == NULL)
    return;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_set_child_visible (child, width >= least);
  if (width >= least)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
sl_yield_layout_class_init (SlYieldLayoutClass *klass)
{
  GTK_LAYOUT_MANAGER_CLASS (klass)->measure = sl_yield_layout_measure;
  GTK_LAYOUT_MANAGER_CLASS (klass)->allocate = sl_yield_layout_allocate;
}

static void
sl_yield_layout_init (SlYieldLayout *self)
{
}
