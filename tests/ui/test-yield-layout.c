/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What gives way takes no room, and is there where there is enough of it. */
#include "tests/ui/find.h"
#include "ui/widgets/yield-layout.h"
#include <adwaita.h>

static void
check_width (void)
{
  g_autoptr (GtkWidget) bin = g_object_ref_sink (g_object_new (
      ADW_TYPE_BIN, "layout-manager", g_object_new (SL_TYPE_YIELD_LAYOUT, NULL), NULL));
  GtkWidget *label = gtk_label_new ("a subtitle of some length");
  int least, width, height, natural;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 7);
  adw_bin_set_child (ADW_BIN (bin), label);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  gtk_widget_measure (bin, GTK_ORIENTATION_HORIZONTAL, -1, &width, &natural, NULL, NULL);
  gtk_widget_measure (bin, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  g_assert_cmpint (least, >, 0);
  g_assert_cmpint (width, ==, 0);
  g_assert_cmpint (natural, ==, 0);
  g_assert_cmpint (height, >, 0);

  gtk_widget_allocate (bin, least - 1, height, -1, NULL);
  g_assert_false (gtk_widget_get_child_visible (label));
  gtk_widget_allocate (bin, least, height, -1, NULL);
  g_assert_true (gtk_widget_get_child_visible (label));
  g_assert_cmpint (gtk_widget_get_width (label), ==, least);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_func ("/yield-layout/width", check_width);
  return g_test_run ();
}
