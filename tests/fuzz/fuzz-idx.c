/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures and labels are two files: the first two bytes say how many of the rest are in
 * the first. */
#include "tests/fuzz/fuzz.h"

#include <glib/gstdio.h>
#include <stdlib.h>

static char *folder, *pictures, *labels;

static void
tidy (void)
{
  g_remove (pictures);
  g_remove (labels);
  g_rmdir (folder);
}

static void
begin (void)
{
  folder = g_dir_make_tmp ("sl-fuzz-idx-XXXXXX", NULL);
  pictures = g_build_filename (folder, "train-images-idx3-ubyte", NULL);
  labels = g_build_filename (folder, "train-labels-idx1-ubyte", NULL);
  atexit (tidy);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  const SlMissingType *missing = (const SlMissingType *) sl_missing_types ()->kinds[0];
  g_autoptr (GError) error = NULL;
  size_t first;
  SlDataset *set;

  if (size < 2)
    return 0;
  if (folder == NULL)
    begin ();
  first = MIN (data[0] + 256u * data[1], size - 2);
  if (!g_file_set_contents_full (pictures, (const char *) data + 2, (gssize) first,
                                 G_FILE_SET_CONTENTS_NONE, 0600, NULL) ||
      !g_file_set_contents_full (labels, (const char *) data + 2 + first,
                                 (gssize) (size - 2 - first), G_FILE_SET_CONTENTS_NONE,
                                 0600, NULL))
    abort ();
  const SlFileOptions options = {.path = pictures, .missing = missing};
  set = sl_data_file_read (&options, NULL, &error);
  fuzz_check_set (set, g_steal_pointer (&error));
  return 0;
}
