/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/replay.h"

#include "core/training/edit.h"
#include "core/training/setting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct SlReplay
{
  SlTraining *saved;    /* Borrowed */
  SlTraining *training; /* Owned */
  SlLogView events;     /* Owned: of the saved run */
  size_t next;          /* the first event that has not acted */
};

SlConfig
sl_config_at_start (const SlConfig *config, const SlLogView *events)
{
  SlConfig start = *config;
  for (size_t i = events->n; i-- > 0;) {
    const SlEvent *event = sl_log_item (events, i);
    const SlSetting *setting = sl_setting_find (event->setting, NULL);
    if (setting)
      sl_setting_parse (setting, &start, event->from, NULL);
  }
  return start;
}

SlReplay *
sl_replay_new (SlTraining *saved, SlPool *pool, const gint *stop, GError **error)
{
  g_return_val_if_fail (saved != NULL, NULL);
  g_autoptr (SlReplay) self = g_new0 (SlReplay, 1);
  self->saved = saved;
  self->events = sl_training_events (saved);
  SlConfig config = sl_config_at_start (sl_training_config (saved), &self->events);
  self->training = sl_training_new_again (saved, &config, pool, stop, error);
  return self->training ? g_steal_pointer (&self) : NULL;
}

void
sl_replay_free (SlReplay *self)
{
  g_clear_pointer (&self->training, sl_training_free);
  sl_log_view_clear (&self->events);
  g_free (self);
}

SlTraining *
sl_replay_training (const SlReplay *self)
{
  return self->training;
}

static gboolean
is_at (const SlTraining *training, int epoch, int batch)
{
  return sl_training_epoch (training) == epoch && sl_training_batch (training) == batch;
}

/* Does what was done by hand at this place: the schedule acts by itself. */
static void
act (SlReplay *self)
{
  for (; self->next < self->events.n; self->next++) {
    const SlEvent *event = sl_log_item (&self->events, self->next);
    const SlSetting *setting = sl_setting_find (event->setting, NULL);
    SlConfig config = *sl_training_config (self->training);
    SlEdit edit;
    if (!is_at (self->training, event->epoch, event->batch))
      return;
    if (event->by_schedule)
      continue;
    if (sl_edit_of_event (event, &edit))
      sl_training_edit (self->training, &edit, NULL);
    else if (setting && sl_setting_parse (setting, &config, event->to, NULL))
      sl_training_apply (self->training, &config);
  }
}

gboolean
sl_replay_step (SlReplay *self)
{
  act (self);
  if (is_at (self->training, sl_training_epoch (self->saved),
             sl_training_batch (self->saved)))
    return FALSE;
  SlTrainingResult result = sl_training_step (self->training);
  return result != SL_TRAINING_DIVERGED && result != SL_TRAINING_STOPPED;
}

/* The first number of the histories that is not the same. */
static char *
compare_histories (const SlLogView *saved, const SlLogView *again)
{
  size_t n;
  const SlHistoryColumn *columns = sl_history_columns (&n);
  for (size_t i = 0; i < MIN (saved->n, again->n); i++)
    for (size_t j = 0; j < n; j++) {
      g_autofree char *a = sl_history_text (&columns[j], sl_log_item (saved, i));
      g_autofree char *b = sl_history_text (&columns[j], sl_log_item (again, i));
      if (!g_str_equal (a, b))
        return g_strdup_printf (
            _ ("Epoch %d: %s was '%s', and is '%s' when the run is repeated."), (int) i,
            columns[j].id, a, b);
    }
  return NULL;
}

static char *
compare_weights (const SlNetwork *saved, const SlNetwork *again)
{
  for (size_t i = 0; i < saved->n_params; i++)
    if (memcmp (&saved->params[i], &again->params[i], sizeof (float)) != 0)
      return g_strdup_printf (_ ("Weight %" G_GSIZE_FORMAT
                                 " was %.9g, and is %.9g when the run is repeated."),
                              i + 1, (double) saved->params[i],
                              (double) again->params[i]);
  return NULL;
}

char *
sl_replay_difference (const SlReplay *self)
{
  SlLogView saved = sl_training_history (self->saved);
  SlLogView again = sl_training_history (self->training);
  char *difference = compare_histories (&saved, &again);
  sl_log_view_clear (&saved);
  sl_log_view_clear (&again);
  if (difference)
    return difference;
  if (!is_at (self->training, sl_training_epoch (self->saved),
              sl_training_batch (self->saved)))
    return g_strdup_printf (_ ("The run ends in epoch %d when it is repeated, not in "
                               "epoch %d."),
                            sl_training_epoch (self->training) + 1,
                            sl_training_epoch (self->saved) + 1);
  if (!sl_config_equal (sl_training_config (self->saved),
                        sl_training_config (self->training)))
    return g_strdup (_ ("The settings at the end are others when the run is repeated."));
  return compare_weights (sl_training_network (self->saved),
                          sl_training_network (self->training));
}
