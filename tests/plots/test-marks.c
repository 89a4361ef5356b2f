/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/picture.h"
#include "ui/plots/marks.h"

#include <math.h>

enum { WIDTH = 400, HEIGHT = 240 };

static const SlColor red = {1, 0, 0, 1}, white = {1, 1, 1, 1};
static const SlBox whole = {0, 0, WIDTH, HEIGHT};

/* A frame of 0 … 10 by 0 … 1 (or 0.01 … 1) filling a picture. */
static SlFrame
make_frame (SlKit *kit, gboolean logarithmic)
{
  SlFrame frame = {.x = sl_scale_from_zero (10),
                   .y = logarithmic ? sl_scale_log (0.01, 1.0) : sl_scale_from_zero (1.0),
                   .x_title = "epoch"};

  sl_frame_layout (kit, &frame, &whole);
  g_assert_true (sl_frame_is_drawable (&frame));
  return frame;
}

static void
test_text_fills_its_box (void)
{
  for (int export = 0; export < 2; export ++) {
    SlTheme theme =
        export ? sl_theme_export (FALSE, FALSE) : sl_theme_screen (FALSE, FALSE);
    Picture picture;
    double width, height;
    SlText text = {.string = "Hxg 1 600", .color = red, .x = 100, .y = 100};
    g_auto (SlKit) kit = {0};

    picture_init (&picture, WIDTH, HEIGHT, &white);
    sl_kit_init (&kit, picture.cr, &theme);
    sl_text_size (&kit, &text, &width, &height);
    sl_text_draw (&kit, &text);
    int all = WIDTH * HEIGHT - picture_count (&picture, 0, 0, WIDTH, HEIGHT, white, 0);
    int w = (int) ceil (width) + 2, h = (int) ceil (height) + 2;
    int inside = w * h - picture_count (&picture, 99, 99, w, h, white, 0);
    g_assert_cmpint (all, >, 50);
    g_assert_cmpint (inside, ==, all);
    g_assert_cmpfloat (width, >, 30);
    sl_kit_clear (&kit);
    picture_clear (&picture);
  }
}

static void
test_text_scales (void)
{
  SlTheme theme = sl_theme_export (FALSE, FALSE);
  double small, large;

  for (double scale = 1.0; scale < 3.0; scale += 0.4) {
    g_auto (SlKit) one = {0}, more = {0};
    SlTheme bigger = theme;
    bigger.text_scale = scale;
    sl_kit_init (&one, NULL, &theme);
    sl_kit_init (&more, NULL, &bigger);
    small = sl_text_width (&one, SL_TEXT_LABEL, "exactly zero");
    large = sl_text_width (&more, SL_TEXT_LABEL, "exactly zero");
    g_assert_cmpfloat_with_epsilon (large / small, scale, 0.03);
  }
}

/* A probe measures without a surface and must find what was drawn. */
static void
test_sizes_need_no_surface (void)
{
  SlTheme themes[] = {sl_theme_screen (TRUE, FALSE), sl_theme_export (FALSE, TRUE)};

  for (guint i = 0; i < G_N_ELEMENTS (themes); i++) {
    for (int style = 0; style < SL_N_TEXT_STYLES; style++) {
      Picture picture;
      g_auto (SlKit) drawing = {0}, measuring = {0};
      picture_init (&picture, 10, 10, NULL);
      cairo_scale (picture.cr, 2.0, 2.0);
      sl_kit_init (&drawing, picture.cr, &themes[i]);
      sl_kit_init (&measuring, NULL, &themes[i]);
      g_assert_cmpfloat (sl_text_width (&drawing, style, "‖w‖₁ = 216"), ==,
                         sl_text_width (&measuring, style, "‖w‖₁ = 216"));
      sl_kit_clear (&drawing);
      picture_clear (&picture);
    }
  }
}

/* Digits must not dance while numbers change. */
static void
test_figures_are_tabular (void)
{
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  g_auto (SlKit) kit = {0};

  sl_kit_init (&kit, NULL, &theme);
  for (int style = 0; style < SL_N_TEXT_STYLES; style++)
    g_assert_cmpfloat (sl_text_width (&kit, style, "1111"), ==,
                       sl_text_width (&kit, style, "8888"));
}

/* Gridlines are where the inverse map says the ticks are. */
static void
test_gridlines (void)
{
  for (int logarithmic = 0; logarithmic < 2; logarithmic++) {
    SlTheme theme = sl_theme_screen (FALSE, FALSE);
    SlColor grid = sl_style_ink (&theme, SL_INK_GRID);
    SlColor axis = sl_style_ink (&theme, SL_INK_AXIS);
    Picture picture;
    g_auto (SlKit) kit = {0};

    picture_init (&picture, WIDTH, HEIGHT, &white);
    sl_kit_init (&kit, picture.cr, &theme);
    SlFrame frame = make_frame (&kit, logarithmic);
    sl_frame_draw (&kit, &frame);
    int lines = 0, x = (int) (frame.area.x + frame.area.width / 2);
    for (int y = (int) frame.area.y - 2; y < frame.area.y + frame.area.height + 2; y++) {
      if (!picture_shows (&picture, x, y, grid, 2) &&
          !picture_shows (&picture, x, y, axis, 2))
        continue;
      double value = sl_scale_invert (&frame.y, y), nearest = INFINITY;
      for (int i = 0; i < frame.y_ticks.n; i++)
        nearest = fmin (nearest, fabs (sl_scale_map (&frame.y, frame.y_ticks.value[i]) -
                                       sl_scale_map (&frame.y, value)));
      g_assert_cmpfloat (nearest, <=, 1.0);
      lines++;
    }
    g_assert_cmpint (lines, ==, frame.y_ticks.n);
    sl_kit_clear (&kit);
    picture_clear (&picture);
  }
}

