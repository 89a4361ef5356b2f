/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { SHOWN_DIGITS = 6 };

typedef struct
{
  SlNumbersType type;
  const char *id;
  char *name;      /* Owned */
  double *values;  /* Owned (n_rows), or NULL */
  char **texts;    /* Owned (n_rows) of Owned, or NULL */
  gboolean is_row; /* without either: the row's own number, else … */
  SlTraceId trace; /* … a field of the history */
} Column;

struct SlNumbers
{
  gatomicrefcount refs;
  gsize n_rows;
  GArray *columns;   /* Owned, of Column */
  SlLogView history; /* of SlHistoryRow; log NULL without */
};

static const Column *
column_at (const SlNumbers *self, guint column)
{
  return &g_array_index (self->columns, Column, column);
}

SlNumbers *
sl_numbers_new (gsize n_rows)
{
  SlNumbers *self = g_new0 (SlNumbers, 1);

  g_atomic_ref_count_init (&self->refs);
  self->n_rows = n_rows;
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  return self;
}

SlNumbers *
sl_numbers_new_history (const SlSnapshot *snapshot)
{
  SlNumbers *self = sl_numbers_new (snapshot->history.n);
  const Column epoch = {.type = SL_NUMBERS_COUNT,
                        .id = "epoch",
                        .name = g_strdup (_ ("epoch")),
                        .is_row = TRUE};

  if (snapshot->history.log != NULL)
    self->history = sl_log_view_ref (&snapshot->history);
  g_array_append_val (self->columns, epoch);
  return self;
}

SlNumbers *
sl_numbers_ref (SlNumbers *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
sl_numbers_unref (SlNumbers *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < self->columns->len; i++) {
    const Column *column = column_at (self, i);
    for (gsize row = 0; column->texts != NULL && row < self->n_rows; row++)
      g_free (column->texts[row]);
    g_free (column->texts);
    g_free (column->values);
    g_free (column->name);
  }
  g_array_unref (self->columns);
  if (self->history.log != NULL)
    sl_log_view_clear (&self->history);
  g_free (self);
}

double *
sl_numbers_add (SlNumbers *self, SlNumbersType type, const char *id, const char *name)
{
  const Column column = {.type = type,
                         .id = id,
                         .name = g_strdup (name),
                         .values = g_new (double, MAX (self->n_rows, 1))};

  for (gsize i = 0; i < self->n_rows; i++)
    column.values[i] = NAN;
  g_array_append_val (self->columns, column);
  return column.values;
}

char **
sl_numbers_add_text (SlNumbers *self, const char *id, const char *name)
{
  const Column column = {.type = SL_NUMBERS_TEXT,
                         .id = id,
                         .name = g_strdup (name),
                         .texts = g_new0 (char *, MAX (self->n_rows, 1))};

  g_array_append_val (self->columns, column);
  return column.texts;
}

void
sl_numbers_add_trace (SlNumbers *self,
                      SlNumbersType type,
                      const char *id,
                      const char *name,
                      SlTraceId trace)
{
  const Column column = {.type = type, .id = id, .name = g_strdup (name), .trace = trace};

  g_array_append_val (self->columns, column);
}

gsize
sl_numbers_n_rows (const SlNumbers *self)
{
  return self->n_rows;
}

guint
sl_numbers_n_columns (const SlNumbers *self)
{
  return self->columns->len;
}

SlNumbersType
sl_numbers_type (const SlNumbers *self, guint column)
{
  return column_at (self, column)->type;
}

const char *
sl_numbers_id (const SlNumbers *self, guint column)
{
  return column_at (self, column)->id;
}

const char *
sl_numbers_name (const SlNumbers *self, guint column)
{
  return column_at (self, column)->name;
}

double
sl_numbers_value (const SlNumbers *self, gsize row, guint i)
{
  const Column *column = column_at (self, i);

  if (column->texts != NULL)
    return NAN;
  if (column->values != NULL)
    return column->values[row];
  const SlHistoryRow *epoch = sl_log_item (&self->history, row);
  if (column->is_row)
    return epoch->epoch;
  double values[SL_N_TRACES];
  sl_history_row_traces (epoch, values);
  return values[column->trace];
}

/* @digits: of a number that is no count. */
static char *
number_text (const Column *column, double value, int digits)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE], format[8];

  if (isnan (value))
    return g_strdup ("");
  if (column->type == SL_NUMBERS_COUNT)
    return g_strdup (g_ascii_formatd (text, sizeof text, "%.0f", value));
  g_snprintf (format, sizeof format, "%%.%dg", digits);
  return g_strdup (g_ascii_formatd (text, sizeof text, format, value));
}

char *
sl_numbers_text (const SlNumbers *self, gsize row, guint i)
{
  const Column *column = column_at (self, i);

  if (column->texts != NULL)
    return g_strdup (column->texts[row] != NULL ? column->texts[row] : "");
  return number_text (column, sl_numbers_value (self, row, i), SHOWN_DIGITS);
}

static void
append_cell (GString *csv, const SlNumbers *self, gsize row, guint i)
{
  const Column *column = column_at (self, i);
  int digits = column->type == SL_NUMBERS_FLOAT ? 9 : 17;

  if (column->texts != NULL) {
    sl_csv_text (csv, column->texts[row] != NULL ? column->texts[row] : "");
    return;
  }
  g_autofree char *text = number_text (column, sl_numbers_value (self, row, i), digits);
  g_string_append (csv, text);
}

GString *
sl_numbers_csv (const SlNumbers *self)
{
  GString *csv = g_string_new (NULL);

  for (guint i = 0; i < self->columns->len; i++) {
    if (i > 0)
      g_string_append_c (csv, ',');
    sl_csv_text (csv, sl_numbers_id (self, i));
  }
  g_string_append_c (csv, '\n');
  for (gsize row = 0; row < self->n_rows; row++)
    for (guint i = 0; i < self->columns->len; i++) {
      append_cell (csv, self, row, i);
      g_string_append_c (csv, i + 1 < self->columns->len ? ',' : '\n');
    }
  return csv;
}
