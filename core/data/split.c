/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/split.h"

#include "core/base/rng.h"

#include <math.h>

/* The rows of one class, or of all of a regression set. */
typedef struct
{
  int n;            /* rows */
  int most;         /* rows it can give */
  int test;         /* rows it gives */
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

static int
group_of (const SlDataset *dataset, int row)
{
  return dataset->label == NULL ? 0 : dataset->label[row];
}

/* @rows: (n) out: the rows @from (n), one group after the other, each in the same order.
 */
static void
list_by_group (const SlDataset *dataset,
               int n,
               const int *from,
               Group *groups,
               int n_groups,
               int *rows)
{
  g_autofree int *place = g_new0 (int, n_groups);

  for (int i = 0; i < n; i++)
    groups[group_of (dataset, from[i])].n++;
  for (int g = 1; g < n_groups; g++)
    groups[g].first = groups[g - 1].first + groups[g - 1].n;
  for (int g = 0; g < n_groups; g++)
    place[g] = groups[g].first;
  for (int i = 0; i < n; i++)
    rows[place[group_of (dataset, from[i])]++] = from[i];
}

/* Takes a share of the rows @from (*n) out of them, by @rng. Returns (transfer full) the
 * taken ones; both lists keep their order. */
static int *
take_rows (const SlDataset *dataset,
           int *n,
           int *from,
           double fraction,
           SlRng *rng,
           int *n_taken)
{
  gboolean by_class = dataset->task == SL_TASK_CLASSIFICATION;
  int n_groups = by_class ? dataset->n_classes : 1, n_left = 0;
  g_autofree Group *groups = g_new0 (Group, n_groups);
  g_autofree int *rows = g_new (int, *n);
  g_autofree gboolean *is_taken = g_new0 (gboolean, dataset->n);
  int *taken;

  list_by_group (dataset, *n, from, groups, n_groups, rows);
  for (int g = 0; g < n_groups; g++)
    groups[g].most = by_class ? MAX (groups[g].n - 1, 0) : groups[g].n;
  share_out (groups, n_groups, *n, sl_split_test_rows (*n, fraction));

  *n_taken = 0;
  for (int g = 0; g < n_groups; g++) {
    int *members = rows + groups[g].first;

    sl_rng_shuffle (rng, members, groups[g].n);
    for (int i = 0; i < groups[g].test; i++)
      is_taken[members[i]] = TRUE;
    *n_taken += groups[g].test;
  }
  taken = g_new (int, *n_taken);
  *n_taken = 0;
  for (int i = 0; i < *n; i++) {
    if (is_taken[from[i]])
      taken[(*n_taken)++] = from[i];
    else
      from[n_left++] = from[i];
  }
  *n = n_left;
  return taken;
}

void
sl_split_init (SlSplit *split, const SlDataset *dataset, double fraction, guint64 seed)
{
  SlRng rng;
  int n_train = dataset->n - dataset->n_test;

  *split = (SlSplit){.n_train = n_train, .train = g_new (int, dataset->n)};
  for (int i = 0; i < n_train; i++)
    split->train[i] = i;
  if (dataset->n_test > 0) {
    split->n_test = dataset->n_test;
    split->test = g_new (int, split->n_test);
    for (int i = 0; i < split->n_test; i++)
      split->test[i] = n_train + i;
    return;
  }
  sl_rng_init (&rng, seed, SL_STREAM_SPLIT);
  split->test =
      take_rows (dataset, &split->n_train, split->train, fraction, &rng, &split->n_test);
}

void
sl_split_take_validation (SlSplit *split,
                          const SlDataset *dataset,
                          double fraction,
                          guint64 seed)
{
  SlRng rng;

  g_return_if_fail (split->validation == NULL);

  sl_rng_init (&rng, seed, SL_STREAM_VALIDATION);
  split->validation = take_rows (dataset, &split->n_train, split->train, fraction, &rng,
                                 &split->n_validation);
}

void
sl_split_clear (SlSplit *split)
{
  g_clear_pointer (&split->train, g_free);
  g_clear_pointer (&split->validation, g_free);
  g_clear_pointer (&split->test, g_free);
  split->n_train = split->n_validation = split->n_test = 0;
}
