/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/reading.h"

#include "app/cli/progress.h"
#include "app/cli/run.h"

static void
progress_cb (double share, gpointer data)
{
  sl_progress_update_share (data, share);
}

/* Nobody needs a bar for what is there at once: the first is due a little later. */
static SlInputWatch
begin (SlProgress *progress)
{
  sl_progress_init (progress, 0);
  progress->drawn = g_get_monotonic_time ();
  return (SlInputWatch){sl_run_catch_signals (), progress_cb, progress};
}

SlProblem *
sl_reading_problem (const SlConfig *config, GError **error)
{
  SlProgress progress;
  SlInputWatch watch;
  SlProblem *problem;

  g_return_val_if_fail (config != NULL, NULL);
  watch = begin (&progress);
  problem = sl_training_read_problem (config, NULL, &watch, error);
  sl_progress_clear (&progress);
  return problem;
}

SlDataset *
sl_reading_dataset (const SlFileOptions *options, GError **error)
{
  SlProgress progress;
  SlInputWatch watch;
  SlDataset *dataset;

  g_return_val_if_fail (options != NULL, NULL);
  watch = begin (&progress);
  dataset = sl_data_file_read (options, &watch, error);
  sl_progress_clear (&progress);
  return dataset;
}
