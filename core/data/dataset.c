/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/dataset.h"

#include "core/base/error.h"
#include "core/base/number.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SL_ENTRY(name) extern const SlDatasetType sl_dataset_##name;
#include "core/data/datasets.def"
#undef SL_ENTRY

static const SlKind *const kinds[] = {
#define SL_ENTRY(name) &sl_dataset_##name.kind,
#include "core/data/datasets.def"
#undef SL_ENTRY
};

static const SlKindTable table = {N_ ("data set"), G_N_ELEMENTS (kinds), kinds};

#define OPTION(name, ...) [SL_DATA_##name] = {__VA_ARGS__},
const SlDataOption sl_data_options[SL_N_DATA_OPTIONS] = {SL_DATA_OPTION_LIST (OPTION)};
#undef OPTION

static gboolean
check_taken (const SlDatasetType *type, int option, GError **error)
{
  g_autoptr (GString) taken = NULL;

  if (type->options[option].has)
    return TRUE;
  taken = g_string_new (NULL);
  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    if (type->options[i].has)
      g_string_append_printf (taken, "%s--%s", taken->len == 0 ? "" : ", ",
                              sl_data_options[i].id);
  if (taken->len == 0)
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("The data set '%s' has no options, so --%s cannot be set"),
                 type->kind.id, sl_data_options[option].id);
  else
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("The data set '%s' has no option --%s; it has: %s"), type->kind.id,
                 sl_data_options[option].id, taken->str);
  return FALSE;
}

static gboolean
check_range (int option, double value, GError **error)
{
  const SlDataOption *o = &sl_data_options[option];
  g_autofree char *min = NULL, *max = NULL, *text = NULL;

  if (value >= o->min && value <= o->max && (!o->whole || floor (value) == value))
    return TRUE;
  min = sl_number_text (o->min, 7);
  max = sl_number_text (o->max, 7);
  text = sl_number_text (value, 7);
  if (o->whole)
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--%s is %s; it must be a whole number from %s to %s"), o->id, text,
                 min, max);
  else
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--%s is %s; it must be a number from %s to %s"), o->id, text, min,
                 max);
  return FALSE;
}

/* Checks @options and fills @complete with them and the defaults; those that the set does
 * not take get their smallest value. */
static gboolean
complete_options (const SlDatasetType *type,
                  const double *options,
                  double *complete,
                  GError **error)
{
  for (int i = 0; i < SL_N_DATA_OPTIONS; i++) {
    if (isnan (options[i])) {
      complete[i] =
          type->options[i].has ? type->options[i].value : sl_data_options[i].min;
      continue;
    }
    if (!check_taken (type, i, error) || !check_range (i, options[i], error))
      return FALSE;
    complete[i] = options[i];
  }
  return type->check == NULL || type->check (complete, error);
}

const SlKindTable *
sl_datasets (void)
{
  return &table;
}

SlDataset *
sl_dataset_make (const SlDatasetType *type,
                 const double *options,
                 guint64 seed,
                 GError **error)
{
  double complete[SL_N_DATA_OPTIONS];

  g_return_val_if_fail (type != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  if (!complete_options (type, options, complete, error))
    return NULL;
  return type->make (complete, seed, error);
}

gboolean
sl_dataset_check_options (const SlDatasetType *type,
                          const double *options,
                          GError **error)
{
  double complete[SL_N_DATA_OPTIONS];

  g_return_val_if_fail (type != NULL, FALSE);
  g_return_val_if_fail (options != NULL, FALSE);

  return complete_options (type, options, complete, error);
}

gboolean
sl_dataset_check_size (gint64 n, gint64 d, GError **error)
{
  g_autofree char *rows = NULL, *inputs = NULL, *most = NULL;

  g_return_val_if_fail (n > 0 && d > 0, FALSE);

  if (n <= SL_DATASET_MAX_VALUES / d)
    return TRUE;
  rows = sl_number_count (n);
  inputs = sl_number_count (d);
  most = sl_number_count (SL_DATASET_MAX_VALUES);
  g_set_error (error, SL_ERROR, SL_ERROR_DATA,
               _ ("%s rows of %s inputs are more than the %s numbers that a data set can "
                  "have; take fewer of either"),
               rows, inputs, most);
  return FALSE;
}

static SlDataset *
new_without_inputs (const SlDatasetType *type, SlTask task, int n, int d)
{
  SlDataset *dataset = g_new0 (SlDataset, 1);

  dataset->refs = 1;
  dataset->type = type;
  dataset->task = task;
  dataset->n = n;
  dataset->d = d;
  return dataset;
}

SlDataset *
sl_dataset_new (const SlDatasetType *type, SlTask task, int n, int d, GError **error)
{
  SlDataset *dataset;
  float *X;

  g_return_val_if_fail (n > 0 && d > 0, NULL);

  if (!sl_dataset_check_size (n, d, error))
    return NULL;
  X = g_try_malloc0_n ((size_t) n * (size_t) d, sizeof (float));
  if (X == NULL) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA,
                 _ ("There is not enough memory for %d rows of %d inputs; take fewer of "
                    "either"),
                 n, d);
    return NULL;
  }
  dataset = new_without_inputs (type, task, n, d);
  dataset->X = X;
  return dataset;
}

