/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/text.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define FAMILIES "Inter, Cantarell, Noto Sans, DejaVu Sans, sans-serif"

static const struct
{
  double size; /* px at text scale 1 */
  PangoWeight weight;
} styles[SL_N_TEXT_STYLES] = {
    [SL_TEXT_LABEL] = {11.0, PANGO_WEIGHT_NORMAL},
    [SL_TEXT_STRONG] = {11.0, PANGO_WEIGHT_SEMIBOLD},
    [SL_TEXT_HINT] = {13.0, PANGO_WEIGHT_NORMAL},
    [SL_TEXT_TITLE] = {16.0, PANGO_WEIGHT_BOLD},
};

/* Whether text becomes paths: always in SVG, so that it looks the same without our font;
 * in other exports except PDF for exact spacing, as Cairo 1.16 moves each letter of a
 * pixel picture to whole pixels. */
static gboolean
wants_outlines (cairo_t *cr, const SlTheme *theme)
{
  switch (cairo_surface_get_type (cairo_get_target (cr))) {
  case CAIRO_SURFACE_TYPE_SVG:
    return TRUE;
  case CAIRO_SURFACE_TYPE_PDF:
    return FALSE;
  default:
    return !theme->screen;
  }
}

/* On screen whole-pixel advances, as letters are put on whole pixels anyway; in exports
 * the exact ones. Nothing is taken from the surface: sizes depend on the theme alone. */
static PangoContext *
create_context (const SlTheme *theme)
{
  PangoContext *context =
      pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();
  gboolean screen = theme->screen;

  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_metrics (options, screen ? CAIRO_HINT_METRICS_ON
                                                       : CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, screen ? CAIRO_HINT_STYLE_SLIGHT
                                                     : CAIRO_HINT_STYLE_NONE);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96.0);
  pango_context_set_round_glyph_positions (context, screen);
  cairo_font_options_destroy (options);
  return context;
}

void
sl_kit_init (SlKit *kit, cairo_t *cr, const SlTheme *theme)
{
  PangoContext *context = create_context (theme);

  kit->cr = cr;
  kit->theme = theme;
  kit->em = styles[SL_TEXT_LABEL].size * theme->text_scale;
  kit->outlines = cr != NULL && wants_outlines (cr, theme);
  kit->layout = pango_layout_new (context);
  g_object_unref (context);
  kit->style = -1;
  kit->plain = pango_attr_list_new ();
  pango_attr_list_insert (kit->plain, pango_attr_font_features_new ("tnum"));
  if (cr != NULL) {
    cairo_save (cr);
    cairo_set_antialias (cr, theme->screen ? CAIRO_ANTIALIAS_GOOD : CAIRO_ANTIALIAS_BEST);
    cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  }
}

void
sl_kit_clear (SlKit *kit)
{
  if (kit->cr != NULL)
    cairo_restore (kit->cr);
  kit->cr = NULL;
  g_clear_object (&kit->layout);
  g_clear_pointer (&kit->plain, pango_attr_list_unref);
}

/* The bars of a norm are drawn in regular weight: in bold the two become one block. */
static void
set_attributes (SlKit *kit, const char *string)
{
  static const char bars[] = "‖";
  const char *found = strstr (string, bars);

  if (found == NULL) {
    pango_layout_set_attributes (kit->layout, kit->plain);
    return;
  }
  g_autoptr (PangoAttrList) attributes = pango_attr_list_copy (kit->plain);
  for (; found != NULL; found = strstr (found + 1, bars)) {
    PangoAttribute *lighter = pango_attr_weight_new (PANGO_WEIGHT_NORMAL);
    lighter->start_index = (guint) (found - string);
    lighter->end_index = lighter->start_index + sizeof bars - 1;
    pango_attr_list_insert (attributes, lighter);
  }
  pango_layout_set_attributes (kit->layout, attributes);
}

static void
prepare_layout (SlKit *kit, const SlText *text)
{
  PangoLayout *layout = kit->layout;

  if (kit->style != (int) text->style) {
    PangoFontDescription *font = pango_font_description_from_string (FAMILIES);
    double size = styles[text->style].size * kit->theme->text_scale;
    pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
    pango_font_description_set_weight (font, styles[text->style].weight);
    pango_layout_set_font_description (layout, font);
    pango_font_description_free (font);
    kit->style = (int) text->style;
  }
  if (text->width > 0.0) {
    pango_layout_set_width (layout, (int) (text->width * PANGO_SCALE));
    pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_height (layout, text->lines > 0 ? -text->lines : G_MAXINT);
    pango_layout_set_ellipsize (layout, text->lines > 0 ? PANGO_ELLIPSIZE_END
                                                        : PANGO_ELLIPSIZE_NONE);
  } else {
    pango_layout_set_width (layout, -1);
    pango_layout_set_height (layout, -1);
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_NONE);
  }
  pango_layout_set_alignment (layout, text->ax == 0.5   ? PANGO_ALIGN_CENTER
                                      : text->ax == 1.0 ? PANGO_ALIGN_RIGHT
                                                        : PANGO_ALIGN_LEFT);
  pango_layout_set_text (layout, text->string, -1);
  set_attributes (kit, text->string);
}

/* The box of the text; lines broken at a width are aligned within that width. */
static void
layout_box (SlKit *kit, const SlText *text, double *width, double *height)
{
  PangoRectangle box;

  pango_layout_get_extents (kit->layout, NULL, &box);
  *width = text->width > 0.0 ? text->width : box.width / (double) PANGO_SCALE;
  *height = box.height / (double) PANGO_SCALE;
}

void
sl_text_size (SlKit *kit, const SlText *text, double *width, double *height)
{
  double w, h;
  PangoRectangle box;

  prepare_layout (kit, text);
  layout_box (kit, text, &w, &h);
  pango_layout_get_extents (kit->layout, NULL, &box);
  if (width != NULL)
    *width = box.width / (double) PANGO_SCALE;
  if (height != NULL)
    *height = h;
}

void
sl_text_draw (SlKit *kit, const SlText *text)
{
  double width, height, x, y;
  cairo_t *cr = kit->cr;

  if (cr == NULL || text->string == NULL || *text->string == '\0')
    return;
  if (!isfinite (text->x) || !isfinite (text->y))
    return;
  prepare_layout (kit, text);
  layout_box (kit, text, &width, &height);
  x = text->x - text->ax * width;
  y = text->y - text->ay * height;
  if (!kit->outlines && kit->theme->screen) {
    x = round (x);
    y = round (y);
  }
  cairo_new_path (cr);
  cairo_move_to (cr, x, y);
  sl_color_set (cr, text->color);
  if (kit->outlines) {
    pango_cairo_layout_path (cr, kit->layout);
    cairo_fill (cr);
  } else {
    pango_cairo_show_layout (cr, kit->layout);
  }
  cairo_new_path (cr);
}

double
sl_text_width (SlKit *kit, SlTextStyle style, const char *string)
{
  double width;

  sl_text_size (kit, &(SlText){.string = string, .style = style}, &width, NULL);
  return width;
}

double
sl_text_height (SlKit *kit, SlTextStyle style)
{
  double height;

  sl_text_size (kit, &(SlText){.string = "0", .style = style}, NULL, &height);
  return height;
}
