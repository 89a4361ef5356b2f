/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/solver/coordinate-descent.h"

#include "core/base/clones.h"

#include <math.h>
#include <string.h>

enum {
  MIN_SWEEPS = 2, /* over the support, before a Newton step on it; */
  MAX_SWEEPS = 8,
  SWEEP_SHARE = 64, /* one more for so many weights, which make that step dear */
  EASY_ROUNDS = 8,  /* after so many without success, the sure way */
  MAX_ROUNDS = 4 * EASY_ROUNDS,
  MAX_IDLE = 3, /* Newton steps that bring a support no nearer to its optimum: rounding */
};

SlQuadratic *
sl_quadratic_new (int room)
{
  SlQuadratic *q = g_new0 (SlQuadratic, 1);

  q->factor_l2 = NAN;
  sl_quadratic_reserve (q, room);
  return q;
}

void
sl_quadratic_free (SlQuadratic *q)
{
  if (q == NULL)
    return;
  g_free (q->H);
  g_free (q->w);
  g_free (q->g);
  g_free (q->f);
  g_free (q->support);
  g_free (q->step);
  g_free (q->move);
  g_free (q->diagonal);
  g_free (q->joined);
  sl_support_factor_clear (&q->factor);
  g_free (q);
}

void
sl_quadratic_reserve (SlQuadratic *q, int n)
{
  if (n <= q->room)
    return;
  int room = MAX (n, q->room + q->room / 2 + 16);
  double *H = g_new (double, (size_t) room *room);

  for (int j = 0; j < q->n; j++)
    memcpy (H + (size_t) j * room, q->H + (size_t) j * q->room,
            (size_t) q->n * sizeof *H);
  g_free (q->H);
  q->H = H;
  q->w = g_renew (double, q->w, room);
  q->g = g_renew (double, q->g, room);
  q->f = g_renew (double, q->f, room);
  q->support = g_renew (int, q->support, room);
  q->step = g_renew (double, q->step, room);
  q->move = g_renew (double, q->move, room);
  q->diagonal = g_renew (double, q->diagonal, room);
  q->joined = g_renew (guint8, q->joined, room);
  q->room = room;
}

void
sl_quadratic_renew (SlQuadratic *q)
{
  q->factor_l2 = NAN;
}

SL_CLONES double
sl_quadratic_residual (const SlQuadratic *q, double l1, double l2)
{
  double worst = 0;

  for (int j = 0; j < q->n; j++) {
    double violation = sl_kkt_violation (q->w[j], q->g[j], l1 * q->f[j], l2 * q->f[j]);

    /* Not MAX, which would lose NaN. */
    worst = violation <= worst ? worst : violation;
  }
  return worst;
}

/* The same over the support (a) alone. */
static double
support_residual (const SlQuadratic *q, int a, double l1, double l2)
{
  double worst = 0;

  for (int i = 0; i < a; i++) {
    int j = q->support[i];
    double violation = sl_kkt_violation (q->w[j], q->g[j], l1 * q->f[j], l2 * q->f[j]);

    worst = violation <= worst ? worst : violation;
  }
  return worst;
}

/* One update of each coordinate of @list (n_list), or of all when it is NULL. */
SL_CLONES static void
sweep (SlQuadratic *q, const int *list, int n_list, double l1, double l2)
{
  int n = q->n;
  double *restrict g = q->g;

  for (int i = 0; i < n_list; i++) {
    int j = list != NULL ? list[i] : i;
    const double *restrict h = q->H + (size_t) j * q->room;
    double w = q->w[j], t = l1 * q->f[j], u = h[j] * w - g[j];
    double size = fabs (u) - t, curvature = h[j] + l2 * q->f[j], v = 0;

    if (size > 0 && curvature > 0)
      v = copysign (size, u) / curvature;
    double change = v - w;
    if (change == 0)
      continue;
    q->w[j] = v;
#pragma omp simd
    for (int m = 0; m < n; m++)
      g[m] += change * h[m];
  }
}

