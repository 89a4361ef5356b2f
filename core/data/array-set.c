/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/array-set.h"

#include "core/base/error.h"
#include "core/data/array-target.h"
#include "core/data/pictures.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

enum { MAX_INPUTS = 100000 };

static gint64
n_rows (const SlArray *array)
{
  return array->n_dimensions > 0 ? array->shape[0] : 0;
}

static gboolean
check_pair (const SlArray *X, const SlArray *y, const SlInput *input, GError **error)
{
  if (X->texts != NULL)
    return sl_input_fail_file (input, error,
                               _ ("the inputs are texts; they must be numbers"));
  if (n_rows (X) > 0 && n_rows (X) == n_rows (y))
    return TRUE;
  return sl_input_fail_file (input, error,
                             _ ("there are %" G_GINT64_FORMAT
                                " rows of inputs but %" G_GINT64_FORMAT " targets"),
                             n_rows (X), n_rows (y));
}

/* Numbers of two kinds become one that holds both. */
static gboolean
make_doubles (SlArray *array)
{
  if (array->doubles != NULL)
    return TRUE;
  array->doubles = g_try_malloc_n ((size_t) array->n + 1, sizeof *array->doubles);
  if (array->doubles == NULL)
    return FALSE;
  for (gint64 i = 0; i < array->n; i++)
    array->doubles[i] =
        array->bytes != NULL ? (double) array->bytes[i] : (double) array->floats[i];
  g_clear_pointer (&array->bytes, g_free);
  g_clear_pointer (&array->floats, g_free);
  return TRUE;
}

static gboolean
have_same_numbers (const SlArray *a, const SlArray *b)
{
  return (a->bytes == NULL) == (b->bytes == NULL) &&
         (a->floats == NULL) == (b->floats == NULL) &&
         (a->doubles == NULL) == (b->doubles == NULL);
}

/* Whether the rows of @b can stand below those of @a. */
static gboolean
have_same_rows (const SlArray *a, const SlArray *b)
{
  if (a->n_dimensions != b->n_dimensions || (a->texts == NULL) != (b->texts == NULL))
    return FALSE;
  for (int k = 1; k < a->n_dimensions; k++)
    if (a->shape[k] != b->shape[k])
      return FALSE;
  return TRUE;
}

static gboolean
append_list (void **list, const void *more, gint64 n, gint64 n_more, size_t size)
{
  char *longer;

  if (*list == NULL)
    return TRUE;
  longer = g_try_realloc_n (*list, (size_t) (n + n_more) + 1, size);
  if (longer == NULL)
    return FALSE;
  *list = longer;
  memcpy (longer + (size_t) n * size, more, (size_t) n_more * size);
  memset (longer + (size_t) (n + n_more) * size, 0, size);
  return TRUE;
}

/* Moves the rows of @b below those of @a. */
static gboolean
append_rows (SlArray *a, SlArray *b, const SlInput *input, GError **error)
{
  if (!have_same_rows (a, b))
    return sl_input_fail_file (
        input, error,
        _ ("the rows of the test part are not made like those for training"));
  if ((!have_same_numbers (a, b) && (!make_doubles (a) || !make_doubles (b))) ||
      !append_list ((void **) &a->bytes, b->bytes, a->n, b->n, sizeof *a->bytes) ||
      !append_list ((void **) &a->floats, b->floats, a->n, b->n, sizeof *a->floats) ||
      !append_list ((void **) &a->doubles, b->doubles, a->n, b->n, sizeof *a->doubles) ||
      !append_list ((void **) &a->texts, b->texts, a->n, b->n, sizeof *a->texts))
    return sl_input_fail_file (input, error, _ ("there is not enough memory for it"));
  if (b->texts != NULL)
    *b->texts = NULL; /* they belong to a now */
  a->n += b->n;
  a->shape[0] += b->shape[0];
  sl_array_clear (b);
  return TRUE;
}

/* What pictures are divided by; 0 when their numbers are none that pixels have. */
static float
find_pixel_range (const SlArray *X)
{
  double low = 0.0, high = 0.0;

  for (gint64 i = 0; i < X->n; i++) {
    double value = sl_array_value (X, i);

    low = MIN (low, value);
    high = MAX (high, value);
  }
  return sl_picture_range (low, high);
}

/* Learns from its shape whether X holds pictures, and lays them out as SlDataset does. */
static void
find_pictures (SlArray *X, int *width, int *height, int *channels)
{
  const gint64 *shape = X->shape;
  void *const lists[] = {X->bytes, X->floats, X->doubles};
  const size_t sizes[] = {sizeof *X->bytes, sizeof *X->floats, sizeof *X->doubles};
  gboolean is_colour = X->n_dimensions == 4;
  gboolean colour_last = is_colour && (shape[3] == 1 || shape[3] == 3);
  gboolean colour_first = is_colour && !colour_last && (shape[1] == 1 || shape[1] == 3);

  *width = *height = *channels = 0;
  if (X->n_dimensions != 3 && !colour_last && !colour_first)
    return;
  *height = (int) shape[colour_first ? 2 : 1];
  *width = (int) shape[colour_first ? 3 : 2];
  *channels = colour_last ? (int) shape[3] : colour_first ? (int) shape[1] : 1;
  for (size_t i = 0; i < G_N_ELEMENTS (lists) && *channels == 3 && colour_last; i++)
    if (lists[i] != NULL)
      sl_picture_planes (lists[i], (size_t) shape[0], (size_t) (shape[1] * shape[2]),
                         sizes[i]);
}

