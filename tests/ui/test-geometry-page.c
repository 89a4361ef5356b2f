/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Geometry page: one λ for sidebar and pictures, and weights that can be dragged. */
#include "tests/ui/find.h"
#include "tests/ui/window-fixture.h"
#include "ui/pages/geometry.h"
#include "ui/widgets/geometry-panel.h"

#include <math.h>
#include <string.h>

extern const SlPageType sl_page_geometry;

typedef struct
{
  WindowFixture window;
  SlPage *page;
  SlGeometryPanel *panel;
  SlPlotCard *hard, *soft;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  window_fixture_set_up (&f->window, data);
  window_fixture_present (&f->window, 1024, 700);
  g_action_group_change_action_state (G_ACTION_GROUP (f->window.window), "page",
                                      g_variant_new_string ("geometry"));
  f->page = sl_page_stack_page (sl_window_pages (f->window.window), &sl_page_geometry);
  f->panel =
      SL_GEOMETRY_PANEL (test_find_type (GTK_WIDGET (f->page), SL_TYPE_GEOMETRY_PANEL));
  f->hard = SL_PLOT_CARD (
      test_find (GTK_WIDGET (f->page), GTK_ACCESSIBLE_ROLE_GROUP, "Penalty geometry"));
  f->soft = SL_PLOT_CARD (test_find (GTK_WIDGET (f->page), GTK_ACCESSIBLE_ROLE_GROUP,
                                     "Penalty geometry, soft form"));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  window_fixture_tear_down (&f->window, data);
}

static const SlGeometry *
shown (SlPlotCard *card)
{
  return sl_plot_card_view (card)->geometry;
}

static const char *
sentence (Fixture *f)
{
  return gtk_label_get_text (GTK_LABEL (test_find (
      GTK_WIDGET (f->page), GTK_ACCESSIBLE_ROLE_LABEL, "What the geometry says")));
}

static GtkWidget *
find (Fixture *f, GtkAccessibleRole role, const char *name)
{
  return test_find (GTK_WIDGET (f->page), role, name);
}

/* λ from the sidebar is in both forms at once, and the sentence says what becomes of the
 * weights. */
static void
test_lambda_to_picture (Fixture *f, gconstpointer data)
{
  test_set (f->window.session, "lambda", "0.1");
  g_assert_cmpfloat (shown (f->hard)->lambda, ==, 0.1);
  g_assert_true (shown (f->soft) == shown (f->hard));
  g_assert_true (sl_plot_card_view (f->soft)->soft);
  g_assert_false (sl_plot_card_view (f->hard)->soft);
  g_assert_true (g_str_has_prefix (sentence (f), "Neither weight is zero"));
  test_set (f->window.session, "lambda", "0.5");
  g_assert_cmpfloat (shown (f->hard)->soft.w[1], ==, 0);
  g_assert_true (g_str_has_prefix (
      sentence (f), "w₂ is exactly zero: the contour touches the diamond at its corner"));
  test_set (f->window.session, "penalty", "l2");
  g_assert_nonnull (strstr (sentence (f), "the circle has no corners"));
  test_set (f->window.session, "penalty", "none");
  g_assert_nonnull (strstr (sentence (f), "nothing holds the weights back"));
  g_assert_false (
      gtk_widget_get_sensitive (find (f, GTK_ACCESSIBLE_ROLE_SLIDER, "Ball radius t")));
}

/* The ball's radius sets λ, to the three digits that are shown. */
static void
test_radius_to_lambda (Fixture *f, gconstpointer data)
{
  GtkRange *radius = GTK_RANGE (find (f, GTK_ACCESSIBLE_ROLE_SLIDER, "Ball radius t"));

  test_set (f->window.session, "lambda", "0.1");
  g_assert_cmpfloat_with_epsilon (gtk_range_get_value (radius), shown (f->hard)->radius,
                                  0.011);
  for (double t = 0.2; t < 1.5; t += 0.4) {
    gtk_range_set_value (radius, t);
    double lambda = sl_session_config (f->window.session)->lambda;
    g_assert_cmpfloat (lambda, >, 0);
    g_assert_cmpfloat (shown (f->hard)->lambda, ==, lambda);
    g_assert_cmpfloat_with_epsilon (shown (f->hard)->radius, t, 0.02);
  }
  gtk_range_set_value (radius, 99); /* as far as it goes: it holds the lowest point */
  g_assert_cmpfloat (sl_session_config (f->window.session)->lambda, ==, 0);
}

