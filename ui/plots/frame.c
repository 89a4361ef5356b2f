/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/frame.h"

#include <math.h>

/* Smallest side of an area worth drawing, px. */
#define LEAST_SIDE 16.0

static double
widest_label (SlKit *kit, const SlTicks *ticks)
{
  double widest = 0.0;

  for (int i = 0; i < ticks->n; i++)
    widest = fmax (widest, sl_text_width (kit, SL_TEXT_LABEL, ticks->text[i]));
  return widest;
}

/* How many intervals of @each px fit into @room. */
static int
intervals (double room, double each)
{
  return (int) CLAMP (room / each, 1.0, SL_MAX_TICKS - 2.0);
}

static void
make_x_ticks (SlKit *kit, SlFrame *frame, double width)
{
  char widest[SL_TICK_TEXT];

  sl_tick_text (widest, frame->x.hi, 0);
  double each = fmax (4.5 * kit->em, 1.6 * sl_text_width (kit, SL_TEXT_LABEL, widest));
  int most = intervals (width * (1.0 - frame->x_lead), each);

  if (frame->x_whole)
    sl_ticks_make_whole (&frame->x_ticks, &frame->x, most);
  else
    sl_ticks_make (&frame->x_ticks, &frame->x, most);
}

void
sl_frame_layout (SlKit *kit, SlFrame *frame, const SlBox *outer)
{
  double line = sl_text_height (kit, SL_TEXT_LABEL);
  double gap = 0.6 * kit->em;
  double top = outer->y + fmax (frame->headroom, 0.5 * line);
  double bottom = outer->y + outer->height;
  double left, right;

  if (!frame->x_hidden)
    bottom -= line + 0.4 * kit->em;
  if (frame->x_title != NULL)
    bottom -= line;
  if (frame->y_ends)
    sl_ticks_make_ends (&frame->y_ticks, &frame->y);
  else
    sl_ticks_make (&frame->y_ticks, &frame->y, intervals (bottom - top, 3.0 * kit->em));
  left = widest_label (kit, &frame->y_ticks);
  if (frame->y_sample != NULL)
    left = fmax (left, sl_text_width (kit, SL_TEXT_LABEL, frame->y_sample));
  left += outer->x + gap;
  make_x_ticks (kit, frame, outer->width - (left - outer->x));
  right = outer->x + outer->width;
  if (frame->x_ticks.n > 0) {
    const char *last = frame->x_ticks.text[frame->x_ticks.n - 1];
    right -= 0.5 * sl_text_width (kit, SL_TEXT_LABEL, last);
  }
  /* Whole pixels keep gridlines and bars crisp. */
  left = ceil (left);
  right = floor (right);
  top = ceil (top);
  bottom = floor (bottom);
  frame->area = (SlBox){left, top, fmax (right - left, 0.0), fmax (bottom - top, 0.0)};
  frame->x.start = left + round (frame->x_lead * frame->area.width);
  frame->x.end = left + frame->area.width;
  frame->y.start = bottom;
  frame->y.end = top;
}

gboolean
sl_frame_is_drawable (const SlFrame *frame)
{
  return frame->area.width >= LEAST_SIDE && frame->area.height >= LEAST_SIDE;
}

void
sl_frame_draw_y (SlKit *kit, const SlFrame *frame)
{
  const SlBox *area = &frame->area;
  SlColor muted = sl_style_ink (kit->theme, SL_INK_MUTED);

  if (kit->cr == NULL || !sl_frame_is_drawable (frame))
    return;
  cairo_set_line_width (kit->cr, 1.0);
  cairo_set_dash (kit->cr, NULL, 0, 0.0);
  for (int i = 0; i < frame->y_ticks.n; i++) {
    double y = round (sl_scale_map (&frame->y, frame->y_ticks.value[i])) + 0.5;
    gboolean zero = frame->y_ticks.value[i] == 0.0;
    sl_color_set (kit->cr, sl_style_ink (kit->theme, zero ? SL_INK_AXIS : SL_INK_GRID));
    cairo_move_to (kit->cr, area->x, y);
    cairo_line_to (kit->cr, area->x + area->width, y);
    cairo_stroke (kit->cr);
    sl_text_draw (kit, &(SlText){.string = frame->y_ticks.text[i],
                                 .color = muted,
                                 .x = area->x - 0.6 * kit->em,
                                 .y = y,
                                 .ax = 1.0,
                                 .ay = 0.5});
  }
}

void
sl_frame_draw_x (SlKit *kit, const SlFrame *frame)
{
  const SlBox *area = &frame->area;
  SlColor muted = sl_style_ink (kit->theme, SL_INK_MUTED);
  double y = area->y + area->height + 0.3 * kit->em;

  if (kit->cr == NULL || frame->x_hidden || !sl_frame_is_drawable (frame))
    return;
  for (int i = 0; i < frame->x_ticks.n; i++) {
    double x = sl_scale_map (&frame->x, frame->x_ticks.value[i]);
    sl_text_draw (
        kit,
        &(SlText){
            .string = frame->x_ticks.text[i], .color = muted, .x = x, .y = y, .ax = 0.5});
  }
  if (frame->x_title != NULL)
    sl_text_draw (kit, &(SlText){.string = frame->x_title,
                                 .color = muted,
                                 .x = (frame->x.start + frame->x.end) / 2.0,
                                 .y = y + sl_text_height (kit, SL_TEXT_LABEL),
                                 .ax = 0.5});
}

void
sl_frame_draw (SlKit *kit, const SlFrame *frame)
{
  sl_frame_draw_y (kit, frame);
  sl_frame_draw_x (kit, frame);
}

gboolean
sl_frame_contains (const SlFrame *frame, double px, double py)
{
  const SlBox *area = &frame->area;
  const double slack = 6.0;

  return sl_frame_is_drawable (frame) && px >= area->x - slack && py >= area->y - slack &&
         px <= area->x + area->width + slack && py <= area->y + area->height + slack;
}

gboolean
sl_box_overlaps (const SlBox *a, const SlBox *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height &&
         b->y < a->y + a->height;
}
