/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/history.h"

#include <math.h>

const SlHistoryColumn *
sl_history_columns (size_t *n)
{
#define INT(field)                                                                       \
  {                                                                                      \
#field, G_STRUCT_OFFSET(SlHistoryRow, field), SL_COLUMN_INT                          \
  }
#define INT64(field)                                                                     \
  {                                                                                      \
#field, G_STRUCT_OFFSET(SlHistoryRow, field), SL_COLUMN_INT64                        \
  }
#define DOUBLE(field)                                                                    \
  {                                                                                      \
#field, G_STRUCT_OFFSET(SlHistoryRow, field), SL_COLUMN_DOUBLE                       \
  }
  static const SlHistoryColumn columns[] = {
      INT (epoch),          DOUBLE (lambda),
      DOUBLE (l1_share),    DOUBLE (learning_rate),
      INT (batch_size),     DOUBLE (train_loss),
      DOUBLE (val_loss),    DOUBLE (test_loss),
      DOUBLE (penalty),     DOUBLE (objective),
      DOUBLE (train_score), DOUBLE (val_score),
      DOUBLE (test_score),  DOUBLE (norm_l1),
      DOUBLE (norm_l2),     INT64 (weights),
      INT64 (zeros),        INT64 (zeros_unreached),
      INT64 (near_zeros),
  };
#undef INT
#undef INT64
#undef DOUBLE
  *n = G_N_ELEMENTS (columns);
  return columns;
}

double
sl_history_value (const SlHistoryColumn *column, const SlHistoryRow *row)
{
  const void *field = G_STRUCT_MEMBER_P (row, column->offset);
  switch (column->type) {
  case SL_COLUMN_INT:
    return *(const int *) field;
  case SL_COLUMN_INT64:
    return (double) *(const gint64 *) field;
  default:
    return *(const double *) field;
  }
}

char *
sl_history_text (const SlHistoryColumn *column, const SlHistoryRow *row)
{
  double value = sl_history_value (column, row);
  if (!isfinite (value))
    return g_strdup ("");
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  const char *format = column->type == SL_COLUMN_DOUBLE ? "%.17g" : "%.0f";
  return g_strdup (g_ascii_formatd (text, sizeof text, format, value));
}

GString *
sl_history_csv (const SlLogView *history)
{
  size_t n;
  const SlHistoryColumn *columns = sl_history_columns (&n);
  GString *csv = g_string_new (NULL);
  for (size_t j = 0; j < n; j++)
    g_string_append_printf (csv, "%s%s", columns[j].id, j + 1 < n ? "," : "\n");
  for (size_t i = 0; i < history->n; i++)
    for (size_t j = 0; j < n; j++) {
      g_autofree char *field = sl_history_text (&columns[j], sl_log_item (history, i));
      g_string_append (csv, field);
      g_string_append_c (csv, j + 1 < n ? ',' : '\n');
    }
  return csv;
}

void
sl_history_row_traces (const SlHistoryRow *row, double values[SL_N_TRACES])
{
  values[SL_TRACE_TRAIN_LOSS] = row->train_loss;
  values[SL_TRACE_TEST_LOSS] = row->test_loss;
  values[SL_TRACE_PENALTY] = row->penalty;
  values[SL_TRACE_OBJECTIVE] = row->objective;
  values[SL_TRACE_TRAIN_SCORE] = row->train_score;
  values[SL_TRACE_TEST_SCORE] = row->test_score;
  values[SL_TRACE_NORM_L1] = row->norm_l1;
  values[SL_TRACE_NORM_L2] = row->norm_l2;
  values[SL_TRACE_NONZEROS] = (double) (row->weights - row->zeros);
  values[SL_TRACE_VAL_LOSS] = row->val_loss;
  values[SL_TRACE_VAL_SCORE] = row->val_score;
  values[SL_TRACE_ZEROS_PENALTY] = (double) (row->zeros - row->zeros_unreached);
  values[SL_TRACE_ZEROS] = (double) row->zeros;
  values[SL_TRACE_SMALL] = (double) (row->zeros + row->near_zeros);
}

static void
event_clear (gpointer item)
{
  SlEvent *event = item;
  g_free (event->from);
  g_free (event->to);
}

SlLog *
sl_event_log_new (void)
{
  return sl_log_new_owning (sizeof (SlEvent), event_clear);
}

void
sl_event_log_append (SlLog *log, const SlEvent *event)
{
  SlEvent copy = *event;
  copy.from = g_strdup (event->from);
  copy.to = g_strdup (event->to);
  sl_log_append (log, &copy);
}
