/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/geometry-layout.h"
#include "ui/figures/geometry-words.h"
#include "ui/figures/hint.h"
#include "ui/plots/contour.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE                                                                          \
  _ ("Two weights, the loss around them and the penalty's ball appear here.")

/* Contours at equal distances, were the loss a round bowl. */
enum { LEVELS = 11, ARC_POINTS = 24 };

/* px within which the pointer means a marked point. */
#define SNAP 8.0

extern const SlFigureType sl_figure_geometry;

static char *
geometry_misfit (const SlSnapshot *snapshot)
{
  gboolean exact = sl_config_no_optimum (&snapshot->config) == NULL;

  /* A model without an optimum to show gets the built-in problem instead. */
  return exact && snapshot->problem != NULL && snapshot->problem->dataset->d < 2
             ? g_strdup (_ ("needs two weights into one output"))
             : NULL;
}

static void
geometry_ask (const SlFigureView *view, SlNeeds *needs)
{
  needs->geometry = view->geometry == NULL;
  needs->pair[0] = view->pair[0];
  needs->pair[1] = view->pair[1];
}

/* What to say instead of the picture, or NULL. */
static char *
find_hint (const SlSnapshot *snapshot, const SlFigureView *view, const SlGeometry *shown)
{
  g_autofree char *hint = NULL;

  if (shown != NULL)
    return NULL;
  hint = sl_hint_waiting (snapshot, PROMISE);
  if (hint == NULL)
    hint = sl_hint_misfit (&sl_figure_geometry, snapshot);
  if (hint == NULL && snapshot->optimum != NULL && snapshot->optimum->reason != NULL)
    hint = g_strdup (snapshot->optimum->reason);
  if (hint == NULL)
    hint = g_strdup (_ ("The exact optimum is being found …"));
  return g_steal_pointer (&hint);
}

/* Heights at the nodes, in px of @frame. */
typedef struct
{
  SlField field;
  double *x, *y, *z; /* Owned */
} Relief;

static void
relief_init (Relief *self,
             const SlFrame *frame,
             const SlGeometry *geometry,
             gboolean soft)
{
  int n = geometry->nodes;

  self->x = g_new (double, n);
  self->y = g_new (double, n);
  self->z = g_new (double, (size_t) n *n);
  for (int i = 0; i < n; i++) {
    self->x[i] = sl_scale_map (&frame->x, sl_geometry_node (geometry, i));
    self->y[i] = sl_scale_map (&frame->y, sl_geometry_node (geometry, i));
  }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      const double w[2] = {sl_geometry_node (geometry, j),
                           sl_geometry_node (geometry, i)};
      double more = soft ? geometry->lambda * sl_ball_value (&geometry->ball, w) : 0.0;

      self->z[i * n + j] = geometry->loss[i * n + j] + more;
    }
  self->field = (SlField){n, n, self->x, self->y, self->z};
}

static void
relief_clear (Relief *self)
{
  g_free (self->x);
  g_free (self->y);
  g_free (self->z);
}

/* From the lowest point up: evenly in the root of the height for a bowl; the loss of
 * classes is flat for long, and gets more of them near its lowest point. */
static void
find_levels (const Relief *relief, double floor, gboolean is_bowl, double levels[LEVELS])
{
  int n = relief->field.nx * relief->field.ny;
  double low = floor, high = floor;

  for (int i = 0; i < n; i++) {
    low = fmin (low, relief->z[i]);
    high = fmax (high, relief->z[i]);
  }
  for (int i = 0; i < LEVELS; i++) {
    double share = (i + 1.0) / LEVELS;
    levels[i] = low + pow (share, is_bowl ? 2.0 : 3.0) * (high - low);
  }
}

