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
/* Where nine of ten values are numbers, the others are slips; and so is a single text
 * beside more different numbers than a short scale has ("2", "3", "4", "5 or more"). */
enum { NUMBERS_FOR_A_TEXT = 9, SHORT_SCALE = 3 };
/* So many texts name the rows, when hardly any of them stands in two. */
enum { MANY_NAMES = 10 };

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
is_slip (const SlTable *t, int j, gint64 numbers, gint64 others)
{
  return others * NUMBERS_FOR_A_TEXT <= numbers ||
         (others == 1 &&
          count_number_texts (&t->columns[j], t->dialect.point) > SHORT_SCALE);
}

static gboolean
fail_slip (const SlTable *t,
           const SlInput *input,
           int j,
           const SlCellCount *slip,
           const char *what,
           GError **error)
{
  g_set_error (error, SL_ERROR, SL_ERROR_DATA,
               /* TRANSLATORS: file, line, column, what stands there, and why that is
                  wrong. The last two words are names of settings. */
               _ ("%s:%" G_GINT64_FORMAT
                  ": column '%s': '%s' is not %s; mend it, name it "
                  "in missing-marks, or the column in categories"),
               sl_input_name (input), slip->line, t->columns[j].name, slip->text, what);
  return FALSE;
}

/* The first of two cells; one may not be there. */
static const SlCellCount *
earlier (const SlCellCount *a, const SlCellCount *b)
{
  return b->n == 0 || (a->n > 0 && a->line < b->line) ? a : b;
}

/* Texts among numbers or dates: a slip in a column of those, not a category. Where a
 * column was named a category, everything is a name. */
static gboolean
check_mixed (const SlTable *t, const SlInput *input, int j, GError **error)
{
  const SlTableColumn *column = &t->columns[j];
  const SlCellCount *numbers = &column->cells[SL_CELL_NUMBER],
                    *dates = &column->cells[SL_CELL_DATE],
                    *words = &column->cells[SL_CELL_WORD],
                    *not_finite = &column->cells[SL_CELL_NOT_FINITE];

  if (!column->is_text || column->is_named)
    return TRUE;
  /* Of dates none may become an input of its own. */
  if (dates->n > numbers->n + words->n)
    return fail_slip (t, input, j, earlier (earlier (numbers, words), not_finite),
                      _ ("a date"), error);
  if (numbers->n == 0)
    return TRUE;
  if (not_finite->n > 0 && numbers->n >= words->n + dates->n)
    return fail_slip (t, input, j, not_finite, _ ("a finite number"), error);
  if (words->n + dates->n > 0 && is_slip (t, j, numbers->n, words->n + dates->n))
    return fail_slip (t, input, j, earlier (words, dates), _ ("a number"), error);
  return TRUE;
}

/* Whether all texts of the column are numbers, some of them in a spelling the table does
 * not have: then they are no names. */
static gboolean
has_foreign_numbers (const SlTable *t, int j)
{
  const SlTableColumn *column = &t->columns[j];

  if (!column->is_text || column->is_named || column->cells[SL_CELL_WORD].n == 0)
    return FALSE;
  for (guint i = 0; i < column->texts->len; i++) {
    const char *text = column->texts->pdata[i];
    double value;

    if (!sl_csv_parse_number (text, strlen (text), t->dialect.point, &value) &&
        !sl_csv_is_foreign_number (text))
      return FALSE;
  }
  return TRUE;
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

  if (n == 0)
    return SL_COLUMN_EMPTY;
  if (has_foreign_numbers (t, j))
    return SL_COLUMN_NUMBER;
  if ((!column->is_text && f->min == f->max) ||
      (column->is_text && column->texts->len == 1))
    return SL_COLUMN_CONSTANT;
  if (column->is_date)
    return SL_COLUMN_DATE;
  if (!column->is_text)
    return f->counts_up && f->is_whole && names_rows (column->name, j)
               ? SL_COLUMN_IDENTIFIER
               : SL_COLUMN_NUMBER;
  if (column->is_named && column->texts->len <= SL_MAX_CATEGORIES)
    return SL_COLUMN_CATEGORY;
  return column->overflow || column->texts->len > SL_MAX_CATEGORIES ||
                 ((gint64) column->texts->len == n && n > 2) ||
                 (column->texts->len > MANY_NAMES && (gint64) column->texts->len * 2 > n)
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
  g_auto (GStrv) names = sl_csv_split_list (list);

  if (names == NULL)
    return sl_input_fail (input, error,
                          _ ("the list of columns '%s' has a quote too many"), list);
  for (int k = 0; names[k] != NULL; k++) {
    int j = sl_table_find (t, input, names[k], error);

    if (j < 0)
      return FALSE;
    wanted[j] = TRUE;
  }
  return TRUE;
}

