/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/column.h"
#include "core/data/data-option.h"
#include "core/data/file-options.h"

G_BEGIN_DECLS

typedef enum { SL_TASK_CLASSIFICATION, SL_TASK_REGRESSION } SlTask;

/** SlDataset: a table of rows with a target, before any split or scaling. Immutable once
 * made, counted by reference, safe to share between threads. */
typedef struct
{
  gatomicrefcount refs;
  const struct SlDatasetType *type; /* where it came from */
  SlTask task;
  int n;         /* rows */
  int d;         /* inputs */
  int n_classes; /* 2 or more; 0 for regression */
  float *X;      /* (n, d) row-major, unscaled; NULL when the rows are kept as pixels */
  guint8
      *pixels; /* (n, d) row-major, to be divided by pixel_range; NULL when X is there */
  int n_test;  /* the last n_test rows are a test part that came with the set; 0 = none */
  float *y;    /* (n) regression target, unscaled; NULL for classes */
  int *label;  /* (n) class 0 … n_classes−1; NULL for regression */
  double
      *X_exact; /* (n, d) and (n) the numbers as they were given, for exact solutions; */
  double *y_exact; /* NULL when the floats above are those numbers */
  char **features; /* (d) names, NULL-terminated */
  char **classes;  /* (n_classes) names in sorted order, NULL-terminated; NULL for
                      regression */
  char *target;    /* name of the target */
  float
      pixel_range; /* inputs are divided by this constant; 0 = standardise them instead */
  int width, height, channels; /* of an image of d = channels·height·width pixels, plane
                                  by plane: 1 grey, or 3 red, green, blue; 0 when rows are
                                  no images */
  float *
      true_weights; /* (d) weights the data was made with, 0 = noise; NULL when unknown */
  gboolean has_gaps;  /* some X are NaN: the mean of the training rows is to stand in */
  char *name;         /* of a set out of a file; see sl_dataset_name() */
  char *source;       /* the same: its place, format and size; see sl_dataset_source() */
  SlFileOptions file; /* what it was read by; path NULL when it came out of no file */
  char **partners;    /* paths of the files that were read with that one (labels, a test
                         part);    NULL when there are none */
  guint64 stamp; /* of these files when they were read; see sl_data_file_is_unchanged() */
  SlColumn *columns; /* (n_columns) of the file, in its order; NULL when there are none */
  int n_columns;
  char **notes; /* (nullable) translated sentences: what was left out or filled in */
} SlDataset;

/** sl_dataset_name: Returns (transfer none) what people call it, translated: the name of
 * its type, or of its file. */
const char *sl_dataset_name (const SlDataset *dataset);

/** sl_dataset_source: Returns (transfer none) where it comes from, translated: source and
 * licence of its type; or the place of its file, with format and size. */
const char *sl_dataset_source (const SlDataset *dataset);

/** SlDatasetType: one entry of datasets.def: a shipped set or a generator. */
typedef struct SlDatasetType
{
  SlKind kind;
  SlTask task;        /* of the sets it makes */
  const char *source; /* where it comes from, with the licence; for people */
  /* Defaults of the options it takes; has[i] FALSE = it does not take option i. */
  struct
  {
    gboolean has;
    double value;
  } options[SL_N_DATA_OPTIONS];
  /** make: @options: (SL_N_DATA_OPTIONS) all set and in range; those not taken are
   * ignored
   * @seed: of the generator. Returns (transfer full) the set, or NULL with SL_ERROR_DATA.
   */
  SlDataset *(*make) (const double *options, guint64 seed, GError **error);
  /** check: (nullable) @options: as for make. What no single option can tell: returns
   * FALSE with SL_ERROR_ARGUMENT for values that do not go together. */
  gboolean (*check) (const double *options, GError **error);
} SlDatasetType;

/** sl_datasets: Returns the table of data sets (datasets.def). */
const SlKindTable *sl_datasets (void);

/** sl_dataset_make:
 * @type: which set; @options: (SL_N_DATA_OPTIONS) values, NaN = the set's default
 * Checks the options (one the set does not take, or one out of range, is
 * SL_ERROR_ARGUMENT) and makes the set. Returns (transfer full) or NULL. Any thread. */
SlDataset *sl_dataset_make (const SlDatasetType *type,
                            const double *options,
                            guint64 seed,
                            GError **error);

/** sl_dataset_check_options: the checks of sl_dataset_make() alone. */
gboolean sl_dataset_check_options (const SlDatasetType *type,
                                   const double *options,
                                   GError **error);

/* Rows times inputs of the largest set: 1 GiB of floats, enough for CIFAR-10. */
#define SL_DATASET_MAX_VALUES (G_GINT64_CONSTANT (1) << 28)

/** sl_dataset_check_size: Returns whether n·d numbers are few enough for a set; FALSE
 * with SL_ERROR_DATA. */
gboolean sl_dataset_check_size (gint64 n, gint64 d, GError **error);

/** sl_dataset_new: Returns (transfer full) a set with X (n, d) zeroed and all else empty;
 * for makers. NULL with SL_ERROR_DATA when n·d floats cannot be had. */
SlDataset *
sl_dataset_new (const SlDatasetType *type, SlTask task, int n, int d, GError **error);

/** sl_dataset_new_pixels:
 * @pixels: (n, d) (transfer full), to be divided by @range > 0
 * Returns (transfer full) a classification set whose rows stay bytes, a quarter of what
 * floats take, and all else empty; for makers. NULL with SL_ERROR_DATA when it is too
 * large. */
SlDataset *sl_dataset_new_pixels (const SlDatasetType *type,
                                  int n,
                                  int d,
                                  guint8 *pixels,
                                  float range,
                                  GError **error);

/** sl_dataset_value: Returns input @column of row @row as it was given, unscaled. */
double sl_dataset_value (const SlDataset *dataset, int row, int column);

/** sl_dataset_set_exact:
 * @X: (n, d) and @y: (nullable) (n), (transfer full): numbers in the range of floats
 * Fills X and y of a set in the making with the nearest floats, and keeps the doubles
 * beside them when a float cannot hold one of them. O(n·d). */
void sl_dataset_set_exact (SlDataset *dataset, double *X, double *y);
SlDataset *sl_dataset_ref (SlDataset *dataset);
void sl_dataset_unref (SlDataset *dataset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDataset, sl_dataset_unref)

G_END_DECLS
