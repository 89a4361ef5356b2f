/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/path-result.h"

G_BEGIN_DECLS

/** SlPathWish: how fine a path is to be. */
typedef struct
{
  int folds;            /* of the cross-validation of an exact path; 0 = none */
  SlPathOptions grid;   /* of an exact path */
  SlSweepOptions sweep; /* of a network; in the order SL_SWEEP_UP */
} SlPathWish;

/** sl_path_wish_default: 10 folds, 100 values of λ over three decades; a network as
 * sl_sweep_options_default(). */
SlPathWish sl_path_wish_default (void);

/** SlPathJob: a path in the making. */
typedef struct
{
  SlConfig config; /* its λ does not matter */
  SlPathWish wish;
  SlPool *pool;      /* Borrowed, nullable; the numbers do not depend on it */
  SlDataset *loaded; /* Borrowed, nullable: as for sl_training_read_problem() */
  const gint *stop;  /* (nullable) looked at atomically; not 0 = give up */
  /** publish: called on the same thread now and then, at every new row of a network and
   * at the end, when the state is DONE, CANCELLED or FAILED. @result: (transfer full) */
  void (*publish) (SlPathResult *result, gpointer data);
  gpointer data;
} SlPathJob;

/** sl_path_find: makes the path of @job: the exact solutions, the losses and scores of
 * each, and then the cross-validation; or the network's sweep. Returns when it is done.
 * Whatever goes wrong is in the last result. */
void sl_path_find (const SlPathJob *job);

G_END_DECLS
