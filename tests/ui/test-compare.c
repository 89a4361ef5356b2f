/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of compared runs in the real window, with real workers. */
#include "tests/ui/find.h"
#include "tests/ui/window-fixture.h"
#include "ui/figures/peers.h"
#include "ui/pages/compare.h"
#include "ui/widgets/compare-bar.h"
#include "ui/widgets/compare-table.h"
#include <string.h>

static GtkWidget *
page (WindowFixture *f)
{
  return GTK_WIDGET (sl_page_stack_page (sl_window_pages (f->window), &sl_page_compare));
}

static void
act (WindowFixture *f, const char *name, GVariant *value)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window), name, value);
}

static const char *
state_of (WindowFixture *f, const char *name)
{
  g_autoptr (GVariant) state =
      g_action_group_get_action_state (G_ACTION_GROUP (f->window), name);

  return g_intern_string (g_variant_get_string (state, NULL));
}

static void
open_page (WindowFixture *f, const char *comparison)
{
  window_fixture_present (f, 1024, 700);
  act (f, "page", g_variant_new_string ("compare"));
  act (f, "compare", g_variant_new_string (comparison));
}

static gboolean
has_epoch (WindowFixture *f, int epoch)
{
  SlComparedSet *set = sl_session_compared (f->session);

  return set != NULL && sl_compared_set_epoch (set) >= epoch;
}

static const char *
cell (WindowFixture *f, const char *name)
{
  GtkWidget *value = test_find (page (f), GTK_ACCESSIBLE_ROLE_LABEL, name);

  return gtk_inscription_get_text (GTK_INSCRIPTION (value));
}

/* The table has a run's own numbers, and only L1 has zeros by the penalty. */
static void
test_table (WindowFixture *f, gconstpointer data)
{
  SlComparedSet *set;

  test_set (f->session, "lambda", "0.001");
  sl_session_set_speed (f->session, SL_SPEED_MAX);
  open_page (f, "penalties");
  for (int i = 0; i < 12; i++)
    act (f, "step-epoch", NULL);
  test_wait_until (has_epoch (f, 12) && g_str_equal (cell (f, "D: Epoch"), "12"));
  set = sl_session_compared (f->session);
  g_assert_cmpstr (cell (f, "A: Run"), ==, "A · None");
  g_assert_cmpstr (cell (f, "B: Run"), ==, "B · L1");
  g_assert_cmpstr (cell (f, "A: By the penalty"), ==, "0");
  g_assert_cmpstr (cell (f, "C: By the penalty"), ==, "0");
  g_assert_cmpstr (cell (f, "B: By the penalty"), !=, "0");
  for (int i = 0; i < 4; i++) {
    const SlSnapshot *run = set->runs->pinned[i];
    g_autofree char *name = g_strdup_printf ("%c: Exactly zero", 'A' + i);
    g_autofree char *text = g_strdup_printf (
        "%.1f %%", 100.0 * run->total.histogram.zeros / run->total.weights);
    g_assert_cmpstr (cell (f, name), ==, text);
  }
  /* The present run has not moved. */
  g_assert_cmpint (sl_session_snapshot (f->session)->epoch, ==, 0);
}

/* Every card shows the newest set, in words too. */
static void
test_cards (WindowFixture *f, gconstpointer data)
{
  const SlKindTable *figures = sl_compared_figures ();

  open_page (f, "update-rules");
  act (f, "step-epoch", NULL);
  test_wait_until (has_epoch (f, 1));
  for (size_t i = 0; i < figures->n; i++) {
    SlPlotCard *card =
        sl_page_find (SL_PAGE (page (f)), (const SlFigureType *) figures->kinds[i]);
    g_assert_nonnull (card);
    g_assert_true (sl_plot_card_view (card)->earlier ==
                   sl_session_compared (f->session)->runs);
    test_find (page (f), GTK_ACCESSIBLE_ROLE_GROUP, figures->kinds[i]->name);
  }
  /* The layer on screen is asked for, of every run. */
  for (int i = 0; i < 3; i++)
    g_assert_nonnull (
        sl_snapshot_weights (sl_session_compared (f->session)->runs->pinned[i], 0));
}

static void
test_actions (WindowFixture *f, gconstpointer data)
{
  g_assert_cmpstr (state_of (f, "compare"), ==, "penalties");
  open_page (f, "batch-sizes");
  g_assert_cmpstr (state_of (f, "compare"), ==, "batch-sizes");
  act (f, "compare", g_variant_new_string ("no such thing"));
  g_assert_cmpstr (state_of (f, "compare"), ==, "batch-sizes");
  act (f, "compare", g_variant_new_string ("learning-rate=0.1/0.01"));
  g_assert_cmpstr (state_of (f, "compare"), ==, "learning-rate=0.1 / 0.01");
  test_wait_until (has_epoch (f, 0) && g_str_equal (cell (f, "B: Run"), "B · 0.01"));
  g_assert_cmpint (sl_session_compared (f->session)->n, ==, 2);
}

