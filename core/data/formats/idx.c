/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/array-partners.h"
#include "core/data/file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The third byte of a file, and what it says of the numbers.
 * Source: Y. LeCun, The MNIST database of handwritten digits, "The IDX file format". */
static const struct
{
  guint8 code;
  char kind;
  int size;
} types[] = {{0x08, 'u', 1}, {0x09, 'i', 1}, {0x0B, 'i', 2},
             {0x0C, 'i', 4}, {0x0D, 'f', 4}, {0x0E, 'f', 8}};

static const SlPartnerNames pairs[] = {
    {{"images", "idx3"}, {"labels", "idx1"}},
    {{"idx3"}, {"idx1"}},
    {{"images"}, {"labels"}},
};

static const SlItemType *
find_type (guint8 code, int *size)
{
  for (size_t i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].code == code) {
      *size = types[i].size;
      return sl_item_type_find (types[i].kind, types[i].size);
    }
  return NULL;
}

static gboolean
is_start (const guint8 *bytes)
{
  int size;

  return bytes[0] == 0 && bytes[1] == 0 && find_type (bytes[2], &size) != NULL &&
         bytes[3] >= 1 && bytes[3] <= SL_ARRAY_MAX_DIMENSIONS;
}

static gboolean
recognises (SlInput *input)
{
  size_t n;
  const guint8 *head = sl_input_peek (input, &n, NULL);

  return !sl_input_is_archive (input) && head != NULL && n >= 4 && is_start (head);
}

static gboolean
read_array (SlArray *array, SlInput *input, GError **error)
{
  SlArrayHeader header = {.big_endian = TRUE};
  guint8 start[4], sizes[4 * SL_ARRAY_MAX_DIMENSIONS];

  if (!sl_input_read_exactly (input, start, sizeof start, error))
    return FALSE;
  if (!is_start (start))
    return sl_input_fail (input, error, _ ("this is no IDX file, as MNIST has them"));
  header.type = find_type (start[2], &header.size);
  header.n_dimensions = start[3];
  if (!sl_input_read_exactly (input, sizes, 4u * start[3], error))
    return FALSE;
  for (int k = 0; k < header.n_dimensions; k++) {
    guint32 size;

    memcpy (&size, sizes + 4 * k, sizeof size);
    header.shape[k] = GUINT32_FROM_BE (size);
  }
  return sl_array_read (array, input, &header, error);
}

/* Fashion-MNIST has the file names of MNIST, so that only the folder, or a name that was
 * given later, says what is in it. The numbers stay, for the order of the classes.
 * Source: H. Xiao, K. Rasul, R. Vollgraf, Fashion-MNIST: a Novel Image Dataset for
 * Benchmarking Machine Learning Algorithms (2017), table 2. */
static void
name_fashion (SlDataset *set, const SlInput *input)
{
  static const char *const names[] = {
      N_ ("T-shirt"), N_ ("trouser"), N_ ("pullover"), N_ ("dress"), N_ ("coat"),
      N_ ("sandal"),  N_ ("shirt"),   N_ ("sneaker"),  N_ ("bag"),   N_ ("boot")};
  g_autofree char *absolute = NULL, *folder = NULL, *lower = NULL;

  if (set->n_classes != G_N_ELEMENTS (names) || sl_input_path (input) == NULL)
    return;
  absolute = g_canonicalize_filename (sl_input_path (input), NULL);
  folder = g_path_get_dirname (absolute);
  /* Its folder's name and its own. */
  lower = g_ascii_strdown (absolute + (strrchr (folder, G_DIR_SEPARATOR) - folder), -1);
  if (strstr (lower, "fashion") == NULL)
    return;
  for (int k = 0; k < set->n_classes; k++) {
    char *name = g_strdup_printf ("%s %s", set->classes[k], _ (names[k]));

    g_free (set->classes[k]);
    set->classes[k] = name;
  }
}

static SlDataset *
read_idx (SlInput *input, const SlFileOptions *options, GError **error)
{
  g_auto (SlArraySet) set = {0};
  SlDataset *dataset;
  gboolean found;

  if (!sl_array_set_check_options (options, input, error) ||
      !sl_array_partners_read (&set, input, pairs, G_N_ELEMENTS (pairs), read_array,
                               &found, error))
    return NULL;
  if (!found) {
    sl_input_fail (input, error,
                   _ ("pictures and labels are two files, and the other one must lie "
                      "beside it: train-images-idx3-ubyte and train-labels-idx1-ubyte"));
    return NULL;
  }
  dataset = sl_array_set_take (&set, input, options, 255.0f, error);
  if (dataset != NULL)
    name_fashion (dataset, input);
  return dataset;
}

static const char *const endings[] = {"idx3-ubyte.gz", "idx1-ubyte.gz", "idx3-ubyte",
                                      "idx1-ubyte", NULL};

extern const SlDataFormat sl_data_format_idx;
const SlDataFormat sl_data_format_idx = {
    .kind = {"idx", N_ ("MNIST pictures (IDX)"),
             N_ ("MNIST, Fashion-MNIST and others in the same form, packed or not: "
                 "pictures and labels are found by their names, and the test part "
                 "beside them.")},
    .endings = endings,
    .recognises = recognises,
    .read = read_idx,
};
