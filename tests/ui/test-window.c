/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window as a whole: names and roles of PRODUCT.md §3, states, sizes, the end. */
#include "tests/ui/window-fixture.h"
#include "ui/widgets/explain.h"
#include "ui/widgets/transport-bar.h"
#include <math.h>
#include <string.h>

static const struct
{
  GtkAccessibleRole role;
  const char *name;
} controls[] = {
    {GTK_ACCESSIBLE_ROLE_BUTTON, "None"},
    {GTK_ACCESSIBLE_ROLE_BUTTON, "L1"},
    {GTK_ACCESSIBLE_ROLE_BUTTON, "L2"},
    {GTK_ACCESSIBLE_ROLE_BUTTON, "Elastic net"},
    {GTK_ACCESSIBLE_ROLE_SLIDER, "Strength λ"},
    {GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Strength λ value"},
    {GTK_ACCESSIBLE_ROLE_SLIDER, "L1 share"},
    {GTK_ACCESSIBLE_ROLE_COMBO_BOX, "Data set"},
    {GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Hidden layers"},
    {GTK_ACCESSIBLE_ROLE_COMBO_BOX, "Activation"},
    {GTK_ACCESSIBLE_ROLE_COMBO_BOX, "Optimiser"},
    {GTK_ACCESSIBLE_ROLE_COMBO_BOX, "Zeros by"},
    {GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Learning rate"},
    {GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Near-zero threshold"},
    {GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, "Batch size"},
    {GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, "Seed"},
    {GTK_ACCESSIBLE_ROLE_BUTTON, "Train"},
    {GTK_ACCESSIBLE_ROLE_BUTTON, "Step batch"},
    {GTK_ACCESSIBLE_ROLE_BUTTON, "Step epoch"},
    {GTK_ACCESSIBLE_ROLE_BUTTON, "Reset"},
    {GTK_ACCESSIBLE_ROLE_BUTTON, "Export…"},
    {GTK_ACCESSIBLE_ROLE_SLIDER, "Speed"},
    {GTK_ACCESSIBLE_ROLE_LABEL, "Epoch"},
    {GTK_ACCESSIBLE_ROLE_LABEL, "Train loss"},
    {GTK_ACCESSIBLE_ROLE_LABEL, "Test loss"},
    {GTK_ACCESSIBLE_ROLE_LABEL, "Train score"},
    {GTK_ACCESSIBLE_ROLE_LABEL, "Test score"},
    {GTK_ACCESSIBLE_ROLE_LABEL, "Exactly zero"},
    {GTK_ACCESSIBLE_ROLE_LABEL, "Near zero"},
    {GTK_ACCESSIBLE_ROLE_LABEL, "L1 norm"},
    {GTK_ACCESSIBLE_ROLE_LABEL, "L2 norm"},
    {GTK_ACCESSIBLE_ROLE_GROUP, "Loss"},
    {GTK_ACCESSIBLE_ROLE_GROUP, "Norms"},
    {GTK_ACCESSIBLE_ROLE_GROUP, "Weight magnitudes"},
    {GTK_ACCESSIBLE_ROLE_GROUP, "Weights"},
};

static GtkWidget *
control (WindowFixture *f, GtkAccessibleRole role, const char *name)
{
  return test_find (GTK_WIDGET (f->window), role, name);
}

static void
check_names (WindowFixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    g_assert_nonnull (control (f, controls[i].role, controls[i].name));
}

static void
check_penalty (WindowFixture *f, gconstpointer data)
{
  GtkWidget *share = control (f, GTK_ACCESSIBLE_ROLE_SLIDER, "L1 share");
  const SlKindTable *penalties = sl_penalties ();

  for (size_t i = 0; i < penalties->n; i++) {
    const SlKind *kind = penalties->kinds[i];

    /* Penalties on groups have an item in a menu and no button. */
    if (((const SlPenaltyType *) kind)->group != NULL)
      g_assert_true (
          sl_session_set (f->session, sl_setting_find ("penalty", NULL), kind->id, NULL));
    else
      g_signal_emit_by_name (control (f, GTK_ACCESSIBLE_ROLE_BUTTON, kind->name),
                             "clicked");
    g_assert_true (&sl_session_config (f->session)->penalty->kind == kind);
    for (size_t k = 0; k < penalties->n; k++)
      if (((const SlPenaltyType *) penalties->kinds[k])->group == NULL)
        gtk_test_accessible_assert_state (
            control (f, GTK_ACCESSIBLE_ROLE_BUTTON, penalties->kinds[k]->name),
            GTK_ACCESSIBLE_STATE_PRESSED,
            k == i ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE);
    g_assert_cmpint (gtk_widget_get_visible (gtk_widget_get_parent (share)), ==,
                     ((const SlPenaltyType *) kind)->has_share);
  }
  gtk_range_set_value (GTK_RANGE (share), 0.3);
  g_assert_cmpfloat (sl_session_config (f->session)->l1_share, ==, 0.3);
}

static void
check_transport (WindowFixture *f, gconstpointer data)
{
  GtkWidget *play = control (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Train");
  GtkWidget *epoch = control (f, GTK_ACCESSIBLE_ROLE_LABEL, "Epoch");
  GtkWidget *speed = control (f, GTK_ACCESSIBLE_ROLE_SLIDER, "Speed");

  gtk_test_accessible_assert_property (speed, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "30 epochs per second");
  gtk_range_set_value (GTK_RANGE (speed), 3.0);
  g_assert_cmpfloat (sl_session_speed (f->session), ==, SL_SPEED_MAX);
  gtk_test_accessible_assert_property (speed, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "as fast as it goes");

  g_signal_emit_by_name (play, "clicked");
  g_assert_true (control (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Pause") == play);
  test_wait_until (sl_session_snapshot (f->session)->epoch >= 5);
  g_signal_emit_by_name (play, "clicked");
  g_assert_true (control (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Train") == play);
  test_wait_until (sl_session_snapshot (f->session)->state == SL_RUN_PAUSED);

  /* At once on pause, and under the same name. */
  g_assert_cmpint (
      g_ascii_strtoll (gtk_inscription_get_text (GTK_INSCRIPTION (epoch)), NULL, 10), ==,
      sl_session_snapshot (f->session)->epoch);
  g_assert_true (control (f, GTK_ACCESSIBLE_ROLE_LABEL, "Epoch") == epoch);
}

static void
check_speed_positions (WindowFixture *f, gconstpointer data)
{
  double before = 0.0;

  for (int i = -1000; i <= 3000; i++) {
    double speed = sl_speed_from_position (i / 1000.0);

    g_assert_cmpfloat (speed, >=, before);
    g_assert_cmpfloat (sl_speed_from_position (sl_speed_to_position (speed)), ==, speed);
    before = speed;
  }
  g_assert_cmpfloat (sl_speed_from_position (-1.0), ==, 0.1);
  g_assert_cmpfloat (sl_speed_from_position (sl_speed_to_position (30.0)), ==, 30.0);
  g_assert_cmpfloat (sl_speed_from_position (3.0), ==, SL_SPEED_MAX);
}

/* Divergence: a banner, and a click that halves the learning rate and trains on. */
static void
check_banner (WindowFixture *f, gconstpointer data)
{
  GtkWidget *halve = control (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Halve the learning rate");
  GtkWidget *banner = gtk_widget_get_ancestor (halve, GTK_TYPE_INFO_BAR);

  banner = gtk_widget_get_parent (banner);
  g_assert_false (gtk_widget_get_visible (banner));
  test_set (f->session, "optimizer", "sgd");
  test_set (f->session, "learning-rate", "1e5");
  sl_session_set_playing (f->session, TRUE);
  test_wait_until (gtk_widget_get_visible (banner));
  g_assert_false (sl_session_playing (f->session));

  g_signal_emit_by_name (halve, "clicked");
  g_assert_cmpfloat (sl_session_config (f->session)->learning_rate, ==, 5e4);
  test_wait_until (!sl_session_playing (f->session)); /* still too much */
  g_assert_true (gtk_widget_get_visible (banner));
  g_signal_emit_by_name (control (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Start again"),
                         "clicked");
  test_wait_until (!gtk_widget_get_visible (banner));
}

/* The banner leads back to before the change, with the rate of then in its field. */
static void
check_go_back (WindowFixture *f, gconstpointer data)
{
  GtkWidget *back = control (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Go back");
  GtkWidget *banner =
      gtk_widget_get_parent (gtk_widget_get_ancestor (back, GTK_TYPE_INFO_BAR));

  test_set (f->session, "optimizer", "sgd");
  test_set (f->session, "learning-rate", "0.01");
  sl_session_step_epoch (f->session);
  test_wait_until (sl_session_snapshot (f->session)->epoch == 1);
  test_set (f->session, "learning-rate", "1e5");
  sl_session_set_playing (f->session, TRUE);
  test_wait_until (gtk_widget_get_visible (banner));
  g_assert_true (gtk_widget_get_visible (back));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (back), "epoch 1,"));

  g_signal_emit_by_name (back, "clicked");
  test_wait_until (!gtk_widget_get_visible (banner));
  g_assert_cmpint (sl_session_snapshot (f->session)->epoch, ==, 1);
  g_assert_false (sl_session_playing (f->session));
  g_assert_cmpfloat (sl_session_config (f->session)->learning_rate, ==, 0.01);
  sl_session_set_playing (f->session, TRUE);
  test_wait_until (sl_session_snapshot (f->session)->epoch >= 3);
}

/* A target that is reached is news too, without buttons for trouble. */
static void
check_ending (WindowFixture *f, gconstpointer data)
{
  GtkWidget *halve = control (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Halve the learning rate");
  GtkWidget *banner = gtk_widget_get_ancestor (halve, GTK_TYPE_INFO_BAR);

  banner = gtk_widget_get_parent (banner);
  test_set (f->session, "stop-at", "0.5");
  sl_session_set_playing (f->session, TRUE);
  test_wait_until (gtk_widget_get_visible (banner));
  g_assert_false (sl_session_playing (f->session));
  g_assert_false (gtk_widget_get_visible (halve));
  sl_session_set_playing (f->session, TRUE);
  test_wait_until (!gtk_widget_get_visible (banner));
}

/* Everything fits into 1024x700, whatever it shows. */
static void
check_small (WindowFixture *f, gconstpointer data)
{
  int width, height;

  test_set (f->session, "penalty", "elastic-net");
  window_fixture_present (f, 1024, 700);
  gtk_widget_measure (GTK_WIDGET (f->window), GTK_ORIENTATION_HORIZONTAL, -1, &width,
                      NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (f->window), GTK_ORIENTATION_VERTICAL, 1024, &height,
                      NULL, NULL, NULL);
  g_assert_cmpint (width, <=, 1024);
  g_assert_cmpint (height, <=, 700);
}

/* The space bar trains: the focus is not on the first button of the header. */
static void
check_focus (WindowFixture *f, gconstpointer data)
{
  window_fixture_present (f, 1366, 860);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (f->window)) ==
                 control (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Train"));
}

/* On the first page alone, not in a presentation, and within the smallest window. */
static void
check_first_steps (WindowFixture *f, gconstpointer data)
{
  GtkWidget *steps;

  g_assert_false (sl_window_first_steps (f->window));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "first-steps", NULL);
  window_fixture_present (f, 1024, 700);
  steps = control (f, GTK_ACCESSIBLE_ROLE_GROUP, "First steps");
  g_assert_true (gtk_widget_get_visible (steps));
  check_small (f, NULL);
  control (f, GTK_ACCESSIBLE_ROLE_GROUP, "Step 2: Drag λ");
  test_set (f->session, "lambda", "0.001");
  control (f, GTK_ACCESSIBLE_ROLE_GROUP, "Step 2, done: Drag λ");
  control (f, GTK_ACCESSIBLE_ROLE_GROUP, "Step 3: Look closer");
  sl_page_stack_show (sl_window_pages (f->window), "path", NULL);
  g_assert_false (gtk_widget_get_visible (steps));
  sl_page_stack_show (sl_window_pages (f->window), "train", NULL);
  g_assert_true (gtk_widget_get_visible (steps));
  control (f, GTK_ACCESSIBLE_ROLE_GROUP, "Step 3, done: Look closer");
  sl_window_set_presenting (f->window, TRUE);
  g_assert_false (gtk_widget_get_visible (steps));
  sl_window_set_presenting (f->window, FALSE);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "first-steps", NULL);
  g_assert_false (gtk_widget_get_visible (steps));
  /* Asked for again, from anywhere, they begin anew. */
  sl_page_stack_show (sl_window_pages (f->window), "path", NULL);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "first-steps", NULL);
  g_assert_true (gtk_widget_get_visible (steps));
  control (f, GTK_ACCESSIBLE_ROLE_GROUP, "Step 2: Drag λ");
}

/* Nothing is wider or higher than the window on any page: it scrolls. */
static void
check_text_scale (WindowFixture *f, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  const SlKindTable *pages = sl_pages ();
  int usual, now, width, height;
  g_autoptr (GError) error = NULL;

  g_object_get (settings, "gtk-xft-dpi", &usual, NULL);
  window_fixture_present (f, 1024, 700);
  g_action_group_change_action_state (G_ACTION_GROUP (f->window), "text-scale",
                                      g_variant_new_double (1.5));
  g_object_get (settings, "gtk-xft-dpi", &now, NULL);
  g_assert_cmpint (now, ==, (int) (1.5 * usual));
  for (size_t i = 0; i < pages->n; i++) {
    sl_page_stack_show (sl_window_pages (f->window), pages->kinds[i]->id, NULL);
    gtk_widget_measure (GTK_WIDGET (f->window), GTK_ORIENTATION_HORIZONTAL, -1, &width,
                        NULL, NULL, NULL);
    gtk_widget_measure (GTK_WIDGET (f->window), GTK_ORIENTATION_VERTICAL, 1024, &height,
                        NULL, NULL, NULL);
    g_assert_cmpint (width, <=, 1024);
    g_assert_cmpint (height, <=, 700);
  }
  sl_window_set_presenting (f->window, TRUE);
  g_object_get (settings, "gtk-xft-dpi", &now, NULL);
  g_assert_cmpint (now, ==, (int) (1.5 * 1.4 * usual));
  sl_window_set_presenting (f->window, FALSE);
  g_assert_false (sl_window_set_text_scale (f->window, 0.0, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_false (sl_window_set_text_scale (f->window, NAN, NULL));
  g_assert_cmpfloat (sl_window_text_scale (f->window), ==, 1.5);
  sl_window_set_text_scale (f->window, 1.0, NULL);
  g_object_get (settings, "gtk-xft-dpi", &now, NULL);
  g_assert_cmpint (now, ==, usual);
}

static void
check_enlarge (WindowFixture *f, gconstpointer data)
{
  GtkWidget *loss = control (f, GTK_ACCESSIBLE_ROLE_GROUP, "Loss");
  GtkWidget *weights = control (f, GTK_ACCESSIBLE_ROLE_GROUP, "Weights");

  g_assert_false (sl_window_restore (f->window));
  g_assert_true (gtk_widget_activate_action (weights, "card.enlarge", NULL));
  g_assert_false (gtk_widget_get_visible (loss));
  g_assert_true (gtk_widget_get_visible (weights));
  g_assert_true (sl_window_restore (f->window));
  g_assert_true (gtk_widget_get_visible (loss));
}

static const char *
shown_distance (WindowFixture *f)
{
  GtkWidget *value = control (f, GTK_ACCESSIBLE_ROLE_LABEL, "Distance to optimum");
  const char *text = gtk_inscription_get_text (GTK_INSCRIPTION (value));

  return text != NULL ? text : ""; /* before the first is set */
}

/* A line that is there while there is an optimum, and says how far it is. */
static void
check_distance (WindowFixture *f, gconstpointer data)
{
  GtkWidget *line = gtk_widget_get_parent (
      control (f, GTK_ACCESSIBLE_ROLE_LABEL, "Distance to optimum"));
  SlDistanceReport known = {.distance = {.largest = 0.01234, .gap = 0.5}};
  g_autofree char *text = sl_explain_distance (&known);
  g_autofree char *unknown = sl_explain_distance (NULL);
  GtkWidget *why;

  g_assert_cmpstr (text, ==, "max |w − w*| = 0.012, J − J* = 0.5");
  g_assert_cmpstr (unknown, ==, "–");
  window_fixture_present (f, 1024, 700);
  g_assert_false (gtk_widget_get_visible (line)); /* hidden layers */
  test_set (f->session, "dataset", "iris");
  test_set (f->session, "hidden", "");
  test_set (f->session, "lambda", "0.01");
  test_wait_until (strstr (shown_distance (f), "J − J* = ") != NULL);
  g_assert_true (gtk_widget_get_visible (line));
  g_assert_true (g_str_has_prefix (shown_distance (f), "max |w − w*| = "));
  /* Where there is none, the reason stands in its place. */
  test_set (f->session, "penalize-bias", "true");
  test_wait_until (!gtk_widget_get_visible (line));
  why = control (f, GTK_ACCESSIBLE_ROLE_LABEL,
                 "No distance to the optimum: The exact solver never penalises biases");
  g_assert_true (gtk_widget_get_visible (why));
  test_set (f->session, "penalize-bias", "false");
  test_wait_until (gtk_widget_get_visible (line));
  g_assert_false (gtk_widget_get_visible (why));
  test_set (f->session, "hidden", "3");
  test_wait_until (!gtk_widget_get_visible (line));
  g_assert_cmpstr (shown_distance (f), ==, "");
}

/* Closed in mid-run, at full speed. */
static void
check_close (WindowFixture *f, gconstpointer data)
{
  window_fixture_present (f, 1366, 860);
  sl_session_set_speed (f->session, SL_SPEED_MAX);
  sl_session_set_playing (f->session, TRUE);
  test_wait_until (sl_session_snapshot (f->session)->epoch >= 5);
  gtk_window_close (GTK_WINDOW (f->window));
  test_wait_until (f->window == NULL);
  while (!sl_session_shutdown (f->session))
    ;
  g_assert_finalize_object (f->session);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*check) (WindowFixture *f, gconstpointer data);
  } checks[] = {{"/window/names", check_names},
                {"/window/penalty", check_penalty},
                {"/window/transport", check_transport},
                {"/window/banner", check_banner},
                {"/window/go-back", check_go_back},
                {"/window/ending", check_ending},
                {"/window/speed-positions", check_speed_positions},
                {"/window/small", check_small},
                {"/window/focus", check_focus},
                {"/window/first-steps", check_first_steps},
                {"/window/text-scale", check_text_scale},
                {"/window/enlarge", check_enlarge},
                {"/window/distance", check_distance}};

  test_ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    g_test_add (checks[i].path, WindowFixture, NULL, window_fixture_set_up,
                checks[i].check, window_fixture_tear_down);
  /* Does its own tearing down. */
  g_test_add ("/window/close", WindowFixture, NULL, window_fixture_set_up, check_close,
              NULL);
  return g_test_run ();
}
