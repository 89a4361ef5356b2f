/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/array-partners.h"
#include "core/data/file.h"
#include "core/data/npy-header.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const SlPartnerNames pairs[] = {
    {{"X"}, {"y"}, TRUE},   {{"x"}, {"y"}, TRUE},       {{"images"}, {"labels"}},
    {{"data"}, {"target"}}, {{"features"}, {"labels"}},
};

static gboolean
recognises (SlInput *input)
{
  size_t n;
  const guint8 *head = sl_input_peek (input, &n, NULL);

  return !sl_input_is_archive (input) && head != NULL && sl_npy_is_header (head, n);
}

static gboolean
read_array (SlArray *array, SlInput *input, GError **error)
{
  SlArrayHeader header;

  return sl_npy_read_header (input, &header, error) &&
         sl_array_read (array, input, &header, error);
}

/* Which column of a table (n, d) is the target: "x3" is the third. −1 when there is none
 * of that name. */
static gint64
find_target (const char *target, gint64 d)
{
  guint64 column;

  if (target == NULL)
    return d - 1;
  if (*target != 'x' ||
      !g_ascii_string_to_unsigned (target + 1, 10, 1, (guint64) d, &column, NULL))
    return -1;
  return (gint64) column - 1;
}

/* Takes column @target out of X (n, d) and makes it y. */
static void
part_table (SlArraySet *set, gint64 target)
{
  SlArray *X = &set->X, *y = &set->y;
  gint64 n = X->shape[0], d = X->shape[1];
  double *inputs = g_new (double, (size_t) (n * (d - 1)));

  *y = (SlArray){.n_dimensions = 1, .shape = {n}, .n = n};
  y->doubles = g_new (double, (size_t) n);
  for (gint64 i = 0, at = 0; i < n * d; i++) {
    if (i % d == target)
      y->doubles[i / d] = sl_array_value (X, i);
    else
      inputs[at++] = sl_array_value (X, i);
  }
  sl_array_clear (X);
  *X = (SlArray){.n_dimensions = 2, .shape = {n, d - 1}, .n = n * (d - 1)};
  X->doubles = inputs;
}

static gboolean
read_table (SlArraySet *set, SlInput *input, const char *name, GError **error)
{
  gint64 target;

  if (!read_array (&set->X, input, error))
    return FALSE;
  if (set->X.texts != NULL || set->X.n_dimensions != 2 || set->X.shape[1] < 2)
    return sl_input_fail (input, error,
                          _ ("it must be a table with the target as its last column, or "
                             "be called X….npy and have a y….npy beside it"));
  target = find_target (name, set->X.shape[1]);
  if (target < 0)
    return sl_input_fail (input, error,
                          _ ("there is no column '%s'; they are called x1 to "
                             "x%" G_GINT64_FORMAT),
                          name, set->X.shape[1]);
  part_table (set, target);
  return TRUE;
}

static SlDataset *
read_npy (SlInput *input, const SlFileOptions *options, GError **error)
{
  g_auto (SlArraySet) set = {0};
  SlFileOptions rest = *options;
  gboolean found;

  if (!sl_array_partners_read (&set, input, pairs, G_N_ELEMENTS (pairs), read_array,
                               &found, error) ||
      (!found && !read_table (&set, input, options->target, error)))
    return NULL;
  if (!found)
    rest.target = NULL;
  if (!sl_array_set_check_options (&rest, input, error))
    return NULL;
  return sl_array_set_take (&set, input, options, 0.0f, error);
}

static const char *const endings[] = {"npy", NULL};

extern const SlDataFormat sl_data_format_npy;
const SlDataFormat sl_data_format_npy = {
    .kind = {"npy", N_ ("NumPy array (.npy)"),
             N_ ("A table whose last column is the target, or X.npy with y.npy beside "
                 "it.")},
    .endings = endings,
    .recognises = recognises,
    .read = read_npy,
};
