/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The penalty in the words of other libraries, to the letter. */
#include "core/core.h"
#include "tests/support/comma-locale.h"

#include <math.h>

typedef struct
{
  const char *name;
  const char *settings[4][2]; /* beside the defaults: digits, 32,16, batch 32 */
  SlTranslationCase context;
  const char *lines[SL_N_LIBRARIES]; /* NULL = no counterpart */
} Case;

#define CLASSES                                                                          \
  {                                                                                      \
    SL_TASK_CLASSIFICATION, 1000, 1.0                                                    \
  }
#define REGRESSION                                                                       \
  {                                                                                      \
    SL_TASK_REGRESSION, 200, 4.0                                                         \
  }
#define NO_HIDDEN                                                                        \
  {                                                                                      \
    "hidden", ""                                                                         \
  }
#define L1                                                                               \
  {                                                                                      \
    "penalty", "l1"                                                                      \
  }
#define L2                                                                               \
  {                                                                                      \
    "penalty", "l2"                                                                      \
  }
#define ELASTIC_NET                                                                      \
  {                                                                                      \
    "penalty", "elastic-net"                                                             \
  }

static const Case cases[] = {
    {"off",
     {L1, {"lambda", "0"}},
     CLASSES,
     {"kernel_regularizer=None", "{'params': weights, 'weight_decay': 0}",
      "MLPClassifier(alpha=0, batch_size=32)", NULL}},
    {"none-has-no-strength",
     {{"penalty", "none"}, {"lambda", "0.5"}, NO_HIDDEN},
     CLASSES,
     {"kernel_regularizer=None", "{'params': weights, 'weight_decay': 0}",
      "LogisticRegression(penalty=None, solver='saga')", "lambda=0, standardize=FALSE"}},
    {"l1-deep",
     {L1, {"lambda", "0.001"}},
     CLASSES,
     {"kernel_regularizer=L1(0.001)",
      "loss + 0.001 * sum(W.abs().sum() for W in weights)", NULL, NULL}},
    {"l2-deep",
     {L2, {"lambda", "0.003"}},
     CLASSES,
     {"kernel_regularizer=L2(0.0015)", "{'params': weights, 'weight_decay': 0.003}",
      "MLPClassifier(alpha=0.096, batch_size=32)", NULL}},
    {"l2-deep-full-batch",
     {L2, {"lambda", "0.003"}, {"batch-size", "0"}},
     CLASSES,
     {"kernel_regularizer=L2(0.0015)", "{'params': weights, 'weight_decay': 0.003}",
      "MLPClassifier(alpha=3, batch_size=1000)", NULL}},
    {"elastic-net-deep",
     {ELASTIC_NET, {"lambda", "0.01"}, {"l1-share", "0.25"}},
     CLASSES,
     {"kernel_regularizer=L1L2(l1=0.0025, l2=0.00375)",
      "loss + 0.0025 * sum(W.abs().sum() for W in weights), "
      "{'params': weights, 'weight_decay': 0.0075}",
      NULL, NULL}},
    {"l1-logistic",
     {L1, {"lambda", "0.004"}, NO_HIDDEN},
     CLASSES,
     {"kernel_regularizer=L1(0.004)",
      "loss + 0.004 * sum(W.abs().sum() for W in weights)",
      "LogisticRegression(penalty='l1', solver='saga', C=0.25)",
      "lambda=0.004, alpha=1, standardize=FALSE"}},
    {"l2-logistic",
     {L2, {"lambda", "0.004"}, NO_HIDDEN},
     CLASSES,
     {"kernel_regularizer=L2(0.002)", "{'params': weights, 'weight_decay': 0.004}",
      "LogisticRegression(penalty='l2', solver='saga', C=0.25)",
      "lambda=0.004, alpha=0, standardize=FALSE"}},
    {"elastic-net-logistic",
     {ELASTIC_NET, {"lambda", "0.004"}, {"l1-share", "0.5"}, NO_HIDDEN},
     CLASSES,
     {"kernel_regularizer=L1L2(l1=0.002, l2=0.001)",
      "loss + 0.002 * sum(W.abs().sum() for W in weights), "
      "{'params': weights, 'weight_decay': 0.002}",
      "LogisticRegression(penalty='elasticnet', l1_ratio=0.5, solver='saga', C=0.25)",
      "lambda=0.004, alpha=0.5, standardize=FALSE"}},
    /* Keras and PyTorch minimise MSE without our ½: their constants double. */
    {"l2-deep-regression",
     {L2, {"lambda", "0.003"}},
     REGRESSION,
     {"kernel_regularizer=L2(0.003)", "{'params': weights, 'weight_decay': 0.006}",
      "MLPRegressor(alpha=0.096, batch_size=32)", NULL}},
    /* s = 4: raw target, λρ times s, λ(1−ρ) as it is. */
    {"l1-regression",
     {L1, {"lambda", "0.1"}, NO_HIDDEN},
     REGRESSION,
     {"kernel_regularizer=L1(0.2)", "loss + 0.2 * sum(W.abs().sum() for W in weights)",
      "ElasticNet(alpha=0.1, l1_ratio=1)\nraw target: ElasticNet(alpha=0.4, l1_ratio=1)",
      "lambda=0.1, alpha=1, standardize=FALSE\n"
      "raw target: lambda=0.4, alpha=1, standardize=FALSE"}},
    {"elastic-net-regression",
     {ELASTIC_NET, {"lambda", "0.1"}, {"l1-share", "0.5"}, NO_HIDDEN},
     REGRESSION,
     {"kernel_regularizer=L1L2(l1=0.1, l2=0.05)",
      "loss + 0.1 * sum(W.abs().sum() for W in weights), "
      "{'params': weights, 'weight_decay': 0.1}",
      "ElasticNet(alpha=0.1, l1_ratio=0.5)\nraw target: ElasticNet(alpha=0.25, "
      "l1_ratio=0.8)",
      "lambda=0.1, alpha=0.5, standardize=FALSE\n"
      "raw target: lambda=0.4, alpha=0.5, standardize=FALSE"}},
    {"no-penalty-regression",
     {{"penalty", "none"}, NO_HIDDEN},
     REGRESSION,
     {"kernel_regularizer=None", "{'params': weights, 'weight_decay': 0}",
      "LinearRegression()", "lambda=0, standardize=FALSE"}},
};