static SlColumnRole
role_of (const SlTable *t, int j, SlColumnKind kind, const Facts *f, gboolean asked_for)
{
  if (t->columns[j].is_unclear)
    return SL_COLUMN_LEFT_OUT;
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

/* 3/4 is March or April: no number can be made of it. */
static gboolean
fail_unclear (const SlTable *t, const SlInput *input, int j, GError **error)
{
  return sl_input_fail (input, error,
                        _ ("column '%s': day and month of its dates cannot be told "
                           "apart; write them as 2024-12-31"),
                        t->columns[j].name);
}

/* 1.234,5 among numbers with a decimal point: what it is must not be guessed. */
static gboolean
fail_foreign (const SlTable *t, const SlInput *input, int j, GError **error)
{
  const SlCellCount *first = &t->columns[j].cells[SL_CELL_WORD];

  g_set_error (error, SL_ERROR, SL_ERROR_DATA,
               _ ("%s:%" G_GINT64_FORMAT
                  ": column '%s': '%s' is written in another way than this table's "
                  "numbers; use '%c' as the decimal sign and nothing else beside the "
                  "digits, or name the column in categories"),
               sl_input_name (input), first->line, t->columns[j].name, first->text,
               t->dialect.point);
  return FALSE;
}

/* What was asked for by name and cannot be had. */
static gboolean
check_wanted (const SlTable *t, const SlInput *input, int j, GError **error)
{
  const SlTableColumn *column = &t->columns[j];

  if (column->is_unclear && j != t->target)
    return fail_unclear (t, input, j, error);
  if (has_foreign_numbers (t, j))
    return fail_foreign (t, input, j, error);
  if (!column->is_named || j == t->target || column->texts->len <= SL_MAX_CATEGORIES)
    return TRUE;
  return sl_input_fail (input, error,
                        _ ("column '%s' has more than %d different values, too many for "
                           "a category; leave it out of categories"),
                        column->name, SL_MAX_CATEGORIES);
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
  if (column->is_unclear)
    return fail_unclear (t, input, t->target, error);
  if (has_foreign_numbers (t, t->target))
    return fail_foreign (t, input, t->target, error);
  if (options->task != NULL)
    *regression = options->task->regression;
  else
    *regression = !column->is_text &&
                  (column->is_date || !f->is_whole || values > MAX_NUMBER_CLASSES ||
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

/* Whether another column than @target tells something. */
static gboolean
has_input_beside (const SlTable *t, const Facts *facts, int target)
{
  for (int j = 0; j < t->n_columns; j++) {
    SlColumnKind kind = kind_of (t, j, &facts[j]);

    if (j != target && kind != SL_COLUMN_CONSTANT &&
        role_of (t, j, kind, &facts[j], FALSE) == SL_COLUMN_INPUT)
      return TRUE;
  }
  return FALSE;
}

/* The target when none was asked for: the last column that can be one, or else the last,
 * of which it is told why it cannot. */
static void
choose_target (SlTable *t,
               const SlInput *input,
               const SlFileOptions *options,
               const Facts *facts)
{
  int last = t->n_columns - 1;

  for (int j = last; j >= 0; j--) {
    gboolean regression;

    t->target = j;
    /* A number in another spelling is meant as one: its mistake has to be told. */
    if (has_foreign_numbers (t, j) ||
        (check_target (t, input, options, &facts[j], &regression, NULL) &&
         (j == last || has_input_beside (t, facts, j))))
      return;
  }
  t->target = last;
}

SlColumn *
sl_table_infer (SlTable *t,
                const SlInput *input,
                const SlFileOptions *options,
                gboolean *regression,
                GError **error)
{
  g_autofree Facts *facts = gather (t);
  g_autofree gboolean *wanted = g_new0 (gboolean, t->n_columns);
  SlColumn *columns;

  if (options->target == NULL)
    choose_target (t, input, options, facts);
  if (options->columns != NULL &&
      !take_wanted (t, input, options->columns, wanted, error))
    return NULL;
  for (int j = 0; j < t->n_columns; j++)
    if ((options->columns == NULL || wanted[j] || j == t->target) &&
        !(check_mixed (t, input, j, error) &&
          ((!wanted[j] && !t->columns[j].is_named) || check_wanted (t, input, j, error))))
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
  if (!*regression)
    columns[t->target].kind = SL_COLUMN_CATEGORY;
  else if (columns[t->target].kind != SL_COLUMN_DATE)
    columns[t->target].kind = SL_COLUMN_NUMBER;
  return columns;
}