const char *
sl_dataset_name (const SlDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, NULL);

  return dataset->name != NULL ? dataset->name : _ (dataset->type->kind.name);
}

const char *
sl_dataset_source (const SlDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, NULL);

  return dataset->source != NULL ? dataset->source : _ (dataset->type->source);
}

SlDataset *
sl_dataset_new_pixels (const SlDatasetType *type,
                       int n,
                       int d,
                       guint8 *pixels,
                       float range,
                       GError **error)
{
  g_autofree guint8 *owned = pixels;
  SlDataset *dataset;

  g_return_val_if_fail (n > 0 && d > 0 && range > 0.0f, NULL);

  if (!sl_dataset_check_size (n, d, error))
    return NULL;
  dataset = new_without_inputs (type, SL_TASK_CLASSIFICATION, n, d);
  dataset->pixels = g_steal_pointer (&owned);
  dataset->pixel_range = range;
  return dataset;
}

double
sl_dataset_value (const SlDataset *dataset, int row, int column)
{
  size_t i = (size_t) row * (size_t) dataset->d + (size_t) column;

  return dataset->X_exact != NULL  ? dataset->X_exact[i]
         : dataset->pixels != NULL ? (double) dataset->pixels[i]
                                   : (double) dataset->X[i];
}

/* Rounds @exact (n) to @rounded and frees it, or returns it when something was lost. */
static double *
round_values (double *exact, float *rounded, size_t n)
{
  gboolean lost = FALSE;

  for (size_t i = 0; i < n; i++) {
    rounded[i] = (float) exact[i];
    lost = lost || (double) rounded[i] != exact[i];
  }
  if (lost)
    return exact;
  g_free (exact);
  return NULL;
}

void
sl_dataset_set_exact (SlDataset *dataset, double *X, double *y)
{
  size_t n = (size_t) dataset->n;

  g_return_if_fail (X != NULL && dataset->X != NULL);

  g_free (dataset->X_exact);
  dataset->X_exact = round_values (X, dataset->X, n * (size_t) dataset->d);
  if (y == NULL)
    return;
  if (dataset->y == NULL)
    dataset->y = g_new (float, n);
  g_free (dataset->y_exact);
  dataset->y_exact = round_values (y, dataset->y, n);
}

/* g_atomic_int rather than g_atomic_ref_count: see core/base/log.c. */
SlDataset *
sl_dataset_ref (SlDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, NULL);

  g_atomic_int_inc (&dataset->refs);
  return dataset;
}

void
sl_dataset_unref (SlDataset *dataset)
{
  g_return_if_fail (dataset != NULL);

  if (!g_atomic_int_dec_and_test (&dataset->refs))
    return;
  g_free (dataset->X);
  g_free (dataset->pixels);
  g_free (dataset->y);
  g_free (dataset->label);
  g_free (dataset->X_exact);
  g_free (dataset->y_exact);
  g_strfreev (dataset->features);
  g_strfreev (dataset->classes);
  g_free (dataset->target);
  g_free (dataset->true_weights);
  g_free (dataset->name);
  g_free (dataset->source);
  g_strfreev (dataset->notes);
  g_strfreev (dataset->partners);
  sl_columns_free (dataset->columns, dataset->n_columns);
  g_free (dataset);
}
