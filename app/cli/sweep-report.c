/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/sweep-report.h"

#include "app/cli/solve.h"
#include "core/core.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>

/* The columns of the CSV file, in order. */
typedef struct
{
  const char *id;
  gboolean count;
  double (*value) (const SlHistoryRow *row);
} Column;

#define COLUMN(name, expression)                                                         \
  static double name##_of (const SlHistoryRow *row)                                      \
  {                                                                                      \
    return (double) (expression);                                                        \
  }
COLUMN (lambda, row->lambda)
COLUMN (nonzeros, row->weights - row->zeros)
COLUMN (zeros, row->zeros)
COLUMN (zeros_unreached, row->zeros_unreached)
COLUMN (train_loss, row->train_loss)
COLUMN (val_loss, row->val_loss)
COLUMN (test_loss, row->test_loss)
COLUMN (train_score, row->train_score)
COLUMN (val_score, row->val_score)
COLUMN (test_score, row->test_score)
COLUMN (penalty, row->penalty)
COLUMN (norm_l1, row->norm_l1)
COLUMN (norm_l2, row->norm_l2)
#undef COLUMN

static const Column columns[] = {
    {"lambda", FALSE, lambda_of},
    {"nonzeros", TRUE, nonzeros_of},
    {"zeros", TRUE, zeros_of},
    {"zeros_unreached", TRUE, zeros_unreached_of},
    {"train_loss", FALSE, train_loss_of},
    {"val_loss", FALSE, val_loss_of},
    {"test_loss", FALSE, test_loss_of},
    {"train_score", FALSE, train_score_of},
    {"val_score", FALSE, val_score_of},
    {"test_score", FALSE, test_score_of},
    {"penalty", FALSE, penalty_of},
    {"norm_l1", FALSE, norm_l1_of},
    {"norm_l2", FALSE, norm_l2_of},
};

GString *
sl_sweep_report_csv (const SlSweep *sweep)
{
  GString *csv = g_string_new (NULL);
  int n, last = G_N_ELEMENTS (columns) - 1;
  const SlSweepRow *rows = sl_sweep_rows (sweep, &n);
  for (int j = 0; j <= last; j++)
    g_string_append_printf (csv, "%s%c", columns[j].id, j < last ? ',' : '\n');
  for (int i = 0; i < n; i++)
    for (int j = 0; j <= last; j++) {
      sl_csv_number (csv, columns[j].value (&rows[i].end));
      g_string_append_c (csv, j < last ? ',' : '\n');
    }
  return csv;
}

/* Appends @text to @line at the right of a cell of @width letters. */
static void
append_cell (GString *line, int width, const char *text)
{
  glong missing = width - g_utf8_strlen (text, -1);
  g_string_append_printf (line, "%*s%s", (int) MAX (missing, 1), "", text);
}

static gboolean
is_classes (const SlSweep *sweep)
{
  const SlTraining *training = sl_sweep_training (sweep);
  return sl_training_problem ((SlTraining *) training)->dataset->task ==
         SL_TASK_CLASSIFICATION;
}

enum { LAMBDA_WIDTH = 10, CELL_WIDTH = 12 };

char *
sl_sweep_report_head (const SlSweep *sweep)
{
  g_autoptr (GString) head = g_string_new (NULL);
  const char *score = is_classes (sweep) ? _ ("accuracy") : _ ("R²");
  append_cell (head, LAMBDA_WIDTH, "");
  append_cell (head, CELL_WIDTH, _ ("weights"));
  append_cell (head, CELL_WIDTH, _ ("training"));
  append_cell (head, CELL_WIDTH, _ ("validation"));
  append_cell (head, CELL_WIDTH, _ ("validation"));
  append_cell (head, CELL_WIDTH, _ ("test"));
  g_string_append_c (head, '\n');
  append_cell (head, LAMBDA_WIDTH, "λ");
  append_cell (head, CELL_WIDTH, _ ("not zero"));
  append_cell (head, CELL_WIDTH, _ ("loss"));
  append_cell (head, CELL_WIDTH, _ ("loss"));
  append_cell (head, CELL_WIDTH, score);
  append_cell (head, CELL_WIDTH, score);
  g_string_append_c (head, '\n');
  return g_string_free (g_steal_pointer (&head), FALSE);
}

static void
append_number (GString *line, double value)
{
  g_autofree char *text = isnan (value) ? g_strdup ("–") : sl_number_text (value, 4);
  append_cell (line, CELL_WIDTH, text);
}

static char *
score_text (const SlSweep *sweep, double score)
{
  if (isnan (score))
    return g_strdup ("–");
  g_autofree char *number = sl_number_text (is_classes (sweep) ? 100 * score : score, 4);
  return is_classes (sweep) ? g_strdup_printf ("%s %%", number)
                            : g_steal_pointer (&number);
}

