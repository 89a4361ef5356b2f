/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plots/style.h"
#include <pango/pango.h>

G_BEGIN_DECLS

/** SlKit: what one picture is drawn with. Lives on the stack of a draw or probe call; one
 * thread. Begin with sl_kit_init(), end with sl_kit_clear(). */
typedef struct
{
  cairo_t *cr; /* Borrowed, nullable: measure only */
  const SlTheme *theme;
  double em;            /* px of a label's text */
  gboolean outlines;    /* text is drawn as filled paths */
  PangoLayout *layout;  /* Owned */
  PangoAttrList *plain; /* Owned: what all text has */
  int style;            /* of the layout; -1 = none yet */
} SlKit;

/** sl_kit_init:
 * @cr: (nullable) where to draw; NULL for a kit that only measures. Sizes of text depend
 * on @theme alone, so that a probe finds what was drawn. Text becomes paths on SVG and
 * in pictures of export quality, and stays text in PDF and on screen. */
void sl_kit_init (SlKit *kit, cairo_t *cr, const SlTheme *theme);
void sl_kit_clear (SlKit *kit);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlKit, sl_kit_clear)

typedef enum {
  SL_TEXT_LABEL,  /* axes: 11 px */
  SL_TEXT_STRONG, /* names of curves and bars: 11 px, semi-bold */
  SL_TEXT_HINT,   /* what to do in an empty plot: 13 px */
  SL_TEXT_TITLE,  /* of an export: 16 px, bold */
  SL_N_TEXT_STYLES
} SlTextStyle;

/** SlText: a piece of text and where it goes. */
typedef struct
{
  const char *string;
  SlTextStyle style;
  SlColor color;
  double x, y;   /* px of the anchor */
  double ax, ay; /* anchor in the text's box: 0 left or top, 0.5 middle, 1 right or bottom
                  */
  double width;  /* lines are broken at this width; 0 = one line */
  int lines;     /* at most so many, the last ends in "…"; 0 = any number */
} SlText;

/** sl_text_size: @width, @height: (out) (nullable) px that @text takes. */
void sl_text_size (SlKit *kit, const SlText *text, double *width, double *height);

/** sl_text_draw: the one call that puts text into a picture. Figures are tabular. */
void sl_text_draw (SlKit *kit, const SlText *text);

/** sl_text_width: Returns the width of one line of @string in @style. */
double sl_text_width (SlKit *kit, SlTextStyle style, const char *string);

/** sl_text_height: Returns the height of one line in @style. */
double sl_text_height (SlKit *kit, SlTextStyle style);

G_END_DECLS
