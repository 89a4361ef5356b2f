/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/solve.h"

#include "app/cli/outputs.h"
#include "app/cli/reading.h"
#include <glib/gi18n-lib.h>

enum { NAME_WIDTH = 16 };

/* The settings that say what a model without hidden layers is. */
static const char *const settings[] = {
    "dataset",
    "data",
    "target",
    "columns",
    "task",
    "missing",
    "test-fraction",
    "standardize",
    "standardize-target",
    "seed",
    "penalty",
    "l1-share",
    NULL,
};
static const char *const strength[] = {"lambda", NULL};

static void
progress_cb (double share, gpointer data)
{
  sl_progress_update_share (data, share);
}

static gboolean
output_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  SlSolve *solve = target;
  g_free (solve->output);
  solve->output = g_strdup (text);
  return TRUE;
}

const SlOption sl_solve_output_option = {
    .id = "output",
    .value = N_ ("FILE.csv"),
    .summary = N_ ("Where the table goes"),
    .take = output_take,
};

void
sl_solve_init (SlSolve *solve)
{
  *solve = (SlSolve){0};
  sl_run_options_init (&solve->run);
  solve->run.config.test_fraction = 0;
  solve->run.config.standardize_target = FALSE;
}

void
sl_solve_clear (SlSolve *solve)
{
  sl_run_options_clear (&solve->run);
  g_clear_pointer (&solve->output, g_free);
  g_clear_pointer (&solve->pool, sl_pool_free);
  g_clear_pointer (&solve->problem, sl_problem_unref);
}

void
sl_solve_add_options (SlSolve *solve, SlOptionSet *set, gboolean lambda)
{
  if (lambda)
    sl_run_options_add_settings (&solve->run, set, strength);
  sl_run_options_add_settings (&solve->run, set, settings);
  sl_run_options_add_data (&solve->run, set);
  sl_run_options_add_threads (&solve->run, set);
}

gboolean
sl_solve_parse (SlOptionSet *set, const char *const *arguments, GError **error)
{
  g_auto (GStrv) words = sl_option_set_parse (set, arguments, error);
  if (words == NULL)
    return FALSE;
  if (words[0] == NULL)
    return TRUE;
  g_autofree char *shown = sl_quote (words[0]);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("'%s' belongs to no option; options begin with two dashes"), shown);
  return FALSE;
}

gboolean
sl_solve_begin (SlSolve *solve, GError **error)
{
  if (!sl_run_options_check (&solve->run, error) ||
      (solve->output != NULL && !sl_output_check (solve->output, error)))
    return FALSE;
  sl_progress_init (&solve->progress, 0);
  solve->pool = sl_pool_new (solve->run.threads);
  solve->options = (SlSolverOptions){sl_run_catch_signals (), progress_cb,
                                     &solve->progress, solve->pool};
  solve->problem = sl_reading_problem (&solve->run.config, error);
  if (solve->problem != NULL)
    sl_run_print_notes (solve->problem);
  return solve->problem != NULL;
}

void
sl_solve_end (SlSolve *solve)
{
  sl_progress_clear (&solve->progress);
  g_clear_pointer (&solve->pool, sl_pool_free);
}

const char *
sl_solve_class (const SlProblem *problem, int k)
{
  const SlDataset *data = problem->dataset;
  if (data->task == SL_TASK_REGRESSION)
    return "";
  return data->classes[data->n_classes == 2 ? 1 : k];
}

void
sl_solve_print (const char *name, double value)
{
  g_autofree char *text = sl_number_exact (value);
  g_print ("%-*s%s\n", NAME_WIDTH, name, text);
}
