/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/reach.h"
#include "core/training/schedule.h"
#include "core/training/training.h"

/* What begin.c (how it begins), training.c (life and steps), state.c (the list of what it
 * is, copies), edit.c (changes by hand), update.c (one update of the parameters) and
 * evaluation.c (losses, scores, reach) share; nobody else includes this. A field that is
 * not scratch belongs into the list in state.c. */

struct SlTraining
{
  const gint *stop; /* Borrowed, nullable */
  SlPool *pool;     /* Borrowed, nullable */
  SlConfig config;  /* as in force */
  /* Owned. */
  SlProblem *problem;
  SlNetwork *network;
  SlPass *pass;
  float *gradient; /* of the tiles at work, or (widest W) under a group penalty */
  float *slots[2]; /* (n_params) state of the optimiser, as many as it has */
  float *t;        /* (widest W) step sizes under a group penalty, else NULL */
  struct
  {
    int capacity; /* rows that fit */
    float *X;     /* (capacity, d) */
    float *y;     /* (capacity), or NULL */
    int *label;   /* (capacity), or NULL */
  } minibatch;
  float *chunk; /* (SL_EVALUATION_ROWS, d) rows evaluated, NULL until needed */
  int *evaluated[SL_N_PARTS]; /* (SL_SAMPLE_ROWS) rows of a part; NULL = all of them */
  int *order;                 /* (n_train) rows in this epoch's order */
  guint8 *unreached;
  guint8 *silent; /* (sl_idle_size) constant inputs; units dead at the last evaluation */
  SlConfusion *confusion; /* of the last evaluation; NULL for numbers and many classes */
  guint8 *rule_flags;     /* (n_params) what the rule remembers; NULL when nothing */
  guint8 *pinned; /* (n_weights) 1 where a weight is held at zero; NULL when none is */
  SlReach *reach;
  struct SlWatch *watch; /* nullable; see watch.c */
  SlLog *history, *events;
  char *divergence;
  char *ending; /* why the last epoch was the last; NULL when it was not */
  struct
  {
    float *params;      /* (n_params) of the best epoch; NULL until there is one */
    guint8 *rule_flags; /* (n_params) what the rule remembered then, nullable */
  } best;
  SlWeightMeasure *start_layers; /* (n_layers) at the start of the run */
  gint64 *peaks;                 /* (n_layers) highest bar so far */
  SlZeroTraces *layer_zeros;     /* (n_layers) over the epochs */
  SlTrail *trail;                /* of two weights; NULL until they are watched */
  /* Plain. */
  SlWeightMeasure start;
  gint64 peak;
  double histogram_end;
  SlRng shuffle, dropout;
  gboolean went_on;           /* see sl_training_went_on() */
  gboolean shuffled;          /* this epoch's order has been drawn */
  int epoch, batch, position; /* position: rows done in this epoch */
  gint64 k;                   /* updates since the optimiser was chosen */
  double start_loss;
  struct
  {
    gboolean known;
    double value;
  } train_loss; /* of the present weights; found again when needed, so no state */
  SlSchedule schedule;
  gint64 busy; /* µs spent in minibatches */
  gint64 rows; /* trained on */
  SlTrace traces[SL_N_TRACES];
};

/* Parameters are updated in blocks that stay in the first-level cache while optimiser and
 * penalty both pass over them. */
enum { SL_UPDATE_BLOCK = 1024, SL_EVALUATION_ROWS = 512 };

/** sl_training_update: after sl_pass_deltas(): one step of optimiser and rule on all
 * parameters. Returns FALSE, with nothing written, when the result would not be finite.
 */
gboolean sl_training_update (SlTraining *self);

/** sl_training_update_is_finite: after sl_pass_deltas(): Returns whether the result of
 * the update would be. */
gboolean sl_training_update_is_finite (const SlTraining *self);

/** sl_training_rehearse_update: after sl_pass_deltas(): the watch sees the update of the
 * weight at @place, which is then taken back. */
void sl_training_rehearse_update (SlTraining *self, const SlWeightPlace *place);

/** SlWatch: the one weight whose life is followed (watch.c). No state: training goes the
 * same way with it and without. A copy follows the same one. */
typedef struct SlWatch SlWatch;

/** sl_watch_catch_up: @self follows what @training does, with its history so far. */
void sl_watch_catch_up (SlTraining *self, const SlTraining *training);

