/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "ui/figures/figure.h"
#include "ui/figures/svg-notes.h"
#include "ui/plots/text.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

enum { MOST_PIXELS = 16384 };

/* px to pt: a px is 1/96 inch, a pt 1/72. */
#define POINTS 0.75

typedef enum { FORMAT_SVG, FORMAT_PDF, FORMAT_PNG, N_FORMATS } Format;

static const char *const endings[N_FORMATS] = {".svg", ".pdf", ".png"};

/* What goes into one file. */
typedef struct
{
  const SlFigureType *figure;
  const SlSnapshot *snapshot;
  const SlFigureView *view;
  const SlExport *spec;
  char *title, *subtitle, *caption, *description; /* Owned */
} Job;

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

static void
draw_heading (SlKit *kit, const Job *job, double margin)
{
  double width = sl_text_width (kit, SL_TEXT_TITLE, job->title);
  double title_height = sl_text_height (kit, SL_TEXT_TITLE);
  double x = margin + width + kit->em;
  double right = job->spec->width - margin;

  sl_text_draw (kit, &(SlText){.string = job->title,
                               .style = SL_TEXT_TITLE,
                               .color = sl_style_ink (kit->theme, SL_INK_TEXT),
                               .x = margin,
                               .y = margin});
  if (right - x > 4.0 * kit->em)
    sl_text_draw (kit, &(SlText){.string = job->subtitle,
                                 .style = SL_TEXT_HINT,
                                 .color = sl_style_ink (kit->theme, SL_INK_MUTED),
                                 .x = x,
                                 .y = margin + 0.56 * title_height,
                                 .ay = 0.5,
                                 .width = right - x,
                                 .lines = 1});
}

/* @caption with breaks between its items only, never within one. */
static char *
keep_items_whole (const char *caption)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *c = caption; *c != '\0'; c++) {
    gboolean after_item =
        c - caption >= 2 && (c[-1] == ',' || g_str_has_prefix (c - 2, "·"));
    if (*c == ' ' && !after_item)
      g_string_append (out, "\u00a0");
    else
      g_string_append_c (out, *c);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Title above, caption below, the figure in the room between; a picture too small for
 * that is the figure alone. */
static void
draw_page (cairo_t *cr, const Job *job)
{
  const SlExport *spec = job->spec;
  SlTheme theme = sl_theme_export (spec->dark, spec->transparent);
  g_auto (SlKit) kit = {0};
  double caption_height;
  g_autofree char *whole = keep_items_whole (job->caption);

  theme.text_scale = spec->text_scale;
  sl_kit_init (&kit, cr, &theme);
  if (!spec->transparent) {
    sl_color_set (cr, sl_style_ink (&theme, SL_INK_PAPER));
    cairo_paint (cr);
  }
  double margin = 1.4 * kit.em;
  double width = spec->width - 2.0 * margin;
  SlText caption = {.string = whole,
                    .color = sl_style_ink (&theme, SL_INK_MUTED),
                    .x = margin,
                    .y = spec->height - margin,
                    .ay = 1.0,
                    .width = width,
                    .lines = 3};
  double top = margin + sl_text_height (&kit, SL_TEXT_TITLE) + 0.8 * kit.em;
  if (!(width > 6.0 * kit.em) || !(spec->height > top + 12.0 * kit.em)) {
    job->figure->draw (cr, spec->width, spec->height, job->snapshot, job->view, &theme);
    return;
  }
  draw_heading (&kit, job, margin);
  sl_text_size (&kit, &caption, NULL, &caption_height);
  sl_text_draw (&kit, &caption);
  cairo_save (cr);
  cairo_translate (cr, margin, top);
  job->figure->draw (cr, width,
                     spec->height - top - caption_height - margin - 0.8 * kit.em,
                     job->snapshot, job->view, &theme);
  cairo_restore (cr);
}

static cairo_status_t
append_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_string_append_len (data, (const char *) bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
create_surface (const Job *job, Format format, GString *out)
{
  const SlExport *spec = job->spec;
  double width = spec->width * POINTS, height = spec->height * POINTS;
  cairo_surface_t *surface;

  switch (format) {
  case FORMAT_SVG:
    return cairo_svg_surface_create_for_stream (append_cb, out, width, height);
  case FORMAT_PDF:
    surface = cairo_pdf_surface_create_for_stream (append_cb, out, width, height);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, job->title);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, job->caption);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR,
                                    "Sparsity Lab " SL_VERSION);
    return surface;
  default:
    return cairo_image_surface_create (CAIRO_FORMAT_ARGB32,
                                       (int) lround (spec->width * spec->scale),
                                       (int) lround (spec->height * spec->scale));
  }
}

/* The whole file in memory: it is written only when it is complete. */
static cairo_status_t
render (const Job *job, Format format, GString *out)
{
  cairo_surface_t *surface = create_surface (job, format, out);
  cairo_t *cr = cairo_create (surface);
  double unit = format == FORMAT_PNG ? job->spec->scale : POINTS;

  cairo_scale (cr, unit, unit);
  draw_page (cr, job);
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

static void
job_clear (Job *job)
{
  g_free (job->title);
  g_free (job->subtitle);
  g_free (job->caption);
  g_free (job->description);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

gboolean
sl_figure_export (const SlFigureType *figure,
                  const SlSnapshot *snapshot,
                  const SlFigureView *view,
                  const SlExport *spec,
                  const char *path,
                  GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_auto (Job) job = {.figure = figure, .snapshot = snapshot, .view = view, .spec = spec};
  Format format;

  g_return_val_if_fail (figure != NULL && path != NULL && *path != '\0', FALSE);
  if (!find_format (path, &format, error) || !check_spec (spec, format, error))
    return FALSE;
  job.title = g_strdup (sl_figure_title (figure, snapshot));
  job.subtitle = figure->subtitle (snapshot, view);
  job.caption = snapshot != NULL ? sl_figure_caption (snapshot) : g_strdup ("");
  job.description = figure->describe (snapshot, view);

  cairo_status_t status = render (&job, format, out);
  if (status == CAIRO_STATUS_SUCCESS && format == FORMAT_SVG) {
    g_autofree char *notes = g_strdup_printf ("%s %s", job.description, job.caption);
    if (!sl_svg_add_notes (out, job.title, notes))
      status = CAIRO_STATUS_WRITE_ERROR;
  }
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, SL_ERROR, SL_ERROR_WRITE, _ ("“%s” could not be drawn: %s."),
                 path, cairo_status_to_string (status));
    return FALSE;
  }
  return sl_write_file (path, out->str, out->len, error);
}
