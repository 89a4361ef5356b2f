/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/csv/infer.h"

#include "core/base/error.h"
#include "core/data/csv/number.h"
#include "core/data/csv/scanner.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* A number target with more different values is a regression. */
enum { MAX_NUMBER_CLASSES = 20 };
/* A text is an odd one out when there are this many numbers for one of them, and more
 * different numbers than a short scale has. */
enum { NUMBERS_FOR_A_TEXT = 9, SHORT_SCALE = 3 };

/* What the cells of a column have shown. */
typedef struct
{
  double min, max, last;
  gint64 n_missing;
  gboolean is_whole, counts_up; /* by 1 from row to row */
} Facts;

static Facts *
gather (const SlTable *t)
{
  Facts *facts = g_new (Facts, t->n_columns);

  for (int j = 0; j < t->n_columns; j++)
    facts[j] = (Facts){INFINITY, -INFINITY, NAN, 0, TRUE, TRUE};
  for (gint64 i = 0; i < t->n; i++) {
    const double *row = t->values + i * t->n_columns;

    for (int j = 0; j < t->n_columns; j++) {
      Facts *f = &facts[j];

      if (isnan (row[j])) {
        f->n_missing++;
        f->counts_up = FALSE;
        continue;
      }
      f->min = MIN (f->min, row[j]);
      f->max = MAX (f->max, row[j]);
      f->is_whole = f->is_whole && floor (row[j]) == row[j];
      f->counts_up = f->counts_up && (i == 0 || row[j] == f->last + 1.0);
      f->last = row[j];
    }
  }
  return facts;
}

static int
count_number_texts (const SlTableColumn *column, char point)
{
  int n = 0;

  for (guint i = 0; i < column->texts->len; i++) {
    const char *text = column->texts->pdata[i];
    double value;

    n += sl_csv_parse_number (text, strlen (text), point, &value);
  }
  return n;
}

static gboolean
is_infinity (const char *text)
{
  text += *text == '+' || *text == '-';
  return g_ascii_strcasecmp (text, "inf") == 0 ||
         g_ascii_strcasecmp (text, "infinity") == 0;
}

/* Texts among numbers: a slip in a column of numbers, not a category. */
static gboolean
check_mixed (const SlTable *t, const SlInput *input, int j, GError **error)
{
  const SlTableColumn *column = &t->columns[j];
  gboolean infinite;

  if (!column->is_text || column->n_texts == 0 || column->n_numbers == 0)
    return TRUE;
  infinite = is_infinity (column->first_text) && column->n_numbers >= column->n_texts;
  if (!infinite && ((column->n_texts > 1 &&
                     column->n_texts * NUMBERS_FOR_A_TEXT > column->n_numbers) ||
                    count_number_texts (column, t->dialect.point) <= SHORT_SCALE))
    return TRUE;
  g_set_error (
      error, SL_ERROR, SL_ERROR_DATA,
      infinite ? _ ("%s:%" G_GINT64_FORMAT ": column '%s': '%s' is not a finite number")
               : _ ("%s:%" G_GINT64_FORMAT ": column '%s': '%s' is not a number"),
      sl_input_name (input), column->first_line, column->name, column->first_text);
  return FALSE;
}

/* "id", "row", "customer_id", or no name at all, as tables with row names have it. */
static gboolean
names_rows (const char *name, int j)
{
  static const char *const words[] = {"id", "index",      "row",     "no",
                                      "nr", "unnamed: 0", "rownames"};
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (size_t i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (lower, words[i]))
      return TRUE;
  return g_str_has_suffix (lower, "_id");
}

static SlColumnKind
kind_of (const SlTable *t, int j, const Facts *f)
{
  const SlTableColumn *column = &t->columns[j];
  gint64 n = t->n - f->n_missing;

  if (n == 0 || (!column->is_text && f->min == f->max) ||
      (column->is_text && column->texts->len == 1))
    return SL_COLUMN_CONSTANT;
  if (!column->is_text)
    return f->counts_up && f->is_whole && names_rows (column->name, j)
               ? SL_COLUMN_IDENTIFIER
               : SL_COLUMN_NUMBER;
  return column->overflow || column->texts->len > SL_MAX_CATEGORIES ||
                 ((gint64) column->texts->len == n && n > 2)
             ? SL_COLUMN_IDENTIFIER
             : SL_COLUMN_CATEGORY;
}

/* Fills wanted (n_columns) from the list of names, which is written as a line of CSV. */
static gboolean
take_wanted (const SlTable *t,
             const SlInput *input,
             const char *list,
             gboolean *wanted,
             GError **error)
{
  const SlCsvDialect commas = {.delimiter = ',', .point = '.', .newline = '\n'};
  g_autofree char *copy = g_strdup (list);
  g_auto (SlCsvRecord) record = {0};
  size_t used;

  if (sl_csv_record_split (&record, &commas, copy, strlen (copy), TRUE, &used) !=
      SL_CSV_RECORD)
    return sl_input_fail (input, error,
                          _ ("the list of columns '%s' has a quote too many"), list);
  for (int k = 0; k < record.n; k++) {
    int j = sl_table_find (t, input, record.cells[k].text, error);

    if (j < 0)
      return FALSE;
    wanted[j] = TRUE;
  }
  return TRUE;
}

