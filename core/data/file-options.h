/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/base/kind.h"

G_BEGIN_DECLS

/** SlMissingType: what is done about rows without a value. */
typedef struct
{
  SlKind kind;
  gboolean impute; /* the mean of the training rows stands in; else the row is left out */
} SlMissingType;

/** SlFileTask: what is to be learnt from a file. */
typedef struct
{
  SlKind kind;
  gboolean regression;
} SlFileTask;

/** SlFileOptions: which file, and what is wanted of it. A plain value: its strings are
 * interned (g_intern_string()), so that a copy is an assignment, and equal strings are
 * equal pointers. */
typedef struct
{
  const char *path;       /* in the file system's encoding; NULL = no file */
  const char *target;     /* name of the target column; NULL = the last that can be one */
  const char *columns;    /* names of the columns to use, with commas; NULL = all */
  const char *categories; /* names of columns whose numbers are names; NULL = none */
  const SlFileTask *task; /* NULL = by the target's values */
  const SlMissingType *missing; /* never NULL */
  const char *marks; /* texts that stand for no value, with commas, beside the usual ones;
                        NULL = none */
} SlFileOptions;

/** sl_file_tasks, sl_missing_types: the tables of what can be chosen; of the second, the
 * first is the default. */
const SlKindTable *sl_file_tasks (void);
const SlKindTable *sl_missing_types (void);

/** sl_file_options_equal: Returns whether both want the same of the same file. */
gboolean sl_file_options_equal (const SlFileOptions *a, const SlFileOptions *b);

G_END_DECLS
