/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/parallel.h"
#include "core/solver/design.h"

G_BEGIN_DECLS

/* Inside the solver: from a list of λ to solutions. fit.h and path.h are its face.
 * A solution is one vector of sl_solver_size() numbers in model coordinates of the
 * centred design: the weights (k, d), and for classes k intercepts behind them. */

/* The most weights that may be away from 0 at once: their curvature is a dense matrix. */
enum { SL_SOLVER_MAX_SUPPORT = 5000 };

/** SlSolverControl: how a long solution talks to the outside. */
typedef struct
{
  const gint *cancelled; /* (nullable) looked at atomically; not 0 = give up */
  /** progress: (nullable) @share in [0, 1] of the work is done. */
  void (*progress) (double share, gpointer data);
  gpointer data;
  SlPool *pool; /* (nullable) shares work out; the numbers do not depend on it */
} SlSolverControl;

/** SlSolverTask: solve for lambdas[0] ≥ lambdas[1] ≥ … > 0, each from the one before. */
typedef struct
{
  const SlDesign *design;
  double share;                /* ρ */
  int m;                       /* values of λ */
  const double *lambdas;       /* (m) falling */
  const double *tolerance;     /* (m) KKT residual wanted */
  const double *null_gradient; /* (nullable) (size) of L with all weights 0, if known */
  const double
      *start;       /* (nullable) (size) where classes begin; else with all weights 0 */
  gboolean certify; /* measure the last residual by X and y themselves */
  const SlSolverControl *control; /* nullable */
  double *solutions;              /* (m, size) out; 0 before */
  double *kkt;                    /* (m) out: KKT residual reached */
  double *loss;                   /* (m) out: L */
} SlSolverTask;

/** sl_solver_size: Returns k·d, plus k intercepts for classes. */
int sl_solver_size (const SlDesign *design);

/** sl_solver_null_gradient:
 * @w: (out) (size) the solution when all weights are 0; @g: (out) (size) gradient of L
 * there. O(n·d·k). */
void sl_solver_null_gradient (const SlDesign *design, double *w, double *g);

/** sl_solver_lambda_max: @null_gradient: (nullable) (out) (size) gradient of L with all
 * weights 0. Returns the smallest λ at which all weights are 0, with ρ taken as 0.001 at
 * least; 0 for a constant target. O(n·d·k). */
double sl_solver_lambda_max (const SlDesign *design, double share, double *null_gradient);

/** sl_solver_gradient: @g: (out) (size) gradient of L at @w, straight from X and target.
 * Returns L. O(n·d·k). */
double sl_solver_gradient (const SlDesign *design, const double *w, double *g);

/** sl_solver_residual: Returns the largest violation of the KKT conditions at @w, whose
 * gradient is @g; intercepts count with the size of their derivative. */
double sl_solver_residual (const SlDesign *design,
                           const double *w,
                           const double *g,
                           double lambda,
                           double share);

/** sl_solver_run: Runs the task by the method for its design. SL_ERROR_CANCELLED,
 * SL_ERROR_DATA (more weights than SL_SOLVER_MAX_SUPPORT). */
gboolean sl_solver_run (const SlSolverTask *task, GError **error);

/** sl_solver_linear_run, sl_solver_classes_run: the two methods. The first hands the λ
 * from
 * @first on to sl_solver_dual_run (regression, ρ < 1, more inputs than rows) when nearly
 * all weights are away from 0. */
gboolean sl_solver_linear_run (const SlSolverTask *task, GError **error);
gboolean sl_solver_classes_run (const SlSolverTask *task, GError **error);
gboolean sl_solver_dual_run (const SlSolverTask *task, int first, GError **error);

/** sl_solver_least_squares:
 * @w: (out) (d) the weights of smallest norm ‖w‖₂ among those with the smallest squared
 * error (λ = 0), by singular values. SL_ERROR_DATA: no memory, or no convergence. */
gboolean sl_solver_least_squares (const SlDesign *design, double *w, GError **error);

/** sl_solver_check: called between pieces of work. Reports progress; returns FALSE with
 * SL_ERROR_CANCELLED when asked to stop. */
gboolean sl_solver_check (const SlSolverControl *control, double share, GError **error);

/** sl_solver_check_support: FALSE with SL_ERROR_DATA for more weights than are allowed.
 */
gboolean sl_solver_check_support (int n, GError **error);

G_END_DECLS
