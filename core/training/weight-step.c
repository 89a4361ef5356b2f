/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/weight-step.h"

#include <glib/gi18n-lib.h>
#include <math.h>

void
sl_weight_step_parts (const SlWeightStep *step, double *l1, double *l2)
{
  double lambda = (double) step->step.lambda, rho = (double) step->step.rho;
  *l1 = lambda * rho;
  *l2 = step->optimizer->decays_weights ? 0 : lambda * (1 - rho);
}

static double
sign (double x)
{
  return (x > 0) - (x < 0);
}

const char *
sl_weight_step_slope_form (const SlWeightStep *step, double x, double *slope)
{
  double l1, l2;
  if (step->group.n > 0) {
    double size = step->group.before;
    *slope = size > 0 ? sl_weight_step_hold (step) * x / size : 0;
    return size > 0 ? "{λ}·√{n}·{x}/{‖w‖}" : "0";
  }
  sl_weight_step_parts (step, &l1, &l2);
  *slope = l1 * sign (x) + l2 * x;
  if (l1 > 0 && l2 > 0)
    return "{λ}·{ρ}·sign({x}) + {λ}·(1 − {ρ})·{x}";
  if (l1 > 0)
    return step->step.rho == 1 ? "{λ}·sign({x})" : "{λ}·{ρ}·sign({x})";
  return step->step.rho == 0 ? "{λ}·{x}" : "{λ}·(1 − {ρ})·{x}";
}

double
sl_weight_step_pull (const SlWeightStep *step)
{
  double lambda = (double) step->step.lambda, rho = (double) step->step.rho;
  double w = (double) step->at;
  if (step->group.n > 0)
    return step->group.before > 0 ? sl_weight_step_hold (step) * w / step->group.before
                                  : 0;
  return lambda * rho * sign (w) + lambda * (1 - rho) * w;
}

double
sl_weight_step_hold (const SlWeightStep *step)
{
  double lambda = (double) step->step.lambda, rho = (double) step->step.rho;
  return step->group.n > 0 ? lambda * sqrt (step->group.n) : lambda * rho;
}

/* The names that every line may use. */
static void
let_settings (SlFormula *f, const SlWeightStep *s)
{
  sl_formula_let (f, "η", "η", (double) s->step.eta);
  sl_formula_let (f, "ε", "ε", (double) s->step.epsilon);
  sl_formula_let (f, "k", "k", (double) s->step.k);
  sl_formula_let (f, "λ", s->is_scaled ? "λₗ" : "λ", (double) s->step.lambda);
  sl_formula_let (f, "ρ", "ρ", (double) s->step.rho);
  sl_formula_let (f, "n", "n", s->group.n);
  sl_formula_let (f, "‖w‖", "‖w‖", s->group.before);
}

/* Where the step begins: w, or y where the gradient was taken ahead of it. */
static double
tell_start (const SlWeightStep *s, SlFormula *f)
{
  double w = (double) s->w, beta;
  sl_formula_let (f, "w", "w", w);
  if (s->optimizer->decays_weights && s->step.lambda > 0 && s->step.rho < 1) {
    w *= 1 - (double) s->step.eta * (double) s->step.lambda * (1 - (double) s->step.rho);
    sl_formula_add (f, "w′", "(1 − {η}·{λ}·(1 − {ρ}))·{w}", w);
    sl_formula_let (f, "w", "w′", w);
  }
  if (!s->optimizer->inertia || s->step.k <= 1)
    return w;
  beta = (double) s->optimizer->inertia (&s->step);
  sl_formula_let (f, "β", "β", beta);
  sl_formula_let (f, "w⁻", "w⁻", (double) s->slots[0]);
  w += beta * (w - (double) s->slots[0]);
  sl_formula_add (f, "y", "{w} + {β}·({w} − {w⁻})", w);
  sl_formula_let (f, "w", "y", w);
  return w;
}

/* The update up to the point before the penalty's own step, which ends with "u". */
static double
tell_optimizer (const SlWeightStep *s, gboolean pulls, SlFormula *f, double *t)
{
  SlStepPoint point = {.slots = {(double) s->slots[0], (double) s->slots[1]}};
  point.w = tell_start (s, f);
  point.g = (double) s->g;
  sl_formula_let (f, "g", "g", point.g);
  sl_formula_let (f, "β", "β", (double) s->step.momentum);
  if (pulls && s->rule->tell_before) {
    point.g = s->rule->tell_before (s, point.w, point.g, f);
    sl_formula_let (f, "g", "g′", point.g);
  }
  return s->optimizer->tell (&s->step, &point, f, t);
}

/* The last line gives w⁺, under whatever name it was found. */
static void
end_with_result (SlFormula *f)
{
  f->lines[f->n_lines - 1].symbol = "w⁺";
}

void
sl_weight_step_tell (const SlWeightStep *s, SlFormula *f)
{
  double l1, l2, t, u;
  *f = (SlFormula){0};
  if (!s->known)
    return;
  if (s->refused) {
    f->verdict = N_ ("This minibatch would lead out of the finite numbers: the step is "
                     "not made.");
    return;
  }
  if (s->held) {
    sl_formula_add (f, "w⁺", "0", 0);
    f->verdict = N_ ("It was pruned, and is held at zero.");
    return;
  }
  let_settings (f, s);
  sl_weight_step_parts (s, &l1, &l2);
  gboolean pulls = (l1 > 0 || l2 > 0) && !s->optimizer->owns_penalty;
  u = tell_optimizer (s, pulls, f, &t);
  if (s->rule->tell_after && (pulls || s->dead))
    s->rule->tell_after (s, u, t, f);
  end_with_result (f);
  if (f->verdict)
    return;
  f->verdict = s->step.lambda > 0
                   ? N_ ("The penalty is part of the step already.")
                   : N_ ("Without a penalty only the loss moves this weight.");
}

int
sl_weight_life_points (const SlWeightLife *life, double *epoch, double *value)
{
  const SlTrace *values = &life->values, *epochs = &life->epochs;
  int n = 0;
  for (int i = 0; i < values->used; i++) {
    const SlTraceBucket *y = &values->buckets[i], *x = &epochs->buckets[i];
    double first = (double) i * values->stride;
    double last = fmin (first + values->stride, values->n) - 1;
    for (int k = 0; k < (y->x[1] > y->x[0] ? 2 : 1); k++) {
      double share = last > first ? (y->x[k] - first) / (last - first) : 0;
      epoch[n] = x->y[0] + share * (x->y[1] - x->y[0]);
      value[n++] = y->y[k];
    }
  }
  return n;
}
