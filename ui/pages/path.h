/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pages/page.h"

G_BEGIN_DECLS

/** SlPathPage: the regularisation path with a cursor at λ, and beside it the path's own
 * model there and the live run. */
#define SL_TYPE_PATH_PAGE (sl_path_page_get_type ())
G_DECLARE_FINAL_TYPE (SlPathPage, sl_path_page, SL, PATH_PAGE, SlPage)

/** sl_page_path: its entry in the table of pages. */
extern const SlPageType sl_page_path;

G_END_DECLS
