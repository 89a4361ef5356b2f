/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/measure/weights.h"
#include "core/training/history.h"

#include <math.h>
#include <string.h>

static void
test_counts (void)
{
  static const float w[] = {0, 0, 0.001f, -0.001f, 0.0011f, -0.5f, 2.5f, -0.0f};
  static const guint8 unreached[] = {1, 0, 1, 1, 1, 1, 1, 0};
  SlWeightMeasure m;
  sl_weight_measure_fill (&m, G_N_ELEMENTS (w), w, unreached, (double) 0.001f, 2);
  g_assert_cmpint (m.weights, ==, 8);
  g_assert_cmpint (m.histogram.zeros, ==, 3);
  g_assert_cmpint (m.histogram.zeros_unreached, ==, 1);
  g_assert_cmpint (m.histogram.near, ==, 2);
  g_assert_cmpint (m.histogram.bins[0], ==, 1);
  g_assert_cmpint (m.histogram.bins[(int) (0.5 / 2 * SL_HISTOGRAM_BINS)], ==, 1);
  g_assert_cmpint (m.histogram.bins[SL_HISTOGRAM_BINS - 1], ==, 1);
  gint64 sum = m.histogram.zeros + m.histogram.near;
  for (int i = 0; i < SL_HISTOGRAM_BINS; i++)
    sum += m.histogram.bins[i];
  g_assert_cmpint (sum, ==, m.weights);
  g_assert_cmpint (sl_weight_measure_top (&m), ==, 3);
  g_assert_cmpfloat_with_epsilon (m.norm_l1, 3.0031, 1e-6);
  g_assert_cmpfloat_with_epsilon (m.norm_l2, sqrt (0.25 + 6.25 + 2e-6 + 1.21e-6), 1e-6);
}

static void
test_sum_of_layers (void)
{
  static const float w[] = {0, 0.25f, -1, 3, 0, 0.5f, 0.0005f};
  SlWeightMeasure whole, first, second, total = {0};
  sl_weight_measure_fill (&whole, 7, w, NULL, 1e-3, 2);
  sl_weight_measure_fill (&first, 3, w, NULL, 1e-3, 2);
  sl_weight_measure_fill (&second, 4, w + 3, NULL, 1e-3, 2);
  sl_weight_measure_add (&total, &first);
  sl_weight_measure_add (&total, &second);
  g_assert_cmpint (total.weights, ==, 7);
  g_assert_cmpfloat_with_epsilon (total.norm_l1, whole.norm_l1, 1e-12);
  g_assert_cmpfloat_with_epsilon (total.norm_l2, whole.norm_l2, 1e-12);
  g_assert_cmpmem (&total.histogram, sizeof total.histogram, &whole.histogram,
                   sizeof whole.histogram);
}

static void
test_histogram_end (void)
{
  static const struct
  {
    float top;
    double end;
  } cases[] = {{0, 1}, {0.2f, 1}, {0.34f, 1.5}, {0.6f, 2}, {3, 10}, {5, 15}};
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    float w[2] = {0.1f * cases[i].top, -cases[i].top};
    g_assert_cmpfloat_with_epsilon (sl_histogram_end (2, w), cases[i].end, 1e-12);
  }
}

/* The thinned curve against the whole one: same ends, every extreme kept, order of time.
 */
static void
test_trace (gconstpointer data)
{
  int n = GPOINTER_TO_INT (data);
  static SlTrace trace;
  g_autofree double *y = g_new (double, n);
  sl_trace_init (&trace);
  for (int i = 0; i < n; i++) {
    y[i] = sin (0.01 * i) + (i == n / 3 ? 50 : 0) - (i == n / 2 ? 70 : 0);
    sl_trace_add (&trace, y[i]);
  }
  g_autofree double *X = g_new (double, 2 * SL_TRACE_BUCKETS);
  g_autofree double *Y = g_new (double, 2 * SL_TRACE_BUCKETS);
  int points = sl_trace_points (&trace, X, Y);
  g_assert_cmpint (trace.n, ==, n);
  g_assert_cmpint (points, <=, 2 * SL_TRACE_BUCKETS);
  double low = INFINITY, high = -INFINITY;
  for (int i = 0; i < points; i++) {
    g_assert_cmpfloat (Y[i], ==, y[(int) X[i]]);
    g_assert_true (i == 0 || X[i] > X[i - 1]);
    low = fmin (low, Y[i]);
    high = fmax (high, Y[i]);
  }
  double wanted_low = INFINITY, wanted_high = -INFINITY;
  for (int i = 0; i < n; i++) {
    wanted_low = fmin (wanted_low, y[i]);
    wanted_high = fmax (wanted_high, y[i]);
  }
  g_assert_cmpfloat (low, ==, wanted_low);
  g_assert_cmpfloat (high, ==, wanted_high);
  if (n <= SL_TRACE_BUCKETS)
    g_assert_cmpint (points, ==, n);
}

static void
test_trace_gap (void)
{
  static SlTrace trace;
  sl_trace_init (&trace);
  for (int i = 0; i < 3000; i++)
    sl_trace_add (&trace, i < 1500 ? NAN : i);
  g_autofree double *X = g_new (double, 2 * SL_TRACE_BUCKETS);
  g_autofree double *Y = g_new (double, 2 * SL_TRACE_BUCKETS);
  int points = sl_trace_points (&trace, X, Y), gaps = 0;
  double low = INFINITY;
  for (int i = 0; i < points; i++) {
    gaps += isnan (Y[i]);
    low = fmin (low, Y[i]);
  }
  g_assert_cmpint (gaps, >, 100);
  g_assert_cmpfloat (low, ==, 1500);
}

static void
test_columns (void)
{
  static const char *const header =
      "epoch,lambda,l1_share,learning_rate,batch_size,train_loss,val_loss,test_loss,"
      "penalty,"
      "objective,train_score,val_score,test_score,norm_l1,norm_l2,weights,zeros,"
      "zeros_unreached,near_zeros";
  g_auto (GStrv) names = g_strsplit (header, ",", -1);
  size_t n;
  const SlHistoryColumn *columns = sl_history_columns (&n);
  g_assert_cmpint (g_strv_length (names), ==, n);
  SlHistoryRow row = {.epoch = 3, .val_loss = NAN, .test_loss = 0.1, .weights = 2720};
  for (size_t i = 0; i < n; i++) {
    g_assert_cmpstr (columns[i].id, ==, names[i]);
    g_autofree char *text = sl_history_text (&columns[i], &row);
    if (g_str_equal (names[i], "epoch"))
      g_assert_cmpstr (text, ==, "3");
    if (g_str_equal (names[i], "val_loss"))
      g_assert_cmpstr (text, ==, "");
    if (g_str_equal (names[i], "test_loss"))
      g_assert_cmpstr (text, ==, "0.10000000000000001");
    if (g_str_equal (names[i], "weights"))
      g_assert_cmpstr (text, ==, "2720");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/counts", test_counts);
  g_test_add_func ("/measure/sum-of-layers", test_sum_of_layers);
  g_test_add_func ("/measure/histogram-end", test_histogram_end);
  static const int lengths[] = {1, 2, 511, 512, 513, 1023, 1025, 5000, 100000};
  for (size_t i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autofree char *path = g_strdup_printf ("/measure/trace/%d", lengths[i]);
    g_test_add_data_func (path, GINT_TO_POINTER (lengths[i]), test_trace);
  }
  g_test_add_func ("/measure/trace/gap", test_trace_gap);
  g_test_add_func ("/measure/columns", test_columns);
  return g_test_run ();
}
