/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/optimizer.h"

/** sl_adam_begin, sl_adam_step: Adam's update, which AdamW shares. */
void sl_adam_begin (SlStep *step);
void sl_adam_step (const SlStep *step,
                   size_t n,
                   float *w,
                   const float *g,
                   float *const slots[2],
                   float *t);
double
sl_adam_tell (const SlStep *step, const SlStepPoint *at, SlFormula *formula, double *t);
