/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/kind.h"

G_BEGIN_DECLS

/** SlGroupPenalty: the part of a penalty that ties the weights of a group together. All
 * functions take one layer's W (d, m), row-major: d inputs, m units; a group is a unit's
 * d weights (a column), or an input's m weights (a row) when @by_input. */
typedef struct
{
  /** value: Returns R(W) without λ, summed in double. */
  double (*value) (int d, int m, const float *W, gboolean by_input);
  /** prox: @W: (inout), replaced by argmin_V Σ (V − W)²/(2t) + λ·R(V); @t: (d, m) step
   * sizes. */
  void (*prox) (int d, int m, float *W, const float *t, float lambda, gboolean by_input);
  /** add_subgradient: @g: (inout) (d, m), λ·∂R(W) is added; 0 for a group that is all
   * zero. */
  void (*add_subgradient) (int d,
                           int m,
                           const float *W,
                           float *g,
                           float lambda,
                           gboolean by_input);
} SlGroupPenalty;

/** SlPenaltyType: a penalty λ·R(w) on the weights: one file and one line in
 * penalties.def. R(w) = Σ [ ρ|w| + (1−ρ)/2·w² ] for the entries so far; ρ is the "L1
 * share". */
typedef struct
{
  SlKind kind;
  const char *formula;         /* R in plain text, as shown: "λ · Σ |w|" */
  gboolean has_strength;       /* FALSE: λ counts as 0, whatever it is set to */
  gboolean has_share;          /* ρ is the learner's to choose */
  float share;                 /* ρ when it is not */
  const SlGroupPenalty *group; /* nullable: how it acts on the weights of a layer; the
                                  functions below then act on biases only */
  /** value: @w: (n); Returns R(w) without λ, summed in double. */
  double (*value) (size_t n, const float *w, double rho);
  /** prox: @w: (inout) (n), each replaced by argmin_v ½(v − w)² + t·λ·R(v);
   * @t: (n) step sizes ≥ 0, per weight (the optimiser's metric). Exact zeros are stored
   * as +0. */
  void (*prox) (size_t n, float *w, const float *t, float lambda, float rho);
  /** add_subgradient: @g: (inout) (n), λ·∂R(w) is added, with sign(0) = 0. */
  void (*add_subgradient) (size_t n, const float *w, float *g, float lambda, float rho);
} SlPenaltyType;

/** SlGroupingType: what a group of weights is: "units" or "inputs". */
typedef struct
{
  SlKind kind;
  gboolean by_input;
} SlGroupingType;

/** sl_groupings: Returns the table of groupings. */
const SlKindTable *sl_groupings (void);

/** sl_penalties: Returns the table of penalties (penalties.def). */
const SlKindTable *sl_penalties (void);

G_END_DECLS
