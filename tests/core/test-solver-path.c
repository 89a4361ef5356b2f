/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/solver/cross-validation.h"
#include "tests/core/solver-data.h"

#include <math.h>
#include <string.h>

static SlPath *
make_path (const SlProblem *problem,
           const char *penalty,
           double share,
           int m,
           double ratio)
{
  g_autoptr (GError) error = NULL;
  const SlPathOptions grid = {m, ratio};
  SlPath *path =
      sl_path_new (problem, solver_penalty (penalty), share, &grid, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (path);
  return path;
}

static void
check_model (const SlProblem *problem, const SlPath *path, int i)
{
  const SlCoefficients *model = &path->models[i];
  double lambda = path->lambdas[i];
  double allowed = MAX (1e-6 * lambda, 1e-10 * path->lambdas[0]);
  double violation = solver_violation (problem, model, lambda, path->share);
  double loss = solver_loss (problem, model, problem->train.rows, problem->train.n,
                             problem->train.rows, problem->train.n);
  int nonzeros = 0;

  for (int j = 0; j < model->k * model->d; j++)
    nonzeros += model->w[j] != 0;
  g_assert_cmpfloat (path->kkt[i], <=, allowed / 10);
  g_assert_cmpfloat (violation, <=, allowed);
  g_assert_cmpint (path->nonzeros[i], ==, nonzeros);
  g_assert_cmpfloat (fabs (path->train_loss[i] - loss), <, 1e-9 * (1 + loss));
}

/* A path of every set: its grid, and the optimality of each solution. */
static void
test_path (gconstpointer data)
{
  const SlKind *kind = data;
  g_autoptr (SlDataset) set = solver_set (kind->id);
  g_autoptr (SlProblem) problem = solver_problem (set, TRUE, TRUE);
  const struct
  {
    const char *penalty;
    int m;
    double ratio;
  } cases[] = {{"l1", 30, 1e-2}, {"elastic-net", 4, 0.1}, {"l2", 3, 0.01}};

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++) {
    g_autoptr (SlPath) path =
        make_path (problem, cases[c].penalty, 0.5, cases[c].m, cases[c].ratio);

    g_assert_cmpint (path->m, ==, cases[c].m);
    for (int i = 0; i < path->m; i++) {
      double wanted = path->lambdas[0] * pow (cases[c].ratio, i / (path->m - 1.0));

      g_assert_cmpfloat (fabs (path->lambdas[i] / wanted - 1), <, 1e-12);
      check_model (problem, path, i);
    }
    if (path->share > 0)
      g_assert_cmpint (path->nonzeros[0], ==, 0);
    g_assert_cmpint (path->nonzeros[path->m - 1], >, 0);
  }
}

/* A point of a path and a fit at its λ are the same solution, few rows or many. */
static void
test_agreement (void)
{
  const char *const sets[] = {"diabetes", "sparse-linear", "breast-cancer", "iris"};

  for (size_t s = 0; s < G_N_ELEMENTS (sets); s++) {
    g_autoptr (SlDataset) set = solver_set (sets[s]);
    g_autoptr (SlProblem) problem = solver_problem (set, TRUE, FALSE);
    g_autoptr (SlPath) path = make_path (problem, "l1", 1, 40, 1e-2);

    for (int i = 0; i < path->m; i += 13) {
      g_autoptr (GError) error = NULL;
      g_autoptr (SlFit) f =
          sl_fit_new (problem, solver_penalty ("l1"), path->lambdas[i], 1, NULL, &error);
      double largest = 0;

      g_assert_no_error (error);
      g_assert_cmpfloat (fabs (f->lambda_max / path->lambdas[0] - 1), <, 1e-15);
      g_assert_cmpint (f->nonzeros, ==, path->nonzeros[i]);
      for (int j = 0; j < f->model.k * f->model.d; j++)
        largest = MAX (largest, fabs (f->model.w[j]));
      for (int j = 0; j < f->model.k * f->model.d; j++)
        g_assert_cmpfloat (fabs (f->model.w[j] - path->models[i].w[j]), <,
                           1e-5 * largest + 1e-12);
    }
  }
}

/* More inputs than rows, down to where nearly every row has its own weight; and so many
 * that nearly all weights are away from 0. */
