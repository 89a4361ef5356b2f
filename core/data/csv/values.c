/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/csv/values.h"

#include "core/base/number.h"
#include "core/data/csv/number.h"

#include <math.h>
#include <string.h>

/* A value while they are sorted. */
typedef struct
{
  const char *text; /* NULL for a number */
  double key;       /* the number, or that in the text */
  gboolean is_number;
  int code;
} Value;

/* Numbers first, by size; then texts. */
static int
compare_values (const void *a, const void *b)
{
  const Value *x = a, *y = b;

  if (x->is_number && y->is_number && x->key != y->key)
    return x->key < y->key ? -1 : 1;
  if (x->is_number != y->is_number)
    return x->is_number ? -1 : 1;
  return x->text != NULL ? strcmp (x->text, y->text) : 0;
}

static Value *
list_texts (const SlTable *t, int j, const int *rows, int n_rows, int *n)
{
  const SlTableColumn *column = &t->columns[j];
  g_autofree gboolean *present = g_new0 (gboolean, column->texts->len + 1);
  Value *list = g_new (Value, column->texts->len + 1);

  for (int i = 0; i < n_rows; i++) {
    double code = t->values[(gint64) rows[i] * t->n_columns + j];

    if (!isnan (code))
      present[(int) code] = TRUE;
  }
  *n = 0;
  for (guint code = 0; code < column->texts->len; code++) {
    const char *text = column->texts->pdata[code];
    Value value = {.text = text, .code = (int) code};

    if (!present[code])
      continue;
    value.is_number =
        sl_csv_parse_number (text, strlen (text), t->dialect.point, &value.key);
    list[(*n)++] = value;
  }
  qsort (list, (size_t) *n, sizeof *list, compare_values);
  return list;
}

static Value *
list_numbers (const SlTable *t, int j, const int *rows, int n_rows, int *n)
{
  Value *list = g_new0 (Value, n_rows + 1);
  int n_all = 0;

  for (int i = 0; i < n_rows; i++) {
    double key = t->values[(gint64) rows[i] * t->n_columns + j];

    if (!isnan (key))
      list[n_all++] = (Value){.key = key + 0.0, .is_number = TRUE};
  }
  qsort (list, (size_t) n_all, sizeof *list, compare_values);
  *n = 0;
  for (int i = 0; i < n_all; i++)
    if (*n == 0 || list[*n - 1].key != list[i].key)
      list[(*n)++] = list[i];
  return list;
}

void
sl_values_init (SlValues *values, const SlTable *t, int j, const int *rows, int n_rows)
{
  const SlTableColumn *column = &t->columns[j];
  g_autofree Value *list = NULL;

  *values = (SlValues){0};
  if (column->is_text) {
    list = list_texts (t, j, rows, n_rows, &values->n);
    values->places = g_new (int, column->texts->len + 1);
    for (guint code = 0; code < column->texts->len; code++)
      values->places[code] = -1;
  } else {
    list = list_numbers (t, j, rows, n_rows, &values->n);
    values->keys = g_new (double, values->n + 1);
  }
  values->names = g_new0 (char *, values->n + 1);
  for (int k = 0; k < values->n; k++) {
    values->names[k] =
        column->is_text ? g_strdup (list[k].text) : sl_number_exact (list[k].key);
    if (column->is_text)
      values->places[list[k].code] = k;
    else
      values->keys[k] = list[k].key;
  }
}

void
sl_values_clear (SlValues *values)
{
  g_clear_pointer (&values->names, g_strfreev);
  g_clear_pointer (&values->keys, g_free);
  g_clear_pointer (&values->places, g_free);
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

int
sl_values_place (const SlValues *values, double value)
{
  const double *found;

  if (values->places != NULL)
    return values->places[(int) value];
  found =
      bsearch (&value, values->keys, (size_t) values->n, sizeof value, compare_doubles);
  return found != NULL ? (int) (found - values->keys) : -1;
}
