/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lessons in the window: what is asked, locked, run, told and pointed at, and that the
 * learner's own experiment comes back. */
#include "tests/ui/window-fixture.h"
#include "ui/figures/figure.h"
#include "ui/figures/lesson-places.h"
#include "ui/lessons/player.h"
#include "ui/lessons/pointer.h"
#include <glib/gstdio.h>
#include <string.h>

static const char source[] =
    "<lesson version='1' id='small' minutes='1' lock='dropout' hide='momentum'>"
    "<title>A small lesson</title><belief>“Nothing is ever zero.”</belief>"
    "<teacher>Ask first.</teacher>"
    "<start dataset='iris' hidden='4' epochs='3' seed='2'/>"
    "<run id='none' penalty='none'/><run id='l1' penalty='l1' lambda='0.05'/>"
    "<step><title>Look</title><text>Here is a network.</text>"
    "<look at='control:lambda'/></step>"
    "<step><title>Guess</title><text>Two runs.</text><look at='figure:zeros'/>"
    "<predict lock='penalty'><question>Which one has zeros?</question>"
    "<choice right='yes'><text>L1</text><reply>It has {zeros(l1)|n}.</reply></choice>"
    "<choice><text>None</text><reply>None has {zeros(none)|n}.</reply></choice>"
    "</predict><do by='program' runs='none l1'>Watch.</do>"
    "<seen>Epoch {epoch(l1)|n} of L1.</seen>"
    "<why><text>It pushes.</text><look at='figure:shrinkage'/></why></step>"
    "<step><title>Estimate</title><text>How many?</text>"
    "<predict><question>Which epoch?</question>"
    "<estimate from='0' to='10' unit='epochs' near='1' truth='epoch(l1)'/></predict>"
    "</step>"
    "<step><title>Do</title><text>Set it.</text>"
    "<do by='learner' until='setting(lambda) >= 0.2'>Raise λ.</do>"
    "<seen>Now it is {setting(lambda)}.</seen></step></lesson>";

static SlLesson *
small_lesson (void)
{
  g_autoptr (GError) error = NULL;
  SlLesson *lesson = sl_lesson_parse (source, -1, "small", NULL, &error);

  g_assert_no_error (error);
  return lesson;
}

/* ---- the player, without a window ---- */

static void
check_player (void)
{
  g_autoptr (SlLesson) lesson = small_lesson ();
  g_autoptr (SlLessonPlayer) player = sl_lesson_player_new (lesson);
  double answer;

  g_assert_cmpint (sl_lesson_player_phase (player), ==, SL_LESSON_TELLS);
  g_assert_false (sl_lesson_player_go (player, 4));
  g_assert_false (sl_lesson_player_go (player, -1));
  g_assert_cmpint (sl_lesson_player_place (player), ==, 0);
  g_assert_false (sl_lesson_player_answer (player, 0));

  g_assert_true (sl_lesson_player_go (player, 1));
  g_assert_cmpint (sl_lesson_player_phase (player), ==, SL_LESSON_ASKS);
  g_assert_cmpstr (sl_lesson_player_lock (player), ==, "penalty");
  g_assert_false (sl_lesson_player_answer (player, 2));
  g_assert_false (sl_lesson_player_answer (player, -1));
  g_assert_false (sl_lesson_player_answer (player, 0.5));
  g_assert_false (sl_lesson_player_answer (player, NAN));
  sl_lesson_player_begin (player);
  sl_lesson_player_finish (player);
  g_assert_cmpint (sl_lesson_player_phase (player), ==, SL_LESSON_ASKS);
  g_assert_true (sl_lesson_player_answer (player, 1));
  g_assert_false (sl_lesson_player_answer (player, 0)); /* once */
  g_assert_null (sl_lesson_player_lock (player));
  g_assert_cmpint (sl_lesson_player_phase (player), ==, SL_LESSON_WAITS);
  sl_lesson_player_begin (player);
  g_assert_cmpint (sl_lesson_player_phase (player), ==, SL_LESSON_RUNS);

  /* Left in the middle, the run is still to be made; once made, it stays so. */
  g_assert_true (sl_lesson_player_go (player, 0));
  g_assert_true (sl_lesson_player_go (player, 1));
  g_assert_cmpint (sl_lesson_player_phase (player), ==, SL_LESSON_WAITS);
  sl_lesson_player_begin (player);
  sl_lesson_player_finish (player);
  g_assert_true (sl_lesson_player_answered (player, &answer));
  g_assert_cmpfloat (answer, ==, 1.0);
  g_assert_true (sl_lesson_player_go (player, 0));
  g_assert_true (sl_lesson_player_go (player, 1));
  g_assert_cmpint (sl_lesson_player_phase (player), ==, SL_LESSON_TELLS);

  g_assert_true (sl_lesson_player_go (player, 2));
  sl_lesson_player_pass (player);
  g_assert_cmpint (sl_lesson_player_phase (player), ==, SL_LESSON_TELLS);
  g_assert_false (sl_lesson_player_answered (player, NULL));
  g_assert_true (sl_lesson_player_go (player, 3));
  sl_lesson_player_begin (player); /* it is the learner's */
  g_assert_cmpint (sl_lesson_player_phase (player), ==, SL_LESSON_WAITS);
  g_assert_false (sl_lesson_player_is_complete (player));
  sl_lesson_player_finish (player);
  g_assert_true (sl_lesson_player_is_complete (player));
}

