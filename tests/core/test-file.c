/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/data/file.h"

#include <glib/gstdio.h>
#include <string.h>

static SlDataset *
read_text (const char *name, const char *text, size_t n, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-file-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const SlFileOptions options = {.path = g_intern_string (path)};
  SlDataset *dataset;

  g_assert_true (g_file_set_contents (path, text, (gssize) n, NULL));
  dataset = sl_data_file_read (&options, NULL, error);
  g_remove (path);
  g_rmdir (folder);
  return dataset;
}

static void
test_reads (void)
{
  static const char text[] = "age,pet\n1,dog\n2,cat\n3,dog\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDataset) dataset = read_text ("pets.csv", text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_true (dataset->type == sl_data_file_type ());
  g_assert_cmpstr (sl_dataset_name (dataset), ==, "pets.csv");
  g_assert_true (g_str_has_suffix (dataset->file.path, "/pets.csv"));
  g_assert_cmpint (dataset->n, ==, 3);
  g_assert_cmpint (dataset->n_classes, ==, 2);
}

static void
test_unknown (void)
{
  static const char junk[] = "\x7f"
                             "ELF\0\0\0\1\2\3";
  g_autoptr (GError) error = NULL;

  g_assert_null (read_text ("junk.bin", junk, sizeof junk, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "junk.bin: this is none of the files"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/file/reads", test_reads);
  g_test_add_func ("/data/file/unknown", test_unknown);
  return g_test_run ();
}
