/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlGeometryPanel: which two weights the geometry shows: those of the built-in problem,
 * with its numbers, or two of the model. Signals: "changed" (the problem, the pair or the
 * choice between them), "radius-changed" (the hand wants a ball of the double given). */
#define SL_TYPE_GEOMETRY_PANEL (sl_geometry_panel_get_type ())
G_DECLARE_FINAL_TYPE (SlGeometryPanel, sl_geometry_panel, SL, GEOMETRY_PANEL, AdwBin)

/** sl_geometry_panel_problem: Returns (transfer none) the built-in problem as it stands.
 * sl_geometry_panel_set_problem: @problem: brought within its bounds. */
const SlBuiltIn *sl_geometry_panel_problem (SlGeometryPanel *self);
void sl_geometry_panel_set_problem (SlGeometryPanel *self, const SlBuiltIn *problem);

/** sl_geometry_panel_shows_model: Returns whether two weights of the model are wanted and
 * there are any. */
gboolean sl_geometry_panel_shows_model (SlGeometryPanel *self);

/** sl_geometry_panel_set_model, sl_geometry_panel_wants_model: whether they are wanted.
 */
gboolean sl_geometry_panel_wants_model (SlGeometryPanel *self);
void sl_geometry_panel_set_model (SlGeometryPanel *self, gboolean model);

/** sl_geometry_panel_pair: Returns (transfer none) (2) the weights chosen, as SlNeeds has
 * them. */
const int *sl_geometry_panel_pair (SlGeometryPanel *self);

/** sl_geometry_panel_set_config: whether the weights of a run of @config can be shown; if
 * not, that choice is greyed and says why. */
void sl_geometry_panel_set_config (SlGeometryPanel *self, const SlConfig *config);

/** sl_geometry_panel_set_snapshot: @snapshot: whose weights there are to choose from. */
void sl_geometry_panel_set_snapshot (SlGeometryPanel *self, const SlSnapshot *snapshot);

/** sl_geometry_panel_set_shown: @geometry: what the pictures show; @most: the largest
 * radius of its ball that is of any use. */
void sl_geometry_panel_set_shown (SlGeometryPanel *self,
                                  const SlGeometry *geometry,
                                  double most,
                                  const char *sentence);

G_END_DECLS
