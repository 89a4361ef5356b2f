/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** sl_column_words: Returns (transfer full) what was found in a column of a file, in a
 * few words: "number, 0 to 9", "category, 3 values, 12 missing". */
char *sl_column_words (const SlColumn *column);

G_END_DECLS
