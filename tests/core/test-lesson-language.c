/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of claims and live numbers: what an expression comes to, and that its
 * numbers are those of the training itself. */
#include "core/core.h"

#include "core/lesson/expression.h"

#include <math.h>
#include <string.h>

static double
value (const char *text, SlLessonNumbers *numbers)
{
  static const char *const runs[] = {"a", "b", "c", NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLessonExpression) expression =
      sl_lesson_expression_new (text, -1, runs, 1, 1, &error);
  g_assert_no_error (error);
  return sl_lesson_expression_value (expression, numbers);
}

static void
test_arithmetic (void)
{
  static const struct
  {
    const char *text;
    double value;
  } cases[] = {
      {"1 + 2 * 3", 7},
      {"(1 + 2) * 3", 9},
      {"10 - 2 - 3", 5},
      {"8 / 2 / 2", 2},
      {"-2 * −3", 6},
      {"2e-3 * 1000", 2},
      {".5 + 1.", 1.5},
      {"1 < 2", 1},
      {"2 <= 1", 0},
      {"2 ≥ 2", 1},
      {"1 != 1", 0},
      {"1 ≠ 2 and 3 > 2", 1},
      {"0 or 0 and 1", 0},
      {"not 0", 1},
      {"not (1 == 1)", 0},
      {"min(3, 1, 2)", 1},
      {"max(3, 1, 2)", 3},
      {"abs(-4)", 4},
      {"sqrt(9)", 3},
      {"exp(log(5))", 5},
      {"round(2.6)", 3},
      {"1 + 1 == 2 and 1", 1},
      {"zeros(a) == 0", 0},
      {"zeros(a) != 0", 0},
      {"not (zeros(a) > 0)", 1},
      {"zeros(a) == 0 or 1", 1},
  };
  g_autoptr (SlLessonNumbers) numbers = sl_lesson_numbers_new ();
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].text);
    g_assert_cmpfloat_with_epsilon (value (cases[i].text, numbers), cases[i].value,
                                    1e-12);
  }
  g_assert_true (isnan (value ("zeros(a)", numbers)));
  g_assert_true (isnan (value ("min(1, zeros(a))", numbers)));
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *begin;
  } cases[] = {
      {"", "1:1:"},
      {"1 +", "1:4:"},
      {"1 2", "1:3:"},
      {"1 < 2 < 3", "1:8:"},
      {"zeros", "1:6:"},
      {"zeros(a", "1:8:"},
      {"zeros(a, 1, 2)", "1:11:"},
      {"zeros(x)", "1:8:"},
      {"nothing(a)", "1:1:"},
      {"weight(a, 1, 2)", "1:15:"},
      {"min(1)", "1:6:"},
      {"1..2", "1:5:"},
      {"1\n+ $", "2:3:"},
      {"system(1)", "1:1:"},
  };
  static const char *const runs[] = {"a", NULL};
  g_autofree char *deep = g_strnfill (1000, '(');
  g_autofree char *wide = g_strnfill (3000, '1');
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SlLessonExpression) none =
        sl_lesson_expression_new (cases[i].text, -1, runs, 1, 1, &error);
    g_assert_null (none);
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
    g_test_message ("%s → %s", cases[i].text, error->message);
    g_assert_true (g_str_has_prefix (error->message, cases[i].begin));
  }
  g_assert_null (sl_lesson_expression_new (deep, -1, runs, 1, 1, NULL));
  g_assert_null (sl_lesson_expression_new (wide, -1, runs, 1, 1, NULL));
  g_assert_null (sl_lesson_expression_new ("\xff", -1, runs, 1, 1, NULL));
}

static const char runs[] =
    "<lesson version=\"1\" id=\"a\"><title>T</title><belief>B</belief>"
    "<start dataset=\"sparse-linear\" samples=\"80\" features=\"8\" true-weights=\"3\" "
    "hidden=\"6\" epochs=\"4\" seed=\"3\" penalty=\"l1\" lambda=\"0.05\"/>"
    "<run id=\"a\"/><run id=\"b\"><change at=\"2\" prune=\"0.5\"/></run>"
    "<run id=\"c\" hidden=\"\" exact=\"yes\" lambda=\"0.3\"/>"
    "<run id=\"d\" hidden=\"\" exact=\"lambda-1se\"/>"
    "<run id=\"e\" hidden=\"\" exact=\"lambda-min\"/>"
    "<run id=\"slow\" samples=\"100000\" features=\"100\" true-weights=\"3\" "
    "hidden=\"1000\" epochs=\"2000\"/>"
    "<run id=\"big\" hidden=\"60000,60\"/>"
    "<run id=\"wild\" learning-rate=\"1000\" optimizer=\"sgd\" lambda=\"0\" "
    "epochs=\"100\"/>"
    "<step><text>{zeros_share(a)|%} {weights(a)|n} {score(a)|2} {score(now)}</text>"
    "</step></lesson>";

