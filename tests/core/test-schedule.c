/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Early stopping, reduction of the learning rate, and the target score: the rules on
 * losses made up for them, then the whole on real runs. */
#include "core/core.h"
#include "core/training/schedule.h"

#include <math.h>
#include <string.h>

static SlConfig
configure (const char *text)
{
  SlConfig config;
  sl_config_init_default (&config);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  for (int i = 0; words[i] && words[i + 1]; i += 2) {
    g_autoptr (GError) error = NULL;
    const SlSetting *setting = sl_setting_find (words[i], &error);
    g_assert_no_error (error);
    sl_setting_parse (setting, &config, words[i + 1], &error);
    g_assert_no_error (error);
  }
  return config;
}

static SlTraining *
begin (const char *text)
{
  g_autoptr (GError) error = NULL;
  SlConfig config = configure (text);
  SlTraining *training = sl_training_new (&config, NULL, &error);
  g_assert_no_error (error);
  return training;
}

/* Trains to the end of @epochs epochs, or to whatever ends it before. */
static SlTrainingResult
train (SlTraining *training, int epochs)
{
  SlTrainingResult result = SL_TRAINING_EPOCH;
  while (sl_training_epoch (training) < epochs) {
    result = sl_training_step (training);
    if (result > SL_TRAINING_EPOCH)
      break;
  }
  return result;
}

static SlHistoryRow
history_row (const SlTraining *training, int i)
{
  SlLogView view = sl_training_history (training);
  SlHistoryRow row = *(const SlHistoryRow *) sl_log_item (
      &view, i < 0 ? view.n + (size_t) i : (size_t) i);
  sl_log_view_clear (&view);
  return row;
}

/* The verdicts on a series of validation losses, one letter each: '.' go on, 'r' reduce,
 * 's' stop early, 't' target reached; a capital when the epoch was the best so far. */
static char *
judge (const char *text, int n, const double *losses)
{
  static const char letters[] = {
      [SL_SCHEDULE_GO_ON] = '.',
      [SL_SCHEDULE_REDUCE] = 'r',
      [SL_SCHEDULE_STOP_EARLY] = 's',
      [SL_SCHEDULE_REACHED] = 't',
  };
  SlConfig config = configure (text);
  SlSchedule schedule;
  GString *verdicts = g_string_new (NULL);
  sl_schedule_init (&schedule);
  for (int i = 0; i < n; i++) {
    gboolean improved;
    SlHistoryRow row = {.epoch = i + 1,
                        .val_loss = losses[i],
                        .val_score = 1 - losses[i] / 10,
                        .train_score = 0.5};
    char letter = letters[sl_schedule_judge (&schedule, &config, &row, &improved)];
    if (improved)
      letter = letter == '.' ? '!' : g_ascii_toupper (letter);
    g_string_append_c (verdicts, letter);
  }
  return g_string_free (verdicts, FALSE);
}

static void
test_verdicts (void)
{
  static const double losses[] = {5, 4, 4, 6, 3, 3.5, 3.1, 3, 7, 2, 9, 9, 9, 9, NAN, 1};
  static const struct
  {
    const char *text, *verdicts;
  } cases[] = {
      {"", "!!..!....!.....!"},
      {"reduce-lr 0.5,2", "!!.r!.r.r!.r.r.!"},
      {"reduce-lr 0.5,3", "!!..!..r.!..r..!"},
      {"early-stopping 3", "!!..!..s.!..s..!"},
      {"early-stopping 5", "!!..!....!....s!"},
      {"early-stopping 4 reduce-lr 0.5,3", "!!..!..rs!..rs.!"},
      {"stop-at 0.7", "!!..T....!.....!"},
      {"stop-at 0.95", "!!..!....!.....!"},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *verdicts = judge (cases[i].text, G_N_ELEMENTS (losses), losses);
    g_assert_cmpstr (verdicts, ==, cases[i].verdicts);
  }
  /* No loss was ever a number: there is no best epoch to go back to. */
  static const double none[] = {NAN, NAN, NAN, NAN};
  g_autofree char *verdicts = judge ("early-stopping 2", 4, none);
  g_assert_cmpstr (verdicts, ==, "....");
}

/* The weights after the stop are those of the epoch with the smallest validation loss, to
 * the bit, and the last row tells of them. */
