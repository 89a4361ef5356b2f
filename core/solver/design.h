/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/problem.h"
#include "core/solver/coefficients.h"

G_BEGIN_DECLS

/** SlDesign: rows in double, column by column, as an exact solver wants them. Immutable
 * once made. A model coordinate is x = (raw − mean)/scale, as the network sees it; X
 * holds x − centre, which for a regression takes the intercept out of the problem. */
typedef struct
{
  int n, d;
  int k;          /* outputs: 1 for regression and for two classes, else the classes */
  double *X;      /* (d, n) one input after the other; a constant input is all 0 */
  double *mean;   /* (d) */
  double *scale;  /* (d) 1 for a constant input */
  double *centre; /* (d) mean of x over the rows for regression; 0 for classes */
  double *power;  /* (d) Σx²/n of the column; 0 exactly for a constant input */
  int n_constant; /* inputs with one value in all rows */
  double *y;      /* (n) centred target in model coordinates; NULL for classes */
  int *label;     /* (n) NULL for regression */
  int n_classes;  /* 0 for regression */
  double target_mean, target_scale; /* model target = (raw − mean)/scale */
  gboolean target_varies;           /* FALSE: a regression whose target has one value */
  double target_centre;             /* mean of the model target over the rows */
} SlDesign;

/** sl_design_new:
 * @rows: (nullable) (n) places in the data set; NULL = the training part of @problem
 * Scales the rows by their own statistics, in the way @problem's options say: population
 * sd, or the pixel range, or not at all. SL_ERROR_DATA: fewer than 2 rows, a class
 * without rows, no memory. Returns (transfer full) or NULL. O(n·d). */
SlDesign *
sl_design_new (const SlProblem *problem, const int *rows, int n, GError **error);
void sl_design_free (SlDesign *design);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDesign, sl_design_free)

/** sl_design_model:
 * @w: a solution (core/solver/solver.h); @model: (out) the same for inputs that are not
 * centred, with its intercepts; clear it with sl_coefficients_clear(). */
void sl_design_model (const SlDesign *design, const double *w, SlCoefficients *model);

/** sl_design_intercepts: @w: a solution; @b: (out) (k) its intercepts for inputs that are
 * not centred, whose weights are the same. */
void sl_design_intercepts (const SlDesign *design, const double *w, double *b);

/** sl_design_raw: @raw: (out) what @model is for inputs and target as they are in the
 * data set; clear it with sl_coefficients_clear(). */
void
sl_design_raw (const SlDesign *design, const SlCoefficients *model, SlCoefficients *raw);

/** sl_design_loss:
 * @model: in model coordinates of @design
 * @rows: (n ≥ 1) rows of @problem's data set, scaled as @design's are
 * Returns L over the rows: ½·mean squared error, or mean cross-entropy. O(n·d·k). */
double sl_design_loss (const SlDesign *design,
                       const SlProblem *problem,
                       const SlCoefficients *model,
                       const int *rows,
                       int n);

G_END_DECLS
