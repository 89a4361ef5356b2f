/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lessons under the hand of a learner: what keys and clicks reach, what stays in reach,
 * and what is in sight when it is pointed at. */
#include "tests/ui/window-fixture.h"
#include "ui/figures/figure.h"
#include "ui/lessons/pointer.h"
#include "ui/lessons/step-view.h"
#include "ui/pages/geometry.h"
#include "ui/window-private.h"
#include <string.h>

static const char source[] =
    "<lesson version='1' id='hand' minutes='1'>"
    "<title>By hand</title><belief>“It goes by itself.”</belief>"
    "<start dataset='iris' hidden='4' seed='2' penalty='l1' lambda='0.3'/>"
    "<run id='l1'/>"
    "<step><title>Ask</title><text>First.</text><formula>1 + 1</formula>"
    "<text>Then.</text><predict lock='lambda'><question>How many?</question>"
    "<choice right='yes'><text>None at all</text></choice>"
    "<choice><text>Some of them</text></choice></predict></step>"
    "<step><title>Do</title><text>Set it.</text><set lambda='0.05'/>"
    "<look at='control:lambda'/>"
    "<do by='learner' until='setting(lambda) >= 0.2'>Raise λ.</do>"
    "<seen>Now it is {setting(lambda)}.</seen></step>"
    "<step><title>Look</title><text>Far down.</text>"
    "<look at='control:penalize-bias'/></step></lesson>";

static void
open_lesson (WindowFixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLesson) lesson = sl_lesson_parse (source, -1, "hand", NULL, &error);

  g_assert_no_error (error);
  window_fixture_present (f, 1024, 700);
  g_assert_true (sl_window_open_lesson (f->window, lesson, TRUE, &error));
  g_assert_no_error (error);
}

static GtkWidget *
focus (WindowFixture *f)
{
  return gtk_root_get_focus (GTK_ROOT (f->window));
}

/* The space bar is Train's, also after a click: no button of the panel keeps the focus.
 */
static void
check_clicks (WindowFixture *f, gconstpointer data)
{
  static const char *const steps[] = {"Back", "Next"};

  open_lesson (f);
  g_assert_false (
      gtk_widget_get_focus_on_click (window_fixture_button (f, "Some of them")));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_false (gtk_widget_get_focus_on_click (window_fixture_button (f, steps[i])));
  sl_window_lesson_go (f->window, 3);
  g_assert_false (gtk_widget_get_focus_on_click (window_fixture_button (f, "Finish")));
}

/* With the keyboard: what is gone with the step hands its focus to what stands there now,
 * not to a setting. */
static void
check_keys (WindowFixture *f, gconstpointer data)
{
  GtkWidget *next;

  open_lesson (f);
  gtk_widget_grab_focus (window_fixture_button (f, "Some of them"));
  g_signal_emit_by_name (window_fixture_button (f, "Some of them"), "clicked");
  g_assert_nonnull (focus (f));
  g_assert_true (gtk_widget_is_ancestor (
      focus (f),
      test_find (GTK_WIDGET (f->window), GTK_ACCESSIBLE_ROLE_GROUP, "Lesson panel")));
  g_assert_false (GTK_IS_BUTTON (focus (f)));
  sl_window_lesson_go (f->window, 2);
  next = window_fixture_button (f, "Next");
  gtk_widget_grab_focus (next);
  g_signal_emit_by_name (next, "clicked");
  g_assert_cmpint (sl_window_lesson_step (f->window), ==, 3);
  g_assert_true (focus (f) == window_fixture_button (f, "Finish"));
  sl_window_lesson_back (f->window);
  g_assert_true (focus (f) == next);
}

/* Training does not go on, out of reach, behind a question. */
static void
check_question_pauses (WindowFixture *f, gconstpointer data)
{
  open_lesson (f);
  sl_window_lesson_go (f->window, 2);
  sl_session_set_playing (f->session, TRUE);
  sl_window_lesson_back (f->window);
  g_assert_false (sl_session_playing (f->session));
}

static gboolean
set_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* A step looks four times a second whether it is done: what is not so now could be so
 * then. */
static void
settle (void)
{
  gboolean over = FALSE;

  g_timeout_add (600, set_cb, &over);
  test_wait_until (over);
}

/* What the run before had is not what the learner did. And the settings stay in reach
 * when it is done. */
static void
check_doing (WindowFixture *f, gconstpointer data)
{
  GtkWidget *lambda =
      sl_pointer_find (GTK_WIDGET (f->window), SL_LESSON_LOOK_CONTROL, "lambda");

  open_lesson (f);
  test_wait_until (sl_session_snapshot (f->session)->config.lambda == 0.3);
  settle (); /* so that the step looks as soon as it is entered */
  sl_window_lesson_go (f->window, 2);
  test_wait_until (sl_session_snapshot (f->session)->config.lambda == 0.05);
  settle ();
  g_assert_false (window_fixture_says (f, "✓ Done"));
  g_assert_true (gtk_widget_get_mapped (lambda));
  test_set (f->session, "lambda", "0.25");
  test_wait_until (window_fixture_says (f, "Now it is 0.25."));
  g_assert_true (window_fixture_says (f, "✓ Done"));
  g_assert_true (gtk_widget_get_mapped (lambda));
}

