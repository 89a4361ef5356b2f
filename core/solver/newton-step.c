/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/clones.h"
#include "core/solver/coordinate-descent.h"

#include <math.h>
#include <string.h>

/* A share of H_jj added to the diagonal: dependent columns then give a step along which
 * the objective is flat, and no division by 0. */
#define RIDGE 1e-13

/* Changes to the factor after which it is made anew, for the sake of its accuracy. */
enum { MAX_CHANGES = 200 };

/* What is added to H_jj. */
static void
fill_diagonal (SlQuadratic *q, double l2, double ridge)
{
  for (int j = 0; j < q->n; j++)
    q->diagonal[j] = l2 * q->f[j] + ridge * q->H[(size_t) j * q->room + j];
}

static gboolean
is_member (const SlQuadratic *q, int j)
{
  return q->w[j] != 0 || q->f[j] == 0;
}

/* The factor from scratch, with as much ridge as it takes. */
static gboolean
remake (SlQuadratic *q, double l2)
{
  int a = 0;

  for (int j = 0; j < q->n; j++)
    if (is_member (q, j))
      q->support[a++] = j;
  for (double ridge = RIDGE; ridge < 1e-3; ridge *= 1e3) {
    fill_diagonal (q, l2, ridge);
    if (sl_support_factor_make (&q->factor, q->H, q->room, q->diagonal, q->support, a)) {
      /* A larger ridge holds for this step only. */
      q->factor_l2 = ridge == RIDGE ? l2 : NAN;
      return TRUE;
    }
  }
  return FALSE;
}

/* Brings the factor from the support that it was made for to that of the moment. */
static gboolean
update_factor (SlQuadratic *q, double l2)
{
  SlSupportFactor *factor = &q->factor;
  int missing = 0;

  sl_support_factor_reserve (factor, q->room);
  if (q->factor_l2 != l2 || factor->n == 0 || factor->changes > MAX_CHANGES)
    return remake (q, l2);
  memset (q->joined, 0, (size_t) q->n * sizeof *q->joined);
  for (int i = 0; i < factor->n; i++)
    q->joined[factor->order[i]] = 1;
  for (int j = 0; j < q->n; j++)
    missing += is_member (q, j) != q->joined[j];
  if (missing > 4 + factor->n / 6)
    return remake (q, l2);
  for (int i = factor->n - 1; i >= 0; i--)
    if (!is_member (q, factor->order[i]))
      sl_support_factor_remove (factor, i);
  fill_diagonal (q, l2, RIDGE);
  for (int j = 0; j < q->n; j++)
    if (is_member (q, j) && !q->joined[j] &&
        !sl_support_factor_append (factor, q->H, q->room, q->diagonal, j))
      return remake (q, l2);
  return TRUE;
}

/* step = −(H + l2 + ridge)⁻¹·(gradient on the orthant), on the support. */
static gboolean
fill_direction (SlQuadratic *q, double l1, double l2)
{
  if (!update_factor (q, l2))
    return FALSE;
  for (int i = 0; i < q->factor.n; i++) {
    int j = q->factor.order[i];

    q->step[i] = -(q->g[j] + q->f[j] * (l2 * q->w[j] + (q->w[j] > 0 ? l1 : -l1)));
  }
  sl_support_factor_solve (&q->factor, q->step);
  for (int i = 0; i < q->factor.n; i++)
    if (!isfinite (q->step[i]))
      return FALSE;
  return TRUE;
}

/* Whether the whole step would take member @i across 0. */
static gboolean
changes_sign (const SlQuadratic *q, int i)
{
  int j = q->factor.order[i];

  return q->f[j] > 0 && q->w[j] * (q->w[j] + q->step[i]) < 0;
}

/* The largest share of the step that lets no weight change its sign, and the first member
 * that would (−1 when there is none). */
static double
share_to_first_zero (const SlQuadratic *q, int *first)
{
  double share = 1;

  *first = -1;
  for (int i = 0; i < q->factor.n; i++) {
    if (!changes_sign (q, i))
      continue;
    double own = -q->w[q->factor.order[i]] / q->step[i];
    if (*first < 0 || own < share) {
      share = own;
      *first = i;
    }
  }
  return share;
}

/* move = H·step over all coordinates. */
SL_CLONES static void
fill_move (SlQuadratic *q)
{
  int n = q->n;
  double *restrict move = q->move;

  memset (move, 0, (size_t) n * sizeof *move);
  for (int i = 0; i < q->factor.n; i++) {
    const double *restrict h = q->H + (size_t) q->factor.order[i] * q->room;
    double step = q->step[i];

#pragma omp simd
    for (int m = 0; m < n; m++)
      move[m] += step * h[m];
  }
}

/* Change of the objective by the step, whose move is known. */
static double
objective_change (const SlQuadratic *q, double l1, double l2)
{
  double change = 0;

  for (int i = 0; i < q->factor.n; i++) {
    int j = q->factor.order[i];
    double w = q->w[j], v = w + q->step[i];

    change += q->step[i] * (q->g[j] + q->move[j] / 2);
    change += q->f[j] * (l1 * (fabs (v) - fabs (w)) + l2 / 2 * (v * v - w * w));
  }
  return change;
}

/* By how much rounding may make a step seem to lead upward. */
static double
allowance (const SlQuadratic *q, double l1, double l2)
{
  double sum = 0;

  for (int i = 0; i < q->factor.n; i++) {
    int j = q->factor.order[i];
    double w = MAX (fabs (q->w[j]), fabs (q->w[j] + q->step[i]));

    sum += fabs (q->step[i] * q->g[j]) + q->f[j] * (l1 * w + l2 * w * w);
  }
  return 1e-13 * sum;
}

void
sl_quadratic_newton_step (SlQuadratic *q, double l1, double l2)
{
  int first;

  if (!fill_direction (q, l1, l2))
    return;
  int a = q->factor.n;
  double share = share_to_first_zero (q, &first);
  g_autofree double *whole = first >= 0 ? g_memdup2 (q->step, a * sizeof (double)) : NULL;
  for (int i = 0; i < a; i++)
    if (changes_sign (q, i))
      q->step[i] = -q->w[q->factor.order[i]];
  fill_move (q);
  double change = objective_change (q, l1, l2);
  if (whole != NULL && !(change <= 0)) {
    for (int i = 0; i < a; i++)
      q->step[i] = i == first ? -q->w[q->factor.order[i]] : share * whole[i];
    fill_move (q);
    change = objective_change (q, l1, l2);
  }
  /* Upward it leads when H is singular but for rounding, which then is all there is of
   * the step; one that ends at the optimum may seem to by a last digit. */
  if (!(change <= allowance (q, l1, l2)))
    return;
  for (int i = 0; i < a; i++)
    q->w[q->factor.order[i]] += q->step[i];
  for (int j = 0; j < q->n; j++)
    q->g[j] += q->move[j];
}