static void
test_early_stopping (gconstpointer data)
{
  g_autofree char *text = g_strdup_printf ("early-stopping 4 %s", (const char *) data);
  g_autoptr (SlTraining) training = begin (text);
  g_assert_cmpint (train (training, 400), ==, SL_TRAINING_FINISHED);
  int epochs = sl_training_epoch (training), best = epochs - 4;
  SlHistoryRow last = history_row (training, -1), row = history_row (training, best);
  g_assert_cmpint (last.epoch, ==, epochs);
  for (int i = 1; i < epochs; i++)
    g_assert_true (i == best || history_row (training, i).val_loss >= row.val_loss);
  g_autofree char *number = g_strdup_printf ("epoch %d again", best);
  g_assert_nonnull (strstr (sl_training_ending (training), number));
  last.epoch = row.epoch;
  last.learning_rate = row.learning_rate;
  g_assert_cmpmem (&last, sizeof last, &row, sizeof row);

  g_autoptr (SlTraining) again = begin (text);
  g_assert_cmpint (train (again, best), ==, SL_TRAINING_EPOCH);
  const SlNetwork *a = sl_training_network (training), *b = sl_training_network (again);
  g_assert_cmpmem (a->params, a->n_params * sizeof (float), b->params,
                   b->n_params * sizeof (float));
}

/* Whoever steps on goes on, from the restored weights and without the old velocity: the
 * first step of Nesterov's method is then one of plain SGD. */
static void
test_goes_on (void)
{
  const char *text = "early-stopping 3 optimizer nesterov learning-rate 0.05";
  g_autoptr (SlTraining) training = begin (text), plain = begin (text);
  g_assert_cmpint (train (training, 400), ==, SL_TRAINING_FINISHED);
  g_assert_cmpint (train (plain, 400), ==, SL_TRAINING_FINISHED);
  SlConfig config = configure ("early-stopping 3 optimizer sgd learning-rate 0.05");
  sl_training_apply (plain, &config);
  g_assert_cmpint (sl_training_step (plain), ==, SL_TRAINING_STEPPED);
  g_assert_cmpint (sl_training_step (training), ==, SL_TRAINING_STEPPED);
  const SlNetwork *a = sl_training_network (training), *b = sl_training_network (plain);
  g_assert_cmpmem (a->params, a->n_params * sizeof (float), b->params,
                   b->n_params * sizeof (float));
  g_assert_null (sl_training_ending (training));
  int epochs = sl_training_epoch (training);
  g_assert_cmpint (train (training, epochs + 2), ==, SL_TRAINING_EPOCH);
}

/* Events of the learning rate stand where the patience ran out and tell the truth, the
 * rows hold the rate in force, and a run with the same changes by hand is the same run.
 */
static void
test_reduce (void)
{
  g_autoptr (SlTraining) training = begin ("reduce-lr 0.1,3");
  g_autoptr (SlTraining) by_hand = begin ("validation-fraction 0.15");
  g_assert_cmpint (train (training, 80), ==, SL_TRAINING_EPOCH);
  SlLogView events = sl_training_events (training);
  g_assert_cmpint (events.n, >=, 2);
  double rate = 0.002;
  for (size_t i = 0; i < events.n; i++) {
    const SlEvent *event = sl_log_item (&events, i);
    g_assert_cmpstr (event->setting, ==, "learning-rate");
    g_assert_cmpint (event->batch, ==, 0);
    for (int e = event->epoch - 2; e <= event->epoch; e++)
      g_assert_cmpfloat (history_row (training, e).learning_rate, ==, rate);
    rate = g_ascii_strtod (event->to, NULL);
    g_assert_cmpfloat_with_epsilon (rate, 0.002 * pow (0.1, (double) i + 1), 1e-12);
    train (by_hand, event->epoch);
    SlConfig config = *sl_training_config (by_hand);
    config.learning_rate = rate;
    sl_training_apply (by_hand, &config);
  }
  sl_log_view_clear (&events);
  train (by_hand, 80);
  const SlNetwork *a = sl_training_network (training), *b = sl_training_network (by_hand);
  g_assert_cmpmem (a->params, a->n_params * sizeof (float), b->params,
                   b->n_params * sizeof (float));
}

