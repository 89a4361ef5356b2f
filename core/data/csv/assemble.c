/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/csv/assemble.h"

#include "core/base/error.h"
#include "core/data/csv/infer.h"
#include "core/data/csv/notes.h"
#include "core/data/csv/values.h"
#include "core/data/pictures.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A data set on its way out of a table. */
typedef struct
{
  SlTable *t;        /* Borrowed */
  SlColumn *columns; /* Owned (n_columns) until the set has them */
  int *rows;         /* Owned (n): the rows kept */
  SlValues *values;  /* Owned (n_columns): of category inputs; empty for the others */
  SlValues classes;  /* of the target of a classification */
  int n, d;
  gboolean regression, impute;
} Assembly;

static void
assembly_clear (Assembly *a)
{
  sl_columns_free (a->columns, a->t->n_columns);
  g_free (a->rows);
  for (int j = 0; j < a->t->n_columns && a->values != NULL; j++)
    sl_values_clear (&a->values[j]);
  g_free (a->values);
  sl_values_clear (&a->classes);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Assembly, assembly_clear)

static const double *
row_of (const SlTable *t, int i)
{
  return t->values + (gint64) i * t->n_columns;
}

/* Whether row @i has all the values it needs. The target is never made up. */
static gboolean
is_complete (const Assembly *a, int i)
{
  const double *row = row_of (a->t, i);

  if (isnan (row[a->t->target]))
    return FALSE;
  for (int j = 0; j < a->t->n_columns && !a->impute; j++)
    if (a->columns[j].role == SL_COLUMN_INPUT && isnan (row[j]))
      return FALSE;
  return TRUE;
}

static gboolean
choose_rows (Assembly *a, const SlInput *input, GError **error)
{
  a->rows = g_new (int, a->t->n);
  for (int i = 0; i < a->t->n; i++)
    if (is_complete (a, i))
      a->rows[a->n++] = i;
  return a->n > 0 ||
         sl_input_fail (input, error,
                        _ ("every row lacks a value; choose columns that have them, or "
                           "have missing values filled in"));
}

/* Nothing is an input. What keeps a column of texts from it is seen in one of them. */
static gboolean
fail_empty (const Assembly *a, const SlInput *input, GError **error)
{
  for (int j = 0; j < a->t->n_columns; j++) {
    const SlTableColumn *column = &a->t->columns[j];

    if (a->columns[j].role == SL_COLUMN_LEFT_OUT && column->is_text &&
        column->texts->len > 0)
      return sl_input_fail (
          input, error,
          _ ("no column is left to learn from; column '%s' has texts such as '%s', which "
             "are neither numbers nor categories"),
          column->name, (const char *) column->texts->pdata[0]);
  }
  return sl_input_fail (input, error,
                        _ ("no column is left to learn from; choose others"));
}

/* Numbers the inputs: one for a number, one for each value of a category. */
static gboolean
count_inputs (Assembly *a, const SlInput *input, GError **error)
{
  gint64 d = 0;

  a->values = g_new0 (SlValues, a->t->n_columns);
  for (int j = 0; j < a->t->n_columns; j++) {
    SlColumn *column = &a->columns[j];

    if (column->role != SL_COLUMN_INPUT)
      continue;
    if (a->t->columns[j].is_text) {
      sl_values_init (&a->values[j], a->t, j, a->rows, a->n);
      column->n_inputs = a->values[j].n;
    }
    column->input = (int) d;
    d += column->n_inputs;
  }
  if (d == 0)
    return fail_empty (a, input, error);
  a->d = (int) d;
  return sl_dataset_check_size (a->n, d, error);
}

/* The inputs of one row (d), from its cells (n_columns). */
static void
fill_row (const Assembly *a, const double *cells, double *x)
{
  for (int j = 0; j < a->t->n_columns; j++) {
    const SlColumn *column = &a->columns[j];
    double *to = x + column->input;

    if (column->n_inputs == 0 || column->role != SL_COLUMN_INPUT)
      continue;
    if (!a->t->columns[j].is_text) {
      *to = cells[j] + 0.0; /* −0 becomes 0 */
      continue;
    }
    for (int k = 0; k < column->n_inputs; k++)
      to[k] = isnan (cells[j]) ? NAN : 0.0;
    if (!isnan (cells[j]))
      to[sl_values_place (&a->values[j], cells[j])] = 1.0;
  }
}

/* Returns (transfer full) the inputs (n, d). They take the place of the table, front to
 * back, when no row gets longer. */
