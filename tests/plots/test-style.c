/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/style.h"

#include <math.h>

/* All looks a theme can have. */
static SlTheme
theme_number (int i)
{
  SlTheme theme = i & 4 ? sl_theme_export (i & 1, FALSE) : sl_theme_screen (i & 1, i & 2);

  theme.high_contrast = (i & 2) != 0;
  return theme;
}
enum { N_THEMES = 8 };

static void
test_contrast_known (void)
{
  SlColor black = {0, 0, 0, 1}, white = {1, 1, 1, 1}, grey = {0.5, 0.5, 0.5, 1};

  g_assert_cmpfloat_with_epsilon (sl_color_contrast (black, white), 21.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (sl_color_contrast (white, black), 21.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (sl_color_contrast (grey, grey), 1.0, 1e-12);
  /* ((0.5 + 0.055)/1.055)^2.4 = 0.21404, so (1.05)/(0.26404). */
  g_assert_cmpfloat_with_epsilon (sl_color_contrast (grey, white), 3.9767, 1e-3);
}

static void
test_labels_legible (void)
{
  for (int i = 0; i < N_THEMES; i++) {
    SlTheme theme = theme_number (i);
    SlInk grounds[] = {SL_INK_CARD, SL_INK_PAPER};
    for (guint k = 0; k < G_N_ELEMENTS (grounds); k++) {
      SlColor ground = sl_style_ink (&theme, grounds[k]);
      for (int role = 0; role < SL_N_ROLES; role++)
        g_assert_cmpfloat (sl_color_contrast (sl_style_label (&theme, role), ground), >=,
                           4.5);
      g_assert_cmpfloat (sl_color_contrast (sl_style_ink (&theme, SL_INK_TEXT), ground),
                         >=, 7.0);
      g_assert_cmpfloat (sl_color_contrast (sl_style_ink (&theme, SL_INK_MUTED), ground),
                         >=, 4.5);
    }
  }
}

/* Lines need 3:1 against what is behind them; near zero is a pale bar with a label. */
static void
test_fills_visible (void)
{
  for (int i = 0; i < N_THEMES; i++) {
    SlTheme theme = theme_number (i);
    SlColor card = sl_style_ink (&theme, SL_INK_CARD);
    for (int role = 0; role < SL_N_ROLES; role++)
      g_assert_cmpfloat (sl_color_contrast (sl_style_fill (&theme, role), card), >=,
                         role == SL_ROLE_NEAR_ZERO ? 1.8 : 3.0);
  }
}

static gboolean
same_dash (const SlDash *a, const SlDash *b)
{
  if (a->n != b->n)
    return FALSE;
  for (int i = 0; i < a->n; i++)
    if (a->length[i] != b->length[i])
      return FALSE;
  return TRUE;
}

static void
test_roles_differ (void)
{
  for (int i = 0; i < N_THEMES; i++) {
    SlTheme theme = theme_number (i);
    for (int a = 0; a < SL_N_ROLES; a++) {
      for (int b = a + 1; b < SL_N_ROLES; b++) {
        SlColor x = sl_style_fill (&theme, a), y = sl_style_fill (&theme, b);
        double distance = sqrt ((x.r - y.r) * (x.r - y.r) + (x.g - y.g) * (x.g - y.g) +
                                (x.b - y.b) * (x.b - y.b));
        g_assert_cmpfloat (distance, >, 0.15);
      }
    }
  }
}

/* The curves of one figure can be told apart without colour. */
static void
test_curves_differ_in_dash (void)
{
  static const SlRole curves[] = {SL_ROLE_TRAIN, SL_ROLE_TEST, SL_ROLE_PENALTY,
                                  SL_ROLE_VALIDATION, SL_ROLE_NEUTRAL};

  for (guint a = 0; a < G_N_ELEMENTS (curves); a++)
    for (guint b = a + 1; b < G_N_ELEMENTS (curves); b++)
      g_assert_false (same_dash (sl_style_dash (curves[a]), sl_style_dash (curves[b])));
}

static void
test_line_grows (void)
{
  SlTheme theme = sl_theme_screen (FALSE, FALSE), large = theme;

  large.text_scale = 1.4;
  g_assert_cmpfloat (sl_style_line (&theme, 2.0), ==, 2.0);
  g_assert_cmpfloat (sl_style_line (&large, 2.0), >, 2.0);
  theme.high_contrast = TRUE;
  g_assert_cmpfloat (sl_style_line (&theme, 2.0), >, 2.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plots/style/contrast-known", test_contrast_known);
  g_test_add_func ("/plots/style/labels-legible", test_labels_legible);
  g_test_add_func ("/plots/style/fills-visible", test_fills_visible);
  g_test_add_func ("/plots/style/roles-differ", test_roles_differ);
  g_test_add_func ("/plots/style/curves-differ-in-dash", test_curves_differ_in_dash);
  g_test_add_func ("/plots/style/line-grows", test_line_grows);
  return g_test_run ();
}
