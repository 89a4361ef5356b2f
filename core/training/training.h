/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/trail.h"
#include "core/measure/confusion.h"
#include "core/measure/graph.h"
#include "core/measure/idle.h"
#include "core/measure/weights.h"
#include "core/training/config.h"
#include "core/training/history.h"
#include "core/training/weight-step.h"

G_BEGIN_DECLS

/** SlTraining: one run, synchronous: the same code serves the window's worker, the
 * commands and the tests. One thread at a time. */
typedef struct SlTraining SlTraining;

typedef enum {
  SL_TRAINING_STEPPED,  /* a minibatch was done */
  SL_TRAINING_EPOCH,    /* it was the last of its epoch; the epoch was evaluated */
  SL_TRAINING_DIVERGED, /* the update was not made: weights are the last finite ones */
  SL_TRAINING_STOPPED,  /* the stop flag was seen during an evaluation, which was given up
                         */
  SL_TRAINING_FINISHED, /* an epoch was done, and early stopping or the target score ends
                           the training; another step goes on */
} SlTrainingResult;

/** sl_training_make_problem: Returns (transfer full) the data of @config, split and
 * scaled as it says, or NULL with an error. */
SlProblem *sl_training_make_problem (const SlConfig *config, GError **error);

/** sl_training_read_problem:
 * @loaded: (nullable) a set that was read before; taken instead of reading the file again
 * when it is what @config wants; @watch: (nullable) who waits for a file
 * As sl_training_make_problem(), for data that may take long to read. */
SlProblem *sl_training_read_problem (const SlConfig *config,
                                     SlDataset *loaded,
                                     const SlInputWatch *watch,
                                     GError **error);

/** sl_training_new:
 * @config: valid; @stop: (nullable) a flag that is looked at in long evaluations, set
 * from any thread by g_atomic_int_set(); must outlive the training Makes the data, splits
 * and scales it, draws the weights, and evaluates epoch 0. Returns (transfer full), or
 * NULL with an error (SL_ERROR_CANCELLED when @stop was set). */
SlTraining *sl_training_new (const SlConfig *config, const gint *stop, GError **error);

/** sl_training_new_with_pool: the same, with @pool (nullable) for large products and
 * updates; it must outlive the training. The numbers do not depend on it. */
SlTraining *sl_training_new_with_pool (const SlConfig *config,
                                       SlPool *pool,
                                       const gint *stop,
                                       GError **error);

/** sl_training_new_on: the same on data that is there already. @config: valid;
 * @problem: as sl_training_make_problem() makes it of @config; kept by reference. */
SlTraining *sl_training_new_on (const SlConfig *config,
                                SlProblem *problem,
                                SlPool *pool,
                                const gint *stop,
                                GError **error);

/** sl_training_new_sampled: as sl_training_new_on(), for a window: losses and scores of a
 * part of more than 20 000 rows are of a sample of 5 000, the same all along (sample.h).
 * A part that drives the training (early stopping, reduction of the learning rate, target
 * score) is evaluated whole as long as it does. */
SlTraining *sl_training_new_sampled (const SlConfig *config,
                                     SlProblem *problem,
                                     SlPool *pool,
                                     const gint *stop,
                                     GError **error);

/** sl_training_new_again: as sl_training_new_on(), on the data of @training and
 * evaluating the rows that it evaluates. @config: differs from its in hot settings. */
SlTraining *sl_training_new_again (const SlTraining *training,
                                   const SlConfig *config,
                                   SlPool *pool,
                                   const gint *stop,
                                   GError **error);

/** sl_training_sampled: Returns how many rows of @part its losses and scores are of, when
 * they are a sample; 0 when they are all. */
int sl_training_sampled (const SlTraining *training, SlPartId part);

void sl_training_free (SlTraining *training);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlTraining, sl_training_free)

/** sl_training_copy: Returns (transfer full) a training that is the same to the last bit
 * (state.h says what that is) and goes on to the same bits, on the same data, which are
 * shared, without pool and stop flag. History and events are copied. O(weights + epochs).
 * Any thread, as long as @training rests. */
SlTraining *sl_training_copy (const SlTraining *training);

/** sl_training_catch_up: @self: an earlier copy of @training, untouched since; becomes
 * the same as it is now, for less than a new copy. */
void sl_training_catch_up (SlTraining *self, const SlTraining *training);

/** sl_training_work_with: gives a copy @pool and @stop, as for
 * sl_training_new_with_pool(). */
void sl_training_work_with (SlTraining *self, SlPool *pool, const gint *stop);

/** sl_training_apply:
 * Takes the hot settings of @config; each that changed is logged at the present place. A
 * new optimiser starts with empty state, and so does one whose state holds for one
 * learning rate when that changes. Cold settings must be those of the run. */
void sl_training_apply (SlTraining *training, const SlConfig *config);

/** sl_training_forget_schedule: early stopping and the reduction of the learning rate
 * start their watch anew, as for another objective. */
void sl_training_forget_schedule (SlTraining *training);

/** sl_training_step: one minibatch; at the end of an epoch, its evaluation and what the
 * schedule has to say (schedule.h): a reduced learning rate is logged as an event. */
SlTrainingResult sl_training_step (SlTraining *training);

