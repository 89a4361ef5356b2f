/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_csv_parse_number:
 * @text: (n) the whole cell, without blanks around it; @point: '.' or ','
 * @value: (out) set on success only
 * Reads a decimal number to the nearest double, as g_ascii_strtod() does, whatever the
 * locale; what is too large becomes ±HUGE_VAL. Hexadecimal, "inf" and "nan" are none.
 * Returns whether all of @text is one number. Cost: some 20 ns for up to 19 digits.
 * Source: W. D. Clinger, How to Read Floating Point Numbers Accurately (1990). */
gboolean sl_csv_parse_number (const char *text, size_t n, char point, double *value);

/** sl_csv_is_foreign_number: Returns whether @text is a number that another table might
 * have: with marks between thousands (1.234,5 or 1,234.5 or 1'234 or 1 234,5), the other
 * decimal sign (0,5), the sign of a currency or share ($2, 1 %) or those of print (a
 * minus that is no hyphen). Not what has more parts, such as 1.2.3 or 192.168.0.1. */
gboolean sl_csv_is_foreign_number (const char *text);

G_END_DECLS
