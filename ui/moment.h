/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"

G_BEGIN_DECLS

/** SlMoment: where a session stands: what a saved file would hold. A plain value. */
typedef struct
{
  guint run;
  int epoch, batch;
  SlConfig config;
  struct
  {
    guint run; /* 0 = the place is free */
    int epoch, batch;
  } pins[SL_MAX_PINNED];
} SlMoment;

/** sl_session_moment: Returns the moment on screen; that at which the present run began,
 * while there is no picture of it. */
SlMoment sl_session_moment (SlSession *session);

/** sl_moment_equal: Returns whether nothing has changed from @a to @b. */
gboolean sl_moment_equal (const SlMoment *a, const SlMoment *b);

/** sl_moment_is_worth_keeping: Returns whether something was trained. */
gboolean sl_moment_is_worth_keeping (const SlMoment *moment);

G_END_DECLS
