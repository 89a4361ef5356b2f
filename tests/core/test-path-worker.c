/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The path of a configuration: against the solver and the sweep by themselves, and on its
 * worker. */
#include "core/base/error.h"
#include "core/base/monitor.h"
#include "core/training/path-worker.h"
#include "core/training/setting.h"

#include <math.h>
#include <string.h>

static void
set (SlConfig *config, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_assert_true (sl_setting_parse (sl_setting_find (id, NULL), config, text, &error));
  g_assert_no_error (error);
}

static SlConfig
make_config (const char *dataset, const char *hidden)
{
  SlConfig config;
  sl_config_init_default (&config);
  set (&config, "dataset", dataset);
  set (&config, "hidden", hidden);
  return config;
}

static SlPathWish
make_wish (void)
{
  SlPathWish wish = sl_path_wish_default ();
  wish.folds = 4;
  wish.grid.n_lambdas = 12;
  wish.sweep.n_lambdas = 4;
  wish.sweep.first_epochs = 4;
  wish.sweep.epochs = 2;
  return wish;
}

/* What was published, one after the other. */
typedef struct
{
  GPtrArray *results; /* of SlPathResult */
  gint *stop;         /* set after so many results … */
  guint stop_after;   /* … 0 = never */
} Listener;

static void
listen_cb (SlPathResult *result, gpointer data)
{
  Listener *listener = data;
  const GPtrArray *before = listener->results;
  if (before->len > 0) {
    const SlPathResult *last = before->pdata[before->len - 1];
    g_assert_cmpfloat (result->progress, >=, last->progress);
    g_assert_cmpint (result->n, >=, last->n);
    g_assert_cmpint (result->state, >=, last->state);
  }
  g_ptr_array_add (listener->results, result);
  if (listener->results->len == listener->stop_after)
    g_atomic_int_set (listener->stop, TRUE);
}

/* Returns (transfer full) the last result of the path of @config. */
static SlPathResult *
find (const SlConfig *config, const SlPathWish *wish, guint stop_after)
{
  gint stop = FALSE;
  g_autoptr (GPtrArray) results =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sl_path_result_unref);
  Listener listener = {results, &stop, stop_after};
  SlPathJob job = {.config = *config,
                   .wish = *wish,
                   .stop = &stop,
                   .publish = listen_cb,
                   .data = &listener};
  sl_path_find (&job);
  g_assert_cmpuint (results->len, >=, 2);
  for (guint i = 0; i + 1 < results->len; i++)
    g_assert_cmpint (((SlPathResult *) results->pdata[i])->state, <=, SL_PATH_RUNNING);
  SlPathResult *last = results->pdata[results->len - 1];
  g_assert_cmpint (last->state, >, SL_PATH_RUNNING);
  return sl_path_result_ref (last);
}

/* The same λ, weights and best λ as the solver gives for the window's target. */
static void
check_exact (const char *dataset, const char *penalty)
{
  SlConfig config = make_config (dataset, "");
  SlPathWish wish = make_wish ();
  set (&config, "penalty", penalty);
  g_autoptr (SlPathResult) result = find (&config, &wish, 0);
  g_autoptr (SlProblem) problem = sl_training_make_problem (&config, NULL);
  g_autoptr (SlPath) path =
      sl_path_new (problem, config.penalty, config.l1_share, &wish.grid, NULL, NULL);
  g_autoptr (SlCrossValidation) cv = sl_cross_validation_new (
      problem, path, wish.folds, (guint64) config.seed, NULL, NULL);
  g_assert_cmpint (result->state, ==, SL_PATH_DONE);
  g_assert_null (result->message);
  g_assert_true (result->exact);
  g_assert_cmpfloat (result->progress, ==, 1);
  g_assert_cmpint (result->n, ==, path->m);
  g_assert_cmpint (result->m, ==, path->m);
  g_assert_cmpint (result->folds, ==, wish.folds);
  g_assert_cmpint (result->min, ==, path->m - 1 - cv->min);
  g_assert_cmpint (result->one_se, ==, path->m - 1 - cv->one_se);
  g_assert_cmpint (sl_path_result_outputs (result), ==, path->models[0].k);
  for (int i = 0; i < path->m; i++) {
    const SlPathRow *row = &result->rows[path->m - 1 - i];
    const SlCoefficients *model = &path->models[i];
    g_assert_cmpfloat (row->lambda, ==, path->lambdas[i]);
    g_assert_cmpfloat (row->lambda, ==, result->lambdas[path->m - 1 - i]);
    g_assert_cmpint (row->nonzeros, ==, path->nonzeros[i]);
    g_assert_cmpfloat (row->train_loss, ==, path->train_loss[i]);
    g_assert_cmpfloat (row->choice, ==, cv->mean[i]);
    g_assert_cmpfloat (row->choice_se, ==, cv->se[i]);
    for (int k = 0; k < model->k; k++)
      for (int j = 0; j < model->d; j++)
        g_assert_cmpfloat (sl_path_result_coefficient (result, path->m - 1 - i, k, j), ==,
                           model->w[(size_t) k * model->d + j]);
  }
}

