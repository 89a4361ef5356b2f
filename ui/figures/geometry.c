/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/geometry-key.h"
#include "ui/figures/geometry-numbers.h"
#include "ui/figures/geometry-plane.h"
#include "ui/figures/geometry-words.h"
#include "ui/figures/hint.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE                                                                          \
  _ ("Two weights, the loss around them and the penalty's ball appear here.")

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
  if (view->geometry != NULL)
    return;
  needs->geometry = TRUE;
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

/* Where there is no room for a key there is none for a subtitle in the card either: the
 * corner says which of the two forms this is. */
static void
draw_form (SlKit *kit,
           const SlGeometryLayout *layout,
           const SlGeometry *geometry,
           gboolean soft)
{
  g_autofree char *form = sl_geometry_form (geometry, soft);
  const SlBox *area = &layout->frame.area;
  double room = area->width - 3.0 * kit->em; /* the axis has its name on the left */

  if (layout->key.width > 0.0 || sl_text_width (kit, SL_TEXT_STRONG, form) > room)
    return;
  sl_text_draw (kit, &(SlText){.string = form,
                               .style = SL_TEXT_STRONG,
                               .color = sl_style_ink (kit->theme, SL_INK_TEXT),
                               .x = area->x + area->width,
                               .ax = 1.0});
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
  sl_geometry_draw_plane (&kit, &layout.frame, geometry, trail, view->soft);
  sl_geometry_draw_names (&kit, &layout.frame, geometry, width);
  sl_geometry_draw_key (&kit, &layout.key, geometry, trail, view->soft);
  draw_form (&kit, &layout, geometry, view->soft);
}

static char *
geometry_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_autoptr (SlGeometry) geometry = sl_geometry_shown (snapshot, view);

  return geometry != NULL
             ? sl_geometry_subtitle (
                   geometry, view->geometry == NULL && sl_geometry_is_built_in (geometry),
                   view->soft)
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
    sl_trail_newest (trail, newest);
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
    .formula = N_ (
        "penalised: smallest L(w) + λ · R(w); constrained: smallest L(w) with R(w) ≤ t"),
    .ask = geometry_ask,
    .misfit = geometry_misfit,
    .subtitle = geometry_subtitle,
    .draw = geometry_draw,
    .describe = geometry_describe,
    .probe = geometry_probe,
    .numbers = sl_geometry_numbers,
};
