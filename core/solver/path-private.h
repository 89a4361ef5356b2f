/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/solver/path.h"
#include "core/solver/solver.h"

G_BEGIN_DECLS

enum { SL_PATH_MAX_LAMBDAS = 10000 };

/** sl_path_of_design: sl_path_new() on rows that are prepared already; @share: ρ as it
 * acts; @grid: checked. */
SlPath *sl_path_of_design (const SlDesign *design,
                           double share,
                           const SlPathOptions *grid,
                           const SlSolverOptions *options,
                           GError **error);

/** sl_path_solve: fills @path, of which only m, share and lambdas are set, with the
 * solutions for @design; @null_gradient: (nullable) as in SlSolverTask. */
gboolean sl_path_solve (SlPath *path,
                        const SlDesign *design,
                        const double *null_gradient,
                        const SlSolverControl *control,
                        GError **error);

G_END_DECLS
