/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every figure as SVG: small however long the run, and the same picture as its PNG. */
#include "tests/support/fake-snapshot.h"
#include "ui/figures/slide.h"

#include <cairo.h>
#include <glib/gstdio.h>

enum { EPOCHS = 10000, MOST_BYTES = 300 * 1000 };

/* Mean difference of a channel, of 255. */
static double
difference (const char *a, const char *b)
{
  cairo_surface_t *pictures[] = {cairo_image_surface_create_from_png (a),
                                 cairo_image_surface_create_from_png (b)};
  int width = cairo_image_surface_get_width (pictures[0]),
      height = cairo_image_surface_get_height (pictures[0]);
  double sum = 0.0;

  g_assert_cmpint (width, >, 0);
  g_assert_cmpint (width, ==, cairo_image_surface_get_width (pictures[1]));
  g_assert_cmpint (height, ==, cairo_image_surface_get_height (pictures[1]));
  for (int y = 0; y < height; y++)
    for (int x = 0; x < 4 * width; x++) {
      int value[2];

      for (int k = 0; k < 2; k++)
        value[k] = cairo_image_surface_get_data (
            pictures[k])[y * cairo_image_surface_get_stride (pictures[k]) + x];
      if (x % 4 < 3) /* not the alpha, or what is in its place */
        sum += ABS (value[0] - value[1]);
    }
  for (int k = 0; k < 2; k++)
    cairo_surface_destroy (pictures[k]);
  return sum / (3.0 * width * height);
}

static void
test_figure (gconstpointer data)
{
  const SlFigureType *figure = data;
  SlFigureView view = sl_figure_view_default (figure);
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (EPOCHS);
  g_autofree char *folder = g_dir_make_tmp ("sl-svg-XXXXXX", NULL);
  g_autofree char *svg = g_build_filename (folder, "a.svg", NULL);
  g_autofree char *png = g_build_filename (folder, "a.png", NULL);
  g_autofree char *converted = g_build_filename (folder, "b.png", NULL);
  const char *argv[] = {"rsvg-convert", "--width", "640", "--output",
                        converted,      svg,       NULL};
  SlExport spec = sl_export_default ();
  g_autoptr (GError) error = NULL;
  GStatBuf file;
  int status = -1;

  spec.width = 640;
  spec.height = 400;
  spec.scale = 1.0;
  spec.text_scale = 0.8;
  g_assert_true (sl_figure_export (figure, snapshot, &view, &spec, svg, &error) &&
                 sl_figure_export (figure, snapshot, &view, &spec, png, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (svg, &file), ==, 0);
  g_assert_cmpint (file.st_size, <=, MOST_BYTES);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  /* The edges of shapes and letters fall a little otherwise. */
  g_assert_cmpfloat (difference (png, converted), <, 4.0);
  g_unlink (svg);
  g_unlink (png);
  g_unlink (converted);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  const SlKindTable *table = sl_figures ();

  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < table->n; i++) {
    g_autofree char *path = g_strdup_printf ("/svg/%s", table->kinds[i]->id);

    g_test_add_data_func (path, table->kinds[i], test_figure);
  }
  return g_test_run ();
}
