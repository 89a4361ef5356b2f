/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/optimizer.h"

/** sl_ahead_step: the step of the optimisers that look ahead: from y, where the gradient
 * was taken, to y − η·g; slots[0] becomes the w this update started from. */
void sl_ahead_step (const SlStep *step,
                    size_t n,
                    float *w,
                    const float *g,
                    float *const slots[2],
                    float *t);

/** sl_ahead_rest: slots[0] is where the parameters were before the last update: here. */
void sl_ahead_rest (const SlStep *step, size_t n, const float *w, float *const slots[2]);
