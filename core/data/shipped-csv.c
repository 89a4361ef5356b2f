/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/shipped-csv.h"

#include "core/data/csv/assemble.h"
#include "sl-shipped.h"

#define RESOURCE_FOLDER "/io/github/sparsitylab/SparsityLab/data/"

SlDataset *
sl_shipped_csv_load (const SlDatasetType *type,
                     const char *file,
                     SlTask task,
                     GError **error)
{
  const char *const id = task == SL_TASK_REGRESSION ? "regression" : "classification";
  const SlFileOptions options = {
      .task = (const SlFileTask *) sl_kind_find (sl_file_tasks (), id, NULL)};
  g_autofree char *path = g_strconcat (RESOURCE_FOLDER, file, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SlInput) input = NULL;
  g_autoptr (SlTable) table = NULL;
  SlDataset *dataset;

  /* Asking by name, and not through the process's list of resources, makes the linker
   * take the file out of the static library. */
  bytes = g_resource_lookup_data (sl_shipped_get_resource (), path,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  input = bytes != NULL ? sl_input_new_for_bytes (bytes, file, NULL, error) : NULL;
  table = input != NULL ? sl_table_read (input, &options, error) : NULL;
  dataset = table != NULL ? sl_table_assemble (table, input, &options, error) : NULL;
  if (dataset != NULL)
    dataset->type = type;
  return dataset;
}
