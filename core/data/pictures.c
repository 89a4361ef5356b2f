/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/pictures.h"

#include <stdio.h>
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

gboolean
sl_picture_shape (char *const *names, int d, int *width, int *height, int *channels)
{
  g_auto (GStrv) expected = NULL;
  int row, column, n;

  *width = *height = *channels = 0;
  /* The last name says all. */
  if (d < 4 || sscanf (names[d - 1], "r%6dc%6d%n", &row, &column, &n) != 2 || row < 1 ||
      column < 1)
    return FALSE;
  gboolean is_colour = names[d - 1][n] != '\0';
  gint64 area = (gint64) (row + 1) * (column + 1);
  if (area * (is_colour ? 3 : 1) != d)
    return FALSE;
  expected = sl_picture_features (column + 1, row + 1, is_colour ? 3 : 1);
  for (int j = 0; j < d; j++)
    if (strcmp (names[j], expected[j]) != 0)
      return FALSE;
  *width = column + 1;
  *height = row + 1;
  *channels = is_colour ? 3 : 1;
  return TRUE;
}

float
sl_picture_range (double low, double high)
{
  static const float ranges[] = {1.0f, 16.0f, 255.0f};

  for (size_t i = 0; i < G_N_ELEMENTS (ranges) && low >= 0.0; i++)
    if (high <= (double) ranges[i])
      return ranges[i];
  return 0.0f;
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
