/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/trail.h"

#include <string.h>

void
sl_trail_init (SlTrail *trail, const int pair[2])
{
  *trail = (SlTrail){.pair = {pair[0], pair[1]}, .stride = 1};
}

void
sl_trail_add (SlTrail *trail, float w1, float w2)
{
  trail->newest[0] = w1;
  trail->newest[1] = w2;
  if (trail->n++ % trail->stride != 0)
    return;
  if (trail->used == SL_TRAIL_POINTS) {
    trail->used /= 2;
    trail->stride *= 2;
    for (int i = 0; i < trail->used; i++)
      memcpy (trail->w[i], trail->w[2 * i], sizeof trail->w[i]);
    /* The points so far are an even number of strides: this one is kept too. */
  }
  memcpy (trail->w[trail->used++], trail->newest, sizeof trail->newest);
}

void
sl_trail_newest (const SlTrail *trail, double w[2])
{
  w[0] = (double) trail->newest[0];
  w[1] = (double) trail->newest[1];
}
