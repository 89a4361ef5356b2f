/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plots/style.h"

G_BEGIN_DECLS

/** Picture: a pixel surface that tests draw on and look at. */
typedef struct
{
  cairo_surface_t *surface; /* Owned */
  cairo_t *cr;              /* Owned */
} Picture;

/** picture_init: @ground: (nullable) what it is filled with; NULL = transparent. */
void picture_init (Picture *picture, int width, int height, const SlColor *ground);
void picture_clear (Picture *picture);

/** picture_pixel: Returns the pixel at (@x, @y) as 0xaarrggbb; 0 outside. */
guint32 picture_pixel (Picture *picture, int x, int y);

/** picture_shows: Returns whether the pixel at (@x, @y) is @color, each channel within
 * @slack of 255. */
gboolean picture_shows (Picture *picture, int x, int y, SlColor color, int slack);

/** picture_count: Returns how many pixels in the columns from @left on and the rows from
 * @top on are @color within @slack. */
int picture_count (Picture *picture,
                   int left,
                   int top,
                   int width,
                   int height,
                   SlColor color,
                   int slack);

/** picture_is_blank: Returns whether nothing was drawn on a transparent picture. */
gboolean picture_is_blank (Picture *picture);

G_END_DECLS
