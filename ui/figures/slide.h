/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"

G_BEGIN_DECLS

/** SlPanel: one figure of a slide. */
typedef struct
{
  const SlFigureType *figure;
  SlSnapshot *snapshot; /* Owned, nullable */
  SlFigureView view;    /* a reference to its earlier runs is held */
} SlPanel;

/** SlSlide: what one exported picture holds: one figure, or all those of a page. Filled
 * first, then only read, by any thread. */
enum { SL_SLIDE_PANELS = 8 };
typedef struct
{
  guint n;
  SlPanel panels[SL_SLIDE_PANELS];
} SlSlide;

/** sl_slide_new: Returns (transfer full) one without figures. */
SlSlide *sl_slide_new (void);
void sl_slide_free (SlSlide *slide);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSlide, sl_slide_free)

/** sl_slide_copy: Returns (transfer full) the same figures, of the same snapshots. */
SlSlide *sl_slide_copy (const SlSlide *slide);

/** sl_slide_add: adds a figure behind the others; at most SL_SLIDE_PANELS. @snapshot:
 * (nullable). */
void sl_slide_add (SlSlide *slide,
                   const SlFigureType *figure,
                   SlSnapshot *snapshot,
                   const SlFigureView *view);

/** sl_slide_title: Returns (transfer full) the titles of its figures, "Loss, Norms". */
char *sl_slide_title (const SlSlide *slide);

/** sl_slide_caption: Returns (transfer full) the settings of its first run. */
char *sl_slide_caption (const SlSlide *slide);

/** sl_slide_describe: Returns (transfer full) a sentence a figure. */
char *sl_slide_describe (const SlSlide *slide);

/** sl_slide_draw: draws into (0, 0, width, height) of @spec: the figures in a grid, each
 * under its title, and the caption below; without them where @spec leaves no room. Any
 * thread, but one at a time for each @cr. */
void sl_slide_draw (const SlSlide *slide, cairo_t *cr, const SlExport *spec);

/** sl_slide_export: writes it to @path, as sl_figure_export() does. Any thread. */
gboolean sl_slide_export (const SlSlide *slide,
                          const SlExport *spec,
                          const char *path,
                          GError **error);

/** sl_slide_render: @name: ends in ".svg", ".pdf" or ".png". Returns (transfer full) the
 * bytes of that file, or NULL with SL_ERROR_ARGUMENT or SL_ERROR_WRITE. Any thread. */
GBytes *sl_slide_render (const SlSlide *slide,
                         const SlExport *spec,
                         const char *name,
                         GError **error);

G_END_DECLS
