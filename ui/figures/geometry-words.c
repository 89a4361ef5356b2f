/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/geometry-words.h"

#include "ui/figures/phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>

char *
sl_geometry_point (const double w[2])
{
  g_autofree char *first = sl_phrase_number (w[0], 3);
  g_autofree char *second = sl_phrase_number (w[1], 3);

  return g_strdup_printf ("%s, %s", first, second);
}

const char *
sl_geometry_ball_name (const SlBall *ball)
{
  if (!sl_ball_has_corners (ball))
    return _ ("circle");
  return ball->share < 1.0 ? _ ("rounded diamond") : _ ("diamond");
}

char *
sl_geometry_form (const SlGeometry *geometry, gboolean soft)
{
  g_autofree char *number =
      sl_phrase_number (soft ? geometry->lambda : geometry->radius, 3);

  return g_strdup_printf (soft ? _ ("soft: λ = %s") : _ ("hard: t = %s"), number);
}

char *
sl_geometry_subtitle (const SlGeometry *geometry, gboolean stands_in, gboolean soft)
{
  g_autofree char *form = sl_geometry_form (geometry, soft);

  if (!sl_geometry_is_built_in (geometry))
    return g_strdup_printf (_ ("others at the optimum, %s"), form);
  if (stands_in)
    return g_strdup_printf (_ ("built-in problem, %s"), form);
  return g_steal_pointer (&form);
}

/* "w₁ = 0.52 and w₂ = −0.1". */
static char *
both_weights (const SlGeometry *geometry, const double w[2])
{
  g_autofree char *first = sl_phrase_number (w[0], 3);
  g_autofree char *second = sl_phrase_number (w[1], 3);

  return g_strdup_printf (_ ("%s = %s and %s = %s"), geometry->names[0], first,
                          geometry->names[1], second);
}

/* Nothing holds the weights back. */
static char *
free_sentence (const SlGeometry *geometry)
{
  g_autofree char *at = both_weights (geometry, geometry->soft.w);

  if (!geometry->soft.found)
    return g_strdup (_ ("Without a penalty these two weights have no optimum: the loss "
                        "falls for ever."));
  return geometry->ball.shapeless
             ? g_strdup_printf (_ ("Without a penalty nothing holds the weights back: "
                                   "the loss is lowest at %s."),
                                at)
             : g_strdup_printf (_ ("At λ = 0 nothing holds the weights back: the loss is "
                                   "lowest at %s."),
                                at);
}

/* Weight @zero is exactly 0, the other is not. */
static char *
one_zero_sentence (const SlGeometry *geometry, int zero, gboolean soft)
{
  const char *name = geometry->names[zero], *other = geometry->names[1 - zero];
  g_autofree char *value = sl_phrase_number (geometry->soft.w[1 - zero], 3);
  g_autofree char *lambda = sl_phrase_number (geometry->lambda, 3);

  if (soft)
    return g_strdup_printf (_ ("%s is exactly zero: loss and penalty together are lowest "
                               "on the axis, at %s = %s (λ = %s)."),
                            name, other, value, lambda);
  if (sl_ball_has_corners (&geometry->ball))
    return g_strdup_printf (_ ("%s is exactly zero: the contour touches the %s at its "
                               "corner, where %s = %s (λ = %s)."),
                            name, sl_geometry_ball_name (&geometry->ball), other, value,
                            lambda);
  return g_strdup_printf (_ ("%s is exactly zero, as the loss alone has it: the contour "
                             "touches the circle where %s = %s (λ = %s)."),
                          name, other, value, lambda);
}

static char *
no_zero_sentence (const SlGeometry *geometry, gboolean soft)
{
  g_autofree char *at = both_weights (geometry, geometry->soft.w);
  g_autofree char *lambda = sl_phrase_number (geometry->lambda, 3);

  if (soft)
    return g_strdup_printf (_ ("Neither weight is zero: loss and penalty together are "
                               "lowest at %s (λ = %s)."),
                            at, lambda);
  if (sl_ball_has_corners (&geometry->ball))
    return g_strdup_printf (_ ("Neither weight is zero: the contour touches the %s on a "
                               "side, where %s (λ = %s)."),
                            sl_geometry_ball_name (&geometry->ball), at, lambda);
  return g_strdup_printf (_ ("Neither weight is zero: the circle has no corners, and the "
                             "contour touches it where %s (λ = %s)."),
                          at, lambda);
}

char *
sl_geometry_sentence (const SlGeometry *geometry, gboolean soft)
{
  const double *w = geometry->soft.w;
  g_autofree char *lambda = sl_phrase_number (geometry->lambda, 3);

  if (geometry->lambda == 0.0 || !geometry->soft.found)
    return free_sentence (geometry);
  if (w[0] == 0.0 && w[1] == 0.0)
    return g_strdup_printf (soft ? _ ("%s and %s are exactly zero: at λ = %s loss and "
                                      "penalty together are lowest at zero.")
                                 : _ ("%s and %s are exactly zero: at λ = %s the ball "
                                      "has shrunk to a point."),
                            geometry->names[0], geometry->names[1], lambda);
  if (w[0] == 0.0 || w[1] == 0.0)
    return one_zero_sentence (geometry, w[0] == 0.0 ? 0 : 1, soft);
  return no_zero_sentence (geometry, soft);
}

char *
sl_geometry_values (const SlGeometry *geometry, const double w[2], gboolean soft)
{
  double data = sl_geometry_value (geometry, w, FALSE);
  double ball = sl_ball_value (&geometry->ball, w);
  g_autofree char *first = sl_phrase_number (w[0], 4);
  g_autofree char *second = sl_phrase_number (w[1], 4);
  g_autofree char *loss = sl_phrase_number (data, 4);
  g_autofree char *penalty = sl_phrase_number (geometry->lambda * ball, 4);
  g_autofree char *sum = sl_phrase_number (data + geometry->lambda * ball, 4);
  g_autofree char *size = sl_phrase_number (ball, 4);
  g_autofree char *point = g_strdup_printf ("%s %s\n%s %s", geometry->names[0], first,
                                            geometry->names[1], second);

  if (geometry->ball.shapeless)
    return g_strdup_printf (_ ("%s\nloss %s"), point, loss);
  return soft ? g_strdup_printf (_ ("%s\nloss %s + penalty %s\n= %s"), point, loss,
                                 penalty, sum)
              : g_strdup_printf (_ ("%s\nloss %s\non the ball of t = %s"), point, loss,
                                 size);
}
