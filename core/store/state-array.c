/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/store/state-array.h"

#include "core/data/npy-header.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* How the numbers of each type are stored; NULL: flattened to doubles. */
static const char *const types[] = {
    [SL_STATE_BYTE] = "u1",   [SL_STATE_INT] = "i4",   [SL_STATE_INT64] = "i8",
    [SL_STATE_UINT64] = "u8", [SL_STATE_FLOAT] = "f4", [SL_STATE_DOUBLE] = "f8",
    [SL_STATE_TEXT] = "u1",   [SL_STATE_TRACE] = NULL, [SL_STATE_MEASURE] = NULL,
};

enum {
  MEASURE_NUMBERS = 10 + SL_HISTOGRAM_BINS, /* of one SlWeightMeasure */
  TRACE_HEAD = 3,                           /* n, stride, used … */
  TRACE_BUCKET = 4,                         /* … and of each bucket */
  TRACE_MOST = TRACE_HEAD + TRACE_BUCKET * SL_TRACE_BUCKETS,
};

/* ---- flattening ---- */

static void
append (GArray *numbers, double value)
{
  g_array_append_val (numbers, value);
}

static void
append_trace (GArray *numbers, const SlTrace *trace)
{
  append (numbers, trace->n);
  append (numbers, trace->stride);
  append (numbers, trace->used);
  for (int i = 0; i < trace->used; i++)
    for (int k = 0; k < 2; k++) {
      append (numbers, trace->buckets[i].x[k]);
      append (numbers, trace->buckets[i].y[k]);
    }
}

static void
append_measure (GArray *numbers, const SlWeightMeasure *measure)
{
  const SlHistogram *histogram = &measure->histogram;

  append (numbers, measure->inputs);
  append (numbers, measure->outputs);
  append (numbers, (double) measure->weights);
  append (numbers, measure->norm_l1);
  append (numbers, measure->norm_l2);
  append (numbers, (double) measure->peak);
  append (numbers, histogram->end);
  append (numbers, (double) histogram->zeros);
  append (numbers, (double) histogram->zeros_unreached);
  append (numbers, (double) histogram->near);
  for (int i = 0; i < SL_HISTOGRAM_BINS; i++)
    append (numbers, (double) histogram->bins[i]);
}

void
sl_state_add (SlArchiveWriter *archive, const char *folder, const SlStatePart *part)
{
  g_autofree char *name = g_strconcat (folder, "/", part->id, NULL);
  g_autoptr (GArray) numbers = NULL;

  if (part->values == NULL)
    return;
  if (types[part->type] != NULL) {
    sl_archive_writer_add_array (archive, name, types[part->type], part->values, 0,
                                 part->n);
    return;
  }
  numbers = g_array_new (FALSE, FALSE, sizeof (double));
  for (size_t i = 0; i < part->n; i++)
    if (part->type == SL_STATE_TRACE)
      append_trace (numbers, (const SlTrace *) part->values + i);
    else
      append_measure (numbers, (const SlWeightMeasure *) part->values + i);
  sl_archive_writer_add_array (archive, name, "f8", numbers->data, 0, numbers->len);
}

/* ---- reading back ---- */

/* Whether the array that begins at @input has numbers of @type, and how many: @least to
 * @most. */
static gboolean
read_header (SlInput *input,
             const char *type,
             gsize least,
             gsize most,
             gsize *n,
             GError **error)
{
  SlArrayHeader header;
  guint64 count = 1;

  if (!sl_npy_read_header (input, &header, error))
    return FALSE;
  for (int i = 0; i < header.n_dimensions; i++)
    if (header.shape[i] < 0 ||
        !g_uint64_checked_mul (&count, count, (guint64) header.shape[i]))
      return sl_input_fail (input, error, _ ("its size makes no sense"));
  if (header.type != sl_item_type_find (type[0], type[1] - '0') ||
      header.size != type[1] - '0' ||
      (header.size > 1 && header.big_endian != (G_BYTE_ORDER == G_BIG_ENDIAN)) ||
      (header.fortran && header.n_dimensions > 1))
    return sl_input_fail (input, error, _ ("its numbers are not of the type '%s'"), type);
  if (count < least || count > most)
    return sl_input_fail (input, error,
                          _ ("it holds %" G_GUINT64_FORMAT " numbers, where this run has "
                             "%" G_GSIZE_FORMAT),
                          count, most);
  *n = (gsize) count;
  return TRUE;
}

static gboolean
read_whole (SlInput *input, const char *type, void *values, gsize n, GError **error)
{
  return read_header (input, type, n, n, &n, error) &&
         sl_input_read_exactly (input, values, n * (gsize) (type[1] - '0'), error);
}

