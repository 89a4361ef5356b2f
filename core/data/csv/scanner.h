/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/csv/record.h"
#include "core/data/input.h"

G_BEGIN_DECLS

/** SlCsvScanner: the records of a table of text, one after the other, from a stream of
 * which it never holds more than a block, or the longest line. */
typedef struct SlCsvScanner SlCsvScanner;

enum { SL_CSV_MAX_LINE = 1 << 26 }; /* bytes of one record */

/** sl_csv_scanner_new: @input: (transfer none) before its first byte. */
SlCsvScanner *sl_csv_scanner_new (SlInput *input, const SlCsvDialect *dialect);
void sl_csv_scanner_free (SlCsvScanner *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlCsvScanner, sl_csv_scanner_free)

/** sl_csv_scanner_next:
 * @record: (out) (transfer none) the next record that is no blank line, until the next
 * call; NULL at the end
 * Returns FALSE with an error: of the stream, or for a line that is too long, has too
 * many cells, or quotes that do not match. */
gboolean sl_csv_scanner_next (SlCsvScanner *self, SlCsvRecord **record, GError **error);

/** sl_csv_scanner_line: Returns the number, from 1, of the line that the last record
 * began in. */
gint64 sl_csv_scanner_line (const SlCsvScanner *self);

/** sl_csv_scanner_fail: sets SL_ERROR_DATA "FILE:LINE: @sentence". Returns FALSE. */
gboolean
sl_csv_scanner_fail (const SlCsvScanner *self, GError **error, const char *sentence, ...)
    G_GNUC_PRINTF (3, 4);

G_END_DECLS
