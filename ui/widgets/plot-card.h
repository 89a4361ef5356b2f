/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/slide.h"
#include "ui/widgets/painter.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlPlotCard: a figure with its title, what it shows in words, and its commands:
 * enlarge, save, log scale, layer. Its title is a menu of all figures. Signals:
 * "view-changed" (another layer or scale was chosen), "figure-changed" (pointer to the
 * SlFigureType before), "enlarge" (the card is to fill the page, or to go back), "picked"
 * (pointer to the SlWeightPlace that was clicked; only on weights that are there). */
#define SL_TYPE_PLOT_CARD (sl_plot_card_get_type ())
G_DECLARE_FINAL_TYPE (SlPlotCard, sl_plot_card, SL, PLOT_CARD, GtkWidget)

/** sl_plot_card_new: @figure: what the card shows; @painter: who draws it. */
GtkWidget *sl_plot_card_new (const SlFigureType *figure, SlPainter *painter);

/** sl_plot_card_set_figure: @figure: what the card shows from now on. */
void sl_plot_card_set_figure (SlPlotCard *self, const SlFigureType *figure);

const SlFigureType *sl_plot_card_figure (SlPlotCard *self);
const SlFigureView *sl_plot_card_view (SlPlotCard *self);

/** sl_plot_card_snapshot: Returns (transfer none) (nullable) what is on screen. */
SlSnapshot *sl_plot_card_snapshot (SlPlotCard *self);

/** sl_plot_card_add_to: adds what the card shows now to @slide, if it shows anything.
 * Returns whether. */
gboolean sl_plot_card_add_to (SlPlotCard *self, SlSlide *slide);

/** sl_plot_card_set_snapshot: @snapshot: a reference is taken; drawn in the next frame.
 */
void sl_plot_card_set_snapshot (SlPlotCard *self, SlSnapshot *snapshot);

/** sl_plot_card_set_earlier: @earlier: (nullable) runs drawn behind; a reference is held.
 */
void sl_plot_card_set_earlier (SlPlotCard *self, SlEarlierRuns *earlier);

/** sl_plot_card_set_picked: the weight at @place is marked; a figure of one layer shows
 * its layer. */
void sl_plot_card_set_picked (SlPlotCard *self, const SlWeightPlace *place);

/** sl_plot_card_set_view: @view: how the card looks at its figure; a copy with references
 * of its own is taken. */
void sl_plot_card_set_view (SlPlotCard *self, const SlFigureView *view);

/** sl_plot_card_set_path: the regularisation path: @path: (nullable) a reference is
 * taken; @cursor: λ that is marked on it, NaN = the one in force. */
void sl_plot_card_set_path (SlPlotCard *self, SlPathResult *path, double cursor);

/** sl_plot_card_area: Returns (transfer none) the widget that is the picture, and no more
 * than it. */
GtkWidget *sl_plot_card_area (SlPlotCard *self);

/** sl_plot_card_set_enlarged: whether the card fills the page: its button then goes back.
 */
void sl_plot_card_set_enlarged (SlPlotCard *self, gboolean enlarged);

G_END_DECLS
