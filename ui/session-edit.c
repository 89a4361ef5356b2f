/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs that go on from the present one, changed by hand or taken back to a good state. */
#include "ui/session-private.h"

#include <glib/gi18n-lib.h>

/* The run is parked, and one that begins as a copy of it takes its place. Its picture
 * stays until the new one has one of its own. */
static void
go_on_from (SlSession *self, const SlFork *fork, const SlConfig *config, gboolean playing)
{
  SlTrainer *parent = self->trainer;
  SlParkedRun parked = sl_session_park (self);

  self->control.config = *config;
  sl_session_start_fork (self, parent, fork, playing);
  sl_undo_add_run (self->undo, &parked);
  sl_session_emit (self, SL_SESSION_UNDO_CHANGED);
}

/* What is on screen may still be of the run before, of the same shape. */
static gboolean
is_known (const SlSession *self, GError **error)
{
  const SlSnapshot *snapshot = self->snapshot;

  if (self->trainer != NULL && snapshot != NULL && snapshot->problem != NULL &&
      sl_config_same_run (&snapshot->config, &self->control.config))
    return TRUE;
  g_set_error_literal (error, SL_ERROR, SL_ERROR_ARGUMENT,
                       _ ("The run is still being prepared; try again in a moment"));
  return FALSE;
}

gboolean
sl_session_edit (SlSession *self, const SlEdit *edit, GError **error)
{
  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);
  g_return_val_if_fail (edit != NULL, FALSE);

  const SlFork fork = {.edits = TRUE, .edit = *edit};
  const SlConfig config = self->control.config;
  if (!is_known (self, error) ||
      !sl_edit_check (edit, &config, self->snapshot->problem, error))
    return FALSE;
  go_on_from (self, &fork, &config, self->control.playing);
  return TRUE;
}

gboolean
sl_session_can_go_back (SlSession *self)
{
  const SlSnapshot *snapshot;

  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);

  snapshot = self->snapshot;
  return self->trainer != NULL && snapshot != NULL && snapshot->run == self->run &&
         snapshot->good != NULL;
}

gboolean
sl_session_go_back (SlSession *self)
{
  const SlFork fork = {.from_good = TRUE};
  SlConfig before, config;

  if (!sl_session_can_go_back (self))
    return FALSE;
  before = self->control.config;
  config = self->snapshot->good->config;
  go_on_from (self, &fork, &config, FALSE);
  sl_session_announce (self, &before);
  sl_session_emit (self, SL_SESSION_STATE_CHANGED);
  return TRUE;
}
