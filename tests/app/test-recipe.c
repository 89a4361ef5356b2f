/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of a run gives that run: many runs with settings and changes by chance
 * are made here, and made again by the real program from nothing but their words. */
#include "app/cli/outputs.h"
#include "core/base/rng.h"
#include "tests/app/command.h"
#include <math.h>
#include <string.h>

enum { RUNS = 60, MOST_EPOCHS = 8 };

static char *folder;

static double
chance (SlRng *rng)
{
  return sl_rng_uniform (rng);
}

static int
pick (SlRng *rng, int n)
{
  return (int) sl_rng_below (rng, (guint32) n);
}

/* Numbers that are not bounded are near 1 or well below, where a run does something. */
static double
some_number (const SlSetting *setting, SlRng *rng)
{
  if (setting->has_auto && chance (rng) < 0.3)
    return NAN;
  if (setting->max > 1 || setting->min > 0)
    return CLAMP (pow (10, 2 - 6 * chance (rng)), setting->min, setting->max);
  return setting->min + (setting->max - setting->min) * chance (rng) * 0.5;
}

static char *
some_list (const SlSetting *setting, SlRng *rng)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int n = pick (rng, 4);
  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "%s%.3g", i > 0 ? "," : "", some_number (setting, rng));
  return g_strdup (text->str);
}

/* Returns (transfer full) some value of the setting; NULL when chance has none. */
static char *
some_value (const SlSetting *setting, SlRng *rng)
{
  switch (setting->type) {
  case SL_SETTING_CHOICE: {
    const SlKindTable *table = setting->choices ();
    return g_strdup (table->kinds[pick (rng, (int) table->n)]->id);
  }
  case SL_SETTING_NUMBER: {
    double value = some_number (setting, rng);
    return isnan (value) ? g_strdup ("auto") : sl_number_exact (value);
  }
  case SL_SETTING_INTEGER:
    return g_strdup_printf ("%d", pick (rng, (int) MIN (setting->max, 40)));
  case SL_SETTING_SWITCH:
    return g_strdup (chance (rng) < 0.5 ? "true" : "false");
  case SL_SETTING_LAYERS:
    return g_strdup (chance (rng) < 0.4 ? "" : chance (rng) < 0.5 ? "7" : "6,5");
  case SL_SETTING_SHARES:
  case SL_SETTING_FACTORS:
    return some_list (setting, rng);
  case SL_SETTING_REDUCTION:
    return g_strdup_printf ("%.2g,%d", 0.1 + 0.8 * chance (rng), 1 + pick (rng, 3));
  default:
    return NULL;
  }
}

/* Gives some settings, @hot ones only or all, other values. Returns whether they go
 * together. */
static gboolean
shake (SlConfig *config, SlRng *rng, double share, gboolean hot_only)
{
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  for (size_t i = 0; i < n; i++)
    if ((settings[i].hot || !hot_only) && chance (rng) < share) {
      g_autofree char *value = some_value (&settings[i], rng);
      if (value != NULL)
        sl_setting_parse (&settings[i], config, value, NULL);
    }
  return sl_config_validate (config, NULL);
}

/* Settings by chance, on a small set that can be made. */
static SlTraining *
some_training (SlRng *rng)
{
  for (;;) {
    SlConfig config;
    sl_config_init_default (&config);
    gboolean fits = shake (&config, rng, 0.3, FALSE);
    if (fits && config.dataset->options[SL_DATA_SAMPLES].has)
      config.data_options[SL_DATA_SAMPLES] = 40 + pick (rng, 60);
    if (fits && config.dataset->options[SL_DATA_NOISE].has)
      config.data_options[SL_DATA_NOISE] = chance (rng);
    /* A test that is long under the sanitizers is run less often. */
    if (!fits || g_str_equal (config.dataset->kind.id, "digits"))
      continue;
    SlTraining *training = sl_training_new (&config, NULL, NULL);
    if (training != NULL)
      return training;
  }
}

/* Trains with changes by chance, several at a place too, some of which take each other
 * back. */
