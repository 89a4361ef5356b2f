/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/array-set.h"
#include "core/data/file.h"
#include "core/data/npy-header.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What arrays are called, best names first. */
typedef struct
{
  const char *inputs, *targets, *test_inputs, *test_targets;
} Names;

static const Names known[] = {
    {"x_train", "y_train", "x_test", "y_test"},
    {"train_images", "train_labels", "test_images", "test_labels"},
    {"x", "y", "x_test", "y_test"},
    {"data", "target", NULL, NULL},
    {"images", "labels", NULL, NULL},
    {"features", "labels", NULL, NULL},
    {"arr_0", "arr_1", NULL, NULL}, /* numpy.savez without names */
};

/* An array and the line of the table it was taken for. */
typedef struct
{
  SlArray *array; /* Borrowed */
  size_t rank;
} Slot;

static gboolean
recognises (SlInput *input)
{
  return sl_input_is_archive (input) &&
         g_str_has_suffix (sl_input_member (input), ".npy");
}

/* Reads the present member when it is the best array for one of the four @slots so far.
 */
static gboolean
take_member (Slot *slots, SlInput *input, const char *name, GError **error)
{
  SlArrayHeader header;

  for (size_t rank = 0; rank < G_N_ELEMENTS (known); rank++) {
    const char *names[] = {known[rank].inputs, known[rank].targets,
                           known[rank].test_inputs, known[rank].test_targets};

    for (size_t k = 0; k < G_N_ELEMENTS (names); k++) {
      if (names[k] == NULL || g_ascii_strcasecmp (name, names[k]) != 0 ||
          slots[k].rank <= rank)
        continue;
      slots[k].rank = rank;
      return sl_npy_read_header (input, &header, error) &&
             sl_array_read (slots[k].array, input, &header, error);
    }
  }
  return TRUE;
}

static gboolean
read_members (SlArraySet *set, SlInput *input, GString *names, GError **error)
{
  const size_t none = G_N_ELEMENTS (known);
  Slot slots[] = {
      {&set->X, none}, {&set->y, none}, {&set->X_test, none}, {&set->y_test, none}};
  gboolean found = TRUE;

  for (int i = 0; found; i++) {
    g_autofree char *name = g_path_get_basename (sl_input_member (input));

    if (g_str_has_suffix (name, ".npy"))
      name[strlen (name) - strlen (".npy")] = '\0';
    if (i < 10)
      g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", name);
    else if (i == 10)
      g_string_append (names, ", …");
    if (!take_member (slots, input, name, error) ||
        !sl_input_next_member (input, &found, error))
      return FALSE;
  }
  return TRUE;
}

static SlDataset *
read_npz (SlInput *input, const SlFileOptions *options, GError **error)
{
  g_auto (SlArraySet) set = {0};
  g_autoptr (GString) names = g_string_new (NULL);

  if (!sl_array_set_check_options (options, input, error) ||
      !read_members (&set, input, names, error))
    return NULL;
  if (!sl_array_exists (&set.X) || !sl_array_exists (&set.y)) {
    sl_input_fail_file (input, error,
                        _ ("it must have two arrays called X and y (or x_train, y_train, "
                           "x_test, y_test); "
                           "it has: %s"),
                        names->str);
    return NULL;
  }
  if (!sl_array_exists (&set.X_test) || !sl_array_exists (&set.y_test))
    sl_array_clear (&set.X_test);
  return sl_array_set_take (&set, input, options, 0.0f, error);
}

static const char *const endings[] = {"npz", NULL};

extern const SlDataFormat sl_data_format_npz;
const SlDataFormat sl_data_format_npz = {
    .kind = {"npz", N_ ("NumPy arrays (.npz)"),
             N_ ("Arrays X and y, or x_train, y_train, x_test and y_test.")},
    .endings = endings,
    .recognises = recognises,
    .read = read_npz,
};
