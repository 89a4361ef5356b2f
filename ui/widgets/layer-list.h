/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlLayerList: the layers of a network, each with its shape and how many of its weights
 * are zero, of both kinds, or near zero. Signal: "layer-chosen" (int, from 0: by hand).
 */
#define SL_TYPE_LAYER_LIST (sl_layer_list_get_type ())
G_DECLARE_FINAL_TYPE (SlLayerList, sl_layer_list, SL, LAYER_LIST, AdwBin)

/** sl_layer_list_set_snapshot: shows the layers of @snapshot; a reference is taken. While
 * it trains, a few times a second. */
void sl_layer_list_set_snapshot (SlLayerList *self, SlSnapshot *snapshot);

/** sl_layer_list_select: @layer: from 0; the one that is shown. No signal. */
void sl_layer_list_select (SlLayerList *self, int layer);

G_END_DECLS
