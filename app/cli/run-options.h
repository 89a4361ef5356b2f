/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/changes.h"
#include "app/cli/options.h"
#include "core/core.h"

G_BEGIN_DECLS

/** SlRunOptions: DATA MODEL PENALTY TRAINING of PRODUCT.md §4: a run that a command is to
 * make. */
typedef struct
{
  SlConfig config;
  int epochs;
  int threads;                /* how many may work at once, 1 or more */
  SlNeeds needs;              /* what its figures will want to know */
  gboolean untrained;         /* nothing of the training is wanted, only how it begins */
  const SlPresetType *preset; /* nullable */
  GHashTable *given;  /* Owned: ids of the options that were given, which win over it */
  SlChanges *changes; /* Owned */
} SlRunOptions;

/** sl_run_options_init: the run that no option asks for: what the window opens with, 100
 * epochs. */
void sl_run_options_init (SlRunOptions *options);
void sl_run_options_clear (SlRunOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlRunOptions, sl_run_options_clear)

/** sl_run_options_add: adds to @set one option per setting, one per option of a data set,
 * and those of the run itself; they write into @options. */
void sl_run_options_add (SlRunOptions *options, SlOptionSet *set);

/** sl_run_options_add_settings, sl_run_options_add_data: for commands that make no run:
 * the settings in @ids (NULL-terminated), and the options of data sets. */
void sl_run_options_add_settings (SlRunOptions *options,
                                  SlOptionSet *set,
                                  const char *const *ids);
void sl_run_options_add_data (SlRunOptions *options, SlOptionSet *set);

/** sl_run_options_add_threads: the option `--threads`, which every command that computes
 * has; sl_run_options_add() adds it. */
void sl_run_options_add_threads (SlRunOptions *options, SlOptionSet *set);

/** sl_run_options_check: after all options are read: the combinations. A preset's dropout
 * is fitted to the hidden layers given beside it, and stderr says so, as it does of
 * changes that have no effect. SL_ERROR_ARGUMENT. */
gboolean sl_run_options_check (SlRunOptions *options, GError **error);

G_END_DECLS
