/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/schedule.h"

#include <math.h>

void
sl_schedule_init (SlSchedule *schedule)
{
  *schedule = (SlSchedule){.best_loss = INFINITY};
}

static gboolean
reaches_target (SlSchedule *schedule, const SlConfig *config, const SlHistoryRow *row)
{
  double score = isnan (row->val_loss) ? row->train_score : row->val_score;
  if (schedule->reached || !(config->stop_at > 0 && score >= config->stop_at))
    return FALSE;
  return schedule->reached = TRUE;
}

SlScheduleVerdict
sl_schedule_judge (SlSchedule *schedule,
                   const SlConfig *config,
                   const SlHistoryRow *row,
                   gboolean *improved)
{
  /* Written so that NaN is no improvement. */
  *improved = row->val_loss < schedule->best_loss;
  if (*improved) {
    schedule->best_loss = row->val_loss;
    schedule->best_epoch = row->epoch;
    schedule->since_best = schedule->since_reduced = 0;
  } else {
    schedule->since_best++;
    schedule->since_reduced++;
  }
  if (reaches_target (schedule, config, row))
    return SL_SCHEDULE_REACHED;
  /* Without a best epoch there is nothing to go back to. */
  if (config->early_stopping > 0 && schedule->since_best >= config->early_stopping &&
      schedule->best_epoch > 0) {
    schedule->since_best = schedule->since_reduced = 0;
    return SL_SCHEDULE_STOP_EARLY;
  }
  if (config->reduction.patience > 0 &&
      schedule->since_reduced >= config->reduction.patience) {
    schedule->since_reduced = 0;
    return SL_SCHEDULE_REDUCE;
  }
  return SL_SCHEDULE_GO_ON;
}
