/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** SlCommand: a subcommand: one file and one line in commands.def. */
typedef struct
{
  SlKind kind;       /* kind.summary stands in `sparsity-lab --help` */
  const char *usage; /* what follows its id: "NAME --output FILE [OPTIONS]" */
  /** help: Returns (transfer full) what stands below the usage line. */
  char *(*help) (void);
  /** run: @arguments: (NULL-terminated) what follows the subcommand
   * Does the work: results to stdout, errors to @error (sl_error_exit_status() says how
   * the program ends). Needs no display. */
  gboolean (*run) (const char *const *arguments, GError **error);
} SlCommand;

/** sl_commands: Returns the table of subcommands (commands.def). */
const SlKindTable *sl_commands (void);

G_END_DECLS