/* Whether the whole of @widget is in view in the list it scrolls in. */
static gboolean
is_in_view (GtkWidget *widget)
{
  GtkWidget *list = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  return gtk_widget_get_mapped (widget) &&
         gtk_widget_compute_bounds (widget, list, &bounds) && bounds.size.height > 1 &&
         bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= gtk_widget_get_height (list);
}

/* Compared runs would take the steps of the lesson's: it waits, and can be asked again.
 */
static void
check_compared (WindowFixture *f, gconstpointer data)
{
  window_fixture_present (f, 1024, 700);
  g_assert_true (sl_window_start_lesson (f->window, "too-much", NULL));
  sl_window_lesson_go (f->window, 2);
  g_assert_true (window_fixture_says (f, "What do you expect?"));
  sl_window_lesson_answer (f->window, 0);
  test_wait_until (sl_session_snapshot (f->session)->epoch > 3);
  g_assert_true (window_fixture_says (f, "Watch"));
  sl_page_stack_show (sl_window_pages (f->window), "compare", NULL);
  test_wait_until (window_fixture_says (f, "Run it"));
  sl_session_set_speed (f->session, SL_SPEED_MAX);
  g_signal_emit_by_name (window_fixture_button (f, "Run it"), "clicked");
  test_wait_until (window_fixture_says (f, "✓ Done"));
  g_assert_cmpint (sl_session_snapshot (f->session)->epoch, ==, 300);
}

/* Whoever went elsewhere is brought back by the next step; a setting that is looked at is
 * brought on screen. */
static void
check_astray (WindowFixture *f, gconstpointer data)
{
  GtkWidget *lambda =
      sl_pointer_find (GTK_WIDGET (f->window), SL_LESSON_LOOK_CONTROL, "lambda");

  window_fixture_present (f, 1024, 700);
  g_assert_true (sl_window_start_lesson (f->window, "first-steps", NULL));
  sl_window_lesson_go (f->window, 3);
  sl_session_set_speed (f->session, SL_SPEED_MAX);
  sl_window_lesson_answer (f->window, 50);
  test_wait_until (window_fixture_says (f, "✓ Done"));
  g_assert_false (gtk_widget_get_mapped (lambda));
  sl_window_lesson_look (f->window, 0);
  test_wait_until (gtk_widget_get_mapped (lambda));
  sl_page_stack_show (sl_window_pages (f->window), "path", NULL);
  sl_window_lesson_next (f->window);
  g_assert_cmpstr (sl_page_stack_shown (sl_window_pages (f->window))->kind.id, ==,
                   "train");
  /* What the run before left does not count as the learner's. */
  test_set (f->session, "lambda", "0.04");
  test_wait_until (sl_session_snapshot (f->session)->config.lambda == 0.04);
  settle ();
  g_assert_false (window_fixture_says (f, "✓ Done"));
}

/* A setting that was folded away comes out and into view, whole. */
static void
check_pointing (WindowFixture *f, gconstpointer data)
{
  GtkWidget *row =
      sl_pointer_find (GTK_WIDGET (f->window), SL_LESSON_LOOK_CONTROL, "penalize-bias");
  GtkWidget *revealer = gtk_widget_get_ancestor (row, GTK_TYPE_REVEALER);

  open_lesson (f);
  g_assert_false (gtk_widget_get_mapped (row));
  sl_window_lesson_go (f->window, 3);
  test_wait_until (gtk_revealer_get_child_revealed (GTK_REVEALER (revealer)) &&
                   is_in_view (row));
}

/* Before a class, where the settings but the penalty are put away, too. */
static void
check_pointing_before_class (WindowFixture *f, gconstpointer data)
{
  GtkWidget *row =
      sl_pointer_find (GTK_WIDGET (f->window), SL_LESSON_LOOK_CONTROL, "penalize-bias");

  open_lesson (f);
  sl_window_set_presenting (f->window, TRUE);
  sl_window_lesson_go (f->window, 3);
  test_wait_until (is_in_view (row));
  sl_window_set_presenting (f->window, FALSE);
}

