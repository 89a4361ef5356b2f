/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/problem.h"
#include "core/data/summary.h"

G_BEGIN_DECLS

enum {
  SL_OVERVIEW_BINS = 32,      /* of a column's histogram, at most */
  SL_OVERVIEW_COLUMNS = 1000, /* inputs that are counted; of more, the first */
  SL_OVERVIEW_SAMPLES = 40    /* rows that stand for all, at most */
};

/** SlColumnOverview: one column over all rows. */
typedef struct
{
  SlColumnSummary summary;
  int n_missing; /* rows without a value */
  double lo, hi; /* ends of the histogram; lo < hi */
  int n_bins;    /* of equal width; 0 when there is no value. Whole numbers that are few
                    have one bin each */
  int counts[SL_OVERVIEW_BINS]; /* (n_bins) rows; those at hi are in the last */
} SlColumnOverview;

/** SlDataOverview: what there is to say of a data set before anything is trained: the
 * data panel and `data describe` show it. Immutable, counted by reference. */
typedef struct
{
  gatomicrefcount refs;
  SlDataset *dataset;         /* Owned: as it came, gaps and all */
  int n_inputs;               /* counted: the first min(d, SL_OVERVIEW_COLUMNS) */
  SlColumnOverview *inputs;   /* Owned (n_inputs) */
  SlColumnOverview *target;   /* Owned; NULL for classes */
  int n_constant;             /* of all inputs: those with one value in all rows */
  int *class_rows;            /* Owned (n_classes) rows of each; NULL for a regression */
  int *part_rows[SL_N_PARTS]; /* Owned (n_classes) the same of each part; NULL for a
                                 regression, or when there are no parts */
  int n_samples;
  int *samples; /* Owned (n_samples) rows: the first few of each class, class by class; of
                   a regression, the first */
} SlDataOverview;

/** sl_data_overview_new:
 * @dataset: with or without gaps; @problem: (nullable) made from it: the parts
 * @stop: (nullable) looked at now and then, set by g_atomic_int_set()
 * Counts. Returns (transfer full), or NULL when it was stopped. Any thread. O(n·d). */
SlDataOverview *
sl_data_overview_new (SlDataset *dataset, const SlProblem *problem, const gint *stop);
SlDataOverview *sl_data_overview_ref (SlDataOverview *overview);
void sl_data_overview_unref (SlDataOverview *overview);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDataOverview, sl_data_overview_unref)

/** sl_data_overview_column: @column: an input, or d for the target of a regression.
 * Returns (transfer none) (nullable) what was counted of it. */
const SlColumnOverview *sl_data_overview_column (const SlDataOverview *overview,
                                                 int column);

G_END_DECLS