static SlColumnRole
role_of (const SlTable *t, int j, SlColumnKind kind, const Facts *f, gboolean asked_for)
{
  if (t->columns[j].is_text)
    return kind == SL_COLUMN_CATEGORY ? SL_COLUMN_INPUT : SL_COLUMN_LEFT_OUT;
  if (kind == SL_COLUMN_IDENTIFIER)
    return asked_for ? SL_COLUMN_INPUT : SL_COLUMN_LEFT_OUT;
  /* A constant number is an input that tells nothing; one that is never there is none. */
  return f->n_missing < t->n ? SL_COLUMN_INPUT : SL_COLUMN_LEFT_OUT;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* How many different numbers the column has, up to one more than @most. */
static int
count_different (const SlTable *t, int j, int most)
{
  g_autofree double *seen = g_new (double, most + 1);
  int n = 0;

  for (gint64 i = 0; i < t->n && n <= most; i++) {
    double value = t->values[i * t->n_columns + j];

    if (isnan (value) ||
        (n > 0 && bsearch (&value, seen, (size_t) n, sizeof *seen, compare_doubles)))
      continue;
    int at = n++;
    for (; at > 0 && seen[at - 1] > value; at--)
      seen[at] = seen[at - 1];
    seen[at] = value;
  }
  return n;
}

static gboolean
check_target (const SlTable *t,
              const SlInput *input,
              const SlFileOptions *options,
              const Facts *f,
              gboolean *regression,
              GError **error)
{
  const SlTableColumn *column = &t->columns[t->target];
  int values = column->is_text ? (int) column->texts->len
                               : count_different (t, t->target, SL_MAX_CLASSES);

  if (f->n_missing == t->n)
    return sl_input_fail (input, error,
                          _ ("column '%s': the target has no value in any row; choose "
                             "another target"),
                          column->name);
  if (values == 1)
    return sl_input_fail (input, error,
                          _ ("column '%s': the target has the same value in all rows; "
                             "choose another target"),
                          column->name);
  if (options->task != NULL)
    *regression = options->task->regression;
  else
    *regression = !column->is_text && (!f->is_whole || values > MAX_NUMBER_CLASSES ||
                                       (gint64) values == t->n - f->n_missing);
  if (*regression)
    return TRUE;
  if (values > SL_MAX_CLASSES || column->overflow)
    return sl_input_fail (input, error,
                          _ ("column '%s': the target has more than %d classes; choose "
                             "another target"),
                          column->name, SL_MAX_CLASSES);
  if (column->is_text && values > 2 && (gint64) values == t->n - f->n_missing)
    return sl_input_fail (input, error,
                          _ ("column '%s': every row has a class of its own; choose "
                             "another target"),
                          column->name);
  return TRUE;
}

SlColumn *
sl_table_infer (const SlTable *t,
                const SlInput *input,
                const SlFileOptions *options,
                gboolean *regression,
                GError **error)
{
  g_autofree Facts *facts = gather (t);
  g_autofree gboolean *wanted = g_new0 (gboolean, t->n_columns);
  SlColumn *columns;

  if (options->columns != NULL &&
      !take_wanted (t, input, options->columns, wanted, error))
    return NULL;
  for (int j = 0; j < t->n_columns; j++)
    if ((options->columns == NULL || wanted[j] || j == t->target) &&
        !check_mixed (t, input, j, error))
      return NULL;
  if (!check_target (t, input, options, &facts[t->target], regression, error))
    return NULL;
  columns = g_new0 (SlColumn, t->n_columns);
  for (int j = 0; j < t->n_columns; j++) {
    const Facts *f = &facts[j];
    SlColumn *c = &columns[j];
    gboolean has_range = !t->columns[j].is_text && f->n_missing < t->n;

    c->name = g_strdup (t->columns[j].name);
    c->kind = kind_of (t, j, f);
    c->role = j == t->target ? SL_COLUMN_TARGET
              : options->columns == NULL || wanted[j]
                  ? role_of (t, j, c->kind, f, wanted[j])
                  : SL_COLUMN_LEFT_OUT;
    c->min = has_range ? f->min : NAN;
    c->max = has_range ? f->max : NAN;
    c->n_missing = f->n_missing;
    c->n_values = t->columns[j].is_text ? (int) t->columns[j].texts->len : 0;
    c->n_inputs = c->role == SL_COLUMN_INPUT && !t->columns[j].is_text;
  }
  columns[t->target].kind = *regression ? SL_COLUMN_NUMBER : SL_COLUMN_CATEGORY;
  return columns;
}
