/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/painter.h"

struct SlPainter
{
  GThreadPool *pool; /* Owned: of one thread */
};

typedef struct
{
  SlPicture *picture; /* Owned until handed over */
  SlPainted painted;
  GObject *owner; /* Owned */
} Job;

SlPicture *
sl_picture_new (const SlFigureType *figure,
                SlSnapshot *snapshot,
                const SlFigureView *view,
                const SlTheme *theme,
                int width,
                int height,
                int scale)
{
  SlPicture *self = g_new0 (SlPicture, 1);

  self->figure = figure;
  self->snapshot = snapshot != NULL ? sl_snapshot_ref (snapshot) : NULL;
  sl_figure_view_copy (&self->view, view);
  self->theme = *theme;
  self->width = width;
  self->height = height;
  self->scale = scale;
  return self;
}

void
sl_picture_free (SlPicture *self)
{
  g_clear_pointer (&self->snapshot, sl_snapshot_unref);
  sl_figure_view_clear (&self->view);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}

void
sl_picture_draw (SlPicture *self)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_ARGB32, self->width * self->scale, self->height * self->scale);
  cairo_t *cr;

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS) {
    cairo_surface_destroy (surface);
    return;
  }
  cairo_surface_set_device_scale (surface, self->scale, self->scale);
  cr = cairo_create (surface);
  self->figure->draw (cr, self->width, self->height, self->snapshot, &self->view,
                      &self->theme);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  self->surface = surface;
}

static gboolean
painted_cb (gpointer data)
{
  Job *job = data;

  job->painted (g_steal_pointer (&job->picture), job->owner);
  return G_SOURCE_REMOVE;
}

/* On the main thread, also when the loop ended before painted_cb() had its turn. */
static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->picture, sl_picture_free);
  g_object_unref (job->owner);
  g_free (job);
}

static void
paint_thread (gpointer data, gpointer user_data)
{
  Job *job = data;
  g_autoptr (GSource) source = g_idle_source_new ();

  sl_picture_draw (job->picture);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, painted_cb, job, job_free);
  g_source_attach (source, NULL);
}

SlPainter *
sl_painter_new (void)
{
  SlPainter *self = g_new0 (SlPainter, 1);

  self->pool = g_thread_pool_new (paint_thread, NULL, 1, FALSE, NULL);
  return self;
}

void
sl_painter_free (SlPainter *self)
{
  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_free (self);
}

void
sl_painter_paint (SlPainter *self, SlPicture *picture, SlPainted painted, GObject *owner)
{
  Job *job = g_new0 (Job, 1);

  job->picture = picture;
  job->painted = painted;
  job->owner = g_object_ref (owner);
  g_thread_pool_push (self->pool, job, NULL);
}
