/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/picture.h"

#include <math.h>
#include <stdlib.h>

void
picture_init (Picture *picture, int width, int height, const SlColor *ground)
{
  picture->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  picture->cr = cairo_create (picture->surface);
  if (ground != NULL) {
    sl_color_set (picture->cr, *ground);
    cairo_paint (picture->cr);
  }
}

void
picture_clear (Picture *picture)
{
  g_assert_cmpint (cairo_status (picture->cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (picture->cr);
  cairo_surface_destroy (picture->surface);
}

guint32
picture_pixel (Picture *picture, int x, int y)
{
  cairo_surface_t *surface = picture->surface;

  if (x < 0 || y < 0 || x >= cairo_image_surface_get_width (surface) ||
      y >= cairo_image_surface_get_height (surface))
    return 0;
  cairo_surface_flush (surface);
  const guint8 *row = cairo_image_surface_get_data (surface) +
                      (size_t) y * cairo_image_surface_get_stride (surface);
  return ((const guint32 *) (const void *) row)[x];
}

gboolean
picture_shows (Picture *picture, int x, int y, SlColor color, int slack)
{
  guint32 pixel = picture_pixel (picture, x, y);
  int r = (pixel >> 16) & 255, g = (pixel >> 8) & 255, b = pixel & 255;

  return abs (r - (int) lround (255 * color.r)) <= slack &&
         abs (g - (int) lround (255 * color.g)) <= slack &&
         abs (b - (int) lround (255 * color.b)) <= slack;
}

int
picture_count (Picture *picture,
               int left,
               int top,
               int width,
               int height,
               SlColor color,
               int slack)
{
  int n = 0;

  for (int y = top; y < top + height; y++)
    for (int x = left; x < left + width; x++)
      n += picture_shows (picture, x, y, color, slack);
  return n;
}

gboolean
picture_is_blank (Picture *picture)
{
  int width = cairo_image_surface_get_width (picture->surface);
  int height = cairo_image_surface_get_height (picture->surface);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (picture_pixel (picture, x, y) != 0)
        return FALSE;
  return TRUE;
}
