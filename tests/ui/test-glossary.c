/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The glossary has an entry for every figure, setting, read-out, page and symbol, with
 * the words that the thing itself is explained with, and F1 leads to it. */
#include "tests/ui/window-fixture.h"
#include "ui/dialogs/glossary-window.h"
#include "ui/figures/figure.h"
#include "ui/glossary/glossary.h"
#include "ui/widgets/help.h"
#include "ui/widgets/readout-bar.h"
#include <string.h>

enum { MOST_WORDS = 25 };

static void
assert_has (const SlGlossary *glossary, const char *topic, const char *id)
{
  g_autofree char *whole = g_strconcat (topic, ":", id, NULL);
  const SlTerm *term = sl_glossary_find (glossary, whole);
  g_autofree char *again = term != NULL ? sl_term_id (term) : NULL;

  g_test_message ("%s", whole);
  g_assert_cmpstr (again, ==, whole);
}

static void
check_complete (void)
{
  g_autoptr (SlGlossary) glossary = sl_glossary_new ();
  size_t settings;
  gsize readouts;
  const SlSetting *setting = sl_settings (&settings);
  const SlReadout *readout = sl_readouts (&readouts);

  for (size_t i = 0; i < sl_figures ()->n; i++)
    assert_has (glossary, "figures", sl_figures ()->kinds[i]->id);
  for (size_t i = 0; i < sl_pages ()->n; i++)
    assert_has (glossary, "pages", sl_pages ()->kinds[i]->id);
  for (size_t i = 0; i < settings; i++)
    assert_has (glossary, "settings", setting[i].id);
  for (gsize i = 0; i < readouts; i++)
    assert_has (glossary, "readouts", readout[i].id);
}

/* Returns the words of the longest sentence of @text. */
static guint
longest_sentence (const char *text)
{
  guint n = 0, most = 0;

  for (const char *c = text; *c != '\0'; c++) {
    gboolean ends = strchr (".!?\n", *c) != NULL && (c[1] == ' ' || c[1] == '\0');
    if (*c == ' ' && c[1] != ' ')
      n++;
    if (ends) {
      most = MAX (most, n + 1);
      n = 0;
      c += c[1] == ' ';
    }
  }
  return MAX (most, n + 1);
}

/* Short sentences, names that differ within a topic, links both ways; each entry is found
 * by its name. */
static void
check_entries (void)
{
  g_autoptr (SlGlossary) glossary = sl_glossary_new ();
  g_autoptr (GHashTable) ids =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpuint (sl_glossary_n (glossary), >, 150);
  for (guint i = 0; i < sl_glossary_n (glossary); i++) {
    const SlTerm *term = sl_glossary_term (glossary, i);

    g_test_message ("%s:%s: %s", term->topic->kind.id, term->id, term->summary);
    if (!g_hash_table_add (ids, sl_term_id (term))) {
      g_test_message ("… is there twice");
      g_test_fail ();
    }
    g_assert_cmpuint (strlen (term->name), >, 0);
    g_assert_cmpuint (strlen (term->summary), >, 3);
    if (longest_sentence (term->summary) > MOST_WORDS) {
      g_test_message ("… has a sentence of more than %d words", MOST_WORDS);
      g_test_fail ();
    }
    g_assert_true (sl_term_matches (term, term->name));
    g_assert_false (sl_term_matches (term, "no such words anywhere"));
    for (guint k = 0; k < term->related->len; k++) {
      const SlTerm *other = term->related->pdata[k];

      g_assert_true (other != term);
      g_assert_true (g_ptr_array_find (other->related, term, NULL));
    }
  }
}

/* The letters that formulas of lessons and figures are written with. */
static void
check_symbols (void)
{
  static const char *const symbols[] = {"λ", "w",     "Σ",     "ρ",    "η",
                                        "θ", "R²",    "‖w‖₁",  "‖w‖₂", "‖w‖₀",
                                        "g", "λ.max", "λ.min", "λ.1se"};
  g_autoptr (SlGlossary) glossary = sl_glossary_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++) {
    gboolean found = FALSE;

    for (guint k = 0; k < sl_glossary_n (glossary); k++) {
      const SlTerm *term = sl_glossary_term (glossary, k);

      found |= g_str_equal (term->topic->kind.id, "symbols") &&
               strstr (term->name, symbols[i]) != NULL;
    }
    g_test_message ("%s", symbols[i]);
    g_assert_true (found);
  }
}

static GtkWidget *
glossary_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (SL_IS_GLOSSARY_WINDOW (window))
      return window;
  }
  return NULL;
}

static gboolean
shows (GtkWidget *root, const char *text)
{
  if (!gtk_widget_get_visible (root) || !gtk_widget_get_child_visible (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_text (GTK_LABEL (root)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, text))
      return TRUE;
  return FALSE;
}

/* Opened on λ with the numbers of now, which follow; searched; one window only. */
static void
check_window (WindowFixture *f, gconstpointer data)
{
  GtkWidget *window, *search;

  window_fixture_present (f, 1024, 700);
  test_set (f->session, "lambda", "0.003");
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "glossary",
                                  g_variant_new_string ("settings:lambda"));
  window = glossary_window ();
  g_assert_nonnull (window);
  test_wait_until (shows (window, "0.003"));
  test_set (f->session, "lambda", "0.07");
  test_wait_until (shows (window, "0.07"));
  search = test_find (window, GTK_ACCESSIBLE_ROLE_SEARCH_BOX, "Search the glossary");
  gtk_editable_set_text (GTK_EDITABLE (search), "histogram");
  test_wait_until (!shows (window, "0.07"));
  gtk_editable_set_text (GTK_EDITABLE (search), "no such thing");
  test_wait_until (shows (window, "No entry"));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "glossary",
                                  g_variant_new_string ("figures:loss"));
  g_assert_true (glossary_window () == window);
  gtk_window_close (GTK_WINDOW (window));
  test_wait_until (glossary_window () == NULL);
}

/* F1 once explains, F1 again in the explanation opens its entry. */
static void
check_key (WindowFixture *f, gconstpointer data)
{
  GtkWidget *slider;
  g_autofree char *id = NULL;

  window_fixture_present (f, 1366, 860);
  slider = test_find (GTK_WIDGET (f->window), GTK_ACCESSIBLE_ROLE_SLIDER, "Strength λ");
  id = sl_help_entry (slider);
  g_assert_cmpstr (id, ==, "settings:lambda");
  gtk_widget_grab_focus (slider);
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "explain", NULL);
  g_assert_null (glossary_window ());
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "explain", NULL);
  test_wait_until (glossary_window () != NULL);
  gtk_window_close (GTK_WINDOW (glossary_window ()));
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_func ("/glossary/complete", check_complete);
  g_test_add_func ("/glossary/entries", check_entries);
  g_test_add_func ("/glossary/symbols", check_symbols);
  g_test_add ("/glossary/window", WindowFixture, NULL, window_fixture_set_up,
              check_window, window_fixture_tear_down);
  g_test_add ("/glossary/key", WindowFixture, NULL, window_fixture_set_up, check_key,
              window_fixture_tear_down);
  return g_test_run ();
}
