/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/array-partners.h"

#include <string.h>

/* The paths of a pair. */
typedef struct
{
  char *inputs, *targets; /* Owned, nullable */
} Pair;

static void
pair_clear (Pair *pair)
{
  g_clear_pointer (&pair->inputs, g_free);
  g_clear_pointer (&pair->targets, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

/* @name with the first @from replaced by @to; NULL when it has none. */
static char *
exchange (const char *name, const char *from, const char *to, gboolean at_start)
{
  const char *found = from != NULL ? strstr (name, from) : NULL;

  if (found == NULL || (at_start && found != name))
    return NULL;
  return g_strdup_printf ("%.*s%s%s", (int) (found - name), name, to,
                          found + strlen (from));
}

/* The path of the file called @name in @folder, with or without .gz; NULL when there is
 * none. */
static char *
find_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);
  g_autofree char *other = g_str_has_suffix (path, ".gz")
                               ? g_strndup (path, strlen (path) - 3)
                               : g_strconcat (path, ".gz", NULL);
  return g_file_test (other, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&other) : NULL;
}

/* The file beside @path whose name has @to where that has @from. */
static char *
find_partner (const char *path,
              const char *const *from,
              const char *const *to,
              gboolean at_start)
{
  g_autofree char *folder = g_path_get_dirname (path), *name = g_path_get_basename (path);
  g_autofree char *first = exchange (name, from[0], to[0], at_start), *both = NULL;

  if (first == NULL)
    return NULL;
  both = exchange (first, from[1], to[1], FALSE);
  return find_file (folder, both != NULL ? both : first);
}

static gboolean
find_pair (const char *path, const SlPartnerNames *names, size_t n_names, Pair *pair)
{
  for (size_t i = 0; path != NULL && i < n_names; i++) {
    const SlPartnerNames *way = &names[i];

    pair->targets = find_partner (path, way->inputs, way->targets, way->at_start);
    if (pair->targets != NULL) {
      pair->inputs = g_strdup (path);
      return TRUE;
    }
    pair->inputs = find_partner (path, way->targets, way->inputs, way->at_start);
    if (pair->inputs != NULL) {
      pair->targets = g_strdup (path);
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
find_test_pair (const Pair *training, Pair *test)
{
  static const char *const train[] = {"train", NULL};
  static const char *const names[][2] = {{"t10k", NULL}, {"test", NULL}};

  for (size_t i = 0; i < G_N_ELEMENTS (names); i++) {
    pair_clear (test);
    test->inputs = find_partner (training->inputs, train, names[i], FALSE);
    test->targets = find_partner (training->targets, train, names[i], FALSE);
    if (test->inputs != NULL && test->targets != NULL)
      return TRUE;
  }
  return FALSE;
}

/* @input: what is open already. */
static gboolean
read_file (SlArraySet *set,
           SlArray *array,
           const char *path,
           SlInput *input,
           SlArrayReader reader,
           GError **error)
{
  g_autoptr (SlInput) other = NULL;

  if (strcmp (path, sl_input_path (input)) == 0)
    return reader (array, input, error);
  g_strv_builder_add (set->partners, path);
  other = sl_input_open (path, sl_input_watch (input), error);
  return other != NULL && sl_input_conclude (other, reader (array, other, error), error);
}

gboolean
sl_array_partners_read (SlArraySet *set,
                        SlInput *input,
                        const SlPartnerNames *names,
                        size_t n_names,
                        SlArrayReader reader,
                        gboolean *found,
                        GError **error)
{
  g_auto (Pair) training = {0}, test = {0};

  *found = find_pair (sl_input_path (input), names, n_names, &training);
  if (!*found)
    return TRUE;
  set->partners = g_strv_builder_new ();
  if (!read_file (set, &set->X, training.inputs, input, reader, error) ||
      !read_file (set, &set->y, training.targets, input, reader, error))
    return FALSE;
  if (!find_test_pair (&training, &test))
    return TRUE;
  return read_file (set, &set->X_test, test.inputs, input, reader, error) &&
         read_file (set, &set->y_test, test.targets, input, reader, error);
}