/* By keyboard through spin buttons, which follow a problem that was dragged. */
static void
test_problem (Fixture *f, gconstpointer data)
{
  GtkSpinButton *first =
      GTK_SPIN_BUTTON (find (f, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, "Least-squares w₁"));
  GtkSpinButton *second =
      GTK_SPIN_BUTTON (find (f, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, "Least-squares w₂"));
  GtkSpinButton *angle =
      GTK_SPIN_BUTTON (find (f, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, "Angle"));
  GtkSpinButton *elongation =
      GTK_SPIN_BUTTON (find (f, GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, "Elongation"));
  const SlBuiltIn dragged = {.least = {-0.5, 1.25}, .ellipse = {-0.5, 3}};

  gtk_spin_button_set_value (first, -1.5);
  gtk_spin_button_set_value (second, 0.25);
  gtk_spin_button_set_value (angle, 45);
  gtk_spin_button_set_value (elongation, 4);
  const SlBowl *bowl = sl_slice_bowl (shown (f->hard)->slice);
  SlEllipse ellipse = sl_bowl_ellipse (bowl);
  g_assert_cmpfloat (bowl->least[0], ==, -1.5);
  g_assert_cmpfloat (bowl->least[1], ==, 0.25);
  g_assert_cmpfloat_with_epsilon (ellipse.angle, G_PI_4, 1e-9);
  g_assert_cmpfloat_with_epsilon (ellipse.elongation, 4, 1e-9);
  sl_geometry_panel_set_problem (f->panel, &dragged);
  g_assert_cmpfloat (gtk_spin_button_get_value (first), ==, -0.5);
  g_assert_cmpfloat (gtk_spin_button_get_value (angle), ==, -29);
  g_assert_cmpfloat (sl_slice_bowl (shown (f->soft)->slice)->least[1], ==, 1.25);
}

/* With hidden layers the weights of the model are greyed and say why; without, the worker
 * is asked for the pair, and any other pair can be chosen. */
static void
test_weights_of_the_model (Fixture *f, gconstpointer data)
{
  GtkWidget *model = find (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Weights of the model");

  g_assert_false (gtk_widget_get_sensitive (model));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (model), "hidden layers"));
  test_set (f->window.session, "dataset", "diabetes");
  test_set (f->window.session, "hidden", "");
  test_set (f->window.session, "lambda", "0.1");
  g_assert_true (gtk_widget_get_sensitive (model));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (model), TRUE);
  g_assert_null (shown (f->hard));
  test_wait_until (sl_plot_card_snapshot (f->hard) != NULL &&
                   sl_plot_card_snapshot (f->hard)->geometry != NULL);
  GtkDropDown *across =
      GTK_DROP_DOWN (find (f, GTK_ACCESSIBLE_ROLE_COMBO_BOX, "First weight"));
  GtkDropDown *up =
      GTK_DROP_DOWN (find (f, GTK_ACCESSIBLE_ROLE_COMBO_BOX, "Second weight"));
  const int *pair = sl_plot_card_snapshot (f->hard)->geometry->pair;
  g_assert_cmpuint (gtk_drop_down_get_selected (across), ==, pair[0]);
  g_assert_cmpuint (gtk_drop_down_get_selected (up), ==, pair[1]);
  gtk_drop_down_set_selected (across, 5);
  test_wait_until (sl_plot_card_snapshot (f->hard)->geometry != NULL &&
                   sl_plot_card_snapshot (f->hard)->geometry->pair[0] == 5);
  /* Chosen twice, a weight takes the other's place. */
  guint other = gtk_drop_down_get_selected (up);
  gtk_drop_down_set_selected (up, 5);
  g_assert_cmpuint (gtk_drop_down_get_selected (across), ==, other);
  test_set (f->window.session, "hidden", "4");
  g_assert_false (gtk_widget_get_sensitive (model));
  g_assert_nonnull (shown (f->hard));
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/geometry-page/lambda-to-picture", test_lambda_to_picture);
  ADD ("/geometry-page/radius-to-lambda", test_radius_to_lambda);
  ADD ("/geometry-page/problem", test_problem);
  ADD ("/geometry-page/weights-of-the-model", test_weights_of_the_model);
#undef ADD
  return g_test_run ();
}
