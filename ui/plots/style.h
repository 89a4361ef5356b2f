/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* What a colour means. Hues are Okabe & Ito's; each role has a dash or marker of its own
 * too. */
typedef enum {
  SL_ROLE_TRAIN,
  SL_ROLE_TEST,
  SL_ROLE_VALIDATION,
  SL_ROLE_PENALTY,
  SL_ROLE_EXACT_ZERO,
  SL_ROLE_NEAR_ZERO,
  SL_ROLE_POSITIVE,
  SL_ROLE_NEGATIVE,
  SL_ROLE_NEUTRAL, /* curves without a role: norms, the rest of the weights */
  SL_N_ROLES
} SlRole;

/** SlTheme: what a picture is drawn for. */
typedef struct
{
  gboolean dark;
  gboolean high_contrast;
  gboolean transparent; /* exports: no background */
  double text_scale;    /* 1 = 11 px labels */
  gboolean screen;      /* drawn anew many times a second, on whole pixels */
  double pixel_scale;   /* screen: device pixels per px */
  gboolean quiet;       /* no hint how to begin: nothing can be begun by hand now */
} SlTheme;

/** sl_theme_screen: a theme for cards on screen, at one device pixel per px.
 * sl_theme_export: for files. */
SlTheme sl_theme_screen (gboolean dark, gboolean high_contrast);
SlTheme sl_theme_export (gboolean dark, gboolean transparent);

/** SlColor: red, green, blue and opacity, each 0 to 1, sRGB. */
typedef struct
{
  double r, g, b, a;
} SlColor;

/* What is drawn besides the data. */
typedef enum {
  SL_INK_TEXT,  /* titles, hints */
  SL_INK_MUTED, /* axis text, captions, curves that only accompany */
  SL_INK_AXIS,  /* lines that stand for 0 and marks of events */
  SL_INK_GRID,
  SL_INK_TILE,  /* what lies behind the weights of one unit */
  SL_INK_CARD,  /* what is behind a figure on screen; not drawn by figures */
  SL_INK_PAPER, /* background of an export */
} SlInk;

/** sl_style_ink: Returns the colour of @ink. */
SlColor sl_style_ink (const SlTheme *theme, SlInk ink);

/** sl_style_fill: Returns the colour of curves and bars of @role. */
SlColor sl_style_fill (const SlTheme *theme, SlRole role);

/** sl_style_label: Returns the colour of text about @role: a step of the same hue with a
 * contrast of at least 4.5:1 against SL_INK_CARD and SL_INK_PAPER. */
SlColor sl_style_label (const SlTheme *theme, SlRole role);

/** SlDash: lengths of strokes and gaps in px; n = 0 is an unbroken line. */
typedef struct
{
  int n;
  double length[4];
} SlDash;

/** sl_style_dash: Returns the dash of curves of @role at text scale 1. */
const SlDash *sl_style_dash (SlRole role);

/** sl_style_run_fill, sl_style_run_label, sl_style_run_dash: the colour of curves, the
 * colour of text, and the dash of one of several runs that are shown as equals; @run: 0
 * to SL_STYLE_RUNS − 1. */
enum { SL_STYLE_RUNS = 4 };
SlColor sl_style_run_fill (const SlTheme *theme, int run);
SlColor sl_style_run_label (const SlTheme *theme, int run);
const SlDash *sl_style_run_dash (int run);

/** sl_style_line: @width: px at text scale 1. Returns the width for @theme: wider with
 * larger text and in high contrast. */
double sl_style_line (const SlTheme *theme, double width);

/** sl_color_mix: Returns @a where @t is 0, @b where it is 1, and between them evenly. */
SlColor sl_color_mix (SlColor a, SlColor b, double t);

/** sl_color_fade: Returns @color with its opacity times @opacity. */
SlColor sl_color_fade (SlColor color, double opacity);

/** sl_color_contrast: Returns the contrast of two opaque colours, 1 to 21.
 * Source: WCAG 2.1, definitions of relative luminance and contrast ratio. */
double sl_color_contrast (SlColor a, SlColor b);

/** sl_color_set: makes @color the source of @cr. */
void sl_color_set (cairo_t *cr, SlColor color);

G_END_DECLS
