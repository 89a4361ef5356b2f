/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/snapshot.h"

G_BEGIN_DECLS

/* More changes than this do not stand in the line, but in a file beside it. */
enum { SL_RECIPE_MAX_CHANGES = 20 };

/** SlRecipe: what gives a run again: how it began, how long it was, and what was changed
 * on the way. */
typedef struct
{
  SlConfig start;     /* the settings it began with */
  int epochs;         /* finished ones; below 0 when there is none yet */
  GPtrArray *changes; /* Owned, of char *: "10+5:lambda=0.001", in order */
} SlRecipe;

/** sl_recipe_new:
 * @snapshot: of the run
 * Changes that came after the last finished epoch are left out, for they show in no
 * epoch yet; before the first one, all are there, and the length is left to the command.
 * Returns (transfer full), or NULL with SL_ERROR_ARGUMENT when no command gives this run:
 * the data is not there yet, it went on after it had ended, or weights were changed by
 * hand. */
SlRecipe *sl_recipe_new (const SlSnapshot *snapshot, GError **error);
void sl_recipe_free (SlRecipe *recipe);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlRecipe, sl_recipe_free)

/** sl_recipe_needs_file: Returns whether there are too many changes for one line. */
gboolean sl_recipe_needs_file (const SlRecipe *recipe);

/** sl_recipe_changes: Returns (transfer full) what that file has to contain: the changes,
 * one a line. */
char *sl_recipe_changes (const SlRecipe *recipe);

/** sl_recipe_command_line:
 * @path: (nullable) the file with the changes; NULL puts them into the line
 * Returns (transfer full) "sparsity-lab train …", quoted for a shell: what the run began
 * with, its length and its changes, as far as they differ from the defaults. */
char *sl_recipe_command_line (const SlRecipe *recipe, const char *path);

/** sl_recipe_needs_session: Returns whether no `train` gives the run of @snapshot, but
 * `replay` does once it is saved: weights were changed by hand. */
gboolean sl_recipe_needs_session (const SlSnapshot *snapshot);

/** sl_recipe_replay_line: @path: of a saved session. Returns (transfer full)
 * "sparsity-lab replay FILE", quoted for a shell. */
char *sl_recipe_replay_line (const char *path);

/** sl_config_command_line:
 * Returns (transfer full) the options ("--penalty l1 --lambda 0.001") that turn the
 * default configuration into @config, quoted for a shell; "" for the default. */
char *sl_config_command_line (const SlConfig *config);

G_END_DECLS
