/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** test_comma_locale_enter:
 * Makes the C library write and read numbers with a decimal comma (LC_NUMERIC), whatever
 * languages are installed: a locale of our own is compiled by localedef, which comes with
 * glibc. Asserts that "%g" of 1.5 is "1,5" afterwards. Before other threads are started.
 */
void test_comma_locale_enter (void);

/** test_comma_locale_leave: back to the decimal point of the C locale. */
void test_comma_locale_leave (void);

G_END_DECLS
