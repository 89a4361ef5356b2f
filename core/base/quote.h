/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_quote: Returns (transfer full) what a sentence repeats of @text, which somebody
 * typed: UTF-8 on one line, with spaces for line breaks and other control characters, and
 * of a long one the beginning with "…" after it. */
char *sl_quote (const char *text);

G_END_DECLS
