/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/trainer.h"

G_BEGIN_DECLS

/* What the workers beside the window share in how they drive a training: trainer.c drives
 * one, compare.c several in turns; nobody else includes this. One thread. */

/** SlRunner: a training that follows a control, and where it came to an end. */
typedef struct
{
  SlTraining *training;  /* Owned, NULL until prepared, or when it cannot be */
  SlTrainingResult halt; /* DIVERGED or FINISHED: waits for the learner; else EPOCH */
  gboolean rearmed;      /* … and the learner has played, paused or changed since */
} SlRunner;

/** sl_runner_follow:
 * @before, @now: the control so far and the new one; @steps: whether any are to be done
 * Takes over the settings that differ, a wish for new axes, and whether an end is to be
 * left behind. */
void sl_runner_follow (SlRunner *runner,
                       const SlControl *before,
                       const SlControl *now,
                       gboolean steps);

/** sl_runner_step: @epochs: (out) the part of an epoch that was done. One minibatch,
 * after which it may have come to an end. */
SlTrainingResult sl_runner_step (SlRunner *runner, double *epochs);

/** sl_runner_goes: Returns whether there is a training that has not come to an end. */
gboolean sl_runner_goes (const SlRunner *runner);

/** sl_runner_state: Returns what a snapshot says of a training that is there. */
SlRunState sl_runner_state (const SlRunner *runner, gboolean playing);

/** SlPace: keeps to a number of epochs per second. */
typedef struct
{
  gint64 due; /* µs: when the next minibatch may start; 0 = at once */
} SlPace;

/** sl_pace_wait: Returns until when the worker is to wait (g_get_monotonic_time(), µs),
 * or 0 when it is to work. */
gint64 sl_pace_wait (SlPace *pace, double speed);

/** sl_pace_add: @epochs: the part of one that was trained just now. */
void sl_pace_add (SlPace *pace, double epochs, double speed);

G_END_DECLS
