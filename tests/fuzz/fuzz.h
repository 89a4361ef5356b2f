/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/file.h"

G_BEGIN_DECLS

/** LLVMFuzzerTestOneInput: one try of the target that is linked in: by libFuzzer, which
 * names it, or by driver.c. Returns 0; what is wrong ends the program. */
int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/** fuzz_check_set:
 * @set: (nullable) (transfer full) what came of a file; @error: (nullable) (transfer
 * full) why nothing did
 * Ends the program unless there is one of them, whole: a set that holds what its fields
 * say and can be split and scaled (or says why not), or a sentence on one line. */
void fuzz_check_set (SlDataset *set, GError *error);

/** fuzz_check_sentence: @error: of the core; ends the program unless it is one of ours.
 */
void fuzz_check_sentence (const GError *error);

G_END_DECLS
