/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/csv/notes.h"

#include "core/base/number.h"

#include <glib/gi18n-lib.h>

/* So many names are listed in a sentence. */
enum { MAX_NAMES = 8 };

gint64
sl_notes_count_gaps (const SlDataset *set)
{
  gint64 n = 0;

  for (int j = 0; j < set->n_columns; j++)
    if (set->columns[j].role == SL_COLUMN_INPUT)
      n += set->columns[j].n_missing;
  return n;
}

/* "a, b, c" of the columns of one kind and role; with @values "a (3), b (2)". NULL when
 * there are none. */
static char *
list_columns (const SlDataset *set, SlColumnKind kind, SlColumnRole role, gboolean values)
{
  g_autoptr (GString) names = g_string_new (NULL);
  int n = 0;

  for (int j = 0; j < set->n_columns; j++) {
    const SlColumn *column = &set->columns[j];

    if (column->kind != kind || column->role != role)
      continue;
    if (n++ >= MAX_NAMES)
      continue;
    g_string_append_printf (names, "%s%s", n == 1 ? "" : ", ", column->name);
    if (values)
      g_string_append_printf (names, " (%d)", column->n_inputs);
  }
  if (n > MAX_NAMES)
    g_string_append_printf (names, _ (" and %d more"), n - MAX_NAMES);
  return n > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* Adds @sentence, which has one "%s" for the names, when there are any. */
static void
add_list (GStrvBuilder *notes, const char *sentence, const char *names)
{
  g_autofree char *text = NULL;

  if (names == NULL)
    return;
  text = g_strdup_printf (sentence, names);
  g_strv_builder_add (notes, text);
}

static void
add_pictures (GStrvBuilder *notes, const SlDataset *set)
{
  g_autofree char *range = sl_number_text ((double) set->pixel_range, 7), *text = NULL;

  if (set->width < 1)
    return;
  text = g_strdup_printf (_ ("The inputs are called like pixels, so that each row is a "
                             "picture of %d × %d; pixels are divided by %s."),
                          set->width, set->height, range);
  g_strv_builder_add (notes, text);
}

/* Which column is the target, where that is neither asked for nor plain. */
static void
add_target (GStrvBuilder *notes, const SlDataset *set, const SlFileOptions *options)
{
  const SlColumn *last = &set->columns[set->n_columns - 1];
  g_autofree char *text = NULL;

  if (options->target != NULL || last->role == SL_COLUMN_TARGET)
    return;
  text = g_strdup_printf (
      _ ("The target is %s, the last column that can be one; %s cannot."), set->target,
      last->name);
  g_strv_builder_add (notes, text);
}

static void
add_rows (GStrvBuilder *notes,
          const SlDataset *set,
          gint64 n_rows,
          const SlFileOptions *options)
{
  g_autofree char *all = sl_number_count (n_rows);
  g_autofree char *out = sl_number_count (n_rows - set->n);
  g_autofree char *gaps = sl_number_count (sl_notes_count_gaps (set));
  g_autofree char *text = NULL, *filled = NULL;

  if (n_rows > set->n) {
    text = g_strdup_printf (
        ngettext ("%s of %s rows is left out, because a value is missing in it.",
                  "%s of %s rows are left out, because a value is missing in them.",
                  (gulong) (n_rows - set->n)),
        out, all);
    g_strv_builder_add (notes, text);
  }
  if (!set->has_gaps)
    return;
  filled = g_strdup_printf (
      _ ("Missing values are filled in with the mean of the training rows: %s."), gaps);
  g_strv_builder_add (notes, filled);
}

char **
sl_notes_of_columns (const SlDataset *set, gint64 n_rows, const SlFileOptions *options)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();
  g_autofree char *names =
      list_columns (set, SL_COLUMN_IDENTIFIER, SL_COLUMN_LEFT_OUT, FALSE);
  g_autofree char *empty = list_columns (set, SL_COLUMN_EMPTY, SL_COLUMN_LEFT_OUT, FALSE);
  g_autofree char *same =
      list_columns (set, SL_COLUMN_CONSTANT, SL_COLUMN_LEFT_OUT, FALSE);
  g_autofree char *constant =
      list_columns (set, SL_COLUMN_CONSTANT, SL_COLUMN_INPUT, FALSE);
  g_autofree char *categories =
      list_columns (set, SL_COLUMN_CATEGORY, SL_COLUMN_INPUT, TRUE);
  g_autofree char *dates = list_columns (set, SL_COLUMN_DATE, SL_COLUMN_INPUT, FALSE);
  g_autofree char *unclear =
      options->columns == NULL
          ? list_columns (set, SL_COLUMN_DATE, SL_COLUMN_LEFT_OUT, FALSE)
          : NULL;
  g_autofree char *foreign =
      options->columns == NULL
          ? list_columns (set, SL_COLUMN_NUMBER, SL_COLUMN_LEFT_OUT, FALSE)
          : NULL;
  char **list;

  /* Of a shipped set nobody asks why. */
  if (options->path != NULL)
    add_pictures (notes, set);
  add_target (notes, set, options);
  add_rows (notes, set, n_rows, options);
  add_list (notes, _ ("Left out, because they only name the rows: %s."), names);
  add_list (notes, _ ("Left out, because they say the same in all rows: %s."), same);
  add_list (notes, _ ("Left out, because they have no value in any row: %s."), empty);
  add_list (notes, _ ("One value in all rows, which tells nothing: %s."), constant);
  add_list (notes, _ ("One input for each of their values: %s."), categories);
  add_list (notes, _ ("Dates as days since 1970-01-01: %s."), dates);
  add_list (notes,
            _ ("Left out, because day and month of their dates cannot be told apart: %s. "
               "Write them as 2024-12-31."),
            unclear);
  add_list (notes,
            _ ("Left out, because their numbers are written in another way than the "
               "table's: %s. Use one decimal sign, and no marks between thousands."),
            foreign);
  list = g_strv_builder_end (notes);
  if (list[0] == NULL)
    g_clear_pointer (&list, g_strfreev);
  return list;
}