static void
test_exact (void)
{
  check_exact ("diabetes", "l1");
  check_exact ("diabetes", "l2");
  check_exact ("iris", "l1");
  check_exact ("breast-cancer", "elastic-net");
}

/* A row's snapshot is its model: weights, zeros, loss, and as many rows classified
 * rightly as the confusion matrix of the test part has on its diagonal. */
static void
test_models (void)
{
  static const char *const sets[] = {"diabetes", "iris", "breast-cancer"};
  SlPathWish wish = make_wish ();
  for (guint s = 0; s < G_N_ELEMENTS (sets); s++) {
    SlConfig config = make_config (sets[s], "");
    g_autoptr (SlPathResult) result = find (&config, &wish, 0);
    for (int i = 0; i < result->n; i++) {
      const SlPathRow *row = &result->rows[i];
      const SlSnapshot *model = row->model;
      const SlHistoryRow *end = sl_snapshot_last (model);
      const SlWeightsView *view = sl_snapshot_weights (model, 0);
      g_assert_cmpfloat (model->config.lambda, ==, row->lambda);
      g_assert_cmpint (end->weights - end->zeros, ==, row->nonzeros);
      g_assert_cmpint (model->total.weights, ==, (gint64) view->rows * view->cols);
      for (int j = 0; j < view->rows; j++)
        for (int k = 0; k < view->cols; k++)
          g_assert_cmpfloat (view->W[j * view->cols + k], ==,
                             (float) sl_path_result_coefficient (result, i, k, j));
      g_assert_cmpfloat_with_epsilon (end->train_loss, row->train_loss,
                                      1e-5 * row->train_loss + 1e-7);
      if (model->confusion != NULL)
        g_assert_cmpfloat_with_epsilon (sl_confusion_accuracy (model->confusion),
                                        end->test_score, 1e-12);
      else
        g_assert_cmpfloat (end->test_score, <, 1);
    }
  }
}

/* The sweep's own rows, and the weights it had then. */
static void
test_network (void)
{
  SlConfig config = make_config ("iris", "5");
  SlPathWish wish = make_wish ();
  int n;
  g_autoptr (SlPathResult) result = find (&config, &wish, 0);
  g_autoptr (SlSweep) sweep = sl_sweep_new (&config, &wish.sweep, NULL, NULL, NULL);
  g_assert_cmpint (result->state, ==, SL_PATH_DONE);
  g_assert_false (result->exact);
  g_assert_cmpint (sl_path_result_outputs (result), ==, 0);
  for (int i = 0; i < wish.sweep.n_lambdas; i++) {
    while (sl_sweep_step (sweep) != SL_SWEEP_ROW)
      ;
    const SlSweepRow *row = &sl_sweep_rows (sweep, &n)[i];
    const SlPathRow *own = &result->rows[i];
    const SlNetwork *network = sl_training_network (sl_sweep_training (sweep));
    g_assert_cmpfloat (own->lambda, ==, row->end.lambda);
    g_assert_cmpfloat (result->lambdas[i], ==, row->end.lambda);
    g_assert_cmpfloat (own->train_loss, ==, row->end.train_loss);
    g_assert_cmpfloat (own->choice, ==, row->end.val_loss);
    g_assert_cmpfloat (own->choice_se, ==, row->val_se);
    g_assert_cmpint (own->nonzeros, ==, row->end.weights - row->end.zeros);
    for (int l = 0; l < network->n_layers; l++) {
      const SlWeightsView *view = sl_snapshot_weights (own->model, l);
      g_assert_cmpint (own->model->layers[l].weights -
                           own->model->layers[l].histogram.zeros,
                       ==, row->layer_nonzeros[l]);
      g_assert_cmpmem (view->W, sizeof (float) * (size_t) view->rows * view->cols,
                       network->params + network->layers[l].W,
                       sizeof (float) * (size_t) view->rows * view->cols);
    }
  }
  g_assert_cmpint (result->min, ==, sl_sweep_best (sweep));
  g_assert_cmpint (result->one_se, ==, sl_sweep_sparsest (sweep));
}

