/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/file.h"

#include "core/base/error.h"
#include "core/base/number.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* Knuth's multiplier for 64 bits (The Art of Computer Programming, vol. 2, §3.3.4). */
#define STAMP_FACTOR G_GUINT64_CONSTANT (6364136223846793005)

#define SL_ENTRY(name) extern const SlDataFormat sl_data_format_##name;
#include "core/data/formats.def"
#undef SL_ENTRY

static const SlKind *const kinds[] = {
#define SL_ENTRY(name) &sl_data_format_##name.kind,
#include "core/data/formats.def"
#undef SL_ENTRY
};

static const SlKindTable table = {N_ ("file format"), G_N_ELEMENTS (kinds), kinds};

static const SlDatasetType file_type = {
    .kind = {"file", N_ ("Your own file"), N_ ("Rows out of a file of your own.")},
    .source = N_ ("A file of your own."),
};

const SlKindTable *
sl_data_formats (void)
{
  return &table;
}

const SlDatasetType *
sl_data_file_type (void)
{
  return &file_type;
}

static const SlDataFormat *
find_format (SlInput *input, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  /* What the archives that are workbooks of Excel or LibreOffice begin with. */
  if (g_str_equal (sl_input_member (input), "[Content_Types].xml") ||
      g_str_equal (sl_input_member (input), "mimetype")) {
    sl_input_fail_file (input, error,
                        _ ("this is a workbook or a document, not a table of text; save "
                           "its sheet as CSV and open that"));
    return NULL;
  }
  for (size_t i = 0; i < table.n; i++) {
    const SlDataFormat *format = (const SlDataFormat *) table.kinds[i];

    if (format->recognises (input))
      return format;
    g_string_append_printf (known, "%s%s", i == 0 ? "" : ", ", _ (format->kind.name));
  }
  /* TRANSLATORS: names of file formats. */
  sl_input_fail (input, error, _ ("this is none of the files that can be read: %s"),
                 known->str);
  return NULL;
}

/* Says so when the test part is not left to the settings. */
static void
note_test_part (SlDataset *dataset)
{
  g_autoptr (GStrvBuilder) notes = g_strv_builder_new ();
  g_autofree char *rows = sl_number_count (dataset->n_test), *note = NULL;

  if (dataset->n_test == 0)
    return;
  if (dataset->notes != NULL)
    g_strv_builder_addv (notes, (const char **) dataset->notes);
  note = g_strdup_printf (
      _ ("The file brings its test part: %s rows, whatever the test fraction."), rows);
  g_strv_builder_add (notes, note);
  g_strfreev (dataset->notes);
  dataset->notes = g_strv_builder_end (notes);
}

/* "/home/ada/houses.csv, table of text (CSV), 10.5 kB". */
static char *
describe_source (const char *path, const SlDataFormat *format)
{
  g_autofree char *shown = g_filename_display_name (path), *size = NULL;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    return g_strdup_printf ("%s, %s", shown, _ (format->kind.name));
  size = g_format_size ((guint64) info.st_size);
  return g_strdup_printf ("%s, %s, %s", shown, _ (format->kind.name), size);
}

/* What changes when somebody writes to the file at @path, mixed with @before. */
static guint64
stamp_file (const char *path, guint64 before)
{
  struct stat facts = {0};

  if (stat (path, &facts) != 0)
    return before;
  before = before * STAMP_FACTOR + (guint64) facts.st_size;
  before = before * STAMP_FACTOR + (guint64) facts.st_mtim.tv_sec;
  return before * STAMP_FACTOR + (guint64) facts.st_mtim.tv_nsec;
}

static guint64
stamp_partners (const SlDataset *dataset, guint64 first)
{
  for (char **path = dataset->partners; path != NULL && *path != NULL; path++)
    first = stamp_file (*path, first);
  return first;
}

SlDataset *
sl_data_file_read (const SlFileOptions *options,
                   const SlInputWatch *watch,
                   GError **error)
{
  g_autoptr (SlInput) input = NULL;
  const SlDataFormat *format;
  g_autoptr (SlDataset) dataset = NULL;
  guint64 stamp;
  size_t n;

  g_return_val_if_fail (options != NULL && options->path != NULL, NULL);

  stamp = stamp_file (options->path, 0);
  input = sl_input_open (options->path, watch, error);
  /* A file that cannot be unpacked says so here, before it is said to be unknown. */
  if (input == NULL || sl_input_peek (input, &n, error) == NULL)
    return NULL;
  format = find_format (input, error);
  dataset = format != NULL ? format->read (input, options, error) : NULL;
  if (!sl_input_conclude (input, dataset != NULL, error))
    return NULL;
  dataset->type = &file_type;
  dataset->name = g_filename_display_basename (options->path);
  dataset->source = describe_source (options->path, format);
  dataset->file = *options;
  dataset->stamp = stamp_partners (dataset, stamp);
  note_test_part (dataset);
  return g_steal_pointer (&dataset);
}

/* Whether @a and @b (n) are both there, with the same bytes, or neither is. */
static gboolean
are_same (const void *a, const void *b, gsize n)
{
  return (a == NULL) == (b == NULL) && (a == NULL || memcmp (a, b, n) == 0);
}

static gboolean
have_same_rows (const SlDataset *a, const SlDataset *b)
{
  gsize rows = (gsize) a->n, cells = rows * (gsize) a->d;

  if (a->n != b->n || a->d != b->d || a->n_test != b->n_test || a->task != b->task ||
      a->n_classes != b->n_classes)
    return FALSE;
  return are_same (a->X, b->X, cells * sizeof *a->X) &&
         are_same (a->pixels, b->pixels, cells) &&
         are_same (a->y, b->y, rows * sizeof *a->y) &&
         are_same (a->label, b->label, rows * sizeof *a->label) &&
         g_strv_equal ((const char *const *) a->features,
                       (const char *const *) b->features);
}

gboolean
sl_data_file_is_unchanged (const SlDataset *dataset)
{
  g_autoptr (SlDataset) now = NULL;

  g_return_val_if_fail (dataset != NULL && dataset->file.path != NULL, FALSE);

  if (stamp_partners (dataset, stamp_file (dataset->file.path, 0)) == dataset->stamp)
    return TRUE;
  now = sl_data_file_read (&dataset->file, NULL, NULL);
  return now != NULL && have_same_rows (dataset, now);
}
