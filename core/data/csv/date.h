/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_csv_parse_date:
 * @text: (n) the whole cell, without blanks around it
 * @days: (out) since 1970-01-01, with the time of day as a fraction; set on success only
 * @is_unclear: (out) whether day and month cannot be told apart, as in 3/4/2024
 * Reads a day of the years 1 to 9999, with or without a time: as ISO 8601 has them
 * (2024-03-31, 2024-03-31T12:30:05, 2024/03/31), and 31.3.2024. Zones are passed over.
 * Returns whether all of @text is one date. */
gboolean
sl_csv_parse_date (const char *text, size_t n, double *days, gboolean *is_unclear);

/** sl_date_text: Returns (transfer full) the day that is @days after 1970-01-01, as ISO
 * 8601 has it; NULL when it is none of the years 1 to 9999. */
char *sl_date_text (double days);

G_END_DECLS