/* What cannot be had is said in a sentence. */
static void
test_failures (void)
{
  SlPathWish wish = make_wish ();
  SlConfig none = make_config ("diabetes", "");
  set (&none, "penalty", "none");
  g_autoptr (SlPathResult) without = find (&none, &wish, 0);
  g_assert_cmpint (without->state, ==, SL_PATH_FAILED);
  g_assert_cmpint (without->n, ==, 0);
  g_assert_nonnull (without->message);
  SlConfig net = make_config ("iris", "5");
  set (&net, "penalty", "none");
  g_autoptr (SlPathResult) no_sweep = find (&net, &wish, 0);
  g_assert_cmpint (no_sweep->state, ==, SL_PATH_FAILED);
  g_assert_nonnull (no_sweep->message);
  /* A path that cannot be cross-validated is a path all the same. */
  SlConfig config = make_config ("iris", "");
  wish.folds = 1000;
  g_autoptr (SlPathResult) path = find (&config, &wish, 0);
  g_assert_cmpint (path->state, ==, SL_PATH_DONE);
  g_assert_nonnull (path->message);
  g_assert_cmpint (path->n, ==, wish.grid.n_lambdas);
  g_assert_cmpint (path->min, ==, -1);
  g_assert_true (isnan (path->rows[0].choice));
}

/* A learning rate that is far too high: the rows before it stand. */
static void
test_divergence (void)
{
  SlConfig config = make_config ("diabetes", "5");
  SlPathWish wish = make_wish ();
  set (&config, "optimizer", "sgd");
  set (&config, "learning-rate", "100");
  g_autoptr (SlPathResult) result = find (&config, &wish, 0);
  g_assert_cmpint (result->state, ==, SL_PATH_FAILED);
  g_assert_nonnull (strstr (result->message, "λ = "));
}

/* Stopped after the second result the rows so far stand. */
static void
test_stop (void)
{
  SlPathWish wish = make_wish ();
  SlConfig exact = make_config ("diabetes", "");
  SlConfig net = make_config ("iris", "5");
  g_autoptr (SlPathResult) path = find (&exact, &wish, 2);
  g_assert_cmpint (path->state, ==, SL_PATH_CANCELLED);
  g_assert_null (path->message);
  wish.sweep.first_epochs = 1;
  /* The third result has the first row. */
  g_autoptr (SlPathResult) sweep = find (&net, &wish, 3);
  g_assert_cmpint (sweep->state, ==, SL_PATH_CANCELLED);
  g_assert_cmpint (sweep->n, ==, 1);
}

static void
test_current (void)
{
  static const struct
  {
    const char *setting, *value;
    gboolean exact, network; /* whether the path is still the same */
  } changes[] = {
      {"lambda", "0.3", TRUE, TRUE},          {"near-zero", "0.01", TRUE, TRUE},
      {"learning-rate", "0.1", TRUE, FALSE},  {"zeros-by", "dead-link", TRUE, FALSE},
      {"batch-size", "7", TRUE, FALSE},       {"seed", "2", FALSE, FALSE},
      {"penalty", "l2", FALSE, FALSE},        {"test-fraction", "0.5", FALSE, FALSE},
      {"standardize", "false", FALSE, FALSE}, {"early-stopping", "5", FALSE, FALSE},
      {"dataset", "bumps", FALSE, FALSE},     {"hidden", "7", FALSE, FALSE},
      {"layer-lambda", "2", FALSE, FALSE},
  };
  const SlConfig exact = make_config ("diabetes", ""),
                 net = make_config ("diabetes", "5");
  g_autoptr (SlPathResult) path = sl_path_result_new (&exact);
  g_autoptr (SlPathResult) sweep = sl_path_result_new (&net);
  g_assert_true (path->exact);
  g_assert_false (sweep->exact);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    SlConfig a = exact, b = net;
    set (&a, changes[i].setting, changes[i].value);
    set (&b, changes[i].setting, changes[i].value);
    g_test_message ("%s", changes[i].setting);
    g_assert_cmpint (sl_path_result_is_current (path, &a), ==, changes[i].exact);
    g_assert_cmpint (sl_path_result_is_current (sweep, &b), ==, changes[i].network);
  }
  /* L1 has no share to choose. */
  SlConfig share = exact;
  set (&share, "l1-share", "0.7");
  g_assert_true (sl_path_result_is_current (path, &share));
  g_assert_null (sl_path_inexact (&exact));
  g_assert_nonnull (sl_path_inexact (&net));
}

