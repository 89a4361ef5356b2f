/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"
#include "core/data/problem.h"

G_BEGIN_DECLS

/** SlLossType: a data loss L with the output layer it belongs to (PRODUCT.md §1). */
typedef struct
{
  SlKind kind;
  SlTask task;
  /** outputs: Returns the number of output units for @n_classes (cross-entropy: 1 for two
   * classes, logistic). */
  int (*outputs) (int n_classes);
  /** predict: @z: (inout) (n, m) sums without bias, replaced by the outputs; @b: (m)
   * biases. Outputs are values (squared), logits (sigmoids) or log-probabilities
   * (softmax), so that the loss stays finite where a probability would underflow. */
  void (*predict) (int n, int m, float *z, const float *b);
  /** measure: @out: (n, m) outputs; @y, @label: (n) targets of those rows, one of them
   * NULL;
   * @correct: (inout) (nullable) the rightly classified rows are added.
   * Returns Σ_rows loss (not divided by n), in double. */
  double (*measure) (int n,
                     int m,
                     const float *out,
                     const float *y,
                     const int *label,
                     int *correct);
  /** delta: @out: (inout) (n, m) outputs, replaced by ∂L/∂z of the mean over the n rows.
   */
  void (*delta) (int n, int m, float *out, const float *y, const int *label);
} SlLossType;

/** sl_losses: Returns the table of losses; the first that fits the task is `auto`. */
const SlKindTable *sl_losses (void);

/** sl_loss_for_task: Returns the loss that `auto` stands for. */
const SlLossType *sl_loss_for_task (SlTask task);

/** sl_loss_class: @out: (m) outputs of one row, of a loss for classes. Returns the class
 * they stand for: the largest, the first of equals; the second class when a single logit
 * is above 0. */
int sl_loss_class (int m, const float *out);

G_END_DECLS
