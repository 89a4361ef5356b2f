/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/find.h"
#include "ui/widgets/lambda-slider.h"
#include <math.h>

static void
check_positions (void)
{
  static const struct
  {
    double position, lambda;
  } places[] = {{-6.2, 0.0},  {-6.15, 0.0}, {-6.11, 0.0}, {-6.05, 1e-6},
                {-6.0, 1e-6}, {-5.0, 1e-5}, {-3.0, 1e-3}, {-2.5, 0.00316},
                {-1.0, 0.1},  {0.0, 1.0},   {0.3, 2.0},   {1.0, 10.0}};

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpfloat (sl_lambda_from_position (places[i].position), ==,
                       places[i].lambda); /* to the bit: what is shown is what is used */
}

/* There and back: the number, not the place, is what has three digits. */
static void
check_round_trip (void)
{
  double before = -1.0;

  for (int i = 0; i <= 7200; i++) {
    double position = -6.2 + i / 1000.0;
    double lambda = sl_lambda_from_position (position);

    g_assert_cmpfloat (lambda, >=, before);
    g_assert_cmpfloat (lambda, ==, sl_number_round (lambda, 3));
    g_assert_cmpfloat (sl_lambda_from_position (sl_lambda_to_position (lambda)), ==,
                       lambda);
    before = lambda;
  }
  g_assert_cmpfloat (sl_lambda_to_position (0.0), ==, SL_LAMBDA_POSITION_OFF);
  g_assert_cmpfloat (sl_lambda_to_position (1e-9), ==, -6.0);
  g_assert_cmpfloat (sl_lambda_to_position (250.0), ==, SL_LAMBDA_POSITION_MAX);
  g_assert_cmpfloat (sl_lambda_to_position (NAN), ==, SL_LAMBDA_POSITION_OFF);
}

static void
check_steps (void)
{
  static const double ladder[] = {0.0,  1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4,
                                  2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05,
                                  0.1,  0.2,  0.5,  1.0,  2.0,  5.0,  10.0};
  gsize n = G_N_ELEMENTS (ladder);

  for (gsize i = 0; i + 1 < n; i++) {
    g_assert_cmpfloat (sl_lambda_step (ladder[i], +1), ==, ladder[i + 1]);
    g_assert_cmpfloat (sl_lambda_step (ladder[i + 1], -1), ==, ladder[i]);
  }
  g_assert_cmpfloat (sl_lambda_step (0.0, -1), ==, 0.0);
  g_assert_cmpfloat (sl_lambda_step (10.0, +1), ==, 10.0);
  g_assert_cmpfloat (sl_lambda_step (40.0, +1), ==, 40.0);
  g_assert_cmpfloat (sl_lambda_step (40.0, -1), ==, 10.0);
  g_assert_cmpfloat (sl_lambda_step (0.003, +1), ==, 0.005);
  g_assert_cmpfloat (sl_lambda_step (0.003, -1), ==, 0.002);
}

static void
check_widget (void)
{
  g_autoptr (SlSession) session = test_prepared_session ();
  GtkWidget *slider = g_object_ref_sink (g_object_new (SL_TYPE_LAMBDA_SLIDER, NULL));
  GtkWidget *scale, *entry;
  GtkAdjustment *position;

  sl_lambda_slider_set_session (SL_LAMBDA_SLIDER (slider), session);
  scale = test_find (slider, GTK_ACCESSIBLE_ROLE_SLIDER, "Strength λ");
  entry = test_find (slider, GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Strength λ value");
  position = gtk_range_get_adjustment (GTK_RANGE (scale));

  /* It opens at its off stop. */
  g_assert_cmpfloat (gtk_adjustment_get_value (position), ==, -6.2);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0");
  gtk_test_accessible_assert_property (scale, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "off, λ = 0");
  gtk_test_accessible_assert_property (scale, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, -6.2);

  /* The slider sets λ at once and the entry follows. */
  gtk_adjustment_set_value (position, -2.5);
  g_assert_cmpfloat (sl_session_config (session)->lambda, ==, 0.00316);
  g_assert_cmpfloat (gtk_adjustment_get_value (position), ==, -2.5);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.00316");
  gtk_test_accessible_assert_property (scale, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "λ = 0.00316");

  /* A typed value may lie beyond the slider. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "40");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpfloat (sl_session_config (session)->lambda, ==, 40.0);
  g_assert_cmpfloat (gtk_adjustment_get_value (position), ==, 1.0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "40");

  /* Set from elsewhere, both follow. */
  test_set (session, "lambda", "1e-5");
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (position), -5.0, 1e-9);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "1e-5");

  /* No penalty, nothing to set. */
  test_set (session, "penalty", "none");
  g_assert_false (gtk_widget_get_sensitive (scale));
  test_set (session, "penalty", "l2");
  g_assert_true (gtk_widget_get_sensitive (scale));
  g_assert_finalize_object (slider);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_func ("/lambda-slider/positions", check_positions);
  g_test_add_func ("/lambda-slider/round-trip", check_round_trip);
  g_test_add_func ("/lambda-slider/steps", check_steps);
  g_test_add_func ("/lambda-slider/widget", check_widget);
  return g_test_run ();
}