/* ---- in the window ---- */

static GtkWidget *
named (WindowFixture *f, SlLessonLookKind kind, const char *id)
{
  GtkWidget *found = sl_pointer_find (GTK_WIDGET (f->window), kind, id);

  g_assert_nonnull (found);
  return found;
}

static gboolean
is_enabled (WindowFixture *f, const char *action)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), action);
}

static void
open_small (WindowFixture *f)
{
  g_autoptr (SlLesson) lesson = small_lesson ();
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_window_open_lesson (f->window, lesson, TRUE, &error));
  g_assert_no_error (error);
  sl_session_set_speed (f->session, SL_SPEED_MAX);
}

static gboolean
is_pointed (GtkWidget *widget)
{
  return gtk_widget_has_css_class (widget, "sl-pointed");
}

/* A wrong answer: what is asked is locked until then, both runs are made, the sentences
 * have their numbers, and what is told is put on screen and pointed at. */
static void
check_prediction (WindowFixture *f, gconstpointer data)
{
  GtkWidget *penalty = named (f, SL_LESSON_LOOK_CONTROL, "penalty");
  GtkWidget *play = named (f, SL_LESSON_LOOK_ACTION, "play-pause");

  window_fixture_present (f, 1024, 700);
  open_small (f);
  g_assert_true (is_pointed (named (f, SL_LESSON_LOOK_CONTROL, "lambda")));
  g_assert_true (window_fixture_says (f, "Step 1 of 4"));
  g_signal_emit_by_name (window_fixture_button (f, "Next"), "clicked");
  g_assert_cmpint (sl_window_lesson_step (f->window), ==, 2);
  g_assert_false (is_pointed (named (f, SL_LESSON_LOOK_CONTROL, "lambda")));
  g_assert_false (gtk_widget_get_sensitive (penalty));
  g_assert_false (gtk_widget_get_sensitive (play));
  g_assert_false (is_enabled (f, "penalty"));
  g_assert_false (is_enabled (f, "play-pause"));
  g_assert_false (window_fixture_says (f, "of L1."));

  g_signal_emit_by_name (window_fixture_button (f, "None"), "clicked");
  g_assert_null (strstr ("L1", sl_session_config (f->session)->penalty->kind.id));
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "lesson-answer",
                                  g_variant_new_double (1.0));
  /* Once more changes nothing. */
  sl_window_lesson_run (f->window);
  g_assert_true (gtk_widget_get_sensitive (penalty));
  g_assert_false (gtk_widget_get_sensitive (play));
  test_wait_until (window_fixture_says (f, "Epoch 3 of L1."));
  test_wait_until (window_fixture_says (f, "None has 0."));
  g_assert_true (window_fixture_says (f, "Many expect that."));
  g_assert_true (window_fixture_says (f, "✓ L1 – right"));
  g_assert_true (window_fixture_says (f, "None – your answer"));
  g_assert_true (gtk_widget_get_sensitive (play));
  g_assert_cmpint (sl_session_snapshot (f->session)->epoch, ==, 3);
  g_assert_cmpfloat (sl_session_snapshot (f->session)->config.lambda, ==, 0.05);
  g_assert_nonnull (sl_session_earlier (f->session)->pinned[0]);
  g_assert_true (is_pointed (GTK_WIDGET (sl_page_find (
      sl_page_stack_page (sl_window_pages (f->window),
                          sl_page_stack_shown (sl_window_pages (f->window))),
      (const SlFigureType *) sl_kind_find (sl_figures (), "shrinkage", NULL)))));
}

/* A near estimate, and what the learner does is noticed. */
static void
check_doing (WindowFixture *f, gconstpointer data)
{
  window_fixture_present (f, 1024, 700);
  open_small (f);
  sl_window_lesson_go (f->window, 3);
  g_signal_emit_by_name (window_fixture_button (f, "Answer"), "clicked");
  test_wait_until (window_fixture_says (f, "You said 0; it is 3\u00a0epochs."));
  sl_window_lesson_go (f->window, 4);
  g_assert_false (window_fixture_says (f, "Now it is"));
  test_wait_until (sl_session_snapshot (f->session)->n_layers > 0);
  test_set (f->session, "penalty", "l1");
  test_set (f->session, "lambda", "0.25");
  test_wait_until (window_fixture_says (f, "Now it is 0.25."));
  g_assert_true (window_fixture_says (f, "✓ Done"));
}

