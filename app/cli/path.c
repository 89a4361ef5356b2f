/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/command.h"
#include "app/cli/outputs.h"
#include "app/cli/solve.h"
#include "core/core.h"
#include <glib/gi18n-lib.h>
#include <math.h>

enum { MAX_FOLDS = 10000, MAX_LAMBDAS = 10000 };

typedef struct
{
  SlSolve solve;      /* first: it is the target of its own options */
  char *coefficients; /* Owned, nullable */
  int folds;          /* 0 = no cross-validation */
  SlPathOptions grid;
} PathOptions;

static void
path_options_init (PathOptions *options)
{
  *options = (PathOptions){.folds = 10, .grid = {100, 1e-3}};
  sl_solve_init (&options->solve);
}

static void
path_options_clear (PathOptions *options)
{
  sl_solve_clear (&options->solve);
  g_free (options->coefficients);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PathOptions, path_options_clear)

static gboolean
folds_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  PathOptions *options = target;
  gint64 value;
  if (!sl_number_parse_integer (text, &value) || value < 0 || value == 1 ||
      value > MAX_FOLDS) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--cv: '%s' is not a number of folds from 2 to %d, nor 0 for none"),
                 text, MAX_FOLDS);
    return FALSE;
  }
  options->folds = (int) value;
  return TRUE;
}

static gboolean
lambdas_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  PathOptions *options = target;
  return sl_option_take_count (option, text, MAX_LAMBDAS, &options->grid.n_lambdas,
                               error);
}

static gboolean
ratio_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  PathOptions *options = target;
  return sl_option_take_ratio (option, text, &options->grid.min_ratio, error);
}

static gboolean
coefficients_take (const SlOption *option,
                   const char *text,
                   gpointer target,
                   GError **error)
{
  PathOptions *options = target;
  g_free (options->coefficients);
  options->coefficients = g_strdup (text);
  return TRUE;
}

static const SlOption path_options[] = {
    {.id = "cv",
     .value = N_ ("K"),
     .summary = N_ ("Folds of the cross-validation that finds λ.min and λ.1se; 0 leaves "
                    "it out (default 10)"),
     .take = folds_take},
    {.id = "lambdas",
     .value = N_ ("N"),
     .summary = N_ ("How many values of λ, from λ.max down (default 100)"),
     .take = lambdas_take},
    {.id = "lambda-min-ratio",
     .value = N_ ("X"),
     .summary = N_ ("The smallest λ, as a share of λ.max (default 0.001)"),
     .take = ratio_take},
    {.id = "coefficients",
     .value = N_ ("FILE.csv"),
     .summary = N_ ("Where the weights for every λ go"),
     .take = coefficients_take},
};

static SlOptionSet *
make_option_set (PathOptions *options)
{
  SlOptionSet *set = sl_option_set_new ();
  sl_option_set_add (set, _ ("Path"), &sl_solve_output_option, &options->solve);
  for (size_t i = 0; i < G_N_ELEMENTS (path_options); i++)
    sl_option_set_add (set, _ ("Path"), &path_options[i], options);
  sl_solve_add_options (&options->solve, set, FALSE);
  return set;
}

static char *
path_help (void)
{
  g_auto (PathOptions) options;
  path_options_init (&options);
  g_autoptr (SlOptionSet) set = make_option_set (&options);
  return sl_option_set_help (set);
}

static GString *
make_csv (const SlPath *path, const SlCrossValidation *cv)
{
  GString *csv = g_string_new ("lambda,nonzeros,train_loss,cv_mean,cv_se\n");
  for (int i = 0; i < path->m; i++) {
    sl_csv_number (csv, path->lambdas[i]);
    g_string_append_printf (csv, ",%d,", path->nonzeros[i]);
    sl_csv_number (csv, path->train_loss[i]);
    g_string_append_c (csv, ',');
    sl_csv_number (csv, cv != NULL ? cv->mean[i] : NAN);
    g_string_append_c (csv, ',');
    sl_csv_number (csv, cv != NULL ? cv->se[i] : NAN);
    g_string_append_c (csv, '\n');
  }
  return csv;
}

static void
append_coefficient (GString *csv, const char *start, const char *feature, double value)
{
  g_string_append (csv, start);
  sl_csv_text (csv, feature);
  g_string_append_c (csv, ',');
  sl_csv_number (csv, value);
  g_string_append_c (csv, '\n');
}

