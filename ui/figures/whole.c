/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/whole.h"

static void
follow_pair (SlTraining *training, const SlNeeds *needs)
{
  g_autoptr (SlOptimum) optimum = NULL;
  int pair[2] = {needs->pair[0], needs->pair[1]};

  if (sl_config_no_optimum (sl_training_config (training)) != NULL)
    return;
  if (pair[0] == pair[1]) {
    optimum = sl_optimum_new (sl_training_problem (training), NULL);
    if (optimum == NULL || !sl_optimum_leaders (optimum, pair))
      return;
  }
  sl_training_watch_pair (training, pair);
}

void
sl_training_follow (SlTraining *training, const SlNeeds *needs)
{
  g_return_if_fail (training != NULL && needs != NULL);

  if (needs->geometry)
    follow_pair (training, needs);
  sl_training_follow_weight (training, &needs->watch);
}

SlSnapshot *
sl_snapshot_take_whole (SlTraining *training,
                        SlRunState state,
                        const SlNeeds *needs,
                        const gint *stop)
{
  g_autoptr (SlStudy) study = sl_study_new ();
  SlSnapshot *snapshot;

  g_return_val_if_fail (training != NULL && needs != NULL, NULL);

  snapshot = sl_snapshot_take (training, 1, state, needs);
  if (needs->geometry) {
    snapshot->optimum =
        sl_distance_now (&snapshot->config, snapshot->problem,
                         sl_training_network (training), needs->pair, stop);
    if (snapshot->optimum->geometry != NULL)
      snapshot->geometry = sl_geometry_ref (snapshot->optimum->geometry);
  }
  while (sl_study_is_stale (study, needs, 0) &&
         (stop == NULL || !g_atomic_int_get (stop)))
    sl_study_step (study, training, needs, 0, TRUE);
  sl_study_fill (study, needs, snapshot);
  return snapshot;
}
