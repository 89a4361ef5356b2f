/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/weight-image.h"
#include "ui/figures/phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Even the smallest weight that is not zero gets this much of its hue. */
#define FAINTEST 0.12

/* Most weights are far smaller than the largest: this power lifts their colours. */
#define LIFT 0.55

/* A matrix may have cells up to this many times longer than they are wide. */
#define MOST_STRETCH 4.0

/* Side of a cell as it will be drawn: whole px unless there is less than one. */
static double
whole_side (double side)
{
  return side >= 1.0 ? floor (side) : side;
}

static double
tile_side (const SlWeightGrid *g, const SlBox *room, int across, double largest)
{
  int down = (g->units + across - 1) / across;
  double x = room->width / (across * (g->tile_width + g->gap) - g->gap);
  double y = room->height / (down * (g->tile_height + g->gap) - g->gap);

  return whole_side (fmin (fmin (x, y), largest));
}

/* As many tiles across as make the largest cells; among those the fewest gaps at the
 * end, then the widest. */
static void
arrange_tiles (SlWeightGrid *g, const SlBox *room, double largest)
{
  double best = 0.0;
  int best_missing = G_MAXINT;

  g->across = 1;
  for (int across = 1; across <= g->units; across++) {
    double side = tile_side (g, room, across, largest);
    int missing = (across - g->units % across) % across;
    if (side < best || (side == best && missing > best_missing))
      continue;
    best = side;
    best_missing = missing;
    g->across = across;
  }
  g->down = (g->units + g->across - 1) / g->across;
  g->columns = g->across * (g->tile_width + g->gap) - g->gap;
  g->rows = g->down * (g->tile_height + g->gap) - g->gap;
  g->cell_width = g->cell_height = best;
}

/* Square cells, stretched only when the picture would be a thin strip. */
static void
arrange_matrix (SlWeightGrid *g, const SlBox *room, double largest)
{
  double x = fmin (room->width / g->columns, largest);
  double y = fmin (room->height / g->rows, largest);
  double side = fmin (x, y);

  if (x < y && side * g->rows < 0.35 * room->height)
    y = fmin (y, MOST_STRETCH * side);
  else
    y = fmin (y, side);
  if (y < x && side * g->columns < 0.35 * room->width)
    x = fmin (x, MOST_STRETCH * side);
  else
    x = fmin (x, side);
  g->cell_width = whole_side (x);
  g->cell_height = whole_side (y);
}

void
sl_weight_grid_init (SlWeightGrid *grid,
                     const SlWeightsView *view,
                     int image_width,
                     int image_height,
                     const SlBox *room,
                     double largest)
{
  *grid =
      (SlWeightGrid){.units = view->cols, .inputs = view->rows, .across = 1, .down = 1};
  /* A picture of which only some pixels are at hand is shown as a matrix. */
  grid->tiles = image_width > 0 && image_height > 0 &&
                (gint64) image_width * image_height == view->rows &&
                view->inputs == view->rows;
  grid->tile_width = grid->tiles ? image_width : view->rows;
  grid->tile_height = grid->tiles ? image_height : view->cols;
  grid->gap = grid->tiles ? MAX (1, image_width / 8) : 0;
  grid->columns = grid->tile_width;
  grid->rows = grid->tile_height;
  if (grid->units < 1 || grid->inputs < 1 || room->width < 1.0 || room->height < 1.0)
    return;
  if (grid->tiles)
    arrange_tiles (grid, room, largest);
  else
    arrange_matrix (grid, room, largest);
  grid->box.width = grid->columns * grid->cell_width;
  grid->box.height = grid->rows * grid->cell_height;
  grid->box.x = room->x + floor ((room->width - grid->box.width) / 2);
  grid->box.y = room->y + floor ((room->height - grid->box.height) / 2);
}

gboolean
sl_weight_grid_find (const SlWeightGrid *grid,
                     double px,
                     double py,
                     int *unit,
                     int *input)
{
  double x = (px - grid->box.x) / grid->cell_width;
  double y = (py - grid->box.y) / grid->cell_height;

  if (!(x >= 0.0 && y >= 0.0 && x < grid->columns && y < grid->rows))
    return FALSE;
  int column = (int) x, row = (int) y;
  if (!grid->tiles) {
    *unit = row;
    *input = column;
    return TRUE;
  }
  int stride_x = grid->tile_width + grid->gap, stride_y = grid->tile_height + grid->gap;
  int inner_x = column % stride_x, inner_y = row % stride_y;
  *unit = row / stride_y * grid->across + column / stride_x;
  *input = inner_y * grid->tile_width + inner_x;
  return inner_x < grid->tile_width && inner_y < grid->tile_height && *unit < grid->units;
}

