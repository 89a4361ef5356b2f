/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/training.h"

G_BEGIN_DECLS

typedef enum {
  SL_EDIT_SET,     /* one weight becomes @value; a dead or pinned one lives again */
  SL_EDIT_REVIVE,  /* one weight that is exactly zero gets its starting value again */
  SL_EDIT_PRUNE,   /* every weight with |w| ≤ @value becomes 0 and is pinned there */
  SL_EDIT_RELEASE, /* nothing is pinned any more; weights are what they are */
  SL_N_EDITS
} SlEditKind;

/** SlEdit: a change of weights by hand. A plain value. */
typedef struct
{
  SlEditKind kind;
  int layer;         /* SET, REVIVE: 0 … hidden layers */
  int input, output; /* … the weight from @input to unit @output of it, from 0 */
  double value;      /* SET: of the weight; PRUNE: the threshold, ≥ 0 */
} SlEdit;

/* Weights beyond this are numbers typed wrong. */
#define SL_EDIT_MAX_WEIGHT 1e6

/** sl_edit_check: whether @edit is one for a network of @config on @problem: there is
 * such a weight, and the value makes sense. Errors: SL_ERROR_ARGUMENT. */
gboolean sl_edit_check (const SlEdit *edit,
                        const SlConfig *config,
                        const SlProblem *problem,
                        GError **error);

/** sl_edit_text: Returns (transfer full) @edit as the log of events keeps it: "set 1 3 2
 * 0.5", "revive 1 3 2", "prune 0.05", "release", counted from 1. */
char *sl_edit_text (const SlEdit *edit);

/** sl_edit_parse: @text: of sl_edit_text(). Errors: SL_ERROR_ARGUMENT. */
gboolean sl_edit_parse (const char *text, SlEdit *edit, GError **error);

/** sl_edit_of_event: @edit: (out). Returns whether @event is an edit and not a setting:
 * its setting is one of the ids of sl_edit_id(), from is the value of the one weight
 * before, or the number of weights pinned before, to is sl_edit_text(). */
gboolean sl_edit_of_event (const SlEvent *event, SlEdit *edit);

/** sl_edit_id: Returns the name of @kind in the log: "edit-set". */
const char *sl_edit_id (SlEditKind kind);

/** sl_training_edit:
 * Changes weights at the present place, between two minibatches, and logs it there. What
 * the optimiser remembers of the weights concerned is made to agree: they start at rest.
 * Early stopping and the reduction of the learning rate start their watch anew, as for
 * another model. Pinned weights stay +0 under every optimiser and rule. Errors:
 * SL_ERROR_ARGUMENT, and nothing changed. O(weights). Source of pruning with retraining:
 * Han et al., Learning both Weights and Connections for Efficient Neural Networks (2015),
 * §3. */
gboolean sl_training_edit (SlTraining *training, const SlEdit *edit, GError **error);

/** sl_training_pinned: @n: (out) (nullable) how many are pinned. Returns (transfer none)
 * (nullable) (n_weights) 1 for weights held at zero; NULL when there are none. */
const guint8 *sl_training_pinned (const SlTraining *training, gint64 *n);

G_END_DECLS
