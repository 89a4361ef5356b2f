/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plots/marks.h"

G_BEGIN_DECLS

/** SlMask: how much of each device pixel of an area is covered, 0 … 255, for marks that
 * are painted pixel by pixel on screen. */
typedef struct
{
  guint8 *pixels; /* (height, stride) Borrowed from the surface; 0 at first */
  int width, height, stride;
  double left, top, scale; /* device px = (px − left, px − top)·scale */
  cairo_surface_t *surface;
} SlMask;

/** sl_mask_init: makes a mask of the whole px that @box touches. Returns FALSE, with
 * nothing to be freed, when there is none or no room for it. */
gboolean sl_mask_init (SlMask *mask, const SlKit *kit, const SlBox *box);

/** sl_mask_paint: paints what is covered in @color, and frees the mask. */
void sl_mask_paint (SlMask *mask, SlKit *kit, SlColor color);

G_END_DECLS