gboolean
sl_state_read_floats (SlInput *input, float *a, gsize n, GError **error)
{
  if (!read_whole (input, "f4", a, n, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    if (!isfinite (a[i]))
      return sl_input_fail (input, error,
                            _ ("number %" G_GSIZE_FORMAT " is not a finite one"), i + 1);
  return TRUE;
}

static gboolean
read_text (SlInput *input, const SlStatePart *part, GError **error)
{
  g_autofree char *text = NULL;
  gsize n;

  if (!read_header (input, "u1", 1, SL_STATE_MAX_TEXT, &n, error))
    return FALSE;
  text = g_malloc0 (n + 1);
  if (!sl_input_read_exactly (input, text, n, error))
    return FALSE;
  if (strlen (text) != n - 1 || !g_utf8_validate (text, -1, NULL))
    return sl_input_fail (input, error, _ ("it is not a text"));
  g_free (*(char **) part->pointer);
  *(char **) part->pointer = g_steal_pointer (&text);
  return TRUE;
}

/* Whether @value is a whole number from @least to @most. */
static gboolean
is_count (double value, double least, double most)
{
  return value >= least && value <= most && value == floor (value);
}

/* Returns how many numbers it took, or 0. */
static gsize
take_trace (const double *numbers, gsize n, SlTrace *trace)
{
  gsize used;
  int last = 0;

  if (n < TRACE_HEAD || !is_count (numbers[0], 0, G_MAXINT) ||
      !is_count (numbers[1], 1, 1 << 30) || !is_count (numbers[2], 0, SL_TRACE_BUCKETS))
    return 0;
  sl_trace_init (trace);
  trace->n = (int) numbers[0];
  trace->stride = (int) numbers[1];
  trace->used = (int) numbers[2];
  used = TRACE_HEAD + TRACE_BUCKET * (gsize) trace->used;
  /* Exactly the buckets that so many values fill. */
  if (n < used || (trace->stride & (trace->stride - 1)) != 0 ||
      trace->used != (int) (((gint64) trace->n + trace->stride - 1) / trace->stride))
    return 0;
  numbers += TRACE_HEAD;
  for (int i = 0; i < trace->used; i++)
    for (int k = 0; k < 2; k++, numbers += 2) {
      if (!is_count (numbers[0], last, trace->n))
        return 0;
      trace->buckets[i].x[k] = last = (int) numbers[0];
      trace->buckets[i].y[k] = numbers[1];
    }
  return used;
}

static gsize
take_measure (const double *numbers, gsize n, SlWeightMeasure *measure)
{
  SlHistogram *histogram = &measure->histogram;
  const double most = (double) (G_GINT64_CONSTANT (1) << 53);

  if (n < MEASURE_NUMBERS || !is_count (numbers[0], 0, G_MAXINT) ||
      !is_count (numbers[1], 0, G_MAXINT) || !(numbers[3] >= 0) || !(numbers[4] >= 0) ||
      !(numbers[6] > 0) || !isfinite (numbers[6]))
    return 0;
  for (int i = 0; i < MEASURE_NUMBERS; i++)
    if (i != 3 && i != 4 && i != 6 && !is_count (numbers[i], 0, most))
      return 0;
  measure->inputs = (int) numbers[0];
  measure->outputs = (int) numbers[1];
  measure->weights = (gint64) numbers[2];
  measure->norm_l1 = numbers[3];
  measure->norm_l2 = numbers[4];
  measure->peak = (gint64) numbers[5];
  histogram->end = numbers[6];
  histogram->zeros = (gint64) numbers[7];
  histogram->zeros_unreached = (gint64) numbers[8];
  histogram->near = (gint64) numbers[9];
  for (int i = 0; i < SL_HISTOGRAM_BINS; i++)
    histogram->bins[i] = (gint64) numbers[10 + i];
  return MEASURE_NUMBERS;
}

static gboolean
read_flattened (SlInput *input, const SlStatePart *part, GError **error)
{
  gsize each = part->type == SL_STATE_TRACE ? TRACE_MOST : MEASURE_NUMBERS;
  g_autofree double *numbers = NULL;
  gsize n, used = 0;

  if (!read_header (input, "f8", 0, part->n * each, &n, error))
    return FALSE;
  numbers = g_new (double, MAX (n, 1));
  if (!sl_input_read_exactly (input, numbers, n * sizeof *numbers, error))
    return FALSE;
  for (size_t i = 0; i < part->n; i++) {
    gsize taken =
        part->type == SL_STATE_TRACE
            ? take_trace (numbers + used, n - used, (SlTrace *) part->values + i)
            : take_measure (numbers + used, n - used,
                            (SlWeightMeasure *) part->values + i);

    if (taken == 0)
      return sl_input_fail (input, error, _ ("its numbers make no sense"));
    used += taken;
  }
  return used == n || sl_input_fail (input, error, _ ("it has numbers too many"));
}

gboolean
sl_state_read (SlInput *input, const SlStatePart *part, GError **error)
{
  const char *type = types[part->type];
  g_autofree void *values = NULL;

  if (part->type == SL_STATE_TEXT)
    return read_text (input, part, error);
  if (type == NULL)
    return read_flattened (input, part, error);
  if (part->values != NULL)
    return read_whole (input, type, part->values, part->n, error);
  values = g_malloc (part->n * sl_state_size (part->type));
  if (!read_whole (input, type, values, part->n, error))
    return FALSE;
  memcpy (part->pointer, &values, sizeof values);
  values = NULL;
  return TRUE;
}
