/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/solver/support-factor.h"

G_BEGIN_DECLS

/** SlQuadratic: the problem  min_w ½ wᵀHw − cᵀw + Σ_j f_j·(l1·|w_j| + l2/2·w_j²)  in
 * dense form, and where its minimiser is being looked for. f_j is 1, or 0 for an
 * intercept. The owner fills H, w, g and f; g = Hw − c is kept up to date from there. */
typedef struct
{
  int n;                  /* coordinates in use */
  int room;               /* coordinates there is room for */
  double *H;              /* (room, room) row-major, symmetric, positive semidefinite */
  double *w;              /* (room) */
  double *g;              /* (room) */
  double *f;              /* (room) */
  SlSupportFactor factor; /* of H + l2·f on the weights away from 0; kept between steps */
  double factor_l2;       /* the l2 it was made with; NaN when it is of no use */
  const gint *cancelled;  /* Borrowed, nullable: read atomically; not 0 = give up */
  int *support;           /* (room) scratch, as are those below */
  guint8 *joined;
  double *step, *move, *diagonal;
} SlQuadratic;

SlQuadratic *sl_quadratic_new (int room);
void sl_quadratic_free (SlQuadratic *q);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlQuadratic, sl_quadratic_free)

/** sl_quadratic_reserve: makes room for @n coordinates; those in use stay. */
void sl_quadratic_reserve (SlQuadratic *q, int n);

/** sl_quadratic_renew: to be called when coordinates in use got another H. */
void sl_quadratic_renew (SlQuadratic *q);

/** sl_kkt_violation:
 * @w: a weight; @g: derivative of the loss there
 * Returns how far 0 is from the subdifferential of loss + l1·|w| + l2/2·w² at @w: the
 * amount by which the optimality condition of this weight fails. */
static inline double
sl_kkt_violation (double w, double g, double l1, double l2)
{
  if (w > 0)
    return ABS (g + l2 * w + l1);
  if (w < 0)
    return ABS (g + l2 * w - l1);
  double excess = ABS (g) - l1;
  return excess <= 0 ? 0 : excess; /* not MAX, which would lose NaN */
}

/** sl_quadratic_residual: Returns the largest violation over the coordinates. O(n). */
double sl_quadratic_residual (const SlQuadratic *q, double l1, double l2);

/** sl_quadratic_newton_step:
 * One Newton step on the weights away from 0, with their signs kept: one that would
 * change its sign stops at 0 if that lowers the objective; else the step ends where the
 * first gets there, which always does. Source: Andrew & Gao, Scalable Training of
 * L1-Regularized Log-Linear Models (2007), §3.2. */
void sl_quadratic_newton_step (SlQuadratic *q, double l1, double l2);

/** sl_quadratic_minimize:
 * Goes on from q->w until the residual is at most @tolerance: sweeps of coordinate
 * descent w_j ← soft(H_jj·w_j − g_j, l1)/(H_jj + l2), over all coordinates and then over
 * the non-zero ones, and Newton steps on the non-zero ones, which end what the sweeps
 * only approach when columns are nearly dependent. The objective never rises. Returns the
 * residual reached, larger than @tolerance only when rounding is in the way.
 * Sources: Friedman, Hastie & Tibshirani, Regularization Paths for Generalized Linear
 * Models via Coordinate Descent, J. Stat. Software 33(1) (2010), §2.2 and §2.6. */
double sl_quadratic_minimize (SlQuadratic *q, double l1, double l2, double tolerance);

G_END_DECLS
