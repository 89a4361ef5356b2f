/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/cli.h"

#include "app/cli/command.h"
#include "app/cli/nearest.h"
#include "app/cli/options.h"
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#define SL_ENTRY(name) extern const SlCommand sl_command_##name;
#include "app/cli/commands.def"
#undef SL_ENTRY

static const SlKind *const commands[] = {
#define SL_ENTRY(name) &sl_command_##name.kind,
#include "app/cli/commands.def"
#undef SL_ENTRY
};

const SlKindTable *
sl_commands (void)
{
  static const SlKindTable table = {
      .noun = N_ ("subcommand"), .n = G_N_ELEMENTS (commands), .kinds = commands};
  return &table;
}

static void
print_help (void)
{
  g_print ("%s\n\n  sparsity-lab [FILE]\n  sparsity-lab --demo LESSON\n", _ ("Usage:"));
  for (size_t i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  sparsity-lab %s %s\n", commands[i]->id,
             gettext (((const SlCommand *) commands[i])->usage));
  g_print (
      "\n%s\n\n%s\n",
      _ ("Sparsity Lab shows how penalties on the weights make a network sparse.\n"
         "Without a subcommand it opens its window, on a FILE if one is given: data, a\n"
         "saved session or a lesson. --demo plays a LESSON (see 'lesson list', or a "
         "file)\n"
         "before a class: big type, Page Up and Page Down."),
      _ ("Subcommands, which need no display:"));
  for (size_t i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-10s %s\n", commands[i]->id, gettext (commands[i]->summary));
  g_print ("\n%s\n",
           _ ("'sparsity-lab SUBCOMMAND --help' lists its options, 'sparsity-lab "
              "--version'\nsays which version this is. Exit status: 0 done, 1 it ran and "
              "failed, 2 bad\narguments or bad input."));
}

static int
run_command (const SlCommand *command, const char *const *arguments)
{
  if (sl_option_wants_help (arguments)) {
    g_autofree char *help = command->help ();
    g_print ("%s sparsity-lab %s %s\n\n%s\n\n%s", _ ("Usage:"), command->kind.id,
             gettext (command->usage), gettext (command->kind.summary), help);
    return 0;
  }
  g_autoptr (GError) error = NULL;
  if (command->run (arguments, &error)) {
    /* g_print() keeps it to itself when a disk is full. */
    if (!ferror (stdout))
      return 0;
    g_set_error (&error, SL_ERROR, SL_ERROR_WRITE,
                 _ ("The result could not be written to the standard output"));
  }
  sl_cli_complain (error->message);
  return sl_error_exit_status (error);
}

static void
complain_unknown (const char *word)
{
  const char *known[G_N_ELEMENTS (commands)];
  for (size_t i = 0; i < G_N_ELEMENTS (commands); i++)
    known[i] = commands[i]->id;
  const char *near = sl_nearest (word, known, G_N_ELEMENTS (commands));
  g_autofree char *shown = sl_quote (word);
  g_autofree char *sentence =
      near != NULL
          ? g_strdup_printf (_ ("There is no subcommand '%s'; did you mean '%s'?"), shown,
                             near)
          : g_strdup_printf (
                _ ("There is no subcommand and no file '%s'; 'sparsity-lab --help' lists "
                   "the subcommands"),
                shown);
  sl_cli_complain (sentence);
}

void
sl_cli_complain (const char *sentence)
{
  /* What was typed, or stands in a file, may be no UTF-8, and may move the cursor. */
  g_autofree char *valid = g_utf8_make_valid (sentence, -1);
  g_autoptr (GString) line = g_string_new (NULL);
  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    g_string_append_unichar (line, g_unichar_iscntrl (c) ? 0xfffd : c);
  }
  g_printerr ("sparsity-lab: %s\n", line->str);
}

gboolean
sl_cli_is_file (const char *word)
{
  return word[0] != '-' && sl_kind_find (sl_commands (), word, NULL) == NULL &&
         g_file_test (word, G_FILE_TEST_EXISTS);
}

int
sl_cli_main (int argc, char **argv)
{
  g_return_val_if_fail (argc >= 2 && argv != NULL, 2);
  const char *word = argv[1];
  if (strcmp (word, "--help") == 0 || strcmp (word, "-h") == 0) {
    print_help ();
    return 0;
  }
  if (strcmp (word, "--version") == 0) {
    g_print ("sparsity-lab %s\n", SL_VERSION);
    return 0;
  }
  for (size_t i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (word, commands[i]->id) == 0)
      return run_command ((const SlCommand *) commands[i],
                          (const char *const *) argv + 2);
  complain_unknown (word);
  return 2;
}
