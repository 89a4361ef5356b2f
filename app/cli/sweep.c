/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/command.h"
#include "app/cli/outputs.h"
#include "app/cli/reading.h"
#include "app/cli/solve.h"
#include "app/cli/sweep-report.h"
#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  SlRunOptions run;
  SlSweepOptions grid;
  char *output; /* Owned, nullable */
  gboolean json;
} SweepOptions;

static void
sweep_options_init (SweepOptions *options)
{
  *options = (SweepOptions){.grid = sl_sweep_options_default ()};
  sl_run_options_init (&options->run);
}

static void
sweep_options_clear (SweepOptions *options)
{
  sl_run_options_clear (&options->run);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SweepOptions, sweep_options_clear)

static gboolean
lambdas_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  SweepOptions *options = target;
  return sl_option_take_count (option, text, SL_SWEEP_MAX_LAMBDAS,
                               &options->grid.n_lambdas, error);
}

static gboolean
epochs_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  SweepOptions *options = target;
  return sl_option_take_count (option, text, SL_SWEEP_MAX_EPOCHS, &options->grid.epochs,
                               error);
}

static gboolean
lambda_max_take (const SlOption *option,
                 const char *text,
                 gpointer target,
                 GError **error)
{
  SweepOptions *options = target;
  double value;
  /* How large it may be is known to the sweep. */
  if (!sl_number_parse (text, &value) || !(value > 0)) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--lambda-max: '%s' is not a number above 0"), text);
    return FALSE;
  }
  options->grid.lambda_max = value;
  return TRUE;
}

static gboolean
ratio_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  SweepOptions *options = target;
  return sl_option_take_ratio (option, text, &options->grid.min_ratio, error);
}

static gboolean
order_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  SweepOptions *options = target;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const SlKind *order = sl_kind_find (sl_sweep_orders (), valid, error);
  if (order == NULL)
    return FALSE;
  options->grid.order = ((const SlSweepOrderType *) order)->order;
  return TRUE;
}

static gboolean
output_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  SweepOptions *options = target;
  g_free (options->output);
  options->output = g_strdup (text);
  return TRUE;
}

static gboolean
json_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  SweepOptions *options = target;
  options->json = TRUE;
  return TRUE;
}

static const SlOption sweep_options[] = {
    {.id = "lambdas",
     .value = N_ ("N"),
     .summary = N_ ("How many values of λ (default 30)"),
     .take = lambdas_take},
    {.id = "lambda-max",
     .value = N_ ("X"),
     .summary = N_ ("The largest λ (default: one that leaves next to nothing)"),
     .take = lambda_max_take},
    {.id = "lambda-min-ratio",
     .value = N_ ("X"),
     .summary = N_ ("The smallest λ, as a share of the largest (default 0.001)"),
     .take = ratio_take},
    {.id = "order",
     .value = N_ ("ID"),
     .summary = N_ ("up: from the smallest λ, which suits networks; down: from the "
                    "largest (default up)"),
     .take = order_take},
    {.id = "epochs-per-lambda",
     .value = N_ ("N"),
     .summary = N_ ("Epochs of each λ, from the weights of the one before; the first, "
                    "from random weights, has --epochs (default 20)"),
     .take = epochs_take},
    {.id = "output",
     .value = N_ ("FILE.csv"),
     .summary = N_ ("Where the table goes"),
     .take = output_take},
    {.id = "json",
     .summary = N_ ("Print the result as one JSON object instead of a table"),
     .take = json_take},
};

static SlOptionSet *
make_option_set (SweepOptions *options)
{
  SlOptionSet *set = sl_option_set_new ();
  for (size_t i = 0; i < G_N_ELEMENTS (sweep_options); i++)
    sl_option_set_add (set, _ ("Sweep"), &sweep_options[i], options);
  sl_run_options_add (&options->run, set);
  return set;
}

static char *
sweep_help (void)
{
  g_auto (SweepOptions) options;
  sweep_options_init (&options);
  g_autoptr (SlOptionSet) set = make_option_set (&options);
  return sl_option_set_help (set);
}

