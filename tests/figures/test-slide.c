/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several figures as one picture. */
#include "tests/support/fake-snapshot.h"
#include "tests/support/picture.h"
#include "ui/figures/slide.h"
#include "ui/plots/text.h"

#include <string.h>

static const char *const ids[] = {"loss", "norms", "histogram", "zeros"};

static SlSlide *
make_slide (SlSnapshot *snapshot, guint n)
{
  SlSlide *slide = sl_slide_new ();

  for (guint i = 0; i < n; i++) {
    const SlFigureType *figure =
        (const SlFigureType *) sl_kind_find (sl_figures (), ids[i], NULL);
    SlFigureView view = sl_figure_view_default (figure);

    sl_slide_add (slide, figure, snapshot, &view);
  }
  return slide;
}

static int
count (const char *text, const char *part)
{
  int n = 0;

  for (const char *c = strstr (text, part); c != NULL; c = strstr (c + 1, part))
    n++;
  return n;
}

/* Every figure has its say, and the settings are told once. */
static void
test_words (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (30);
  g_autoptr (SlSlide) slide = make_slide (snapshot, 4);
  g_autofree char *title = sl_slide_title (slide);
  g_autofree char *text = sl_slide_describe (slide);
  g_autofree char *caption = sl_slide_caption (slide);
  g_autofree char *expected = sl_figure_caption (snapshot);
  SlExport spec = sl_export_default ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = sl_slide_render (slide, &spec, ".svg", &error);
  g_autofree char *file = NULL;

  g_assert_no_error (error);
  file = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  g_assert_cmpstr (caption, ==, expected);
  for (guint i = 0; i < slide->n; i++) {
    const SlPanel *panel = &slide->panels[i];
    g_autofree char *sentence = panel->figure->describe (snapshot, &panel->view);

    g_assert_nonnull (strstr (title, sl_figure_title (panel->figure, snapshot)));
    g_assert_cmpint (count (text, sentence), ==, 1);
  }
  g_assert_cmpint (count (file, "<desc>"), ==, 1);
}

/* Two routes: a figure drawn by itself where the grid puts it. */
static void
test_grid (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (30);
  g_autoptr (SlSlide) slide = make_slide (snapshot, 4);
  SlExport spec = sl_export_default ();
  SlTheme theme = sl_theme_export (FALSE, FALSE);
  SlColor paper = sl_style_ink (&theme, SL_INK_PAPER);
  Picture whole, alone;
  g_auto (SlKit) kit = {0};

  spec.no_title = spec.no_caption = TRUE;
  picture_init (&whole, (int) spec.width, (int) spec.height, NULL);
  picture_init (&alone, (int) spec.width, (int) spec.height, &paper);
  sl_slide_draw (slide, whole.cr, &spec);
  theme.text_scale = spec.text_scale;
  sl_kit_init (&kit, alone.cr, &theme);
  double margin = 1.4 * kit.em, gap = 1.6 * kit.em;
  double width = (spec.width - 2.0 * margin - gap) / 2.0;
  double height = (spec.height - 2.0 * margin - gap) / 2.0;
  for (guint i = 0; i < slide->n; i++) {
    const SlPanel *panel = &slide->panels[i];

    cairo_save (alone.cr);
    cairo_translate (alone.cr, margin + (i % 2) * (width + gap),
                     margin + (double) (i / 2) * (height + gap));
    panel->figure->draw (alone.cr, width, height, snapshot, &panel->view, &theme);
    cairo_restore (alone.cr);
  }
  for (int y = 0; y < (int) spec.height; y++)
    for (int x = 0; x < (int) spec.width; x++)
      g_assert_cmphex (picture_pixel (&whole, x, y), ==, picture_pixel (&alone, x, y));
  picture_clear (&whole);
  picture_clear (&alone);
}

/* Nothing is drawn beyond the picture's own size, whatever that is; odd sizes and empty
 * slides are harmless. */
static void
test_sizes (void)
{
  static const double sizes[][2] = {
      {1, 1}, {40, 30}, {340, 255}, {1920, 1080}, {300, 2000}};
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (30);

  for (guint n = 0; n <= 4; n++) {
    g_autoptr (SlSlide) slide = make_slide (snapshot, n);

    for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
      SlExport spec = sl_export_default ();
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) png = NULL;

      spec.width = sizes[i][0];
      spec.height = sizes[i][1];
      spec.scale = 1;
      png = sl_slide_render (slide, &spec, ".png", &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (png), >, 50);
    }
  }
}

/* Without the caption, or the titles, there is more room for the figures. */
static void
test_parts (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (30);
  g_autoptr (SlSlide) slide = make_slide (snapshot, 1);
  GBytes *pictures[3];

  for (int i = 0; i < 3; i++) {
    SlExport spec = sl_export_default ();

    spec.no_title = i == 1;
    spec.no_caption = i == 2;
    pictures[i] = sl_slide_render (slide, &spec, ".png", NULL);
    g_assert_nonnull (pictures[i]);
    for (int j = 0; j < i; j++)
      g_assert_false (g_bytes_equal (pictures[i], pictures[j]));
  }
  for (int i = 0; i < 3; i++)
    g_bytes_unref (pictures[i]);
}

static void
test_copy (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (30);
  g_autoptr (SlSlide) slide = make_slide (snapshot, 3);
  g_autoptr (SlSlide) copy = sl_slide_copy (slide);
  SlExport spec = sl_export_default ();
  g_autoptr (GBytes) first = sl_slide_render (slide, &spec, ".png", NULL);
  g_autoptr (GBytes) second = sl_slide_render (copy, &spec, ".png", NULL);

  g_assert_true (g_bytes_equal (first, second));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/slide/words", test_words);
  g_test_add_func ("/slide/grid", test_grid);
  g_test_add_func ("/slide/sizes", test_sizes);
  g_test_add_func ("/slide/parts", test_parts);
  g_test_add_func ("/slide/copy", test_copy);
  return g_test_run ();
}
