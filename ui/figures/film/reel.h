/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What all pictures of a film may take in memory. */
#define SL_REEL_MAX_BYTES ((gsize) 256 << 20)

/** SlReel: pictures one after the other, kept small: each as what is not as in the one
 * before, in runs. */
typedef struct SlReel SlReel;

/** sl_reel_new: @n_pixels: of each picture. Returns (transfer full). */
SlReel *sl_reel_new (gsize n_pixels);
void sl_reel_free (SlReel *reel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlReel, sl_reel_free)

/** sl_reel_add: @pixels: (n_pixels) 0x00RRGGBB. Returns FALSE when there is no room. */
gboolean sl_reel_add (SlReel *reel, const guint32 *pixels);

/** sl_reel_n: Returns how many pictures there are. */
guint sl_reel_n (const SlReel *reel);

/** sl_reel_next: Returns (transfer none) (n_pixels) (nullable) the next picture, from the
 * first; NULL behind the last. Valid until the next call. Nothing can be added any more.
 */
const guint32 *sl_reel_next (SlReel *reel);

G_END_DECLS
