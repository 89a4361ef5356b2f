/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** sl_speed_from_position, sl_speed_to_position: the speed slider is the decimal
 * logarithm of epochs per second; its last stop is SL_SPEED_MAX, as fast as it goes. */
double sl_speed_from_position (double position);
double sl_speed_to_position (double speed);

/** SlTransportBar: reset, train or pause, steps, epoch, speed, and the read-outs. */
#define SL_TYPE_TRANSPORT_BAR (sl_transport_bar_get_type ())
G_DECLARE_FINAL_TYPE (SlTransportBar, sl_transport_bar, SL, TRANSPORT_BAR, AdwBin)

/** sl_transport_bar_set_session: @session: the run that is driven; once. */
void sl_transport_bar_set_session (SlTransportBar *self, SlSession *session);

/** sl_transport_bar_play_button: Returns (transfer none) Train/Pause: it has the focus
 * when the window opens, so that the space bar trains. */
GtkWidget *sl_transport_bar_play_button (SlTransportBar *self);

/** sl_transport_bar_set_brief: leaves room for larger text: no speed, fewer read-outs. */
void sl_transport_bar_set_brief (SlTransportBar *self, gboolean brief);

G_END_DECLS
