/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_svg_add_notes:
 * @svg: (inout) a whole SVG file; @title, @description: plain text
 * Inserts <title> and <desc> behind the opening tag, where screen readers and browsers
 * look for them. Returns FALSE when there is no <svg> tag. */
gboolean sl_svg_add_notes (GString *svg, const char *title, const char *description);

/** sl_svg_shorten: cuts the numbers of its paths to 3 decimals, a thousandth of a point:
 * cairo writes six, and letters are paths, so that this is a third of the file. */
void sl_svg_shorten (GString *svg);

G_END_DECLS