static void
test_wide (void)
{
  const SlKind *kind = sl_kind_find (sl_datasets (), "sparse-linear", NULL);
  const struct
  {
    int features, m, most;
    double share;
  } cases[] = {{300, 60, 40, 1},      {300, 60, 300, 0.7}, {300, 60, 300, 0.05},
               {300, 60, 300, 0},     {2000, 20, 40, 1},   {2000, 20, 2000, 0.3},
               {2000, 20, 2000, 0.01}};

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++) {
    g_autoptr (GError) error = NULL;
    double options[SL_N_DATA_OPTIONS];

    for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
      options[i] = NAN;
    options[SL_DATA_SAMPLES] = 40;
    options[SL_DATA_FEATURES] = cases[c].features;
    g_autoptr (SlDataset) set =
        sl_dataset_make ((const SlDatasetType *) kind, options, 3, &error);
    g_assert_no_error (error);
    g_autoptr (SlProblem) problem = solver_problem (set, TRUE, FALSE);
    g_autoptr (SlPath) path =
        make_path (problem, "elastic-net", cases[c].share, cases[c].m, 1e-3);

    for (int i = 0; i < path->m; i++)
      check_model (problem, path, i);
    g_assert_cmpint (path->nonzeros[path->m - 1], <=, cases[c].most);
    if (cases[c].share < 0.02)
      g_assert_cmpint (path->nonzeros[path->m - 1], >, cases[c].features / 2);
  }
}

static SlCrossValidation *
cross_validate (const SlProblem *problem, const SlPath *path, int folds, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  SlCrossValidation *cv =
      sl_cross_validation_new (problem, path, folds, seed, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (cv);
  return cv;
}

/* Every row is held out once; folds, and the rows of each class in them, differ by at
 * most one; the seed decides which. */
static void
check_folds (const SlProblem *problem, const SlCrossValidation *cv)
{
  int n_classes = MAX (problem->dataset->n_classes, 1);
  g_autofree int *sizes = g_new0 (int, cv->folds);

  for (int c = 0; c < n_classes; c++) {
    g_autofree int *counts = g_new0 (int, cv->folds);
    int least = G_MAXINT, most = 0;

    for (int i = 0; i < cv->n; i++) {
      g_assert_true (cv->fold[i] >= 0 && cv->fold[i] < cv->folds);
      if (problem->train.label != NULL && problem->train.label[i] != c)
        continue;
      counts[cv->fold[i]]++;
      sizes[cv->fold[i]]++;
    }
    for (int f = 0; f < cv->folds; f++) {
      least = MIN (least, counts[f]);
      most = MAX (most, counts[f]);
    }
    g_assert_cmpint (most - least, <=, 1);
  }
  for (int f = 0; f < cv->folds; f++)
    g_assert_cmpint (abs (sizes[f] - cv->n / cv->folds), <=, 1);
}

/* The loss of @fold at λ number @i a second time: a set of the other rows alone, solved
 * by itself, and measured by the test's own arithmetic. */
static double
fold_loss (const SlProblem *problem,
           const SlPath *path,
           const SlCrossValidation *cv,
           int fold,
           int i)
{
  const SlDataset *set = problem->dataset;
  g_autoptr (GError) error = NULL;
  g_autofree int *kept = g_new (int, cv->n), *held = g_new (int, cv->n);
  int n_kept = 0, n_held = 0, d = set->d;

  for (int r = 0; r < cv->n; r++)
    if (cv->fold[r] == fold)
      held[n_held++] = problem->train.rows[r];
    else
      kept[n_kept++] = problem->train.rows[r];
  g_autoptr (SlDataset) part = solver_made_set (n_kept, d, set->n_classes);
  part->pixel_range = set->pixel_range;
  double *X = g_new (double, (size_t) n_kept *d);
  for (int r = 0; r < n_kept; r++) {
    for (int j = 0; j < d; j++)
      X[r * d + j] = set->X_exact != NULL ? set->X_exact[kept[r] * d + j]
                                          : (double) set->X[kept[r] * d + j];
    if (set->y != NULL)
      part->y[r] = set->y[kept[r]];
    else
      part->label[r] = set->label[kept[r]];
  }
  sl_dataset_set_exact (part, X, NULL);
  g_autoptr (SlProblem) own = solver_problem (part, problem->options.standardize,
                                              problem->options.standardize_target);
  g_autoptr (SlFit) f = sl_fit_new (own, solver_penalty ("elastic-net"), path->lambdas[i],
                                    path->share, NULL, &error);
  g_assert_no_error (error);
  return solver_loss (problem, &f->model, held, n_held, kept, n_kept);
}

/* The definitions of PRODUCT.md, §4, over again. */
static void
check_summary (const SlPath *path, const SlCrossValidation *cv)
{
  int min = 0, one_se = -1;

  for (int i = 0; i < cv->m; i++) {
    double weighted = 0, mean = 0, variance = 0;

    for (int r = 0; r < cv->n; r++)
      weighted += cv->fold_loss[cv->fold[r] * cv->m + i] / cv->n;
    for (int f = 0; f < cv->folds; f++)
      mean += cv->fold_loss[f * cv->m + i] / cv->folds;
    for (int f = 0; f < cv->folds; f++)
      variance += pow (cv->fold_loss[f * cv->m + i] - mean, 2) / (cv->folds - 1);
    g_assert_cmpfloat (fabs (cv->mean[i] - weighted), <, 1e-12 * weighted);
    g_assert_cmpfloat (fabs (cv->se[i] - sqrt (variance / cv->folds)), <,
                       1e-12 * weighted);
    if (cv->mean[i] < cv->mean[min])
      min = i;
  }
  for (int i = 0; i < cv->m && one_se < 0; i++)
    if (cv->mean[i] <= cv->mean[min] + cv->se[min])
      one_se = i;
  g_assert_cmpint (cv->min, ==, min);
  g_assert_cmpint (cv->one_se, ==, one_se);
  g_assert_cmpfloat (path->lambdas[cv->one_se], >=, path->lambdas[cv->min]);
}

static void
test_cross_validation (void)
{
  const struct
  {
    const char *set;
    int folds;
    double share;
    gboolean target;
  } cases[] = {{"diabetes", 5, 1, FALSE},
               {"diabetes", 3, 0.5, TRUE},
               {"sparse-linear", 7, 1, FALSE},
               {"breast-cancer", 4, 1, FALSE},
               {"iris", 4, 0.9, FALSE}};

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++) {
    g_autoptr (SlDataset) set = solver_set (cases[c].set);
    g_autoptr (SlProblem) problem = solver_problem (set, TRUE, cases[c].target);
    g_autoptr (SlPath) path = make_path (problem, "elastic-net", cases[c].share, 9, 1e-2);
    g_autoptr (SlCrossValidation) cv = cross_validate (problem, path, cases[c].folds, 1);
    g_autoptr (SlCrossValidation) again =
        cross_validate (problem, path, cases[c].folds, 1);
    g_autoptr (SlCrossValidation) other =
        cross_validate (problem, path, cases[c].folds, 2);

    check_folds (problem, cv);
    g_assert_cmpmem (cv->fold, cv->n * sizeof (int), again->fold, cv->n * sizeof (int));
    g_assert_cmpmem (cv->mean, 9 * sizeof (double), again->mean, 9 * sizeof (double));
    g_assert_true (memcmp (cv->fold, other->fold, cv->n * sizeof (int)) != 0);
    for (int i = 0; i < 9; i += 4)
      for (int f = 0; f < cv->folds; f++) {
        double wanted = fold_loss (problem, path, cv, f, i);
        g_assert_cmpfloat (fabs (cv->fold_loss[f * 9 + i] - wanted), <, 1e-6 * wanted);
      }
    check_summary (path, cv);
    g_assert_cmpint (cv->min, >, 0);
  }
}

