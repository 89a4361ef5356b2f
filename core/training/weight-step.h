/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/config.h"
#include "core/training/formula.h"
#include "core/training/history.h"

G_BEGIN_DECLS

/** SlWeightStep: one minibatch's update of one weight, with all that goes into it. A
 * plain value. */
struct _SlWeightStep
{
  gboolean known;   /* there was, or will be, such an update */
  gboolean refused; /* it would lead out of the finite numbers, and is not made */
  int epoch, batch; /* minibatches done before it */
  const SlOptimizerType *optimizer;
  const SlRuleType *rule;
  const SlPenaltyType *penalty;
  SlStep step;        /* with λ and ρ as they act on this weight */
  gboolean is_scaled; /* λ is that of its layer: multiplied by a factor */
  float w, at;        /* before; where the gradient was taken: y, or w itself */
  float g;            /* slope of the loss there, on the minibatch */
  float slots[2];     /* the optimiser's state before */
  gboolean dead;      /* the rule held it at zero already */
  gboolean held;      /* it was pruned, and is held at zero */
  struct
  {
    int n;                /* weights of its group; 0 without such a penalty */
    double before, after; /* ‖·‖₂ of its weights, at the gradient and after the update */
    double reach; /* ‖u/t‖₂ of what the optimiser made of them, in their step sizes */
    float u, t;   /* this weight's */
  } group;
  float after; /* w⁺ */
};

/** SlWeightLife: one weight that is watched: now, its last and its next update, and how
 * it went since it was picked. */
typedef struct
{
  SlWeightPlace place;
  float value;
  gboolean unreached;      /* nothing reaches it: as such zeros are counted */
  SlWeightStep last, next; /* next is known only when training rests */
  SlTrace values;          /* after each minibatch since it was picked … */
  SlTrace epochs;          /* … and the epochs done by then, with fractions */
} SlWeightLife;

/** sl_weight_step_tell: @formula: (out) the update in lines that end with w⁺, and in
 * words. All numbers are calculated anew in double from what went in. */
void sl_weight_step_tell (const SlWeightStep *step, SlFormula *formula);

/** sl_weight_step_parts: @l1, @l2: (out) λρ and λ(1−ρ) as the rule applies them to single
 * weights: without what the optimiser does itself. */
void sl_weight_step_parts (const SlWeightStep *step, double *l1, double *l2);

/** sl_weight_step_slope_form: Returns the slope of the penalty at {x} as the right side
 * of a line; @slope: (out) its value for @x. In a group, {x} stands for the weight. */
const char *sl_weight_step_slope_form (const SlWeightStep *step, double x, double *slope);

/** sl_weight_step_pull: Returns the slope of the penalty at the weight: λρ·sign(w) +
 * λ(1−ρ)·w, or λ√n·w/‖w‖₂ in a group of n. 0 for a weight that is 0, where any slope up
 * to sl_weight_step_hold() either way is one. */
double sl_weight_step_pull (const SlWeightStep *step);

/** sl_weight_step_hold: Returns λρ, how steep the loss may be at zero without moving a
 * weight away from there; λ√n for a whole group. */
double sl_weight_step_hold (const SlWeightStep *step);

/** sl_weight_life_points: @epoch, @value: (out) (2·SL_TRACE_BUCKETS) how the weight went.
 * Returns how many points. Where several minibatches share a bucket of the trace, their
 * epochs are spread evenly over it. */
int sl_weight_life_points (const SlWeightLife *life, double *epoch, double *value);

G_END_DECLS
