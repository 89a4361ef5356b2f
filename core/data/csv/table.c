/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/csv/table.h"

#include "core/base/error.h"
#include "core/data/csv/date.h"
#include "core/data/csv/number.h"
#include "core/data/csv/scanner.h"
#include "core/data/csv/sniff.h"
#include "core/data/dataset.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Columns of texts show it in the first rows, mostly; then little was read for nothing.
 */
enum { FIRST_CELLS = 1 << 16, MAX_SHOWN = 40, FIRST_ROWS = 1000 };

/* One pass over the file. */
typedef struct
{
  SlTable *table;          /* Borrowed */
  SlCsvScanner *scanner;   /* Borrowed */
  gint64 capacity;         /* rows that fit into the table's values */
  gint64 seen;             /* rows so far */
  gboolean must_be_number; /* of the target */
  gboolean again; /* a column changed its kind: the values are spoilt, go on to see which
                     others do, and read once more */
} Pass;

void
sl_table_free (SlTable *table)
{
  if (table == NULL)
    return;
  for (int j = 0; j < table->n_columns; j++) {
    SlTableColumn *column = &table->columns[j];

    g_free (column->name);
    for (int k = 0; k < SL_N_CELL_KINDS; k++)
      g_free (column->cells[k].text);
    g_clear_pointer (&column->texts, g_ptr_array_unref);
    g_clear_pointer (&column->codes, g_hash_table_unref);
  }
  g_free (table->columns);
  g_strfreev (table->marks);
  g_free (table->values);
  g_free (table);
}

/* "FILE:LINE: column 'NAME': 'TEXT' SENTENCE"; a long text is cut. */
static gboolean
fail_cell (const Pass *pass,
           int j,
           const SlCsvCell *cell,
           const char *sentence,
           GError **error)
{
  g_autofree char *valid = g_utf8_make_valid (cell->text, (gssize) cell->n);
  g_autofree char *shown =
      g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), (glong) MAX_SHOWN));

  return sl_csv_scanner_fail (pass->scanner, error, sentence,
                              pass->table->columns[j].name, shown);
}

static gboolean
check_text (const Pass *pass, int j, const SlCsvCell *cell, GError **error)
{
  if (g_utf8_validate_len (cell->text, cell->n, NULL))
    return TRUE;
  return sl_csv_scanner_fail (pass->scanner, error,
                              _ ("column %d: this is no text in UTF-8; save the table "
                                 "with that encoding"),
                              j + 1);
}

static void
become_text (SlTableColumn *column)
{
  column->is_text = TRUE;
  column->is_date = column->is_unclear = FALSE;
  column->texts = g_ptr_array_new_with_free_func (g_free);
  column->codes = g_hash_table_new (g_str_hash, g_str_equal);
}

/* Forgets what an earlier pass has found in the cells. */
static void
forget_cells (SlTable *t)
{
  g_clear_pointer (&t->values, g_free);
  t->n = 0;
  for (int j = 0; j < t->n_columns; j++) {
    SlTableColumn *column = &t->columns[j];

    column->has_numbers = FALSE;
    if (!column->is_text)
      continue;
    g_hash_table_remove_all (column->codes);
    g_ptr_array_set_size (column->texts, 0);
    column->overflow = FALSE;
    for (int k = 0; k < SL_N_CELL_KINDS; k++) {
      g_free (column->cells[k].text);
      column->cells[k] = (SlCellCount){0};
    }
  }
}

static double
code_of (SlTableColumn *column, const char *text)
{
  guint code = GPOINTER_TO_UINT (g_hash_table_lookup (column->codes, text));

  if (code == 0 && column->texts->len == SL_TABLE_MAX_TEXTS) {
    column->overflow = TRUE;
    return 0.0;
  }
  if (code == 0) {
    g_ptr_array_add (column->texts, g_strdup (text));
    code = column->texts->len;
    g_hash_table_insert (column->codes, column->texts->pdata[code - 1],
                         GUINT_TO_POINTER (code));
  }
  return (double) (code - 1);
}

static SlCellKind
kind_of_cell (const SlCsvCell *cell, char point)
{
  gboolean is_unclear;
  double value;

  if (sl_csv_parse_number (cell->text, cell->n, point, &value))
    return SL_CELL_NUMBER;
  if (sl_csv_parse_date (cell->text, cell->n, &value, &is_unclear))
    return SL_CELL_DATE;
  return sl_csv_is_not_finite (cell->text) ? SL_CELL_NOT_FINITE : SL_CELL_WORD;
}

static gboolean
take_text (Pass *pass, int j, const SlCsvCell *cell, double *value, GError **error)
{
  SlTableColumn *column = &pass->table->columns[j];
  SlCellCount *count;

  if (!check_text (pass, j, cell, error))
    return FALSE;
  count = &column->cells[kind_of_cell (cell, pass->table->dialect.point)];
  if (count->n++ == 0) {
    count->line = sl_csv_scanner_line (pass->scanner);
    count->text = g_strdup (cell->text);
  }
  *value = code_of (column, cell->text);
  return TRUE;
}

