/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/file-options.h"

#include <glib/gi18n-lib.h>

static const SlFileTask classification = {
    {"classification", N_ ("Classification"), N_ ("The target is a class.")},
    FALSE};
static const SlFileTask regression = {
    {"regression", N_ ("Regression"), N_ ("The target is a number.")},
    TRUE};
static const SlKind *const tasks[] = {&classification.kind, &regression.kind};
static const SlKindTable task_table = {N_ ("task"), G_N_ELEMENTS (tasks), tasks};

static const SlMissingType drop = {
    {"drop", N_ ("Leave rows out"), N_ ("Rows without a value are left out.")},
    FALSE};
static const SlMissingType impute = {
    {"impute", N_ ("Fill in the mean"),
     N_ ("Where an input has no value, its mean over the training rows stands in.")},
    TRUE};
static const SlKind *const missing[] = {&drop.kind, &impute.kind};
static const SlKindTable missing_table = {N_ ("way with missing values"),
                                          G_N_ELEMENTS (missing), missing};

const SlKindTable *
sl_file_tasks (void)
{
  return &task_table;
}

const SlKindTable *
sl_missing_types (void)
{
  return &missing_table;
}

gboolean
sl_file_options_equal (const SlFileOptions *a, const SlFileOptions *b)
{
  return a->path == b->path && a->target == b->target && a->columns == b->columns &&
         a->categories == b->categories && a->marks == b->marks && a->task == b->task &&
         a->missing == b->missing;
}
