/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/film/palette.h"

G_BEGIN_DECLS

/** SlGif: a GIF in the making, with one palette for all its pictures. It begins anew when
 * it has ended. Each picture stores what is not as before. One thread at a time. */
typedef struct SlGif SlGif;

/** sl_gif_new: @width, @height: 1 to 65535; @palette: copied. Returns (transfer full), or
 * NULL with SL_ERROR_WRITE. */
SlGif *sl_gif_new (int width, int height, const SlPalette *palette, GError **error);
void sl_gif_free (SlGif *gif);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlGif, sl_gif_free)

/** sl_gif_add: @pixels: (height, width) 0x00RRGGBB; @hundredths: of a second that it
 * stays. Error: SL_ERROR_WRITE. */
gboolean sl_gif_add (SlGif *gif, const guint32 *pixels, int hundredths, GError **error);

/** sl_gif_finish: Returns (transfer full) the file, or NULL with SL_ERROR_WRITE. */
GBytes *sl_gif_finish (SlGif *gif, GError **error);

G_END_DECLS
