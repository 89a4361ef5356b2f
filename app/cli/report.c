/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/report.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

enum { NAME_WIDTH = 18, CELL_WIDTH = 14 };

/* Minibatch rows a second, without evaluation; NaN when nothing was trained. */
static double
samples_per_second (const SlRun *run)
{
  gint64 rows;
  double seconds = sl_training_seconds (run->training, &rows);
  return seconds > 0 && rows > 0 ? (double) rows / seconds : NAN;
}

static void
append_padded (GString *table, const char *text, glong width)
{
  glong missing = width - g_utf8_strlen (text, -1);
  g_string_append_printf (table, "%s%*s", text, (int) MAX (missing, 1), "");
}

static void
append_line (GString *table, const char *name, const char *value)
{
  append_padded (table, name, NAME_WIDTH);
  g_string_append_printf (table, "%s\n", value);
}

static void
append_number (GString *table, const char *name, double value)
{
  g_autofree char *text = sl_number_text (value, 6);
  append_line (table, name, text);
}

static void
append_share (GString *table, const char *name, gint64 count, gint64 weights)
{
  g_autofree char *number = sl_number_count (count);
  double share = weights > 0 ? 100.0 * (double) count / (double) weights : 0;
  g_autofree char *percent = sl_number_text (share, 3);
  g_autofree char *text = g_strdup_printf ("%s (%s %%)", number, percent);
  append_line (table, name, text);
}

/* One line with a cell for each part that has a loss; "–" where there is no number for
 * it. */
static void
append_parts (GString *table,
              const char *name,
              const SlHistoryRow *row,
              const double values[3],
              gboolean percent)
{
  const double losses[] = {row->train_loss, row->val_loss, row->test_loss};
  append_padded (table, name, NAME_WIDTH);
  for (int i = 0; i < 3; i++) {
    if (isnan (losses[i]) && isnan (values[i]))
      continue;
    g_autofree char *number = sl_number_text (percent ? 100 * values[i] : values[i], 4);
    g_autofree char *cell = isnan (values[i])
                                ? g_strdup ("–")
                                : g_strconcat (number, percent ? " %" : "", NULL);
    append_padded (table, cell, CELL_WIDTH);
  }
  while (table->str[table->len - 1] == ' ')
    g_string_truncate (table, table->len - 1);
  g_string_append_c (table, '\n');
}

static void
append_headings (GString *table, const SlHistoryRow *row)
{
  const char *const names[] = {_ ("training"), _ ("validation"), _ ("test")};
  const double losses[] = {row->train_loss, row->val_loss, row->test_loss};
  append_padded (table, "", NAME_WIDTH);
  for (size_t i = 0; i < G_N_ELEMENTS (names); i++)
    if (!isnan (losses[i]))
      append_padded (table, names[i], CELL_WIDTH);
  while (table->str[table->len - 1] == ' ')
    g_string_truncate (table, table->len - 1);
  g_string_append_c (table, '\n');
}

/* What a reader of the numbers must know. */
static void
append_notes (GString *table, const SlRun *run)
{
  const SlProblem *problem = sl_training_problem (run->training);
  const char *ending = sl_training_ending (run->training);
  if (sl_training_config (run->training)->validate_on_test && problem->validation.n == 0)
    g_string_append_printf (
        table, "%s\n",
        _ ("The test part stands in for validation: its score is no honest test."));
  if (ending != NULL)
    g_string_append_printf (table, "%s\n", ending);
}

char *
sl_report_table (const SlRun *run)
{
  g_return_val_if_fail (run != NULL, NULL);
  SlHistoryRow row = sl_run_last (run);
  GString *table = g_string_new (NULL);
  gboolean classes =
      sl_training_problem (run->training)->dataset->task == SL_TASK_CLASSIFICATION;
  g_autofree char *epochs = sl_number_count (row.epoch);
  append_line (table, _ ("Epochs"), epochs);
  append_headings (table, &row);
  append_parts (table, _ ("Loss"), &row,
                (const double[]){row.train_loss, row.val_loss, row.test_loss}, FALSE);
  append_parts (table, classes ? _ ("Accuracy") : _ ("R²"), &row,
                (const double[]){row.train_score, row.val_score, row.test_score},
                classes);
  append_number (table, _ ("Penalty"), row.penalty);
  append_number (table, _ ("Objective"), row.objective);
  append_number (table, _ ("L1 norm"), row.norm_l1);
  append_number (table, _ ("L2 norm"), row.norm_l2);
  g_autofree char *weights = sl_number_count (row.weights);
  append_line (table, _ ("Weights"), weights);
  append_share (table, _ ("Exactly zero"), row.zeros, row.weights);
  append_share (table, _ ("  not reached"), row.zeros_unreached, row.weights);
  append_share (table, _ ("Near zero"), row.near_zeros, row.weights);
  g_autofree char *seconds = sl_number_text (run->seconds, 3);
  g_autofree char *speed = sl_number_text (samples_per_second (run), 3);
  g_autofree char *time =
      isnan (samples_per_second (run))
          ? g_strdup_printf (_ ("%s s"), seconds)
          : g_strdup_printf (_ ("%s s, %s rows a second while training"), seconds, speed);
  append_line (table, _ ("Time"), time);
  append_notes (table, run);
  return g_string_free (table, FALSE);
}

static void
add_double (JsonBuilder *builder, double value)
{
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_column (JsonBuilder *builder, const SlHistoryColumn *column, const SlHistoryRow *row)
{
  gconstpointer field = (const char *) row + column->offset;
  json_builder_set_member_name (builder, column->id);
  switch (column->type) {
  case SL_COLUMN_INT:
    json_builder_add_int_value (builder, *(const int *) field);
    break;
  case SL_COLUMN_INT64:
    json_builder_add_int_value (builder, *(const gint64 *) field);
    break;
  case SL_COLUMN_DOUBLE:
    add_double (builder, *(const double *) field);
    break;
  }
}

/* How far a run without hidden layers is from its exact optimum. */
static void
add_distance (JsonBuilder *builder, const SlRun *run)
{
  const SlDistanceReport *report = run->distance;
  gboolean known =
      report != NULL && report->reason == NULL && run->result != SL_TRAINING_DIVERGED;
  json_builder_set_member_name (builder, "optimum_distance");
  add_double (builder, known ? report->distance.largest : NAN);
  json_builder_set_member_name (builder, "optimum_gap");
  add_double (builder, known ? report->distance.gap : NAN);
}

char *
sl_report_json (const SlRun *run)
{
  g_return_val_if_fail (run != NULL, NULL);
  SlHistoryRow row = sl_run_last (run);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "epochs");
  json_builder_add_int_value (builder, row.epoch);
  /* The columns before the losses are settings, which the caller knows. */
  size_t n, i = 0;
  const SlHistoryColumn *columns = sl_history_columns (&n);
  while (i < n && strcmp (columns[i].id, "train_loss") != 0)
    i++;
  for (; i < n; i++)
    add_column (builder, &columns[i], &row);
  json_builder_set_member_name (builder, "diverged");
  json_builder_add_boolean_value (builder, run->result == SL_TRAINING_DIVERGED);
  json_builder_set_member_name (builder, "seconds");
  add_double (builder, run->seconds);
  json_builder_set_member_name (builder, "samples_per_second");
  add_double (builder, samples_per_second (run));
  add_distance (builder, run);
  json_builder_end_object (builder);
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}