static SlLesson *
lesson_of_runs (void)
{
  g_autoptr (GError) error = NULL;
  SlLesson *lesson = sl_lesson_parse (runs, -1, "f", NULL, &error);
  g_assert_no_error (error);
  return lesson;
}

static void
train (SlLessonNumbers *numbers, const SlLesson *lesson, const char *id)
{
  g_autoptr (GError) error = NULL;
  sl_lesson_numbers_train (numbers, sl_lesson_run (lesson, id), 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (sl_lesson_numbers_knows (numbers, id));
}

/* The same bits as the training that the window and the commands use. */
static void
test_trained (void)
{
  g_autoptr (SlLesson) lesson = lesson_of_runs ();
  const SlLessonRun *run = sl_lesson_run (lesson, "a");
  g_autoptr (SlLessonNumbers) numbers = sl_lesson_numbers_new ();
  g_autoptr (SlTraining) training = sl_training_new (&run->config, NULL, NULL);
  g_autofree char *text = NULL, *share = NULL;
  train (numbers, lesson, "a");
  while (sl_training_epoch (training) < 4)
    sl_training_step (training);
  SlLogView history = sl_training_history (training);
  const SlHistoryRow *last = sl_log_item (&history, 4),
                     *first = sl_log_item (&history, 1);
  const SlNetwork *network = sl_training_network (training);
  g_assert_cmpfloat (value ("score(a)", numbers), ==, last->test_score);
  g_assert_cmpfloat (value ("loss(a, 1)", numbers), ==, first->test_loss);
  g_assert_true (isnan (value ("loss(a, 5)", numbers)));
  g_assert_cmpfloat (value ("objective(a)", numbers), ==, last->objective);
  g_assert_cmpfloat (value ("zeros(a)", numbers), ==, last->zeros);
  g_assert_cmpfloat (value ("norm_l1(a)", numbers), ==, last->norm_l1);
  g_assert_cmpfloat (value ("weight(a, 1, 2, 3)", numbers), ==, network->params[6 + 2]);
  g_assert_cmpfloat (value ("weights(a)", numbers), ==, 8 * 6 + 6);
  g_assert_cmpfloat (value ("products(a)", numbers), ==, 54);
  g_assert_cmpfloat (value ("units(a)", numbers), ==, 6);
  g_assert_cmpfloat (value ("rows(a)", numbers), ==, 60);
  g_assert_cmpfloat (value ("true_inputs(a)", numbers), ==, 3);
  g_assert_cmpfloat (value ("found(a) + missed(a)", numbers), ==, 3);
  g_assert_cmpfloat (value ("found(a) + false_found(a)", numbers), ==,
                     value ("inputs_used(a)", numbers));
  g_assert_true (value ("zero_outputs(a)", numbers) > 0);
  g_assert_true (value ("zero_outputs(a)", numbers) < 1);
  text = sl_lesson_text_fill (lesson->steps[0]->texts[0], numbers);
  g_assert_cmpfloat (last->test_score, <, 0); /* shown with a minus, not a hyphen */
  share = sl_number_text (100.0 * (double) last->zeros / 54, 3);
  g_autofree char *score = sl_number_text (-last->test_score, 2);
  g_autofree char *wanted = g_strdup_printf ("%s\u00a0%% 54 −%s …", share, score);
  g_assert_cmpstr (text, ==, wanted);
  sl_log_view_clear (&history);
}

/* Half of the weights are pruned, and stay at zero to the end. */
static void
test_pruned (void)
{
  g_autoptr (SlLesson) lesson = lesson_of_runs ();
  g_autoptr (SlLessonNumbers) numbers = sl_lesson_numbers_new ();
  train (numbers, lesson, "b");
  g_assert_cmpfloat (value ("zeros(b)", numbers), >=, 27);
  g_assert_cmpfloat (value ("nonzeros(b)", numbers), >, 0);
  g_assert_cmpfloat (value ("dead_units(b)", numbers), >=, 0);
  g_assert_cmpfloat (value ("compact_products(b)", numbers), <=, 54);
}

/* The exact run is the solver's solution, measured like a run. */
static void
test_exact (void)
{
  g_autoptr (SlLesson) lesson = lesson_of_runs ();
  const SlLessonRun *run = sl_lesson_run (lesson, "c");
  g_autoptr (SlLessonNumbers) numbers = sl_lesson_numbers_new ();
  g_autoptr (SlProblem) problem = sl_training_make_problem (&run->config, NULL);
  g_autoptr (SlFit) fit = sl_fit_new (problem, run->config.penalty, 0.3, 1, NULL, NULL);
  train (numbers, lesson, "c");
  g_assert_cmpfloat (value ("nonzeros(c)", numbers), ==, fit->nonzeros);
  g_assert_cmpfloat (value ("inputs_used(c)", numbers), ==, fit->nonzeros);
  g_assert_cmpfloat_with_epsilon (value ("train_loss(c)", numbers), fit->loss, 1e-5);
  g_assert_cmpfloat_with_epsilon (value ("weight(c, 1, 1, 1)", numbers), fit->model.w[0],
                                  1e-6);
  train (numbers, lesson, "d");
  train (numbers, lesson, "e");
  g_assert_cmpfloat (
      sl_snapshot_last (sl_lesson_numbers_snapshot (numbers, "e"))->lambda, <=,
      sl_snapshot_last (sl_lesson_numbers_snapshot (numbers, "d"))->lambda);
}

/* What never ends is refused before it begins; what goes wrong is said. */
static void
test_too_long (void)
{
  g_autoptr (SlLesson) lesson = lesson_of_runs ();
  g_autoptr (SlLessonNumbers) numbers = sl_lesson_numbers_new ();
  g_autoptr (GError) error = NULL;
  gint stop = 1;
  g_assert_false (
      sl_lesson_numbers_train (numbers, sl_lesson_run (lesson, "slow"), 0, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "multiplications"));
  g_clear_error (&error);
  g_assert_false (
      sl_lesson_numbers_train (numbers, sl_lesson_run (lesson, "big"), 0, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (
      sl_lesson_numbers_train (numbers, sl_lesson_run (lesson, "wild"), 0, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DIVERGED);
  g_clear_error (&error);
  g_assert_false (
      sl_lesson_numbers_train (numbers, sl_lesson_run (lesson, "a"), 0, &stop, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
}

/* What the window shows: the snapshot it took, its settings, its page. */
static void
test_now (void)
{
  g_autoptr (SlLesson) lesson = lesson_of_runs ();
  g_autoptr (SlLessonNumbers) numbers = sl_lesson_numbers_new ();
  train (numbers, lesson, "a");
  g_assert_true (isnan (value ("setting(lambda)", numbers)));
  g_assert_true (isnan (value ("on_page(train)", numbers)));
  sl_lesson_numbers_take (numbers, "now", sl_lesson_numbers_snapshot (numbers, "a"));
  sl_lesson_numbers_set_page (numbers, "prune");
  g_assert_cmpfloat (value ("setting(lambda)", numbers), ==, 0.05);
  g_assert_cmpfloat (value ("setting(standardize)", numbers), ==, 1);
  g_assert_cmpfloat (value ("setting(learning_rate)", numbers), ==, 0.002);
  g_assert_cmpfloat (value ("chosen(penalty, l1)", numbers), ==, 1);
  g_assert_cmpfloat (value ("chosen(penalty, elastic_net)", numbers), ==, 0);
  g_assert_cmpfloat (value ("epoch(now)", numbers), ==, 4);
  g_assert_cmpfloat (value ("zeros(now) - zeros(a)", numbers), ==, 0);
  g_assert_cmpfloat (value ("on_page(prune)", numbers), ==, 1);
  g_assert_cmpfloat (value ("on_page(train)", numbers), ==, 0);
  sl_lesson_numbers_take (numbers, "now", NULL);
  g_assert_false (sl_lesson_numbers_knows (numbers, "now"));
}

static void
count_run (const char *run, gpointer data)
{
  g_assert_cmpstr (run, ==, "a");
  ++*(int *) data;
}

static void
test_told (void)
{
  static const char *const names[] = {"a", NULL};
  g_autoptr (SlLesson) lesson = lesson_of_runs ();
  g_autoptr (SlLessonNumbers) numbers = sl_lesson_numbers_new ();
  g_autoptr (SlLessonExpression) expression = sl_lesson_expression_new (
      "weights(a) > 50 and zeros(a) / 2 < max(weights(a), 3)", -1, names, 1, 1, NULL);
  int n = 0;
  train (numbers, lesson, "a");
  g_autofree char *zeros = sl_number_text (value ("zeros(a) / 2", numbers), 4);
  g_autofree char *wanted = g_strdup_printf ("50 < 54 and %s < 54", zeros);
  g_autofree char *told = sl_lesson_expression_tell (expression, numbers);
  g_assert_cmpstr (told, ==, wanted);
  g_assert_true (sl_lesson_expression_holds (expression, numbers));
  sl_lesson_expression_ask (expression, count_run, &n);
  g_assert_cmpint (n, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson-language/arithmetic", test_arithmetic);
  g_test_add_func ("/lesson-language/refused", test_refused);
  g_test_add_func ("/lesson-language/trained", test_trained);
  g_test_add_func ("/lesson-language/pruned", test_pruned);
  g_test_add_func ("/lesson-language/exact", test_exact);
  g_test_add_func ("/lesson-language/too-long", test_too_long);
  g_test_add_func ("/lesson-language/now", test_now);
  g_test_add_func ("/lesson-language/told", test_told);
  return g_test_run ();
}
