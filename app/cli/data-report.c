/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/data-report.h"

#include <glib/gi18n-lib.h>

enum {
  NAME_WIDTH = 24,   /* of the first column of a table */
  NUMBER_WIDTH = 13, /* of those behind it */
  DIGITS = 6,
  MOST_COLUMNS = 100 /* more inputs are counted, not listed */
};

/* printf counts bytes, not letters. */
static void
append_left (GString *text, const char *word, int width)
{
  g_string_append_printf (text, "%s%*s", word,
                          MAX (width - (int) g_utf8_strlen (word, -1), 0), "");
}

/* A name from a file may be as long as it likes, and hold line breaks. */
static void
append_name (GString *text, const char *name)
{
  g_autofree char *quote = sl_quote (name);
  append_left (text, quote, NAME_WIDTH);
}

static void
append_right (GString *text, const char *word, int width)
{
  g_string_append_printf (text, " %*s%s",
                          MAX (width - 1 - (int) g_utf8_strlen (word, -1), 0), "", word);
}

static void
append_number (GString *text, double value)
{
  g_autofree char *number = sl_number_text (value, DIGITS);
  append_right (text, number, NUMBER_WIDTH);
}

static void
append_line (GString *text, const char *name, const char *value)
{
  append_left (text, name, NAME_WIDTH);
  g_string_append_printf (text, " %s\n", value);
}

static const char *
task_text (SlTask task)
{
  return task == SL_TASK_REGRESSION ? _ ("regression") : _ ("classification");
}