static int
collect_support (SlQuadratic *q)
{
  int a = 0;

  for (int j = 0; j < q->n; j++)
    if (q->w[j] != 0 || q->f[j] == 0)
      q->support[a++] = j;
  return a;
}

static gboolean
is_cancelled (const SlQuadratic *q)
{
  return q->cancelled != NULL && g_atomic_int_get (q->cancelled);
}

/* Newton steps until the support (it only loses weights) is at its optimum, or as near as
 * rounding lets it come. */
static void
settle_support (SlQuadratic *q, double l1, double l2, double tolerance)
{
  double best = INFINITY;

  for (int idle = 0, before = 0; idle < MAX_IDLE && !is_cancelled (q);) {
    int a = collect_support (q);
    double residual = support_residual (q, a, l1, l2);

    if (!(residual > tolerance))
      return;
    idle = a != before || residual < 0.9 * best ? 0 : idle + 1;
    best = a != before ? residual : MIN (best, residual);
    before = a;
    sl_quadratic_newton_step (q, l1, l2);
  }
}

/* The weight at 0 that most wants to leave it, or −1 when none does by more than
 * @tolerance. */
static int
most_violating (const SlQuadratic *q, double l1, double tolerance)
{
  int best = -1;

  for (int j = 0; j < q->n; j++)
    if (q->w[j] == 0 && q->H[(size_t) j * q->room + j] > 0 &&
        fabs (q->g[j]) - l1 * q->f[j] > tolerance) {
      tolerance = fabs (q->g[j]) - l1 * q->f[j];
      best = j;
    }
  return best;
}

/* The slow and sure way: one weight joins at a time, and the support settles before the
 * next. Each step lowers the objective and no support comes twice, so it ends; and where
 * rounding makes that untrue, when as many weights as there are have joined in vain.
 * Source: Lee, Battle, Raina & Ng, Efficient Sparse Coding Algorithms (2007), §3. */
static void
join_one_by_one (SlQuadratic *q, double l1, double l2, double tolerance)
{
  double lowest = INFINITY;

  for (int idle = 0; idle <= q->n && !is_cancelled (q);) {
    settle_support (q, l1, l2, tolerance);
    int best = most_violating (q, l1, tolerance);
    if (best < 0)
      return;
    double violation = fabs (q->g[best]) - l1;
    idle = violation < 0.9 * lowest ? 0 : idle + 1;
    lowest = MIN (lowest, violation);
    sweep (q, &best, 1, l1, l2);
  }
}

/* Sweeps over all weights, then over those away from 0, then a Newton step on them. */
static double
do_round (SlQuadratic *q, double l1, double l2, double tolerance)
{
  sweep (q, NULL, q->n, l1, l2);
  double residual = sl_quadratic_residual (q, l1, l2);
  if (!(residual > tolerance))
    return residual;
  int a = collect_support (q);
  int n_sweeps = CLAMP (a / SWEEP_SHARE, MIN_SWEEPS, MAX_SWEEPS);
  for (int s = 0; s < n_sweeps; s++)
    sweep (q, q->support, a, l1, l2);
  residual = sl_quadratic_residual (q, l1, l2);
  if (!(residual > tolerance))
    return residual;
  sl_quadratic_newton_step (q, l1, l2);
  return sl_quadratic_residual (q, l1, l2);
}

double
sl_quadratic_minimize (SlQuadratic *q, double l1, double l2, double tolerance)
{
  double residual = INFINITY;

  /* On a path the support seldom changes, and then one step is all there is to do. */
  if (q->factor_l2 == l2) {
    sl_quadratic_newton_step (q, l1, l2);
    residual = sl_quadratic_residual (q, l1, l2);
  }
  if (!(residual > tolerance))
    return residual;
  for (int round = 0; round < MAX_ROUNDS && !is_cancelled (q); round++) {
    residual = do_round (q, l1, l2, tolerance);
    if (!(residual > tolerance))
      return residual;
    if (round % EASY_ROUNDS == EASY_ROUNDS - 1)
      join_one_by_one (q, l1, l2, tolerance);
  }
  return sl_quadratic_residual (q, l1, l2);
}
