/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The read-outs: fixed names, values as text, counts that add up. */
#include "tests/support/comma-locale.h"
#include "tests/ui/find.h"
#include "ui/widgets/readout-bar.h"
#include <math.h>

static GtkWidget *
bar_new (void)
{
  return g_object_ref_sink (g_object_new (SL_TYPE_READOUT_BAR, NULL));
}

static const char *
shown (GtkWidget *bar, const char *name)
{
  return gtk_inscription_get_text (
      GTK_INSCRIPTION (test_find (bar, GTK_ACCESSIBLE_ROLE_LABEL, name)));
}

static void
check_names (void)
{
  gsize n;
  const SlReadout *table = sl_readouts (&n);
  g_autoptr (SlSession) session = test_prepared_session ();
  GtkWidget *bar = bar_new ();

  for (gsize i = 0; i < n; i++)
    g_assert_cmpstr (shown (bar, table[i].name), ==, "–");
  sl_readout_bar_show (SL_READOUT_BAR (bar), sl_session_snapshot (session));
  for (gsize i = 0; i < n; i++)
    g_assert_cmpstr (shown (bar, table[i].name), !=, "–"); /* found by the same name */
  g_assert_finalize_object (bar);
}

/* A snapshot with known numbers, after the shape of a real one. */
static SlSnapshot *
known_snapshot (SlSession *session, SlHistoryRow *row)
{
  SlSnapshot *snapshot =
      sl_snapshot_take_empty (sl_session_config (session), 1, SL_RUN_PAUSED, NULL);
  SlLog *log = sl_log_new (sizeof *row);

  sl_log_append (log, row);
  snapshot->history = sl_log_view (log);
  sl_log_unref (log);
  snapshot->problem = sl_problem_ref (sl_session_snapshot (session)->problem);
  snapshot->n_layers = 1;
  snapshot->layers = g_new0 (SlWeightMeasure, 1);
  snapshot->total.weights = 2720;
  snapshot->total.histogram.zeros = 1468;
  snapshot->total.histogram.zeros_unreached = 268;
  snapshot->total.histogram.near = 341;
  snapshot->total.norm_l1 = 215.649;
  snapshot->total.norm_l2 = 12.2;
  return snapshot;
}

static void
check_values (void)
{
  static const struct
  {
    const char *name, *text;
  } expected[] = {{"Train loss", "0.0412"},   {"Test loss", "0.1532"},
                  {"Train score", "99.6 %"},  {"Test score", "96.2 %"},
                  {"Exactly zero", "54.0 %"}, {"Near zero", "12.5 %"},
                  {"L1 norm", "215.6"},       {"L2 norm", "12.2"}};
  SlHistoryRow row = {.train_loss = 0.04123,
                      .test_loss = 0.15316,
                      .train_score = 0.9955,
                      .test_score = 0.9622};
  g_autoptr (SlSession) session = test_prepared_session ();
  g_autoptr (SlSnapshot) snapshot = known_snapshot (session, &row);
  GtkWidget *bar = bar_new (), *zeros;

  sl_readout_bar_show (SL_READOUT_BAR (bar), snapshot);
  sl_readout_bar_describe (SL_READOUT_BAR (bar), snapshot);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpstr (shown (bar, expected[i].name), ==, expected[i].text);
  zeros = test_find (bar, GTK_ACCESSIBLE_ROLE_LABEL, "Exactly zero");
  gtk_test_accessible_assert_property (
      zeros, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      "1468 of 2720 weights: 1200 by the penalty, 268 because nothing reaches them");
  g_assert_finalize_object (bar);
}

