/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/solver/coefficients.h"
#include "core/training/snapshot.h"

G_BEGIN_DECLS

/** SlPathModels: makes snapshots of exact solutions, which no training ended in, so that
 * figures show them as they show a run. One thread. */
typedef struct SlPathModels SlPathModels;

/** sl_path_models_new: @problem: kept by reference; @largest: max |w| of all solutions to
 * come, for one axis of their histograms; @pool: (nullable) must outlive it. Errors as
 * sl_network_new(). Returns (transfer full) or NULL. */
SlPathModels *sl_path_models_new (const SlConfig *config,
                                  SlProblem *problem,
                                  double largest,
                                  SlPool *pool,
                                  GError **error);
void sl_path_models_free (SlPathModels *models);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlPathModels, sl_path_models_free)

/** sl_path_models_take: @solution: of the shape of the model; @stop: (nullable) looked at
 * between chunks of rows. Returns (transfer full) it as a paused run at @lambda, or NULL
 * when @stop was set. O(n·d·k). */
SlSnapshot *sl_path_models_take (SlPathModels *models,
                                 double lambda,
                                 const SlCoefficients *solution,
                                 const gint *stop);

/** sl_path_model_needs: Returns what a snapshot of a row of a path holds of @network:
 * little of one so large that many of them would fill the memory. */
SlNeeds sl_path_model_needs (const SlNetwork *network);

G_END_DECLS