SlBox
sl_weight_grid_tile (const SlWeightGrid *grid, int unit)
{
  if (!grid->tiles)
    return grid->box;
  int column = unit % grid->across * (grid->tile_width + grid->gap);
  int row = unit / grid->across * (grid->tile_height + grid->gap);
  return (SlBox){
      grid->box.x + column * grid->cell_width, grid->box.y + row * grid->cell_height,
      grid->tile_width * grid->cell_width, grid->tile_height * grid->cell_height};
}

SlBox
sl_weight_grid_cell (const SlWeightGrid *grid, int unit, int input)
{
  SlBox tile = sl_weight_grid_tile (grid, unit);
  int column = grid->tiles ? input % grid->tile_width : input;
  int row = grid->tiles ? input / grid->tile_width : unit;

  return (SlBox){tile.x + column * grid->cell_width, tile.y + row * grid->cell_height,
                 grid->cell_width, grid->cell_height};
}

double
sl_weight_strongest (const SlWeightsView *view)
{
  static const double nice[] = {1, 1.5, 2, 3, 5, 7, 10};
  double max = 0.0;

  for (size_t i = 0; i < (size_t) view->rows * view->cols; i++)
    if (isfinite (view->W[i]))
      max = fmax (max, fabs (view->W[i]));
  if (!(max > 1e-30))
    return 1.0;
  double unit = pow (10.0, floor (log10 (max)));
  for (guint i = 0; i < G_N_ELEMENTS (nice); i++)
    if (nice[i] * unit >= max)
      return nice[i] * unit;
  return 10.0 * unit;
}

static guint32
pixel_of (SlColor c)
{
  return 0xff000000u | (guint32) lround (255 * c.r) << 16 |
         (guint32) lround (255 * c.g) << 8 | (guint32) lround (255 * c.b);
}

/* The ramps from blank to each hue, so that a cell costs one look-up. */
enum { SHADES = 256 };
typedef struct
{
  guint32 blank, unknown, positive[SHADES], negative[SHADES];
} Ramp;

static void
ramp_init (Ramp *ramp, const SlTheme *theme)
{
  SlColor tile = sl_style_ink (theme, SL_INK_TILE);
  SlColor plus = sl_style_fill (theme, SL_ROLE_POSITIVE);
  SlColor minus = sl_style_fill (theme, SL_ROLE_NEGATIVE);

  ramp->blank = pixel_of (tile);
  ramp->unknown = pixel_of (sl_style_ink (theme, SL_INK_AXIS));
  for (int i = 0; i < SHADES; i++) {
    double t = FAINTEST + (1.0 - FAINTEST) * pow (i / (SHADES - 1.0), LIFT);
    ramp->positive[i] = pixel_of (sl_color_mix (tile, plus, t));
    ramp->negative[i] = pixel_of (sl_color_mix (tile, minus, t));
  }
}

static guint32
shade (const Ramp *ramp, float w, double strongest)
{
  if (w == 0.0f)
    return ramp->blank;
  if (!isfinite (w))
    return ramp->unknown;
  int i = (int) lround (fmin (fabs (w) / strongest, 1.0) * (SHADES - 1));
  return w > 0.0f ? ramp->positive[i] : ramp->negative[i];
}

/* One pixel a cell; what lies between tiles stays transparent. */
static cairo_surface_t *
make_image (const SlWeightGrid *g,
            const SlWeightsView *view,
            const SlTheme *theme,
            double strongest,
            int zoom)
{
  cairo_surface_t *image =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, g->columns * zoom, g->rows * zoom);
  if (cairo_surface_status (image) != CAIRO_STATUS_SUCCESS)
    return image;
  guint8 *data = cairo_image_surface_get_data (image);
  int stride = cairo_image_surface_get_stride (image);
  Ramp ramp;

  ramp_init (&ramp, theme);
  for (int unit = 0; unit < g->units; unit++) {
    int left = unit % g->across * (g->tile_width + g->gap);
    int top = g->tiles ? unit / g->across * (g->tile_height + g->gap) : unit;
    for (int input = 0; input < g->inputs; input++) {
      int x = g->tiles ? left + input % g->tile_width : input;
      int y = g->tiles ? top + input / g->tile_width : top;
      guint32 pixel =
          shade (&ramp, view->W[(size_t) input * view->cols + unit], strongest);
      for (int i = 0; i < zoom * zoom; i++) {
        guint8 *line = data + (size_t) (y * zoom + i / zoom) * stride;
        ((guint32 *) (void *) line)[x * zoom + i % zoom] = pixel;
      }
    }
  }
  cairo_surface_mark_dirty (image);
  return image;
}

