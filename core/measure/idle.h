/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/problem.h"
#include "core/model/network.h"

G_BEGIN_DECLS

/* Inputs and hidden units, all that sends something into a layer, stand in one list:
 * first the d inputs of the data, then the units of the first hidden layer, and so on.
 * What layer l receives begins at the sum of the inputs of the layers before it. */

/** SlIdle: why one of them does nothing; two bits, 0 = it takes part. */
typedef enum {
  /* It has nothing to say. An input: the same number in every training row. A hidden
   * unit: derivative 0 in every training row, so that no gradient passes and nothing
   * before it learns through it (a "dead" unit). */
  SL_IDLE_SILENT = 1,
  /* Nobody listens: all its outgoing weights are exactly 0. For an input: unused. */
  SL_IDLE_UNHEARD = 2,
} SlIdle;

/** sl_idle_size: Returns the length of the list: inputs plus hidden units. */
size_t sl_idle_size (const SlNetwork *network);

/** sl_idle_first: Returns where the inputs of layer @l begin in the list. */
size_t sl_idle_first (const SlNetwork *network, int l);

/** sl_idle_find_constant: @constant: (out) (d) 1 for inputs that are the same number in
 * every row of @part; 1 for all when it has no rows. O(n·d). */
void sl_idle_find_constant (const SlPart *part, guint8 *constant);

/** sl_idle_fill:
 * @silent: (size) 1 for constant inputs and for units without a derivative in any row
 * @idle: (out) (size) the bits of SlIdle. O(weights) at most: a row of weights is read up
 * to its first that is not 0. */
void sl_idle_fill (const SlNetwork *network, const guint8 *silent, guint8 *idle);

/** sl_idle_count: Returns how many of @idle (n) have any of @bits. */
int sl_idle_count (size_t n, const guint8 *idle, guint bits);

/** sl_idle_is_cut: @silent: as for sl_idle_fill(). Returns whether no way leads from an
 * input to an output over weights that are not 0 and units that are not silent: then the
 * outputs are the same for every row, and nothing but biases can learn. O(weights). */
gboolean sl_idle_is_cut (const SlNetwork *network, const guint8 *silent);

G_END_DECLS
