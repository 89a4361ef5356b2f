/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_nearest:
 * @word: what was typed; @known: (n) the words that exist
 * Returns (transfer none) the known word that @word most likely stands for: one it
 * begins, or the one with the fewest letters to change, or NULL when all are too far off.
 * O(n·length²). Source: Levenshtein, Binary codes capable of correcting deletions,
 * insertions and reversals (1966). */
const char *sl_nearest (const char *word, const char *const *known, size_t n);

G_END_DECLS
