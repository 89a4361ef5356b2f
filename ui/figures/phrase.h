/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** sl_phrase_lower: Returns (transfer full) @name as it stands within a sentence:
 * "Proximal step" becomes "proximal step"; "L1" and "ReLU" stay. */
char *sl_phrase_lower (const char *name);

/** sl_phrase_number: Returns (transfer full) @value at @digits significant digits, in
 * the style of the axes; "none" when it is NaN. */
char *sl_phrase_number (double value, int digits);

/** sl_phrase_count: Returns (transfer full) @n in plain digits, for sentences read aloud.
 */
char *sl_phrase_count (gint64 n);

/** sl_phrase_layer: Returns (transfer full) "layer 1, 64 → 32" for @layer, from 0. */
char *sl_phrase_layer (const SlSnapshot *snapshot, int layer);

/** sl_phrase_changed_value: Returns (transfer full) @text, the value of @setting as it is
 * logged, as on screen: the names of choices instead of their ids. */
char *sl_phrase_changed_value (const SlSetting *setting, const char *text);

/** sl_phrase_edit: Returns (transfer full) (nullable) what @event did to weights by hand,
 * short: "pruned |w| ≤ 0.05"; NULL when it is a setting. */
char *sl_phrase_edit (const SlEvent *event);

/** sl_phrase_is_beginning: Returns whether @event came before the first minibatch: it is
 * how the run began, not a change. Weights changed by hand are a change always. */
gboolean sl_phrase_is_beginning (const SlEvent *event);

/** sl_phrase_unit: Returns (transfer full) the name of unit @j (from 0) of @layer: "unit
 * 3", with its class in the output layer of a classifier. */
char *sl_phrase_unit (const SlSnapshot *snapshot, int layer, int j);

/** sl_phrase_input: the same for input @i of @layer: the feature's name in the first
 * layer. */
char *sl_phrase_input (const SlSnapshot *snapshot, int layer, int i);

G_END_DECLS
