/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/config.h"
#include "core/training/history.h"

G_BEGIN_DECLS

/** SlSchedule: what early stopping, the reduction of the learning rate and the target
 * score remember from epoch to epoch. A plain value. */
typedef struct
{
  double best_loss;  /* smallest validation loss so far */
  int best_epoch;    /* where that was; 0 = nowhere yet */
  int since_best;    /* epochs that did not fall below it, for early stopping */
  int since_reduced; /* the same since the learning rate was reduced last */
  gboolean reached;  /* the target score was reached and has had its effect */
} SlSchedule;

typedef enum {
  SL_SCHEDULE_GO_ON,
  SL_SCHEDULE_REDUCE,     /* the learning rate is to be multiplied by the factor */
  SL_SCHEDULE_STOP_EARLY, /* with the weights of best_epoch */
  SL_SCHEDULE_REACHED,    /* stop: the target score is reached */
} SlScheduleVerdict;

void sl_schedule_init (SlSchedule *schedule);

/** sl_schedule_judge:
 * @row: of the epoch just evaluated, 1 or later
 * @improved: (out) whether this epoch's weights are the best so far
 * Validation loss drives stopping and reduction: an epoch counts as better when its loss
 * is below all before, by however little. The target is compared with the validation
 * score, or with the training score when there is no validation part. After a stop the
 * patience starts anew, so that a learner can go on. */
SlScheduleVerdict sl_schedule_judge (SlSchedule *schedule,
                                     const SlConfig *config,
                                     const SlHistoryRow *row,
                                     gboolean *improved);

G_END_DECLS