/* A row each: leave-one-out works too, and so does a single λ. */
static void
test_extremes (void)
{
  g_autoptr (SlDataset) set = solver_made_set (6, 2, 0);
  const float x[] = {1, 2, 3, 4, 5, 7}, y[] = {2, 1, 4, 3, 6, 8};

  for (int i = 0; i < 6; i++) {
    set->X[2 * i] = x[i];
    set->X[2 * i + 1] = i % 2 == 0 ? 1 : 0;
    set->y[i] = y[i];
  }
  g_autoptr (SlProblem) problem = solver_problem (set, TRUE, FALSE);
  g_autoptr (SlPath) path = make_path (problem, "l1", 1, 1, 0.5);
  g_assert_cmpint (path->nonzeros[0], ==, 0);
  g_autoptr (SlCrossValidation) cv = cross_validate (problem, path, 6, 1);
  check_folds (problem, cv);
  for (int i = 0; i < 6; i++) {
    double wanted = fold_loss (problem, path, cv, cv->fold[i], 0);
    g_assert_cmpfloat (fabs (cv->fold_loss[cv->fold[i]] - wanted), <, 1e-9);
  }
}

/* Each ends with a sentence that contains the words. */
static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDataset) constant = solver_made_set (9, 2, 0);
  g_autoptr (SlDataset) silent = solver_made_set (9, 2, 0);
  g_autoptr (SlDataset) single = solver_made_set (9, 2, 3);
  g_autoptr (SlDataset) missing = solver_made_set (9, 2, 3);
  g_autoptr (SlDataset) few = solver_made_set (2, 2, 3);

  few->label[1] = missing->label[1] = 2;
  for (int i = 0; i < 9; i++) {
    constant->X[2 * i] = silent->y[i] = single->X[2 * i] = (float) i;
    single->label[i] = i < 2 ? i : 2;
  }
  const struct
  {
    SlDataset *set;
    const char *penalty;
    int m;
    double ratio;
    int code;
    const char *says;
  } cases[] = {
      {constant, "l1", 10, 1e-3, SL_ERROR_DATA, "same value in all 9"},
      {silent, "l1", 10, 1e-3, SL_ERROR_DATA, "No input"},
      {missing, "l1", 10, 1e-3, SL_ERROR_DATA, "class-b"},
      {few, "l1", 10, 1e-3, SL_ERROR_DATA, "class-b"},
      {single, "none", 10, 1e-3, SL_ERROR_ARGUMENT, "no strength"},
      {single, "l1", 0, 1e-3, SL_ERROR_ARGUMENT, "A path needs"},
      {single, "l1", 10, 0, SL_ERROR_ARGUMENT, "A path needs"},
      {single, "l1", 10, 1, SL_ERROR_ARGUMENT, "A path needs"},
      {single, "l1", 10, NAN, SL_ERROR_ARGUMENT, "A path needs"},
  };
  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++) {
    const SlPathOptions grid = {cases[c].m, cases[c].ratio};
    g_autoptr (SlProblem) problem = solver_problem (cases[c].set, TRUE, FALSE);

    g_assert_null (
        sl_path_new (problem, solver_penalty (cases[c].penalty), 1, &grid, NULL, &error));
    g_assert_error (error, SL_ERROR, cases[c].code);
    g_assert_nonnull (strstr (error->message, cases[c].says));
    g_clear_error (&error);
  }
  g_autoptr (SlProblem) problem = solver_problem (single, TRUE, FALSE);
  g_autoptr (SlPath) path = make_path (problem, "l1", 1, 5, 0.1);
  const struct
  {
    int folds, code;
    const char *says;
  } folds[] = {{1, SL_ERROR_ARGUMENT, "at least 2"},
               {-3, SL_ERROR_ARGUMENT, "at least 2"},
               {10, SL_ERROR_DATA, "too few"},
               {3, SL_ERROR_DATA, "class-a"}};
  for (size_t f = 0; f < G_N_ELEMENTS (folds); f++) {
    g_assert_null (
        sl_cross_validation_new (problem, path, folds[f].folds, 1, NULL, &error));
    g_assert_error (error, SL_ERROR, folds[f].code);
    g_assert_nonnull (strstr (error->message, folds[f].says));
    g_clear_error (&error);
  }
}

