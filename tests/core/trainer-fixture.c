/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/core/trainer-fixture.h"

static void
notify (gpointer data)
{
  TrainerFixture *f = data;
  sl_monitor_enter (f->monitor);
  f->notified++;
  sl_monitor_wake (f->monitor);
  sl_monitor_leave (f->monitor);
}

void
trainer_fixture_set_up (TrainerFixture *f, gconstpointer data)
{
  f->monitor = sl_monitor_new ();
  f->pool = sl_pool_new (2);
  sl_config_init_default (&f->control.config);
  f->control.speed = SL_SPEED_MAX;
}

void
trainer_fixture_tear_down (TrainerFixture *f, gconstpointer data)
{
  g_clear_pointer (&f->trainer, sl_trainer_free);
  sl_pool_free (f->pool);
  g_clear_pointer (&f->loaded, sl_dataset_unref);
  sl_monitor_free (f->monitor);
}

void
trainer_fixture_set (TrainerFixture *f, const char *id, const char *value)
{
  g_assert_true (
      sl_setting_parse (sl_setting_find (id, NULL), &f->control.config, value, NULL));
}

void
trainer_fixture_start (TrainerFixture *f)
{
  f->trainer = sl_trainer_new (&f->control, 7, f->pool, f->loaded, notify, f);
}

void
trainer_fixture_fork (TrainerFixture *f, const TrainerFixture *parent, const SlFork *fork)
{
  f->trainer =
      sl_trainer_new_fork (parent->trainer, fork, &f->control, 7, f->pool, notify, f);
}

void
trainer_fixture_send (TrainerFixture *f)
{
  sl_trainer_send (f->trainer, &f->control);
}

SlSnapshot *
trainer_fixture_next_snapshot (TrainerFixture *f)
{
  SlSnapshot *snapshot = NULL;
  while (!(snapshot = sl_trainer_take (f->trainer))) {
    sl_monitor_enter (f->monitor);
    while (f->notified == 0)
      sl_monitor_wait (f->monitor);
    f->notified = 0;
    sl_monitor_leave (f->monitor);
  }
  g_assert_cmpint (snapshot->run, ==, 7);
  return snapshot;
}

SlSnapshot *
trainer_fixture_wait_for (TrainerFixture *f, TrainerWanted wanted, int number)
{
  for (;;) {
    SlSnapshot *snapshot = trainer_fixture_next_snapshot (f);
    if (wanted (snapshot, number))
      return snapshot;
    sl_snapshot_unref (snapshot);
  }
}

gboolean
trainer_has_state (const SlSnapshot *snapshot, int state)
{
  return (int) snapshot->state == state;
}

gboolean
trainer_is_paused_at (const SlSnapshot *snapshot, int epoch)
{
  return snapshot->state == SL_RUN_PAUSED && snapshot->epoch == epoch &&
         snapshot->batch == 0;
}