/* The learner's own marks come before everything else: they may be numbers. */
static gboolean
is_mark (const SlTable *table, const SlCsvCell *cell)
{
  for (char **mark = table->marks; *mark != NULL; mark++)
    if (g_ascii_strcasecmp (cell->text, *mark) == 0)
      return TRUE;
  return FALSE;
}

/* Whether the cell is a date, in a column that has dates alone so far. */
static gboolean
take_date (Pass *pass, int j, const SlCsvCell *cell, double *value)
{
  SlTableColumn *column = &pass->table->columns[j];
  gboolean is_unclear;

  if (column->has_numbers || !sl_csv_parse_date (cell->text, cell->n, value, &is_unclear))
    return FALSE;
  column->is_date = TRUE;
  column->is_unclear = column->is_unclear || is_unclear;
  return TRUE;
}

/* A cell that makes the column one of texts. */
static gboolean
turn_to_text (Pass *pass, int j, const SlCsvCell *cell, GError **error)
{
  SlTableColumn *column = &pass->table->columns[j];

  if (!check_text (pass, j, cell, error))
    return FALSE;
  if (pass->must_be_number && j == pass->table->target)
    return fail_cell (pass, j, cell, _ ("column '%s': '%s' is not a number"), error);
  become_text (column);
  pass->again = TRUE;
  return TRUE;
}

static gboolean
take_cell (Pass *pass, int j, const SlCsvCell *cell, double *value, GError **error)
{
  SlTableColumn *column = &pass->table->columns[j];

  if (pass->table->marks != NULL && is_mark (pass->table, cell)) {
    *value = NAN;
    return TRUE;
  }
  if (!column->is_text && !column->is_date &&
      sl_csv_parse_number (cell->text, cell->n, pass->table->dialect.point, value)) {
    column->has_numbers = TRUE;
    if (fabs (*value) <= (double) FLT_MAX)
      return TRUE;
    return fail_cell (pass, j, cell, _ ("column '%s': '%s' is too large"), error);
  }
  *value = NAN;
  if (sl_csv_is_missing (cell))
    return TRUE;
  if (column->is_text)
    return take_text (pass, j, cell, value, error);
  return take_date (pass, j, cell, value) || turn_to_text (pass, j, cell, error);
}

static gboolean
make_room (Pass *pass, GError **error)
{
  SlTable *t = pass->table;
  double *values;

  if (t->n < pass->capacity)
    return TRUE;
  if (!sl_dataset_check_size (t->n + 1, t->n_columns, error))
    return FALSE;
  pass->capacity = MAX (FIRST_CELLS / t->n_columns + 1, t->n + t->n / 2);
  values =
      g_try_realloc_n (t->values, (gsize) pass->capacity * t->n_columns, sizeof (double));
  if (values == NULL)
    return sl_csv_scanner_fail (pass->scanner, error,
                                _ ("there is not enough memory for so many rows"));
  t->values = values;
  return TRUE;
}

static gboolean
take_row (Pass *pass, const SlCsvRecord *record, GError **error)
{
  SlTable *t = pass->table;
  double *row;

  if (record->n != t->n_columns)
    return sl_csv_scanner_fail (pass->scanner, error,
                                _ ("this row has %d columns, but the first line has %d"),
                                record->n, t->n_columns);
  if (!make_room (pass, error))
    return FALSE;
  row = t->values + t->n * t->n_columns;
  for (int j = 0; j < t->n_columns; j++)
    if (!take_cell (pass, j, &record->cells[j], &row[j], error))
      return FALSE;
  t->n += !pass->again;
  pass->seen++;
  return TRUE;
}

/* A column without a name is called by its place. */
static gboolean
take_names (SlTable *t, Pass *pass, const SlCsvRecord *record, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  t->n_columns = record->n;
  t->columns = g_new0 (SlTableColumn, t->n_columns);
  for (int j = 0; j < t->n_columns; j++) {
    const SlCsvCell *cell = &record->cells[j];

    if (!t->dialect.has_header || cell->n == 0) {
      t->columns[j].name = g_strdup_printf (_ ("column %d"), j + 1);
      continue;
    }
    if (!check_text (pass, j, cell, error))
      return FALSE;
    t->columns[j].name = g_strdup (cell->text);
    if (!g_hash_table_add (names, t->columns[j].name))
      return sl_csv_scanner_fail (pass->scanner, error,
                                  _ ("two columns are called '%s'; give one of them "
                                     "another name"),
                                  cell->text);
  }
  if (t->n_columns >= 2)
    return TRUE;
  return sl_csv_scanner_fail (pass->scanner, error,
                              _ ("there is only one column; a table needs an input and "
                                 "a target, with a comma, semicolon or tab between"));
}

