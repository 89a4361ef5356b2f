/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/command.h"
#include "app/cli/outputs.h"
#include "app/cli/solve.h"
#include "core/core.h"
#include <glib/gi18n-lib.h>
#include <math.h>

/* So many coefficients, or names of constant inputs, are printed; a file has all. */
enum { MOST_PRINTED = 40 };

static SlOptionSet *
make_option_set (SlSolve *solve)
{
  SlOptionSet *set = sl_option_set_new ();
  sl_option_set_add (set, _ ("Outputs"), &sl_solve_output_option, solve);
  sl_solve_add_options (solve, set, TRUE);
  return set;
}

static char *
fit_help (void)
{
  SlSolve solve;
  sl_solve_init (&solve);
  g_autoptr (SlOptionSet) set = make_option_set (&solve);
  char *help = sl_option_set_help (set);
  sl_solve_clear (&solve);
  return help;
}

static void
append_row (GString *csv,
            const char *class,
            const char *feature,
            double model,
            double raw)
{
  sl_csv_text (csv, class);
  g_string_append_c (csv, ',');
  sl_csv_text (csv, feature);
  g_string_append_c (csv, ',');
  sl_csv_number (csv, model);
  g_string_append_c (csv, ',');
  sl_csv_number (csv, raw);
  g_string_append_c (csv, '\n');
}

static GString *
make_csv (const SlProblem *problem, const SlFit *fit)
{
  GString *csv = g_string_new ("class,feature,standardized,original\n");
  for (int k = 0; k < fit->model.k; k++) {
    const char *class = sl_solve_class (problem, k);
    for (int j = 0; j < fit->model.d; j++) {
      size_t i = (size_t) k * fit->model.d + j;
      append_row (csv, class, problem->dataset->features[j], fit->model.w[i],
                  fit->raw.w[i]);
    }
    append_row (csv, class, "(intercept)", fit->model.b[k], fit->raw.b[k]);
  }
  return csv;
}

/* Which inputs never change: their weight is 0 whatever λ is. */
static void
print_constant (const SlProblem *problem, const SlFit *fit)
{
  g_autoptr (GString) names = g_string_new (NULL);
  int printed = MIN (fit->n_constant, MOST_PRINTED);
  if (fit->constant_target)
    g_print ("%s\n", _ ("The target has one value in all rows, so every weight is 0."));
  if (fit->n_constant == 0)
    return;
  for (int i = 0; i < printed; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            problem->dataset->features[fit->constant[i]]);
  if (printed < fit->n_constant)
    g_string_append (names, ", …");
  /* TRANSLATORS: a number, then names of inputs. */
  g_print (_ ("Constant inputs, whose weight is 0: %d (%s)\n"), fit->n_constant,
           names->str);
}

static void
print_coefficients (const SlProblem *problem, const SlFit *fit)
{
  int printed = 0;
  for (int i = 0; i < fit->model.k * fit->model.d; i++) {
    int k = i / fit->model.d, j = i % fit->model.d;
    if (fit->model.w[i] == 0)
      continue;
    if (printed++ == MOST_PRINTED) {
      g_print (_ ("… and %d more; --output FILE.csv writes all\n"),
               fit->nonzeros - MOST_PRINTED);
      return;
    }
    g_autofree char *model = sl_number_text (fit->model.w[i], 6);
    g_autofree char *raw = sl_number_text (fit->raw.w[i], 6);
    const char *class = sl_solve_class (problem, k);
    if (printed == 1)
      g_print ("\n%-28s%14s%14s\n", _ ("weights that are not 0"), _ ("standardised"),
               _ ("original"));
    g_autofree char *name = g_strdup_printf ("%s%s%s", class, *class != '\0' ? "  " : "",
                                             problem->dataset->features[j]);
    g_print ("%-28s%14s%14s\n", name, model, raw);
  }
}

static void
print_fit (const SlProblem *problem, const SlFit *fit, gboolean coefficients)
{
  sl_solve_print ("n", fit->n);
  sl_solve_print ("inputs", fit->model.d);
  sl_solve_print ("lambda", fit->lambda);
  sl_solve_print ("lambda_max", fit->lambda_max);
  sl_solve_print ("nonzeros", fit->nonzeros);
  sl_solve_print ("train_loss", fit->loss);
  if (!isnan (fit->test_loss))
    sl_solve_print ("test_loss", fit->test_loss);
  sl_solve_print ("objective", fit->objective);
  sl_solve_print ("kkt_residual", fit->kkt);
  sl_solve_print ("kkt_allowed", fit->kkt_allowed);
  if (!isnan (fit->gap))
    sl_solve_print ("duality_gap", fit->gap);
  print_constant (problem, fit);
  if (coefficients)
    print_coefficients (problem, fit);
}

static gboolean
solve_and_write (SlSolve *solve, GError **error)
{
  const SlConfig *config = &solve->run.config;
  if (!sl_solve_begin (solve, error))
    return FALSE;
  g_autoptr (SlFit) fit = sl_fit_new (solve->problem, config->penalty, config->lambda,
                                      config->l1_share, &solve->options, error);
  sl_solve_end (solve);
  if (fit == NULL)
    return FALSE;
  print_fit (solve->problem, fit, solve->output == NULL);
  if (solve->output == NULL)
    return TRUE;
  g_autoptr (GString) csv = make_csv (solve->problem, fit);
  return sl_output_write_text (solve->output, csv, error);
}

static gboolean
fit_run (const char *const *arguments, GError **error)
{
  SlSolve solve;
  sl_solve_init (&solve);
  g_autoptr (SlOptionSet) set = make_option_set (&solve);
  gboolean done =
      sl_solve_parse (set, arguments, error) && solve_and_write (&solve, error);
  sl_solve_clear (&solve);
  return done;
}

const SlCommand sl_command_fit = {
    .kind = {.id = "fit",
             .name = N_ ("Fit"),
             .summary = N_ ("Solve a model without hidden layers exactly")},
    .usage = N_ ("[--output FILE.csv] [OPTIONS]"),
    .help = fit_help,
    .run = fit_run,
};
