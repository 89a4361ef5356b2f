/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/figure.h"
#include "ui/plots/frame.h"

G_BEGIN_DECLS

/** sl_hint_draw: writes @text in the middle of @box, broken into lines as needed.
 * Nothing when there is no room for it. */
void sl_hint_draw (SlKit *kit, const SlBox *box, const char *text);

/** sl_hint_waiting:
 * @snapshot: (nullable); @promise: what the figure will show, a sentence
 * Returns (transfer full) (nullable) what to say instead of the figure: the failure, or
 * that data is being prepared, or @promise; NULL when there is something to draw. */
char *sl_hint_waiting (const SlSnapshot *snapshot, const char *promise);

/** sl_hint_misfit: Returns (transfer full) (nullable) a sentence that says why @figure
 * has nothing to show of @snapshot, or NULL when it fits. */
char *sl_hint_misfit (const SlFigureType *figure, const SlSnapshot *snapshot);

/** sl_hint_press_play: Returns whether nothing was trained yet and nothing is running, so
 * that the figure should say how to begin; FALSE where the theme is quiet. */
gboolean sl_hint_press_play (const SlKit *kit, const SlSnapshot *snapshot);

G_END_DECLS
