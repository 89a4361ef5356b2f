/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sweep over λ: a training whose λ changes at the ends of epochs, and nothing else.
 */
#include "core/base/error.h"
#include "core/solver/path.h"
#include "core/training/setting.h"
#include "core/training/sweep.h"

#include <math.h>
#include <string.h>

static void
set (SlConfig *config, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (sl_setting_parse (sl_setting_find (id, NULL), config, text, &error));
  g_assert_no_error (error);
}

/* A small network on @dataset with the validation part that a sweep would split off. */
static SlConfig
make_config (const char *dataset, const char *hidden)
{
  SlConfig config;
  sl_config_init_default (&config);
  set (&config, "dataset", dataset);
  set (&config, "hidden", hidden);
  set (&config, "validation-fraction", "0.15");
  set (&config, "learning-rate", "0.01");
  return config;
}

static SlSweepOptions
make_options (int n, double lambda_max, double min_ratio, SlSweepOrder order)
{
  return (SlSweepOptions){.n_lambdas = n,
                          .lambda_max = lambda_max,
                          .min_ratio = min_ratio,
                          .order = order,
                          .first_epochs = 5,
                          .epochs = 3};
}

static SlSweep *
new_sweep (const SlConfig *config, const SlSweepOptions *options)
{
  g_autoptr (GError) error = NULL;
  SlSweep *sweep = sl_sweep_new (config, options, NULL, NULL, &error);
  g_assert_no_error (error);
  return sweep;
}

static const SlSweepRow *
next_row (SlSweep *sweep)
{
  SlSweepResult result = SL_SWEEP_STEPPED;
  int before, n;
  sl_sweep_rows (sweep, &before);
  while (result == SL_SWEEP_STEPPED) {
    double progress = sl_sweep_progress (sweep);
    result = sl_sweep_step (sweep);
    g_assert_cmpfloat (sl_sweep_progress (sweep), >=, progress);
  }
  g_assert_cmpint (result, ==, SL_SWEEP_ROW);
  const SlSweepRow *rows = sl_sweep_rows (sweep, &n);
  g_assert_cmpint (n, ==, before + 1);
  return &rows[n - 1];
}

static SlSweep *
run (const SlConfig *config, const SlSweepOptions *options)
{
  SlSweep *sweep = new_sweep (config, options);
  for (int i = 0; i < options->n_lambdas; i++)
    next_row (sweep);
  g_assert_cmpint (sl_sweep_step (sweep), ==, SL_SWEEP_DONE);
  g_assert_cmpfloat (sl_sweep_progress (sweep), ==, 1);
  return sweep;
}

static SlHistoryRow
last_row (const SlTraining *training)
{
  SlLogView view = sl_training_history (training);
  SlHistoryRow row = *(const SlHistoryRow *) sl_log_item (&view, view.n - 1);
  sl_log_view_clear (&view);
  return row;
}

static void
train_to (SlTraining *training, int epoch)
{
  while (sl_training_epoch (training) < epoch)
    g_assert_cmpint (sl_training_step (training), !=, SL_TRAINING_DIVERGED);
}

static void
assert_same_weights (const SlTraining *a, const SlTraining *b)
{
  const SlNetwork *x = sl_training_network (a), *y = sl_training_network (b);
  g_assert_cmpmem (x->params, x->n_params * sizeof (float), y->params,
                   y->n_params * sizeof (float));
}

/* Equal steps of log λ, in the order asked for. */
static void
test_grid (void)
{
  SlConfig config = make_config ("iris", "3");
  for (int order = SL_SWEEP_UP; order <= SL_SWEEP_DOWN; order++) {
    SlSweepOptions options = make_options (4, 0.5, 1e-3, order);
    g_autoptr (SlSweep) sweep = new_sweep (&config, &options);
    int n;
    const double *lambdas = sl_sweep_lambdas (sweep, &n);
    g_assert_cmpint (n, ==, 4);
    for (int i = 0; i < 4; i++) {
      int place = order == SL_SWEEP_DOWN ? i : 3 - i;
      g_assert_cmpfloat_with_epsilon (lambdas[place], 0.5 * pow (10, -i), 1e-15);
    }
  }
  SlSweepOptions one = make_options (1, 0.25, 1e-3, SL_SWEEP_UP);
  g_autoptr (SlSweep) sweep = run (&config, &one);
  int n;
  const SlSweepRow *rows = sl_sweep_rows (sweep, &n);
  g_assert_cmpint (n, ==, 1);
  g_assert_cmpfloat (rows[0].end.lambda, ==, 0.25);
  g_assert_cmpint (rows[0].epochs, ==, 5);
}

