/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/geometry.h"

#include <math.h>

/* Nodes a side, odd, and evaluations of a row in all. */
enum { MOST_NODES = 81, LEAST_NODES = 25 };
#define EVALUATIONS 3e6

/* How much further than its points the plane goes, and how far beyond what the weights do
 * one at a time the least-squares point is still worth showing. */
#define ROOM  1.25
#define REACH 3.0

static double
round_up (double value)
{
  static const double steps[] = {1, 1.5, 2, 3, 4, 5, 6, 8, 10};
  if (!(value > 1e-30) || !isfinite (value))
    return 1;
  double decade = pow (10, floor (log10 (value)));
  for (size_t i = 0; i < G_N_ELEMENTS (steps); i++)
    if (value <= steps[i] * decade * (1 + 1e-12))
      return steps[i] * decade;
  return 10 * decade;
}

static double
size_of (const double w[2])
{
  return MAX (fabs (w[0]), fabs (w[1]));
}

/* How large either weight gets when the other is 0 and nothing is penalised: by one step
 * of Newton's method from 0. */
static double
size_alone (const SlSlice *slice)
{
  double g[2], H[3], zero[2] = {0, 0};
  sl_slice_loss (slice, zero, g, H);
  return MAX (H[0] > 0 ? fabs (g[0] / H[0]) : 0, H[2] > 0 ? fabs (g[1] / H[2]) : 0);
}

/* Two inputs that say nearly the same have their least-squares point far away; the axes
 * do not follow it there. */
static double
find_extent (const SlGeometry *self)
{
  double size = self->soft.found ? size_of (self->soft.w) : 0, corner[2];
  if (self->least.found)
    size = MAX (size, MIN (size_of (self->least.w), REACH * size_alone (self->slice)));
  if (isfinite (self->radius)) {
    sl_ball_point (&self->ball, self->radius, 0, 0, corner, NULL);
    size = MAX (size, MIN (corner[0], REACH * size));
  }
  return round_up (ROOM * size);
}

static void
fill_grid (SlGeometry *self)
{
  int rows = sl_slice_rows (self->slice);
  int nodes = (int) CLAMP (sqrt (EVALUATIONS / rows), LEAST_NODES, MOST_NODES);
  self->nodes = nodes | 1;
  self->loss = g_new (double, (size_t) self->nodes * self->nodes);
  for (int i = 0; i < self->nodes; i++)
    for (int j = 0; j < self->nodes; j++) {
      const double w[2] = {sl_geometry_node (self, j), sl_geometry_node (self, i)};
      self->loss[i * self->nodes + j] = sl_slice_loss (self->slice, w, NULL, NULL);
    }
}

SlGeometry *
sl_geometry_new (SlSlice *slice, const SlGeometrySpec *spec, const SlTrail *trail)
{
  SlGeometry *self = g_new0 (SlGeometry, 1);
  g_atomic_int_set (&self->refs, 1);
  self->slice = sl_slice_ref (slice);
  for (int i = 0; i < 2; i++) {
    self->names[i] = g_strdup (spec->names[i]);
    self->pair[i] = spec->pair[i];
  }
  self->penalty = spec->penalty;
  self->ball = sl_ball_of (spec->penalty, spec->share, spec->grouping);
  self->lambda = self->ball.shapeless ? 0 : spec->lambda;
  sl_two_least (slice, &self->least);
  sl_two_soft (slice, &self->ball, self->lambda, spec->start, &self->soft);
  self->radius = self->ball.shapeless ? INFINITY : self->soft.penalty;
  sl_two_hard (slice, &self->ball, self->radius, &self->least, &self->hard);
  self->extent =
      spec->keeps_still ? spec->extent : MAX (spec->extent, find_extent (self));
  fill_grid (self);
  self->trail = trail != NULL ? g_memdup2 (trail, sizeof *trail) : NULL;
  return self;
}

SlGeometry *
sl_geometry_ref (SlGeometry *self)
{
  g_atomic_int_inc (&self->refs);
  return self;
}

void
sl_geometry_unref (SlGeometry *self)
{
  if (!g_atomic_int_dec_and_test (&self->refs))
    return;
  sl_slice_unref (self->slice);
  g_free (self->names[0]);
  g_free (self->names[1]);
  g_free (self->loss);
  g_free (self->trail);
  g_free (self);
}

double
sl_geometry_node (const SlGeometry *self, int i)
{
  int half = self->nodes / 2;
  return self->extent * (i - half) / half;
}

double
sl_geometry_value (const SlGeometry *self, const double w[2], gboolean soft)
{
  double loss = sl_slice_loss (self->slice, w, NULL, NULL);
  return soft ? loss + self->lambda * sl_ball_value (&self->ball, w) : loss;
}

gboolean
sl_geometry_is_built_in (const SlGeometry *self)
{
  return self->pair[0] < 0;
}
