/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/run.h"

#include "app/cli/cli.h"
#include "app/cli/progress.h"
#include "app/cli/reading.h"
#include "ui/figures/whole.h"
#include <glib/gi18n-lib.h>
#include <signal.h>

/* The one variable of the program: a signal handler has no other way to say anything. */
static gint interrupted;

static void
interrupt_cb (int number)
{
  g_atomic_int_set (&interrupted, 1);
}

/* SA_RESETHAND: whoever presses Ctrl-C twice means it. */
const gint *
sl_run_catch_signals (void)
{
  struct sigaction action = {.sa_handler = interrupt_cb,
                             .sa_flags = SA_RESTART | SA_RESETHAND};
  sigemptyset (&action.sa_mask);
  sigaction (SIGINT, &action, NULL);
  sigaction (SIGTERM, &action, NULL);
  return &interrupted;
}

static SlHistoryRow
last_row (const SlTraining *training)
{
  SlLogView view = sl_training_history (training);
  const SlHistoryRow row = *(const SlHistoryRow *) sl_log_item (&view, view.n - 1);
  sl_log_view_clear (&view);
  return row;
}

static SlTrainingResult
train (SlTraining *training, const SlRunOptions *options, SlProgress *progress)
{
  size_t applied = 0;
  while (!options->untrained && sl_training_epoch (training) < options->epochs) {
    if (g_atomic_int_get (&interrupted))
      return SL_TRAINING_STOPPED;
    sl_changes_apply (options->changes, &applied, training);
    SlTrainingResult result = sl_training_step (training);
    if (result == SL_TRAINING_DIVERGED || result == SL_TRAINING_STOPPED)
      return result;
    if (result == SL_TRAINING_STEPPED)
      continue;
    SlHistoryRow row = last_row (training);
    sl_progress_update (progress, &row);
    if (result == SL_TRAINING_FINISHED)
      return result;
  }
  return SL_TRAINING_EPOCH;
}

void
sl_run_print_notes (const SlProblem *problem)
{
  const SlDataset *set = problem->source;
  for (int i = 0; set->file.path != NULL && set->notes != NULL && set->notes[i] != NULL;
       i++)
    sl_cli_complain (set->notes[i]);
}

gboolean
sl_run (const SlRunOptions *options, SlRun *run, GError **error)
{
  g_return_val_if_fail (options != NULL && run != NULL, FALSE);
  gint64 start = g_get_monotonic_time ();
  sl_run_catch_signals ();
  g_autoptr (SlPool) pool = sl_pool_new (options->threads);
  g_autoptr (SlProblem) problem = sl_reading_problem (&options->config, error);
  g_autoptr (SlTraining) training =
      problem != NULL
          ? sl_training_new_on (&options->config, problem, pool, &interrupted, error)
          : NULL;
  if (training == NULL)
    return FALSE;
  if (!sl_changes_check_batches (options->changes, &options->config,
                                 sl_training_problem (training), error))
    return FALSE;
  sl_run_print_notes (sl_training_problem (training));
  sl_training_follow (training, &options->needs);
  SlProgress progress;
  sl_progress_init (&progress, options->epochs);
  run->epochs = options->epochs;
  run->result = train (training, options, &progress);
  sl_progress_clear (&progress);
  run->pool = g_steal_pointer (&pool);
  run->training = g_steal_pointer (&training);
  run->seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  return TRUE;
}

void
sl_run_find_distance (SlRun *run)
{
  g_return_if_fail (run != NULL && run->training != NULL);
  SlProgress progress;
  sl_progress_init (&progress, 0);
  sl_progress_note (&progress, _ ("Looking for the exact optimum…"));
  g_clear_pointer (&run->distance, sl_distance_report_free);
  run->distance = sl_distance_now (
      sl_training_config (run->training), sl_training_problem (run->training),
      sl_training_network (run->training), NULL, &interrupted);
  sl_progress_clear (&progress);
  run->lacks_distance = run->distance->reason != NULL &&
                        g_atomic_int_get (&interrupted) &&
                        sl_config_no_optimum (sl_training_config (run->training)) == NULL;
}

void
sl_run_clear (SlRun *run)
{
  g_clear_pointer (&run->distance, sl_distance_report_free);
  g_clear_pointer (&run->earlier, sl_earlier_runs_unref);
  g_clear_pointer (&run->training, sl_training_free);
  g_clear_pointer (&run->pool, sl_pool_free);
}

gboolean
sl_run_check (const SlRun *run, GError **error)
{
  g_return_val_if_fail (run != NULL, FALSE);
  if (run->result == SL_TRAINING_DIVERGED)
    g_set_error_literal (error, SL_ERROR, SL_ERROR_DIVERGED,
                         sl_training_divergence (run->training));
  else if (run->result == SL_TRAINING_STOPPED)
    g_set_error (error, SL_ERROR, SL_ERROR_CANCELLED,
                 _ ("Stopped on request; what was written ends with epoch %d"),
                 sl_run_last (run).epoch);
  else if (run->lacks_distance)
    g_set_error_literal (error, SL_ERROR, SL_ERROR_CANCELLED,
                         _ ("Stopped on request; the run is whole, but its distance to "
                            "the exact optimum is not known"));
  else
    return TRUE;
  return FALSE;
}

SlHistoryRow
sl_run_last (const SlRun *run)
{
  return last_row (run->training);
}