static SlRunState
train (SlTraining *training, SlRng *rng, double restless, int epochs)
{
  while (sl_training_epoch (training) < epochs) {
    while (chance (rng) < restless) {
      SlConfig config = *sl_training_config (training);
      const SlConfig before = config;
      if (!shake (&config, rng, 0.15, TRUE))
        continue;
      sl_training_apply (training, &config);
      if (chance (rng) < 0.3)
        sl_training_apply (training, &before);
    }
    SlTrainingResult result = sl_training_step (training);
    if (result == SL_TRAINING_DIVERGED)
      return SL_RUN_DIVERGED;
    if (result == SL_TRAINING_FINISHED)
      break;
  }
  return SL_RUN_PAUSED;
}

/* Returns (transfer full) the history of the command @line, which begins with the
 * program's name. */
static char *
history_of (const char *line, int *status)
{
  const char *arguments = strchr (line, ' ') + 1;
  g_autofree char *full = g_strdup_printf ("%s --history '%s/h.csv'", arguments, folder);
  g_auto (Outcome) outcome = command_run (full);
  *status = outcome.status;
  g_test_message ("%s → %d %s", full, outcome.status, outcome.err);
  g_assert_cmpint (outcome.status, !=, 2);
  return scratch_read (folder, "h.csv", NULL);
}

static char *
history_here (SlTraining *training)
{
  g_autoptr (GError) error = NULL;
  const SlRun run = {.training = training};
  g_autofree char *path = g_build_filename (folder, "own.csv", NULL);
  sl_output_write_history (&run, path, &error);
  g_assert_no_error (error);
  return scratch_read (folder, "own.csv", NULL);
}

/* Returns (transfer full) the words of the run; its changes beside it when they are many.
 */
static char *
words_of (const SlRecipe *recipe)
{
  if (!sl_recipe_needs_file (recipe))
    return sl_recipe_command_line (recipe, NULL);
  g_autofree char *path = g_build_filename (folder, "the changes.txt", NULL);
  g_autofree char *changes = sl_recipe_changes (recipe);
  g_assert_true (g_file_set_contents (path, changes, -1, NULL));
  return sl_recipe_command_line (recipe, path);
}

static void
assert_given_again (SlTraining *training, SlRunState state)
{
  g_autoptr (GError) error = NULL;
  const SlNeeds nothing = {0};
  g_autoptr (SlSnapshot) snapshot = sl_snapshot_take (training, 0, state, &nothing);
  g_autoptr (SlRecipe) recipe = sl_recipe_new (snapshot, &error);
  g_assert_no_error (error);
  g_autofree char *line = words_of (recipe);
  g_autofree char *own = history_here (training);
  int status;
  g_autofree char *again = history_of (line, &status);
  g_assert_cmpint (status, ==, state == SL_RUN_DIVERGED ? 1 : 0);
  g_assert_cmpstr (again, ==, own);
}

static void
test_chance (void)
{
  int changed = 0, filed = 0, diverged = 0;
  SlRng rng;
  sl_rng_init (&rng, 5, 0);
  for (int i = 0; i < RUNS; i++) {
    g_autoptr (SlTraining) training = some_training (&rng);
    double restless = i % 3 == 0 ? 0 : i % 3 == 1 ? 0.05 : 0.4;
    SlRunState state = train (training, &rng, restless, 1 + pick (&rng, MOST_EPOCHS));
    assert_given_again (training, state);
    SlLogView events = sl_training_events (training);
    changed += events.n > 0;
    filed += events.n > SL_RECIPE_MAX_CHANGES;
    diverged += state == SL_RUN_DIVERGED;
    sl_log_view_clear (&events);
  }
  g_test_message ("%d with changes, %d beyond a line, %d diverged", changed, filed,
                  diverged);
  g_assert_cmpint (changed, >, RUNS / 3);
  g_assert_cmpint (filed, >, 0);
  g_assert_cmpint (diverged, >, 0);
}

