/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlFirstSteps: a strip that tells a newcomer what to do first, in three steps. A step
 * that was done, by whatever way, is ticked. The action win.first-steps shows and hides
 * it. */
#define SL_TYPE_FIRST_STEPS (sl_first_steps_get_type ())
G_DECLARE_FINAL_TYPE (SlFirstSteps, sl_first_steps, SL, FIRST_STEPS, AdwBin)

/** SlFirstStep: in the order in which they are told. */
typedef enum {
  SL_FIRST_STEP_TRAIN,  /* to press Train */
  SL_FIRST_STEP_LAMBDA, /* to drag λ from off */
  SL_FIRST_STEP_LOOK,   /* to go to another page */
  SL_N_FIRST_STEPS
} SlFirstStep;

/** sl_first_steps_set_session: @session: whose changes tick the first two; once. */
void sl_first_steps_set_session (SlFirstSteps *self, SlSession *session);

/** sl_first_steps_tick: @step was done. */
void sl_first_steps_tick (SlFirstSteps *self, SlFirstStep step);

/** sl_first_steps_begin: none is ticked, for somebody who asks for them again. */
void sl_first_steps_begin (SlFirstSteps *self);

G_END_DECLS
