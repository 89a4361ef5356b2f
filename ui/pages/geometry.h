/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pages/page.h"

G_BEGIN_DECLS

/** SlGeometryPage: the two forms of a penalty side by side, for the built-in problem or
 * for two weights of the model, and beside them what one step does to a weight. */
#define SL_TYPE_GEOMETRY_PAGE (sl_geometry_page_get_type ())
G_DECLARE_FINAL_TYPE (SlGeometryPage, sl_geometry_page, SL, GEOMETRY_PAGE, SlPage)

extern const SlPageType sl_page_geometry;

/** sl_geometry_page_set_model: shows two weights of the model, or the built-in problem.
 * Returns what it showed before, as far as it was wanted. */
gboolean sl_geometry_page_set_model (SlGeometryPage *self, gboolean model);

G_END_DECLS
