/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/rng.h"
#include "core/solver/path.h"
#include "core/solver/products.h"
#include "tests/core/solver-data.h"

#include <math.h>

/* G = XXᵀ/n, product by product, whatever the shape. */
static void
test_gram (void)
{
  const struct
  {
    int d, n;
  } shapes[] = {{1, 1}, {3, 50}, {61, 7}, {130, 41}};

  for (size_t s = 0; s < G_N_ELEMENTS (shapes); s++) {
    int d = shapes[s].d, n = shapes[s].n;
    g_autofree double *X = g_new (double, d *n), *G = g_new (double, d *d);
    g_autofree int *columns = g_new (int, d);
    g_autofree double *dots = g_new (double, d);
    SlRng rng;

    sl_rng_init (&rng, 3, SL_STREAM_DATA);
    for (int i = 0; i < d * n; i++)
      X[i] = sl_rng_normal (&rng);
    for (int j = 0; j < d; j++)
      columns[j] = d - 1 - j;
    sl_products_gram (X, d, n, G, NULL);
    for (int a = 0; a < d; a++) {
      sl_products_dots (X, n, a, columns, d, dots);
      for (int b = 0; b < d; b++) {
        double sum = 0;

        for (int i = 0; i < n; i++)
          sum += X[a * n + i] * X[b * n + i] / n;
        g_assert_cmpfloat (fabs (G[a * d + b] - sum), <, 1e-13 * n);
        g_assert_cmpfloat (fabs (dots[d - 1 - b] - sum), <, 1e-13 * n);
      }
    }
  }
}

/* So many rows that XᵀX is shared out: the same bits for any number of threads, and the
 * right ones. */
static void
test_threads (void)
{
  g_autoptr (GError) error = NULL;
  const SlKind *kind = sl_kind_find (sl_datasets (), "sparse-linear", NULL);
  const SlPathOptions grid = {12, 1e-2};
  g_autoptr (SlPath) alone = NULL;
  double options[SL_N_DATA_OPTIONS];

  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    options[i] = NAN;
  options[SL_DATA_SAMPLES] = 8000;
  options[SL_DATA_FEATURES] = 300;
  g_autoptr (SlDataset) set =
      sl_dataset_make ((const SlDatasetType *) kind, options, 3, &error);
  g_assert_no_error (error);
  g_autoptr (SlProblem) problem = solver_problem (set, TRUE, FALSE);
  for (int threads = 1; threads <= 3; threads++) {
    g_autoptr (SlPool) pool = sl_pool_new (threads);
    const SlSolverOptions solver = {.pool = pool};
    g_autoptr (SlPath) path =
        sl_path_new (problem, solver_penalty ("l1"), 1, &grid, &solver, &error);

    g_assert_no_error (error);
    if (alone == NULL) {
      alone = g_steal_pointer (&path);
      int last = grid.n_lambdas - 1;
      g_assert_cmpfloat (solver_violation (problem, &alone->models[last],
                                           alone->lambdas[last], alone->share),
                         <=, 1e-6 * alone->lambdas[last]);
      continue;
    }
    size_t size = (size_t) grid.n_lambdas * 300 * sizeof (double);
    g_assert_cmpmem (path->solutions, size, alone->solutions, size);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/solver-products/gram", test_gram);
  g_test_add_func ("/solver-products/threads", test_threads);
  return g_test_run ();
}
