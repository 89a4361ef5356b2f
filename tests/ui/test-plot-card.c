/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every figure in a card: role, name, description, commands. */
#include "tests/ui/find.h"
#include "ui/widgets/plot-card.h"

typedef struct
{
  SlSession *session;
  SlPainter *painter;
  GtkWidget *window, *card;
  const SlFigureType *figure;
  int view_changes, enlargements, figure_changes;
} Fixture;

static void
count_cb (SlPlotCard *card, int *n)
{
  (*n)++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->figure = data;
  f->session = test_prepared_session ();
  f->painter = sl_painter_new ();
  f->card = sl_plot_card_new (f->figure, f->painter);
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), f->card);
  g_signal_connect (f->card, "view-changed", G_CALLBACK (count_cb), &f->view_changes);
  g_signal_connect (f->card, "enlarge", G_CALLBACK (count_cb), &f->enlargements);
  sl_plot_card_set_snapshot (SL_PLOT_CARD (f->card), sl_session_snapshot (f->session));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  GtkWidget *card = g_object_ref (f->card);

  gtk_window_destroy (GTK_WINDOW (f->window));
  sl_painter_free (f->painter);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (card);
  while (!sl_session_shutdown (f->session))
    ;
  g_assert_finalize_object (f->session);
}

static void
check_accessible (Fixture *f, gconstpointer data)
{
  const SlFigureView *view = sl_plot_card_view (SL_PLOT_CARD (f->card));
  g_autofree char *description =
      f->figure->describe (sl_session_snapshot (f->session), view);

  gtk_test_accessible_assert_role (f->card, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_test_accessible_assert_property (f->card, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       f->figure->kind.name);
  gtk_test_accessible_assert_property (f->card, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       description);
  g_assert_true (gtk_widget_get_focusable (f->card));
}

static void
check_view (Fixture *f, gconstpointer data)
{
  SlPlotCard *card = SL_PLOT_CARD (f->card);
  SlFigureView before = *sl_plot_card_view (card);

  g_assert_true (gtk_widget_activate_action (f->card, "card.log-scale", NULL));
  g_assert_cmpint (sl_plot_card_view (card)->log_scale, ==, !before.log_scale);
  g_assert_true (gtk_widget_activate_action (f->card, "card.layer", "i", 2));
  g_assert_cmpint (sl_plot_card_view (card)->layer, ==, 2);
  g_assert_cmpint (f->view_changes, ==, 2);
  g_assert_true (gtk_widget_activate_action (f->card, "card.enlarge", NULL));
  g_assert_cmpint (f->enlargements, ==, 1);

  /* A smaller network has no layer 3: the card goes to its last. */
  test_set (f->session, "hidden", "4");
  test_wait_until (sl_session_snapshot (f->session)->n_layers == 2);
  sl_plot_card_set_snapshot (card, sl_session_snapshot (f->session));
  g_assert_cmpint (sl_plot_card_view (card)->layer, ==, 1);
}

static void
changed_cb (SlPlotCard *card, const SlFigureType *before, Fixture *f)
{
  g_assert_true (before == f->figure);
  f->figure_changes++;
}

/* Every other figure can take its place, with the names that go with it. */
static void
check_choice (Fixture *f, gconstpointer data)
{
  SlPlotCard *card = SL_PLOT_CARD (f->card);
  const SlKindTable *figures = sl_figures ();
  int expected = 0;

  g_signal_connect (card, "figure-changed", G_CALLBACK (changed_cb), f);
  for (size_t i = 0; i < figures->n; i++) {
    const SlFigureType *next = (const SlFigureType *) figures->kinds[i];
    SlFigureView fresh = sl_figure_view_default (next);

    f->figure = sl_plot_card_figure (card);
    expected += next != f->figure;
    g_assert_true (
        gtk_widget_activate_action (f->card, "card.figure", "s", next->kind.id));
    g_assert_true (sl_plot_card_figure (card) == next);
    g_assert_cmpint (f->figure_changes, ==, expected);
    g_assert_cmpint (sl_plot_card_view (card)->layer, ==, fresh.layer);
    gtk_test_accessible_assert_property (
        f->card, GTK_ACCESSIBLE_PROPERTY_LABEL,
        sl_figure_title (next, sl_session_snapshot (f->session)));
  }
  f->figure = sl_plot_card_figure (card);
  g_assert_true (gtk_widget_activate_action (f->card, "card.figure", "s", "no-such"));
  g_assert_cmpint (f->figure_changes, ==, expected);
}

/* Drawn on screen, at a size and at hardly any. */
static void
check_drawing (Fixture *f, gconstpointer data)
{
  gtk_window_set_default_size (GTK_WINDOW (f->window), 400, 300);
  gtk_window_present (GTK_WINDOW (f->window));
  test_wait_until (gtk_widget_get_mapped (f->card));
  for (int epoch = 1; epoch <= 3; epoch++) {
    sl_session_step_epoch (f->session);
    test_wait_until (sl_session_snapshot (f->session)->epoch == epoch);
    sl_plot_card_set_snapshot (SL_PLOT_CARD (f->card), sl_session_snapshot (f->session));
  }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_true (sl_plot_card_snapshot (SL_PLOT_CARD (f->card)) ==
                 sl_session_snapshot (f->session));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*check) (Fixture *f, gconstpointer data);
  } checks[] = {{"accessible", check_accessible},
                {"view", check_view},
                {"choice", check_choice},
                {"drawing", check_drawing}};
  const SlKindTable *figures = sl_figures ();

  test_ui_init (&argc, &argv);
  for (size_t i = 0; i < figures->n; i++)
    for (gsize k = 0; k < G_N_ELEMENTS (checks); k++) {
      g_autofree char *path =
          g_strdup_printf ("/plot-card/%s/%s", figures->kinds[i]->id, checks[k].name);

      g_test_add (path, Fixture, figures->kinds[i], set_up, checks[k].check, tear_down);
    }
  return g_test_run ();
}