/* A file of the learner's own, with a name that needs care in a shell. */
static void
test_file (void)
{
  g_autofree char *path = g_build_filename (folder, "it's my data.csv", NULL);
  g_autoptr (GString) text = g_string_new ("a,--b,c\n");
  for (int i = 0; i < 40; i++)
    g_string_append_printf (text, "%d,%d,%d\n", i * i % 17, i * 3 % 11, i * 7 % 13);
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  SlConfig config;
  sl_config_init_default (&config);
  sl_config_take_file (&config, path);
  sl_setting_parse (sl_setting_find ("target", NULL), &config, "--b", NULL);
  sl_setting_parse (sl_setting_find ("lambda", NULL), &config, "0.01", NULL);
  g_autoptr (SlTraining) training = sl_training_new (&config, NULL, NULL);
  g_assert_nonnull (training);
  while (sl_training_epoch (training) < 3)
    sl_training_step (training);
  assert_given_again (training, SL_RUN_PAUSED);
}

/* Returns (transfer full) a run of @words, "ID VALUE …", that has ended by itself. */
static SlTraining *
ended_run (const char *const *words)
{
  SlConfig config;
  sl_config_init_default (&config);
  for (; *words != NULL; words += 2)
    g_assert_true (
        sl_setting_parse (sl_setting_find (words[0], NULL), &config, words[1], NULL));
  SlTraining *training = sl_training_new (&config, NULL, NULL);
  while (sl_training_step (training) != SL_TRAINING_FINISHED)
    ;
  return training;
}

/* The schedule's own changes come again by themselves; what no command does is refused.
 */
static void
test_ended (void)
{
  static const char *const words[] = {"dataset",   "iris",           "learning-rate",
                                      "0.05",      "early-stopping", "6",
                                      "reduce-lr", "0.5,2",          NULL};
  const SlNeeds nothing = {0};
  g_autoptr (GError) error = NULL;
  g_autoptr (SlTraining) training = ended_run (words);
  assert_given_again (training, SL_RUN_PAUSED);
  {
    g_autoptr (SlSnapshot) snapshot =
        sl_snapshot_take (training, 0, SL_RUN_PAUSED, &nothing);
    g_autoptr (SlRecipe) recipe = sl_recipe_new (snapshot, NULL);
    g_assert_cmpint (snapshot->events.n, >, 0);
    g_assert_cmpint (recipe->changes->len, ==, 0);
    g_assert_cmpfloat (recipe->start.learning_rate, ==, 0.05);
  }
  sl_training_step (training);
  g_autoptr (SlSnapshot) later = sl_snapshot_take (training, 0, SL_RUN_PAUSED, &nothing);
  g_assert_null (sl_recipe_new (later, &error));
  g_assert_false (sl_recipe_needs_session (later));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
}

/* So is a weight set by hand. */
static void
test_edited (void)
{
  static const char *const words[] = {"dataset", "iris", "stop-at", "0.01", NULL};
  const SlNeeds nothing = {0};
  const SlEdit edit = {.kind = SL_EDIT_SET, .value = 0.5};
  g_autoptr (GError) error = NULL;
  g_autoptr (SlTraining) training = ended_run (words);
  assert_given_again (training, SL_RUN_PAUSED);
  g_assert_true (sl_training_edit (training, &edit, NULL));
  g_autoptr (SlSnapshot) snapshot =
      sl_snapshot_take (training, 0, SL_RUN_PAUSED, &nothing);
  g_assert_null (sl_recipe_new (snapshot, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_true (sl_recipe_needs_session (snapshot));
  g_autofree char *line = sl_recipe_replay_line ("/a b/it's.sparsity");
  g_auto (GStrv) again = NULL;
  g_assert_true (g_shell_parse_argv (line, NULL, &again, NULL));
  g_assert_cmpstr (again[1], ==, "replay");
  g_assert_cmpstr (again[2], ==, "/a b/it's.sparsity");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  folder = scratch_new ();
  g_test_add_func ("/recipe/chance", test_chance);
  g_test_add_func ("/recipe/file", test_file);
  g_test_add_func ("/recipe/ended", test_ended);
  g_test_add_func ("/recipe/edited", test_edited);
  int status = g_test_run ();
  scratch_free (folder);
  return status;
}
