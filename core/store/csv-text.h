/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_csv_text: appends @text as a field of a CSV file, in quotes when it needs them. */
void sl_csv_text (GString *csv, const char *text);

/** sl_csv_number: appends @value with 17 digits; nothing for NaN. */
void sl_csv_number (GString *csv, double value);

G_END_DECLS
