/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/dataset.h"
#include "core/data/input.h"

G_BEGIN_DECLS

/** SlDataFormat: one entry of formats.def: a kind of data file that can be read. */
typedef struct
{
  SlKind kind;
  const char *const *endings; /* NULL-terminated, for file dialogs: "csv", "csv.gz" */
  /** recognises: Whether @input, which stands before the first byte of its first member,
   * is of this format: by its first bytes (sl_input_peek()) and names. The first format
   * of the table that says yes reads it. */
  gboolean (*recognises) (SlInput *input);
  /** read: @input: as above; @options: what is wanted of the file
   * Returns (transfer full) the set, with everything but its type, name and options set,
   * or NULL with an error. A second file (labels beside pictures) is opened with the
   * first one's sl_input_watch(). */
  SlDataset *(*read) (SlInput *input, const SlFileOptions *options, GError **error);
} SlDataFormat;

/** sl_data_formats: Returns the table of formats (formats.def). */
const SlKindTable *sl_data_formats (void);

/** sl_data_file_type: Returns the type of every set that comes out of a file. It is in no
 * table: it cannot be made from options, only read. */
const SlDatasetType *sl_data_file_type (void);

/** sl_data_file_read:
 * @options: path set; @watch: (nullable) who waits for it
 * Returns (transfer full) the set in the file; NULL with SL_ERROR_DATA and a sentence
 * that begins with the file's name, and where it can the line, or with
 * SL_ERROR_CANCELLED. Any thread. Cost: the file is read once, or twice when its columns
 * change their kind. */
SlDataset *sl_data_file_read (const SlFileOptions *options,
                              const SlInputWatch *watch,
                              GError **error);

/** sl_data_file_is_unchanged:
 * @dataset: out of a file
 * Returns whether its files would give the same rows now. Where their sizes and times are
 * as they were, that is so; else they are read once more. Any thread. */
gboolean sl_data_file_is_unchanged (const SlDataset *dataset);

G_END_DECLS
