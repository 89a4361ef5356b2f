/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/split.h"

#include "core/base/rng.h"

#include <math.h>

/* The rows of one class, or of all of a regression set. */
typedef struct
{
  int n;            /* rows */
  int most;         /* test rows it can give */
  int test;         /* test rows it gives */
  gint64 remainder; /* of its exact share, in units of 1/n of the set */
  int first;        /* place of its first row in the list of rows by group */
} Group;

int
sl_split_test_rows (int n, double fraction)
{
  double share = fraction * n, whole = rint (share);

  /* 0.1 · 30 is a little more than 3 in binary; 4 rows would be a surprise. */
  if (fabs (share - whole) <= 1e-9 * MAX (1.0, share))
    return (int) whole;
  return (int) ceil (share);
}

/* The group with room that has the largest remainder; -1 when all are full. */
static int
next_group (const Group *groups, int n_groups)
{
  int best = -1;

  for (int g = 0; g < n_groups; g++)
    if (groups[g].test < groups[g].most &&
        (best < 0 || groups[g].remainder > groups[best].remainder))
      best = g;
  return best;
}

/* Shares out @test of @n rows: the whole part of each exact share, then one more to the
 * largest remainders. A group that is served goes behind all others. */
static void
share_out (Group *groups, int n_groups, int n, int test)
{
  int left = test, g;

  for (g = 0; g < n_groups; g++) {
    gint64 share = (gint64) test * groups[g].n;

    groups[g].test = MIN ((int) (share / n), groups[g].most);
    groups[g].remainder = share % n;
    left -= groups[g].test;
  }
  while (left > 0 && (g = next_group (groups, n_groups)) >= 0) {
    groups[g].test++;
    groups[g].remainder -= n;
    left--;
  }
}

/* @rows: (n) out: all rows, one group after the other, each in the order of the set. */
static void
list_by_group (const SlDataset *dataset, Group *groups, int n_groups, int *rows)
{
  g_autofree int *place = g_new0 (int, n_groups);

  for (int i = 0; i < dataset->n; i++)
    groups[dataset->label == NULL ? 0 : dataset->label[i]].n++;
  for (int g = 1; g < n_groups; g++)
    groups[g].first = groups[g - 1].first + groups[g - 1].n;
  for (int g = 0; g < n_groups; g++)
    place[g] = groups[g].first;
  for (int i = 0; i < dataset->n; i++)
    rows[place[dataset->label == NULL ? 0 : dataset->label[i]]++] = i;
}

void
sl_split_init (SlSplit *split, const SlDataset *dataset, double fraction, guint64 seed)
{
  gboolean by_class = dataset->task == SL_TASK_CLASSIFICATION;
  int n = dataset->n, n_groups = by_class ? dataset->n_classes : 1;
  g_autofree Group *groups = g_new0 (Group, n_groups);
  g_autofree int *rows = g_new (int, n);
  g_autofree gboolean *is_test = g_new0 (gboolean, n);
  SlRng rng;

  list_by_group (dataset, groups, n_groups, rows);
  for (int g = 0; g < n_groups; g++)
    groups[g].most = by_class ? MAX (groups[g].n - 1, 0) : groups[g].n;
  share_out (groups, n_groups, n, sl_split_test_rows (n, fraction));

  *split = (SlSplit){0};
  sl_rng_init (&rng, seed, SL_STREAM_SPLIT);
  for (int g = 0; g < n_groups; g++) {
    int *members = rows + groups[g].first;

    sl_rng_shuffle (&rng, members, groups[g].n);
    for (int i = 0; i < groups[g].test; i++)
      is_test[members[i]] = TRUE;
    split->n_test += groups[g].test;
  }
  split->test = g_new (int, split->n_test);
  split->train = g_new (int, n - split->n_test);
  split->n_test = 0;
  for (int i = 0; i < n; i++) {
    if (is_test[i])
      split->test[split->n_test++] = i;
    else
      split->train[split->n_train++] = i;
  }
}

void
sl_split_clear (SlSplit *split)
{
  g_clear_pointer (&split->train, g_free);
  g_clear_pointer (&split->test, g_free);
  split->n_train = split->n_test = 0;
}
