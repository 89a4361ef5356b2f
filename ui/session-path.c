/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/session-private.h"

/* A search that was left rings no more, but may still be in the midst of a minibatch. */
static void
leave (SlSession *self)
{
  if (self->path_worker != NULL)
    sl_retired_add_path (self->retired, g_steal_pointer (&self->path_worker));
}

/* A path without rows does not take the place of one that can be looked at. */
static void
show (SlSession *self, SlPathResult *result)
{
  if (self->path != NULL && self->path->n > 0 && result->n == 0)
    return;
  g_clear_pointer (&self->path, sl_path_result_unref);
  self->path = sl_path_result_ref (result);
}

void
sl_session_deliver_path (SlSession *self)
{
  SlPathResult *result =
      self->path_worker != NULL ? sl_path_worker_take (self->path_worker) : NULL;

  if (result == NULL)
    return;
  g_clear_pointer (&self->path_news, sl_path_result_unref);
  self->path_news = result;
  show (self, result);
  if (result->state > SL_PATH_RUNNING)
    leave (self);
  sl_session_emit (self, SL_SESSION_PATH_CHANGED);
}

void
sl_session_find_path (SlSession *self, const SlPathWish *wish)
{
  const SlSnapshot *now;

  g_return_if_fail (SL_IS_SESSION (self));
  g_return_if_fail (wish != NULL);

  if (self->trainer == NULL)
    return;
  leave (self);
  g_clear_pointer (&self->path_news, sl_path_result_unref);
  self->path_news = sl_path_result_new (&self->control.config);
  show (self, self->path_news);
  now = self->snapshot;
  self->path_worker = sl_path_worker_new (
      &self->control.config, wish, self->pool,
      now != NULL && now->problem != NULL ? now->problem->source : self->loaded,
      sl_session_ring, self);
  sl_session_emit (self, SL_SESSION_PATH_CHANGED);
}

void
sl_session_stop_path (SlSession *self)
{
  g_return_if_fail (SL_IS_SESSION (self));

  if (self->path_worker != NULL)
    sl_path_worker_stop (self->path_worker);
}

SlPathResult *
sl_session_path (SlSession *self)
{
  g_return_val_if_fail (SL_IS_SESSION (self), NULL);
  return self->path;
}

SlPathResult *
sl_session_path_news (SlSession *self)
{
  g_return_val_if_fail (SL_IS_SESSION (self), NULL);
  return self->path_news;
}

void
sl_session_clear_path (SlSession *self)
{
  leave (self);
}
