/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** Outcome: what a run of the real program left behind. */
typedef struct
{
  int status; /* exit status, or -1 when a signal ended it */
  char *out;  /* Owned: all of stdout */
  char *err;  /* Owned: all of stderr */
} Outcome;

void outcome_clear (Outcome *outcome);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

/** command_launcher: Returns (transfer full) a launcher of the program without any
 * display, with stdout and stderr piped. */
GSubprocessLauncher *command_launcher (void);

/** command_run: @line: arguments as a shell would read them. Waits for the end. */
Outcome command_run (const char *line);

/** command_run_with: the same with @launcher's environment. */
Outcome command_run_with (GSubprocessLauncher *launcher, const char *line);

/** command_argv: Returns (transfer full) program and arguments of @line. */
char **command_argv (const char *line);

/** command_json: runs @line with `--json`, which must end with @status. Returns (transfer
 * full) the object it prints. */
JsonObject *command_json (const char *line, int status);

/** scratch_new: Returns (transfer full) a new folder; scratch_free() removes it and the
 * files in it. */
char *scratch_new (void);
void scratch_free (char *folder);

/** scratch_read: Returns (transfer full) the whole of a file, which must be there. */
char *scratch_read (const char *folder, const char *name, gsize *length);

G_END_DECLS
