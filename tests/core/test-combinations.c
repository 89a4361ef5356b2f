/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings that make no sense together, that have no effect with the others, or that have
 * to be fitted to them. */
#include "core/core.h"
#include "tests/core/training-run.h"

#include <string.h>

/* What a sentence that refuses may tell the learner to do, and how that is done. */
static const struct
{
  const char *words, *setting, *value;
} advices[] = {
    {"empty the hidden layers", "hidden", ""},
    {"choose the proximal step", "zeros-by", "proximal"},
    {"and the proximal step", "zeros-by", "proximal"},
    {"choose another optimiser", "optimizer", "adam"},
};

static void
set (SlConfig *config, const char *id, const char *value)
{
  const SlSetting *setting = sl_setting_find (id, NULL);
  g_assert_true (sl_setting_parse (setting, config, value, NULL));
}

/* Whoever does what the sentence says is not refused again: all triples of optimiser,
 * rule and penalty, with hidden layers and without. Returns whether it was refused. */
static gboolean
follow_advice (SlConfig *config)
{
  const char *reason = sl_config_conflict (config);
  int n = 0;
  if (!reason)
    return FALSE;
  g_test_message ("%s, %s, %s, %d hidden: %s", config->optimizer->kind.id,
                  config->rule->kind.id, config->penalty->kind.id, config->hidden.n,
                  reason);
  for (size_t i = 0; i < G_N_ELEMENTS (advices); i++)
    if (strstr (reason, advices[i].words)) {
      set (config, advices[i].setting, advices[i].value);
      n++;
    }
  g_assert_cmpint (n, >, 0);
  g_assert_null (sl_config_conflict (config));
  return TRUE;
}

static void
test_advice (void)
{
  const SlKindTable *optimizers = sl_optimizers (), *rules = sl_rules (),
                    *penalties = sl_penalties ();
  size_t n = optimizers->n * rules->n * penalties->n * 2;
  int refused = 0;
  for (size_t i = 0; i < n; i++) {
    size_t k = i / 2;
    SlConfig config;
    sl_config_init_default (&config);
    set (&config, "hidden", i % 2 ? "4" : "");
    set (&config, "optimizer", optimizers->kinds[k % optimizers->n]->id);
    k /= optimizers->n;
    set (&config, "zeros-by", rules->kinds[k % rules->n]->id);
    set (&config, "penalty", penalties->kinds[k / rules->n]->id);
    refused += follow_advice (&config);
  }
  g_assert_cmpint (refused, >, 20);
}

/* Returns (transfer full) the network after an epoch with @config, in which @setting
 * became @value after some minibatches. */
static SlTraining *
run_with (const SlConfig *config, const SlSetting *setting, const char *value)
{
  g_autoptr (SlTraining) training = sl_training_new (config, NULL, NULL);
  g_assert_nonnull (training);
  for (int i = 0; i < 3; i++)
    g_assert_cmpint (sl_training_step (training), ==, SL_TRAINING_STEPPED);
  SlConfig changed = *config;
  g_assert_true (sl_setting_parse (setting, &changed, value, NULL));
  sl_training_apply (training, &changed);
  while (sl_training_epoch (training) < 1)
    sl_training_step (training);
  return g_steal_pointer (&training);
}

/* Whether two values of @setting give different weights is what the table says. */
static void
check_effect (const SlConfig *config,
              const char *id,
              const char *value,
              const char *other)
{
  const SlSetting *setting = sl_setting_find (id, NULL);
  SlConfig ends = *config;
  set (&ends, id, value);
  g_autoptr (SlTraining) a = run_with (config, setting, value);
  g_autoptr (SlTraining) b = run_with (config, setting, other);
  const SlNetwork *net_a = sl_training_network (a), *net_b = sl_training_network (b);
  gboolean same = memcmp (net_a->params, net_b->params,
                          (size_t) net_a->n_params * sizeof *net_a->params) == 0;
  const char *reason = sl_setting_no_effect (setting, &ends);
  g_test_message ("%s with %s, %s, λ %g: %s", id, config->optimizer->kind.id,
                  config->penalty->kind.id, config->lambda, reason);
  g_assert_true (same == (reason != NULL));
}

