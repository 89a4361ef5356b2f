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
  gboolean transparent;        /* exports: no background */
  double text_scale;           /* 1 = 11 px labels */
  cairo_antialias_t antialias; /* FAST on screen, BEST in exports */
} SlTheme;

/** sl_theme_screen: a theme for cards on screen. sl_theme_export: for files. */
SlTheme sl_theme_screen (gboolean dark, gboolean high_contrast);
SlTheme sl_theme_export (gboolean dark, gboolean transparent);

G_END_DECLS
