/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a weight: what is said of its next update against what training does, its
 * formulas against the same numbers by hand, and its history. */
#include "core/core.h"

#include <math.h>
#include <string.h>

static void
set (SlConfig *config, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean done = sl_setting_parse (sl_setting_find (id, NULL), config, text, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

static void
tiny (SlConfig *config)
{
  sl_config_init_default (config);
  set (config, "dataset", "circle");
  set (config, "hidden", "5,3");
  set (config, "batch-size", "24");
  set (config, "learning-rate", "0.05");
  set (config, "lambda", "0.2");
  set (config, "l1-share", "0.4");
}

static SlTraining *
start (const SlConfig *config)
{
  g_autoptr (GError) error = NULL;
  SlTraining *training = sl_training_new (config, NULL, &error);

  g_assert_no_error (error);
  return training;
}

static float
weight (const SlTraining *training, const SlWeightPlace *place)
{
  const SlNetwork *network = sl_training_network (training);
  const SlLayer *layer = &network->layers[place->layer];

  return network->params[layer->W + (size_t) place->input * layer->outputs +
                         (size_t) place->output];
}

/* Calls @func with every legal triple of optimiser, rule and penalty. Returns how many
 * there were. */
static int
for_each_triple (void (*func) (SlConfig *config))
{
  int n = 0;

  for (size_t o = 0; o < sl_optimizers ()->n; o++)
    for (size_t r = 0; r < sl_rules ()->n; r++)
      for (size_t p = 0; p < sl_penalties ()->n; p++) {
        SlConfig config;
        tiny (&config);
        config.optimizer = (const SlOptimizerType *) sl_optimizers ()->kinds[o];
        config.rule = (const SlRuleType *) sl_rules ()->kinds[r];
        config.penalty = (const SlPenaltyType *) sl_penalties ()->kinds[p];
        if (g_str_equal (config.optimizer->kind.id, "fista"))
          set (&config, "hidden", "");
        if (sl_config_conflict (&config) != NULL)
          continue;
        g_test_message ("%s, %s, %s", config.optimizer->kind.id, config.rule->kind.id,
                        config.penalty->kind.id);
        func (&config);
        n++;
      }
  return n;
}

/* What was foretold, what is told afterwards, and what happened are the same bits, for
 * some weights and several updates. */
static void
check_foretold (SlConfig *config)
{
  static const SlWeightPlace places[] = {
      {TRUE, 0, 0, 0}, {TRUE, 0, 1, 2}, {TRUE, 1, 4, 1}, {TRUE, 2, 2, 0}};

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autoptr (SlTraining) training = start (config);
    if (!sl_weight_place_within (&places[i], sl_training_network (training)))
      continue;
    sl_training_follow_weight (training, &places[i]);
    for (int step = 0; step < 12; step++) {
      g_assert_true (sl_training_rehearse (training));
      g_assert_false (sl_training_rehearse (training));
      g_autofree SlWeightLife *before = sl_training_life (training);
      g_assert_true (before->next.known);
      g_assert_cmpfloat (before->value, ==, weight (training, &places[i]));
      g_assert_cmpfloat (before->next.w, ==, before->value);
      sl_training_step (training);
      g_autofree SlWeightLife *after = sl_training_life (training);
      g_assert_false (after->next.known);
      g_assert_true (after->last.known);
      g_assert_cmpfloat (weight (training, &places[i]), ==, before->next.after);
      g_assert_cmpfloat (after->last.after, ==, before->next.after);
      g_assert_cmpfloat (after->last.w, ==, before->value);
      g_assert_cmpfloat (after->last.g, ==, before->next.g);
      g_assert_cmpint (after->last.epoch, ==, before->next.epoch);
      g_assert_cmpint (after->last.batch, ==, before->next.batch);
      for (int s = 0; s < config->optimizer->n_slots; s++)
        g_assert_cmpfloat (after->last.slots[s], ==, before->next.slots[s]);
    }
  }
}

static void
test_foretold (void)
{
  g_assert_cmpint (for_each_triple (check_foretold), >, 60);
}

/* The last line of the formula comes to what the training made of the weight. */
static void
check_formula (SlConfig *config)
{
  g_autoptr (SlTraining) training = start (config);
  SlWeightPlace place = {TRUE, 0, 1, 0};

  sl_training_follow_weight (training, &place);
  for (int step = 0; step < 40; step++) {
    SlFormula formula;
    sl_training_step (training);
    g_autofree SlWeightLife *life = sl_training_life (training);
    sl_weight_step_tell (&life->last, &formula);
    g_assert_cmpint (formula.n_lines, >, 0);
    g_assert_nonnull (formula.verdict);
    const SlFormulaLine *line = &formula.lines[formula.n_lines - 1];
    double size = fmax (fabs ((double) life->last.w), fabs ((double) life->last.after));
    g_assert_cmpstr (line->symbol, ==, "w⁺");
    /* Adam divides by what may be as small as its ε. */
    g_assert_cmpfloat_with_epsilon (line->value, (double) life->value,
                                    1e-6 + 2e-4 * size);
    g_assert_cmpint (line->value == 0, ==, life->value == 0);
    /* Every name stands for a number, which the line uses. */
    for (int i = 0; i < formula.n_lines; i++) {
      g_autofree char *names = sl_formula_line_text (&formula.lines[i], NULL);
      g_assert_null (strchr (names, '{'));
      for (int k = 0; k < formula.lines[i].n; k++) {
        g_assert_true (isfinite (formula.lines[i].terms[k].value));
        g_assert_nonnull (strstr (names, formula.lines[i].terms[k].name));
      }
    }
  }
}

static void
test_formulas (void)
{
  g_assert_cmpint (for_each_triple (check_formula), >, 60);
}

/* Rehearsals leave no trace: with dropout, at the end of epochs, and under a penalty on
 * groups, training goes the same way with them and without. */
static void
check_no_trace (SlConfig *config)
{
  set (config, "dropout", "0.3");
  g_autoptr (SlTraining) plain = start (config), watched = start (config);
  SlWeightPlace place = {TRUE, 0, 1, 0};
  int steps = 2 * 16;

  for (int step = 0; step < steps; step++) {
    sl_training_follow_weight (watched, &place);
    sl_training_rehearse (watched);
    sl_training_step (plain);
    sl_training_step (watched);
    place.output = (place.output + 1) % sl_training_network (watched)->layers[0].outputs;
  }
  const SlNetwork *a = sl_training_network (plain), *b = sl_training_network (watched);
  g_assert_cmpmem (a->params, a->n_params * sizeof (float), b->params,
                   b->n_params * sizeof (float));
  g_assert_cmpint (sl_training_epoch (plain), ==, sl_training_epoch (watched));
}

static void
test_no_trace (void)
{
  g_assert_cmpint (for_each_triple (check_no_trace), >, 60);
}

/* A linear model on one full batch: the slope by hand, and proximal SGD on it. */
static void
test_by_hand (void)
{
  SlConfig config;
  tiny (&config);
  set (&config, "dataset", "plane");
  set (&config, "hidden", "");
  set (&config, "optimizer", "sgd");
  set (&config, "penalty", "elastic-net");
  set (&config, "batch-size", "0");
  g_autoptr (SlTraining) training = start (&config);
  const SlPart *train = &sl_training_problem (training)->train;
  const float *params = sl_training_network (training)->params;
  SlWeightPlace place = {TRUE, 0, 1, 0};
  double slope = 0, eta = 0.05, lambda = 0.2, rho = 0.4, w = (double) params[1];
  g_autofree float *X = g_new (float, train->n * train->d);
  g_autofree int *rows = g_new (int, train->n);

  for (int i = 0; i < train->n; i++)
    rows[i] = i;
  sl_part_gather (train, rows, train->n, X);
  for (int i = 0; i < train->n; i++) {
    const float *x = X + i * train->d;
    double error = -(double) train->y[i] + (double) params[2];
    for (int j = 0; j < 2; j++)
      error += (double) params[j] * (double) x[j];
    slope += error * (double) x[1] / train->n;
  }
  double u = w - eta * slope, threshold = eta * lambda * rho;
  double after =
      copysign (fmax (fabs (u) - threshold, 0), u) / (1 + eta * lambda * (1 - rho));
  sl_training_follow_weight (training, &place);
  sl_training_rehearse (training);
  g_autofree SlWeightLife *life = sl_training_life (training);
  g_assert_cmpfloat_with_epsilon ((double) life->next.g, slope, 1e-6);
  g_assert_cmpfloat_with_epsilon ((double) life->next.after, after, 1e-6);
  g_assert_cmpfloat_with_epsilon (sl_weight_step_hold (&life->next), lambda * rho, 1e-8);
  g_assert_cmpfloat_with_epsilon (
      sl_weight_step_pull (&life->next),
      lambda * rho * (w > 0 ? 1 : -1) + lambda * (1 - rho) * w, 1e-7);
  SlFormula formula;
  sl_weight_step_tell (&life->next, &formula);
  g_assert_cmpint (formula.n_lines, ==, 3);
  g_autofree char *first = sl_formula_line_text (&formula.lines[0], NULL);
  g_autofree char *second = sl_formula_line_text (&formula.lines[1], NULL);
  g_autofree char *third = sl_formula_line_text (&formula.lines[2], NULL);
  g_assert_cmpstr (first, ==, "w − η·g");
  g_assert_cmpstr (second, ==, "η·λ·ρ");
  g_assert_cmpstr (third, ==, "soft(u, θ)/(1 + η·λ·(1 − ρ))");
  g_assert_cmpfloat_with_epsilon (formula.lines[0].value, u, 1e-6);
  g_assert_cmpfloat_with_epsilon (formula.lines[1].value, threshold, 1e-8);
}

static char *
two_digits (double value)
{
  return sl_number_text (value, 2);
}

/* Numbers in the places of the names, in brackets where a sign would be misread. */
static void
test_text (void)
{
  SlFormula formula = {0};

  sl_formula_let (&formula, "w", "w", -0.25);
  sl_formula_let (&formula, "g", "g′", -2);
  sl_formula_add (&formula, "u", "{w} − 0.1·{g}", -0.05);
  sl_formula_let (&formula, "w", "y", 3);
  sl_formula_add (&formula, "v", "{u}·{w}", -0.15);
  g_autofree char *names = sl_formula_line_text (&formula.lines[0], NULL);
  g_autofree char *numbers = sl_formula_line_text (&formula.lines[0], two_digits);
  g_autofree char *next = sl_formula_line_text (&formula.lines[1], NULL);
  g_autofree char *next_numbers = sl_formula_line_text (&formula.lines[1], two_digits);
  g_assert_cmpstr (names, ==, "w − 0.1·g′");
  g_assert_cmpstr (numbers, ==, "-0.25 − 0.1·(-2)");
  g_assert_cmpstr (next, ==, "u·y");
  g_assert_cmpstr (next_numbers, ==, "-0.05·3");
  sl_formula_add (&formula, "z", "soft({u}, {v}) + 1", 1);
  g_autofree char *inner = sl_formula_line_text (&formula.lines[2], two_digits);
  g_assert_cmpstr (inner, ==, "soft(-0.05, (-0.15)) + 1");
}

/* A point for each minibatch, at its place in the epochs; of long lives the extremes. */
static void
test_history (void)
{
  SlConfig config;
  tiny (&config);
  g_autoptr (SlTraining) training = start (&config);
  SlWeightPlace place = {TRUE, 1, 2, 1};
  double epochs[2 * SL_TRACE_BUCKETS], values[2 * SL_TRACE_BUCKETS];
  int n_train = sl_training_problem (training)->train.n, batches = (n_train + 23) / 24;
  enum { EARLY = 30 };

  for (int i = 0; i < 5; i++)
    sl_training_step (training);
  sl_training_follow_weight (training, &place);
  float seen[EARLY + 1] = {weight (training, &place)};
  for (int i = 1; i <= EARLY; i++) {
    sl_training_step (training);
    seen[i] = weight (training, &place);
  }
  g_autofree SlWeightLife *life = sl_training_life (training);
  g_assert_cmpint (sl_weight_life_points (life, epochs, values), ==, EARLY + 1);
  for (int i = 0; i <= EARLY; i++) {
    int done = 5 + i;
    double epoch =
        done / batches + fmin (24.0 * (done % batches), n_train) / (double) n_train;
    g_assert_cmpfloat_with_epsilon (epochs[i], epoch, 1e-9);
    g_assert_cmpfloat (values[i], ==, (double) seen[i]);
  }
  double lowest = INFINITY, highest = -INFINITY;
  for (int i = 0; i <= EARLY; i++) {
    lowest = fmin (lowest, (double) seen[i]);
    highest = fmax (highest, (double) seen[i]);
  }
  for (int i = 0; i < 3000; i++) {
    sl_training_step (training);
    lowest = fmin (lowest, (double) weight (training, &place));
    highest = fmax (highest, (double) weight (training, &place));
  }
  g_autofree SlWeightLife *old = sl_training_life (training);
  int n = sl_weight_life_points (old, epochs, values);
  double low = INFINITY, high = -INFINITY;
  g_assert_cmpint (n, <=, 2 * SL_TRACE_BUCKETS);
  for (int i = 0; i < n; i++) {
    low = fmin (low, values[i]);
    high = fmax (high, values[i]);
    if (i > 0)
      g_assert_cmpfloat (epochs[i], >=, epochs[i - 1]);
  }
  g_assert_cmpfloat (low, ==, lowest);
  g_assert_cmpfloat (high, ==, highest);
  g_assert_cmpfloat (epochs[n - 1], <=, sl_training_epoch (training) + 1.0);
  g_assert_cmpfloat (epochs[n - 1], >, sl_training_epoch (training) - 1.0);
}

/* What is foretold holds for the settings it was found under, and not after an edit. */
static void
test_forgotten (void)
{
  SlConfig config;
  tiny (&config);
  g_autoptr (SlTraining) training = start (&config);
  g_autoptr (GError) error = NULL;
  SlWeightPlace place = {TRUE, 0, 0, 1};

  sl_training_follow_weight (training, &place);
  g_assert_true (sl_training_rehearse (training));
  set (&config, "lambda", "0.4");
  sl_training_apply (training, &config);
  g_assert_true (sl_training_rehearse (training));
  g_autofree SlWeightLife *life = sl_training_life (training);
  g_assert_cmpfloat_with_epsilon (life->next.step.lambda, 0.4, 1e-7);
  SlEdit edit = {.kind = SL_EDIT_SET, .input = 0, .output = 1, .value = 0.625};
  g_assert_true (sl_training_edit (training, &edit, &error));
  g_assert_true (sl_training_rehearse (training));
  g_autofree SlWeightLife *edited = sl_training_life (training);
  g_assert_cmpfloat (edited->value, ==, 0.625f);
  g_assert_cmpfloat (edited->next.w, ==, 0.625f);
  g_assert_cmpfloat (edited->values.buckets[edited->values.used - 1].y[1], ==, 0.625);
  sl_training_step (training);
  g_assert_cmpfloat (weight (training, &place), ==, edited->next.after);

  /* Pruned, it stays at zero, and that is what is told. */
  edit = (SlEdit){.kind = SL_EDIT_PRUNE, .value = 100};
  g_assert_true (sl_training_edit (training, &edit, &error));
  sl_training_rehearse (training);
  g_autofree SlWeightLife *pruned = sl_training_life (training);
  g_assert_true (pruned->next.held);
  g_assert_cmpfloat (pruned->next.after, ==, 0);
  SlFormula formula;
  sl_weight_step_tell (&pruned->next, &formula);
  g_assert_cmpint (formula.n_lines, ==, 1);
  g_assert_cmpfloat (formula.lines[0].value, ==, 0);
}

/* A copy, which an edited run goes on from, follows the same weight with its past. */
static void
test_copied (void)
{
  SlConfig config;
  tiny (&config);
  g_autoptr (SlTraining) training = start (&config);
  SlWeightPlace place = {TRUE, 1, 2, 1};

  sl_training_follow_weight (training, &place);
  for (int i = 0; i < 7; i++)
    sl_training_step (training);
  sl_training_rehearse (training);
  g_autofree SlWeightLife *before = sl_training_life (training);
  g_autoptr (SlTraining) copy = sl_training_copy (training);
  sl_training_step (training);
  g_autofree SlWeightLife *copied = sl_training_life (copy);
  g_assert_nonnull (copied);
  g_assert_cmpint (copied->values.n, ==, 8);
  g_assert_cmpfloat (copied->value, ==, before->value);
  g_assert_cmpfloat (copied->next.after, ==, before->next.after);
  sl_training_step (copy);
  g_assert_cmpfloat (weight (copy, &place), ==, before->next.after);
  g_autofree SlWeightLife *after = sl_training_life (copy);
  g_assert_cmpint (after->values.n, ==, 9);
}

/* An update that would blow up is told as one that is not made. */
static void
test_refused (void)
{
  SlConfig config;
  tiny (&config);
  set (&config, "dataset", "plane");
  set (&config, "hidden", "");
  set (&config, "optimizer", "sgd");
  set (&config, "learning-rate", "1e6");
  g_autoptr (SlTraining) training = start (&config);
  SlWeightPlace place = {TRUE, 0, 0, 0};
  SlTrainingResult result = SL_TRAINING_STEPPED;
  gboolean refused = FALSE;

  sl_training_follow_weight (training, &place);
  for (int i = 0; i < 100 && result != SL_TRAINING_DIVERGED; i++) {
    sl_training_rehearse (training);
    g_autofree SlWeightLife *life = sl_training_life (training);
    float before = weight (training, &place);
    int epoch = sl_training_epoch (training);
    result = sl_training_step (training);
    refused = life->next.refused;
    /* An epoch may also be given up at its evaluation. */
    if (refused)
      g_assert_cmpint (result, ==, SL_TRAINING_DIVERGED);
    if (refused && epoch == sl_training_epoch (training))
      g_assert_cmpfloat (weight (training, &place), ==, before);
  }
  g_assert_cmpint (result, ==, SL_TRAINING_DIVERGED);
}

/* A place that is not there is no life, and another place another one. */
static void
test_places (void)
{
  SlConfig config;
  tiny (&config);
  g_autoptr (SlTraining) training = start (&config);
  const SlNeeds needs[] = {{.watch = {TRUE, 0, 1, 4}},
                           {.watch = {TRUE, 7, 0, 0}},
                           {.watch = {TRUE, 0, 2, 0}},
                           {.watch = {TRUE, 0, 0, -1}},
                           {.watch = {FALSE, 0, 0, 0}}};

  for (guint i = 0; i < G_N_ELEMENTS (needs); i++) {
    g_autoptr (SlSnapshot) snapshot =
        sl_snapshot_take (training, 1, SL_RUN_PAUSED, &needs[i]);
    g_assert_cmpint (snapshot->life != NULL, ==, i == 0);
    if (i == 0) {
      g_assert_true (sl_weight_place_equal (&snapshot->life->place, &needs[i].watch));
      g_assert_cmpint (snapshot->life->values.n, ==, 1);
      g_assert_false (snapshot->life->last.known);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/life/foretold", test_foretold);
  g_test_add_func ("/core/life/formulas", test_formulas);
  g_test_add_func ("/core/life/no-trace", test_no_trace);
  g_test_add_func ("/core/life/by-hand", test_by_hand);
  g_test_add_func ("/core/life/text", test_text);
  g_test_add_func ("/core/life/history", test_history);
  g_test_add_func ("/core/life/forgotten", test_forgotten);
  g_test_add_func ("/core/life/copied", test_copied);
  g_test_add_func ("/core/life/refused", test_refused);
  g_test_add_func ("/core/life/places", test_places);
  return g_test_run ();
}
