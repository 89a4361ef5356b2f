/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/path-layout.h"

G_BEGIN_DECLS

/** sl_path_draw_counts: how many weights are not 0, along the top. */
void sl_path_draw_counts (SlKit *kit, const SlPathLayout *layout);

/** sl_path_draw_marks: lines at λ.max, λ.min and λ.1se, with their names. */
void sl_path_draw_marks (SlKit *kit, const SlPathLayout *layout);

/** sl_path_draw_names: the names of the largest lines at their left ends. */
void sl_path_draw_names (SlKit *kit, const SlPathLayout *layout);

/** sl_path_draw_cursor: a line at @lambda, to be dragged. */
void sl_path_draw_cursor (SlKit *kit, const SlPathLayout *layout, double lambda);

/** sl_path_line_role: Returns the role of the colour of @line. */
SlRole sl_path_line_role (const SlPathResult *path, const SlPathLine *line);

G_END_DECLS