/* px of the step that are below the edge of the panel. */
static double
left_below (WindowFixture *f)
{
  GtkWidget *step = test_find_type (GTK_WIDGET (f->window), SL_TYPE_LESSON_STEP_VIEW);
  GtkWidget *scrolled = gtk_widget_get_ancestor (step, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *place =
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  while (g_main_context_iteration (NULL, FALSE))
    ;
  return gtk_adjustment_get_upper (place) - gtk_adjustment_get_page_size (place) -
         gtk_adjustment_get_value (place);
}

/* With a clicker, the rest of a long step comes before the next one; of a question the
 * class sees all, without the settings beside it. */
static void
check_reading_on (WindowFixture *f, gconstpointer data)
{
  GtkWidget *lambda =
      sl_pointer_find (GTK_WIDGET (f->window), SL_LESSON_LOOK_CONTROL, "lambda");
  int presses = 0;

  window_fixture_present (f, 1024, 600);
  sl_window_set_presenting (f->window, TRUE);
  g_assert_true (sl_window_start_lesson (f->window, "twins", NULL));
  sl_session_set_speed (f->session, SL_SPEED_MAX);
  sl_window_lesson_go (f->window, 2);
  g_assert_true (window_fixture_says (f, "It drops both"));
  g_assert_false (gtk_widget_get_mapped (lambda));
  sl_window_lesson_next (f->window);
  test_wait_until (window_fixture_says (f, "✓ Done"));
  sl_window_lesson_back (f->window);
  sl_window_lesson_go (f->window, 2);
  while (left_below (f) > 0 && presses++ < 20)
    sl_window_lesson_next (f->window);
  g_assert_cmpint (presses, >, 0);
  g_assert_cmpint (sl_window_lesson_step (f->window), ==, 2);
  sl_window_set_presenting (f->window, FALSE);
}

/* A page's tab is pointed at; a figure is looked at on the page that the step is about,
 * which shows the lesson's model; and that is as it was when the lesson is left. */
static void
check_looks (WindowFixture *f, gconstpointer data)
{
  SlPage *page = sl_page_stack_page (sl_window_pages (f->window), &sl_page_geometry);
  const SlKind *figure = sl_kind_find (sl_figures (), "geometry", NULL);
  GtkWidget *card = GTK_WIDGET (sl_page_find (page, (const SlFigureType *) figure));

  g_assert_false (sl_geometry_page_set_model (SL_GEOMETRY_PAGE (page), FALSE));
  g_assert_true (sl_window_start_lesson (f->window, "geometry", NULL));
  window_fixture_present (f, 1024, 700);
  sl_window_lesson_go (f->window, 1);
  g_assert_true (gtk_widget_has_css_class (card, "sl-pointed"));
  sl_window_lesson_look (f->window, 0);
  g_assert_false (gtk_widget_has_css_class (card, "sl-pointed"));
  g_assert_true (
      gtk_widget_has_css_class (sl_window_tab (f->window, "geometry"), "sl-pointed"));
  sl_page_stack_show (sl_window_pages (f->window), "path", NULL);
  sl_window_lesson_look (f->window, 1);
  g_assert_cmpstr (sl_page_stack_shown (sl_window_pages (f->window))->kind.id, ==,
                   "geometry");
  g_assert_true (gtk_widget_has_css_class (card, "sl-pointed"));
  g_assert_true (sl_geometry_page_set_model (SL_GEOMETRY_PAGE (page), TRUE));
  sl_window_leave_lesson (f->window);
  g_assert_false (sl_geometry_page_set_model (SL_GEOMETRY_PAGE (page), FALSE));
}

/* Whoever learns alone comes back to the list, and to the experiment as it was. */
static void
check_finish (WindowFixture *f, gconstpointer data)
{
  g_autoptr (SlLesson) first = sl_lesson_built_in (sl_lesson_id (0), NULL);
  double before = sl_session_config (f->session)->lambda;

  open_lesson (f);
  sl_window_lesson_go (f->window, 3);
  g_signal_emit_by_name (window_fixture_button (f, "Finish"), "clicked");
  g_assert_cmpstr (sl_window_lesson (f->window), ==, "");
  g_assert_true (gtk_widget_get_mapped (window_fixture_button (f, first->title)));
  g_assert_true (gtk_widget_has_css_class (window_fixture_button (f, first->title),
                                           "sl-lesson-next"));
  g_assert_cmpfloat (sl_session_config (f->session)->lambda, ==, before);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  window_fixture_add ("/lesson-hand/clicks", check_clicks);
  window_fixture_add ("/lesson-hand/keys", check_keys);
  window_fixture_add ("/lesson-hand/question-pauses", check_question_pauses);
  window_fixture_add ("/lesson-hand/doing", check_doing);
  window_fixture_add ("/lesson-hand/astray", check_astray);
  window_fixture_add ("/lesson-hand/compared", check_compared);
  window_fixture_add ("/lesson-hand/pointing", check_pointing);
  window_fixture_add ("/lesson-hand/pointing-before-class", check_pointing_before_class);
  window_fixture_add ("/lesson-hand/reading-on", check_reading_on);
  window_fixture_add ("/lesson-hand/looks", check_looks);
  window_fixture_add ("/lesson-hand/finish", check_finish);
  return g_test_run ();
}