static gboolean
take_categories (SlTable *t,
                 const SlInput *input,
                 const SlFileOptions *options,
                 GError **error)
{
  g_auto (GStrv) names = NULL;

  if (options->categories == NULL)
    return TRUE;
  names = sl_csv_split_list (options->categories);
  if (names == NULL)
    return sl_input_fail (input, error,
                          _ ("the list of categories '%s' has a quote too many"),
                          options->categories);
  for (int k = 0; names[k] != NULL; k++) {
    int j = sl_table_find (t, input, names[k], error);

    if (j < 0)
      return FALSE;
    if (!t->columns[j].is_text)
      become_text (&t->columns[j]);
    t->columns[j].is_named = TRUE;
  }
  return TRUE;
}

static gboolean
take_marks (SlTable *t, SlInput *input, const SlFileOptions *options, GError **error)
{
  if (options->marks == NULL)
    return TRUE;
  t->marks = sl_csv_split_list (options->marks);
  return t->marks != NULL ||
         sl_input_fail (input, error,
                        _ ("the list of missing marks '%s' has a quote too many"),
                        options->marks);
}

/* The first record: the names of the columns, or a row already. */
static gboolean
begin (Pass *pass,
       const SlInput *input,
       const SlFileOptions *options,
       const SlCsvRecord *record,
       GError **error)
{
  SlTable *t = pass->table;

  if (t->columns == NULL) {
    if (!take_names (t, pass, record, error))
      return FALSE;
    t->target = options->target == NULL
                    ? t->n_columns - 1
                    : sl_table_find (t, input, options->target, error);
    if (t->target < 0 || !take_categories (t, input, options, error))
      return FALSE;
  }
  return t->dialect.has_header || take_row (pass, record, error);
}

/* One pass; @again: (out) whether another one is needed, which the first of all finds out
 * early, mostly. */
static gboolean
read_once (SlTable *t,
           SlInput *input,
           const SlFileOptions *options,
           gboolean is_first,
           gboolean *again,
           GError **error)
{
  g_autoptr (SlCsvScanner) scanner = sl_csv_scanner_new (input, &t->dialect);
  Pass pass = {.table = t,
               .scanner = scanner,
               .must_be_number = options->task != NULL && options->task->regression};
  SlCsvRecord *record;
  gboolean begun = FALSE;

  forget_cells (t);
  while (!is_first || !pass.again || pass.seen != FIRST_ROWS) {
    if (!sl_csv_scanner_next (scanner, &record, error))
      return FALSE;
    if (record == NULL)
      break;
    if (!(begun ? take_row (&pass, record, error)
                : begin (&pass, input, options, record, error)))
      return FALSE;
    begun = TRUE;
  }
  *again = pass.again;
  if (!begun)
    return sl_input_fail (input, error, _ ("the file has no rows"));
  return pass.again || t->n > 0 ||
         sl_input_fail (input, error,
                        _ ("there is a line of names, but no row beneath it"));
}

static gboolean
is_utf16 (const guint8 *head, size_t n)
{
  return n >= 2 &&
         (memcmp (head, "\xff\xfe", 2) == 0 || memcmp (head, "\xfe\xff", 2) == 0);
}

SlTable *
sl_table_read (SlInput *input, const SlFileOptions *options, GError **error)
{
  g_autoptr (SlTable) t = NULL;
  gboolean again;
  size_t n;
  const guint8 *head = sl_input_peek (input, &n, error);

  if (head == NULL)
    return NULL;
  if (is_utf16 (head, n)) {
    sl_input_fail (input, error,
                   _ ("this is text in UTF-16; save the table with the encoding UTF-8"));
    return NULL;
  }
  t = g_new0 (SlTable, 1);
  t->dialect = sl_csv_sniff ((const char *) head, n, n < SL_INPUT_HEAD);
  if (!take_marks (t, input, options, error) ||
      !read_once (t, input, options, TRUE, &again, error))
    return NULL;
  /* Texts stay texts, so that it comes to an end: the second pass sees all there are. */
  while (again)
    if (!sl_input_rewind (input, error) ||
        !read_once (t, input, options, FALSE, &again, error))
      return NULL;
  return g_steal_pointer (&t);
}

int
sl_table_find (const SlTable *table,
               const SlInput *input,
               const char *name,
               GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (int j = 0; j < table->n_columns; j++)
    if (g_str_equal (table->columns[j].name, name))
      return j;
  for (int j = 0; j < MIN (table->n_columns, MAX_SHOWN); j++) {
    g_string_append (known, j == 0 ? "" : ", ");
    sl_column_append_name (known, table->columns[j].name);
  }
  if (table->n_columns > MAX_SHOWN)
    g_string_append (known, ", …");
  sl_input_fail (input, error, _ ("there is no column called '%s'; it has: %s"), name,
                 known->str);
  return -1;
}
