/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/loss.h"

#include "core/base/clones.h"
#include "core/base/elementary.h"

#include <glib/gi18n-lib.h>
#include <string.h>

SL_CLONES static void
add_bias (int n, int m, float *restrict z, const float *restrict b)
{
  for (int i = 0; i < n; i++)
    for (int j = 0; j < m; j++)
      z[(size_t) i * m + j] += b[j];
}

/* Squared loss: one output, ½(o − y)². */

static int
squared_outputs (int n_classes)
{
  return 1;
}

static double
squared_measure (int n,
                 int m,
                 const float *out,
                 const float *y,
                 const int *label,
                 int *correct)
{
  double sum = 0;
  for (int i = 0; i < n; i++) {
    double error = (double) out[i] - (double) y[i];
    sum += error * error / 2;
  }
  return sum;
}

static void
squared_delta (int n, int m, float *out, const float *y, const int *label)
{
  float share = 1.0f / (float) n;
  for (int i = 0; i < n; i++)
    out[i] = (out[i] - y[i]) * share;
}

/* Cross-entropy: one logit for two classes (logistic), log-probabilities for more
 * (softmax). */

static int
cross_entropy_outputs (int n_classes)
{
  return n_classes > 2 ? n_classes : 1;
}

/* Exponentials are taken apart from their sum, which alone has to keep its order: that
 * lets them become vector code. */
SL_CLONES static void
log_softmax (int n, int m, float *restrict z)
{
  float exps[64];
  for (int i = 0; i < n; i++, z += m) {
    float top = z[0], sum = 0;
    for (int j = 1; j < m; j++)
      top = z[j] > top ? z[j] : top;
    for (int first = 0; first < m; first += (int) G_N_ELEMENTS (exps)) {
      int some = MIN ((int) G_N_ELEMENTS (exps), m - first);
#pragma omp simd
      for (int j = 0; j < some; j++)
        exps[j] = sl_fast_exp (z[first + j] - top);
      for (int j = 0; j < some; j++)
        sum += exps[j];
    }
    float shift = top + logf (sum);
    for (int j = 0; j < m; j++)
      z[j] -= shift;
  }
}

static void
cross_entropy_predict (int n, int m, float *z, const float *b)
{
  add_bias (n, m, z, b);
  if (m > 1)
    log_softmax (n, m, z);
}

/* log(1 + eˣ) without overflow on either side. */
static double
softplus (double x)
{
  return fmax (x, 0) + log1p (exp (-fabs (x)));
}

static double
logistic_measure (int n, const float *out, const int *label, int *correct)
{
  double sum = 0;
  for (int i = 0; i < n; i++) {
    double margin = label[i] ? (double) out[i] : -(double) out[i];
    sum += softplus (-margin);
    if (correct)
      *correct += sl_loss_class (1, out + i) == label[i];
  }
  return sum;
}

int
sl_loss_class (int m, const float *out)
{
  if (m == 1)
    return out[0] > 0;
  int best = 0;
  for (int j = 1; j < m; j++)
    best = out[j] > out[best] ? j : best;
  return best;
}

static double
cross_entropy_measure (int n,
                       int m,
                       const float *out,
                       const float *y,
                       const int *label,
                       int *correct)
{
  if (m == 1)
    return logistic_measure (n, out, label, correct);
  double sum = 0;
  for (int i = 0; i < n; i++) {
    const float *row = out + (size_t) i * m;
    sum -= (double) row[label[i]];
    if (correct)
      *correct += sl_loss_class (m, row) == label[i];
  }
  return sum;
}

SL_CLONES static void
cross_entropy_delta (int n, int m, float *out, const float *y, const int *label)
{
  float share = 1.0f / (float) n;
  if (m == 1) {
    for (int i = 0; i < n; i++)
      out[i] = (sl_fast_sigmoid (out[i]) - (float) label[i]) * share;
    return;
  }
  size_t size = (size_t) n * m;
#pragma omp simd
  for (size_t i = 0; i < size; i++)
    out[i] = sl_fast_exp (out[i]) * share;
  for (int i = 0; i < n; i++)
    out[(size_t) i * m + label[i]] -= share;
}

/* Binary cross-entropy: a sigmoid for every class, each a yes or no of its own; mean over
 * outputs. */

static int
binary_outputs (int n_classes)
{
  return n_classes;
}

static double
binary_measure (int n,
                int m,
                const float *out,
                const float *y,
                const int *label,
                int *correct)
{
  double sum = 0;
  for (int i = 0; i < n; i++) {
    const float *row = out + (size_t) i * m;
    double row_sum = 0;
    for (int j = 0; j < m; j++) {
      double margin = j == label[i] ? (double) row[j] : -(double) row[j];
      row_sum += softplus (-margin);
    }
    sum += row_sum / m;
    if (correct)
      *correct += sl_loss_class (m, row) == label[i];
  }
  return sum;
}

SL_CLONES static void
binary_delta (int n, int m, float *out, const float *y, const int *label)
{
  float share = 1.0f / ((float) n * (float) m);
  size_t size = (size_t) n * m;
#pragma omp simd
  for (size_t i = 0; i < size; i++)
    out[i] = sl_fast_sigmoid (out[i]) * share;
  for (int i = 0; i < n; i++)
    out[(size_t) i * m + label[i]] -= share;
}

static const SlLossType cross_entropy = {
    .kind = {"cross-entropy", N_ ("Cross-entropy"),
             N_ ("−log of the probability given to the right class, mean over rows.")},
    .task = SL_TASK_CLASSIFICATION,
    .outputs = cross_entropy_outputs,
    .predict = cross_entropy_predict,
    .measure = cross_entropy_measure,
    .delta = cross_entropy_delta,
};

static const SlLossType binary_cross_entropy = {
    .kind = {"binary-cross-entropy", N_ ("Binary cross-entropy"),
             N_ ("One sigmoid for every class, as in the chapter; mean over rows and "
                 "classes.")},
    .task = SL_TASK_CLASSIFICATION,
    .outputs = binary_outputs,
    .predict = add_bias,
    .measure = binary_measure,
    .delta = binary_delta,
};

static const SlLossType squared = {
    .kind = {"squared", N_ ("Squared"), N_ ("Half the mean squared error.")},
    .task = SL_TASK_REGRESSION,
    .outputs = squared_outputs,
    .predict = add_bias,
    .measure = squared_measure,
    .delta = squared_delta,
};

const SlKindTable *
sl_losses (void)
{
  static const SlKind *const kinds[] = {&cross_entropy.kind, &binary_cross_entropy.kind,
                                        &squared.kind};
  static const SlKindTable table = {N_ ("loss"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}

const SlLossType *
sl_loss_for_task (SlTask task)
{
  return task == SL_TASK_CLASSIFICATION ? &cross_entropy : &squared;
}
