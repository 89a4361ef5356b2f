/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/shipped-csv.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "sl-shipped.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define RESOURCE_FOLDER "/io/github/sparsitylab/SparsityLab/data/"

/* A file cut into lines; line i + 1 is row i. */
typedef struct
{
  const char *file; /* Borrowed */
  char **lines;     /* Owned */
  char **names;     /* Owned (n_columns) */
  int n, n_columns;
} Table;

static void
table_clear (Table *t)
{
  g_strfreev (t->lines);
  g_strfreev (t->names);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, table_clear)

static gboolean
table_init (Table *t, const char *file, const char *text, size_t length, GError **error)
{
  g_autofree char *copy = NULL;
  int n_lines;

  if (!g_utf8_validate_len (text, length, NULL)) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA, _ ("%s: this is no text in UTF-8"),
                 file);
    return FALSE;
  }
  copy = g_strndup (text, length);
  t->file = file;
  t->lines = g_strsplit (copy, "\n", -1);
  n_lines = (int) g_strv_length (t->lines);
  for (int i = 0; i < n_lines; i++)
    g_strchomp (t->lines[i]); /* the end of a line may be "\r\n" */
  while (n_lines > 0 && *t->lines[n_lines - 1] == '\0')
    n_lines--; /* blank lines at the end of the file */
  if (n_lines < 2) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("%s: there must be a line of column names and at least one row"),
                 file);
    return FALSE;
  }
  t->n = n_lines - 1;
  t->names = g_strsplit (t->lines[0], ",", -1);
  t->n_columns = (int) g_strv_length (t->names);
  if (t->n_columns < 2) {
    g_set_error (
        error, SL_ERROR, SL_ERROR_DATA,
        _ ("%s:1: there must be at least two columns, the last being the target"), file);
    return FALSE;
  }
  return TRUE;
}

static gboolean
parse_cell (const Table *t,
            int row,
            int column,
            const char *cell,
            double *value,
            GError **error)
{
  gboolean is_number = sl_number_parse (cell, value);

  if (is_number && isfinite ((float) *value))
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_DATA,
               is_number ? _ ("%s:%d: column '%s': '%s' is too large")
                         : _ ("%s:%d: column '%s': '%s' is not a number"),
               t->file, row + 2, t->names[column], cell);
  return FALSE;
}

/* Reads row @i into @x (n_columns − 1) and its target into @y or, for class names, into
 * @name, which then points into the line. */
static gboolean
parse_row (const Table *t, int i, double *x, double *y, char **name, GError **error)
{
  char *cell = t->lines[i + 1];

  for (int j = 0; j < t->n_columns; j++) {
    char *comma = strchr (cell, ',');
    gboolean is_last = j == t->n_columns - 1;

    if (is_last != (comma == NULL)) {
      g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                   _ ("%s:%d: this row does not have %d columns, as the first line has"),
                   t->file, i + 2, t->n_columns);
      return FALSE;
    }
    if (comma != NULL)
      *comma = '\0';
    if (is_last && y == NULL)
      *name = g_strstrip (cell);
    else if (!parse_cell (t, i, j, cell, is_last ? y : &x[j], error))
      return FALSE;
    if (comma != NULL)
      cell = comma + 1;
  }
  return TRUE;
}

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* @names: (n) class name of each row. Fills classes, n_classes and label. */
static void
set_classes (SlDataset *dataset, char *const *names)
{
  g_autofree char **sorted = g_memdup2 (names, (size_t) dataset->n * sizeof *names);
  int k = 0;

  qsort (sorted, (size_t) dataset->n, sizeof *sorted, compare_names);
  for (int i = 0; i < dataset->n; i++)
    if (k == 0 || !g_str_equal (sorted[i], sorted[k - 1]))
      sorted[k++] = sorted[i];
  dataset->n_classes = k;
  dataset->classes = g_new0 (char *, k + 1);
  for (int i = 0; i < k; i++)
    dataset->classes[i] = g_strdup (sorted[i]);
  dataset->label = g_new (int, dataset->n);
  for (int i = 0; i < dataset->n; i++) {
    char **found = bsearch (&names[i], sorted, (size_t) k, sizeof *sorted, compare_names);

    dataset->label[i] = (int) (found - sorted);
  }
}

SlDataset *
sl_shipped_csv_parse (const SlDatasetType *type,
                      const char *file,
                      const char *text,
                      size_t length,
                      SlTask task,
                      GError **error)
{
  g_auto (Table) t = {0};
  g_autoptr (SlDataset) dataset = NULL;
  g_autofree char **names = NULL;
  g_autofree double *X = NULL, *y = NULL;

  g_return_val_if_fail (file != NULL && text != NULL, NULL);

  if (!table_init (&t, file, text, length, error))
    return NULL;
  dataset = sl_dataset_new (type, task, t.n, t.n_columns - 1, error);
  if (dataset == NULL)
    return NULL;
  dataset->target = g_strdup (t.names[dataset->d]);
  dataset->features = g_strdupv (t.names);
  g_clear_pointer (&dataset->features[dataset->d], g_free);
  X = g_new (double, (size_t) t.n * dataset->d);
  if (task == SL_TASK_REGRESSION)
    y = g_new (double, t.n);
  else
    names = g_new0 (char *, t.n);
  for (int i = 0; i < t.n; i++)
    if (!parse_row (&t, i, X + (size_t) i * dataset->d, y == NULL ? NULL : &y[i],
                    names == NULL ? NULL : &names[i], error))
      return NULL;
  sl_dataset_set_exact (dataset, g_steal_pointer (&X), g_steal_pointer (&y));
  if (names != NULL)
    set_classes (dataset, names);
  if (names != NULL && dataset->n_classes < 2) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("%s: column '%s' must name at least two classes"), file,
                 dataset->target);
    return NULL;
  }
  return g_steal_pointer (&dataset);
}

SlDataset *
sl_shipped_csv_load (const SlDatasetType *type,
                     const char *file,
                     SlTask task,
                     GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, file, NULL);
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const char *text;

  /* Asking by name, and not through the process's list of resources, makes the linker
   * take the file out of the static library. */
  bytes = g_resource_lookup_data (sl_shipped_get_resource (), path,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return sl_shipped_csv_parse (type, file, text, length, task, error);
}
