/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/export-preview.h"

#include <math.h>

/* Squares of the pattern that stands for nothing, px. */
enum { CHECK = 8 };

struct _SlExportPreview
{
  GtkDrawingArea parent_instance;

  /* Owned */
  SlSlide *slide;           /* nullable: nothing to show yet */
  cairo_surface_t *surface; /* nullable: the last that was drawn */
  SlExport drawn;           /* as which it was */
  gboolean drawing, stale;

  SlExport spec;
};

G_DEFINE_FINAL_TYPE (SlExportPreview, sl_export_preview, GTK_TYPE_DRAWING_AREA)

typedef struct
{
  SlSlide *slide; /* Owned */
  SlExport spec;
  double scale; /* device pixels per px of the slide */
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  sl_slide_free (drawing->slide);
  g_free (drawing);
}

static void
draw_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Drawing *drawing = data;
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, (int) ceil (drawing->spec.width * drawing->scale),
      (int) ceil (drawing->spec.height * drawing->scale));
  cairo_t *cr = cairo_create (surface);

  cairo_scale (cr, drawing->scale, drawing->scale);
  sl_slide_draw (drawing->slide, cr, &drawing->spec);
  cairo_destroy (cr);
  g_task_return_pointer (task, surface, (GDestroyNotify) cairo_surface_destroy);
}

/* px of the screen per px of the slide. */
static double
fit (SlExportPreview *self, const SlExport *spec)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  return fmin (width / spec->width, height / spec->height);
}

static void start (SlExportPreview *self);

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlExportPreview *self = SL_EXPORT_PREVIEW (source);
  const Drawing *drawing = g_task_get_task_data (G_TASK (result));

  self->drawing = FALSE;
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  self->surface = g_task_propagate_pointer (G_TASK (result), NULL);
  self->drawn = drawing->spec;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->stale)
    start (self);
}

static void
start (SlExportPreview *self)
{
  double scale = self->slide != NULL ? fit (self, &self->spec) : 0.0;
  Drawing *drawing;
  g_autoptr (GTask) task = NULL;

  self->stale = TRUE;
  if (self->drawing || !(scale > 0.0))
    return;
  drawing = g_new0 (Drawing, 1);
  drawing->slide = sl_slide_copy (self->slide);
  drawing->spec = self->spec;
  drawing->scale = scale * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  self->stale = FALSE;
  self->drawing = TRUE;
  task = g_task_new (self, NULL, drawn_cb, NULL);
  g_task_set_task_data (task, drawing, drawing_free);
  g_task_run_in_thread (task, draw_thread);
}

static void
draw_checks (cairo_t *cr, double width, double height)
{
  cairo_set_source_rgb (cr, 0.75, 0.75, 0.75);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  for (int y = 0; y * CHECK < height; y++)
    for (int x = y % 2; x * CHECK < width; x += 2)
      cairo_rectangle (cr, x * CHECK, y * CHECK, CHECK, CHECK);
  cairo_save (cr);
  cairo_clip (cr);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  SlExportPreview *self = SL_EXPORT_PREVIEW (area);
  double scale, w, h;

  if (self->surface == NULL)
    return;
  scale = fit (self, &self->drawn);
  w = scale * self->drawn.width;
  h = scale * self->drawn.height;
  cairo_translate (cr, floor (0.5 * (width - w)), floor (0.5 * (height - h)));
  if (self->drawn.transparent)
    draw_checks (cr, w, h);
  cairo_save (cr);
  cairo_scale (cr, w / cairo_image_surface_get_width (self->surface),
               h / cairo_image_surface_get_height (self->surface));
  cairo_set_source_surface (cr, self->surface, 0.0, 0.0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_rectangle (cr, 0.5, 0.5, w - 1.0, h - 1.0);
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.6);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
}

static void
resize_cb (SlExportPreview *self, int width, int height, gpointer data)
{
  start (self);
}

static void
sl_export_preview_dispose (GObject *object)
{
  SlExportPreview *self = SL_EXPORT_PREVIEW (object);

  self->stale = FALSE;
  g_clear_pointer (&self->slide, sl_slide_free);
  G_OBJECT_CLASS (sl_export_preview_parent_class)->dispose (object);
}

static void
sl_export_preview_finalize (GObject *object)
{
  g_clear_pointer (&SL_EXPORT_PREVIEW (object)->surface, cairo_surface_destroy);
  G_OBJECT_CLASS (sl_export_preview_parent_class)->finalize (object);
}

static void
sl_export_preview_class_init (SlExportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_export_preview_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_export_preview_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass),
                                        GTK_ACCESSIBLE_ROLE_IMG);
}

static void
sl_export_preview_init (SlExportPreview *self)
{
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self), draw_cb, NULL, NULL);
  g_signal_connect (self, "resize", G_CALLBACK (resize_cb), NULL);
}

void
sl_export_preview_show (SlExportPreview *self, const SlSlide *slide, const SlExport *spec)
{
  g_autofree char *description = NULL;

  g_return_if_fail (SL_IS_EXPORT_PREVIEW (self));
  g_return_if_fail (slide != NULL && spec != NULL);

  sl_slide_free (self->slide);
  self->slide = sl_slide_copy (slide);
  self->spec = *spec;
  description = sl_slide_describe (slide);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  start (self);
}

gboolean
sl_export_preview_is_current (SlExportPreview *self)
{
  g_return_val_if_fail (SL_IS_EXPORT_PREVIEW (self), FALSE);
  return self->surface != NULL && !self->drawing && !self->stale;
}