/* No test part, and numbers no one foresaw: still a text of few letters. */
static void
check_odd_values (void)
{
  SlHistoryRow row = {
      .train_loss = 3.2e9, .test_loss = NAN, .train_score = 1.0, .test_score = NAN};
  gsize n;
  const SlReadout *table = sl_readouts (&n);
  g_autoptr (SlSession) session = test_prepared_session ();
  g_autoptr (SlSnapshot) snapshot = known_snapshot (session, &row);
  GtkWidget *bar = bar_new ();

  snapshot->total.norm_l1 = 18911242.0;
  sl_readout_bar_show (SL_READOUT_BAR (bar), snapshot);
  g_assert_cmpstr (shown (bar, "Test loss"), ==, "–");
  g_assert_cmpstr (shown (bar, "Test score"), ==, "–");
  g_assert_cmpstr (shown (bar, "Train score"), ==, "100.0 %");
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint (g_utf8_strlen (shown (bar, table[i].name), -1), <=, 8);
  g_assert_finalize_object (bar);
}

/* What is nearly zero does not read as zero, nor nearly all as all. */
static void
check_edges (void)
{
  static const struct
  {
    gint64 zeros;
    double loss;
    const char *share, *text;
  } edges[] = {{0, 0.0, "0.0 %", "0.0000"},
               {1, 3.2e-7, "< 0.1 %", "3.2e-07"},
               {10, 5.1e-5, "0.1 %", "0.0001"},
               {19990, 4.9e-5, "> 99.9 %", "4.9e-05"},
               {20000, 1.0, "100.0 %", "1.0000"}};
  g_autoptr (SlSession) session = test_prepared_session ();

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++) {
    SlHistoryRow row = {.train_loss = edges[i].loss};
    g_autoptr (SlSnapshot) snapshot = known_snapshot (session, &row);
    GtkWidget *bar = bar_new ();

    snapshot->total.weights = 20000;
    snapshot->total.histogram.zeros = edges[i].zeros;
    sl_readout_bar_show (SL_READOUT_BAR (bar), snapshot);
    g_assert_cmpstr (shown (bar, "Exactly zero"), ==, edges[i].share);
    g_assert_cmpstr (shown (bar, "Train loss"), ==, edges[i].text);
    g_assert_finalize_object (bar);
  }
}

static void
check_comma_locale (void)
{
  test_comma_locale_enter ();
  check_values ();
  test_comma_locale_leave ();
}

/* Narrow and wide: nothing overlaps, nothing is cut off. */
static void
check_arrangements (void)
{
  gsize n;
  const SlReadout *table = sl_readouts (&n);
  GtkWidget *bar = bar_new ();
  int narrow, wide;

  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, &narrow, &wide, NULL, NULL);
  g_assert_cmpint (narrow, <, wide);
  for (int width = narrow; width <= wide + 100; width += (wide + 100 - narrow) / 4) {
    GtkAllocation area = {0, 0, width, 60};

    gtk_widget_size_allocate (bar, &area, -1);
    for (gsize i = 0; i < n; i++)
      for (gsize j = 0; j < n; j++) {
        graphene_rect_t a, b;

        g_assert_true (gtk_widget_compute_bounds (
            test_find (bar, GTK_ACCESSIBLE_ROLE_LABEL, table[i].name), bar, &a));
        g_assert_true (gtk_widget_compute_bounds (
            test_find (bar, GTK_ACCESSIBLE_ROLE_LABEL, table[j].name), bar, &b));
        g_assert_cmpfloat (a.origin.x, >=, 0.0);
        g_assert_cmpfloat (a.origin.x + a.size.width, <=, width);
        g_assert_true (i == j || !graphene_rect_intersection (&a, &b, NULL));
      }
  }
  g_assert_finalize_object (bar);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_func ("/readouts/names", check_names);
  g_test_add_func ("/readouts/values", check_values);
  g_test_add_func ("/readouts/odd-values", check_odd_values);
  g_test_add_func ("/readouts/edges", check_edges);
  g_test_add_func ("/readouts/comma-locale", check_comma_locale);
  g_test_add_func ("/readouts/arrangements", check_arrangements);
  return g_test_run ();
}