int sl_training_epoch (const SlTraining *training); /* finished epochs */
int sl_training_batch (const SlTraining *training); /* minibatches done in this epoch */
int sl_training_rows_left (const SlTraining *training); /* of this epoch */
const SlConfig *sl_training_config (const SlTraining *training);
const SlNetwork *sl_training_network (const SlTraining *training);
SlProblem *sl_training_problem (const SlTraining *training); /* (transfer none) */
const guint8 *sl_training_unreached (
    const SlTraining *training); /* (n_weights) flags of the last evaluation */

/** sl_training_silent: Returns (transfer none) (sl_idle_size) 1 for constant inputs of
 * the training part and for hidden units whose derivative was 0 in all its rows at the
 * last evaluation. */
const guint8 *sl_training_silent (const SlTraining *training);

/** sl_training_confusion: Returns (transfer none) (nullable) the matrix of the last
 * evaluation, of the test part or, when there is none, of the training part; NULL for a
 * regression and beyond SL_CONFUSION_MAX_CLASSES. */
const SlConfusion *sl_training_confusion (const SlTraining *training);

SlLogView
sl_training_history (const SlTraining *training); /* of SlHistoryRow; release the view */
SlLogView
sl_training_events (const SlTraining *training); /* of SlEvent; release the view */
const SlTrace *sl_training_traces (const SlTraining *training); /* (SL_N_TRACES) */
const SlZeroTraces *
sl_training_layer_zeros (const SlTraining *training); /* (n_layers) over the epochs */

/** SlStepSample: some weights, evenly spread over all of them, and the step sizes t that
 * the optimiser would give them: the penalty's map of a weight is prox_t. */
enum { SL_STEP_SAMPLES = 192 };
typedef struct
{
  int n;
  float w[SL_STEP_SAMPLES];
  float t[SL_STEP_SAMPLES];
  float median; /* of t where w is not 0; η if there is none, or no update yet */
} SlStepSample;

/** sl_training_steps: @sample: (out), by one more update where the loss has no slope,
 * which is not made. O(SL_STEP_SAMPLES log SL_STEP_SAMPLES). */
void sl_training_steps (const SlTraining *training, SlStepSample *sample);

/** sl_training_follow_weight: follows the life of the weight at @place from now on;
 * nothing when there is none. One weight at a time; another one is another life. */
void sl_training_follow_weight (SlTraining *training, const SlWeightPlace *place);

/** sl_training_rehearse: finds the next update of the weight that is watched, without
 * making it: everything stays as it was, and training goes on to the same bits. Returns
 * whether something new became known. Cost: a minibatch without its update, unless it is
 * known already. */
gboolean sl_training_rehearse (SlTraining *training);

/** sl_training_life: Returns (transfer full) (nullable) the life of the weight that is
 * watched, to be freed by g_free(); NULL when none is. */
SlWeightLife *sl_training_life (SlTraining *training);
/** sl_training_watch_pair: follows the two weights @pair of layer 0, by their places in
 * W, from here on; nothing changes when they are followed already. */
void sl_training_watch_pair (SlTraining *training, const int pair[2]);

/** sl_training_trail: Returns (transfer none) (nullable) where the two weights went. */
const SlTrail *sl_training_trail (const SlTraining *training);

/** sl_training_refit: chooses the histogram's bins anew by the present weights, measures
 * the start of the run by them, and forgets the highest bars so far. The starting weights
 * are drawn once more for it. */
void sl_training_refit (SlTraining *training);

/** SlObjective: what training makes small, of the present weights under the present
 * settings, which a change of them changes at once; the history keeps what was. */
typedef struct
{
  gboolean known;    /* FALSE: not measured; the last row of the history tells of it */
  double train_loss; /* of the last row while that of the present weights is not known */
  double lambda;
  double penalty; /* λ·R(w) */
} SlObjective;

/** sl_training_objective: @objective: (out). O(weights). */
void sl_training_objective (const SlTraining *training, SlObjective *objective);

/** sl_training_find_loss: measures the loss of the present weights, unless it is known.
 * Returns whether it has become known; not when the stop flag was seen. Training goes on
 * to the same bits. O(weights · rows). */
gboolean sl_training_find_loss (SlTraining *training);

/** sl_training_graph: Returns (transfer full) the network now as units and links. */
SlGraph *sl_training_graph (const SlTraining *training);

const char *sl_training_divergence (
    const SlTraining *training); /* (nullable) sentence: what happened */

const char *
sl_training_ending (const SlTraining *training); /* (nullable) sentence: why it finished,
                                                    until the next step */

/** sl_training_went_on: Returns whether a step was made after the training had ended or
 * diverged, which a command never does. */
gboolean sl_training_went_on (const SlTraining *training);

/** sl_training_seconds: @rows: (out) rows trained on, over all epochs.
 * Returns the seconds spent in minibatches so far, evaluation excluded. */
double sl_training_seconds (const SlTraining *training, gint64 *rows);

/** sl_training_start: @layers: (out) (transfer none) (n_layers) measures at the start of
 * the run. Returns (transfer none) the measure of all weights then. */
const SlWeightMeasure *sl_training_start (const SlTraining *training,
                                          const SlWeightMeasure **layers);

/** sl_training_measure: @layers: (out) (n_layers); @total: (out): the weights now, with
 * peaks. */
void sl_training_measure (SlTraining *training,
                          SlWeightMeasure *layers,
                          SlWeightMeasure *total);

G_END_DECLS
