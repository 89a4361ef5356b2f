/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/network.h"

G_BEGIN_DECLS

/* A matrix of more classes than this is neither kept nor readable. */
enum { SL_CONFUSION_MAX_CLASSES = 256 };

/** SlConfusion: how the rows of each class were classified. */
typedef struct
{
  int k; /* classes */
  gint64
      *counts; /* Owned (k, k): rows of true class i (row) taken for class j (column) */
} SlConfusion;

/** sl_confusion_new: @k: 1 to SL_CONFUSION_MAX_CLASSES. Returns (transfer full) a matrix
 * of zeros. */
SlConfusion *sl_confusion_new (int k);
SlConfusion *sl_confusion_copy (const SlConfusion *confusion);
void sl_confusion_free (SlConfusion *confusion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlConfusion, sl_confusion_free)

/** sl_confusion_clear: sets all counts to 0. */
void sl_confusion_clear (SlConfusion *confusion);

/** sl_confusion_add: counts @n rows with outputs @out (n, m) and true classes @label (n).
 * The predicted class is sl_loss_class(), so that the matrix and the accuracy agree. */
void sl_confusion_add (SlConfusion *confusion,
                       int n,
                       int m,
                       const float *out,
                       const int *label);

/** sl_confusion_rows: Returns the rows of true class @i; all rows for i = -1. */
gint64 sl_confusion_rows (const SlConfusion *confusion, int i);

/** sl_confusion_accuracy: Returns the share of rows on the diagonal; NaN without rows. */
double sl_confusion_accuracy (const SlConfusion *confusion);

/** sl_confusion_balanced_error: Returns BER = 1 − balanced accuracy, the mean over
 * classes of the share of their rows taken for another class. A class without rows is
 * left out of the mean; NaN when no class has rows. Source: Brodersen et al., The
 * Balanced Accuracy and Its Posterior Distribution (2010). */
double sl_confusion_balanced_error (const SlConfusion *confusion);

G_END_DECLS