static gboolean
check_numbers (const SlArray *X, int d, const SlInput *input, GError **error)
{
  for (gint64 i = 0; X->bytes == NULL && i < X->n; i++)
    if (!isfinite ((float) sl_array_value (X, i)))
      return sl_input_fail_file (
          input, error,
          isfinite (sl_array_value (X, i))
              ? _ ("row %" G_GINT64_FORMAT ", column %d: the value is too large")
              : _ ("row %" G_GINT64_FORMAT
                   ", column %d: the value is not a finite number"),
          i / d + 1, (int) (i % d) + 1);
  return TRUE;
}

/* The set with the numbers of X, which go over to it. */
static SlDataset *
take_inputs (SlArray *X, int n, int d, float pixel_range, GError **error)
{
  SlDataset *dataset;

  if (X->bytes != NULL && pixel_range > 0.0f)
    return sl_dataset_new_pixels (NULL, n, d, g_steal_pointer (&X->bytes), pixel_range,
                                  error);
  dataset = sl_dataset_new (NULL, SL_TASK_CLASSIFICATION, n, d, error);
  if (dataset == NULL)
    return NULL;
  dataset->pixel_range = pixel_range;
  if (X->doubles != NULL)
    sl_dataset_set_exact (dataset, g_steal_pointer (&X->doubles), NULL);
  else if (X->floats != NULL) {
    g_free (dataset->X);
    dataset->X = g_steal_pointer (&X->floats);
  } else
    for (gint64 i = 0; i < X->n; i++)
      dataset->X[i] = (float) X->bytes[i];
  return dataset;
}

static char **
feature_names (const SlDataset *dataset)
{
  char **names;

  if (dataset->width > 0)
    return sl_picture_features (dataset->width, dataset->height, dataset->channels);
  names = g_new0 (char *, dataset->d + 1);
  for (int j = 0; j < dataset->d; j++)
    names[j] = g_strdup_printf ("x%d", j + 1);
  return names;
}

gboolean
sl_array_set_check_inputs (const SlArray *X, const SlInput *input, GError **error)
{
  gint64 n = n_rows (X);
  gint64 d = n > 0 ? X->n / n : 0;

  if (n < 1)
    return sl_input_fail_file (input, error, _ ("there are no rows in it"));
  if (n > G_MAXINT || d > MAX_INPUTS)
    return sl_input_fail_file (input, error,
                               _ ("it has %" G_GINT64_FORMAT " rows of %" G_GINT64_FORMAT
                                  " inputs; up to %d inputs can be used"),
                               n, d, MAX_INPUTS);
  return check_numbers (X, (int) d, input, error);
}

SlDataset *
sl_array_set_take (SlArraySet *self,
                   SlInput *input,
                   const SlFileOptions *options,
                   float pixel_range,
                   GError **error)
{
  g_autoptr (SlDataset) dataset = NULL;
  gint64 n_test = n_rows (&self->X_test);
  int n, d, width, height, channels;
  const char *wrong;

  g_return_val_if_fail (sl_array_exists (&self->X) && sl_array_exists (&self->y), NULL);

  if (!check_pair (&self->X, &self->y, input, error))
    return NULL;
  if (n_test > 0 && (!check_pair (&self->X_test, &self->y_test, input, error) ||
                     !append_rows (&self->X, &self->X_test, input, error) ||
                     !append_rows (&self->y, &self->y_test, input, error)))
    return NULL;
  if (!sl_array_set_check_inputs (&self->X, input, error))
    return NULL;
  n = (int) self->X.shape[0];
  d = (int) (self->X.n / n);
  find_pictures (&self->X, &width, &height, &channels);
  if (width > 0 && !(pixel_range > 0.0f))
    pixel_range = find_pixel_range (&self->X);
  dataset = take_inputs (&self->X, n, d, width > 0 ? pixel_range : 0.0f, error);
  if (dataset == NULL)
    return NULL;
  dataset->n_test = (int) n_test;
  dataset->width = width;
  dataset->height = height;
  dataset->channels = channels;
  dataset->features = feature_names (dataset);
  if (self->partners != NULL)
    dataset->partners = g_strv_builder_end (self->partners);
  wrong = sl_array_target_set (dataset, &self->y, options);
  if (wrong == NULL)
    return g_steal_pointer (&dataset);
  sl_input_fail_file (input, error, "%s", wrong);
  return NULL;
}

gboolean
sl_array_set_check_options (const SlFileOptions *options,
                            const SlInput *input,
                            GError **error)
{
  return (options->target == NULL && options->columns == NULL &&
          options->categories == NULL && options->marks == NULL) ||
         sl_input_fail_file (input, error,
                             _ ("this file has no named columns, so none can be chosen; "
                                "leave target, columns, categories and missing-marks "
                                "away"));
}

void
sl_array_set_clear (SlArraySet *self)
{
  sl_array_clear (&self->X);
  sl_array_clear (&self->y);
  sl_array_clear (&self->X_test);
  sl_array_clear (&self->y_test);
  g_clear_pointer (&self->partners, g_strv_builder_unref);
}
