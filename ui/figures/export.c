/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "ui/figures/slide.h"
#include "ui/figures/svg-notes.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

enum { MOST_PIXELS = 16384 };

/* px to pt: a px is 1/96 inch, a pt 1/72. */
#define POINTS 0.75

typedef enum { FORMAT_SVG, FORMAT_PDF, FORMAT_PNG, N_FORMATS } Format;

static const char *const endings[N_FORMATS] = {".svg", ".pdf", ".png"};

SlExport
sl_export_default (void)
{
  return (SlExport){.width = 1280, .height = 720, .scale = 2, .text_scale = 1.7};
}

static gboolean
find_format (const char *path, Format *format, GError **error)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (int i = 0; i < N_FORMATS; i++) {
    if (g_str_has_suffix (lower, endings[i])) {
      *format = i;
      return TRUE;
    }
  }
  g_set_error (
      error, SL_ERROR, SL_ERROR_ARGUMENT,
      _ ("“%s” does not say which kind of picture it is to be: the name must end "
         "in .svg, .pdf or .png."),
      path);
  return FALSE;
}

static gboolean
check_spec (const SlExport *spec, Format format, GError **error)
{
  double scale = format == FORMAT_PNG ? spec->scale : 1.0;
  double most = fmax (spec->width, spec->height) * scale;

  if (!(spec->width >= 1.0 && spec->height >= 1.0 && most <= MOST_PIXELS)) {
    g_set_error (
        error, SL_ERROR, SL_ERROR_ARGUMENT,
        _ ("A picture of %g × %g at scale %g cannot be made: each side must have 1 "
           "to %d pixels."),
        spec->width, spec->height, scale, MOST_PIXELS);
    return FALSE;
  }
  if (!(scale >= 1.0 && scale <= 4.0)) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("The scale of a picture must be from 1 to 4, not %g."), scale);
    return FALSE;
  }
  if (!(spec->text_scale >= 0.25 && spec->text_scale <= 8.0)) {
    g_set_error (
        error, SL_ERROR, SL_ERROR_ARGUMENT,
        _ ("The size of the text must be from 0.25 to 8 times the normal one, not "
           "%g."),
        spec->text_scale);
    return FALSE;
  }
  return TRUE;
}

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_string_append_len (data, (const char *) bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
create_surface (const SlSlide *slide, const SlExport *spec, Format format, GString *out)
{
  double width = spec->width * POINTS, height = spec->height * POINTS;
  cairo_surface_t *surface;

  switch (format) {
  case FORMAT_SVG:
    return cairo_svg_surface_create_for_stream (append_cb, out, width, height);
  case FORMAT_PDF: {
    g_autofree char *title = sl_slide_title (slide);
    g_autofree char *caption = sl_slide_caption (slide);

    surface = cairo_pdf_surface_create_for_stream (append_cb, out, width, height);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, caption);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR,
                                    "Sparsity Lab " SL_VERSION);
    return surface;
  }
  default:
    return cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                       (int) lround (spec->width * spec->scale),
                                       (int) lround (spec->height * spec->scale));
  }
}

/* The whole file in memory: it is written only when it is complete. */
static cairo_status_t
render (const SlSlide *slide, const SlExport *spec, Format format, GString *out)
{
  cairo_surface_t *surface = create_surface (slide, spec, format, out);
  cairo_t *cr = cairo_create (surface);
  double unit = format == FORMAT_PNG ? spec->scale : POINTS;

  cairo_scale (cr, unit, unit);
  sl_slide_draw (slide, cr, spec);
  cairo_status_t status = cairo_status (cr);
  cairo_destroy (cr);
  if (status == CAIRO_STATUS_SUCCESS && format == FORMAT_PNG)
    status = cairo_surface_write_to_png_stream (surface, append_cb, out);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

/* What a reader who does not see the picture is told. */
static gboolean
add_notes (const SlSlide *slide, GString *svg)
{
  g_autofree char *title = sl_slide_title (slide);
  g_autofree char *caption = sl_slide_caption (slide);
  g_autofree char *description = sl_slide_describe (slide);
  g_autofree char *notes = g_strdup_printf ("%s %s", description, caption);

  sl_svg_shorten (svg);
  return sl_svg_add_notes (svg, title, notes);
}

/* @name: of the file, for the sentence. */
GBytes *
sl_slide_render (const SlSlide *slide,
                 const SlExport *spec,
                 const char *name,
                 GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  cairo_status_t status;
  Format format;

  g_return_val_if_fail (slide != NULL && spec != NULL && name != NULL, NULL);

  if (!find_format (name, &format, error) || !check_spec (spec, format, error))
    return NULL;
  status = render (slide, spec, format, out);
  if (status == CAIRO_STATUS_SUCCESS && format == FORMAT_SVG && !add_notes (slide, out))
    status = CAIRO_STATUS_WRITE_ERROR;
  if (status == CAIRO_STATUS_SUCCESS)
    return g_string_free_to_bytes (g_steal_pointer (&out));
  g_set_error (error, SL_ERROR, SL_ERROR_WRITE, _ ("“%s” could not be drawn: %s."), name,
               cairo_status_to_string (status));
  return NULL;
}

gboolean
sl_slide_export (const SlSlide *slide,
                 const SlExport *spec,
                 const char *path,
                 GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (path != NULL && *path != '\0', FALSE);

  bytes = sl_slide_render (slide, spec, path, error);
  return bytes != NULL && sl_write_file (path, g_bytes_get_data (bytes, NULL),
                                         g_bytes_get_size (bytes), error);
}

gboolean
sl_figure_export (const SlFigureType *figure,
                  SlSnapshot *snapshot,
                  const SlFigureView *view,
                  const SlExport *spec,
                  const char *path,
                  GError **error)
{
  g_autoptr (SlSlide) slide = sl_slide_new ();

  g_return_val_if_fail (figure != NULL, FALSE);

  sl_slide_add (slide, figure, snapshot, view);
  return sl_slide_export (slide, spec, path, error);
}
