/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/solver/design.h"

G_BEGIN_DECLS

/** SlBowl: a loss that is quadratic in two weights:
 * L(w) = floor + ½ (w − least)ᵀ H (w − least), H positive semidefinite. */
typedef struct
{
  double least[2]; /* the least-squares point, the nearest to where it was found from */
  double H[3];     /* H₁₁, H₁₂, H₂₂ */
  double floor;
} SlBowl;

/** SlEllipse: the same Hessian as a learner turns it: contours are ellipses. */
typedef struct
{
  double angle;      /* of the long axis, radians counted from the w₁ axis */
  double elongation; /* long axis by short axis ≥ 1 */
} SlEllipse;

/** sl_bowl_shape: gives @bowl the Hessian of @ellipse, of determinant 1, so that its area
 * stays. sl_bowl_ellipse: Returns the ellipse of @bowl, with its angle in (−π/2, π/2]. */
void sl_bowl_shape (SlBowl *bowl, const SlEllipse *ellipse);
SlEllipse sl_bowl_ellipse (const SlBowl *bowl);

/** SlSlice: the data loss of a model without hidden layers as a function of two of its
 * weights, all others held. Immutable, counted, safe to share between threads. */
typedef struct SlSlice SlSlice;

/** sl_slice_new_bowl: Returns (transfer full) the slice that is @bowl. */
SlSlice *sl_slice_new_bowl (const SlBowl *bowl);

/** sl_slice_new:
 * @w: a solution (core/solver/solver.h), at which the other weights and the intercepts
 * are held; @pair: two different places in it, weights both
 * Returns (transfer full) the slice through @w. A regression has a bowl; classes keep
 * what each row adds. O(n·d·k). */
SlSlice *sl_slice_new (const SlDesign *design, const double *w, const int pair[2]);
SlSlice *sl_slice_ref (SlSlice *slice);
void sl_slice_unref (SlSlice *slice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSlice, sl_slice_unref)

/** sl_slice_bowl: Returns (transfer none) (nullable) the bowl; NULL for classes. */
const SlBowl *sl_slice_bowl (const SlSlice *slice);

/** sl_slice_rows: Returns how many rows an evaluation goes over; 1 for a bowl. */
int sl_slice_rows (const SlSlice *slice);

/** sl_slice_loss: @g: (out) (nullable) gradient; @H: (out) (nullable) H₁₁, H₁₂, H₂₂.
 * Returns L at @w. O(rows). */
double sl_slice_loss (const SlSlice *slice, const double w[2], double g[2], double H[3]);

G_END_DECLS