static SlConfig
config_of (const Case *c)
{
  SlConfig config;
  sl_config_init_default (&config);
  for (size_t i = 0; i < G_N_ELEMENTS (c->settings) && c->settings[i][0]; i++)
    g_assert_true (sl_setting_parse (sl_setting_find (c->settings[i][0], NULL), &config,
                                     c->settings[i][1], NULL));
  return config;
}

static void
check_case (gconstpointer data)
{
  const Case *c = data;
  SlConfig config = config_of (c);
  for (int l = 0; l < SL_N_LIBRARIES; l++) {
    g_autofree char *text = sl_translation_text (l, &config, &c->context);
    g_assert_cmpstr (text, ==, c->lines[l]);
  }
}

/* With a raw target of sd s our objective is ½MSE + λρΣ|w| + λ(1−ρ)/2 Σw²; glmnet wants
 * lambda = λρ + sλ(1−ρ) and alpha = λρ/lambda. */
static void
check_raw_target (void)
{
  const Case raw = {NULL,
                    {ELASTIC_NET, {"lambda", "0.1"}, {"l1-share", "0.5"}, NO_HIDDEN},
                    REGRESSION,
                    {NULL}};
  SlConfig config = config_of (&raw);
  config.standardize_target = FALSE;
  g_autofree char *glmnet =
      sl_translation_text (SL_LIBRARY_GLMNET, &config, &raw.context);
  g_autofree char *sklearn =
      sl_translation_text (SL_LIBRARY_SKLEARN, &config, &raw.context);
  g_assert_cmpstr (glmnet, ==, "lambda=0.25, alpha=0.2, standardize=FALSE");
  g_assert_cmpstr (sklearn, ==, "ElasticNet(alpha=0.1, l1_ratio=0.5)");
}

/* The case of a problem: rows of the training part, and the spread of the raw target
 * whether the problem has standardised it or not. */
