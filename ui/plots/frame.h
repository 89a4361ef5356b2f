/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plots/text.h"
#include "ui/plots/ticks.h"

G_BEGIN_DECLS

/** SlBox: a rectangle in px. */
typedef struct
{
  double x, y, width, height;
} SlBox;

/** SlFrame: a plot's area with two axes. Fill in the first group, then let
 * sl_frame_layout() find the rest from the sizes of the text. */
typedef struct
{
  SlScale x, y;         /* lo, hi and type; the layout sets the pixels */
  const char *x_title;  /* (nullable) below the x axis */
  gboolean x_whole;     /* x counts: no fractions on its axis */
  gboolean x_hidden;    /* no text below */
  gboolean y_ends;      /* the y axis is marked at its two ends only */
  const char *y_sample; /* (nullable) a label the left margin must also fit */
  double x_lead;        /* share of the width left free before x.lo, 0 to 0.5 */
  double headroom;      /* px left free above the area */

  SlBox area; /* of the data; width or height 0 when there is no room */
  SlTicks x_ticks, y_ticks;
} SlFrame;

/** sl_frame_layout: places @frame in the box @outer: margins from measured label sizes,
 * ticks by the room there is, scales to pixels. */
void sl_frame_layout (SlKit *kit, SlFrame *frame, const SlBox *outer);

/** sl_frame_is_drawable: Returns whether there is room for anything. */
gboolean sl_frame_is_drawable (const SlFrame *frame);

/** sl_frame_draw: gridlines across, axis text at the left and below. */
void sl_frame_draw (SlKit *kit, const SlFrame *frame);

/** sl_frame_draw_x: the text of the x axis alone. sl_frame_draw_y: of the y axis, with
 * its gridlines. */
void sl_frame_draw_x (SlKit *kit, const SlFrame *frame);
void sl_frame_draw_y (SlKit *kit, const SlFrame *frame);

/** sl_frame_contains: Returns whether px @px, py @py is in the area, some slack
 * allowed, so that the ends of curves can be pointed at. */
gboolean sl_frame_contains (const SlFrame *frame, double px, double py);

/** sl_box_overlaps: Returns whether @a and @b share more than an edge. */
gboolean sl_box_overlaps (const SlBox *a, const SlBox *b);

G_END_DECLS
