/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/dataset.h"
#include "core/penalty/penalty.h"
#include "core/solver/path-private.h"
#include "tests/bench/bench.h"

#include <cblas.h>
#include <math.h>

/* The largest KKT residual by λ over the path, measured from X and y themselves. */
static double
worst_residual (const SlDesign *design, const SlPath *path)
{
  g_autofree double *g = g_new (double, sl_solver_size (design));
  double worst = 0;

  for (int i = 0; i < path->m; i++) {
    sl_solver_gradient (design, path->models[i].w, g);
    worst = MAX (worst, sl_solver_residual (design, path->models[i].w, g,
                                            path->lambdas[i], path->share) /
                            path->lambdas[i]);
  }
  return worst;
}

/* The product XᵀX alone, by which a path with more rows than inputs begins: the limit to
 * compare it with. */
static double
time_gram (const SlDesign *design)
{
  g_autofree double *G = g_new (double, (size_t) design->d * design->d);
  double start = bench_cpu ();

  cblas_dsyrk (CblasRowMajor, CblasLower, CblasNoTrans, design->d, design->n, 1,
               design->X, design->n, 0, G, design->d);
  return bench_cpu () - start;
}

/* Times the path from rows that are in memory, scaled: `path`; and what comes before it,
 * the scaling in double: `prepare`. */
static gboolean
run (const char *id, SlDataset *dataset, const BenchOptions *options, GError **error)
{
  const SlProblemOptions as_is = {.standardize = TRUE};
  const SlPathOptions grid = {.n_lambdas = 100, .min_ratio = 1e-3};
  g_autoptr (SlPool) pool = sl_pool_new (options->threads);
  const SlSolverOptions solver = {.pool = pool};
  g_autoptr (SlProblem) problem = sl_problem_new (dataset, &as_is, error);
  BenchTimes prepare = bench_times_new (), solve = bench_times_new ();
  BenchTimes cpu = bench_times_new (), gram = bench_times_new ();
  double worst = 0, end = bench_now () + 1e3 * options->seconds;
  int nonzeros = 0;

  if (problem == NULL)
    return FALSE;
  do {
    double start = bench_now ();
    g_autoptr (SlDesign) design = sl_design_new (problem, NULL, 0, error);
    if (design == NULL)
      return FALSE;
    double middle = bench_now (), cpu_start = bench_cpu ();
    g_autoptr (SlPath) path = sl_path_of_design (design, 1, &grid, &solver, error);
    if (path == NULL)
      return FALSE;
    bench_times_add (&solve, bench_now () - middle);
    bench_times_add (&cpu, bench_cpu () - cpu_start);
    bench_times_add (&prepare, middle - start);
    if (design->n >= design->d)
      bench_times_add (&gram, time_gram (design));
    worst = worst > 0 ? worst : worst_residual (design, path);
    nonzeros = path->nonzeros[path->m - 1];
  } while (bench_now () < end);
  bench_times_report (&solve, id, "path");
  bench_times_report (&cpu, id, "path_cpu");
  bench_times_report (&gram, id, "gram_cpu");
  bench_times_report (&prepare, id, "prepare");
  bench_report (id, "kkt_residual", worst, "lambda");
  bench_report (id, "nonzeros_last", nonzeros, "weights");
  return TRUE;
}

static gboolean
run_set (const char *id,
         const char *set,
         int rows,
         int inputs,
         const BenchOptions *options,
         GError **error)
{
  const SlKind *kind = sl_kind_find (sl_datasets (), set, error);
  double values[SL_N_DATA_OPTIONS];

  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    values[i] = NAN;
  if (rows > 0) {
    values[SL_DATA_SAMPLES] = rows;
    values[SL_DATA_FEATURES] = inputs;
    values[SL_DATA_TRUE_WEIGHTS] = 20;
  }
  g_autoptr (SlDataset) dataset =
      kind != NULL ? sl_dataset_make ((const SlDatasetType *) kind, values, 1, error)
                   : NULL;
  return dataset != NULL && run (id, dataset, options, error);
}

gboolean
bench_path_diabetes (const char *id, const BenchOptions *options, GError **error)
{
  return run_set (id, "diabetes", 0, 0, options, error);
}

gboolean
bench_path_wide (const char *id, const BenchOptions *options, GError **error)
{
  return run_set (id, "sparse-linear", 200, 2000, options, error);
}

gboolean
bench_path_tall (const char *id, const BenchOptions *options, GError **error)
{
  return run_set (id, "sparse-linear", 5000, 500, options, error);
}