static void
test_nearest (void)
{
  SlConfig config = make_config ("diabetes", "");
  SlPathWish wish = make_wish ();
  wish.folds = 0;
  g_autoptr (SlPathResult) result = find (&config, &wish, 0);
  g_autoptr (SlPathResult) empty = sl_path_result_new (&config);
  g_assert_cmpint (sl_path_result_nearest (empty, 0.1), ==, -1);
  g_assert_cmpint (sl_path_result_nearest (result, 0), ==, 0);
  g_assert_cmpint (sl_path_result_nearest (result, NAN), ==, 0);
  g_assert_cmpint (sl_path_result_nearest (result, 1e9), ==, result->n - 1);
  for (int i = 0; i < result->n; i++) {
    g_assert_cmpint (sl_path_result_nearest (result, result->lambdas[i]), ==, i);
    g_assert_cmpint (sl_path_result_nearest (result, 1.1 * result->lambdas[i]), ==, i);
  }
  g_assert_cmpint (result->folds, ==, 0);
  g_assert_cmpint (result->min, ==, -1);
}

/* A worker and who waits for it. */
typedef struct
{
  SlMonitor *monitor;
  gboolean rung;
} Bell;

static void
ring_cb (gpointer data)
{
  Bell *bell = data;
  sl_monitor_enter (bell->monitor);
  bell->rung = TRUE;
  sl_monitor_wake (bell->monitor);
  sl_monitor_leave (bell->monitor);
}

static SlPathResult *
next_result (Bell *bell, SlPathWorker *worker)
{
  sl_monitor_enter (bell->monitor);
  while (!bell->rung)
    sl_monitor_wait (bell->monitor);
  bell->rung = FALSE;
  sl_monitor_leave (bell->monitor);
  SlPathResult *result = sl_path_worker_take (worker);
  g_assert_nonnull (result);
  return result;
}

/* Waits for a result of at least @n rows, or for the last. */
static SlPathResult *
wait_for_rows (Bell *bell, SlPathWorker *worker, int n)
{
  for (;;) {
    SlPathResult *result = next_result (bell, worker);
    if (result->n >= n || result->state > SL_PATH_RUNNING)
      return result;
    sl_path_result_unref (result);
  }
}

static void
test_worker (void)
{
  SlPathWish wish = make_wish ();
  const SlConfig configs[] = {make_config ("iris", ""), make_config ("iris", "5")};
  g_autoptr (SlPool) pool = sl_pool_new (2);
  Bell bell = {sl_monitor_new (), FALSE};
  for (guint i = 0; i < G_N_ELEMENTS (configs); i++) {
    g_autoptr (SlPathResult) alone = find (&configs[i], &wish, 0);
    bell.rung = FALSE;
    g_autoptr (SlPathWorker) worker =
        sl_path_worker_new (&configs[i], &wish, pool, NULL, ring_cb, &bell);
    g_autoptr (SlPathResult) result = wait_for_rows (&bell, worker, G_MAXINT);
    g_assert_cmpint (result->state, ==, SL_PATH_DONE);
    g_assert_cmpint (result->n, ==, alone->n);
    for (int row = 0; row < alone->n; row++)
      g_assert_cmpfloat (result->rows[row].train_loss, ==, alone->rows[row].train_loss);
  }
  sl_monitor_free (bell.monitor);
}

/* Stopped in the midst of a sweep too long to end by itself, and at once; then again. */
static void
test_worker_stop (void)
{
  SlPathWish wish = make_wish ();
  SlConfig config = make_config ("iris", "5");
  Bell bell = {sl_monitor_new (), FALSE};
  wish.sweep.n_lambdas = 10000;
  for (int i = 0; i < 3; i++) {
    g_autoptr (SlPathWorker) worker =
        sl_path_worker_new (&config, &wish, NULL, NULL, ring_cb, &bell);
    g_autoptr (SlPathResult) some = wait_for_rows (&bell, worker, 2);
    sl_path_worker_stop (worker);
    g_autoptr (SlPathResult) last = wait_for_rows (&bell, worker, G_MAXINT);
    g_assert_cmpint (last->state, ==, SL_PATH_CANCELLED);
    g_assert_cmpint (last->n, >=, some->n);
    sl_path_worker_free (g_steal_pointer (&worker));
    bell.rung = FALSE;
    sl_path_worker_free (sl_path_worker_new (&config, &wish, NULL, NULL, ring_cb, &bell));
    bell.rung = FALSE;
  }
  sl_monitor_free (bell.monitor);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-result/exact", test_exact);
  g_test_add_func ("/path-result/models", test_models);
  g_test_add_func ("/path-result/network", test_network);
  g_test_add_func ("/path-result/failures", test_failures);
  g_test_add_func ("/path-result/divergence", test_divergence);
  g_test_add_func ("/path-result/stop", test_stop);
  g_test_add_func ("/path-result/current", test_current);
  g_test_add_func ("/path-result/nearest", test_nearest);
  g_test_add_func ("/path-worker/whole", test_worker);
  g_test_add_func ("/path-worker/stop", test_worker_stop);
  return g_test_run ();
}
