/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"
#include <glib-object.h>

G_BEGIN_DECLS

/** SlPicture: a figure to be drawn, and then the drawn one: nobody writes to @surface
 * once it is handed over. */
typedef struct
{
  const SlFigureType *figure;
  SlSnapshot *snapshot; /* Owned, nullable */
  SlFigureView view;    /* a reference to its earlier runs is held */
  SlTheme theme;
  int width, height;        /* px, 1 or more */
  int scale;                /* device pixels per px */
  cairo_surface_t *surface; /* Owned; NULL until drawn, or when memory is short */
} SlPicture;

/** sl_picture_new: @snapshot: (nullable) a reference is taken. Returns (transfer full).
 */
SlPicture *sl_picture_new (const SlFigureType *figure,
                           SlSnapshot *snapshot,
                           const SlFigureView *view,
                           const SlTheme *theme,
                           int width,
                           int height,
                           int scale);
void sl_picture_free (SlPicture *self);

/** sl_picture_draw: makes the surface, on this thread. */
void sl_picture_draw (SlPicture *self);

/** SlPainter: a thread that draws figures, one after the other, so that the main thread
 * only has to put finished pictures on the screen: four cards of jagged curves cost it
 * more than half a frame. */
typedef struct SlPainter SlPainter;

/** SlPainted: called on the main thread. @picture: (transfer full). @owner: as given. */
typedef void (*SlPainted) (SlPicture *picture, gpointer owner);

SlPainter *sl_painter_new (void);

/** sl_painter_free: waits for the picture under way; those that wait are still drawn and
 * handed over. */
void sl_painter_free (SlPainter *self);

/** sl_painter_paint:
 * @picture: (transfer full); @owner: a reference is held until @painted was called */
void
sl_painter_paint (SlPainter *self, SlPicture *picture, SlPainted painted, GObject *owner);

G_END_DECLS