static void
check_case_of_problem (void)
{
  const SlDatasetType *type =
      (const SlDatasetType *) sl_kind_find (sl_datasets (), "sparse-linear", NULL);
  double options[SL_N_DATA_OPTIONS];
  SlTranslationCase contexts[2];
  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    options[i] = NAN;
  for (int standardize = 0; standardize < 2; standardize++) {
    SlProblemOptions how = {0.25, TRUE, standardize, 1};
    g_autoptr (SlDataset) dataset = sl_dataset_make (type, options, 1, NULL);
    g_autoptr (SlProblem) problem = sl_problem_new (dataset, &how, NULL);
    contexts[standardize] = sl_translation_case (problem);
    g_assert_cmpint (contexts[standardize].task, ==, SL_TASK_REGRESSION);
    g_assert_cmpint (contexts[standardize].n_train, ==, problem->train.n);
  }
  g_assert_cmpfloat (contexts[0].target_sd, >, 0.0);
  g_assert_cmpfloat_with_epsilon (contexts[0].target_sd, contexts[1].target_sd,
                                  1e-4 * contexts[0].target_sd);
}

/* Code has points, whatever the language. */
static void
check_comma_locale (void)
{
  test_comma_locale_enter ();
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
  test_comma_locale_leave ();
}

/* What no library has stays without a line. */
static void
check_no_counterpart (void)
{
  static const char *const without[][2] = {
      {"penalty", "group-lasso"}, {"penalize-bias", "true"}, {"layer-lambda", "0,1,1"}};
  const SlTranslationCase context = {SL_TASK_CLASSIFICATION, 100, 1.0};

  for (guint i = 0; i < G_N_ELEMENTS (without); i++) {
    SlConfig config;
    sl_config_init_default (&config);
    config.lambda = 0.01;
    const SlSetting *setting = sl_setting_find (without[i][0], NULL);
    g_assert_true (sl_setting_parse (setting, &config, without[i][1], NULL));
    for (int library = 0; library < SL_N_LIBRARIES; library++)
      g_assert_null (sl_translation_text (library, &config, &context));
  }
}

/* Factors of 1 change nothing. */
static void
check_plain_factors (void)
{
  const SlTranslationCase context = {SL_TASK_CLASSIFICATION, 100, 1.0};
  SlConfig config;

  sl_config_init_default (&config);
  config.lambda = 0.01;
  g_assert_true (
      sl_setting_parse (sl_setting_find ("layer-lambda", NULL), &config, "1,1,1", NULL));
  g_autofree char *text = sl_translation_text (SL_LIBRARY_KERAS, &config, &context);
  g_assert_cmpstr (text, ==, "kernel_regularizer=L1(0.01)");
}

static void
check_sigmoids (void)
{
  const SlTranslationCase context = {SL_TASK_CLASSIFICATION, 100, 1.0};
  SlConfig config;

  sl_config_init_default (&config);
  config.hidden.n = 0;
  g_assert_true (sl_setting_parse (sl_setting_find ("loss", NULL), &config,
                                   "binary-cross-entropy", NULL));
  g_assert_null (sl_translation_text (SL_LIBRARY_SKLEARN, &config, &context));
  g_assert_null (sl_translation_text (SL_LIBRARY_GLMNET, &config, &context));
  g_autofree char *keras = sl_translation_text (SL_LIBRARY_KERAS, &config, &context);
  g_assert_nonnull (keras);
}

/* AdamW's decay is PyTorch's, never doubled, and nobody else's. */
static void
check_adamw (void)
{
  const SlTranslationCase context = {SL_TASK_REGRESSION, 100, 1.0};
  SlConfig config;

  sl_config_init_default (&config);
  config.lambda = 0.01;
  g_assert_true (
      sl_setting_parse (sl_setting_find ("penalty", NULL), &config, "l2", NULL));
  g_assert_true (
      sl_setting_parse (sl_setting_find ("optimizer", NULL), &config, "adamw", NULL));
  for (int library = 0; library < SL_N_LIBRARIES; library++) {
    g_autofree char *text = sl_translation_text (library, &config, &context);
    g_assert_cmpstr (text, ==,
                     library == SL_LIBRARY_PYTORCH
                         ? "{'params': weights, 'weight_decay': 0.01}"
                         : NULL);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/translation/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], check_case);
  }
  g_test_add_func ("/translation/raw-target", check_raw_target);
  g_test_add_func ("/translation/case-of-problem", check_case_of_problem);
  g_test_add_func ("/translation/comma-locale", check_comma_locale);
  g_test_add_func ("/translation/no-counterpart", check_no_counterpart);
  g_test_add_func ("/translation/plain-factors", check_plain_factors);
  g_test_add_func ("/translation/sigmoids", check_sigmoids);
  g_test_add_func ("/translation/adamw", check_adamw);
  return g_test_run ();
}
