/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"

G_BEGIN_DECLS

/** SlPartId: the parts of a problem. */
typedef enum { SL_PART_TRAIN, SL_PART_VALIDATION, SL_PART_TEST, SL_N_PARTS } SlPartId;

/** SlPart: the rows of one part (training, validation, test) as the network sees them. */
typedef struct
{
  int n, d;
  float *X; /* (n, d) row-major, scaled; NULL when the rows are kept as pixels */
  const guint8
      *pixels;   /* Borrowed from the data set, whose row rows[i] is row i; or NULL */
  float divisor; /* of the pixels */
  float *y;      /* (n) scaled regression target; NULL for classes */
  int *label;    /* (n) classes; NULL for regression */
  int *rows;     /* (n) their places in the data set, ascending */
} SlPart;

/** sl_part_rows:
 * @scratch: (n, d)
 * Returns (n, d) rows @first to @first + n − 1 as the network sees them: a view of X, or
 * @scratch filled from the pixels. The numbers are the same to the bit. */
const float *sl_part_rows (const SlPart *part, int first, int n, float *scratch);

/** sl_part_gather: fills @X (n, d) with the rows @order (n) of @part as the network sees
 * them. */
void sl_part_gather (const SlPart *part, const int *order, int n, float *X);

/** SlProblemOptions: what is done to the rows. */
typedef struct
{
  double
      test_fraction; /* in [0, 1): ⌈F·n⌉ rows, stratified for classes; 0 = no test part; a
                        test part that came with the set is kept, whatever this says */
  gboolean standardize; /* inputs, by training mean and population sd (or pixel_range) */
  gboolean standardize_target; /* regression targets, the same way */
  guint64 seed;                /* of the split */
  double validation_fraction;  /* in [0, 1), of the training part; 0 = none */
} SlProblemOptions;

/** SlProblem: a data set split into parts and scaled by the training part's statistics.
 * Immutable, counted by reference, safe to share between threads. */
typedef struct
{
  gatomicrefcount refs;
  SlDataset *dataset;       /* Owned */
  SlDataset *source;        /* Owned: as it was made; another one only if it has gaps */
  SlProblemOptions options; /* what was done */
  SlPart train, validation, test;
  float *mean,
      *scale; /* (d) x_scaled = (x − mean) / scale; a constant input has scale 1 */
  double target_mean,
      target_scale; /* y_scaled = (y − mean) / scale; 0 and 1 when left raw */
} SlProblem;

/** sl_problem_new:
 * Splits and scales @dataset, after its gaps are filled in. Every class keeps at least
 * one training row when it has one. Errors: SL_ERROR_DATA for fewer than 2 training rows,
 * a single class, a validation part without rows, non-finite values (row and column
 * named). Returns (transfer full) or NULL. O(n·d). */
SlProblem *
sl_problem_new (SlDataset *dataset, const SlProblemOptions *options, GError **error);

/** sl_problem_part: Returns (transfer none) one of its parts. */
const SlPart *sl_problem_part (const SlProblem *problem, SlPartId part);
SlProblem *sl_problem_ref (SlProblem *problem);
void sl_problem_unref (SlProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlProblem, sl_problem_unref)

G_END_DECLS