char *
sl_sweep_report_line (const SlSweep *sweep, const SlSweepRow *row)
{
  GString *line = g_string_new (NULL);
  const SlHistoryRow *end = &row->end;
  g_autofree char *lambda = sl_number_text (end->lambda, 3);
  g_autofree char *nonzeros = sl_number_count (end->weights - end->zeros);
  g_autofree char *val_score = score_text (sweep, end->val_score);
  g_autofree char *test_score = score_text (sweep, end->test_score);
  append_cell (line, LAMBDA_WIDTH, lambda);
  append_cell (line, CELL_WIDTH, nonzeros);
  append_number (line, end->train_loss);
  append_number (line, end->val_loss);
  append_cell (line, CELL_WIDTH, val_score);
  append_cell (line, CELL_WIDTH, test_score);
  return g_string_free (line, FALSE);
}

/* How many λ after the first had to start from the initial weights. */
static int
count_anew (const SlSweep *sweep)
{
  int n, count = 0;
  const SlSweepRow *rows = sl_sweep_rows (sweep, &n);
  for (int i = 1; i < n; i++)
    count += rows[i].anew;
  return count;
}

static void
append_choice (GString *text, const SlSweep *sweep, const char *format, int place)
{
  int n;
  const SlHistoryRow *row = &sl_sweep_rows (sweep, &n)[place].end;
  g_autofree char *lambda = sl_number_text (row->lambda, 3);
  g_autofree char *nonzeros = sl_number_count (row->weights - row->zeros);
  g_autofree char *weights = sl_number_count (row->weights);
  g_autofree char *loss = sl_number_text (row->val_loss, 4);
  g_string_append_printf (text, format, lambda, loss, nonzeros, weights);
  g_string_append_c (text, '\n');
}

char *
sl_sweep_report_end (const SlSweep *sweep)
{
  GString *text = g_string_new (NULL);
  int best = sl_sweep_best (sweep), anew = count_anew (sweep);
  if (best >= 0) {
    append_choice (text, sweep,
                   _ ("Best λ: %s, with validation loss %s; %s of %s weights are not "
                      "zero."),
                   best);
    append_choice (text, sweep,
                   _ ("Sparsest within one standard error of it: λ = %s, with validation "
                      "loss %s; %s of %s weights are not zero."),
                   sl_sweep_sparsest (sweep));
  }
  if (anew > 0)
    g_string_append_printf (text,
                            ngettext ("%d value of λ started from the initial weights: "
                                      "the one before had left no way through the "
                                      "network.\n",
                                      "%d values of λ started from the initial weights: "
                                      "the one before had left no way through the "
                                      "network.\n",
                                      (gulong) anew),
                            anew);
  const SlTraining *training = sl_sweep_training (sweep);
  if (sl_training_config (training)->validate_on_test &&
      sl_training_problem ((SlTraining *) training)->validation.n == 0)
    g_string_append_printf (
        text, "%s\n",
        _ ("The test part stands in for validation: its score is no honest test."));
  return g_string_free (text, FALSE);
}

static void
add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_row (JsonBuilder *builder, const SlSweepRow *row, int n_layers)
{
  json_builder_begin_object (builder);
  for (size_t j = 0; j < G_N_ELEMENTS (columns); j++) {
    double value = columns[j].value (&row->end);
    if (!columns[j].count) {
      add_number (builder, columns[j].id, value);
      continue;
    }
    json_builder_set_member_name (builder, columns[j].id);
    json_builder_add_int_value (builder, (gint64) value);
  }
  add_number (builder, "val_se", row->val_se);
  json_builder_set_member_name (builder, "epochs");
  json_builder_add_int_value (builder, row->epochs);
  json_builder_set_member_name (builder, "anew");
  json_builder_add_boolean_value (builder, row->anew);
  json_builder_set_member_name (builder, "layer_nonzeros");
  json_builder_begin_array (builder);
  for (int l = 0; l < n_layers; l++)
    json_builder_add_int_value (builder, row->layer_nonzeros[l]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

char *
sl_sweep_report_json (const SlSweep *sweep)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  int n, n_lambdas, best = sl_sweep_best (sweep), sparsest = sl_sweep_sparsest (sweep);
  const SlSweepRow *rows = sl_sweep_rows (sweep, &n);
  const double *lambdas = sl_sweep_lambdas (sweep, &n_lambdas);
  int n_layers = sl_training_network (sl_sweep_training (sweep))->n_layers;
  json_builder_begin_object (builder);
  add_number (builder, "lambda_max", fmax (lambdas[0], lambdas[n_lambdas - 1]));
  add_number (builder, "lambda_min", best < 0 ? NAN : rows[best].end.lambda);
  add_number (builder, "lambda_1se", sparsest < 0 ? NAN : rows[sparsest].end.lambda);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (int i = 0; i < n; i++)
    add_row (builder, &rows[i], n_layers);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}
