/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/code/python.h"

#include "core/base/number.h"
#include "core/training/recipe.h"

#include <string.h>

gboolean
sl_code_is (const SlKind *kind, const char *id)
{
  return g_str_equal (kind->id, id);
}

const SlLossType *
sl_code_loss (const SlCodeCase *context)
{
  return context->config->loss != NULL
             ? context->config->loss
             : sl_loss_for_task (context->problem->dataset->task);
}

SlCodePenalty
sl_code_penalty (const SlCodeCase *context)
{
  const SlConfig *config = context->config;
  double lambda = sl_config_lambda (config), rho = sl_config_share (config);
  gboolean squared = sl_code_loss (context)->task == SL_TASK_REGRESSION;
  /* Whoever divides the gradient by its own size takes the same step towards a doubled
   * objective; plain descent takes one twice as long. */
  gboolean plain = sl_code_is (&config->optimizer->kind, "sgd") ||
                   sl_code_is (&config->optimizer->kind, "momentum") ||
                   sl_code_is (&config->optimizer->kind, "nesterov");
  SlCodePenalty penalty = {.factor = squared ? 2.0 : 1.0};
  /* AdamW's decay is no part of the loss, so the loss's factor does not reach it. */
  double decay = config->optimizer->decays_weights ? 1.0 : penalty.factor;

  penalty.lambda = penalty.factor * lambda;
  penalty.l1 = config->penalty->group != NULL ? 0.0 : penalty.factor * lambda * rho;
  penalty.l2 = config->penalty->group != NULL ? 0.0 : decay * lambda * (1.0 - rho);
  penalty.eta = config->learning_rate / (plain ? penalty.factor : 1.0);
  penalty.epsilon = config->epsilon * penalty.factor;
  return penalty;
}

gboolean
sl_code_ties_biases (const SlConfig *config)
{
  return sl_config_lambda (config) > 0.0 && config->penalty->group != NULL &&
         config->penalize_bias;
}

int
sl_code_batch (const SlCodeCase *context)
{
  int n = context->problem->train.n, batch = context->config->batch_size;

  return batch == 0 || batch > n ? n : batch;
}

int
sl_code_inputs (const SlCodeCase *context, int l)
{
  return l == 0 ? context->problem->dataset->d : context->config->hidden.units[l - 1];
}

int
sl_code_outputs (const SlCodeCase *context, int l)
{
  const SlHidden *hidden = &context->config->hidden;

  return l < hidden->n
             ? hidden->units[l]
             : sl_code_loss (context)->outputs (context->problem->dataset->n_classes);
}

const char *
sl_code_watched (const SlCodeCase *context)
{
  if (context->problem->validation.n > 0)
    return "validation";
  return context->config->validate_on_test && context->problem->test.n > 0 ? "test"
                                                                           : "train";
}

void
sl_code_printf (GString *script, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_string_append_vprintf (script, format, arguments);
  va_end (arguments);
}

