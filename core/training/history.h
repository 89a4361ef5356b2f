/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/log.h"

G_BEGIN_DECLS

/** SlHistoryRow: the state at the end of an epoch (row 0: before training). NaN = absent.
 */
typedef struct
{
  int epoch;
  int batch_size;
  double lambda, l1_share, learning_rate;
  double train_loss, val_loss, test_loss;    /* data loss alone */
  double penalty;                            /* λ·R(w) */
  double objective;                          /* train_loss + penalty */
  double train_score, val_score, test_score; /* accuracy, or R² */
  double norm_l1, norm_l2;                   /* Σ|w|, √Σw² over all layers */
  gint64 weights, zeros, zeros_unreached, near_zeros;
} SlHistoryRow;

/** SlHistoryColumn: a column of the history CSV, in order. */
typedef struct
{
  const char *id;
  gsize offset;
  enum { SL_COLUMN_INT, SL_COLUMN_INT64, SL_COLUMN_DOUBLE } type;
} SlHistoryColumn;
const SlHistoryColumn *sl_history_columns (size_t *n);

/** sl_history_value: Returns a row's field as a number; NaN = absent. */
double sl_history_value (const SlHistoryColumn *column, const SlHistoryRow *row);

/** sl_history_text: Returns (transfer full) a row's field: %.17g with '.', "" for NaN. */
char *sl_history_text (const SlHistoryColumn *column, const SlHistoryRow *row);

/** sl_history_csv: @history: of SlHistoryRow. Returns (transfer full) the whole history
 * as CSV: a header, and a row for each epoch. */
GString *sl_history_csv (const SlLogView *history);

/** SlTrace: one curve over the epochs, thinned so that its size never depends on the
 * length of the run: bucket i covers @stride epochs and keeps its smallest and largest
 * value, in the order in which they came (PRODUCT.md: extremes are kept). With stride 1
 * it is the curve itself. */
enum { SL_TRACE_BUCKETS = 512 };
typedef struct
{
  int x[2];    /* epochs, x[0] ≤ x[1] */
  double y[2]; /* NaN when the bucket holds no number */
} SlTraceBucket;
typedef struct
{
  int n;      /* values added */
  int stride; /* epochs per bucket: 1, 2, 4 … */
  int used;   /* buckets in use */
  SlTraceBucket buckets[SL_TRACE_BUCKETS];
} SlTrace;

/* The curves a snapshot carries. */
typedef enum {
  SL_TRACE_TRAIN_LOSS,
  SL_TRACE_TEST_LOSS,
  SL_TRACE_PENALTY,
  SL_TRACE_OBJECTIVE,
  SL_TRACE_TRAIN_SCORE,
  SL_TRACE_TEST_SCORE,
  SL_TRACE_NORM_L1,
  SL_TRACE_NORM_L2,
  SL_TRACE_NONZEROS,
  SL_TRACE_VAL_LOSS,
  SL_TRACE_VAL_SCORE,
  SL_TRACE_ZEROS_PENALTY, /* weights that are exactly zero by the penalty */
  SL_TRACE_ZEROS,         /* … or because nothing reaches them */
  SL_TRACE_SMALL,         /* … or near zero */
  SL_N_TRACES
} SlTraceId;

/** sl_trace_init: makes an empty trace. sl_trace_add: the value of the next epoch. O(1)
 * amortised. */
void sl_trace_init (SlTrace *trace);
void sl_trace_add (SlTrace *trace, double y);

/** sl_trace_points:
 * @x, @y: (out) (2·SL_TRACE_BUCKETS) points in order of epoch, with no point given twice
 * Returns how many. */
int sl_trace_points (const SlTrace *trace, double *x, double *y);

/** sl_history_row_traces: the value of each trace in @row. */
void sl_history_row_traces (const SlHistoryRow *row, double values[SL_N_TRACES]);

/** SlEvent: a hot setting that took effect. Several at one place act in order; the last
 * wins. */
typedef struct
{
  int epoch;            /* finished epochs */
  int batch;            /* further minibatches */
  const char *setting;  /* id, static */
  char *from, *to;      /* Owned by the log */
  gboolean by_schedule; /* a reduction of the learning rate (schedule.h), nobody's hand */
} SlEvent;

/** SlZeroTraces: the same three counts of one layer, each including those before it:
 * exactly zero by the penalty, exactly zero, at most near zero. */
enum { SL_N_ZERO_TRACES = 3 };
typedef struct
{
  SlTrace counts[SL_N_ZERO_TRACES];
} SlZeroTraces;

/** sl_event_log_new: Returns (transfer full) a log of SlEvent that owns their texts. */
SlLog *sl_event_log_new (void);

/** sl_event_log_append: @event: copied, its texts too. */
void sl_event_log_append (SlLog *log, const SlEvent *event);

G_END_DECLS
