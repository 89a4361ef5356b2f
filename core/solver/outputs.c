/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/solver/outputs.h"

#include <cblas.h>
#include <math.h>

void
sl_outputs_fill (const SlDesign *p, const double *w, double *z)
{
  const double *b = w + (size_t) p->k * p->d;

  for (int c = 0; c < p->k; c++) {
    double *out = z + (size_t) c * p->n;

    for (int i = 0; i < p->n; i++)
      out[i] = b[c];
    for (int j = 0; j < p->d; j++) {
      double weight = w[(size_t) c * p->d + j];

      if (weight != 0)
        cblas_daxpy (p->n, weight, p->X + (size_t) j * p->n, 1, out, 1);
    }
  }
}

/* −log p of the class of a row with output @z of the second class. */
static double
two_classes (double z, gboolean second, double *probability)
{
  double e = exp (-fabs (z));

  *probability = z > 0 ? 1 / (1 + e) : e / (1 + e);
  return log1p (e) + (second ? MAX (-z, 0) : MAX (z, 0));
}

double
sl_outputs_loss (const SlDesign *p, const double *z, double *probability)
{
  size_t n = (size_t) p->n;
  double sum = 0;

  for (size_t i = 0; i < n && p->k == 1; i++)
    sum += two_classes (z[i], p->label[i] == 1, &probability[i]);
  if (p->k == 1)
    return sum / p->n;
  for (size_t i = 0; i < n; i++) {
    double top = z[i], total = 0;

    for (int c = 1; c < p->k; c++)
      top = MAX (top, z[c * n + i]);
    for (int c = 0; c < p->k; c++) {
      probability[c * n + i] = exp (z[c * n + i] - top);
      total += probability[c * n + i];
    }
    for (int c = 0; c < p->k; c++)
      probability[c * n + i] /= total;
    sum += top + log (total) - z[p->label[i] * n + i];
  }
  return sum / p->n;
}

void
sl_outputs_gradient (const SlDesign *p, const double *probability, double *g)
{
  g_autofree double *r = g_new (double, p->n);

  for (int c = 0; c < p->k; c++) {
    int wanted = p->k == 1 ? 1 : c;
    double sum = 0;

    for (int i = 0; i < p->n; i++) {
      r[i] = probability[(size_t) c * p->n + i] - (p->label[i] == wanted);
      sum += r[i];
    }
    cblas_dgemv (CblasRowMajor, CblasNoTrans, p->d, p->n, 1.0 / p->n, p->X, p->n, r, 1, 0,
                 g + (size_t) c * p->d, 1);
    g[(size_t) p->k * p->d + c] = sum / p->n;
  }
}

void
sl_outputs_null (const SlDesign *p, double *w)
{
  double *b = w + (size_t) p->k * p->d, mean = 0;
  g_autofree int *counts = g_new0 (int, p->n_classes);

  for (int i = 0; i < p->n; i++)
    counts[p->label[i]]++;
  if (p->k == 1) {
    b[0] = log ((double) counts[1] / counts[0]);
    return;
  }
  for (int c = 0; c < p->k; c++) {
    b[c] = log ((double) counts[c]);
    mean += b[c] / p->k;
  }
  for (int c = 0; c < p->k; c++)
    b[c] -= mean;
}

gboolean
sl_outputs_separated (const SlDesign *p, const double *z)
{
  size_t n = (size_t) p->n;

  for (size_t i = 0; i < n; i++) {
    int label = p->label[i];

    if (p->k == 1 && !(label == 1 ? z[i] > 0 : z[i] < 0))
      return FALSE;
    for (int c = 0; c < p->k && p->k > 1; c++)
      if (c != label && !(z[label * n + i] > z[c * n + i]))
        return FALSE;
  }
  return TRUE;
}
