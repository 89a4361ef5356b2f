/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_picture_features:
 * @channels: 1 or 3
 * Returns (transfer full) the names of the inputs of a picture, plane by plane: "r2c5"
 * is the pixel in row 2, column 5 from 0 on; with three planes "r2c5.red", and so on. */
char **sl_picture_features (int width, int height, int channels);

/** sl_picture_shape:
 * @names: (d) of inputs; @width, @height, @channels: (out) 0 when it returns FALSE
 * Returns whether they are those of a picture of at least 2 × 2 pixels, as
 * sl_picture_features() gives them. O(d). */
gboolean
sl_picture_shape (char *const *names, int d, int *width, int *height, int *channels);

/** sl_picture_range: Returns what pixels from @low to @high are divided by: 1, 16 or 255;
 * 0 when they are no numbers that pixels have. */
float sl_picture_range (double low, double high);

/** sl_picture_planes:
 * @rows: (n, pixels, 3) numbers of @size bytes, colour by colour for each pixel
 * Turns each row into (3, pixels), as data sets have them. O(n·pixels). */
void sl_picture_planes (void *rows, size_t n, size_t pixels, size_t size);

G_END_DECLS
