/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlTrail: where two weights went, thinned so that its size never depends on the number
 * of steps: every stride-th point is kept, and the newest. A plain value. */
enum { SL_TRAIL_POINTS = 256 };
typedef struct
{
  int pair[2];   /* the weights, by their places in W of layer 0 */
  gint64 n;      /* points added */
  gint64 stride; /* steps from one kept point to the next: 1, 2, 4 … */
  int used;      /* points kept */
  float w[SL_TRAIL_POINTS][2];
  float newest[2]; /* the last that was added */
} SlTrail;

/** sl_trail_init: makes an empty trail of @pair. */
void sl_trail_init (SlTrail *trail, const int pair[2]);

/** sl_trail_add: the next point. O(1) amortised. */
void sl_trail_add (SlTrail *trail, float w1, float w2);

/** sl_trail_newest: @w: (out) the last point of a trail that has one. */
void sl_trail_newest (const SlTrail *trail, double w[2]);

G_END_DECLS