static void
test_stop_at (void)
{
  /* Without a validation part the training score counts, with one its own. */
  static const struct
  {
    const char *text, *sentence;
    gsize score;
  } cases[] = {
      {"stop-at 0.9", "training score has reached 0.9",
       G_STRUCT_OFFSET (SlHistoryRow, train_score)},
      {"stop-at 0.9 validation-fraction 0.2", "validation score has reached 0.9",
       G_STRUCT_OFFSET (SlHistoryRow, val_score)},
      {"stop-at 0.9 validate-on-test true", "test score",
       G_STRUCT_OFFSET (SlHistoryRow, test_score)},
  };
  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++) {
    g_autoptr (SlTraining) training = begin (cases[c].text);
    g_assert_cmpint (train (training, 100), ==, SL_TRAINING_FINISHED);
    g_assert_nonnull (strstr (sl_training_ending (training), cases[c].sentence));
    int epochs = sl_training_epoch (training);
    for (int i = 0; i <= epochs; i++) {
      SlHistoryRow row = history_row (training, i);
      g_assert_true ((G_STRUCT_MEMBER (double, &row, cases[c].score) >= 0.9) ==
                     (i == epochs));
    }
    /* It does not stop again at every epoch that follows, but does at a new target. */
    g_assert_cmpint (train (training, epochs + 3), ==, SL_TRAINING_EPOCH);
    SlConfig config = *sl_training_config (training);
    config.stop_at = 0.91;
    sl_training_apply (training, &config);
    g_assert_cmpint (train (training, epochs + 60), ==, SL_TRAINING_FINISHED);
  }
}

/* The default part is 15 % of the training part, exactly when something looks at it. */
static void
test_parts (void)
{
  static const struct
  {
    const char *text;
    double share;
  } cases[] = {
      {"", 0},
      {"stop-at 0.9", 0},
      {"early-stopping 5", 0.15},
      {"reduce-lr 0.5,5", 0.15},
      {"early-stopping 5 validation-fraction 0.3", 0.3},
      {"validation-fraction 0.1", 0.1},
      {"early-stopping 5 validate-on-test true", 0},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SlTraining) training = begin (cases[i].text);
    const SlProblem *problem = sl_training_problem (training);
    int wanted = (int) ceil (cases[i].share * 1347);
    g_assert_cmpint (problem->validation.n, ==, wanted);
    g_assert_cmpint (problem->train.n, ==, 1347 - wanted);
    g_assert_cmpint (problem->test.n, ==, 450);
    SlHistoryRow row = history_row (training, 0);
    if (strstr (cases[i].text, "validate-on-test"))
      g_assert_cmpfloat (row.val_loss, ==, row.test_loss);
    else
      g_assert_true (isnan (row.val_loss) == (wanted == 0) &&
                     isnan (row.val_score) == (wanted == 0));
  }
}

static void
test_refused (void)
{
  static const char *const refused[] = {
      "early-stopping 5 validation-fraction 0",
      "reduce-lr 0.5,5 validation-fraction 0",
      "early-stopping 5 validate-on-test true test-fraction 0",
  };
  for (size_t i = 0; i < G_N_ELEMENTS (refused); i++) {
    g_autoptr (GError) error = NULL;
    SlConfig config = configure (refused[i]);
    g_assert_null (sl_training_new (&config, NULL, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  }
}

static void
test_reduction_text (void)
{
  static const char *const off[] = {"", "0", " "};
  static const char *const wrong[] = {"0.5",   "0.5,", ",20",     "1,20",    "0,20",
                                      "1.5,2", "-1,2", "0.5,2.5", "0.5,2,3", "0.5,0"};
  SlConfig config = configure ("");
  const SlSetting *setting = sl_setting_find ("reduce-lr", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (sl_setting_parse (setting, &config, wrong[i], NULL));
  g_assert_true (sl_setting_parse (setting, &config, "0.5, 20", NULL));
  g_assert_cmpfloat (config.reduction.factor, ==, 0.5);
  g_assert_cmpint (config.reduction.patience, ==, 20);
  for (size_t i = 0; i < G_N_ELEMENTS (off); i++) {
    g_assert_true (sl_setting_parse (setting, &config, off[i], NULL));
    g_assert_cmpint (config.reduction.patience, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schedule/verdicts", test_verdicts);
  g_test_add_data_func ("/schedule/early-stopping/adam", "", test_early_stopping);
  g_test_add_data_func ("/schedule/early-stopping/dropout",
                        "dropout 0.2 penalty l2 lambda 0.01 learning-rate 0.01",
                        test_early_stopping);
  g_test_add_data_func ("/schedule/early-stopping/regression",
                        "dataset sparse-linear learning-rate 0.01", test_early_stopping);
  g_test_add_func ("/schedule/goes-on", test_goes_on);
  g_test_add_func ("/schedule/reduce", test_reduce);
  g_test_add_func ("/schedule/stop-at", test_stop_at);
  g_test_add_func ("/schedule/parts", test_parts);
  g_test_add_func ("/schedule/refused", test_refused);
  g_test_add_func ("/schedule/reduction-text", test_reduction_text);
  return g_test_run ();
}