/* The bits of a run in which a hand changes λ: weights, rows and the optimiser's state,
 * without which the second λ would already differ. */
static void
test_same_as_by_hand (gconstpointer data)
{
  const char *const *words = data;
  SlConfig config = make_config (words[0], words[1]);
  set (&config, "penalty", words[2]);
  set (&config, "optimizer", words[3]);
  SlSweepOptions options = make_options (3, 0.1, 1e-2, SL_SWEEP_UP);
  g_autoptr (SlSweep) sweep = new_sweep (&config, &options);
  g_autoptr (SlTraining) hand = sl_training_new (&config, NULL, NULL);
  int n, epoch = 0;
  const double *lambdas = sl_sweep_lambdas (sweep, &n);
  for (int i = 0; i < n; i++) {
    const SlSweepRow *row = next_row (sweep);
    config.lambda = lambdas[i];
    sl_training_apply (hand, &config);
    epoch += i == 0 ? options.first_epochs : options.epochs;
    train_to (hand, epoch);
    SlHistoryRow wanted = last_row (hand);
    g_assert_cmpmem (&row->end, sizeof row->end, &wanted, sizeof wanted);
    assert_same_weights (sl_sweep_training (sweep), hand);
    g_assert_cmpint (row->anew, ==, i == 0);
    g_assert_cmpint (row->epochs, ==, i == 0 ? options.first_epochs : options.epochs);
  }
}

/* The second λ carries the weights of the first: it is not what the same epochs make of
 * the initial weights. */
static void
test_warm_start (void)
{
  SlConfig config = make_config ("iris", "4");
  SlSweepOptions options = make_options (2, 1e-3, 0.5, SL_SWEEP_UP);
  options.first_epochs = 60;
  options.epochs = 1;
  g_autoptr (SlSweep) sweep = run (&config, &options);
  int n;
  const SlSweepRow *rows = sl_sweep_rows (sweep, &n);
  config.lambda = 1e-3;
  g_autoptr (SlTraining) cold = sl_training_new (&config, NULL, NULL);
  train_to (cold, 1);
  g_assert_cmpfloat (rows[1].end.train_loss, <, 1.05 * rows[0].end.train_loss);
  g_assert_cmpfloat (rows[1].end.train_loss, <, 0.5 * last_row (cold).train_loss);
}

/* Down from a λ that leaves nothing: the next starts as a run of its own would; without
 * hidden layers it goes on, for there it can. */
static void
test_anew (void)
{
  SlConfig config = make_config ("iris", "4");
  SlSweepOptions options = make_options (2, 20, 1e-4, SL_SWEEP_DOWN);
  options.first_epochs = 40;
  g_autoptr (SlSweep) sweep = run (&config, &options);
  int n;
  const SlSweepRow *rows = sl_sweep_rows (sweep, &n);
  g_assert_true (rows[0].anew && rows[1].anew);
  g_assert_cmpint (rows[1].epochs, ==, 40);
  config.lambda = rows[1].end.lambda;
  g_autoptr (SlTraining) alone = sl_training_new (&config, NULL, NULL);
  train_to (alone, 40);
  assert_same_weights (sl_sweep_training (sweep), alone);

  config.hidden.n = 0;
  g_autoptr (SlSweep) linear = run (&config, &options);
  rows = sl_sweep_rows (linear, &n);
  g_assert_cmpint (rows[0].end.zeros, ==, rows[0].end.weights);
  g_assert_false (rows[1].anew);
  g_assert_cmpint (rows[1].end.zeros, <, rows[1].end.weights);
}

/* Without hidden layers the largest λ is the path's; else one that leaves next to nothing
 * of the network, without being far beyond. */