/* What a lesson locks and hides is there again after it, with page, cards and run. */
static void
check_leaving (WindowFixture *f, gconstpointer data)
{
  GActionGroup *actions = G_ACTION_GROUP (f->window);
  GtkWidget *dropout = named (f, SL_LESSON_LOOK_CONTROL, "dropout");
  GtkWidget *momentum = named (f, SL_LESSON_LOOK_CONTROL, "momentum");
  g_auto (GStrv) before = NULL, after = NULL;
  double norm;

  test_set (f->session, "lambda", "0.002");
  sl_session_step_epoch (f->session);
  test_wait_until (sl_session_snapshot (f->session)->epoch == 1);
  norm = sl_session_snapshot (f->session)->total.norm_l1;
  g_assert_true (sl_window_set_figure (f->window, 4, "score", NULL));
  before = sl_window_figures (f->window);
  g_assert_true (sl_page_stack_show (sl_window_pages (f->window), "weights", NULL));
  sl_window_set_sidebar_visible (f->window, FALSE);

  open_small (f);
  g_assert_true (sl_window_sidebar_visible (f->window));
  g_assert_false (gtk_widget_get_sensitive (dropout));
  g_assert_false (gtk_widget_get_visible (momentum));
  g_assert_false (is_enabled (f, "dropout"));
  g_assert_false (is_enabled (f, "seed"));
  sl_window_lesson_go (f->window, 2);
  g_action_group_change_action_state (actions, "lesson", g_variant_new_string (""));
  g_assert_cmpstr (sl_window_lesson (f->window), ==, "");
  g_assert_true (gtk_widget_get_sensitive (dropout));
  g_assert_true (gtk_widget_get_visible (momentum));
  g_assert_true (is_enabled (f, "dropout"));
  g_assert_true (is_enabled (f, "penalty"));
  g_assert_true (is_enabled (f, "play-pause"));
  g_assert_false (sl_window_sidebar_visible (f->window));
  g_assert_cmpstr (sl_page_stack_shown (sl_window_pages (f->window))->kind.id, ==,
                   "weights");
  after = sl_window_figures (f->window);
  g_assert_true (
      g_strv_equal ((const char *const *) before, (const char *const *) after));
  g_assert_cmpint (sl_session_snapshot (f->session)->epoch, ==, 1);
  g_assert_cmpfloat (sl_session_snapshot (f->session)->total.norm_l1, ==, norm);
  g_assert_cmpfloat (sl_session_config (f->session)->lambda, ==, 0.002);
}

/* Before a class Next reveals first: the answer and the run, and then the next step. */
static void
check_demo (WindowFixture *f, gconstpointer data)
{
  window_fixture_present (f, 1024, 700);
  open_small (f);
  sl_window_lesson_go (f->window, 2);
  sl_window_set_presenting (f->window, TRUE);
  g_assert_false (window_fixture_says (f, "Ask first."));
  sl_window_lesson_next (f->window);
  g_assert_cmpint (sl_window_lesson_step (f->window), ==, 2);
  test_wait_until (window_fixture_says (f, "Epoch 3 of L1."));
  g_assert_false (gtk_widget_get_mapped (named (f, SL_LESSON_LOOK_CONTROL, "penalty")));
  /* What is below the edge is read first. */
  for (int i = 0; i < 10 && sl_window_lesson_step (f->window) == 2; i++)
    sl_window_lesson_next (f->window);
  g_assert_cmpint (sl_window_lesson_step (f->window), ==, 3);
  sl_window_lesson_go (f->window, 1);
  sl_window_lesson_note (f->window);
  g_assert_true (window_fixture_says (f, "Ask first."));
  sl_window_set_presenting (f->window, FALSE);
}

/* The list has every lesson, and each can be begun; one that is not there is told. */
static void
check_list (WindowFixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_signal_emit_by_name (window_fixture_button (f, "Lessons"), "clicked");
  for (int i = 0; i < sl_lesson_count (); i++) {
    g_autoptr (SlLesson) lesson = sl_lesson_built_in (sl_lesson_id (i), NULL);

    g_assert_nonnull (window_fixture_button (f, lesson->title));
  }
  g_assert_false (sl_window_start_lesson (f->window, "no-such-lesson", &error));
  g_assert_nonnull (strstr (error->message, sl_lesson_id (0)));
  g_assert_cmpstr (sl_window_lesson (f->window), ==, "");
  g_signal_emit_by_name (window_fixture_button (f, "Close lessons"), "clicked");
  g_assert_true (gtk_widget_get_visible (named (f, SL_LESSON_LOOK_CONTROL, "penalty")));
}

