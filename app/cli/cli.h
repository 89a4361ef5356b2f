/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_cli_main: everything the program does without a window.
 * @argv: (argc) of main(), with at least one argument
 * Returns the exit status of PRODUCT.md §4. Never touches a display. */
int sl_cli_main (int argc, char **argv);

/** sl_cli_is_file: Returns whether @word is no subcommand and no option but a file, which
 * the window opens. */
gboolean sl_cli_is_file (const char *word);

/** sl_cli_is_demo: Returns whether @word asks for a lesson before a class ("--demo").
 * sl_cli_take_demo: @argv: (argc) of main(), its second word such a one; @lesson: (out)
 * (transfer full) the id of a lesson, or the path of a teacher's own. Returns FALSE, and
 * complains, when there is none, or it cannot be played. */
gboolean sl_cli_is_demo (const char *word);
gboolean sl_cli_take_demo (int argc, char **argv, char **lesson);

/** sl_cli_complain: writes one sentence to stderr, as `sparsity-lab: …`. */
void sl_cli_complain (const char *sentence);

G_END_DECLS
