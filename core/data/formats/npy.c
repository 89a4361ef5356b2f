/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/array-partners.h"
#include "core/data/csv/record.h"
#include "core/data/file.h"
#include "core/data/npy-header.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SlPartnerNames pairs[] = {
    {{"X"}, {"y"}, TRUE},   {{"x"}, {"y"}, TRUE},       {{"images"}, {"labels"}},
    {{"data"}, {"target"}}, {{"features"}, {"labels"}},
};

static gboolean
recognises (SlInput *input)
{
  size_t n;
  const guint8 *head = sl_input_peek (input, &n, NULL);

  return !sl_input_is_archive (input) && head != NULL && sl_npy_is_header (head, n);
}

static gboolean
read_array (SlArray *array, SlInput *input, GError **error)
{
  SlArrayHeader header;

  return sl_npy_read_header (input, &header, error) &&
         sl_array_read (array, input, &header, error);
}

/* Which column of a table (n, d) is meant: "x3" is the third. −1 with an error. */
static gint64
find_column (const SlArray *X, const SlInput *input, const char *name, GError **error)
{
  gint64 d = X->shape[1];
  guint64 column;

  if (*name == 'x' &&
      g_ascii_string_to_unsigned (name + 1, 10, 1, (guint64) d, &column, NULL))
    return (gint64) column - 1;
  sl_input_fail (input, error,
                 _ ("there is no column '%s'; they are called x1 to x%" G_GINT64_FORMAT),
                 name, d);
  return -1;
}

/* Fills in what becomes of each column of a table (n, d), as @options want it. */
static gboolean
take_roles (SlColumn *columns,
            const SlArray *X,
            const SlInput *input,
            const SlFileOptions *options,
            GError **error)
{
  gint64 d = X->shape[1];
  gint64 target =
      options->target == NULL ? d - 1 : find_column (X, input, options->target, error);
  g_auto (GStrv) names =
      options->columns != NULL ? sl_csv_split_list (options->columns) : NULL;

  if (target < 0)
    return FALSE;
  if (options->columns != NULL && names == NULL)
    return sl_input_fail (input, error,
                          _ ("the list of columns '%s' has a quote too many"),
                          options->columns);
  for (gint64 j = 0; j < d; j++)
    columns[j].role = names == NULL ? SL_COLUMN_INPUT : SL_COLUMN_LEFT_OUT;
  for (int k = 0; names != NULL && names[k] != NULL; k++) {
    gint64 j = find_column (X, input, names[k], error);

    if (j < 0)
      return FALSE;
    columns[j].role = SL_COLUMN_INPUT;
  }
  columns[target].role = SL_COLUMN_TARGET;
  return TRUE;
}

/* Names and measures the columns (d), and numbers the inputs. Returns how many there are.
 */
static int
describe_columns (SlColumn *columns, const SlArray *X)
{
  gint64 n = X->shape[0], d = X->shape[1];
  int n_inputs = 0;

  for (gint64 j = 0; j < d; j++) {
    SlColumn *column = &columns[j];

    column->name = g_strdup_printf ("x%" G_GINT64_FORMAT, j + 1);
    column->min = column->max = sl_array_value (X, j);
    for (gint64 i = 1; i < n; i++) {
      double value = sl_array_value (X, i * d + j);

      column->min = MIN (column->min, value);
      column->max = MAX (column->max, value);
    }
    if (column->min == column->max)
      column->kind = SL_COLUMN_CONSTANT;
    column->n_inputs = column->role == SL_COLUMN_INPUT;
    column->input = n_inputs;
    n_inputs += column->n_inputs;
  }
  return n_inputs;
}

/* Parts the table X (n, d) into @n_inputs inputs and the target, by the columns' roles.
 */
