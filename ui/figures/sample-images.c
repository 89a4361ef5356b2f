/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/sample-images.h"
#include "ui/plots/text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { SMALLEST = 40, GAP = 8 };

/* The numbers that are black and white. */
static void
find_range (const SlDataOverview *overview, double *lo, double *hi)
{
  *lo = 0.0;
  *hi = (double) overview->dataset->pixel_range;
  if (*hi > 0.0)
    return;
  *lo = INFINITY;
  *hi = -INFINITY;
  for (int j = 0; j < overview->n_inputs; j++) {
    if (overview->inputs[j].summary.n == 0)
      continue;
    *lo = fmin (*lo, overview->inputs[j].summary.min);
    *hi = fmax (*hi, overview->inputs[j].summary.max);
  }
}

static guint32
shade (const SlDataset *set, int row, int pixel, double lo, double hi)
{
  double value = sl_dataset_value (set, row, pixel);
  double share = hi > lo ? (value - lo) / (hi - lo) : 0.0;

  return share > 0.0 ? (guint32) lround (255.0 * fmin (share, 1.0)) : 0;
}

static cairo_surface_t *
image_of (const SlDataset *set, int row, double lo, double hi)
{
  cairo_surface_t *image =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, set->width, set->height);
  guint8 *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image), area = set->width * set->height;

  if (data == NULL)
    return image;
  cairo_surface_flush (image);
  for (int p = 0; p < area; p++) {
    guint32 red = shade (set, row, p, lo, hi), green = red, blue = red;
    guint32 *pixel =
        (guint32 *) (void *) (data + (size_t) (p / set->width) * stride) + p % set->width;

    if (set->channels == 3) {
      green = shade (set, row, area + p, lo, hi);
      blue = shade (set, row, 2 * area + p, lo, hi);
    }
    *pixel = red << 16 | green << 8 | blue;
  }
  cairo_surface_mark_dirty (image);
  return image;
}

static void
draw_image (cairo_t *cr,
            const SlDataset *set,
            cairo_surface_t *image,
            double x,
            double y,
            double side)
{
  double scale = side / MAX (set->width, set->height);

  cairo_save (cr);
  cairo_translate (cr, x + 0.5 * (side - scale * set->width),
                   y + 0.5 * (side - scale * set->height));
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (cr, 0, 0, set->width, set->height);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* A multiple of the picture's own size when that fits, so that all pixels are alike. */
static double
side_of (const SlDataset *set)
{
  int largest = MAX (set->width, set->height);

  return largest >= SMALLEST ? fmin (largest, 96)
                             : ceil ((double) SMALLEST / largest) * largest;
}

/* The place among the samples of the @i th that is shown of @n: from all classes. */
static int
sample_at (const SlDataOverview *overview, int i, int n)
{
  return overview->samples[(gint64) i * overview->n_samples / n];
}

void
sl_sample_images_draw (cairo_t *cr,
                       double width,
                       double height,
                       const SlTheme *theme,
                       const SlDataOverview *overview)
{
  const SlDataset *set = overview->dataset;
  g_auto (SlKit) kit = {0};
  double lo, hi, side, line;
  int across, down, n;

  if (set->width < 1 || !(width >= 1.0) || !(height >= 1.0))
    return;
  sl_kit_init (&kit, cr, theme);
  find_range (overview, &lo, &hi);
  line = sl_text_height (&kit, SL_TEXT_LABEL);
  side = side_of (set);
  across = (int) ((width + GAP) / (side + GAP));
  down = (int) ((height + GAP) / (side + line + GAP));
  n = MIN (across * down, overview->n_samples);
  for (int i = 0; i < n; i++) {
    int row = sample_at (overview, i, n);
    double x = i % across * (side + GAP), y = i / across * (side + line + GAP);
    cairo_surface_t *image = image_of (set, row, lo, hi);

    draw_image (cr, set, image, x, y, side);
    cairo_surface_destroy (image);
    if (set->label == NULL)
      continue;
    sl_text_draw (&kit, &(SlText){.string = set->classes[set->label[row]],
                                  .color = sl_style_ink (theme, SL_INK_MUTED),
                                  .x = x + 0.5 * side,
                                  .y = y + side,
                                  .ax = 0.5,
                                  .width = side,
                                  .lines = 1});
  }
}

char *
sl_sample_images_describe (const SlDataOverview *overview)
{
  const SlDataset *set = overview->dataset;

  if (set->channels == 3)
    return g_strdup_printf (_ ("Pictures of %d × %d pixels in three colours, the first "
                               "of each class."),
                            set->width, set->height);
  return g_strdup_printf (_ ("Pictures of %d × %d grey pixels, the first of each class."),
                          set->width, set->height);
}
