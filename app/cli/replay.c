/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/command.h"
#include "app/cli/options.h"
#include "app/cli/progress.h"
#include "app/cli/run-options.h"
#include "app/cli/run.h"
#include <glib/gi18n-lib.h>

static SlOptionSet *
make_option_set (SlRunOptions *options)
{
  SlOptionSet *set = sl_option_set_new ();
  sl_run_options_add_threads (options, set);
  return set;
}

static char *
replay_help (void)
{
  g_auto (SlRunOptions) options = {0};
  sl_run_options_init (&options);
  g_autoptr (SlOptionSet) set = make_option_set (&options);
  return sl_option_set_help (set);
}

/* Repeats @saved. Returns whether it came to its end. */
static gboolean
repeat (SlReplay *replay, const SlTraining *saved, const gint *stop, GError **error)
{
  SlProgress progress;
  sl_progress_init (&progress, sl_training_epoch (saved));
  while (!g_atomic_int_get (stop) && sl_replay_step (replay)) {
    SlLogView history = sl_training_history (sl_replay_training (replay));
    sl_progress_update (&progress, sl_log_item (&history, history.n - 1));
    sl_log_view_clear (&history);
  }
  sl_progress_clear (&progress);
  if (!g_atomic_int_get (stop))
    return TRUE;
  g_set_error (
      error, SL_ERROR, SL_ERROR_CANCELLED, _ ("Stopped on request after %d of %d epochs"),
      sl_training_epoch (sl_replay_training (replay)), sl_training_epoch (saved));
  return FALSE;
}

static gboolean
replay_file (const char *path, const SlRunOptions *options, GError **error)
{
  const gint *stop = sl_run_catch_signals ();
  const SlInputWatch watch = {.stop = stop};
  g_autoptr (SlSessionFile) file = sl_session_file_read (path, &watch, error);
  if (file == NULL)
    return FALSE;
  g_autoptr (SlPool) pool = sl_pool_new (options->threads);
  g_autoptr (SlReplay) replay = sl_replay_new (file->training, pool, stop, error);
  if (replay == NULL || !repeat (replay, file->training, stop, error))
    return FALSE;
  g_autofree char *difference = sl_replay_difference (replay);
  if (difference != NULL) {
    g_autofree char *shown = g_filename_display_name (path);
    g_set_error (error, SL_ERROR, SL_ERROR_DIFFERENT, "%s: %s", shown, difference);
    return FALSE;
  }
  g_print (_ ("Same to the last bit: %d epochs and %d minibatches, every number of the "
              "history and %" G_GSIZE_FORMAT " weights and biases.\n"),
           sl_training_epoch (file->training), sl_training_batch (file->training),
           sl_training_network (file->training)->n_params);
  return TRUE;
}

static gboolean
replay_run (const char *const *arguments, GError **error)
{
  g_auto (SlRunOptions) options = {0};
  sl_run_options_init (&options);
  g_autoptr (SlOptionSet) set = make_option_set (&options);
  g_auto (GStrv) words = sl_option_set_parse (set, arguments, error);
  if (words == NULL)
    return FALSE;
  if (words[0] != NULL && words[1] == NULL)
    return replay_file (words[0], &options, error);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("Name one session to repeat, as in: replay run.sparsity"));
  return FALSE;
}

const SlCommand sl_command_replay = {
    .kind = {.id = "replay",
             .name = N_ ("Replay"),
             .summary = N_ ("Repeat a saved run, and say whether it is the same")},
    .usage = N_ ("FILE.sparsity [OPTIONS]"),
    .help = replay_help,
    .run = replay_run,
};
