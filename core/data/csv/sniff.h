/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/csv/record.h"

G_BEGIN_DECLS

/** sl_csv_sniff:
 * @head: (n) the first bytes of a table of text; @is_all: nothing follows them
 * Finds out how it is written down: the delimiter that cuts all lines into the same
 * number of cells; a decimal comma where that is not the delimiter and no number has a
 * point; a header when the first line has names where the lines below have numbers, or
 * no number at all. */
SlCsvDialect sl_csv_sniff (const char *head, size_t n, gboolean is_all);

G_END_DECLS
