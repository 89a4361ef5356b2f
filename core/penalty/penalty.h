/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/kind.h"

G_BEGIN_DECLS

/** SlPenaltyType: a penalty λ·R(w) on the weights: one file and one line in
 * penalties.def. R(w) = Σ [ ρ|w| + (1−ρ)/2·w² ] for the entries so far; ρ is the "L1
 * share". */
typedef struct
{
  SlKind kind;
  const char *formula;   /* R in plain text, as shown: "λ · Σ |w|" */
  gboolean has_strength; /* FALSE: λ counts as 0, whatever it is set to */
  gboolean has_share;    /* ρ is the learner's to choose */
  float share;           /* ρ when it is not */
  /** value: @w: (n); Returns R(w) without λ, summed in double. */
  double (*value) (size_t n, const float *w, float rho);
  /** prox: @w: (inout) (n), each replaced by argmin_v ½(v − w)² + t·λ·R(v);
   * @t: (n) step sizes ≥ 0, per weight (the optimiser's metric). Exact zeros are stored
   * as +0. */
  void (*prox) (size_t n, float *w, const float *t, float lambda, float rho);
  /** add_subgradient: @g: (inout) (n), λ·∂R(w) is added, with sign(0) = 0. */
  void (*add_subgradient) (size_t n, const float *w, float *g, float lambda, float rho);
} SlPenaltyType;

/** sl_penalties: Returns the table of penalties (penalties.def). */
const SlKindTable *sl_penalties (void);

G_END_DECLS
