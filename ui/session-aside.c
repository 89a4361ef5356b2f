/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The learner's experiment waits, whole, while a lesson has the session to itself. */
#include "ui/session-private.h"

struct SlSetAside
{
  /* Owned */
  SlParkedRun run;
  SlUndo *undo;
  SlEarlierRuns *earlier;
  SlDataset *loaded;              /* nullable */
  SlPathResult *path, *path_news; /* nullable */
  SlSessionCompare compare;
};

static void
announce_all (SlSession *self, const SlConfig *before)
{
  sl_session_announce (self, before);
  sl_session_emit (self, SL_SESSION_EARLIER_CHANGED);
  sl_session_emit (self, SL_SESSION_UNDO_CHANGED);
  sl_session_emit (self, SL_SESSION_PATH_CHANGED);
  sl_session_emit (self, SL_SESSION_COMPARISON_CHANGED);
  sl_session_emit (self, SL_SESSION_COMPARED_CHANGED);
  sl_session_emit (self, SL_SESSION_STATE_CHANGED);
}

/* The compared runs stop where they are; others may take their place. */
static void
set_compare_aside (SlSession *self, SlSetAside *aside)
{
  SlControl *control = &self->compare.control;

  aside->compare = self->compare;
  aside->compare.control.playing = FALSE;
  aside->compare.control.needs = (SlNeeds){0};
  if (self->compare.worker != NULL)
    sl_compare_send (self->compare.worker, &aside->compare.control);
  self->compare.worker = NULL;
  self->compare.set = NULL;
  control->playing = FALSE;
}

gboolean
sl_session_set_aside (SlSession *self, const SlConfig *config, GError **error)
{
  SlConfig before;
  SlSetAside *aside;

  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);
  g_return_val_if_fail (config != NULL && self->aside == NULL, FALSE);

  if (self->trainer == NULL || !sl_config_validate (config, error))
    return FALSE;
  before = self->control.config;
  aside = self->aside = g_new0 (SlSetAside, 1);
  aside->run = sl_session_park (self);
  aside->undo = self->undo;
  aside->earlier = self->earlier;
  aside->loaded = g_steal_pointer (&self->loaded);
  sl_session_clear_path (self);
  aside->path = g_steal_pointer (&self->path);
  aside->path_news = g_steal_pointer (&self->path_news);
  set_compare_aside (self, aside);
  self->undo = sl_undo_new (self->retired);
  self->earlier = sl_earlier_runs_new ();
  self->control.config = *config;
  sl_lesson_numbers_needs (&self->control.needs);
  sl_session_start_run (self, FALSE);
  sl_session_follow_compare (self);
  announce_all (self, &before);
  return TRUE;
}

gboolean
sl_session_is_set_aside (SlSession *self)
{
  g_return_val_if_fail (SL_IS_SESSION (self), FALSE);
  return self->aside != NULL;
}

static void
take_compare_back (SlSession *self, const SlSessionCompare *kept)
{
  const SlSessionCompare lesson = self->compare;

  sl_session_end_compare (self);
  self->compare = *kept;
  self->compare.runs = lesson.runs;
  self->compare.shown = lesson.shown;
  self->compare.control.needs = lesson.control.needs;
  self->compare.control.speed = lesson.control.speed;
  sl_session_follow_compare (self);
  if (self->compare.worker != NULL)
    sl_compare_send (self->compare.worker, &self->compare.control);
}

void
sl_session_take_back (SlSession *self)
{
  SlSetAside *aside;
  SlControl lesson;

  g_return_if_fail (SL_IS_SESSION (self));

  aside = g_steal_pointer (&self->aside);
  if (aside == NULL)
    return;
  lesson = self->control;
  sl_retired_add (self->retired, g_steal_pointer (&self->trainer));
  sl_undo_free (self->undo);
  sl_earlier_runs_unref (self->earlier);
  g_clear_pointer (&self->loaded, sl_dataset_unref);
  sl_session_clear_path (self);
  g_clear_pointer (&self->path, sl_path_result_unref);
  g_clear_pointer (&self->path_news, sl_path_result_unref);

  self->trainer = aside->run.trainer;
  self->run = aside->run.number;
  self->control = aside->run.control;
  self->control.speed = lesson.speed;
  self->control.needs = lesson.needs;
  if (aside->run.snapshot != NULL) {
    g_clear_pointer (&self->snapshot, sl_snapshot_unref);
    self->snapshot = aside->run.snapshot;
  }
  self->undo = aside->undo;
  self->earlier = aside->earlier;
  self->loaded = aside->loaded;
  self->path = aside->path;
  self->path_news = aside->path_news;
  take_compare_back (self, &aside->compare);
  g_free (aside);
  sl_session_send (self);
  /* Its worker may have rung while nobody listened. */
  g_source_set_ready_time (self->bell, 0);
  announce_all (self, &lesson.config);
  if (self->snapshot != NULL)
    sl_session_emit (self, SL_SESSION_SNAPSHOT_CHANGED);
}

void
sl_session_drop_aside (SlSession *self)
{
  SlSetAside *aside = g_steal_pointer (&self->aside);

  if (aside == NULL)
    return;
  sl_retired_add (self->retired, aside->run.trainer);
  g_clear_pointer (&aside->run.snapshot, sl_snapshot_unref);
  sl_undo_free (aside->undo);
  sl_earlier_runs_unref (aside->earlier);
  g_clear_pointer (&aside->loaded, sl_dataset_unref);
  g_clear_pointer (&aside->path, sl_path_result_unref);
  g_clear_pointer (&aside->path_news, sl_path_result_unref);
  if (aside->compare.worker != NULL)
    sl_retired_add_compare (self->retired, aside->compare.worker);
  g_clear_pointer (&aside->compare.set, sl_compared_set_unref);
  g_free (aside);
}
