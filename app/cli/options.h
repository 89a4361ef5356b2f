/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlOption: one option of a subcommand. Options of settings are made from the settings
 * table (run-options.h); the rest stand in constant arrays. */
typedef struct SlOption
{
  const char *id;         /* without dashes: "learning-rate" */
  const char *value;      /* N_("X"), what --help calls its value; NULL = it takes none */
  const char *summary;    /* one sentence for --help, marked for translation */
  gboolean negatable;     /* a switch: `--no-ID` says "false" */
  gconstpointer entry;    /* (nullable) the table's entry the option was made from */
  gconstpointer defaults; /* (nullable) what it is written into, before it is read */
  /** take: @text: the value; "true" or "false" for an option without one.
   * Writes it into @target. SL_ERROR_ARGUMENT with the option's name in the sentence. */
  gboolean (*take) (const struct SlOption *option,
                    const char *text,
                    gpointer target,
                    GError **error);
  /** allowed: (nullable) Returns (transfer full) what --help adds: range and default. */
  char *(*allowed) (const struct SlOption *option);
} SlOption;

/** sl_option_take_count: for a take(): reads @text as a whole number from 1 to @max into
 * @count. SL_ERROR_ARGUMENT. */
gboolean sl_option_take_count (const SlOption *option,
                               const char *text,
                               int max,
                               int *count,
                               GError **error);

/** sl_option_take_ratio: the same for a number above 0 and below 1. */
gboolean sl_option_take_ratio (const SlOption *option,
                               const char *text,
                               double *ratio,
                               GError **error);

/** SlOptionSet: all options of one subcommand, in groups, and where they write. */
typedef struct SlOptionSet SlOptionSet;

SlOptionSet *sl_option_set_new (void);
void sl_option_set_free (SlOptionSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlOptionSet, sl_option_set_free)

/** sl_option_set_add:
 * @heading: of the group, translated; the same heading may come again
 * @option: copied; its strings must stay; @target: handed to its take(). */
void sl_option_set_add (SlOptionSet *set,
                        const char *heading,
                        const SlOption *option,
                        gpointer target);

/** sl_option_set_parse:
 * @arguments: (nullable terminated) what follows the subcommand
 * Takes `--ID VALUE`, `--ID=VALUE`, switches, and `--` before the last words; options may
 * come in any order, and the last of several wins where its take() replaces the value.
 * Returns (transfer full) the words that are no options, NULL-terminated, or NULL with
 * SL_ERROR_ARGUMENT; an unknown option names the nearest known one. */
char **sl_option_set_parse (const SlOptionSet *set,
                            const char *const *arguments,
                            GError **error);

/** sl_option_set_help: Returns (transfer full) the options in 80 columns, by group. */
char *sl_option_set_help (const SlOptionSet *set);

/** sl_option_wants_help: Returns whether `--help` or `-h` is among @arguments. */
gboolean sl_option_wants_help (const char *const *arguments);

G_END_DECLS
