/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/measure/confusion.h"

#include <math.h>
#include <string.h>

SlConfusion *
sl_confusion_new (int k)
{
  g_return_val_if_fail (k >= 1 && k <= SL_CONFUSION_MAX_CLASSES, NULL);
  SlConfusion *confusion = g_new (SlConfusion, 1);
  confusion->k = k;
  confusion->counts = g_new0 (gint64, (size_t) k * k);
  return confusion;
}

SlConfusion *
sl_confusion_copy (const SlConfusion *confusion)
{
  SlConfusion *copy = sl_confusion_new (confusion->k);
  size_t size = (size_t) copy->k * copy->k;
  memcpy (copy->counts, confusion->counts, size * sizeof *copy->counts);
  return copy;
}

void
sl_confusion_free (SlConfusion *confusion)
{
  g_free (confusion->counts);
  g_free (confusion);
}

void
sl_confusion_clear (SlConfusion *confusion)
{
  size_t size = (size_t) confusion->k * confusion->k;
  memset (confusion->counts, 0, size * sizeof *confusion->counts);
}

void
sl_confusion_add (SlConfusion *confusion,
                  int n,
                  int m,
                  const float *out,
                  const int *label)
{
  for (int i = 0; i < n; i++) {
    int predicted = sl_loss_class (m, out + (size_t) i * m);
    confusion->counts[(size_t) label[i] * confusion->k + predicted]++;
  }
}

gint64
sl_confusion_rows (const SlConfusion *confusion, int i)
{
  int k = confusion->k;
  size_t first = i < 0 ? 0 : (size_t) i * k, n = i < 0 ? (size_t) k * k : (size_t) k;
  gint64 rows = 0;
  for (size_t j = first; j < first + n; j++)
    rows += confusion->counts[j];
  return rows;
}

static gint64
hits (const SlConfusion *confusion, int i)
{
  return confusion->counts[(size_t) i * (confusion->k + 1)];
}

double
sl_confusion_accuracy (const SlConfusion *confusion)
{
  gint64 correct = 0, rows = sl_confusion_rows (confusion, -1);
  for (int i = 0; i < confusion->k; i++)
    correct += hits (confusion, i);
  return rows > 0 ? (double) correct / (double) rows : NAN;
}

double
sl_confusion_balanced_error (const SlConfusion *confusion)
{
  double sum = 0;
  int present = 0;
  for (int i = 0; i < confusion->k; i++) {
    gint64 rows = sl_confusion_rows (confusion, i);
    if (rows == 0)
      continue;
    sum += (double) (rows - hits (confusion, i)) / (double) rows;
    present++;
  }
  return present > 0 ? sum / present : NAN;
}