static double *
take_inputs (Assembly *a, GError **error)
{
  SlTable *t = a->t;
  gboolean in_place = a->d <= t->n_columns;
  g_autofree double *cells = g_new (double, t->n_columns);
  double *X =
      in_place ? t->values : g_try_malloc_n ((size_t) a->n * a->d, sizeof (double));

  if (X == NULL) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("There is not enough memory for %d rows of %d inputs; take fewer of "
                    "either"),
                 a->n, a->d);
    return NULL;
  }
  for (int i = 0; i < a->n; i++) {
    const double *row = row_of (t, a->rows[i]);

    for (int j = 0; j < t->n_columns; j++)
      cells[j] = row[j];
    fill_row (a, cells, X + (size_t) i * a->d);
  }
  if (in_place)
    X = g_realloc_n (g_steal_pointer (&t->values), (size_t) a->n * a->d, sizeof (double));
  g_clear_pointer (&t->values, g_free);
  return X;
}

/* The target of the rows kept, before the inputs take the table's place. */
static gboolean
take_target (Assembly *a,
             SlDataset *set,
             double **y,
             const SlInput *input,
             GError **error)
{
  const SlTable *t = a->t;
  gboolean varies = FALSE;

  if (a->regression)
    *y = g_new (double, a->n);
  else
    set->label = g_new (int, a->n);
  for (int i = 0; i < a->n; i++) {
    double value = row_of (t, a->rows[i])[t->target];

    varies = varies || value != row_of (t, a->rows[0])[t->target];
    if (a->regression)
      (*y)[i] = value + 0.0;
    else
      set->label[i] = sl_values_place (&a->classes, value);
  }
  return varies ||
         sl_input_fail (input, error,
                        _ ("column '%s': the target has the same value in all rows that "
                           "can be used; choose another target"),
                        t->columns[t->target].name);
}

static void
name_inputs (const Assembly *a, SlDataset *set)
{
  set->features = g_new0 (char *, a->d + 1);
  for (int j = 0; j < a->t->n_columns; j++) {
    const SlColumn *column = &a->columns[j];

    for (int k = 0; k < column->n_inputs; k++)
      set->features[column->input + k] =
          a->t->columns[j].is_text
              ? g_strdup_printf ("%s=%s", column->name, a->values[j].names[k])
              : g_strdup (column->name);
  }
  set->target = g_strdup (a->t->columns[a->t->target].name);
}

/* Inputs that are called like pixels are pixels, as in a table that was exported from
 * pictures. */
static void
find_pictures (const Assembly *a, SlDataset *set)
{
  double low = INFINITY, high = -INFINITY;
  gint64 gaps = 0;

  if (!sl_picture_shape (set->features, set->d, &set->width, &set->height,
                         &set->channels))
    return;
  for (int j = 0; j < a->t->n_columns; j++)
    if (a->columns[j].role == SL_COLUMN_INPUT) {
      low = fmin (low, a->columns[j].min);
      high = fmax (high, a->columns[j].max);
      gaps += a->columns[j].n_missing;
    }
  /* A mean that stands in is no pixel. */
  set->pixel_range = a->impute && gaps > 0 ? 0.0f : sl_picture_range (low, high);
  if (!(set->pixel_range > 0.0f))
    set->width = set->height = set->channels = 0;
}

static SlDataset *
make_set (Assembly *a, const SlInput *input, GError **error)
{
  g_autoptr (SlDataset) set =
      sl_dataset_new (NULL, a->regression ? SL_TASK_REGRESSION : SL_TASK_CLASSIFICATION,
                      a->n, a->d, error);
  g_autofree double *y = NULL;
  double *X;

  if (set == NULL || !take_target (a, set, &y, input, error))
    return NULL;
  X = take_inputs (a, error);
  if (X == NULL)
    return NULL;
  sl_dataset_set_exact (set, X, g_steal_pointer (&y));
  name_inputs (a, set);
  find_pictures (a, set);
  if (!a->regression) {
    set->n_classes = a->classes.n;
    set->classes = g_steal_pointer (&a->classes.names);
  }
  return g_steal_pointer (&set);
}

SlDataset *
sl_table_assemble (SlTable *table,
                   const SlInput *input,
                   const SlFileOptions *options,
                   GError **error)
{
  g_auto (Assembly) a = {.t = table};
  SlDataset *set;

  a.impute = options->missing != NULL && options->missing->impute;
  a.columns = sl_table_infer (table, input, options, &a.regression, error);
  if (a.columns == NULL)
    return NULL;
  if (!choose_rows (&a, input, error))
    return NULL;
  if (!a.regression) {
    sl_values_init (&a.classes, table, table->target, a.rows, a.n);
    a.columns[table->target].n_values = a.classes.n;
  }
  if (!count_inputs (&a, input, error))
    return NULL;
  set = make_set (&a, input, error);
  if (set == NULL)
    return NULL;
  set->columns = g_steal_pointer (&a.columns);
  set->n_columns = table->n_columns;
  set->has_gaps = a.impute && sl_notes_count_gaps (set) > 0;
  set->notes = sl_notes_of_columns (set, table->n, options);
  return set;
}