static void
test_effect (void)
{
  static const char *const pairs[][3] = {
      {"momentum", "0.5", "0.8"},         {"epsilon", "1e-3", "1e-2"},
      {"dropout", "0.1", "0.5"},          {"lambda", "0.1", "0.2"},
      {"l1-share", "0.2", "0.9"},         {"groups", "units", "inputs"},
      {"layer-lambda", "0.5", "2"},       {"penalize-bias", "true", "false"},
      {"learning-rate", "0.001", "0.01"}, {"batch-size", "20", "30"},
  };
  static const char *const penalties[] = {"none", "l2", "elastic-net", "group-lasso"};
  const SlKindTable *optimizers = sl_optimizers ();
  for (size_t i = 0; i < optimizers->n * G_N_ELEMENTS (penalties) * 2; i++) {
    SlConfig config = test_configure ("dataset iris hidden - batch-size 10 seed 3");
    const SlKind *optimizer = optimizers->kinds[i / 2 / G_N_ELEMENTS (penalties)];
    set (&config, "optimizer", optimizer->id);
    set (&config, "penalty", penalties[i / 2 % G_N_ELEMENTS (penalties)]);
    set (&config, "lambda", i % 2 ? "0.05" : "0");
    set (&config, "learning-rate", "0.01");
    if (sl_config_conflict (&config))
      continue;
    for (size_t k = 0; k < G_N_ELEMENTS (pairs); k++)
      if (i % 2 || !g_str_equal (pairs[k][0], "lambda"))
        check_effect (&config, pairs[k][0], pairs[k][1], pairs[k][2]);
  }
  SlConfig deep = test_configure ("dataset iris hidden 5 batch-size 10");
  check_effect (&deep, "dropout", "0.1", "0.5");
}

/* Fewer hidden layers take the shares of those that are gone along; nothing else does. */
static void
test_fit_dropout (void)
{
  static const struct
  {
    const char *before, *dropout, *after, *fitted;
  } cases[] = {
      {"6,5,4,3", "0.1,0.2,0.3,0.4", "6,5", "0.1,0.2"},
      {"6,5,4,3", "0.1,0.2,0.3,0.4,0.5", "6,5", "0.1,0.2,0.5"},
      {"6,5,4,3", "0.1,0.2,0.3,0.4,0.5", "", "0.5"},
      {"6,5,4,3", "0.1,0.2,0.3,0.4", "", ""},
      {"6,5,4,3", "0.1,0.2", "6,5", "0.1,0.2"},
      {"6,5,4,3", "0.1,0.2", "6", "0.1"},
      {"6,5,4,3", "0.3", "6", "0.3"},
      {"6,5,4,3", "0.3", "", "0.3"},
      {"6,5", "0.1,0.2,0.3", "6,7", "0.1,0.2,0.3"},
      {"6,5", "0.1,0.2,0.3", "6,5,4", "0.1,0.2,0.3"},
      {"6", "", "", ""},
  };
  const SlSetting *dropout = sl_setting_find ("dropout", NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    SlConfig config;
    sl_config_init_default (&config);
    set (&config, "hidden", cases[i].before);
    set (&config, "dropout", cases[i].dropout);
    g_assert_true (sl_config_validate (&config, NULL));
    g_assert_true (sl_setting_change (sl_setting_find ("hidden", NULL), &config,
                                      cases[i].after, NULL));
    g_autofree char *text = sl_setting_format (dropout, &config);
    g_assert_cmpstr (text, ==, cases[i].fitted);
    g_assert_true (sl_config_validate (&config, NULL));
  }
}

/* The number of shares that is refused is the one its sentence rules out. */
static void
test_dropout_sentence (void)
{
  SlConfig config = test_configure ("hidden 5,4");
  g_autoptr (GError) error = NULL;
  set (&config, "dropout", "0.1,0.2");
  g_assert_true (sl_config_validate (&config, NULL));
  g_assert_cmpfloat (sl_config_dropout (&config, 2), ==, 0);
  set (&config, "dropout", "0.1,0.2,0.3");
  g_assert_true (sl_config_validate (&config, NULL));
  set (&config, "dropout", "0.1,0.2,0.3,0.4");
  g_assert_false (sl_config_validate (&config, &error));
  g_assert_nonnull (strstr (error->message, "4 shares"));
  g_assert_nonnull (strstr (error->message, "3; give at most one for each"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/combinations/advice", test_advice);
  g_test_add_func ("/combinations/effect", test_effect);
  g_test_add_func ("/combinations/fit-dropout", test_fit_dropout);
  g_test_add_func ("/combinations/dropout-sentence", test_dropout_sentence);
  return g_test_run ();
}
