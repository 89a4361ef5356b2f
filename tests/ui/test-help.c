/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every control, read-out and figure of the window explains itself, and F1 shows it. */
#include "tests/ui/window-fixture.h"
#include "ui/figures/figure.h"
#include "ui/widgets/explain.h"
#include "ui/widgets/help.h"
#include "ui/widgets/plot-card.h"
#include <math.h>
#include <string.h>

/* The desktop's own buttons, and bars that scroll. */
static gboolean
is_foreign (GtkWidget *widget)
{
  return gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) != NULL ||
         gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLBAR) != NULL;
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget) ||
         GTK_IS_EDITABLE (widget) || GTK_IS_RANGE (widget) || GTK_IS_SWITCH (widget) ||
         GTK_IS_DROP_DOWN (widget) || GTK_IS_INSCRIPTION (widget) ||
         SL_IS_PLOT_CARD (widget);
}

/* Returns (transfer full) where it is, for a developer. */
static char *
path_to (GtkWidget *widget)
{
  GString *path = g_string_new (NULL);

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    g_string_append_printf (path, "%s < ", gtk_widget_get_name (widget));
  return g_string_free (path, FALSE);
}

/* Returns how many there are at or below @root; each has to explain itself. */
static guint
check_all (GtkWidget *root)
{
  guint n = 0;

  if (!gtk_widget_get_child_visible (root) || !gtk_widget_get_visible (root))
    return 0;
  if (is_control (root) && !is_foreign (root)) {
    GtkWidget *owner;
    g_autofree char *text = sl_help_text (root, &owner);

    if (text == NULL || strlen (text) < 4 || GTK_IS_WINDOW (owner)) {
      g_autofree char *path = path_to (root);
      g_test_message ("%s explains nothing", path);
      g_test_fail ();
    }
    n++;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += check_all (child);
  return n;
}

static void
test_everything (WindowFixture *f, gconstpointer data)
{
  window_fixture_present (f, 1366, 860);
  g_assert_cmpuint (check_all (GTK_WIDGET (f->window)), >, 50);
  test_set (f->session, "penalty", "elastic-net");
  g_assert_cmpuint (check_all (GTK_WIDGET (f->window)), >, 50);
}

/* The other pages, as they are before anything was computed. */
static void
test_pages (WindowFixture *f, gconstpointer data)
{
  SlPageStack *pages = sl_window_pages (f->window);

  window_fixture_present (f, 1366, 860);
  for (size_t i = 0; i < sl_pages ()->n; i++) {
    const char *id = sl_pages ()->kinds[i]->id;

    g_test_message ("page %s", id);
    g_assert_true (sl_page_stack_show (pages, id, NULL));
    g_assert_cmpuint (check_all (GTK_WIDGET (pages)), >, 5);
  }
}

/* A sentence, a formula, and the numbers of now. */
static void
test_figures (WindowFixture *f, gconstpointer data)
{
  for (size_t i = 0; i < sl_figures ()->n; i++) {
    const SlFigureType *figure = (const SlFigureType *) sl_figures ()->kinds[i];
    const SlFigureView view = sl_figure_view_default (figure);
    g_autofree char *text =
        sl_explain_figure (figure, sl_session_snapshot (f->session), &view);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    g_assert_cmpuint (g_strv_length (lines), ==, 3);
    g_assert_true (g_utf8_validate (text, -1, NULL));
    g_assert_cmpuint (strlen (lines[1]), >, 4);
  }
}

/* Returns (nullable) the words that are shown, at or below @root. */
static GtkWidget *
shown_words (GtkWidget *root)
{
  if (gtk_widget_has_css_class (root, "sl-help"))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = shown_words (child);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* F1 explains what has the focus; nothing is left when it is gone. */
static void
test_key (WindowFixture *f, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (f->window), *words, *popover;

  window_fixture_present (f, 1366, 860);
  test_set (f->session, "lambda", "0.003");
  gtk_widget_grab_focus (test_find (window, GTK_ACCESSIBLE_ROLE_SLIDER, "Strength λ"));
  g_action_group_activate_action (G_ACTION_GROUP (window), "explain", NULL);
  words = shown_words (window);
  g_assert_nonnull (words);
  g_assert_nonnull (
      strstr (gtk_label_get_text (GTK_LABEL (words)), "objective = loss + λ"));
  popover = gtk_widget_get_ancestor (words, GTK_TYPE_POPOVER);
  g_object_add_weak_pointer (G_OBJECT (popover), (gpointer *) &popover);
  gtk_popover_popdown (GTK_POPOVER (popover));
  test_wait_until (popover == NULL);
  g_assert_null (shown_words (window));
}

/* On screen settings have names; what only looks like one of their ids stays. */
static void
test_words (void)
{
  static const char *const sentences[][2] = {
      {"--seed is 7; it must be even", "“Seed” is 7; it must be even"},
      {"what is --", "what is --"},
      {"no option --noise; it has: --samples, --none", NULL},
      {"learning-rate: 5 is too much", "Learning rate: 5 is too much"},
      {"file.csv:1: seed -- is no--thing", "file.csv:1: seed -- is no--thing"},
      {"λ: «w»", "λ: «w»"},
      {"", ""},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++) {
    g_autofree char *words = sl_explain_words (sentences[i][0]);

    g_assert_true (g_utf8_validate (words, -1, NULL));
    if (sentences[i][1] != NULL)
      g_assert_cmpstr (words, ==, sentences[i][1]);
    else
      g_assert_true (strstr (words, "--noise") == NULL &&
                     g_str_has_suffix (words, ", --none"));
  }
}

/* Returns (nullable) the first label at or below @root with the style @css_class. */
static GtkLabel *
label_with (GtkWidget *root, const char *css_class)
{
  if (gtk_widget_has_css_class (root, css_class) && GTK_IS_LABEL (root))
    return GTK_LABEL (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkLabel *found = label_with (child, css_class);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Formula and numbers are those of the settings, in a pause as well. */
static void
test_objective (WindowFixture *f, gconstpointer data)
{
  GtkLabel *formula = label_with (GTK_WIDGET (f->window), "sl-formula");
  SlObjective now = {0};

  test_wait_until (sl_session_snapshot (f->session)->n_layers > 0);
  test_set (f->session, "lambda", "0.5");
  g_assert_cmpstr (gtk_label_get_text (formula), ==, "objective = loss + λ · Σ |w|");
  test_set (f->session, "penalize-bias", "true");
  g_assert_nonnull (strstr (gtk_label_get_text (formula), "biases as well"));
  test_set (f->session, "layer-lambda", "2");
  test_set (f->session, "penalty", "group-lasso");
  g_assert_nonnull (strstr (gtk_label_get_text (formula), "factor, biases as well"));
  test_set (f->session, "penalize-bias", "false");
  test_set (f->session, "penalty", "l1");
  g_assert_cmpstr (gtk_label_get_text (formula), ==,
                   "objective = loss + λ · Σ |w|, each layer by its factor");
  for (double sum = 0; now.penalty == 0 || fabs (sum / now.penalty - 1) > 1e-9;) {
    const SlSnapshot *snapshot = sl_session_snapshot (f->session);

    sl_snapshot_objective (snapshot, &now);
    sum = snapshot->total.norm_l1; /* 0.5 · 2 · Σ|w| */
    if (now.penalty == 0 || fabs (sum / now.penalty - 1) > 1e-9)
      g_main_context_iteration (NULL, TRUE);
  }
  g_autofree char *numbers =
      sl_explain_objective_numbers (sl_session_snapshot (f->session));
  g_autofree char *size = sl_number_text (now.penalty / 0.5, 4);
  g_assert_true (g_str_has_suffix (numbers, size));
  g_assert_nonnull (strstr (numbers, " + 0.5 · "));
  test_set (f->session, "layer-lambda", "");
  g_assert_cmpstr (gtk_label_get_text (formula), ==, "objective = loss + λ · Σ |w|");
}

#define ADD(path, test)                                                                  \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, test,                    \
              window_fixture_tear_down)

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  ADD ("/help/everything", test_everything);
  ADD ("/help/pages", test_pages);
  ADD ("/help/figures", test_figures);
  ADD ("/help/key", test_key);
  g_test_add_func ("/help/words", test_words);
  ADD ("/help/objective", test_objective);
  return g_test_run ();
}