/* What can be known before the data is there. */
static gboolean
check (SweepOptions *options, GError **error)
{
  const SlRunOptions *run = &options->run;
  if (g_hash_table_contains (run->given, "lambda")) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--lambda: a sweep goes through many values; choose them with "
                    "--lambda-max and --lambda-min-ratio"));
    return FALSE;
  }
  if (sl_changes_count (run->changes) > 0) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--at: a sweep changes λ and nothing else; leave it out"));
    return FALSE;
  }
  options->grid.first_epochs = run->epochs;
  return sl_run_options_check (run, error) &&
         (options->output == NULL || sl_output_check (options->output, error));
}

/* The steps of @sweep, with a line for each row as it comes. */
static SlSweepResult
go_through (SlSweep *sweep, const gint *stop, const SweepOptions *options)
{
  SlProgress progress;
  SlSweepResult result = SL_SWEEP_STEPPED;
  sl_progress_init (&progress, 0);
  while (result == SL_SWEEP_STEPPED || result == SL_SWEEP_ROW) {
    if (g_atomic_int_get (stop)) {
      result = SL_SWEEP_STOPPED;
      break;
    }
    result = sl_sweep_step (sweep);
    if (result == SL_SWEEP_ROW && !options->json) {
      int n;
      const SlSweepRow *rows = sl_sweep_rows (sweep, &n);
      g_autofree char *line = sl_sweep_report_line (sweep, &rows[n - 1]);
      sl_progress_clear (&progress);
      g_print ("%s\n", line);
    }
    sl_progress_update_share (&progress, sl_sweep_progress (sweep));
  }
  sl_progress_clear (&progress);
  return result;
}

static gboolean
report_ending (const SlSweep *sweep, SlSweepResult result, GError **error)
{
  int n, all;
  sl_sweep_rows (sweep, &n);
  const double *lambdas = sl_sweep_lambdas (sweep, &all);
  g_autofree char *lambda = sl_number_text (lambdas[MIN (n, all - 1)], 6);
  if (result == SL_SWEEP_DIVERGED)
    g_set_error (error, SL_ERROR, SL_ERROR_DIVERGED, _ ("At λ = %s: %s"), lambda,
                 sl_training_divergence (sl_sweep_training (sweep)));
  else if (result == SL_SWEEP_STOPPED)
    g_set_error (error, SL_ERROR, SL_ERROR_CANCELLED,
                 _ ("Stopped on request at λ = %s; %d of %d values are done"), lambda, n,
                 all);
  return result == SL_SWEEP_DONE;
}

static gboolean
sweep_run (const char *const *arguments, GError **error)
{
  g_auto (SweepOptions) options;
  sweep_options_init (&options);
  g_autoptr (SlOptionSet) set = make_option_set (&options);
  if (!sl_solve_parse (set, arguments, error) || !check (&options, error))
    return FALSE;
  const gint *stop = sl_run_catch_signals ();
  g_autoptr (SlPool) pool = sl_pool_new (options.run.threads);
  g_autoptr (SlDataset) file = NULL;
  if (options.run.config.file.path != NULL) {
    file = sl_reading_dataset (&options.run.config.file, error);
    if (file == NULL)
      return FALSE;
  }
  g_autoptr (SlSweep) sweep =
      sl_sweep_new_on (&options.run.config, &options.grid, file, pool, stop, error);
  if (sweep == NULL)
    return FALSE;
  sl_run_print_notes (sl_training_problem (sl_sweep_training (sweep)));
  if (!options.json) {
    g_autofree char *head = sl_sweep_report_head (sweep);
    g_print ("%s", head);
  }
  SlSweepResult result = go_through (sweep, stop, &options);
  g_autofree char *report =
      options.json ? sl_sweep_report_json (sweep) : sl_sweep_report_end (sweep);
  g_print ("%s", report);
  if (options.output != NULL) {
    g_autoptr (GString) csv = sl_sweep_report_csv (sweep);
    if (!sl_output_write_text (options.output, csv, error))
      return FALSE;
  }
  return report_ending (sweep, result, error);
}

const SlCommand sl_command_sweep = {
    .kind = {.id = "sweep",
             .name = N_ ("Sweep"),
             .summary =
                 N_ ("Train a network for one λ after another, and find the best")},
    .usage = N_ ("[--lambdas N] [--output FILE.csv] [OPTIONS]"),
    .help = sweep_help,
    .run = sweep_run,
};
