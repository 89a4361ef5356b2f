/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/training-private.h"

#include "core/base/number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A learning rate below this trains nothing, and must not become 0. */
static const double LEAST_LEARNING_RATE = 1e-12;

/* Bytes of a history for which there is no disk. */
enum { MOST_IN_MEMORY = 1 << 28 };

static void
keep_best (SlTraining *self)
{
  const SlNetwork *network = self->network;
  size_t size = network->n_params * sizeof (float);
  if (!self->best.params)
    self->best.params = g_new (float, network->n_params);
  memcpy (self->best.params, network->params, size);
  g_clear_pointer (&self->best.rule_flags, g_free);
  if (self->rule_flags)
    self->best.rule_flags = g_memdup2 (self->rule_flags, network->n_params);
}

/* What the optimiser remembers belongs to other weights: it starts anew. */
static void
restore_best (SlTraining *self)
{
  const SlNetwork *network = self->network;
  memcpy (network->params, self->best.params, network->n_params * sizeof (float));
  sl_training_clear_optimizer_state (self);
  sl_training_clear_rule_state (self);
  if (self->rule_flags && self->best.rule_flags)
    memcpy (self->rule_flags, self->best.rule_flags, network->n_params);
}

/* The change is logged like one of the learner's, at the start of the next epoch. */
static void
reduce_learning_rate (SlTraining *self)
{
  SlConfig config = self->config;
  config.learning_rate =
      sl_number_round (config.learning_rate * config.reduction.factor, 9);
  if (config.learning_rate >= LEAST_LEARNING_RATE)
    sl_training_apply_as (self, &config, TRUE);
}

static void
explain_early_stop (SlTraining *self)
{
  gboolean on_test = sl_training_validation (self) == &self->problem->test;
  g_free (self->ending);
  self->ending = g_strdup_printf (
      on_test ? _ ("Stopped after epoch %d: the test loss, which stands in for "
                   "validation, has not fallen for %d epochs. The weights are those of "
                   "epoch %d again.")
              : _ ("Stopped after epoch %d: the validation loss has not fallen for %d "
                   "epochs. The weights are those of epoch %d again."),
      self->epoch, self->config.early_stopping, self->schedule.best_epoch);
}

static void
explain_target (SlTraining *self)
{
  const SlPart *part = sl_training_validation (self);
  g_autofree char *target = sl_number_text (self->config.stop_at, 6);
  g_free (self->ending);
  self->ending = g_strdup_printf (
      part == NULL ? _ ("Stopped after epoch %d: the training score has reached %s.")
      : part == &self->problem->test
          ? _ ("Stopped after epoch %d: the test score, which stands in for validation, "
               "has reached %s.")
          : _ ("Stopped after epoch %d: the validation score has reached %s."),
      self->epoch, target);
}

/* A history that finds no place on the disk any more does not grow until the system ends
 * the program. */
static void
check_history (SlTraining *self)
{
  if (self->ending != NULL || sl_log_in_memory (self->history) <= MOST_IN_MEMORY)
    return;
  self->ending = g_strdup_printf (
      _ ("Stopped after epoch %d: the disk has no room for the history of more epochs. "
         "Restart the run, or free some room."),
      self->epoch);
}

SlTrainingResult
sl_training_follow_schedule (SlTraining *self, SlHistoryRow *row)
{
  gboolean improved;
  SlScheduleVerdict verdict =
      sl_schedule_judge (&self->schedule, &self->config, row, &improved);
  if (improved && self->config.early_stopping > 0)
    keep_best (self);
  if (verdict == SL_SCHEDULE_STOP_EARLY) {
    restore_best (self);
    /* The row of an epoch tells of the weights it ends with. */
    if (!sl_training_evaluate (self, row))
      return SL_TRAINING_STOPPED;
    explain_early_stop (self);
  } else if (verdict == SL_SCHEDULE_REACHED)
    explain_target (self);
  sl_training_append_row (self, row);
  check_history (self);
  if (verdict == SL_SCHEDULE_REDUCE)
    reduce_learning_rate (self);
  return self->ending ? SL_TRAINING_FINISHED : SL_TRAINING_EPOCH;
}
