/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/zeros-numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const struct
{
  SlTraceId trace;
  const char *id, *name;
} columns[SL_N_ZERO_TRACES] = {
    {SL_TRACE_ZEROS_PENALTY, "zeros_by_penalty", N_ ("zero by penalty")},
    {SL_TRACE_ZEROS, "zeros", N_ ("exactly zero")},
    {SL_TRACE_SMALL, "zeros_and_near_zeros", N_ ("zero or near zero")},
};

static int
compare_epochs (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Returns (transfer full) the epochs at which any of @counts has a point, once each. */
static GArray *
epochs_of (const SlTrace *counts)
{
  GArray *epochs = g_array_new (FALSE, FALSE, sizeof (double));
  double x[2 * SL_TRACE_BUCKETS], y[2 * SL_TRACE_BUCKETS];
  guint kept = 0;

  for (int k = 0; k < SL_N_ZERO_TRACES; k++) {
    int n = sl_trace_points (&counts[k], x, y);
    g_array_append_vals (epochs, x, (guint) n);
  }
  g_array_sort (epochs, compare_epochs);
  double *all = (double *) (gpointer) epochs->data;
  for (guint i = 0; i < epochs->len; i++)
    if (i == 0 || all[i] != all[kept - 1])
      all[kept++] = all[i];
  g_array_set_size (epochs, kept);
  return epochs;
}

/* Puts the points of @trace into their rows; both go by epoch. */
static void
fill (double *column, const GArray *epochs, const SlTrace *trace)
{
  double x[2 * SL_TRACE_BUCKETS], y[2 * SL_TRACE_BUCKETS];
  int n = sl_trace_points (trace, x, y);
  guint row = 0;

  for (int i = 0; i < n; i++) {
    while (g_array_index (epochs, double, row) < x[i])
      row++;
    column[row] = y[i];
  }
}

static SlNumbers *
numbers_of_layer (const SlTrace *counts)
{
  g_autoptr (GArray) epochs = epochs_of (counts);
  SlNumbers *numbers = sl_numbers_new (epochs->len);
  double *epoch = sl_numbers_add (numbers, SL_NUMBERS_COUNT, "epoch", _ ("epoch"));

  for (guint i = 0; i < epochs->len; i++)
    epoch[i] = g_array_index (epochs, double, i);
  for (int k = 0; k < SL_N_ZERO_TRACES; k++)
    fill (sl_numbers_add (numbers, SL_NUMBERS_COUNT, columns[k].id, _ (columns[k].name)),
          epochs, &counts[k]);
  return numbers;
}

SlNumbers *
sl_zeros_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  gboolean one = view->layer >= 0 && view->layer < snapshot->n_layers;
  const SlZeroTraces *layer =
      one && snapshot->layer_zeros != NULL ? snapshot->layer_zeros[view->layer] : NULL;
  SlNumbers *numbers;

  if (one)
    return layer != NULL ? numbers_of_layer (layer->counts) : NULL;
  numbers = sl_numbers_new_history (snapshot);
  for (int k = 0; k < SL_N_ZERO_TRACES; k++)
    sl_numbers_add_trace (numbers, SL_NUMBERS_COUNT, columns[k].id, _ (columns[k].name),
                          columns[k].trace);
  return numbers;
}
