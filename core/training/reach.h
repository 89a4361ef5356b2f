/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/model/network.h"

/** SlReach: finds the weights that nothing reaches: in every training row the weight's
 * input is 0 or its unit's derivative is 0, so that the loss gives it no gradient at all.
 * A constant input and a dead unit are the plain cases; a rare input that only meets the
 * unit switched off is the third. Such a weight goes to zero under any shrinking penalty,
 * L2 included. The flags tell of the weights as they are: one that was not reached, went
 * to zero and has just been reached again stands at zero, and without a flag, until the
 * next update moves it; a few such weights are all zeros that L2 has beside the flagged
 * ones. */
typedef struct SlReach SlReach;

/** sl_reach_new: @capacity: most rows of one sl_reach_add(). */
SlReach *sl_reach_new (const SlNetwork *network, int capacity);
void sl_reach_free (SlReach *reach);

/** sl_reach_begin: @unreached: (out) (n_weights) flags, all set; @silent: (inout)
 * (sl_idle_size) flags, set for all hidden units and left alone for the inputs. Both must
 * stay until the last add. */
void sl_reach_begin (SlReach *reach, guint8 *unreached, guint8 *silent);

/** sl_reach_add: clears the flag of every weight that the @n rows of @pass, just gone
 * forward, reach, and of every hidden unit with a derivative in one of them. About
 * O(weights) for the first rows, less for the rest. */
void sl_reach_add (SlReach *reach, const SlNetwork *network, const SlPass *pass, int n);