static void
part_table (SlArraySet *set, const SlColumn *columns, int n_inputs)
{
  SlArray *X = &set->X, *y = &set->y;
  gint64 n = X->shape[0], d = X->shape[1];
  double *inputs = g_new (double, (size_t) n *n_inputs);

  *y = (SlArray){.n_dimensions = 1, .shape = {n}, .n = n};
  y->doubles = g_new (double, (size_t) n);
  for (gint64 i = 0, at = 0; i < n * d; i++) {
    if (columns[i % d].role == SL_COLUMN_TARGET)
      y->doubles[i / d] = sl_array_value (X, i);
    else if (columns[i % d].role == SL_COLUMN_INPUT)
      inputs[at++] = sl_array_value (X, i);
  }
  sl_array_clear (X);
  *X = (SlArray){.n_dimensions = 2, .shape = {n, n_inputs}, .n = n * n_inputs};
  X->doubles = inputs;
}

/* Gives the set (transfer full) @columns (n_columns), by whose names its inputs go. */
static void
take_columns (SlDataset *dataset, SlColumn *columns, int n_columns)
{
  for (int j = 0; j < n_columns; j++) {
    const SlColumn *column = &columns[j];
    char **name = column->role == SL_COLUMN_INPUT    ? &dataset->features[column->input]
                  : column->role == SL_COLUMN_TARGET ? &dataset->target
                                                     : NULL;

    if (name != NULL) {
      g_free (*name);
      *name = g_strdup (column->name);
    }
    if (column->role == SL_COLUMN_TARGET && dataset->task == SL_TASK_CLASSIFICATION)
      columns[j].kind = SL_COLUMN_CATEGORY;
  }
  dataset->columns = columns;
  dataset->n_columns = n_columns;
}

static SlDataset *
read_table (SlArraySet *set,
            SlInput *input,
            const SlFileOptions *options,
            SlColumn *columns,
            GError **error)
{
  int n_inputs;

  if (!take_roles (columns, &set->X, input, options, error))
    return NULL;
  n_inputs = describe_columns (columns, &set->X);
  if (n_inputs == 0) {
    sl_input_fail (input, error, _ ("no column is left to learn from; choose others"));
    return NULL;
  }
  part_table (set, columns, n_inputs);
  return sl_array_set_take (set, input, options, 0.0f, error);
}

/* The one array of the file: a table with the target among its columns. */
static SlDataset *
read_alone (SlArraySet *set, SlInput *input, const SlFileOptions *options, GError **error)
{
  SlFileOptions rest = *options;
  SlColumn *columns;
  SlDataset *dataset;
  int n_columns;

  if (!read_array (&set->X, input, error))
    return NULL;
  if (set->X.texts != NULL || set->X.n_dimensions != 2 || set->X.shape[1] < 2) {
    sl_input_fail (input, error,
                   _ ("it must be a table with the target as its last column, or "
                      "be called X….npy and have a y….npy beside it"));
    return NULL;
  }
  rest.target = rest.columns = NULL;
  if (!sl_array_set_check_options (&rest, input, error) ||
      !sl_array_set_check_inputs (&set->X, input, error))
    return NULL;
  n_columns = (int) set->X.shape[1];
  columns = g_new0 (SlColumn, n_columns);
  dataset = read_table (set, input, options, columns, error);
  if (dataset != NULL)
    take_columns (dataset, columns, n_columns);
  else
    sl_columns_free (columns, n_columns);
  return dataset;
}

static SlDataset *
read_npy (SlInput *input, const SlFileOptions *options, GError **error)
{
  g_auto (SlArraySet) set = {0};
  gboolean found;

  if (!sl_array_partners_read (&set, input, pairs, G_N_ELEMENTS (pairs), read_array,
                               &found, error))
    return NULL;
  if (!found)
    return read_alone (&set, input, options, error);
  return sl_array_set_check_options (options, input, error)
             ? sl_array_set_take (&set, input, options, 0.0f, error)
             : NULL;
}

static const char *const endings[] = {"npy", NULL};

extern const SlDataFormat sl_data_format_npy;
const SlDataFormat sl_data_format_npy = {
    .kind = {"npy", N_ ("NumPy array (.npy)"),
             N_ ("A table whose last column is the target, or X.npy with y.npy beside "
                 "it.")},
    .endings = endings,
    .recognises = recognises,
    .read = read_npy,
};