char *
sl_code_text (const char *text)
{
  GString *quoted = g_string_new ("\"");

  for (; *text != '\0'; text++) {
    if (*text == '"' || *text == '\\')
      g_string_append_printf (quoted, "\\%c", *text);
    else if (g_ascii_iscntrl (*text))
      g_string_append_printf (quoted, "\\x%02x", (guint8) *text);
    else
      g_string_append_c (quoted, *text);
  }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

/* What the run minimises, in words that stand in a docstring. */
static void
append_objective (const SlCodeCase *context, GString *script)
{
  const SlConfig *config = context->config;
  g_autofree char *lambda = sl_number_exact (sl_config_lambda (config));
  g_autofree char *rho = sl_number_exact (sl_config_share (config));

  if (sl_config_lambda (config) == 0.0)
    g_string_append (script, "It minimises the loss alone: there is no penalty.\n");
  else if (config->penalty->group != NULL)
    sl_code_printf (script,
                    "It minimises loss + λ·Σ √|g|·‖w_g‖₂ with λ = %s, a group g being "
                    "all weights\n%s.\n",
                    lambda,
                    config->grouping->by_input ? "out of an input" : "into a unit");
  else
    sl_code_printf (script,
                    "It minimises loss + λ·Σ (ρ·|w| + (1−ρ)/2·w²) with λ = %s, ρ = %s.\n",
                    lambda, rho);
}

/* Options can hold any text of a file's columns: nothing may end the docstring. */
static void
append_command (const SlCodeCase *context, GString *script)
{
  g_autofree char *options = sl_config_command_line (context->config);
  g_autofree char *valid = g_utf8_make_valid (options, -1);

  g_string_append_printf (script, "    sparsity-lab train --epochs %d", context->epochs);
  if (*valid != '\0')
    g_string_append_c (script, ' ');
  for (const char *c = valid; *c != '\0'; c++)
    if (*c == '\\' || *c == '"')
      g_string_append_printf (script, "\\%c", *c);
    else if (g_ascii_iscntrl (*c))
      g_string_append_c (script, ' ');
    else
      g_string_append_c (script, *c);
  g_string_append (script, "\n\n");
}

void
sl_code_head (const SlCodeType *type, const SlCodeCase *context, GString *script)
{
  sl_code_printf (
      script,
      "#!/usr/bin/env python3\n"
      "\"\"\"The model of Sparsity Lab, trained by %s.\n\n"
      "The data is the CSV file of the same name beside this script; its last "
      "column says which\npart a row belongs to. It is the run of\n\n",
      type->kind.name);
  append_command (context, script);
  append_objective (context, script);
  g_string_append (script,
                   "\nWhat cannot match:\n"
                   "- Other random numbers: the starting weights and the order of "
                   "the rows are not the same.\n");
  if (context->changes > 0)
    g_string_append (script,
                     "- The run was changed on its way; this script has the settings of "
                     "its end from the start.\n");
  type->note (context, script);
  g_string_append (script, "\"\"\"\n\n");
}

static void
append_classes (const SlDataset *dataset, GString *script)
{
  g_string_append (script, "classes = [");
  for (int k = 0; k < dataset->n_classes; k++) {
    g_autofree char *name = sl_code_text (dataset->classes[k]);

    g_string_append_printf (script, "%s%s", k > 0 ? ", " : "", name);
  }
  g_string_append (script, "]\ny = np.array([classes.index(row[-2]) for row in rows])\n");
}

static void
append_scaling (const SlCodeCase *context, GString *script)
{
  const SlProblem *problem = context->problem;
  g_autofree char *range = sl_number_exact ((double) problem->dataset->pixel_range);

  if (context->config->standardize && problem->dataset->pixel_range > 0.0f)
    sl_code_printf (script, "X = X / %s  # pixels from 0 to 1\n", range);
  else if (context->config->standardize)
    g_string_append (
        script, "# Inputs with the mean and the standard deviation of the training part; "
                "a constant one becomes 0.\n"
                "mean, scale = X[train].mean(axis=0), X[train].std(axis=0)\n"
                "constant = (X[train] == X[train][0]).all(axis=0)\n"
                "mean[constant], scale[constant] = X[train][0][constant], 1.0\n"
                "X = (X - mean) / scale\n");
  if (problem->dataset->task == SL_TASK_REGRESSION && context->config->standardize_target)
    g_string_append (script, "y = (y - y[train].mean()) / (y[train].std() or 1.0)\n");
}

void
sl_code_data (const SlCodeCase *context, GString *script)
{
  const SlDataset *dataset = context->problem->dataset;

  sl_code_printf (script,
                  "SEED = %" G_GINT64_FORMAT "\n"
                  "EPOCHS = %d\n"
                  "BATCH = %d\n\n"
                  "# The data.\n"
                  "path = os.path.splitext(os.path.abspath(__file__))[0] + \".csv\"\n"
                  "with open(path, newline=\"\", encoding=\"utf-8\") as file:\n"
                  "    rows = list(csv.reader(file))\n"
                  "names, rows = rows[0][:-2], rows[1:]\n"
                  "X = np.array([row[:-2] for row in rows], dtype=float)\n"
                  "part = np.array([row[-1] for row in rows])\n"
                  "train, validation, test = (np.flatnonzero(part == name)\n"
                  "                           for name in (\"train\", \"validation\", "
                  "\"test\"))\n",
                  context->config->seed, context->epochs, sl_code_batch (context));
  if (dataset->task == SL_TASK_CLASSIFICATION)
    append_classes (dataset, script);
  else
    g_string_append (script, "y = np.array([float(row[-2]) for row in rows])\n");
  append_scaling (context, script);
}