static void
draw_contours (SlKit *kit,
               const SlFrame *frame,
               const SlGeometry *geometry,
               gboolean soft)
{
  SlRole role = soft ? SL_ROLE_NEUTRAL : SL_ROLE_TRAIN;
  SlColor color = sl_style_fill (kit->theme, role);
  const SlOptimum2 *lowest = soft ? &geometry->soft : &geometry->least;
  double levels[LEVELS], floor = INFINITY;
  Relief relief;

  relief_init (&relief, frame, geometry, soft);
  if (lowest->found)
    floor = lowest->loss + (soft ? geometry->lambda * lowest->penalty : 0.0);
  else
    floor = relief.z[0];
  find_levels (&relief, floor, sl_slice_bowl (geometry->slice) != NULL, levels);
  sl_mark_contours (
      kit, &relief.field, levels, LEVELS,
      &(SlStroke){.color = sl_color_fade (color, soft ? 0.75 : 0.6), .width = 1.0});
  /* The contour that touches the ball. */
  if (!soft && geometry->soft.found && geometry->lambda > 0.0)
    sl_mark_contours (kit, &relief.field, &geometry->hard.loss, 1,
                      &(SlStroke){.color = color, .width = 2.2});
  relief_clear (&relief);
}

static void
draw_ball (SlKit *kit, const SlFrame *frame, const SlGeometry *geometry)
{
  SlColor color = sl_style_fill (kit->theme, SL_ROLE_PENALTY);
  cairo_t *cr = kit->cr;

  if (cr == NULL || !isfinite (geometry->radius) || !(geometry->radius > 0.0))
    return;
  cairo_save (cr);
  cairo_new_path (cr);
  for (int quadrant = 0; quadrant < 4; quadrant++)
    for (int k = 0; k < ARC_POINTS; k++) {
      double w[2];
      sl_ball_point (&geometry->ball, geometry->radius, quadrant, G_PI_2 * k / ARC_POINTS,
                     w, NULL);
      cairo_line_to (cr, sl_scale_map (&frame->x, w[0]), sl_scale_map (&frame->y, w[1]));
    }
  cairo_close_path (cr);
  sl_color_set (cr, sl_color_fade (color, 0.2));
  cairo_fill_preserve (cr);
  sl_color_set (cr, color);
  cairo_set_line_width (cr, sl_style_line (kit->theme, 2.0));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

/* Gridlines upwards, as the frame has them across, and the axes on which a weight is
 * zero. */
static void
draw_axes (SlKit *kit, const SlFrame *frame)
{
  const SlBox *area = &frame->area;
  SlStroke grid = {.color = sl_style_ink (kit->theme, SL_INK_GRID), .width = 1.0};
  SlStroke axis = {.color = sl_style_ink (kit->theme, SL_INK_AXIS), .width = 1.6};
  double x0 = round (sl_scale_map (&frame->x, 0.0)) + 0.5;
  double y0 = round (sl_scale_map (&frame->y, 0.0)) + 0.5;

  for (int i = 0; i < frame->x_ticks.n; i++) {
    double x = round (sl_scale_map (&frame->x, frame->x_ticks.value[i])) + 0.5;
    sl_mark_line (kit, x, area->y, x, area->y + area->height, &grid);
  }
  sl_mark_line (kit, x0, area->y, x0, area->y + area->height, &axis);
  sl_mark_line (kit, area->x, y0, area->x + area->width, y0, &axis);
}

typedef enum { MARK_LEAST, MARK_OPTIMUM, MARK_NEWEST, MARK_CONTOUR, MARK_BALL } Mark;

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

/* A marked point, each kind with a shape of its own. */
static void
draw_mark (SlKit *kit, double x, double y, Mark mark, const SlGeometry *geometry)
{
  SlColor paper = sl_style_ink (kit->theme, SL_INK_CARD);

  if (kit->cr == NULL || !isfinite (x) || !isfinite (y))
    return;
  switch (mark) {
  case MARK_LEAST:
    sl_mark_dot (kit, x, y, 6.0, paper);
    sl_mark_dot (kit, x, y, 5.0, sl_style_fill (kit->theme, SL_ROLE_TRAIN));
    sl_mark_dot (kit, x, y, 2.6, paper);
    break;
  case MARK_OPTIMUM:
    draw_diamond (kit, x, y, 7.2, paper);
    draw_diamond (kit, x, y, 6.2, optimum_color (kit, geometry));
    break;
  default:
    sl_mark_dot (kit, x, y, 7.0, paper);
    sl_mark_dot (kit, x, y, 6.0, sl_style_ink (kit->theme, SL_INK_MUTED));
  }
}

static void
draw_mark_at (SlKit *kit,
              const SlFrame *frame,
              const double w[2],
              Mark mark,
              const SlGeometry *geometry)
{
  draw_mark (kit, sl_scale_map (&frame->x, w[0]), sl_scale_map (&frame->y, w[1]), mark,
             geometry);
}

static void
draw_trail (SlKit *kit, const SlFrame *frame, const SlTrail *trail)
{
  SlColor color = sl_style_ink (kit->theme, SL_INK_MUTED);
  cairo_t *cr = kit->cr;

  if (cr == NULL || trail == NULL || trail->used == 0)
    return;
  cairo_save (cr);
  cairo_new_path (cr);
  for (int i = 0; i <= trail->used; i++) {
    const float *w = i < trail->used ? trail->w[i] : trail->newest;
    double x = sl_scale_map (&frame->x, (double) w[0]);
    double y = sl_scale_map (&frame->y, (double) w[1]);
    if (isfinite (x) && isfinite (y))
      cairo_line_to (cr, x, y);
  }
  sl_color_set (cr, sl_color_fade (color, 0.9));
  cairo_set_line_width (cr, sl_style_line (kit->theme, 1.4));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
newest_of (const SlTrail *trail, double w[2])
{
  w[0] = (double) trail->newest[0];
  w[1] = (double) trail->newest[1];
}

/* What can be taken hold of; a file has no hands. */
static void
draw_handle (SlKit *kit, const SlFrame *frame, const SlGeometry *geometry)
{
  SlColor color = sl_style_fill (kit->theme, SL_ROLE_TRAIN);
  double w[2];

  if (!sl_geometry_is_built_in (geometry) || !kit->theme->screen)
    return;
  sl_geometry_ellipse_handle (geometry, w);
  double x = sl_scale_map (&frame->x, w[0]), y = sl_scale_map (&frame->y, w[1]);
  SlStroke arm = {.color = sl_color_fade (color, 0.7), .width = 1.2};
  sl_mark_line (kit, sl_scale_map (&frame->x, geometry->least.w[0]),
                sl_scale_map (&frame->y, geometry->least.w[1]), x, y, &arm);
  sl_mark_dot (kit, x, y, 4.0, color);
  sl_mark_dot (kit, x, y, 2.6, sl_style_ink (kit->theme, SL_INK_CARD));
}

static void
draw_plane (SlKit *kit,
            const SlFrame *frame,
            const SlGeometry *geometry,
            const SlTrail *trail,
            gboolean soft)
{
  const SlBox *area = &frame->area;
  double newest[2];

  cairo_save (kit->cr);
  cairo_rectangle (kit->cr, area->x, area->y, area->width, area->height);
  cairo_clip (kit->cr);
  draw_contours (kit, frame, geometry, soft);
  if (!soft)
    draw_ball (kit, frame, geometry);
  draw_axes (kit, frame);
  draw_trail (kit, frame, trail);
  draw_handle (kit, frame, geometry);
  if (geometry->least.found)
    draw_mark_at (kit, frame, geometry->least.w, MARK_LEAST, geometry);
  if (trail != NULL && trail->used > 0) {
    newest_of (trail, newest);
    draw_mark_at (kit, frame, newest, MARK_NEWEST, geometry);
  }
  /* Training that has arrived looks out from behind the optimum. */
  if (geometry->soft.found)
    draw_mark_at (kit, frame, (soft ? &geometry->soft : &geometry->hard)->w, MARK_OPTIMUM,
                  geometry);
  cairo_restore (kit->cr);
}

/* The names of the weights beside their axes, cut where there is no room. */
static void
draw_names (SlKit *kit, const SlFrame *frame, const SlGeometry *geometry, double width)
{
  const SlBox *area = &frame->area;
  SlColor text = sl_style_ink (kit->theme, SL_INK_TEXT);
  double line = sl_text_height (kit, SL_TEXT_LABEL);

  sl_text_draw (kit, &(SlText){.string = geometry->names[0],
                               .style = SL_TEXT_STRONG,
                               .color = text,
                               .x = area->x + area->width / 2.0,
                               .y = area->y + area->height + 0.3 * kit->em + line,
                               .ax = 0.5,
                               .width = area->width,
                               .lines = 1});
  sl_text_draw (kit, &(SlText){.string = geometry->names[1],
                               .style = SL_TEXT_STRONG,
                               .color = text,
                               .x = area->x,
                               .y = area->y - 0.35 * kit->em,
                               .ay = 1.0,
                               .width = fmin (1.6 * area->width, width - area->x),
                               .lines = 1});
}

static void
draw_key_mark (SlKit *kit,
               double x,
               double y,
               Mark mark,
               const SlGeometry *geometry,
               SlColor color)
{
  double half = 0.7 * kit->em;

  if (mark == MARK_CONTOUR)
    sl_mark_line (kit, x - half, y, x + half, y,
                  &(SlStroke){.color = color, .width = 2.2});
  else if (mark == MARK_BALL) {
    SlBox box = {x - half, y - 0.5 * kit->em, 2.0 * half, kit->em};
    sl_mark_bar (kit, &box, sl_color_fade (color, 0.35));
  } else {
    draw_mark (kit, x, y, mark, geometry);
  }
}

/* One entry of the key; @y: (inout) its top. Nothing when it no longer fits. */
static void
draw_key_entry (SlKit *kit,
                const SlBox *key,
                double *y,
                Mark mark,
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

static void
draw_key (SlKit *kit,
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
  g_autofree char *touching = g_strdup_printf (
      soft ? _ ("lowest %s") : _ ("touching at %s"), soft ? objective : loss);
  g_autofree char *radius = sl_significant_text (geometry->radius, 3);
  g_autofree char *ball = g_strdup_printf (_ ("t = %s"), radius);
  double y = key->y, newest[2];

  if (!(key->width > 0.0))
    return;
  if (geometry->soft.found)
    draw_key_entry (kit, key, &y, MARK_OPTIMUM, _ ("optimum"), optimum, geometry, train);
  if (geometry->least.found)
    draw_key_entry (kit, key, &y, MARK_LEAST, _ ("lowest loss"), least, geometry, train);
  if (!soft && isfinite (geometry->radius))
    draw_key_entry (kit, key, &y, MARK_BALL, sl_geometry_ball_name (&geometry->ball),
                    ball, geometry, penalty);
  if (geometry->soft.found)
    draw_key_entry (kit, key, &y, MARK_CONTOUR, soft ? _ ("loss + penalty") : _ ("loss"),
                    touching, geometry, soft ? sum : train);
  if (trail == NULL || trail->used == 0)
    return;
  newest_of (trail, newest);
  g_autofree char *now = sl_geometry_point (newest);
  g_autofree char *steps =
      sl_geometry_is_built_in (geometry)
          ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "after %d step",
                                          "after %d steps", (gulong) (trail->n - 1)),
                             (int) (trail->n - 1))
          : g_strdup (_ ("training now"));
  draw_key_entry (kit, key, &y, MARK_NEWEST, steps, now, geometry, train);
}

static void
geometry_draw (cairo_t *cr,
               double width,
               double height,
               const SlSnapshot *snapshot,
               const SlFigureView *view,
               const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autoptr (SlGeometry) geometry = sl_geometry_shown (snapshot, view);
  g_autofree char *hint = find_hint (snapshot, view, geometry);
  SlGeometryLayout layout;

  sl_kit_init (&kit, cr, theme);
  if (hint != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, hint);
    return;
  }
  if (!sl_geometry_lay_out (&kit, &layout, width, height, geometry))
    return;
  const SlTrail *trail = sl_geometry_trail (geometry, snapshot);
  sl_frame_draw (&kit, &layout.frame);
  draw_plane (&kit, &layout.frame, geometry, trail, view->soft);
  draw_names (&kit, &layout.frame, geometry, width);
  draw_key (&kit, &layout.key, geometry, trail, view->soft);
}

