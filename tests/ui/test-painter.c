/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two routes to one picture: drawn on the spot, and by the painter's thread. */
#include "tests/ui/find.h"
#include "ui/widgets/painter.h"
#include "ui/widgets/plot-area.h"
#include <string.h>

typedef struct
{
  SlPicture *pictures[32]; /* Owned, in the order in which they came */
  int n;
} Gallery;

static void
painted_cb (SlPicture *picture, gpointer owner)
{
  Gallery *gallery = g_object_get_data (owner, "gallery");

  gallery->pictures[gallery->n++] = picture;
}

static SlPicture *
new_picture (const SlFigureType *figure, SlSnapshot *snapshot, int scale)
{
  SlFigureView view = sl_figure_view_default (figure);
  SlTheme theme = sl_theme_screen (FALSE, FALSE);

  return sl_picture_new (figure, snapshot, &view, &theme, 300, 200, scale);
}

static gboolean
same (cairo_surface_t *a, cairo_surface_t *b)
{
  return cairo_image_surface_get_width (a) == cairo_image_surface_get_width (b) &&
         cairo_image_surface_get_height (a) == cairo_image_surface_get_height (b) &&
         memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b),
                 (gsize) cairo_image_surface_get_stride (a) *
                     cairo_image_surface_get_height (a)) == 0;
}

static void
check_same_picture (void)
{
  const SlKindTable *figures = sl_figures ();
  g_autoptr (SlSession) session = test_prepared_session ();
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  SlPainter *painter = sl_painter_new ();
  Gallery gallery = {0};

  g_object_set_data (owner, "gallery", &gallery);
  for (size_t i = 0; i < figures->n; i++)
    for (int scale = 1; scale <= 2; scale++)
      sl_painter_paint (painter,
                        new_picture ((const SlFigureType *) figures->kinds[i],
                                     sl_session_snapshot (session), scale),
                        painted_cb, owner);
  test_wait_until (gallery.n == 2 * (int) figures->n);

  for (int i = 0; i < gallery.n; i++) {
    SlPicture *painted = gallery.pictures[i];
    SlPicture *drawn = new_picture (painted->figure, painted->snapshot, painted->scale);

    g_assert_true (&painted->figure->kind == figures->kinds[i / 2]); /* in order */
    sl_picture_draw (drawn);
    g_assert_cmpint (cairo_image_surface_get_width (drawn->surface), ==,
                     300 * drawn->scale);
    g_assert_true (same (painted->surface, drawn->surface));
    sl_picture_free (drawn);
    sl_picture_free (painted);
  }
  sl_painter_free (painter);
}

/* What was asked for before the end is still handed over, and holds its owner so long. */
static void
check_end (void)
{
  const SlFigureType *figure = (const SlFigureType *) sl_figures ()->kinds[0];
  GObject *owner = g_object_new (G_TYPE_OBJECT, NULL);
  SlPainter *painter = sl_painter_new ();
  Gallery gallery = {0};

  g_object_set_data (owner, "gallery", &gallery);
  g_object_add_weak_pointer (owner, (gpointer *) &owner);
  for (int i = 0; i < 5; i++)
    sl_painter_paint (painter, new_picture (figure, NULL, 1), painted_cb, owner);
  g_object_unref (owner);
  sl_painter_free (painter);
  g_assert_nonnull (owner);
  test_wait_until (owner == NULL);
  g_assert_cmpint (gallery.n, ==, 5);
  for (int i = 0; i < gallery.n; i++)
    sl_picture_free (gallery.pictures[i]);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_func ("/painter/same-picture", check_same_picture);
  g_test_add_func ("/painter/end", check_end);
  return g_test_run ();
}