/* What a window needs: progress that goes forward, and an end on request. */
typedef struct
{
  int calls;
  double last;
  double stop_at;
  gint cancelled;
} Watch;

static void
progress_cb (double share, gpointer data)
{
  Watch *watch = data;

  g_assert_cmpfloat (share, >=, watch->last);
  g_assert_cmpfloat (share, <=, 1);
  watch->calls++;
  watch->last = share;
  if (share >= watch->stop_at)
    g_atomic_int_set (&watch->cancelled, 1);
}

static void
test_control (void)
{
  const char *const sets[] = {"sparse-linear", "iris"};

  for (size_t s = 0; s < G_N_ELEMENTS (sets); s++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SlDataset) set = solver_set (sets[s]);
    g_autoptr (SlProblem) problem = solver_problem (set, TRUE, FALSE);
    const SlPathOptions grid = {40, 1e-2};
    Watch whole = {.stop_at = 2}, half = {.stop_at = 0.5}, folds = {.stop_at = 0.4};
    const SlSolverOptions to_the_end = {&whole.cancelled, progress_cb, &whole};
    const SlSolverOptions to_half = {&half.cancelled, progress_cb, &half};
    const SlSolverOptions to_fold = {&folds.cancelled, progress_cb, &folds};

    g_autoptr (SlPath) path =
        sl_path_new (problem, solver_penalty ("l1"), 1, &grid, &to_the_end, &error);
    g_assert_no_error (error);
    g_assert_cmpint (whole.calls, >, 3);
    g_assert_null (
        sl_path_new (problem, solver_penalty ("l1"), 1, &grid, &to_half, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
    g_assert_cmpfloat (half.last, <, 0.8);
    g_clear_error (&error);
    g_assert_null (sl_cross_validation_new (problem, path, 5, 1, &to_fold, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
    g_assert_cmpfloat (folds.last, <, 0.7);
    g_clear_error (&error);
    half.last = 0;
    g_assert_null (
        sl_fit_new (problem, solver_penalty ("l1"), 0.01, 1, &to_half, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
  }
}

int
main (int argc, char **argv)
{
  const SlKindTable *table = sl_datasets ();

  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < table->n; i++) {
    g_autofree char *path = g_strconcat ("/solver-path/set/", table->kinds[i]->id, NULL);
    g_test_add_data_func (path, table->kinds[i], test_path);
  }
  g_test_add_func ("/solver-path/agreement", test_agreement);
  g_test_add_func ("/solver-path/wide", test_wide);
  g_test_add_func ("/solver-path/cross-validation", test_cross_validation);
  g_test_add_func ("/solver-path/extremes", test_extremes);
  g_test_add_func ("/solver-path/refused", test_refused);
  g_test_add_func ("/solver-path/control", test_control);
  return g_test_run ();
}