static GString *
make_coefficients_csv (const SlProblem *problem, const SlPath *path)
{
  GString *csv = g_string_new ("lambda,class,feature,standardized\n");
  for (int i = 0; i < path->m; i++)
    for (int k = 0; k < path->models[i].k; k++) {
      const SlCoefficients *model = &path->models[i];
      g_autoptr (GString) start = g_string_new (NULL);
      sl_csv_number (start, path->lambdas[i]);
      g_string_append_c (start, ',');
      sl_csv_text (start, sl_solve_class (problem, k));
      g_string_append_c (start, ',');
      for (int j = 0; j < model->d; j++)
        append_coefficient (csv, start->str, problem->dataset->features[j],
                            model->w[(size_t) k * model->d + j]);
      append_coefficient (csv, start->str, "(intercept)", model->b[k]);
    }
  return csv;
}

static void
print_path (const SlProblem *problem, const SlPath *path, const SlCrossValidation *cv)
{
  double worst = 0;
  for (int i = 0; i < path->m; i++)
    worst = MAX (worst, path->kkt[i] / path->lambdas[i]);
  sl_solve_print ("n", problem->train.n);
  sl_solve_print ("lambdas", path->m);
  sl_solve_print ("kkt_by_lambda", worst);
  sl_solve_print ("lambda_max", path->lambdas[0]);
  if (cv == NULL)
    return;
  sl_solve_print ("lambda_min", path->lambdas[cv->min]);
  sl_solve_print ("lambda_1se", path->lambdas[cv->one_se]);
  g_print (_ ("At λ.min %d weights are not 0, at λ.1se %d.\n"), path->nonzeros[cv->min],
           path->nonzeros[cv->one_se]);
}

static gboolean
solve (PathOptions *options, SlPath **path, SlCrossValidation **cv, GError **error)
{
  SlSolve *common = &options->solve;
  const SlConfig *config = &common->run.config;
  *path = sl_path_new (common->problem, config->penalty, config->l1_share, &options->grid,
                       &common->options, error);
  if (*path == NULL || options->folds == 0)
    return *path != NULL;
  *cv = sl_cross_validation_new (common->problem, *path, options->folds,
                                 (guint64) config->seed, &common->options, error);
  return *cv != NULL;
}

static gboolean
write_outputs (const PathOptions *options,
               const SlPath *path,
               const SlCrossValidation *cv,
               GError **error)
{
  const SlSolve *common = &options->solve;
  if (common->output != NULL) {
    g_autoptr (GString) csv = make_csv (path, cv);
    if (!sl_output_write_text (common->output, csv, error))
      return FALSE;
  }
  if (options->coefficients == NULL)
    return TRUE;
  g_autoptr (GString) csv = make_coefficients_csv (common->problem, path);
  return sl_output_write_text (options->coefficients, csv, error);
}

static gboolean
check_outputs (const PathOptions *options, GError **error)
{
  const char *output = options->solve.output, *coefficients = options->coefficients;
  if (coefficients == NULL)
    return TRUE;
  if (output == NULL || !g_str_equal (output, coefficients))
    return sl_output_check (coefficients, error);
  g_autofree char *shown = g_filename_display_name (output);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("Two outputs have the same file name '%s'"), shown);
  return FALSE;
}

static gboolean
path_run (const char *const *arguments, GError **error)
{
  g_auto (PathOptions) options;
  path_options_init (&options);
  g_autoptr (SlOptionSet) set = make_option_set (&options);
  g_autoptr (SlPath) path = NULL;
  g_autoptr (SlCrossValidation) cv = NULL;
  if (!sl_solve_parse (set, arguments, error) || !check_outputs (&options, error) ||
      !sl_penalty_solvable (options.solve.run.config.penalty, TRUE, error) ||
      !sl_solve_begin (&options.solve, error))
    return FALSE;
  gboolean solved = solve (&options, &path, &cv, error);
  sl_solve_end (&options.solve);
  if (!solved)
    return FALSE;
  print_path (options.solve.problem, path, cv);
  return write_outputs (&options, path, cv, error);
}

const SlCommand sl_command_path = {
    .kind = {.id = "path",
             .name = N_ ("Path"),
             .summary = N_ ("Solve such a model for a whole range of λ")},
    .usage = N_ ("[--cv K] [--output FILE.csv] [OPTIONS]"),
    .help = path_help,
    .run = path_run,
};