char *
sl_data_report_list (SlDataset *const *datasets, size_t n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (datasets != NULL, NULL);
  append_left (text, _ ("data set"), 15);
  append_right (text, _ ("rows"), 6);
  append_right (text, _ ("inputs"), 8);
  g_string_append_printf (text, "  %s\n", _ ("task"));
  for (size_t i = 0; i < n; i++) {
    const SlDataset *set = datasets[i];
    g_autofree char *rows = g_strdup_printf ("%d", set->n);
    g_autofree char *inputs = g_strdup_printf ("%d", set->d);

    append_left (text, set->type->kind.id, 15);
    append_right (text, rows, 6);
    append_right (text, inputs, 8);
    g_string_append (text, "  ");
    append_left (text, task_text (set->task), 16);
    g_string_append_printf (text, "%s\n", _ (set->type->kind.summary));
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_head (GString *text, const SlDataOverview *overview)
{
  const SlDataset *set = overview->dataset;
  g_autofree char *rows = g_strdup_printf ("%d", set->n);
  g_autofree char *inputs = g_strdup_printf ("%d", set->d);
  g_autofree char *target = sl_quote (set->target);

  g_string_append_printf (text, "%s\n%s\n\n", sl_dataset_name (set),
                          _ (set->type->kind.summary));
  append_line (text, _ ("rows"), rows);
  if (set->n_test > 0) {
    g_autofree char *part =
        g_strdup_printf (_ ("the last %d, as they came with the set"), set->n_test);
    append_line (text, _ ("test part"), part);
  }
  append_line (text, _ ("inputs"), inputs);
  if (overview->n_constant > 0) {
    g_autofree char *constant = g_strdup_printf ("%d", overview->n_constant);
    append_line (text, _ ("constant inputs"), constant);
  }
  if (set->width > 0) {
    g_autofree char *picture =
        set->channels > 1
            ? g_strdup_printf (_ ("%d × %d pixels in %d colours"), set->width,
                               set->height, set->channels)
            : g_strdup_printf (_ ("%d × %d pixels"), set->width, set->height);
    append_line (text, _ ("pictures"), picture);
  }
  append_line (text, _ ("task"), task_text (set->task));
  append_line (text, _ ("target"), target);
  append_line (text, set->file.path != NULL ? _ ("file") : _ ("source and licence"),
               sl_dataset_source (set));
  for (int i = 0; set->notes != NULL && set->notes[i] != NULL; i++)
    append_line (text, i == 0 ? _ ("note") : "", set->notes[i]);
}

static void
append_column (GString *text, const SlDataOverview *overview, int j)
{
  const SlDataset *set = overview->dataset;
  SlColumnSummary s = sl_data_overview_column (overview, j)->summary;

  append_name (text, j < set->d ? set->features[j] : set->target);
  append_number (text, s.min);
  append_number (text, s.max);
  append_number (text, s.mean);
  append_number (text, s.sd);
  if (set->true_weights != NULL && j < set->d)
    append_number (text, (double) set->true_weights[j]);
  g_string_append_c (text, '\n');
}

static void
append_columns (GString *text, const SlDataOverview *overview)
{
  const SlDataset *set = overview->dataset;

  g_string_append_c (text, '\n');
  append_left (text, _ ("column"), NAME_WIDTH);
  append_right (text, _ ("smallest"), NUMBER_WIDTH);
  append_right (text, _ ("largest"), NUMBER_WIDTH);
  append_right (text, _ ("mean"), NUMBER_WIDTH);
  append_right (text, _ ("deviation"), NUMBER_WIDTH);
  if (set->true_weights != NULL)
    append_right (text, _ ("true weight"), NUMBER_WIDTH);
  g_string_append_c (text, '\n');
  for (int j = 0; j < MIN (set->d, MOST_COLUMNS); j++)
    append_column (text, overview, j);
  if (set->d > MOST_COLUMNS)
    g_string_append_printf (text, _ ("… and %d inputs more\n"), set->d - MOST_COLUMNS);
  if (set->task == SL_TASK_REGRESSION)
    append_column (text, overview, set->d);
}

/* Returns (transfer full) what became of a column of the file. */
static char *
use_text (const SlColumn *column)
{
  if (column->role == SL_COLUMN_TARGET)
    return g_strdup (_ ("target"));
  if (column->role == SL_COLUMN_LEFT_OUT)
    return g_strdup (_ ("left out"));
  return g_strdup_printf (ngettext ("%d input", "%d inputs", (gulong) column->n_inputs),
                          column->n_inputs);
}

/* The columns as they stand in the file, before any becomes several inputs or none. */
static void
append_file_columns (GString *text, const SlDataset *set)
{
  if (set->file.path == NULL || set->columns == NULL)
    return;
  g_string_append_c (text, '\n');
  append_left (text, _ ("in the file"), NAME_WIDTH);
  append_right (text, _ ("kind"), NUMBER_WIDTH);
  append_right (text, _ ("used as"), NUMBER_WIDTH);
  append_right (text, _ ("missing"), NUMBER_WIDTH);
  g_string_append_c (text, '\n');
  for (int j = 0; j < MIN (set->n_columns, MOST_COLUMNS); j++) {
    const SlColumn *column = &set->columns[j];
    g_autofree char *use = use_text (column);
    g_autofree char *missing = sl_number_count (column->n_missing);

    append_name (text, column->name);
    append_right (text, sl_column_kind_name (column->kind), NUMBER_WIDTH);
    append_right (text, use, NUMBER_WIDTH);
    append_right (text, missing, NUMBER_WIDTH);
    g_string_append_c (text, '\n');
  }
  if (set->n_columns > MOST_COLUMNS)
    g_string_append_printf (text, _ ("… and %d columns more\n"),
                            set->n_columns - MOST_COLUMNS);
}

static void
append_classes (GString *text, const SlDataOverview *overview)
{
  const SlDataset *set = overview->dataset;
  const int *counts = overview->class_rows;

  g_string_append_c (text, '\n');
  append_left (text, _ ("class"), NAME_WIDTH);
  append_right (text, _ ("rows"), NUMBER_WIDTH);
  append_right (text, _ ("share"), NUMBER_WIDTH);
  g_string_append_c (text, '\n');
  for (int k = 0; k < set->n_classes; k++) {
    g_autofree char *count = g_strdup_printf ("%d", counts[k]);
    g_autofree char *number = sl_number_text (100.0 * counts[k] / set->n, 3);
    g_autofree char *share = g_strconcat (number, " %", NULL);

    append_name (text, set->classes[k]);
    append_right (text, count, NUMBER_WIDTH);
    append_right (text, share, NUMBER_WIDTH);
    g_string_append_c (text, '\n');
  }
}

static void
append_options (GString *text, const SlDatasetType *type)
{
  gboolean any = FALSE;

  for (int i = 0; i < SL_N_DATA_OPTIONS; i++) {
    const SlDataOption *option = &sl_data_options[i];

    if (!type->options[i].has)
      continue;
    if (!any)
      g_string_append_printf (text, "\n%s\n", _ ("options, with range and default"));
    any = TRUE;
    g_autofree char *name = g_strconcat ("--", option->id, NULL);
    g_autofree char *min = sl_number_text (option->min, DIGITS + 1);
    g_autofree char *max = sl_number_text (option->max, DIGITS + 1);
    g_autofree char *value = sl_number_text (type->options[i].value, DIGITS);
    g_autofree char *range =
        g_strdup_printf (_ ("%s to %s; default %s"), min, max, value);

    append_left (text, name, NAME_WIDTH);
    g_string_append_c (text, ' ');
    append_left (text, range, 30);
    g_string_append_printf (text, " %s\n", _ (option->summary));
  }
}

char *
sl_data_report (SlDataset *dataset)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (SlDataOverview) overview = NULL;

  g_return_val_if_fail (dataset != NULL, NULL);
  overview = sl_data_overview_new (dataset, NULL, NULL);
  append_head (text, overview);
  append_file_columns (text, dataset);
  append_columns (text, overview);
  if (dataset->task == SL_TASK_CLASSIFICATION)
    append_classes (text, overview);
  append_options (text, dataset->type);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
