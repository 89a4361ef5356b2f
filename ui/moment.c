/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/moment.h"
#include "ui/session-private.h"

SlMoment
sl_session_moment (SlSession *self)
{
  SlMoment moment = {.run = self->run,
                     .epoch = self->begun.epoch,
                     .batch = self->begun.batch,
                     .config = self->control.config};

  if (self->snapshot != NULL && self->snapshot->run == self->run) {
    moment.epoch = self->snapshot->epoch;
    moment.batch = self->snapshot->batch;
  }
  for (int i = 0; i < SL_MAX_PINNED; i++) {
    const SlSnapshot *pin = self->earlier->pinned[i];

    if (pin != NULL) {
      moment.pins[i].run = pin->run;
      moment.pins[i].epoch = pin->epoch;
      moment.pins[i].batch = pin->batch;
    }
  }
  return moment;
}

gboolean
sl_moment_equal (const SlMoment *a, const SlMoment *b)
{
  for (int i = 0; i < SL_MAX_PINNED; i++)
    if (a->pins[i].run != b->pins[i].run || a->pins[i].epoch != b->pins[i].epoch ||
        a->pins[i].batch != b->pins[i].batch)
      return FALSE;
  return a->run == b->run && a->epoch == b->epoch && a->batch == b->batch &&
         sl_config_equal (&a->config, &b->config);
}

gboolean
sl_moment_is_worth_keeping (const SlMoment *moment)
{
  return moment->epoch > 0 || moment->batch > 0;
}
