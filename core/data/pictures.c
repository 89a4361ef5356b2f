/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/pictures.h"

#include <string.h>

char **
sl_picture_features (int width, int height, int channels)
{
  static const char *const colours[] = {".red", ".green", ".blue"};
  int area = width * height;
  char **names;

  g_return_val_if_fail (channels == 1 || channels == 3, NULL);

  names = g_new0 (char *, channels *area + 1);
  for (int j = 0; j < channels * area; j++)
    names[j] = g_strdup_printf ("r%dc%d%s", j % area / width, j % width,
                                channels == 3 ? colours[j / area] : "");
  return names;
}

void
sl_picture_planes (void *rows, size_t n, size_t pixels, size_t size)
{
  size_t length = 3 * pixels * size;
  g_autofree char *row = g_malloc (length);

  for (size_t i = 0; i < n; i++) {
    char *to = (char *) rows + i * length;

    memcpy (row, to, length);
    for (size_t colour = 0; colour < 3; colour++)
      for (size_t p = 0; p < pixels; p++, to += size)
        memcpy (to, row + (3 * p + colour) * size, size);
  }
}