static void
test_lambda_max (void)
{
  SlConfig config = make_config ("diabetes", "");
  SlSweepOptions options = make_options (1, NAN, 0.1, SL_SWEEP_DOWN);
  g_autoptr (SlSweep) linear = new_sweep (&config, &options);
  const SlPathOptions grid = {1, 0.1};
  g_autoptr (SlPath) path = sl_path_new (sl_training_problem (sl_sweep_training (linear)),
                                         config.penalty, 1, &grid, NULL, NULL);
  int n;
  g_assert_cmpfloat (sl_sweep_lambdas (linear, &n)[0], ==, path->lambdas[0]);

  config = make_config ("iris", "8");
  options = make_options (4, NAN, 0.1, SL_SWEEP_UP);
  options.first_epochs = options.epochs = 60;
  g_autoptr (SlSweep) sweep = run (&config, &options);
  const SlHistoryRow *first = &sl_sweep_rows (sweep, &n)[0].end;
  const SlHistoryRow *last = &sl_sweep_rows (sweep, &n)[3].end;
  g_assert_cmpint (last->weights - last->zeros, <=, last->weights / 5);
  g_assert_cmpint (first->weights - first->zeros, >, first->weights / 5);
  /* The penalty of a layer counts by its factor, and L2 as if it had some L1. */
  double all = sl_sweep_lambdas (sweep, &n)[3];
  set (&config, "layer-lambda", "2,2");
  g_autoptr (SlSweep) doubled = new_sweep (&config, &options);
  g_assert_cmpfloat_with_epsilon (sl_sweep_lambdas (doubled, &n)[3], all / 2, 0.01 * all);
  set (&config, "layer-lambda", "1");
  set (&config, "penalty", "l2");
  g_autoptr (SlSweep) ridge = new_sweep (&config, &options);
  g_assert_cmpfloat_with_epsilon (sl_sweep_lambdas (ridge, &n)[3], 10 * all, 0.1 * all);
}

/* It splits off what it needs, keeps what there is, and lets the test part stand in only
 * where the settings say so. */
static void
test_validation_part (void)
{
  static const struct
  {
    const char *fraction, *on_test;
    int rows;
  } cases[] = {{"0", "false", 17},
               {"auto", "false", 17},
               {"0.5", "false", 56},
               {"auto", "true", 0}};
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    SlConfig config = make_config ("iris", "3");
    set (&config, "validation-fraction", cases[i].fraction);
    set (&config, "validate-on-test", cases[i].on_test);
    SlSweepOptions options = make_options (2, 0.1, 0.1, SL_SWEEP_UP);
    g_autoptr (SlSweep) sweep = run (&config, &options);
    const SlProblem *problem = sl_training_problem (sl_sweep_training (sweep));
    int n;
    const SlSweepRow *row = sl_sweep_rows (sweep, &n);
    g_assert_cmpint (problem->validation.n, ==, cases[i].rows);
    g_assert_cmpint (problem->test.n, ==, 38);
    g_assert_true (isfinite (row->end.val_loss) && row->val_se > 0);
    g_assert_cmpint (row->end.val_loss == row->end.test_loss, ==, cases[i].rows == 0);
  }
}

/* Counted the plain way. */
static void
test_row (gconstpointer data)
{
  SlConfig config = make_config (data, "6,5");
  SlSweepOptions options = make_options (2, 0.05, 0.3, SL_SWEEP_UP);
  options.first_epochs = 30;
  g_autoptr (SlSweep) sweep = run (&config, &options);
  const SlTraining *training = sl_sweep_training (sweep);
  const SlNetwork *network = sl_training_network (training);
  const SlPart *part = &sl_training_problem ((SlTraining *) training)->validation;
  g_autoptr (SlPass) pass = sl_pass_new (network, 1);
  int n, m = network->layers[2].outputs;
  const SlSweepRow *row = &sl_sweep_rows (sweep, &n)[1];
  double sum = 0, squares = 0;
  for (int i = 0; i < part->n; i++) {
    const float *out = sl_pass_forward (pass, network, 1, part->X + i * part->d);
    double loss = network->loss->measure (1, m, out, part->y ? part->y + i : NULL,
                                          part->label ? part->label + i : NULL, NULL);
    sum += loss;
    squares += loss * loss;
  }
  double mean = sum / part->n, variance = squares / part->n - mean * mean;
  g_assert_cmpfloat_with_epsilon (row->end.val_loss, mean, 1e-6 * mean);
  g_assert_cmpfloat_with_epsilon (row->val_se, sqrt (variance / (part->n - 1)),
                                  1e-5 * row->val_se);
  gint64 left = 0;
  for (int l = 0; l < 3; l++) {
    gint64 count = 0;
    const SlLayer *layer = &network->layers[l];
    for (int k = 0; k < layer->inputs * layer->outputs; k++)
      count += network->params[layer->W + k] != 0;
    g_assert_cmpint (row->layer_nonzeros[l], ==, count);
    left += count;
  }
  g_assert_cmpint (left, ==, row->end.weights - row->end.zeros);
  g_assert_cmpint (left, <, row->end.weights);
}

