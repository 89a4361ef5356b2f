/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pages/page.h"

G_BEGIN_DECLS

/** SlPrunePage: how many weights can go: the pruning curve, a share of weights chosen on
 * it, and what pruning them does; then training with them pinned at zero. */
#define SL_TYPE_PRUNE_PAGE (sl_prune_page_get_type ())
G_DECLARE_FINAL_TYPE (SlPrunePage, sl_prune_page, SL, PRUNE_PAGE, SlPage)

G_END_DECLS
