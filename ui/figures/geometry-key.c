/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/geometry-key.h"

#include "ui/figures/geometry-words.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What the key has beside marked points. */
enum { CONTOUR = SL_GEOMETRY_MARK_NEWEST + 1, BALL };

static SlColor
optimum_color (const SlKit *kit, const SlGeometry *geometry)
{
  const double *w = geometry->soft.w;

  return w[0] == 0.0 || w[1] == 0.0 ? sl_style_fill (kit->theme, SL_ROLE_EXACT_ZERO)
                                    : sl_style_ink (kit->theme, SL_INK_TEXT);
}

static void
draw_diamond (SlKit *kit, double x, double y, double radius, SlColor color)
{
  double r = sl_style_line (kit->theme, radius);

  cairo_new_path (kit->cr);
  cairo_move_to (kit->cr, x, y - r);
  cairo_line_to (kit->cr, x + r, y);
  cairo_line_to (kit->cr, x, y + r);
  cairo_line_to (kit->cr, x - r, y);
  cairo_close_path (kit->cr);
  sl_color_set (kit->cr, color);
  cairo_fill (kit->cr);
}

void
sl_geometry_mark (SlKit *kit,
                  double x,
                  double y,
                  SlGeometryMark mark,
                  const SlGeometry *geometry)
{
  SlColor paper = sl_style_ink (kit->theme, SL_INK_CARD);

  if (kit->cr == NULL || !isfinite (x) || !isfinite (y))
    return;
  switch (mark) {
  case SL_GEOMETRY_MARK_LEAST:
    sl_mark_dot (kit, x, y, 6.0, paper);
    sl_mark_dot (kit, x, y, 5.0, sl_style_fill (kit->theme, SL_ROLE_TRAIN));
    sl_mark_dot (kit, x, y, 2.6, paper);
    break;
  case SL_GEOMETRY_MARK_OPTIMUM:
    draw_diamond (kit, x, y, 7.2, paper);
    draw_diamond (kit, x, y, 6.2, optimum_color (kit, geometry));
    break;
  default:
    sl_mark_dot (kit, x, y, 7.0, paper);
    sl_mark_dot (kit, x, y, 6.0, sl_style_ink (kit->theme, SL_INK_MUTED));
  }
}

static void
draw_key_mark (SlKit *kit,
               double x,
               double y,
               int mark,
               const SlGeometry *geometry,
               SlColor color)
{
  double half = 0.7 * kit->em;

  if (mark == CONTOUR)
    sl_mark_line (kit, x - half, y, x + half, y,
                  &(SlStroke){.color = color, .width = 2.2});
  else if (mark == BALL) {
    SlBox box = {x - half, y - 0.5 * kit->em, 2.0 * half, kit->em};
    sl_mark_bar (kit, &box, sl_color_fade (color, 0.35));
  } else {
    sl_geometry_mark (kit, x, y, (SlGeometryMark) mark, geometry);
  }
}

/* One entry of the key; @y: (inout) its top. Nothing when it no longer fits. */
static void
draw_key_entry (SlKit *kit,
                const SlBox *key,
                double *y,
                int mark,
                const char *name,
                const char *numbers,
                const SlGeometry *geometry,
                SlColor color)
{
  double line = sl_text_height (kit, SL_TEXT_LABEL), indent = 2.2 * kit->em;
  SlText text = {.string = name,
                 .color = sl_style_ink (kit->theme, SL_INK_TEXT),
                 .x = key->x + indent,
                 .y = *y,
                 .width = key->width - indent,
                 .lines = 1};

  if (*y + 2.0 * line > key->y + key->height)
    return;
  draw_key_mark (kit, key->x + 0.8 * kit->em, *y + line / 2.0, mark, geometry, color);
  sl_text_draw (kit, &text);
  text.string = numbers;
  text.color = sl_style_ink (kit->theme, SL_INK_MUTED);
  text.y += line;
  sl_text_draw (kit, &text);
  *y += 2.0 * line + 0.7 * kit->em;
}

void
sl_geometry_draw_key (SlKit *kit,
                      const SlBox *key,
                      const SlGeometry *geometry,
                      const SlTrail *trail,
                      gboolean soft)
{
  SlColor train = sl_style_fill (kit->theme, SL_ROLE_TRAIN);
  SlColor sum = sl_style_fill (kit->theme, SL_ROLE_NEUTRAL);
  SlColor penalty = sl_style_fill (kit->theme, SL_ROLE_PENALTY);
  const SlOptimum2 *best = soft ? &geometry->soft : &geometry->hard;
  g_autofree char *least = sl_geometry_point (geometry->least.w);
  g_autofree char *optimum = sl_geometry_point (best->w);
  g_autofree char *loss = sl_significant_text (best->loss, 3);
  g_autofree char *objective =
      sl_significant_text (best->loss + geometry->lambda * best->penalty, 3);
  g_autofree char *touching =
      g_strdup_printf (soft ? _ ("lowest %s") : _ ("at %s"), soft ? objective : loss);
  g_autofree char *radius = sl_significant_text (geometry->radius, 3);
  g_autofree char *ball = g_strdup_printf (_ ("t = %s"), radius);
  double y = key->y, newest[2];

  if (!(key->width > 0.0))
    return;
  if (geometry->soft.found)
    draw_key_entry (kit, key, &y, SL_GEOMETRY_MARK_OPTIMUM, _ ("optimum"), optimum,
                    geometry, train);
  if (geometry->least.found)
    draw_key_entry (kit, key, &y, SL_GEOMETRY_MARK_LEAST, _ ("lowest loss"), least,
                    geometry, train);
  if (!soft && isfinite (geometry->radius))
    draw_key_entry (kit, key, &y, BALL, sl_geometry_ball_name (&geometry->ball), ball,
                    geometry, penalty);
  if (geometry->soft.found)
    draw_key_entry (kit, key, &y, CONTOUR, soft ? _ ("loss + penalty") : _ ("loss"),
                    touching, geometry, soft ? sum : train);
  if (trail == NULL || trail->used == 0)
    return;
  sl_trail_newest (trail, newest);
  g_autofree char *now = sl_geometry_point (newest);
  g_autofree char *steps =
      sl_geometry_is_built_in (geometry)
          ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "after %d step",
                                          "after %d steps", (gulong) (trail->n - 1)),
                             (int) (trail->n - 1))
          : g_strdup (_ ("training now"));
  draw_key_entry (kit, key, &y, SL_GEOMETRY_MARK_NEWEST, steps, now, geometry, train);
}
