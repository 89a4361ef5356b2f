/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pages/page.h"

G_BEGIN_DECLS

/** SlComparePage: two to four runs from one seed that differ in one setting, trained in
 * turns while the page is on screen: figures on shared axes, and a table of numbers. */
#define SL_TYPE_COMPARE_PAGE (sl_compare_page_get_type ())
G_DECLARE_FINAL_TYPE (SlComparePage, sl_compare_page, SL, COMPARE_PAGE, SlPage)

/** sl_page_compare: its entry in the table of pages. */
extern const SlPageType sl_page_compare;

G_END_DECLS