/** sl_watch_index: @watch: (nullable). Returns where its weight is among the parameters;
 * a place beyond all of them when nothing is watched. */
size_t sl_watch_index (const SlWatch *watch);

/** sl_watch_begin: its update begins. @step: with the penalty as it acts on it; @g: its
 * gradient; @in_group: whether the penalty acts on groups. sl_watch_step: the optimiser's
 * part of an update in groups is done; @t: (d, m) the step sizes of its layer.
 * sl_watch_end: the update is done. The last is for any training, watched or not. */
void sl_watch_begin (SlTraining *self, const SlStep *step, float g, gboolean in_group);
void sl_watch_step (SlTraining *self, const float *t);
void sl_watch_end (SlTraining *self);

/** sl_watch_note: appends the weight as it is now to its history.
 * sl_watch_forget_next: what is known of the next update does not hold any more. Both for
 * any training. */
void sl_watch_note (SlTraining *self);
void sl_watch_forget_next (SlTraining *self);

/** sl_training_rows_per_batch: Returns how many rows a minibatch has, but for the last of
 * an epoch. */
int sl_training_rows_per_batch (const SlTraining *self);

/** sl_training_try_minibatch: the next minibatch up to the deltas; @n: (out) its rows.
 * Returns its mean loss. */
double sl_training_try_minibatch (SlTraining *self, int *n);

/** sl_training_loss_is_sane: Returns whether a loss of @loss is no sign of divergence. */
gboolean sl_training_loss_is_sane (const SlTraining *self, double loss);

/** sl_training_fit_update: makes room for updates under the present penalty. */
void sl_training_fit_update (SlTraining *self);

/** sl_training_follow_trail: after an update: the next point of the trail, if any. */
void sl_training_follow_trail (SlTraining *self);

/** sl_training_look_ahead: moves the parameters to where the optimiser wants the
 * gradient. sl_training_look_back: undoes it, when no update follows. */
void sl_training_look_ahead (SlTraining *self);
void sl_training_look_back (SlTraining *self);

/** sl_training_hold: @w: (inout) (n) becomes +0 where @pinned (n) is 1. */
void sl_training_hold (size_t n, float *w, const guint8 *pinned);

/** sl_training_rest: parameters @first and @n − 1 more, weights into layer @l, were
 * changed by hand: what the optimiser remembers of them agrees with what they are now, as
 * if they had been there for long. */
void sl_training_rest (SlTraining *self, int l, size_t first, size_t n);

/** sl_training_clear_rule_state: gives the rule chosen a fresh memory. */
void sl_training_clear_rule_state (SlTraining *self);

/** sl_training_apply_as: sl_training_apply(), logged as what it is. */
void
sl_training_apply_as (SlTraining *self, const SlConfig *config, gboolean by_schedule);

/** sl_training_clear_optimizer_state: gives the optimiser chosen a fresh state. */
void sl_training_clear_optimizer_state (SlTraining *self);

/** sl_training_make_scratch: makes all that is no state; state and network are there.
 * sl_training_fit_scratch: makes room for the settings in force. */
void sl_training_make_scratch (SlTraining *self);
void sl_training_fit_scratch (SlTraining *self);

/** sl_training_validation: Returns the part that drives the schedule, or NULL. */
const SlPart *sl_training_validation (const SlTraining *self);

/** sl_training_evaluate: evaluates all parts and renews the reach flags. @row: (out).
 * Returns FALSE when the stop flag was seen. */
gboolean sl_training_evaluate (SlTraining *self, SlHistoryRow *row);

/** sl_training_append_row: appends @row, evaluated just now, to history and traces. */
void sl_training_append_row (SlTraining *self, SlHistoryRow *row);

/** sl_training_make_network: Returns (transfer full) the network of @config with its
 * starting weights, the same each time, or NULL with an error. */
SlNetwork *sl_training_make_network (const SlConfig *config,
                                     const SlProblem *problem,
                                     GError **error);

/** sl_training_next_step: Returns what the next update knows beside the gradient. */
SlStep sl_training_next_step (const SlTraining *self);

/** sl_training_follow_schedule: at the end of an epoch: reduces the learning rate, or
 * ends the training, as the settings have it, and appends @row. Returns EPOCH, FINISHED,
 * or STOPPED when the stop flag was seen. */
SlTrainingResult sl_training_follow_schedule (SlTraining *self, SlHistoryRow *row);