static void
draw_curve (Picture *picture, SlFrame *frame, gboolean log_scale, int n, const double *y)
{
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  SlStroke stroke = {.color = red, .width = 3.0};
  g_auto (SlKit) kit = {0};
  double x[16];
  SlCurve curve;

  for (int i = 0; i < n; i++)
    x[i] = i;
  picture_init (picture, WIDTH, HEIGHT, &white);
  sl_kit_init (&kit, picture->cr, &theme);
  *frame = make_frame (&kit, log_scale);
  sl_curve_init (&curve, frame, n, x, y);
  sl_mark_curve (&kit, &frame->area, &curve, &stroke);
  sl_curve_clear (&curve);
}

static int
red_in_column (Picture *picture, const SlFrame *frame, double x)
{
  int column = (int) floor (sl_scale_map (&frame->x, x));

  return picture_count (picture, column, 0, 1, HEIGHT, red, 40);
}

static void
test_curve_where_mapped (void)
{
  static const double values[] = {0.1, 0.9, 0.4, 0.4, 0.7, 0.2};

  for (int log_scale = 0; log_scale < 2; log_scale++) {
    SlFrame frame;
    Picture picture;
    draw_curve (&picture, &frame, log_scale, G_N_ELEMENTS (values), values);
    for (guint i = 1; i + 1 < G_N_ELEMENTS (values); i++)
      g_assert_true (picture_shows (&picture, (int) floor (sl_scale_map (&frame.x, i)),
                                    (int) floor (sl_scale_map (&frame.y, values[i])), red,
                                    40));
    g_assert_cmpint (red_in_column (&picture, &frame, 5.5), ==, 0);
    picture_clear (&picture);
  }
}

/* NaN and, on a logarithmic axis, 0 and less leave a gap; a value between two gaps is a
 * dot. */
static void
test_gaps (void)
{
  static const double values[] = {0.5, 0.5, NAN, 0.5, INFINITY, 0.5, 0.5, -0.5, 0.5, 0.5};
  SlFrame frame;
  Picture picture;

  draw_curve (&picture, &frame, TRUE, G_N_ELEMENTS (values), values);
  g_assert_cmpint (red_in_column (&picture, &frame, 0.5), >, 0);
  g_assert_cmpint (red_in_column (&picture, &frame, 1.5), ==, 0);
  g_assert_cmpint (red_in_column (&picture, &frame, 3.0), >, 0);
  g_assert_cmpint (red_in_column (&picture, &frame, 2.5), ==, 0);
  g_assert_cmpint (red_in_column (&picture, &frame, 5.5), >, 0);
  g_assert_cmpint (red_in_column (&picture, &frame, 6.5), ==, 0);
  g_assert_cmpint (red_in_column (&picture, &frame, 7.5), ==, 0);
  g_assert_cmpint (red_in_column (&picture, &frame, 8.5), >, 0);
  picture_clear (&picture);
}

static void
test_curve_stays_in_area (void)
{
  static const double values[] = {0.5, 1e200, -1e200, 0.5, 7, -7};
  SlFrame frame;
  Picture picture;

  draw_curve (&picture, &frame, FALSE, G_N_ELEMENTS (values), values);
  int all = picture_count (&picture, 0, 0, WIDTH, HEIGHT, red, 100);
  int inside =
      picture_count (&picture, (int) frame.area.x - 4, (int) frame.area.y - 2,
                     (int) frame.area.width + 8, (int) frame.area.height + 4, red, 100);
  g_assert_cmpint (all, >, 100);
  g_assert_cmpint (inside, ==, all);
  picture_clear (&picture);
}

static void
test_bars (void)
{
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  Picture picture;
  g_auto (SlKit) kit = {0};

  picture_init (&picture, WIDTH, HEIGHT, &white);
  sl_kit_init (&kit, picture.cr, &theme);
  sl_mark_bar (&kit, &(SlBox){10, 20, 30, 40}, red);
  g_assert_cmpint (picture_count (&picture, 0, 0, 60, 100, red, 0), ==, 30 * 40);
  sl_mark_hatched_bar (&kit, &(SlBox){100, 20, 30, 40}, red);
  int full = picture_count (&picture, 90, 0, 60, 100, red, 60);
  int blank = picture_count (&picture, 100, 20, 30, 40, white, 0);
  g_assert_cmpint (full, >, 100);
  g_assert_cmpint (full, <, 30 * 40 * 3 / 4);
  g_assert_cmpint (blank, ==, 0);
  sl_mark_bar (&kit, &(SlBox){200, 20, 0, 40}, red);
  sl_mark_bar (&kit, &(SlBox){200, 20, 30, 0}, red);
  sl_mark_bar (&kit, &(SlBox){200, 20, NAN, NAN}, red);
  g_assert_cmpint (picture_count (&picture, 190, 0, 60, 100, red, 200), ==, 0);
  sl_kit_clear (&kit);
  picture_clear (&picture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plots/text/fills-its-box", test_text_fills_its_box);
  g_test_add_func ("/plots/text/scales", test_text_scales);
  g_test_add_func ("/plots/text/sizes-need-no-surface", test_sizes_need_no_surface);
  g_test_add_func ("/plots/text/figures-are-tabular", test_figures_are_tabular);
  g_test_add_func ("/plots/frame/gridlines", test_gridlines);
  g_test_add_func ("/plots/marks/curve-where-mapped", test_curve_where_mapped);
  g_test_add_func ("/plots/marks/gaps", test_gaps);
  g_test_add_func ("/plots/marks/curve-stays-in-area", test_curve_stays_in_area);
  g_test_add_func ("/plots/marks/bars", test_bars);
  return g_test_run ();
}
