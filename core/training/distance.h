/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/geometry.h"
#include "core/solver/optimum.h"
#include "core/training/config.h"

G_BEGIN_DECLS

/* A run without hidden layers has one optimum, which the exact solver knows: how far the
 * run is from it. */

/** SlDistanceReport: the distance of one moment of a run. */
typedef struct
{
  SlDistance distance;
  double lambda, share; /* λ and ρ it is for */
  int epoch, batch;     /* the weights are of then */
  char *reason;         /* Owned, nullable: why there is none */
  SlGeometry *geometry; /* Owned, nullable: of the two weights asked for, if any were */
} SlDistanceReport;

/** sl_distance_report_new: @reason: (nullable) copied. Returns (transfer full) a report
 * without numbers. */
SlDistanceReport *sl_distance_report_new (const char *reason);
SlDistanceReport *sl_distance_report_copy (const SlDistanceReport *report);
void sl_distance_report_free (SlDistanceReport *report); /* (nullable) */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlDistanceReport, sl_distance_report_free)

/** sl_config_no_optimum: Returns (transfer none) (nullable) the sentence that says why a
 * run of @config has no exact optimum to compare with; NULL when it has. */
const char *sl_config_no_optimum (const SlConfig *config);

/** sl_distance_now: @pair: (nullable) as SlNeeds: two weights whose geometry is wanted
 * too. Returns (transfer full) the distance of @network, solved for on this
 * thread; with a reason when there is none. */
SlDistanceReport *sl_distance_now (const SlConfig *config,
                                   SlProblem *problem,
                                   const SlNetwork *network,
                                   const int pair[2],
                                   const gint *cancelled);

/** sl_weight_name: Returns (transfer full) what the weight at @place of the W (d,
 * outputs) of a model without hidden layers is called: its input, and its class where
 * there are several. */
char *sl_weight_name (const SlDataset *set, int outputs, int place);

/** sl_optimum_geometry:
 * @pair: as SlNeeds; @extent: the plane is at least so large
 * After sl_optimum_solve() for the penalty of @config: Returns (transfer full) (nullable)
 * the geometry of these two weights, all others held at the optimum; NULL when the model
 * has no two such weights. Cost: sl_geometry_new(). */
SlGeometry *sl_optimum_geometry (const SlOptimum *optimum,
                                 const SlConfig *config,
                                 const int pair[2],
                                 double extent);

/** SlFollower: a thread of low priority that finds the optimum for the newest λ and
 * measures the newest weights by it, beside the training, whose numbers it does not
 * touch. Each function on the trainer's worker, which owns it. */
typedef struct SlFollower SlFollower;

/** sl_follower_new: @news: called on the follower's thread when sl_follower_take() has
 * something new. Starts the thread. */
SlFollower *sl_follower_new (SlProblem *problem, void (*news) (gpointer), gpointer data);

/** sl_follower_send: copies the weights of @network; replaces those not yet looked at.
 * @pair: (nullable) two weights whose geometry is wanted too. Never waits long. */
void sl_follower_send (SlFollower *follower,
                       const SlConfig *config,
                       const SlNetwork *network,
                       int epoch,
                       int batch,
                       const int pair[2]);

/** sl_follower_has_news, sl_follower_take: whether there is a report not yet taken; it,
 * or NULL (transfer full). */
gboolean sl_follower_has_news (SlFollower *follower);
SlDistanceReport *sl_follower_take (SlFollower *follower);

/** sl_follower_free: (nullable) gives up what is under way, joins and frees. */
void sl_follower_free (SlFollower *follower);

G_END_DECLS