static char *
geometry_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_autoptr (SlGeometry) geometry = sl_geometry_shown (snapshot, view);

  return geometry != NULL ? sl_geometry_subtitle (geometry, snapshot, view->soft)
                          : g_strdup ("");
}

static char *
geometry_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_autoptr (SlGeometry) geometry = sl_geometry_shown (snapshot, view);

  if (geometry != NULL)
    return sl_geometry_sentence (geometry, view->soft);
  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup (_ ("No geometry yet: the data is being prepared."));
  g_autofree char *misfit = sl_hint_misfit (&sl_figure_geometry, snapshot);
  if (misfit != NULL)
    return g_steal_pointer (&misfit);
  if (snapshot->optimum != NULL && snapshot->optimum->reason != NULL)
    return g_strdup_printf ("%s.", snapshot->optimum->reason);
  return g_strdup (_ ("The exact optimum is being found."));
}

/* Moves @w to the marked point under the pointer, if there is one, and names it. */
static const char *
snap (const SlFrame *frame,
      const SlGeometry *geometry,
      const SlTrail *trail,
      gboolean soft,
      double w[2])
{
  double unit = fabs (frame->x.end - frame->x.start) / (2.0 * geometry->extent);
  double newest[2] = {NAN, NAN};
  const struct
  {
    const double *w;
    gboolean there;
    const char *name;
  } points[] = {
      {(soft ? &geometry->soft : &geometry->hard)->w, geometry->soft.found,
       _ ("optimum")},
      {geometry->least.w, geometry->least.found, _ ("lowest loss")},
      {newest, trail != NULL, _ ("training")},
  };

  if (trail != NULL)
    newest_of (trail, newest);
  for (guint i = 0; i < G_N_ELEMENTS (points); i++)
    if (points[i].there &&
        hypot (points[i].w[0] - w[0], points[i].w[1] - w[1]) * unit < SNAP) {
      w[0] = points[i].w[0];
      w[1] = points[i].w[1];
      return points[i].name;
    }
  return NULL;
}

