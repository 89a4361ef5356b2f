/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/mask.h"

#include <math.h>

gboolean
sl_mask_init (SlMask *mask, const SlKit *kit, const SlBox *box)
{
  double scale = kit->theme->pixel_scale, left = ceil (box->x), top = ceil (box->y);

  *mask = (SlMask){.left = left,
                   .top = top,
                   .scale = scale,
                   .width = (int) ((box->x + box->width - left) * scale),
                   .height = (int) ((box->y + box->height - top) * scale)};
  if (mask->width <= 0 || mask->height <= 0)
    return FALSE;
  mask->surface = cairo_image_surface_create (CAIRO_FORMAT_A8, mask->width, mask->height);
  if (cairo_surface_status (mask->surface) != CAIRO_STATUS_SUCCESS) {
    g_clear_pointer (&mask->surface, cairo_surface_destroy);
    return FALSE;
  }
  cairo_surface_flush (mask->surface);
  mask->pixels = cairo_image_surface_get_data (mask->surface);
  mask->stride = cairo_image_surface_get_stride (mask->surface);
  return TRUE;
}

void
sl_mask_paint (SlMask *mask, SlKit *kit, SlColor color)
{
  cairo_surface_mark_dirty (mask->surface);
  cairo_surface_set_device_scale (mask->surface, mask->scale, mask->scale);
  sl_color_set (kit->cr, color);
  cairo_mask_surface (kit->cr, mask->surface, mask->left, mask->top);
  g_clear_pointer (&mask->surface, cairo_surface_destroy);
}
