/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page about single weights: which is picked, by whatever way, and what it says of
 * it. */
#include "tests/ui/find.h"
#include "tests/ui/window-fixture.h"
#include "ui/pages/weights.h"
#include "ui/widgets/layer-list.h"
#include "ui/widgets/plot-area.h"

#include <math.h>

static SlWeightsPage *
show_page (WindowFixture *f)
{
  SlPage *page;

  window_fixture_present (f, 1366, 860);
  g_action_group_change_action_state (G_ACTION_GROUP (f->window), "page",
                                      g_variant_new_string ("weights"));
  page = sl_page_stack_page (sl_window_pages (f->window), &sl_page_weights);
  test_wait_until (sl_weights_page_picked (SL_WEIGHTS_PAGE (page))->set);
  return SL_WEIGHTS_PAGE (page);
}

static const SlWeightLife *
life_of (WindowFixture *f)
{
  SlSnapshot *snapshot = sl_session_snapshot (f->session);

  return snapshot != NULL ? snapshot->life : NULL;
}

static gboolean
is_followed (WindowFixture *f, const SlWeightPlace *place)
{
  const SlWeightLife *life = life_of (f);

  return life != NULL && sl_weight_place_equal (&life->place, place) && life->next.known;
}

static const char *
label (SlWeightsPage *page, const char *name)
{
  GtkWidget *widget = test_find (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_LABEL, name);

  return gtk_label_get_text (GTK_LABEL (widget));
}

static GtkSpinButton *
spin (SlWeightsPage *page, const char *name)
{
  return GTK_SPIN_BUTTON (
      test_find (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, name));
}

/* The first weight looked at is the largest of the first layer. */
static void
test_first (WindowFixture *f, gconstpointer data)
{
  SlWeightsPage *page = show_page (f);
  const SlWeightPlace *picked = sl_weights_page_picked (page);

  g_assert_cmpint (picked->layer, ==, 0);
  test_wait_until (is_followed (f, picked));
  const SlWeightsView *view = sl_snapshot_weights (sl_session_snapshot (f->session), 0);
  g_assert_nonnull (view);
  float w = view->W[picked->input * view->cols + picked->output];
  for (int i = 0; i < view->rows * view->cols; i++)
    g_assert_cmpfloat (fabsf (view->W[i]), <=, fabsf (w));
  g_assert_cmpfloat (life_of (f)->value, ==, w);
}

/* By its numbers: the spin buttons pick, keep within the layer, and follow. */
static void
test_typed (WindowFixture *f, gconstpointer data)
{
  SlWeightsPage *page = show_page (f);
  SlWeightPlace expected = {TRUE, 0, 20, 9};

  gtk_spin_button_set_value (spin (page, "Input"), 21);
  gtk_spin_button_set_value (spin (page, "Unit"), 10);
  g_assert_true (sl_weight_place_equal (sl_weights_page_picked (page), &expected));
  test_wait_until (is_followed (f, &expected));
  gtk_spin_button_set_value (spin (page, "Layer"), 3); /* 16 inputs, 10 units */
  expected = (SlWeightPlace){TRUE, 2, 15, 9};
  g_assert_true (sl_weight_place_equal (sl_weights_page_picked (page), &expected));
  g_assert_cmpfloat (gtk_spin_button_get_value (spin (page, "Input")), ==, 16);
  test_wait_until (is_followed (f, &expected));
  g_assert_cmpstr (label (page, "Weight"), ==,
                   "input 16 (unit 16 of layer 2) → unit 10 "
                   "(class 9) of layer 3");
  /* The figure went along. */
  g_assert_cmpint (sl_plot_card_view (sl_page_card (SL_PAGE (page)))->layer, ==, 2);
  /* A network without that layer: the nearest weight there is. */
  test_set (f->session, "hidden", "4");
  expected = (SlWeightPlace){TRUE, 1, 3, 9};
  test_wait_until (is_followed (f, &expected));
  g_assert_cmpfloat (gtk_spin_button_get_value (spin (page, "Layer")), ==, 2);
}