/* The best and the sparsest within its standard error, against looking at all rows. */
static void
test_choice (gconstpointer data)
{
  SlConfig config = make_config ("circle", "8,4");
  SlSweepOptions options = make_options (8, 0.1, 1e-2, GPOINTER_TO_INT (data));
  options.first_epochs = 40;
  options.epochs = 10;
  g_autoptr (SlSweep) none = new_sweep (&config, &options);
  g_assert_cmpint (MAX (sl_sweep_best (none), sl_sweep_sparsest (none)), ==, -1);
  g_autoptr (SlSweep) sweep = run (&config, &options);
  int n, best = sl_sweep_best (sweep), sparsest = sl_sweep_sparsest (sweep);
  const SlSweepRow *rows = sl_sweep_rows (sweep, &n);
  double limit = rows[best].end.val_loss + rows[best].val_se;
  g_assert_cmpfloat (rows[sparsest].end.val_loss, <=, limit);
  if (options.order == SL_SWEEP_UP)
    g_assert_cmpint (best, !=, sparsest);
  for (int i = 0; i < n; i++) {
    g_assert_cmpfloat (rows[best].end.val_loss, <=, rows[i].end.val_loss);
    if (rows[i].end.val_loss <= limit)
      g_assert_cmpint (rows[sparsest].end.zeros, >=, rows[i].end.zeros);
  }
}

static void
test_deterministic (void)
{
  SlConfig config = make_config ("iris", "5");
  set (&config, "dropout", "0.2");
  SlSweepOptions options = make_options (5, 0.3, 1e-3, SL_SWEEP_UP);
  g_autoptr (SlSweep) first = run (&config, &options);
  g_autoptr (SlSweep) second = run (&config, &options);
  int n;
  const SlSweepRow *a = sl_sweep_rows (first, &n), *b = sl_sweep_rows (second, &n);
  for (int i = 0; i < n; i++) {
    g_assert_cmpmem (&a[i].end, sizeof a->end, &b[i].end, sizeof b->end);
    g_assert_cmpfloat (a[i].val_se, ==, b[i].val_se);
    g_assert_cmpfloat (a[i].end.lambda, ==, sl_sweep_lambdas (first, &n)[i]);
  }
}

/* Each λ is watched for itself: the weights it ends with are the best of its own epochs,
 * and its learning rate is the one that was set. */
static void
test_schedule (void)
{
  SlConfig config = make_config ("iris", "6");
  set (&config, "early-stopping", "4");
  set (&config, "reduce-lr", "0.5,1");
  set (&config, "learning-rate", "0.05");
  SlSweepOptions options = make_options (4, 2, 1e-3, SL_SWEEP_UP);
  options.first_epochs = options.epochs = 40;
  g_autoptr (SlSweep) sweep = run (&config, &options);
  SlLogView history = sl_training_history (sl_sweep_training (sweep));
  int n, first = 1, early = 0;
  const SlSweepRow *rows = sl_sweep_rows (sweep, &n);
  for (int i = 0; i < n; i++) {
    int last = first + rows[i].epochs - 1;
    const SlHistoryRow *begin = sl_log_item (&history, first);
    g_assert_cmpfloat (begin->learning_rate, ==, 0.05);
    g_assert_cmpfloat (begin->lambda, ==, rows[i].end.lambda);
    g_assert_cmpint (rows[i].epochs, <=, 40);
    if (rows[i].epochs < 40) {
      early++;
      for (int epoch = first; epoch <= last; epoch++) {
        const SlHistoryRow *row = sl_log_item (&history, epoch);
        g_assert_cmpfloat (rows[i].end.val_loss, <=, row->val_loss);
      }
    }
    first = last + 1;
  }
  g_assert_cmpint (first, ==, (int) history.n);
  g_assert_cmpint (early, >=, 2);
  sl_log_view_clear (&history);
}

