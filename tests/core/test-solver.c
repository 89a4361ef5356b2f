/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/base/rng.h"
#include "core/solver/fit.h"
#include "tests/core/solver-data.h"

#include <math.h>
#include <string.h>

static SlFit *
fit (const SlProblem *problem, const char *penalty, double lambda, double share)
{
  g_autoptr (GError) error = NULL;
  SlFit *made =
      sl_fit_new (problem, solver_penalty (penalty), lambda, share, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (made);
  return made;
}

/* The fit is optimal by the conditions written a second time, and says the same. */
static void
check_optimal (const SlProblem *problem, const SlFit *f)
{
  double allowed = MAX (1e-6 * f->lambda, 1e-10 * f->lambda_max);
  double violation = solver_violation (problem, &f->model, f->lambda, f->share);

  g_test_message ("%s λ %g ρ %g: violation %g, allowed %g, said %g, %d non-zero",
                  problem->dataset->type->kind.id, f->lambda, f->share, violation,
                  allowed, f->kkt, f->nonzeros);
  g_assert_true (f->kkt_allowed == allowed);
  g_assert_cmpfloat (f->kkt, <=, allowed);
  g_assert_cmpfloat (violation, <=, allowed);
  if (!isnan (f->gap)) {
    g_assert_cmpfloat (f->gap, >=, 0);
    g_assert_cmpfloat (f->gap, <=, 1e-4 * f->objective + 1e-12);
  }
}

/* Every set, every penalty, from strong to weak. */
static void
test_optimal (gconstpointer data)
{
  const SlKind *kind = data;
  const SlKindTable *penalties = sl_penalties ();
  const double shares[] = {1, 0.3, 1e-2, 1e-5};
  g_autoptr (SlDataset) set = solver_set (kind->id);
  g_autoptr (SlProblem) problem = solver_problem (set, TRUE, FALSE);

  for (size_t i = 0; i < penalties->n; i++)
    for (size_t s = 0; s < G_N_ELEMENTS (shares); s++) {
      const SlPenaltyType *penalty = (const SlPenaltyType *) penalties->kinds[i];

      if (!penalty->has_strength || !sl_penalty_solvable (penalty, FALSE, NULL))
        continue;
      g_autoptr (SlFit) first = fit (problem, penalty->kind.id, 1, 0.5);
      g_autoptr (SlFit) f =
          fit (problem, penalty->kind.id, shares[s] * first->lambda_max, 0.5);
      check_optimal (problem, f);
    }
}

/* Columns of a Hadamard matrix: orthonormal over n, mean 0. */
static SlDataset *
orthonormal_set (void)
{
  SlDataset *set = solver_made_set (8, 3, 0);
  const float y[] = {3, -1, 4, 1, -5, 9, 2, -6};

  for (int i = 0; i < 8; i++) {
    set->y[i] = y[i];
    for (int j = 0; j < 3; j++)
      set->X[3 * i + j] = (i >> j) % 2 == 0 ? 1 : -1;
  }
  return set;
}

/* Orthonormal inputs: w = soft(xᵀy/n, λρ)/(1 + λ(1−ρ)), whatever the others do. */
static void
test_orthonormal (void)
{
  g_autoptr (SlDataset) set = orthonormal_set ();
  g_autoptr (SlProblem) problem = solver_problem (set, TRUE, FALSE);
  const double lambdas[] = {0, 0.1, 0.7, 1.3, 2.5};
  const double shares[] = {0, 0.25, 1};
  double mean = 7.0 / 8;

  for (size_t a = 0; a < G_N_ELEMENTS (lambdas); a++)
    for (size_t b = 0; b < G_N_ELEMENTS (shares); b++) {
      double l1 = lambdas[a] * shares[b], l2 = lambdas[a] * (1 - shares[b]);
      g_autoptr (SlFit) f = fit (problem, "elastic-net", lambdas[a], shares[b]);

      for (int j = 0; j < 3; j++) {
        double z = 0;

        for (int i = 0; i < 8; i++)
          z += (double) set->X[3 * i + j] * ((double) set->y[i] - mean) / 8;
        double wanted = copysign (MAX (fabs (z) - l1, 0), z) / (1 + l2);
        g_assert_cmpfloat (fabs (f->model.w[j] - wanted), <, 1e-12);
        g_assert_true ((wanted == 0) == (f->model.w[j] == 0));
      }
      g_assert_cmpfloat (fabs (f->model.b[0] - mean), <, 1e-12);
    }
}

/* Solves A·x = b (d, d) in place by elimination with pivots. */
static void
eliminate (long double *A, long double *b, int d)
{
  for (int c = 0; c < d; c++) {
    int pivot = c;

    for (int r = c + 1; r < d; r++)
      if (fabsl (A[r * d + c]) > fabsl (A[pivot * d + c]))
        pivot = r;
    for (int j = 0; j < d; j++) {
      long double swap = A[c * d + j];
      A[c * d + j] = A[pivot * d + j];
      A[pivot * d + j] = swap;
    }
    long double swap = b[c];
    b[c] = b[pivot];
    b[pivot] = swap;
    for (int r = 0; r < d; r++) {
      long double factor = A[r * d + c] / A[c * d + c];
      if (r == c)
        continue;
      for (int j = 0; j < d; j++)
        A[r * d + j] -= factor * A[c * d + j];
      b[r] -= factor * b[c];
    }
  }
  for (int c = 0; c < d; c++)
    b[c] /= A[c * d + c];
}

/* Ridge (and least squares, λ = 0) on the diabetes data by the normal equations
 * (XᵀX/n + λI)·w = Xᵀy/n on standardised inputs. */
static void
test_ridge (void)
{
  enum { N = 442, D = 10 };
  g_autoptr (SlDataset) set = solver_set ("diabetes");
  g_autoptr (SlProblem) problem = solver_problem (set, TRUE, FALSE);
  const double lambdas[] = {0, 1e-3, 0.1, 5};
  static long double X[N][D], A[D * D], b[D];
  long double mean_y = 0;

  for (int i = 0; i < N; i++)
    mean_y += (long double) set->y[i] / N;
  for (int j = 0; j < D; j++) {
    long double mean = 0, squares = 0;
    for (int i = 0; i < N; i++)
      mean += (long double) set->X_exact[i * D + j] / N;
    for (int i = 0; i < N; i++)
      squares += powl (set->X_exact[i * D + j] - mean, 2) / N;
    for (int i = 0; i < N; i++)
      X[i][j] = (set->X_exact[i * D + j] - mean) / sqrtl (squares);
  }
  for (size_t s = 0; s < G_N_ELEMENTS (lambdas); s++) {
    for (int j = 0; j < D; j++) {
      b[j] = 0;
      for (int m = 0; m < D; m++) {
        A[j * D + m] = j == m ? lambdas[s] : 0;
        for (int i = 0; i < N; i++)
          A[j * D + m] += X[i][j] * X[i][m] / N;
      }
      for (int i = 0; i < N; i++)
        b[j] += X[i][j] * (set->y[i] - mean_y) / N;
    }
    eliminate (A, b, D);
    g_autoptr (SlFit) f = fit (problem, "l2", lambdas[s], 0.5);
    for (int j = 0; j < D; j++)
      g_assert_cmpfloat (fabs (f->model.w[j] - (double) b[j]), <, 1e-9);
    g_assert_cmpfloat (fabs (f->model.b[0] - (double) mean_y), <, 1e-10);
    check_optimal (problem, f);
  }
}

/* The same weights in raw numbers: both give the same outputs. */
static void
test_raw (void)
{
  const char *const sets[] = {"diabetes", "iris", "breast-cancer", "digits"};

  for (size_t s = 0; s < G_N_ELEMENTS (sets); s++) {
    g_autoptr (SlDataset) set = solver_set (sets[s]);
    g_autoptr (SlProblem) problem = solver_problem (set, TRUE, TRUE);
    g_autoptr (SlProblem) unscaled = solver_problem (set, FALSE, FALSE);
    g_autoptr (SlFit) f = fit (problem, "l1", 0.02, 0.5);
    const int *rows = problem->train.rows;
    int n = problem->train.n;
    double scale = 1, sum = 0;

    if (set->y != NULL)
      scale = problem->target_scale * problem->target_scale;
    double model = solver_loss (problem, &f->model, rows, n, rows, n);
    double raw = solver_loss (unscaled, &f->raw, rows, n, rows, n);
    g_assert_cmpfloat (fabs (model - f->loss), <, 1e-10 * (1 + model));
    g_assert_cmpfloat (fabs (model * scale - raw), <, 1e-6 * (1 + raw));
    for (int c = 0; c < f->raw.k; c++)
      sum += f->raw.b[c];
    if (f->raw.k > 1)
      g_assert_cmpfloat (fabs (sum), <, 1e-9);
  }
}

/* λ.max leaves nothing, a trifle less leaves one weight, for each kind of model. */
static void
test_lambda_max (void)
{
  const char *const sets[] = {"diabetes", "sparse-linear", "breast-cancer", "iris"};
  const double shares[] = {1, 0.37};

  for (size_t s = 0; s < G_N_ELEMENTS (sets); s++)
    for (size_t r = 0; r < G_N_ELEMENTS (shares); r++) {
      g_autoptr (SlDataset) set = solver_set (sets[s]);
      g_autoptr (SlProblem) problem = solver_problem (set, TRUE, FALSE);
      g_autoptr (SlFit) any = fit (problem, "elastic-net", 1, shares[r]);
      g_autoptr (SlFit) at = fit (problem, "elastic-net", any->lambda_max, shares[r]);
      g_autoptr (SlFit) above =
          fit (problem, "elastic-net", any->lambda_max * 7, shares[r]);
      g_autoptr (SlFit) below =
          fit (problem, "elastic-net", any->lambda_max * (1 - 1e-5), shares[r]);

      g_assert_cmpint (at->nonzeros, ==, 0);
      g_assert_cmpint (above->nonzeros, ==, 0);
      g_assert_cmpint (below->nonzeros, ==, 1);
      check_optimal (problem, at);
    }
}

typedef enum { PLAIN, CONSTANT, TWINS, LARGE, N_TROUBLES } Trouble;

/* Random inputs with one kind of trouble. */
static SlDataset *
troubled_set (Trouble trouble, int n, int d, int n_classes)
{
  SlDataset *set = solver_made_set (n, d, n_classes);
  SlRng rng;

  sl_rng_init (&rng, 7, SL_STREAM_DATA);
  for (int i = 0; i < n; i++) {
    float *x = set->X + (size_t) i * d;

    for (int j = 0; j < d; j++)
      x[j] = (float) sl_rng_normal (&rng);
    if (trouble == CONSTANT)
      x[1] = x[d - 1] = 0.1f;
    if (trouble == TWINS)
      x[1] = x[2] = x[0];
    if (trouble == LARGE) {
      x[0] *= 1e6f;
      x[d - 1] = x[d - 1] * 1e-2f + 1000.0f;
    }
    double z = (double) (trouble == LARGE ? x[0] * 1e-6f : x[0]) + 0.5 * (double) x[3] +
               0.5 * sl_rng_normal (&rng);
    if (n_classes == 0)
      set->y[i] = (float) (1e3 * z);
    else
      set->label[i] = i < n_classes ? i : CLAMP ((int) floor (z + 1.5), 0, n_classes - 1);
  }
  return set;
}

/* Few and many rows, all tasks and troubles, standardised or not. */
static void
test_troubles (void)
{
  const double shares[] = {0.5, 0.05, 1e-3, 1e-6};

  for (int c = 0; c < 4; c += c == 0 ? 2 : 1)
    for (int shape = 0; shape < 2; shape++)
      for (int t = 0; t < N_TROUBLES; t++)
        for (int standardize = 0; standardize < 2; standardize++) {
          g_autoptr (SlDataset) set =
              troubled_set (t, shape == 0 ? 60 : 25, shape == 0 ? 8 : 70, c);
          g_autoptr (SlProblem) problem = solver_problem (set, standardize, FALSE);
          g_autoptr (SlFit) first = fit (problem, "l1", 1, 0.5);

          g_test_message ("classes %d, shape %d, trouble %d, standardised %d", c, shape,
                          t, standardize);
          g_assert_cmpint (first->n_constant, ==, t == CONSTANT ? 2 : 0);
          for (size_t s = 0; s < G_N_ELEMENTS (shares); s++) {
            g_autoptr (SlFit) f = fit (problem, "l1", shares[s] * first->lambda_max, 0.5);
            g_autoptr (SlFit) e =
                fit (problem, "elastic-net", shares[s] * first->lambda_max, 0.8);
            check_optimal (problem, f);
            check_optimal (problem, e);
            for (int k = 0; k < f->model.k && t == CONSTANT; k++)
              g_assert_true (f->model.w[k * set->d + 1] == 0.0);
          }
        }
}

/* λ = 0 with twins and with more inputs than rows: the shortest of all solutions. */
static void
test_least_norm (void)
{
  g_autoptr (SlDataset) twins = troubled_set (TWINS, 60, 8, 0);
  g_autoptr (SlProblem) problem = solver_problem (twins, TRUE, FALSE);
  g_autoptr (SlFit) f = fit (problem, "none", 1, 0.5);
  g_autoptr (SlFit) same = fit (problem, "l1", 0, 0.5);

  g_assert_cmpfloat (f->lambda, ==, 0);
  g_assert_cmpfloat (fabs (f->model.w[0] - f->model.w[1]), <,
                     1e-9 * fabs (f->model.w[0]));
  g_assert_cmpfloat (fabs (f->model.w[0] - f->model.w[2]), <,
                     1e-9 * fabs (f->model.w[0]));
  g_assert_cmpmem (f->model.w, 8 * sizeof (double), same->model.w, 8 * sizeof (double));
  check_optimal (problem, f);

  g_autoptr (SlDataset) wide_set = troubled_set (CONSTANT, 25, 70, 0);
  g_autoptr (SlProblem) wide = solver_problem (wide_set, TRUE, FALSE);
  g_autoptr (SlFit) exact = fit (wide, "none", 0, 0.5);
  g_assert_cmpfloat (exact->loss, <, 1e-12);
  g_assert_true (exact->model.w[1] == 0.0);
  check_optimal (wide, exact);
  /* The shortest solution is Xᵀa: ridge goes there as λ goes to 0. */
  g_autoptr (SlFit) ridge = fit (wide, "l2", 1e-9, 0.5);
  for (int j = 0; j < 70; j++)
    g_assert_cmpfloat (fabs (exact->model.w[j] - ridge->model.w[j]), <, 1e-4);
}

/* λ = 0 with classes that overlap: no more than the gradient is asked to vanish. */
static void
test_unpenalised_classes (void)
{
  for (int classes = 2; classes < 4; classes++) {
    g_autoptr (SlDataset) set = solver_made_set (90, 3, classes);
    SlRng rng;

    sl_rng_init (&rng, 1, SL_STREAM_DATA);
    for (int i = 0; i < 90; i++) {
      set->label[i] = i % classes;
      for (int j = 0; j < 3; j++)
        set->X[3 * i + j] = (float) (sl_rng_normal (&rng) + 0.3 * (i % classes == j));
    }
    g_autoptr (SlProblem) problem = solver_problem (set, TRUE, FALSE);
    g_autoptr (SlFit) f = fit (problem, "none", 0, 0);
    check_optimal (problem, f);
    g_assert_cmpint (f->nonzeros, ==, 3 * f->model.k);
  }
}

/* What cannot be solved is said in a sentence. */
static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDataset) set = troubled_set (PLAIN, 25, 70, 3);
  g_autoptr (SlProblem) problem = solver_problem (set, TRUE, FALSE);

  g_assert_null (sl_fit_new (problem, solver_penalty ("none"), 0, 0, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "choose λ above 0"));
  g_clear_error (&error);

  /* Of three species, one stands apart from the others. */
  g_autoptr (SlDataset) iris = solver_set ("iris");
  g_autoptr (SlProblem) species = solver_problem (iris, TRUE, FALSE);
  g_assert_null (sl_fit_new (species, solver_penalty ("none"), 0, 0, NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_clear_error (&error);

  /* Class b is in the list of classes, but no row has it; and 3 classes for 2 rows. */
  g_autoptr (SlDataset) missing = troubled_set (PLAIN, 25, 4, 3);
  for (int i = 0; i < missing->n; i++)
    missing->label[i] = missing->label[i] == 1 ? 0 : missing->label[i];
  g_autoptr (SlDataset) few = solver_made_set (2, 4, 3);
  few->label[1] = 2;
  SlDataset *const sets[] = {missing, few};
  for (size_t i = 0; i < G_N_ELEMENTS (sets); i++) {
    g_autoptr (SlProblem) p = solver_problem (sets[i], TRUE, FALSE);
    g_assert_null (sl_fit_new (p, solver_penalty ("l1"), 0.1, 0, NULL, &error));
    g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
    g_assert_nonnull (strstr (error->message, "class-b"));
    g_clear_error (&error);
  }
}

/* A constant target is met by the intercept alone. */
static void
test_constant_target (void)
{
  g_autoptr (SlDataset) set = troubled_set (PLAIN, 25, 4, 0);
  const double lambdas[] = {0, 0.1};

  for (int i = 0; i < set->n; i++)
    set->y[i] = 0.1f;
  for (int target = 0; target < 2; target++)
    for (size_t i = 0; i < G_N_ELEMENTS (lambdas); i++) {
      g_autoptr (SlProblem) problem = solver_problem (set, TRUE, target);
      g_autoptr (SlFit) f = fit (problem, "l1", lambdas[i], 0.5);

      g_assert_true (f->constant_target);
      g_assert_cmpint (f->nonzeros, ==, 0);
      g_assert_cmpfloat (f->lambda_max, ==, 0);
      g_assert_cmpfloat (f->loss, ==, 0);
      g_assert_true (f->raw.b[0] == (double) 0.1f);
    }
}

/* Separable classes and next to no penalty: the curvature all but vanishes. */
static void
test_faint (void)
{
  g_autoptr (SlDataset) digits = solver_set ("digits");
  g_autoptr (SlProblem) problem = solver_problem (digits, TRUE, FALSE);
  g_autoptr (SlFit) f = fit (problem, "elastic-net", 1e-11, 0.5);

  check_optimal (problem, f);
  g_assert_cmpfloat (f->nonzeros, >, 100);
}

/* Numbers that are none, and too few rows, are refused before anything is solved; inputs
 * that are all constant leave the intercept. */
static void
test_bad_rows (void)
{
  g_autoptr (GError) error = NULL;
  const SlProblemOptions options = {.standardize = TRUE, .seed = 1};
  const float bad[] = {NAN, INFINITY, -INFINITY};

  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++)
    for (int where = 0; where < 2; where++) {
      g_autoptr (SlDataset) set = troubled_set (PLAIN, 25, 4, 0);
      *(where == 0 ? &set->X[9] : &set->y[7]) = bad[i];
      g_assert_null (sl_problem_new (set, &options, &error));
      g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
      g_clear_error (&error);
    }
  g_autoptr (SlDataset) one = solver_made_set (1, 4, 0);
  g_assert_null (sl_problem_new (one, &options, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_clear_error (&error);

  for (int classes = 0; classes < 4; classes += classes == 0 ? 2 : 1) {
    g_autoptr (SlDataset) flat = solver_made_set (12, 3, classes);
    for (int i = 0; i < 12; i++)
      if (classes > 0)
        flat->label[i] = i % classes;
      else
        flat->y[i] = (float) i;
    g_autoptr (SlProblem) problem = solver_problem (flat, TRUE, FALSE);
    for (int l = 0; l < 2; l++) {
      g_autoptr (SlFit) f = fit (problem, "l1", 0.1 * l, 0.5);
      g_assert_cmpint (f->n_constant, ==, 3);
      g_assert_cmpint (f->nonzeros, ==, 0);
      g_assert_cmpfloat (f->kkt, <, 1e-12);
    }
  }
}

int
main (int argc, char **argv)
{
  const SlKindTable *table = sl_datasets ();

  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < table->n; i++) {
    g_autofree char *path = g_strconcat ("/solver/optimal/", table->kinds[i]->id, NULL);
    g_test_add_data_func (path, table->kinds[i], test_optimal);
  }
  g_test_add_func ("/solver/orthonormal", test_orthonormal);
  g_test_add_func ("/solver/ridge", test_ridge);
  g_test_add_func ("/solver/raw", test_raw);
  g_test_add_func ("/solver/lambda-max", test_lambda_max);
  g_test_add_func ("/solver/troubles", test_troubles);
  g_test_add_func ("/solver/least-norm", test_least_norm);
  g_test_add_func ("/solver/unpenalised-classes", test_unpenalised_classes);
  g_test_add_func ("/solver/refused", test_refused);
  g_test_add_func ("/solver/faint", test_faint);
  g_test_add_func ("/solver/bad-rows", test_bad_rows);
  g_test_add_func ("/solver/constant-target", test_constant_target);
  return g_test_run ();
}
