/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of one width, in as few lines as hold them. */
#include "tests/ui/find.h"
#include "ui/widgets/columns-layout.h"

enum { SPACING = 10, WIDE = 50, TALL = 20 };

static GtkWidget *
make_box (int n)
{
  GtkLayoutManager *layout =
      g_object_new (SL_TYPE_COLUMNS_LAYOUT, "spacing", SPACING, NULL);
  GtkWidget *box =
      g_object_ref_sink (g_object_new (GTK_TYPE_BOX, "layout-manager", layout, NULL));

  for (int i = 0; i < n; i++) {
    GtkWidget *child = gtk_drawing_area_new ();

    gtk_widget_set_size_request (child, i == 1 ? WIDE : WIDE / 2, TALL);
    gtk_box_append (GTK_BOX (box), child);
  }
  return box;
}

static int
height_at (GtkWidget *box, int width)
{
  int height;

  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
  return height;
}

static GtkAllocation
place_of (GtkWidget *box, int i)
{
  GtkWidget *child = gtk_widget_get_first_child (box);
  GtkAllocation place;

  while (i-- > 0)
    child = gtk_widget_get_next_sibling (child);
  gtk_widget_get_allocation (child, &place);
  return place;
}

static void
check_lines (void)
{
  g_autoptr (GtkWidget) box = make_box (4);
  const int lines[][2] = {{4 * WIDE + 3 * SPACING, 1}, /* all */
                          {3 * WIDE + 2 * SPACING, 2}, /* evenly: two and two */
                          {2 * WIDE + SPACING, 2},
                          {2 * WIDE + SPACING - 1, 4}};
  int least, wanted;

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
  g_assert_cmpint (least, ==, WIDE);
  g_assert_cmpint (wanted, ==, 4 * WIDE + 3 * SPACING);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpint (height_at (box, lines[i][0]), ==,
                     lines[i][1] * TALL + (lines[i][1] - 1) * SPACING);
}

static void
check_places (void)
{
  g_autoptr (GtkWidget) box = make_box (3);
  int width = 2 * WIDE + SPACING + 20;

  gtk_widget_allocate (box, width, height_at (box, width), -1, NULL);
  for (int i = 0; i < 3; i++) {
    GtkAllocation place = place_of (box, i);

    g_assert_cmpint (place.width, ==, WIDE + 10);
    g_assert_cmpint (place.x, ==, i % 2 * (WIDE + 10 + SPACING));
    g_assert_cmpint (place.y, ==, i / 2 * (TALL + SPACING));
  }
}

/* What is not shown takes no column. */
static void
check_hidden (void)
{
  g_autoptr (GtkWidget) box = make_box (4);

  gtk_widget_set_visible (gtk_widget_get_first_child (box), FALSE);
  gtk_widget_set_visible (gtk_widget_get_last_child (box), FALSE);
  g_assert_cmpint (height_at (box, 2 * WIDE + SPACING), ==, TALL);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_func ("/columns-layout/lines", check_lines);
  g_test_add_func ("/columns-layout/places", check_places);
  g_test_add_func ("/columns-layout/hidden", check_hidden);
  return g_test_run ();
}
