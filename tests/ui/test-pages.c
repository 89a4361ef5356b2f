/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/actions.h"
#include "tests/ui/find.h"
#include "tests/ui/window-fixture.h"
#include "ui/pages/train.h"

static const char *
page_state (WindowFixture *f)
{
  g_autoptr (GVariant) state =
      g_action_group_get_action_state (G_ACTION_GROUP (f->window), "page");

  return g_intern_string (g_variant_get_string (state, NULL));
}

static void
show (WindowFixture *f, const char *id)
{
  g_action_group_change_action_state (G_ACTION_GROUP (f->window), "page",
                                      g_variant_new_string (id));
}

static int
smallest (WindowFixture *f, GtkOrientation orientation, int other)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (f->window), orientation, other, &minimum, NULL, NULL,
                      NULL);
  return minimum;
}

/* Every page of the table can be shown by its id, and is then the one on screen. */
static void
test_every_page (WindowFixture *f, gconstpointer data)
{
  const SlKindTable *pages = sl_pages ();

  window_fixture_present (f, 1024, 700);
  for (size_t i = 0; i < pages->n; i++) {
    const SlPageType *type = (const SlPageType *) pages->kinds[i];
    SlPage *page;

    show (f, type->kind.id);
    page = sl_page_stack_page (sl_window_pages (f->window), type);
    g_assert_cmpstr (page_state (f), ==, type->kind.id);
    g_assert_true (sl_page_stack_shown (sl_window_pages (f->window)) == type);
    g_assert_true (sl_page_is_shown (page));
    test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (page)));
    /* It fits into the smallest window that everything is to work in. */
    g_assert_cmpint (smallest (f, GTK_ORIENTATION_HORIZONTAL, -1), <=, 1024);
    g_assert_cmpint (smallest (f, GTK_ORIENTATION_VERTICAL, 1024), <=, 700);
    for (size_t j = 0; j < pages->n; j++)
      g_assert_true (sl_page_is_shown (sl_page_stack_page (
                         sl_window_pages (f->window),
                         (const SlPageType *) pages->kinds[j])) == (i == j));
  }
}

static void
test_unknown_page (WindowFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  show (f, "index");
  g_assert_cmpstr (page_state (f), ==, "train");
  g_assert_false (sl_page_stack_show (sl_window_pages (f->window), "index", &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "index"));
}

/* A page out of sight costs nothing, and is up to date as soon as it is seen again. */
static void
test_out_of_sight (WindowFixture *f, gconstpointer data)
{
  SlPage *page = sl_page_stack_page (sl_window_pages (f->window), &sl_page_train);
  SlPlotCard *card = sl_page_card (page);
  SlSnapshot *before;

  sl_page_set_shown (page, FALSE);
  before = sl_plot_card_snapshot (card);
  sl_session_step_epoch (f->session);
  test_wait_until (sl_session_snapshot (f->session)->epoch == 1);
  g_assert_true (sl_plot_card_snapshot (card) == before);
  sl_page_set_shown (page, TRUE);
  g_assert_true (sl_plot_card_snapshot (card) == sl_session_snapshot (f->session));
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
#define ADD(path, function)                                                              \
  g_test_add (path, WindowFixture, NULL, window_fixture_set_up, function,                \
              window_fixture_tear_down)
  ADD ("/pages/every", test_every_page);
  ADD ("/pages/unknown", test_unknown_page);
  ADD ("/pages/out-of-sight", test_out_of_sight);
#undef ADD
  return g_test_run ();
}
