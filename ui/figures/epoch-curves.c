/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/epoch-curves.h"
#include "ui/figures/change-marks.h"
#include "ui/figures/earlier.h"
#include "ui/figures/hint.h"

#include <glib/gi18n-lib.h>

enum { MAX_CURVES = 8 };

static void
lay_out (const SlEpochCurves *figure,
         SlKit *kit,
         SlFrame *frame,
         double width,
         double height,
         const SlSnapshot *snapshot,
         const SlFigureView *view)
{
  *frame = (SlFrame){.x = sl_earlier_epochs (snapshot, view),
                     .y = figure->scale (snapshot, view),
                     .x_title = _ ("epoch"),
                     .x_whole = TRUE};
  sl_frame_layout (kit, frame, &(SlBox){0, 0, width, height});
}

/* Only the two curves of the data are told apart among many runs. @letters: (out) where
 * letters stand. Returns how many. */
static int
draw_earlier (const SlEpochCurves *figure,
              SlKit *kit,
              const SlFrame *frame,
              const SlSnapshot *snapshot,
              const SlFigureView *view,
              SlBox *letters)
{
  int n = 0;

  for (int i = 0; i < figure->n; i++) {
    SlRole role = figure->curves[i].role;
    if (role == SL_ROLE_TEST || role == SL_ROLE_TRAIN)
      n += sl_earlier_draw (kit, frame, snapshot, view, TRUE, figure->curves[i].trace,
                            role, letters + n);
  }
  return n;
}

/* What is no role of its own is grey. */
static SlStroke
stroke_of (const SlTheme *theme, const SlEpochCurve *curve)
{
  return (SlStroke){.color = curve->role == SL_ROLE_NEUTRAL
                                 ? sl_style_ink (theme, SL_INK_MUTED)
                                 : sl_style_fill (theme, curve->role),
                    .width = curve->width,
                    .dash = sl_style_dash (curve->role)};
}

static SlColor
label_color (const SlTheme *theme, SlRole role)
{
  return role == SL_ROLE_NEUTRAL ? sl_style_ink (theme, SL_INK_MUTED)
                                 : sl_style_label (theme, role);
}

static void
draw_curves (const SlEpochCurves *figure,
             SlKit *kit,
             const SlFrame *frame,
             const SlSnapshot *snapshot,
             const SlFigureView *view,
             const SlChangeMarks *marks)
{
  SlCurve drawn[MAX_CURVES] = {0};
  SlCurveLabel labels[MAX_CURVES];
  SlBox obstacles[SL_MAX_CHANGE_MARKS + 2 * SL_MAX_EARLIER];
  int n_obstacles = sl_change_marks_obstacles (marks, obstacles);
  int n = 0;

  n_obstacles +=
      draw_earlier (figure, kit, frame, snapshot, view, obstacles + n_obstacles);
  for (int i = 0; i < figure->n; i++) {
    const SlEpochCurve *curve = &figure->curves[i];
    SlStroke stroke = stroke_of (kit->theme, curve);
    if (!figure->shows (snapshot, curve))
      continue;
    sl_epochs_curve (&drawn[i], snapshot, curve->trace, frame);
    sl_mark_curve (kit, &frame->area, &drawn[i], &stroke);
    if (sl_curve_last (&drawn[i]) >= 0)
      labels[n++] = (SlCurveLabel){.text = _ (curve->name),
                                   .color = label_color (kit->theme, curve->role),
                                   .curve = &drawn[i]};
  }
  sl_legend_place (kit, &frame->area, labels, n, obstacles, n_obstacles);
  sl_legend_draw (kit, labels, n);
  for (int i = 0; i < figure->n; i++)
    sl_curve_clear (&drawn[i]);
}

void
sl_epoch_curves_draw (const SlEpochCurves *figure,
                      cairo_t *cr,
                      double width,
                      double height,
                      const SlSnapshot *snapshot,
                      const SlFigureView *view,
                      const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *waiting = sl_hint_waiting (snapshot, _ (figure->promise));
  SlFrame frame;
  SlChangeMarks marks;

  g_return_if_fail (figure->n <= MAX_CURVES);

  sl_kit_init (&kit, cr, theme);
  if (waiting != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, waiting);
    return;
  }
  lay_out (figure, &kit, &frame, width, height, snapshot, view);
  if (!sl_frame_is_drawable (&frame))
    return;
  sl_frame_draw (&kit, &frame);
  sl_change_marks_find (&kit, &marks, snapshot, &frame);
  sl_change_marks_draw_lines (&kit, &marks, &frame.area);
  draw_curves (figure, &kit, &frame, snapshot, view, &marks);
  sl_change_marks_draw_texts (&kit, &marks);
  sl_change_marks_clear (&marks);
  if (sl_hint_press_play (&kit, snapshot))
    sl_hint_draw (&kit, &frame.area, _ ("Press Space to train"));
}

const SlHistoryRow *
sl_epoch_curves_row_at (const SlEpochCurves *figure,
                        double width,
                        double height,
                        const SlSnapshot *snapshot,
                        const SlFigureView *view,
                        const SlTheme *theme,
                        double px,
                        double py,
                        SlFrame *frame)
{
  g_auto (SlKit) kit = {0};

  if (snapshot == NULL || snapshot->n_layers == 0)
    return NULL;
  sl_kit_init (&kit, NULL, theme);
  lay_out (figure, &kit, frame, width, height, snapshot, view);
  return sl_frame_contains (frame, px, py) ? sl_epochs_row_at (snapshot, frame, px)
                                           : NULL;
}

SlNumbers *
sl_epoch_curves_numbers (const SlEpochCurves *figure, const SlSnapshot *snapshot)
{
  SlNumbers *numbers = sl_numbers_new_history (snapshot);

  /* The most important first. */
  for (int i = figure->n - 1; i >= 0; i--) {
    const SlEpochCurve *curve = &figure->curves[i];
    if (figure->shows (snapshot, curve))
      sl_numbers_add_trace (numbers, SL_NUMBERS_DOUBLE, curve->id, _ (curve->name),
                            curve->trace);
  }
  return numbers;
}

gboolean
sl_epoch_curves_validates (const SlSnapshot *snapshot)
{
  return snapshot->problem != NULL && snapshot->problem->validation.n > 0;
}

gboolean
sl_epoch_curves_tests (const SlSnapshot *snapshot)
{
  return snapshot->problem == NULL || snapshot->problem->test.n > 0;
}
