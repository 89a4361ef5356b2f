/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/solver/design.h"

G_BEGIN_DECLS

/* Outputs of a linear classifier over all rows, (k, n): one class after the other, or the
 * second class alone when there are two. */

/** sl_outputs_fill: @w: weights (k, d), then intercepts (k); @z: (out) (k, n). */
void sl_outputs_fill (const SlDesign *design, const double *w, double *z);

/** sl_outputs_loss:
 * @z: (k, n); @probability: (out) (k, n) softmax over the classes, or the logistic
 * function
 * Returns the mean cross-entropy. */
double sl_outputs_loss (const SlDesign *design, const double *z, double *probability);

/** sl_outputs_gradient: @g: (out) (k·d + k) gradient of the mean cross-entropy. */
void sl_outputs_gradient (const SlDesign *design, const double *probability, double *g);

/** sl_outputs_null: sets the intercepts of @w to those that fit best with all weights 0;
 * for softmax they add up to 0. */
void sl_outputs_null (const SlDesign *design, double *w);

/** sl_outputs_separated: Returns whether in every row the output of its class is the
 * largest by a margin: the loss can then be made as small as one likes. */
gboolean sl_outputs_separated (const SlDesign *design, const double *z);

G_END_DECLS
