/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/widgets/painter.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlPlotArea: a figure on screen: it draws the newest snapshot at most once a frame, and
 * shows the exact values under the pointer. The figure is a picture of its own, drawn by
 * the painter beside the main thread and kept until there is something new. */
#define SL_TYPE_PLOT_AREA (sl_plot_area_get_type ())
G_DECLARE_FINAL_TYPE (SlPlotArea, sl_plot_area, SL, PLOT_AREA, GtkWidget)

/** sl_plot_area_new:
 * @figure: what is drawn; @painter: who draws it; must outlive the widget's parent */
GtkWidget *sl_plot_area_new (const SlFigureType *figure, SlPainter *painter);

/** sl_plot_area_set_figure: @figure: what is drawn from now on, in its default view. */
void sl_plot_area_set_figure (SlPlotArea *self, const SlFigureType *figure);

/** sl_plot_area_set_snapshot: @snapshot: (nullable) a reference is taken. */
void sl_plot_area_set_snapshot (SlPlotArea *self, SlSnapshot *snapshot);

/** sl_plot_area_set_view: @view: copied. */
void sl_plot_area_set_view (SlPlotArea *self, const SlFigureView *view);

/** sl_plot_area_pick: @x, @y: in px of the widget. Returns the weight that stands there
 * in the picture on screen; none where there is none. */
SlWeightPlace sl_plot_area_pick (SlPlotArea *self, double x, double y);

/** sl_plot_area_theme: the theme of the style manager, for pictures on screen. */
SlTheme sl_plot_area_theme (void);

G_END_DECLS
