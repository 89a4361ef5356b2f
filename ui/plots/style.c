/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/style.h"

#include <math.h>

/* Steps of one hue: on white and on dark, for curves and bars and for text. */
typedef struct
{
  guint32 light, dark;
  guint32 light_label, dark_label;
  SlDash dash;
} RoleStyle;

static const RoleStyle roles[SL_N_ROLES] = {
    [SL_ROLE_TRAIN] = {0x0072b2, 0x56b4e9, 0x00659e, 0x6cc0f0, {0, {0}}},
    [SL_ROLE_TEST] = {0xc85500, 0xf79646, 0xa94700, 0xff9850, {2, {8, 2}}},
    [SL_ROLE_VALIDATION] = {0x8a3ffc, 0xbe95ff, 0x6d2fd0, 0xcaa8ff, {4, {7, 2, 1.5, 2}}},
    [SL_ROLE_PENALTY] = {0x948f00, 0xf0e442, 0x5c6a00, 0xf0e442, {2, {1.5, 2.5}}},
    [SL_ROLE_EXACT_ZERO] = {0xa6317e, 0xf08cc8, 0xa02c78, 0xf29bd0, {0, {0}}},
    [SL_ROLE_NEAR_ZERO] = {0xe0a0c9, 0x9c6088, 0x80506e, 0xdcb2cd, {2, {2, 2}}},
    [SL_ROLE_POSITIVE] = {0x007a59, 0x2fcf9f, 0x00704f, 0x4fd9ae, {0, {0}}},
    [SL_ROLE_NEGATIVE] = {0xa66a00, 0xf0b429, 0x805400, 0xf2ba40, {0, {0}}},
    [SL_ROLE_NEUTRAL] = {0x46506a, 0xc3cad8, 0x3c4358, 0xd4d9e3, {2, {5, 3}}},
};

typedef struct
{
  guint32 light, dark;
  guint32 light_contrast, dark_contrast;
} InkStyle;

static const InkStyle inks[] = {
    [SL_INK_TEXT] = {0x2e2e33, 0xf4f4f5, 0x000000, 0xffffff},
    [SL_INK_MUTED] = {0x5c5c66, 0xc0c0c4, 0x222222, 0xf0f0f0},
    [SL_INK_AXIS] = {0xa0a0a8, 0x8a8a90, 0x303030, 0xe0e0e0},
    [SL_INK_GRID] = {0xe4e4e8, 0x4c4c50, 0x9a9a9a, 0x8c8c8c},
    [SL_INK_TILE] = {0xf5f5f7, 0x3e3e42, 0xffffff, 0x000000},
    [SL_INK_CARD] = {0xffffff, 0x363636, 0xffffff, 0x363636},
    [SL_INK_PAPER] = {0xffffff, 0x262629, 0xffffff, 0x000000},
};

static SlColor
color_from_hex (guint32 rgb)
{
  return (SlColor){((rgb >> 16) & 255) / 255.0, ((rgb >> 8) & 255) / 255.0,
                   (rgb & 255) / 255.0, 1.0};
}

/* One channel of sRGB as light. */
static double
channel_light (double c)
{
  return c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
}

static double
color_luminance (SlColor c)
{
  return 0.2126 * channel_light (c.r) + 0.7152 * channel_light (c.g) +
         0.0722 * channel_light (c.b);
}

SlTheme
sl_theme_screen (gboolean dark, gboolean high_contrast)
{
  return (SlTheme){.dark = dark,
                   .high_contrast = high_contrast,
                   .text_scale = 1.0,
                   .screen = TRUE,
                   .pixel_scale = 1.0};
}

SlTheme
sl_theme_export (gboolean dark, gboolean transparent)
{
  return (SlTheme){
      .dark = dark, .transparent = transparent, .text_scale = 1.0, .pixel_scale = 1.0};
}

SlColor
sl_style_ink (const SlTheme *theme, SlInk ink)
{
  const InkStyle *style = &inks[ink];

  if (theme->high_contrast)
    return color_from_hex (theme->dark ? style->dark_contrast : style->light_contrast);
  return color_from_hex (theme->dark ? style->dark : style->light);
}

SlColor
sl_style_fill (const SlTheme *theme, SlRole role)
{
  /* Near zero stays pale beside exactly zero; the others take their stronger step. */
  if (theme->high_contrast && role != SL_ROLE_NEAR_ZERO)
    return sl_style_label (theme, role);
  return color_from_hex (theme->dark ? roles[role].dark : roles[role].light);
}

SlColor
sl_style_label (const SlTheme *theme, SlRole role)
{
  return color_from_hex (theme->dark ? roles[role].dark_label : roles[role].light_label);
}

const SlDash *
sl_style_dash (SlRole role)
{
  return &roles[role].dash;
}

/* Where runs are told apart nothing else is: they have the four hues furthest from each
 * other, and dashes of their own. */
static const SlRole run_hues[SL_STYLE_RUNS] = {SL_ROLE_TRAIN, SL_ROLE_TEST,
                                               SL_ROLE_POSITIVE, SL_ROLE_VALIDATION};
static const SlDash run_dashes[SL_STYLE_RUNS] = {{0, {0}},
                                                 {2, {5, 3}},
                                                 {2, {1.5, 2.5}},
                                                 {4, {6, 2, 1.5, 2}}};

SlColor
sl_style_run_fill (const SlTheme *theme, int run)
{
  return sl_style_fill (theme, run_hues[run]);
}

SlColor
sl_style_run_label (const SlTheme *theme, int run)
{
  return sl_style_label (theme, run_hues[run]);
}

const SlDash *
sl_style_run_dash (int run)
{
  return &run_dashes[run];
}

double
sl_style_line (const SlTheme *theme, double width)
{
  return width * (0.4 + 0.6 * theme->text_scale) * (theme->high_contrast ? 1.35 : 1.0);
}

SlColor
sl_color_mix (SlColor a, SlColor b, double t)
{
  return (SlColor){a.r + (b.r - a.r) * t, a.g + (b.g - a.g) * t, a.b + (b.b - a.b) * t,
                   a.a + (b.a - a.a) * t};
}

SlColor
sl_color_fade (SlColor color, double opacity)
{
  color.a *= opacity;
  return color;
}

double
sl_color_contrast (SlColor a, SlColor b)
{
  double la = color_luminance (a) + 0.05, lb = color_luminance (b) + 0.05;

  return fmax (la, lb) / fmin (la, lb);
}

void
sl_color_set (cairo_t *cr, SlColor color)
{
  cairo_set_source_rgba (cr, color.r, color.g, color.b, color.a);
}
