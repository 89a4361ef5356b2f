/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pages/page.h"

G_BEGIN_DECLS

/** SlWeightsPage: the weights one by one: the layers, the picture of one of them, and the
 * life of a weight that is picked in it. */
#define SL_TYPE_WEIGHTS_PAGE (sl_weights_page_get_type ())
G_DECLARE_FINAL_TYPE (SlWeightsPage, sl_weights_page, SL, WEIGHTS_PAGE, SlPage)

/** sl_page_weights: its entry in the table of pages. */
extern const SlPageType sl_page_weights;

/** sl_weights_page_pick: @place: the weight whose life is shown from now on; brought into
 * the network that is there. */
void sl_weights_page_pick (SlWeightsPage *self, const SlWeightPlace *place);

/** sl_weights_page_picked: Returns (transfer none) the weight that is picked; none until
 * there is a network. */
const SlWeightPlace *sl_weights_page_picked (SlWeightsPage *self);

G_END_DECLS
