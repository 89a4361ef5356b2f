/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/core/made-set.h"

#include <math.h>

static void
set_option (double *values, const char *id, const char *text)
{
  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    if (g_str_equal (sl_data_options[i].id, id)) {
      values[i] = g_ascii_strtod (text, NULL);
      return;
    }
  g_error ("There is no option '%s'", id);
}

SlDataset *
made_set (const char *id, guint64 seed, const char *options)
{
  g_autoptr (GError) error = NULL;
  const SlKind *kind = sl_kind_find (sl_datasets (), id, &error);
  g_auto (GStrv) words = g_strsplit (options, " ", -1);
  double values[SL_N_DATA_OPTIONS];
  SlDataset *set;

  g_assert_no_error (error);
  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    values[i] = NAN;
  for (int i = 0; words[i] != NULL && words[i + 1] != NULL; i += 2)
    set_option (values, words[i], words[i + 1]);
  set = sl_dataset_make ((const SlDatasetType *) kind, values, seed, &error);
  g_assert_no_error (error);
  return set;
}
