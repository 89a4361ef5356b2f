/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlDataWindow: what there is to know of the data before anything is trained: contents,
 * parts, scaling, what was left out, source, the first rows, histograms, classes, sample
 * pictures. Follows the session when it takes other data. Everything that takes time is
 * counted on another thread; what is counted for data that is gone is given up. */
#define SL_TYPE_DATA_WINDOW (sl_data_window_get_type ())
G_DECLARE_FINAL_TYPE (SlDataWindow, sl_data_window, SL, DATA_WINDOW, AdwWindow)

/** sl_data_window_new: @parent: the window it belongs to, which takes it along when it
 * closes. Its own close button only hides it, so that it is there at once the next time.
 * Returns (transfer none), hidden. */
SlDataWindow *sl_data_window_new (GtkWindow *parent, SlSession *session);

/** sl_data_window_overview: Returns (transfer none) (nullable) what was counted, for
 * tests. */
SlDataOverview *sl_data_window_overview (SlDataWindow *self);

G_END_DECLS
