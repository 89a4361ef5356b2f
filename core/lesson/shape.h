/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/snapshot.h"

G_BEGIN_DECLS

/** SlLessonShape: what the weights of a run leave of its network and find in its data. */
typedef struct
{
  double inputs_used;                             /* with a weight that is not 0 */
  double true_inputs, found, missed, false_found; /* NaN when the truth is not known */
  double units, dead_units; /* hidden; dead: no weight in, or none out, is not 0 */
  double products;          /* multiplications for one row: all weights */
  double compact_products;  /* the same without dead units and unused inputs */
  double column_norm, chapter_norm; /* see SlLayerNorms; NaN when not in the snapshot */
} SlLessonShape;

/** sl_lesson_shape_fill: @shape: (out); @run: (nullable). Returns whether @run holds all
 * its weights; else nothing is known. O(weights). */
gboolean sl_lesson_shape_fill (SlLessonShape *shape, const SlSnapshot *run);

G_END_DECLS