/* A value that cannot be used stays, is marked, and says why; the runs go on. */
static void
test_own_values (WindowFixture *f, gconstpointer data)
{
  GtkWidget *entry;

  open_page (f, "learning-rate=0.1 / 0.01");
  entry = test_find (page (f), GTK_ACCESSIBLE_ROLE_TEXT_BOX, "Values compared");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.1 / 0.01");
  gtk_editable_set_text (GTK_EDITABLE (entry), "0.1 / -1");
  g_signal_emit_by_name (entry, "activate");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpstr (state_of (f, "compare"), ==, "learning-rate=0.1 / 0.01");
  gtk_editable_set_text (GTK_EDITABLE (entry), "0.1 / 0.05 / 0.02");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_widget_has_css_class (entry, "error"));
  g_assert_cmpint (sl_session_comparison (f->session)->n, ==, 3);
}

static GtkWidget *
drop_down (WindowFixture *f, const char *name)
{
  return gtk_widget_get_ancestor (
      test_find (page (f), GTK_ACCESSIBLE_ROLE_COMBO_BOX, name), GTK_TYPE_DROP_DOWN);
}

/* Your own: a setting is chosen, and comes with values; a preset leads back. */
static void
test_own_setting (WindowFixture *f, gconstpointer data)
{
  GtkDropDown *comparison, *setting;

  open_page (f, "penalties");
  comparison = GTK_DROP_DOWN (drop_down (f, "Comparison"));
  gtk_drop_down_set_selected (comparison, (guint) sl_comparisons ()->n);
  g_assert_cmpstr (state_of (f, "compare"), ==, "penalties");
  setting = GTK_DROP_DOWN (drop_down (f, "Setting compared"));
  for (guint i = 0; i < g_list_model_get_n_items (gtk_drop_down_get_model (setting)); i++)
    gtk_drop_down_set_selected (setting, i);
  g_assert_true (g_str_has_prefix (state_of (f, "compare"), "batch-size="));
  g_assert_cmpuint (gtk_drop_down_get_selected (comparison), ==, sl_comparisons ()->n);
  gtk_drop_down_set_selected (comparison, 1);
  g_assert_cmpstr (state_of (f, "compare"), ==, "update-rules");
}

/* With the penalty off the runs are alike: the page says so, and how to change that. */
static void
test_penalty_off (WindowFixture *f, gconstpointer data)
{
  GtkWidget *button;

  test_set (f->session, "penalty", "none");
  open_page (f, "update-rules");
  button = test_find (page (f), GTK_ACCESSIBLE_ROLE_BUTTON, "Set λ to 0.001");
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_mapped (button));
  g_assert_cmpfloat (sl_session_config (f->session)->lambda, ==, 0.001);
  g_assert_cmpstr (sl_session_config (f->session)->penalty->kind.id, ==, "l1");
  act (f, "lambda", g_variant_new_double (0.0));
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (button)));
  act (f, "compare", g_variant_new_string ("batch-sizes"));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (button)));
}

/* A run that cannot be trained says why in the table. */
static void
test_conflict (WindowFixture *f, gconstpointer data)
{
  test_set (f->session, "optimizer", "ftrl");
  open_page (f, "update-rules");
  test_wait_until (has_epoch (f, 0) && strcmp (cell (f, "A: Epoch"), "–") != 0);
  g_assert_cmpstr (cell (f, "B: Epoch"), ==, "–");
  g_assert_cmpstr (cell (f, "B: Test score"), ==, "–");
  g_assert_nonnull (
      strstr (sl_session_compared (f->session)->runs->pinned[1]->message, "FTRL"));
}

static void
test_enlarge (WindowFixture *f, gconstpointer data)
{
  GtkWidget *table;

  open_page (f, "penalties");
  table = test_find_type (page (f), SL_TYPE_COMPARE_TABLE);
  g_signal_emit_by_name (sl_page_card (SL_PAGE (page (f))), "enlarge");
  g_assert_false (gtk_widget_get_visible (table));
  act (f, "restore", NULL);
  g_assert_true (gtk_widget_get_visible (table));
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
#define ADD(path, function)                                                              \
  g_test_add ("/compare/" path, WindowFixture, NULL, window_fixture_set_up, function,    \
              window_fixture_tear_down)
  ADD ("table", test_table);
  ADD ("cards", test_cards);
  ADD ("actions", test_actions);
  ADD ("own-values", test_own_values);
  ADD ("own-setting", test_own_setting);
  ADD ("penalty-off", test_penalty_off);
  ADD ("conflict", test_conflict);
  ADD ("enlarge", test_enlarge);
#undef ADD
  return g_test_run ();
}