static void
test_stop (void)
{
  SlConfig config = make_config ("iris", "5");
  SlSweepOptions options = make_options (5, 0.3, 1e-3, SL_SWEEP_UP);
  g_autoptr (GError) error = NULL;
  gint stop = 1;
  int n;
  g_assert_null (sl_sweep_new (&config, &options, NULL, &stop, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
  stop = 0;
  g_autoptr (SlSweep) sweep = sl_sweep_new (&config, &options, NULL, &stop, NULL);
  next_row (sweep);
  next_row (sweep);
  g_assert_cmpint (sl_sweep_step (sweep), ==, SL_SWEEP_STEPPED);
  stop = 1;
  SlSweepResult result = SL_SWEEP_STEPPED;
  while (result == SL_SWEEP_STEPPED)
    result = sl_sweep_step (sweep);
  g_assert_cmpint (result, ==, SL_SWEEP_STOPPED);
  sl_sweep_rows (sweep, &n);
  g_assert_cmpint (n, ==, 2);
  g_assert_cmpfloat (sl_sweep_progress (sweep), <, 1);
}

static void
test_divergence (void)
{
  SlConfig config = make_config ("diabetes", "8");
  set (&config, "optimizer", "sgd");
  set (&config, "learning-rate", "1000");
  SlSweepOptions options = make_options (3, 0.1, 0.1, SL_SWEEP_UP);
  g_autoptr (SlSweep) sweep = new_sweep (&config, &options);
  SlSweepResult result = SL_SWEEP_STEPPED;
  int n;
  while (result == SL_SWEEP_STEPPED)
    result = sl_sweep_step (sweep);
  g_assert_cmpint (result, ==, SL_SWEEP_DIVERGED);
  g_assert_nonnull (sl_training_divergence (sl_sweep_training (sweep)));
  sl_sweep_rows (sweep, &n);
  g_assert_cmpint (n, ==, 0);
}

static void
assert_refused (const SlConfig *config,
                const SlSweepOptions *options,
                int code,
                const char *says)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (sl_sweep_new (config, options, NULL, NULL, &error));
  g_assert_error (error, SL_ERROR, code);
  g_assert_nonnull (strstr (error->message, says));
}

static void
test_bad_input (void)
{
  SlConfig config = make_config ("iris", "3");
  const SlSweepOptions good = make_options (3, 0.1, 0.1, SL_SWEEP_UP);
  static const double no_lambda[] = {0, -1, INFINITY}, no_ratio[] = {0, 1, -0.1, NAN};
  static const int no_count[] = {0, -3, SL_SWEEP_MAX_LAMBDAS + 1},
                   no_epochs[] = {0, -1, SL_SWEEP_MAX_EPOCHS + 1};
  for (size_t i = 0; i < 3; i++) {
    SlSweepOptions options = good;
    options.lambda_max = no_lambda[i];
    assert_refused (&config, &options, SL_ERROR_ARGUMENT, "lambda-max");
    options = good;
    options.n_lambdas = no_count[i];
    assert_refused (&config, &options, SL_ERROR_ARGUMENT, "from 1 to 10000");
    options = good;
    options.epochs = no_epochs[i];
    assert_refused (&config, &options, SL_ERROR_ARGUMENT, "epochs");
    options.first_epochs = no_epochs[i];
    options.epochs = 1;
    assert_refused (&config, &options, SL_ERROR_ARGUMENT, "epochs");
  }
  for (size_t i = 0; i < G_N_ELEMENTS (no_ratio); i++) {
    SlSweepOptions options = good;
    options.min_ratio = no_ratio[i];
    assert_refused (&config, &options, SL_ERROR_ARGUMENT, "smallest λ");
  }
  SlSweepOptions by_rule = good;
  by_rule.lambda_max = NAN;
  set (&config, "layer-lambda", "0,0");
  assert_refused (&config, &by_rule, SL_ERROR_DATA, "lambda-max");
  set (&config, "penalty", "none");
  assert_refused (&config, &good, SL_ERROR_ARGUMENT, "'none'");
  config = make_config ("iris", "65536,65536");
  assert_refused (&config, &good, SL_ERROR_ARGUMENT, "weights");
}

int
main (int argc, char **argv)
{
  static const char *const by_hand[][4] = {{"iris", "4", "l1", "adam"},
                                           {"diabetes", "5,3", "elastic-net", "momentum"},
                                           {"iris", "", "l2", "ftrl"},
                                           {"breast-cancer", "4", "group-lasso", "sgd"}};
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sweep/grid", test_grid);
  for (size_t i = 0; i < G_N_ELEMENTS (by_hand); i++) {
    g_autofree char *path = g_strconcat ("/sweep/by-hand/", by_hand[i][3], NULL);
    g_test_add_data_func (path, by_hand[i], test_same_as_by_hand);
  }
  g_test_add_func ("/sweep/warm-start", test_warm_start);
  g_test_add_func ("/sweep/anew", test_anew);
  g_test_add_func ("/sweep/lambda-max", test_lambda_max);
  g_test_add_func ("/sweep/validation-part", test_validation_part);
  g_test_add_data_func ("/sweep/row/classes", "digits", test_row);
  g_test_add_data_func ("/sweep/row/numbers", "diabetes", test_row);
  g_test_add_data_func ("/sweep/choice/up", GINT_TO_POINTER (SL_SWEEP_UP), test_choice);
  g_test_add_data_func ("/sweep/choice/down", GINT_TO_POINTER (SL_SWEEP_DOWN),
                        test_choice);
  g_test_add_func ("/sweep/deterministic", test_deterministic);
  g_test_add_func ("/sweep/schedule", test_schedule);
  g_test_add_func ("/sweep/stop", test_stop);
  g_test_add_func ("/sweep/divergence", test_divergence);
  g_test_add_func ("/sweep/bad-input", test_bad_input);
  return g_test_run ();
}