/* A long name may have been cut within a letter. */
static void
drop_half_letter (char *text)
{
  const char *end;

  if (!g_utf8_validate (text, -1, &end))
    text[end - text] = '\0';
}

static void
geometry_probe (double width,
                double height,
                const SlSnapshot *snapshot,
                const SlFigureView *view,
                const SlTheme *theme,
                double px,
                double py,
                SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  g_autoptr (SlGeometry) geometry = sl_geometry_shown (snapshot, view);
  SlGeometryLayout layout;

  *probe = (SlProbe){0};
  sl_kit_init (&kit, NULL, theme);
  if (geometry == NULL || !sl_geometry_lay_out (&kit, &layout, width, height, geometry) ||
      !sl_frame_contains (&layout.frame, px, py))
    return;
  const SlFrame *frame = &layout.frame;
  double w[2] = {sl_scale_invert (&frame->x, px), sl_scale_invert (&frame->y, py)};
  const char *name =
      snap (frame, geometry, sl_geometry_trail (geometry, snapshot), view->soft, w);
  g_autofree char *values = sl_geometry_values (geometry, w, view->soft);
  g_autofree char *text = name != NULL ? g_strdup_printf ("%s\n%s", name, values) : NULL;
  g_strlcpy (probe->text, text != NULL ? text : values, sizeof probe->text);
  drop_half_letter (probe->text);
  probe->x = sl_scale_map (&frame->x, w[0]);
  probe->y = sl_scale_map (&frame->y, w[1]);
  probe->has_x = probe->has_y = TRUE;
  probe->left = frame->area.x;
  probe->top = frame->area.y;
  probe->width = frame->area.width;
  probe->height = frame->area.height;
}

const SlFigureType sl_figure_geometry = {
    .kind = {"geometry", N_ ("Penalty geometry"),
             N_ ("The loss around two weights with the ball of the penalty, and where "
                 "both meet: exactly on an axis when a weight is zero.")},
    .ask = geometry_ask,
    .misfit = geometry_misfit,
    .subtitle = geometry_subtitle,
    .draw = geometry_draw,
    .describe = geometry_describe,
    .probe = geometry_probe,
};
