/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/array-set.h"

G_BEGIN_DECLS

/** SlPartnerNames: how the names of two files that belong together differ: what stands
 * in the name of the inputs, and what instead of it in that of the targets. The first
 * part must be there, the second is exchanged too where it is there. */
typedef struct
{
  const char *inputs[2], *targets[2]; /* the second NULL when there is only one */
  gboolean at_start;                  /* the first part begins the name */
} SlPartnerNames;

/** SlArrayReader: reads the one array of @input, at its first byte. */
typedef gboolean (*SlArrayReader) (SlArray *array, SlInput *input, GError **error);

/** sl_array_partners_read:
 * @input: one file of a pair, at its first byte; inputs or targets
 * @names: (n_names) the ways in which pairs are named, in the order they are tried
 * @found: (out) whether there is a second file beside it; nothing is read otherwise
 * Fills X and y of @set from both, and the test part when both of its files lie beside a
 * training pair ("test" or "t10k" where they have "train"). Files may be packed by gzip
 * or not. Errors: of @reader, and of opening. */
gboolean sl_array_partners_read (SlArraySet *set,
                                 SlInput *input,
                                 const SlPartnerNames *names,
                                 size_t n_names,
                                 SlArrayReader reader,
                                 gboolean *found,
                                 GError **error);

G_END_DECLS