/* A file of the teacher's, opened like any other; a wrong one changes nothing, and what
 * is opened in mid-lesson is the learner's own. */
static void
check_own (WindowFixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("sparsity-lab-XXXXXX", NULL);
  g_autofree char *good = g_build_filename (folder, "good.sparsity-lesson", NULL);
  g_autofree char *bad = g_build_filename (folder, "bad.sparsity-lesson", NULL);
  g_autofree char *table = g_build_filename (folder, "table.csv", NULL);
  g_autoptr (GString) wrong = g_string_new (source);

  g_string_replace (wrong, "figure:zeros", "page:nowhere", 0);
  g_assert_true (g_file_set_contents (good, source, -1, NULL));
  g_assert_true (g_file_set_contents (bad, wrong->str, -1, NULL));
  g_assert_true (g_file_set_contents (
      table, "a,y\n1,2\n2,3\n3,5\n4,4\n5,6\n6,8\n7,7\n8,9\n9,9\n", -1, NULL));
  window_fixture_present (f, 1024, 700);
  sl_window_open (f->window, bad);
  test_wait_until (window_fixture_says (f, "This lesson cannot be played"));
  g_assert_true (window_fixture_says (f, "nowhere"));
  g_assert_cmpstr (sl_window_lesson (f->window), ==, "");
  sl_window_open (f->window, good);
  test_wait_until (sl_window_lesson_step (f->window) == 1);
  g_assert_false (is_enabled (f, "save-session"));
  sl_window_open (f->window, bad);
  test_wait_until (window_fixture_says (f, "This lesson cannot be played"));
  g_assert_cmpint (sl_window_lesson_step (f->window), ==, 1);
  sl_window_open (f->window, table);
  test_wait_until (sl_window_lesson_step (f->window) == 0);
  g_assert_true (is_enabled (f, "save-session"));
  test_wait_until (sl_session_config (f->session)->file.path != NULL);
  g_unlink (good);
  g_unlink (bad);
  g_unlink (table);
  g_rmdir (folder);
}

static gboolean
is_there (WindowFixture *f, const SlLessonLook *look)
{
  if (look->kind == SL_LESSON_LOOK_FIGURE)
    return sl_kind_find (sl_figures (), look->id, NULL) != NULL;
  if (look->kind == SL_LESSON_LOOK_PAGE)
    return sl_kind_find (sl_pages (), look->id, NULL) != NULL;
  return sl_pointer_find (GTK_WIDGET (f->window), look->kind, look->id) != NULL;
}

static void
check_looks_of (WindowFixture *f,
                const SlLesson *lesson,
                int n,
                const SlLessonLook *looks)
{
  for (int i = 0; i < n; i++)
    if (!is_there (f, &looks[i])) {
      g_test_message ("%s:%d: nothing called '%s' is on screen", lesson->path,
                      looks[i].line, looks[i].id);
      g_test_fail ();
    }
}

/* A setting may have no control of its own. */
static void
check_places (WindowFixture *f)
{
  const SlLessonPlaces *places = sl_lesson_places ();

  for (SlLessonLookKind kind = 0; kind < SL_LESSON_N_LOOKS; kind++)
    for (int i = 0; kind != SL_LESSON_LOOK_CONTROL && places->ids[kind][i] != NULL; i++) {
      const SlLessonLook look = {.kind = kind, .id = (char *) places->ids[kind][i]};

      g_test_message ("%d '%s'", kind, look.id);
      g_assert_true (is_there (f, &look));
    }
}

/* Whatever a lesson points at can be found; pages are made for it. */
static void
check_looks (WindowFixture *f, gconstpointer data)
{
  for (size_t i = 0; i < sl_pages ()->n; i++)
    sl_page_stack_page (sl_window_pages (f->window),
                        (const SlPageType *) sl_pages ()->kinds[i]);
  check_places (f);
  for (int i = 0; i < sl_lesson_count (); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SlLesson) lesson = sl_lesson_built_in (sl_lesson_id (i), &error);

    g_assert_no_error (error);
    for (int k = 0; k < lesson->n_steps; k++) {
      const SlLessonStep *step = lesson->steps[k];

      check_looks_of (f, lesson, step->n_looks, step->looks);
      check_looks_of (f, lesson, step->n_why_looks, step->why_looks);
    }
  }
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_func ("/lessons/player", check_player);
  window_fixture_add ("/lessons/prediction", check_prediction);
  window_fixture_add ("/lessons/doing", check_doing);
  window_fixture_add ("/lessons/leaving", check_leaving);
  window_fixture_add ("/lessons/demo", check_demo);
  window_fixture_add ("/lessons/list", check_list);
  window_fixture_add ("/lessons/own", check_own);
  window_fixture_add ("/lessons/looks", check_looks);
  return g_test_run ();
}