/* Pixels per cell: one on pixel surfaces. Files with vectors get more, as many viewers
 * would blur single pixels into each other. */
static int
zoom_for (SlKit *kit, const SlWeightGrid *grid)
{
  if (cairo_surface_get_type (cairo_get_target (kit->cr)) != CAIRO_SURFACE_TYPE_PDF &&
      cairo_surface_get_type (cairo_get_target (kit->cr)) != CAIRO_SURFACE_TYPE_SVG)
    return 1;
  return CLAMP (1600 / MAX (grid->columns, grid->rows), 1, 16);
}

void
sl_weight_image_draw (SlKit *kit,
                      const SlWeightGrid *grid,
                      const SlWeightsView *view,
                      double strongest)
{
  cairo_t *cr = kit->cr;

  if (cr == NULL || !(grid->box.width > 0.0) || !(grid->box.height > 0.0))
    return;
  int zoom = zoom_for (kit, grid);
  cairo_surface_t *image = make_image (grid, view, kit->theme, strongest, zoom);
  cairo_save (cr);
  cairo_translate (cr, grid->box.x, grid->box.y);
  cairo_scale (cr, grid->cell_width / zoom, grid->cell_height / zoom);
  cairo_set_source_surface (cr, image, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), grid->cell_width >= 1.0
                                                       ? CAIRO_FILTER_NEAREST
                                                       : CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (image);
}

static void
draw_tile_frames (SlKit *kit, const SlWeightGrid *grid)
{
  int n = grid->tiles ? grid->units : 1;

  sl_color_set (kit->cr, sl_style_ink (kit->theme, SL_INK_GRID));
  cairo_set_line_width (kit->cr, 1.0);
  cairo_set_dash (kit->cr, NULL, 0, 0.0);
  for (int i = 0; i < n; i++) {
    SlBox tile = sl_weight_grid_tile (grid, i);
    cairo_rectangle (kit->cr, tile.x - 0.5, tile.y - 0.5, tile.width + 1,
                     tile.height + 1);
  }
  cairo_stroke (kit->cr);
}

/* Lines between the cells of a matrix when these are large enough to be counted. */
static void
draw_cell_lines (SlKit *kit, const SlWeightGrid *grid)
{
  const SlBox *box = &grid->box;

  if (grid->tiles || fmin (grid->cell_width, grid->cell_height) < 7.0)
    return;
  sl_color_set (kit->cr, sl_style_ink (kit->theme, SL_INK_TILE));
  cairo_set_line_width (kit->cr, 1.0);
  for (int i = 1; i < grid->columns; i++) {
    cairo_move_to (kit->cr, box->x + i * grid->cell_width - 0.5, box->y);
    cairo_rel_line_to (kit->cr, 0.0, box->height);
  }
  for (int i = 1; i < grid->rows; i++) {
    cairo_move_to (kit->cr, box->x, box->y + i * grid->cell_height - 0.5);
    cairo_rel_line_to (kit->cr, box->width, 0.0);
  }
  cairo_stroke (kit->cr);
}

void
sl_weight_grid_draw_lines (SlKit *kit, const SlWeightGrid *grid)
{
  draw_cell_lines (kit, grid);
  draw_tile_frames (kit, grid);
}

void
sl_weight_grid_probe (const SlWeightGrid *grid,
                      const SlSnapshot *snapshot,
                      const SlWeightsView *weights,
                      double px,
                      double py,
                      SlProbe *probe)
{
  int unit, input;

  *probe = (SlProbe){0};
  if (!sl_weight_grid_find (grid, px, py, &unit, &input))
    return;
  float w = weights->W[(size_t) input * weights->cols + unit];
  g_autofree char *unit_name = sl_phrase_unit (snapshot, weights->layer, unit);
  g_autofree char *input_name = sl_phrase_input (snapshot, weights->layer, input);
  g_autofree char *value =
      w == 0.0f ? g_strdup (_ ("exactly 0")) : sl_phrase_number (w, 6);
  g_snprintf (probe->text, sizeof probe->text, "%s\n%s\n%s", unit_name, input_name,
              value);
  probe->x = px;
  probe->y = py;
  probe->left = grid->box.x;
  probe->top = grid->box.y;
  probe->width = grid->box.width;
  probe->height = grid->box.height;
}
