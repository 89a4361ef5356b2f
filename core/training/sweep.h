/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/training.h"

G_BEGIN_DECLS

/** SlSweepOrder: which λ comes first. */
typedef enum {
  /* From the smallest λ up, each from the weights of the one before: weights leave one
   * after the other. It suits networks, in which a weight that is 0 finds back only where
   * other weights lead to it (Lemhadri et al., LassoNet, 2021, §3: from dense to sparse).
   */
  SL_SWEEP_UP,
  /* From the largest λ down, as an exact path goes. Where all ways from the inputs to the
   * outputs are cut there is nothing to start from, and the next λ starts from the
   * initial weights of the run. */
  SL_SWEEP_DOWN,
} SlSweepOrder;

/** SlSweepOrderType: an order with its name: "up" or "down". */
typedef struct
{
  SlKind kind;
  SlSweepOrder order;
} SlSweepOrderType;

/** sl_sweep_orders: Returns the table of orders. */
const SlKindTable *sl_sweep_orders (void);

/** SlSweepOptions: the values of λ and how long each is trained. */
typedef struct
{
  int n_lambdas;     /* 1 to SL_SWEEP_MAX_LAMBDAS */
  double lambda_max; /* above 0; NaN = sl_sweep_lambda_max() */
  double min_ratio;  /* smallest λ by largest, in (0, 1) */
  SlSweepOrder order;
  int first_epochs; /* 1 or more: of a λ that starts from the initial weights */
  int epochs; /* 1 or more: of a λ that starts from the weights of the one before */
} SlSweepOptions;
enum { SL_SWEEP_MAX_LAMBDAS = 10000, SL_SWEEP_MAX_EPOCHS = 1000000 };

/** sl_sweep_options_default: 30 values from the smallest up, over three decades; 100
 * epochs for the first, 20 for each other. */
SlSweepOptions sl_sweep_options_default (void);

/** SlSweepRow: the network at the end of one λ. */
typedef struct
{
  SlHistoryRow end;       /* λ, losses, scores, penalty, norms and zeros */
  double val_se;          /* standard error of the validation loss, over its rows */
  gint64 *layer_nonzeros; /* Owned by the sweep (n_layers) */
  int epochs;             /* trained at this λ */
  gboolean anew;          /* from the initial weights */
} SlSweepRow;

typedef enum {
  SL_SWEEP_STEPPED,  /* a minibatch was done */
  SL_SWEEP_ROW,      /* … the last of its λ: there is one more row */
  SL_SWEEP_DONE,     /* nothing was left to do */
  SL_SWEEP_DIVERGED, /* the training of this λ diverged; the rows so far stand */
  SL_SWEEP_STOPPED,  /* the stop flag was seen in an evaluation */
} SlSweepResult;

/** SlSweep: a network trained for one λ after another, each from the weights of the one
 * before (warm start). It is an SlTraining whose λ is changed at the end of an epoch, so
 * a sweep has the bits of a run in which a hand changes λ at those epochs:
 * - the optimiser's state is kept from λ to λ, as it is under the slider;
 * - the learning rate begins anew at each λ, and so does what early stopping and the
 *   reduction of the learning rate remember: they ask about the objective of this λ;
 * - early stopping or the target score ends the training of one λ, not the sweep.
 * A sweep that has no validation part splits off 15 % of the training part for one. One
 * thread at a time; whoever calls sl_sweep_step() decides between minibatches whether to
 * go on. */
typedef struct SlSweep SlSweep;

/** sl_sweep_new:
 * @config: of the run; its λ does not matter; @pool, @stop: as for
 * sl_training_new_with_pool()
 * Makes the data and the network. Errors: those of sl_training_new(), SL_ERROR_ARGUMENT
 * for the options or a penalty without strength, SL_ERROR_DATA when no largest λ can be
 * found. Returns (transfer full) or NULL. */
SlSweep *sl_sweep_new (const SlConfig *config,
                       const SlSweepOptions *options,
                       SlPool *pool,
                       const gint *stop,
                       GError **error);

/** sl_sweep_new_on: the same; @loaded: (nullable) as for sl_training_read_problem(). */
SlSweep *sl_sweep_new_on (const SlConfig *config,
                          const SlSweepOptions *options,
                          SlDataset *loaded,
                          SlPool *pool,
                          const gint *stop,
                          GError **error);
void sl_sweep_free (SlSweep *sweep);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSweep, sl_sweep_free)

/** sl_sweep_step: one minibatch. After SL_SWEEP_ROW, sl_sweep_rows() has one more. */
SlSweepResult sl_sweep_step (SlSweep *sweep);

/** sl_sweep_rows: @n: (out) rows so far, in the order of training. Returns (transfer
 * none) (n), valid until the next step. */
const SlSweepRow *sl_sweep_rows (const SlSweep *sweep, int *n);

/** sl_sweep_lambdas: @n: (out). Returns (transfer none) (n) all λ in the order of
 * training, in equal steps of log λ. */
const double *sl_sweep_lambdas (const SlSweep *sweep, int *n);

/** sl_sweep_progress: Returns the share of the epochs that is done, in [0, 1]. */
double sl_sweep_progress (const SlSweep *sweep);

/** sl_sweep_training: Returns (transfer none) the training under way, which a λ that
 * starts anew replaces. */
SlTraining *sl_sweep_training (const SlSweep *sweep);

/** sl_sweep_best: Returns the place of the row with the smallest validation loss, the
 * larger λ on a tie; -1 when there is none. */
int sl_sweep_best (const SlSweep *sweep);

/** sl_sweep_sparsest: Returns the place of the row with the fewest weights that are not 0
 * among those whose validation loss is within one standard error of the smallest, the
 * larger λ on a tie; -1 when there is none.
 * Source: Breiman et al., Classification and Regression Trees (1984), §3.4.3. */
int sl_sweep_sparsest (const SlSweep *sweep);

G_END_DECLS
