/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/measure/layer-norms.h"
#include "core/measure/pruning.h"
#include "core/measure/surface.h"
#include "core/training/distance.h"
#include "core/training/training.h"

G_BEGIN_DECLS

typedef enum {
  SL_RUN_PREPARING, /* data is being made; no history yet */
  SL_RUN_PAUSED,    /* with a message when early stopping or the target score ended it */
  SL_RUN_PLAYING,
  SL_RUN_DIVERGED, /* paused on the last finite weights; message says what happened */
  SL_RUN_FAILED,   /* the data could not be made; message says why */
} SlRunState;

/** SlNeeds: what the visible figures ask of a snapshot beyond the history. Bit l of a
 * set stands for layer l, from 0. */
typedef struct
{
  guint64 weights;      /* set: a copy of these layers' weights */
  guint64 zeros;        /* set: how these layers' zeros went over the epochs */
  gboolean graph;       /* units and links */
  gboolean steps;       /* some weights and their step sizes */
  SlWeightPlace watch;  /* the life of this weight */
  gboolean confusion;   /* the confusion matrix */
  gboolean layer_norms; /* the norms of each layer */
  gboolean surface;     /* the outputs over a plane, for data that has one */
  gboolean pruning;     /* the pruning curve (study.h) … */
  double prune_at;      /* … with a point for this threshold; 0 = for none */
  gboolean geometry;    /* two weights and their trail */
  int pair[2];          /* which, by their places in W of layer 0; two equal: those that
                           the exact optimum calls leaders */
} SlNeeds;

/** sl_needs_layer: Returns the set of @layer alone; of layer 0 below that. */
guint64 sl_needs_layer (int layer);

/** SlWeightsView: weights of one layer, (inputs, outputs) row-major, all units of large
 * layers left out beyond the first SL_VIEW_UNITS, all inputs beyond the first
 * SL_VIEW_INPUTS. */
enum { SL_VIEW_UNITS = 256, SL_VIEW_INPUTS = 1024 };
typedef struct
{
  int layer;           /* 0 … n_layers−1 */
  int inputs, outputs; /* of the layer */
  int rows, cols; /* shown: min(inputs, SL_VIEW_INPUTS), min(outputs, SL_VIEW_UNITS) */
  float *W;       /* (rows, cols); NULL = not in this snapshot */
} SlWeightsView;

/** SlGoodState: where a run that diverged can go back to. */
typedef struct
{
  int epoch, batch;
  SlConfig config; /* as in force then */
} SlGoodState;

/** sl_weights_view_fill: @view: (out) a copy of the weights of @layer; W is to be freed
 * with g_free(). */
void sl_weights_view_fill (SlWeightsView *view, const SlNetwork *network, int layer);

/** SlSnapshot: all that the figures and read-outs of one moment need. Immutable, counted,
 * handed from the worker to the main thread. */
typedef struct
{
  gatomicrefcount refs;
  guint run; /* number of the run, given to the trainer */
  SlRunState state;
  char *message; /* Owned, nullable: sentence for DIVERGED, FAILED and a PAUSED that ended
                  */
  SlConfig config;         /* as in force */
  int epoch, batch;        /* finished epochs, further minibatches */
  SlProblem *problem;      /* Owned, nullable until prepared, and in a pinned run out of a
                              file: names, shape, true weights */
  SlTask task;             /* of the data, once prepared */
  int n_layers;            /* 0 until prepared */
  int sampled[SL_N_PARTS]; /* see sl_training_sampled() */
  SlWeightMeasure *layers; /* Owned (n_layers): the weights at this very minibatch */
  SlWeightMeasure total;
  SlWeightMeasure start;         /* total at the start of the run, for the outline */
  SlWeightMeasure *start_layers; /* Owned (n_layers) at the start of the run */
  SlWeightsView *weights;        /* Owned (n_layers); see sl_snapshot_weights() */
  SlZeroTraces **layer_zeros;    /* Owned (n_layers) of Owned, NULL where not asked for */
  SlGraph *graph;                /* Owned, nullable */
  SlStepSample *steps;           /* Owned, nullable */
  SlWeightLife *life;            /* Owned, nullable: of the weight that is watched */
  SlDistanceReport *optimum;     /* Owned, nullable while it is being found: the distance
                                    to the exact optimum, or why there is none */
  SlGeometry *geometry;   /* Owned, nullable: the newest of the two weights asked for; it
                             may be of the λ before */
  SlTrail *trail;         /* Owned, nullable: of two weights, since they were asked for */
  SlConfusion *confusion; /* Owned, nullable: after the finished epochs; of the test
                             part, or of the training part when there is none */
  SlLayerNorms *layer_norms; /* Owned (n_layers), nullable: each layer by itself */
  SlSurface *surface;        /* Owned, nullable */
  SlPruningCurve *pruning;   /* Owned, nullable */
  int pruning_epoch;         /* finished epochs of the weights it is of */
  SlGoodState *good;         /* Owned, nullable: of a DIVERGED one */
  SlObjective objective;     /* of the present weights under the present settings */
  gint64 pinned;             /* weights held at zero by hand (edit.h) */
  SlLogView history;         /* of SlHistoryRow */
  SlLogView events;          /* of SlEvent */
  gboolean went_on;          /* see sl_training_went_on() */
  SlTrace traces[SL_N_TRACES];
} SlSnapshot;

/** sl_snapshot_take: a snapshot of @training now. Returns (transfer full), refs = 1. */
SlSnapshot *sl_snapshot_take (SlTraining *training,
                              guint run,
                              SlRunState state,
                              const SlNeeds *needs);

/** sl_snapshot_due: @begin, @end: when the last snapshot was begun and published
 * (g_get_monotonic_time(), µs). Returns when the next one is due, so that taking them
 * costs at most 1/20 of the time and there are no more than pictures a second. */
gint64 sl_snapshot_due (gint64 begin, gint64 end);

/** sl_snapshot_take_empty: a snapshot without data: PREPARING, or FAILED with @message.
 */
SlSnapshot *sl_snapshot_take_empty (const SlConfig *config,
                                    guint run,
                                    SlRunState state,
                                    const char *message);
SlSnapshot *sl_snapshot_ref (SlSnapshot *snapshot);
void sl_snapshot_unref (SlSnapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSnapshot, sl_snapshot_unref)

/** sl_snapshot_weights: Returns (transfer none) the weights of @layer, or NULL when there
 * is no such layer or they were not asked for. */
const SlWeightsView *sl_snapshot_weights (const SlSnapshot *snapshot, int layer);

/** sl_snapshot_objective: @objective: (out) what training makes small, as it is now, or
 * as it was after the last epoch when no more is known. Returns FALSE when nothing is. */
gboolean sl_snapshot_objective (const SlSnapshot *snapshot, SlObjective *objective);

/** sl_snapshot_last: Returns (transfer none) the last history row, or NULL when there is
 * none. */
const SlHistoryRow *sl_snapshot_last (const SlSnapshot *snapshot);

G_END_DECLS