/* By the pointer: what stands under it in the picture on screen. */
static void
test_clicked (WindowFixture *f, gconstpointer data)
{
  SlWeightsPage *page = show_page (f);
  SlPlotCard *card = sl_page_card (SL_PAGE (page));
  SlPlotArea *area = SL_PLOT_AREA (test_find_type (GTK_WIDGET (card), SL_TYPE_PLOT_AREA));
  int width = gtk_widget_get_width (GTK_WIDGET (area)), seen = 0;

  test_wait_until (sl_plot_area_pick (area, width / 2.0, 100.0).set ||
                   sl_plot_area_pick (area, width / 2.0 + 9.0, 100.0).set);
  for (int x = 10; x < width && seen < 5; x += 37) {
    SlWeightPlace place = sl_plot_area_pick (area, x, 100.0);
    if (!place.set || sl_weight_place_equal (&place, sl_weights_page_picked (page)))
      continue;
    g_signal_emit_by_name (card, "picked", &place);
    g_assert_true (sl_weight_place_equal (sl_weights_page_picked (page), &place));
    g_assert_true (sl_weight_place_equal (&sl_plot_card_view (card)->picked, &place));
    seen++;
  }
  g_assert_cmpint (seen, ==, 5);
}

/* What it says comes next is what it then is, to the digit, batch after batch. */
static void
test_foretold (WindowFixture *f, gconstpointer data)
{
  SlWeightsPage *page = show_page (f);
  const SlWeightPlace *picked = sl_weights_page_picked (page);

  test_set (f->session, "lambda", "0.01");
  for (int i = 0; i < 4; i++) {
    int batch = sl_session_snapshot (f->session)->batch;
    test_wait_until (is_followed (f, picked) && life_of (f)->next.step.lambda == 0.01f);
    g_autofree char *next = g_strdup (label (page, "Next value w⁺"));
    g_assert_cmpstr (next, !=, "–");
    g_assert_nonnull (strstr (label (page, "Formula of the step"), "soft("));
    sl_session_step_batch (f->session);
    test_wait_until (sl_session_snapshot (f->session)->batch == batch + 1 &&
                     is_followed (f, picked));
    g_assert_cmpstr (label (page, "Value"), ==, next);
  }
  g_assert_cmpint (life_of (f)->values.n, >=, 5);
}

/* Presses @key on @widget, as if it had the focus of the window's display. */
static void
press (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);
    gboolean done;

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &done);
  }
}

/* By the arrow keys in the figure: columns are inputs, rows are units. */
static void
test_keys (WindowFixture *f, gconstpointer data)
{
  SlWeightsPage *page = show_page (f);
  GtkWidget *card = GTK_WIDGET (sl_page_card (SL_PAGE (page)));
  SlWeightPlace at = {TRUE, 0, 10, 10};
  static const struct
  {
    guint key;
    int inputs, units;
  } moves[] = {{GDK_KEY_Left, -1, 0},
               {GDK_KEY_Up, 0, -1},
               {GDK_KEY_Right, 1, 0},
               {GDK_KEY_Down, 0, 1}};

  sl_weights_page_pick (page, &at);
  gtk_widget_grab_focus (card);
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++) {
    press (card, moves[i].key);
    at.input += moves[i].inputs;
    at.output += moves[i].units;
    g_assert_true (sl_weight_place_equal (sl_weights_page_picked (page), &at));
  }
  at.input = 0;
  sl_weights_page_pick (page, &at);
  press (card, GDK_KEY_Left); /* no farther */
  g_assert_true (sl_weight_place_equal (sl_weights_page_picked (page), &at));
  /* Elsewhere arrow keys mean other things. */
  gtk_widget_grab_focus (GTK_WIDGET (spin (page, "Input")));
  press (card, GDK_KEY_Right);
  g_assert_true (sl_weight_place_equal (sl_weights_page_picked (page), &at));
}

