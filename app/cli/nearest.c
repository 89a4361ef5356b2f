/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/nearest.h"

#include <string.h>

enum { LONGEST = 64 };

/* Letters to insert, remove or replace to make b of a. */
static int
edits (const char *a, const char *b)
{
  int n_b = (int) strlen (b);
  int row[LONGEST + 1];
  for (int j = 0; j <= n_b; j++)
    row[j] = j;
  for (int i = 1; a[i - 1] != '\0'; i++) {
    int diagonal = row[0];
    row[0] = i;
    for (int j = 1; j <= n_b; j++) {
      int replaced = diagonal + (a[i - 1] != b[j - 1]);
      diagonal = row[j];
      row[j] = MIN (replaced, 1 + MIN (row[j], row[j - 1]));
    }
  }
  return row[n_b];
}

const char *
sl_nearest (const char *word, const char *const *known, size_t n)
{
  g_return_val_if_fail (word != NULL, NULL);
  size_t length = strlen (word);
  if (length < 2 || length > LONGEST)
    return NULL;
  const char *best = NULL;
  /* Half of the letters wrong is no misspelling any more. */
  int fewest = (int) length / 2 + 1;
  for (size_t i = 0; i < n; i++) {
    if (strlen (known[i]) > LONGEST)
      continue;
    int distance = g_str_has_prefix (known[i], word) ? 1 : edits (word, known[i]);
    if (distance < fewest) {
      fewest = distance;
      best = known[i];
    }
  }
  return best;
}
