/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lessons by the real program: what there is, mistakes with their lines, claims. */
#include "tests/app/command.h"

#include <string.h>

#define LESSON                                                                           \
  "<lesson version=\"1\" id=\"mine\">\n<title>T</title><belief>B</belief>\n"             \
  "<start dataset=\"iris\" hidden=\"4\" epochs=\"3\" seed=\"7\"/>\n<run id=\"a\"/>\n"    \
  "<step><text>x</text>\n<claim>%s</claim>\n%s</step></lesson>\n"

/* Runs `lesson check` on a file with @claim and @more. */
static Outcome
check (const char *claim, const char *more, const char *options)
{
  char *folder = scratch_new ();
  g_autofree char *path = g_build_filename (folder, "mine.sparsity-lesson", NULL);
  g_autofree char *text = g_strdup_printf (LESSON, claim, more);
  g_autofree char *line = g_strdup_printf ("lesson check %s '%s'", options, path);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  Outcome outcome = command_run (line);
  g_test_message ("%s%s", outcome.out, outcome.err);
  scratch_free (folder);
  return outcome;
}

static int
count (const char *text, const char *word)
{
  int n = 0;
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    n++;
  return n;
}

static void
test_list (void)
{
  g_auto (Outcome) list = command_run ("lesson list");
  g_auto (Outcome) show = command_run ("lesson show l1-l2-none");
  g_assert_cmpint (list.status, ==, 0);
  g_assert_cmpint (count (list.out, "\n"), >=, 20);
  g_assert_nonnull (strstr (list.out, "first-steps "));
  g_assert_cmpint (show.status, ==, 0);
  g_assert_true (g_str_has_prefix (show.out, "<?xml"));
  g_assert_true (g_str_has_suffix (show.out, "</lesson>\n"));
}

static void
test_holds (void)
{
  g_auto (Outcome) three = check ("weights(a) == 28", "", "");
  g_auto (Outcome) one = check ("weights(a) == 28", "", "--seeds 1");
  g_assert_cmpint (three.status, ==, 0);
  g_assert_cmpint (count (three.out, "holds"), ==, 3);
  g_assert_nonnull (strstr (three.out, "seed 9"));
  g_assert_nonnull (strstr (three.out, "(28 = 28)"));
  g_assert_cmpstr (three.err, ==, "");
  g_assert_cmpint (one.status, ==, 0);
  g_assert_cmpint (count (one.out, "holds"), ==, 1);
}

/* A claim that does not hold, or whose numbers are not there, is status 1. */
static void
test_fails (void)
{
  g_auto (Outcome) wrong = check ("weights(a) == 27", "", "");
  g_auto (Outcome) unknown = check ("found(a) >= 0", "", "");
  g_assert_cmpint (wrong.status, ==, 1);
  g_assert_cmpint (count (wrong.out, "FAILS"), ==, 3);
  g_assert_nonnull (strstr (wrong.out, ":6  weights(a) == 27"));
  g_assert_nonnull (strstr (wrong.err, "3 of 3 claims"));
  g_assert_cmpint (unknown.status, ==, 1);
}

/* Every mistake has its line; nothing is run. */
static void
test_mistakes (void)
{
  g_auto (Outcome) two = check ("zeros(b) == 0", "<look at=\"figure:pie\"/>\n", "");
  g_auto (Outcome) none = command_run ("lesson check /no/such.sparsity-lesson");
  g_auto (Outcome) unknown = command_run ("lesson check nothing");
  g_auto (Outcome) word = command_run ("lesson chek x");
  g_auto (Outcome) bare = command_run ("lesson check");
  g_assert_cmpint (two.status, ==, 2);
  g_assert_cmpstr (two.out, ==, "");
  g_assert_nonnull (strstr (two.err, "mine.sparsity-lesson:6:"));
  g_assert_nonnull (strstr (two.err, "mine.sparsity-lesson:7:"));
  g_assert_cmpint (none.status, ==, 2);
  g_assert_cmpint (unknown.status, ==, 2);
  g_assert_nonnull (strstr (unknown.err, "first-steps"));
  g_assert_cmpint (word.status, ==, 2);
  g_assert_nonnull (strstr (word.err, "did you mean 'check'"));
  g_assert_cmpint (bare.status, ==, 2);
}

/* A file of the author's own lies beside the lesson, wherever the program is started. */
static void
test_own_data (void)
{
  char *folder = scratch_new ();
  g_autofree char *path = g_build_filename (folder, "own.sparsity-lesson", NULL);
  g_autofree char *data = g_build_filename (folder, "own.csv", NULL);
  g_autofree char *line = g_strdup_printf ("lesson check --seeds 1 '%s'", path);
  g_autoptr (GString) csv = g_string_new ("a,b,y\n");
  for (int i = 0; i < 40; i++)
    g_string_append_printf (csv, "%d,%d,%d\n", i, i * i % 7, 3 * i);
  g_assert_true (g_file_set_contents (data, csv->str, -1, NULL));
  g_assert_true (g_file_set_contents (
      path,
      "<lesson version=\"1\" id=\"own\"><title>T</title><belief>B</belief>\n"
      "<start data=\"own.csv\" target=\"y\" hidden=\"\" penalty=\"l1\"/>\n"
      "<run id=\"a\" exact=\"yes\" lambda=\"0.2\"/>\n"
      "<step><text>x</text><claim>nonzeros(a) == 1 and inputs(a) == 2</claim></step>"
      "</lesson>",
      -1, NULL));
  g_auto (Outcome) outcome = command_run (line);
  g_test_message ("%s%s", outcome.out, outcome.err);
  scratch_free (folder);
  g_assert_cmpint (outcome.status, ==, 0);
  g_assert_nonnull (strstr (outcome.out, "(1 = 1 and 2 = 2)"));
}

/* More work than a lesson may ask for is a mistake of the file, told by the run's line.
 */
static void
test_endless (void)
{
  char *folder = scratch_new ();
  g_autofree char *path = g_build_filename (folder, "long.sparsity-lesson", NULL);
  g_autofree char *line = g_strdup_printf ("lesson check '%s'", path);
  g_assert_true (g_file_set_contents (
      path,
      "<lesson version=\"1\" id=\"long\"><title>T</title><belief>B</belief>\n"
      "<run id=\"a\" hidden=\"1000,500\" epochs=\"2000\"/>\n"
      "<step><text>x</text></step></lesson>\n",
      -1, NULL));
  g_auto (Outcome) outcome = command_run (line);
  scratch_free (folder);
  g_assert_cmpint (outcome.status, ==, 2);
  g_assert_nonnull (strstr (outcome.err, "long.sparsity-lesson:2:"));
  g_assert_nonnull (strstr (outcome.err, "multiplications"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/lesson/list", test_list);
  g_test_add_func ("/app/lesson/holds", test_holds);
  g_test_add_func ("/app/lesson/fails", test_fails);
  g_test_add_func ("/app/lesson/mistakes", test_mistakes);
  g_test_add_func ("/app/lesson/own-data", test_own_data);
  g_test_add_func ("/app/lesson/endless", test_endless);
  return g_test_run ();
}