/* The layers with their shares; choosing one shows it. */
static void
test_layers (WindowFixture *f, gconstpointer data)
{
  SlWeightsPage *page = show_page (f);
  GtkListBox *list = GTK_LIST_BOX (test_find_type (GTK_WIDGET (page), GTK_TYPE_LIST_BOX));

  for (int l = 0; l < 3; l++)
    gtk_test_accessible_assert_property (
        GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (list, l)),
        GTK_ACCESSIBLE_PROPERTY_LABEL,
        l == 0   ? "layer 1, 64 → 32"
        : l == 1 ? "layer 2, 32 → 16"
                 : "layer 3, 16 → 10");
  g_assert_null (gtk_list_box_get_row_at_index (list, 3));
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, 1));
  g_assert_cmpint (sl_weights_page_picked (page)->layer, ==, 1);
  g_assert_cmpint (sl_plot_card_view (sl_page_card (SL_PAGE (page)))->layer, ==, 1);
  test_set (f->session, "hidden", "");
  test_wait_until (gtk_list_box_get_row_at_index (list, 1) == NULL &&
                   gtk_list_box_get_row_at_index (list, 0) != NULL);
  g_assert_cmpint (sl_weights_page_picked (page)->layer, ==, 0);
}

/* The pictures, of which bars are for models without hidden layers only. */
static void
test_pictures (WindowFixture *f, gconstpointer data)
{
  SlWeightsPage *page = show_page (f);
  SlPlotCard *card = sl_page_card (SL_PAGE (page));
  GtkWidget *network =
      test_find (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Network");
  GtkWidget *bars = test_find (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_BUTTON, "Bars");

  g_signal_emit_by_name (network, "clicked");
  g_assert_cmpstr (sl_plot_card_figure (card)->kind.id, ==, "network");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (network)));
  g_assert_true (sl_weight_place_equal (&sl_plot_card_view (card)->picked,
                                        sl_weights_page_picked (page)));
  g_assert_false (gtk_widget_get_visible (bars));
  test_set (f->session, "hidden", "");
  test_wait_until (gtk_widget_get_visible (bars));
  g_signal_emit_by_name (bars, "clicked");
  g_assert_cmpstr (sl_plot_card_figure (card)->kind.id, ==, "coefficients");
  test_set (f->session, "hidden", "5");
  test_wait_until (!gtk_widget_get_visible (bars));
  g_assert_cmpstr (sl_plot_card_figure (card)->kind.id, ==, "weights");
}

/* Away from the page nothing is asked; back again the life goes on where it was. */
static void
test_goes_on (WindowFixture *f, gconstpointer data)
{
  SlWeightsPage *page = show_page (f);
  SlWeightPlace picked = *sl_weights_page_picked (page);
  int n;

  test_wait_until (is_followed (f, &picked));
  n = life_of (f)->values.n;
  g_action_group_change_action_state (G_ACTION_GROUP (f->window), "page",
                                      g_variant_new_string ("train"));
  sl_session_step_epoch (f->session);
  test_wait_until (sl_session_snapshot (f->session)->epoch == 1);
  g_assert_null (life_of (f));
  g_action_group_change_action_state (G_ACTION_GROUP (f->window), "page",
                                      g_variant_new_string ("weights"));
  test_wait_until (is_followed (f, &picked));
  g_assert_cmpint (life_of (f)->values.n, >, n + 10);
}

static GtkEntry *
number (SlWeightsPage *page)
{
  return GTK_ENTRY (
      test_find (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_TEXT_BOX, "New value"));
}

