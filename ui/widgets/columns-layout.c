/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/columns-layout.h"

struct _SlColumnsLayout
{
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (SlColumnsLayout, sl_columns_layout, GTK_TYPE_LAYOUT_MANAGER)

enum { PROP_SPACING = 1, N_PROPERTIES };

static GtkWidget *
next_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

#define FOR_EACH(child, widget)                                                          \
  for (GtkWidget *child = next_shown (gtk_widget_get_first_child (widget));              \
       child != NULL; child = next_shown (gtk_widget_get_next_sibling (child)))

/* The widths of the widest child. Returns how many there are. */
static int
find_width (GtkWidget *widget, int *minimum, int *natural)
{
  int n = 0;

  *minimum = *natural = 0;
  FOR_EACH (child, widget)
  {
    int least, wanted;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL,
                        NULL);
    *minimum = MAX (*minimum, least);
    *natural = MAX (*natural, wanted);
    n++;
  }
  return n;
}

/* How many columns of at least @minimum px @width has for @n children; in the last line,
 * some may stay free. */
static int
count_columns (const SlColumnsLayout *self, int n, int minimum, int width)
{
  int most = (width + self->spacing) / MAX (minimum + self->spacing, 1), lines;

  if (n == 0)
    return 1;
  most = CLAMP (most, 1, n);
  lines = (n + most - 1) / most;
  return (n + lines - 1) / lines;
}

/* Goes through the lines. @allocate: the children get their places. Returns the height.
 */
static int
lay_out (SlColumnsLayout *self,
         GtkWidget *widget,
         int width,
         gboolean allocate,
         gboolean natural)
{
  int least, wanted, n = find_width (widget, &least, &wanted);
  int columns = count_columns (self, n, least, width);
  int each = MAX ((width - (columns - 1) * self->spacing) / columns, least);
  int top = 0, height = 0, column = 0, minimum;

  FOR_EACH (child, widget)
  {
    if (column == columns) {
      top += height + self->spacing;
      height = column = 0;
    }
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, each, &minimum, &wanted, NULL,
                        NULL);
    height = MAX (height, natural ? wanted : minimum);
    if (allocate)
      gtk_widget_size_allocate (
          child, &(GtkAllocation){column * (each + self->spacing), top, each, wanted},
          -1);
    column++;
  }
  return top + height;
}

static void
sl_columns_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  SlColumnsLayout *self = SL_COLUMNS_LAYOUT (manager);
  int least, wanted, n = find_width (widget, &least, &wanted);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = least;
    *natural = n * wanted + MAX (n - 1, 0) * self->spacing;
    return;
  }
  if (for_size < 0)
    for_size = n * wanted + MAX (n - 1, 0) * self->spacing;
  *minimum = lay_out (self, widget, for_size, FALSE, FALSE);
  *natural = lay_out (self, widget, for_size, FALSE, TRUE);
}

static void
sl_columns_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            int width,
                            int height,
                            int baseline)
{
  lay_out (SL_COLUMNS_LAYOUT (manager), widget, width, TRUE, TRUE);
}

static GtkSizeRequestMode
sl_columns_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
sl_columns_layout_set_property (GObject *object,
                                guint id,
                                const GValue *value,
                                GParamSpec *spec)
{
  if (id == PROP_SPACING)
    SL_COLUMNS_LAYOUT (object)->spacing = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
}

static void
sl_columns_layout_class_init (SlColumnsLayoutClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = sl_columns_layout_set_property;
  GTK_LAYOUT_MANAGER_CLASS (klass)->measure = sl_columns_layout_measure;
  GTK_LAYOUT_MANAGER_CLASS (klass)->allocate = sl_columns_layout_allocate;
  GTK_LAYOUT_MANAGER_CLASS (klass)->get_request_mode = sl_columns_layout_get_request_mode;
  g_object_class_install_property (
      G_OBJECT_CLASS (klass), PROP_SPACING,
      g_param_spec_int ("spacing", NULL, NULL, 0, 1000, 0,
                        G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static void
sl_columns_layout_init (SlColumnsLayout *self)
{
}
