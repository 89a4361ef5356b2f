/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are a data file: CSV, NumPy, CIFAR-10, packed or not, or none of them. */
#include "tests/fuzz/fuzz.h"

static SlDataset *
read_bytes (GBytes *bytes, const SlFileOptions *options, GError **error)
{
  const SlKindTable *formats = sl_data_formats ();
  g_autoptr (SlInput) input = sl_input_new_for_bytes (bytes, "fuzz", NULL, error);
  size_t n;

  if (input == NULL || sl_input_peek (input, &n, error) == NULL)
    return NULL;
  for (size_t i = 0; i < formats->n; i++) {
    const SlDataFormat *format = (const SlDataFormat *) formats->kinds[i];

    if (format->recognises (input))
      return format->read (input, options, error);
  }
  sl_input_fail (input, error, "unknown");
  return NULL;
}

/* What may be wanted of a file, beside nothing; the names are those of the corpus. */
static const SlFileOptions wants[] = {
    {0},
    {.target = "a", .columns = "y,x1,\"b\"", .marks = "1,-,abc"},
    {.target = "x1", .categories = "a,b", .marks = "\"2,5\""},
    {.columns = "a", .categories = "y"},
};

static void
try_wants (const guint8 *data, size_t size, SlFileOptions options)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  SlDataset *set = read_bytes (bytes, &options, &error);

  fuzz_check_set (set, g_steal_pointer (&error));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const SlKindTable *missing = sl_missing_types (), *tasks = sl_file_tasks ();

  for (size_t i = 0; i < missing->n * G_N_ELEMENTS (wants); i++) {
    SlFileOptions options = wants[i / missing->n];

    options.missing = (const SlMissingType *) missing->kinds[i % missing->n];
    options.task =
        i % missing->n == 0 ? NULL : (const SlFileTask *) tasks->kinds[i / 2 % tasks->n];
    try_wants (data, size, options);
  }
  return 0;
}