static void
press_button (SlWeightsPage *page, const char *name)
{
  GtkWidget *button = test_find (GTK_WIDGET (page), GTK_ACCESSIBLE_ROLE_BUTTON, name);

  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

/* The weight picked is @value, in a run that the page shows. */
static gboolean
is_worth (WindowFixture *f, SlWeightsPage *page, float value)
{
  return is_followed (f, sl_weights_page_picked (page)) && life_of (f)->value == value;
}

/* Set by hand, taken back, set to zero and revived; its past goes along. */
static void
test_edited (WindowFixture *f, gconstpointer data)
{
  SlWeightsPage *page = show_page (f);
  float before;
  int n;

  test_wait_until (is_followed (f, sl_weights_page_picked (page)));
  before = life_of (f)->value;
  sl_session_step_batch (f->session);
  test_wait_until (is_followed (f, sl_weights_page_picked (page)) &&
                   life_of (f)->last.known);
  n = life_of (f)->values.n;
  gtk_editable_set_text (GTK_EDITABLE (number (page)), "0,625");
  press_button (page, "Set weight");
  test_wait_until (is_worth (f, page, 0.625f));
  g_assert_cmpstr (label (page, "Value"), ==, "0.625");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (number (page))), ==, "");
  g_assert_cmpint (life_of (f)->values.n, ==, n + 1);
  g_assert_true (sl_session_undo (f->session, FALSE));
  test_wait_until (life_of (f) != NULL && life_of (f)->value != 0.625f);
  gtk_editable_set_text (GTK_EDITABLE (number (page)), "0");
  g_signal_emit_by_name (number (page), "activate");
  test_wait_until (is_worth (f, page, 0.0f));
  g_assert_cmpstr (label (page, "Value"), ==, "exactly 0");
  press_button (page, "Revive weight");
  test_wait_until (is_worth (f, page, before));
}

/* One more click on the weight that is picked: a dead one lives again, another is to be
 * typed. */
static void
test_clicked_twice (WindowFixture *f, gconstpointer data)
{
  SlWeightsPage *page = show_page (f);
  SlPlotCard *card = sl_page_card (SL_PAGE (page));
  SlWeightPlace picked = *sl_weights_page_picked (page);
  GtkWidget *focus;
  float before;

  test_wait_until (is_followed (f, &picked));
  before = life_of (f)->value;
  g_signal_emit_by_name (card, "picked", &picked);
  focus = gtk_root_get_focus (GTK_ROOT (f->window));
  g_assert_true (gtk_widget_is_ancestor (focus, GTK_WIDGET (number (page))));
  gtk_editable_set_text (GTK_EDITABLE (number (page)), "0");
  press_button (page, "Set weight");
  test_wait_until (is_worth (f, page, 0.0f));
  g_signal_emit_by_name (card, "picked", &picked);
  test_wait_until (is_worth (f, page, before));
}

/* What is no weight changes nothing and is said beside it. */
static void
test_bad_number (WindowFixture *f, gconstpointer data)
{
  static const char *const bad[] = {"", "abc", "1e9", "nan", "0.5.5"};
  SlWeightsPage *page = show_page (f);
  float before;
  guint run;

  test_wait_until (is_followed (f, sl_weights_page_picked (page)));
  before = life_of (f)->value;
  run = sl_session_snapshot (f->session)->run;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    gtk_editable_set_text (GTK_EDITABLE (number (page)), bad[i]);
    press_button (page, "Set weight");
    g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (number (page)), "error"));
    gtk_test_accessible_assert_state (GTK_ACCESSIBLE (number (page)),
                                      GTK_ACCESSIBLE_STATE_INVALID,
                                      GTK_ACCESSIBLE_INVALID_TRUE);
  }
  gtk_editable_set_text (GTK_EDITABLE (number (page)), "0.");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (number (page)), "error"));
  g_assert_cmpint (sl_session_snapshot (f->session)->run, ==, run);
  g_assert_cmpfloat (life_of (f)->value, ==, before);
  g_assert_false (sl_session_can_undo (f->session, FALSE));
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
#define ADD(path, function)                                                              \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, function,                \
              window_fixture_tear_down)
  ADD ("/weights-page/first", test_first);
  ADD ("/weights-page/typed", test_typed);
  ADD ("/weights-page/clicked", test_clicked);
  ADD ("/weights-page/keys", test_keys);
  ADD ("/weights-page/foretold", test_foretold);
  ADD ("/weights-page/layers", test_layers);
  ADD ("/weights-page/pictures", test_pictures);
  ADD ("/weights-page/goes-on", test_goes_on);
  ADD ("/weights-page/edited", test_edited);
  ADD ("/weights-page/clicked-twice", test_clicked_twice);
  ADD ("/weights-page/bad-number", test_bad_number);
#undef ADD
  return g_test_run ();
}
