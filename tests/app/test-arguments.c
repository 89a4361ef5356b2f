/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program says to bad arguments, and what --help tells: the real program, run
 * without a display. */
#include "app/cli/command.h"
#include "app/cli/nearest.h"
#include "tests/app/command.h"
#include "ui/figures/figure.h"
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *line;
  const char *says[3]; /* what the sentence on stderr must contain */
} Bad;

/* Each ends with status 2, one sentence, and nothing on stdout. */
static const Bad bad_arguments[] = {
    {"trian", {"'trian'", "'train'"}},
    {"digits.csv", {"'digits.csv'"}},
    {"--demo nothing", {"'nothing'", "first-steps"}},
    {"--demo", {"--demo", "lesson list"}},
    {"--demo=", {"--demo"}},
    {"--demo first-steps twins", {"'twins'"}},
    {"--demo /nowhere.sparsity-lesson", {"/nowhere.sparsity-lesson"}},
    {"train extra", {"'extra'"}},
    {"data", {"list", "describe", "export"}},
    {"data lst", {"'lst'", "'list'"}},
    {"data forget", {"'forget'"}},
    {"data list digits", {"'data list'"}},
    {"data list --samples 100", {"--samples", "'data describe'"}},
    {"data describe", {"data describe SET"}},
    {"data describe digit", {"digit", "digits"}},
    {"data describe digits --noise 1", {"--noise", "'digits'"}},
    {"data describe circle --samples 9", {"samples: ", "9"}},
    {"data describe circle --epochs 9", {"'--epochs'"}},
    {"data export digits", {"data export SET|FILE OUT.csv"}},
    {"data export digits ''", {"empty"}},
    {"train -x", {"'-x'"}},
    {"train --lamda 0.1", {"'--lamda'", "'--lambda'"}},
    {"train --learning 0.1", {"'--learning'", "'--learning-rate'"}},
    {"train --no-json", {"'--no-json'"}},
    {"train --no-lambda", {"'--no-lambda'"}},
    {"train --lambda", {"'--lambda' needs a value"}},
    {"train --lambda --json", {"'--lambda' needs a value"}},
    {"train --json=1", {"'--json' takes no value"}},
    {"train --no-standardize=1", {"'--no-standardize' takes no value"}},
    {"train --dataset digit", {"digit", "digits"}},
    {"train --penalty l3", {"l3", "elastic-net"}},
    {"train --zeros-by magic", {"magic", "proximal"}},
    {"train --optimizer adma", {"adma", "adam"}},
    {"train --activation swish", {"swish", "relu"}},
    {"train --loss zero-one", {"zero-one", "squared"}},
    {"train --dataset digits --loss squared", {"squared"}},
    {"train --lambda -1", {"-1"}},
    {"train --lambda=abc", {"abc"}},
    {"train --lambda nan", {"nan"}},
    {"train --lambda inf", {"inf"}},
    {"train --lambda 0x10", {"0x10"}},
    {"train --lambda ''", {"''"}},
    {"train --l1-share 1.5", {"1.5"}},
    {"train --learning-rate 0", {"0"}},
    {"train --learning-rate -0.1", {"-0.1"}},
    {"train --batch-size -1", {"-1"}},
    {"train --batch-size 2.5", {"2.5"}},
    {"train --momentum 1", {"1"}},
    {"train --test-fraction 1", {"1"}},
    {"train --seed one", {"one"}},
    {"train --threads 0", {"--threads", "'0'"}},
    {"train --threads 1000", {"1000"}},
    {"train --threads two", {"two"}},
    {"train --epochs -1", {"-1"}},
    {"train --epochs ten", {"ten"}},
    {"train --epochs 1e99", {"1e99"}},
    {"train --hidden 0", {"0"}},
    {"train --hidden 32,,16", {"32,,16"}},
    {"train --hidden 1000000000", {"1000000000"}},
    {"train --hidden 32,-4", {"-4"}},
    {"train --hidden 65536,65536,65536,65536,65536,65536,65536,65536", {"weights"}},
    {"train --dropout 1", {"dropout", "'1'"}},
    {"train --dropout 0.1,0.1,0.1,0.1", {"dropout", "4 shares"}},
    {"train --dataset circle --samples 1000000 --batch-size 0 "
     "--hidden 65536,1,65536,1,65536,1,65536,1,65536",
     {"batch-size", "GB", "smaller"}},
    {"train --layer-lambda 1,1", {"layer-lambda", "2 factors"}},
    {"train --layer-lambda -1", {"layer-lambda", "'-1'"}},
    {"train --hidden 4 --layer-lambda 0,1 --at 1:layer-lambda=1,1,1 --epochs 2",
     {"layer-lambda", "3 factors"}},
    {"train --dropout 0.5, --epochs 1", {"dropout", "0.5,"}},
    {"train --epsilon 0", {"epsilon", "'0'"}},
    {"train --reduce-lr 0.5", {"reduce-lr", "'0.5'", "0.5,20"}},
    {"train --reduce-lr 2,5", {"reduce-lr", "'2,5'"}},
    {"train --early-stopping -1", {"early-stopping", "-1"}},
    {"train --early-stopping 5 --validation-fraction 0", {"validation-fraction"}},
    {"train --validation-fraction 1", {"validation-fraction", "'1'"}},
    {"train --stop-at 96", {"stop-at", "'96'"}},
    {"train --validate-on-test --test-fraction 0", {"validate-on-test"}},
    {"train --loss binary-cross-entropy --dataset sparse-linear", {"binary"}},
    {"train --preset chapter", {"'chapter'", "chapter-wide", "digits-sparse"}},
    {"train --preset chapter-wide", {"--data", "cifar-10-binary.tar.gz", "https://"}},
    {"train --preset chapter-sparse --dataset digits", {"--data", "cifar-10"}},
    {"train --preset digits-sparse --hidden 8 --dropout 0.1,0.1,0.1",
     {"dropout: 3 shares", "at most one for each"}},
    {"train --preset digits-sparse --optimizer fista", {"--preset digits-sparse"}},
    {"train --preset digits-deep --validation-fraction 0",
     {"validation-fraction: ", "--preset digits-deep"}},
    {"train --lambda 1e40", {"'1e40'", "1e+25"}},
    {"train --at 5:early-stopping=3", {"'early-stopping'", "lambda"}},
    {"train --samples 20", {"digits", "samples"}},
    {"train --dataset circle --samples many", {"samples: ", "many"}},
    {"train --dataset circle --samples 1.5", {"samples"}},
    {"train --dataset circle --samples 100000000000", {"samples"}},
    {"train --dataset circle --noise -1", {"noise"}},
    {"train --at 5", {"--at 5", "EPOCH:SETTING=VALUE"}},
    {"train --at x:lambda=1", {"'x'"}},
    {"train --at -1:lambda=1", {"'-1'"}},
    {"train --at 1+:lambda=1", {"'1+'"}},
    {"train --at 1+2+3:lambda=1", {"'1+2+3'"}},
    {"train --at 5:hidden=3", {"'hidden'", "lambda"}},
    {"train --at 5:lamda=3", {"'lamda'", "lambda"}},
    {"train --at 5:lambda=-3", {"--at 5:lambda=-3", "-3"}},
    {"train --at 5:penalty=l3", {"l3", "elastic-net"}},
    {"train --epochs 5 --at 5:lambda=1", {"5 epochs"}},
    {"train --at 1+100000:lambda=1", {"1+100000", "minibatches"}},
    {"train --at @/nowhere/at.txt", {"/nowhere/at.txt"}},
    {"train --figure loss", {"NAME=FILE"}},
    {"train --figure lots=x.svg", {"lots", "histogram"}},
    {"train --figure loss=x.gif", {"x.gif", ".svg"}},
    {"train --figure loss=x.svg --figure norms=x.svg", {"x.svg"}},
    {"train --history=", {"empty"}},
    {"fit extra", {"'extra'"}},
    {"fit --hidden 3", {"'--hidden'"}},
    {"fit --epochs 3", {"'--epochs'"}},
    {"fit --lambda -1", {"-1"}},
    {"fit --dataset sparse-linear --samples 1", {"samples"}},
    {"fit --dataset iris --penalty none", {"choose λ above 0"}},
    {"fit --dataset iris", {"choose λ above 0"}},
    {"fit --dataset diabetes --penalty group-lasso", {"group-lasso"}},
    {"path --dataset diabetes --penalty group-lasso", {"group-lasso"}},
    {"path --penalty none", {"'none'", "no strength"}},
    {"path --lambda 1", {"'--lambda'"}},
    {"path --cv 1", {"--cv", "'1'"}},
    {"path --cv -2", {"--cv", "'-2'"}},
    {"path --cv ten", {"--cv", "'ten'"}},
    {"path --lambdas 0", {"--lambdas", "'0'"}},
    {"path --lambdas 2.5", {"--lambdas", "'2.5'"}},
    {"path --lambda-min-ratio 0", {"--lambda-min-ratio", "'0'"}},
    {"path --lambda-min-ratio 1", {"--lambda-min-ratio", "'1'"}},
    {"path --dataset diabetes --test-fraction 0.95 --cv 30", {"30 folds"}},
    {"path --output x.csv --coefficients x.csv", {"x.csv"}},
    {"sweep extra", {"'extra'"}},
    {"sweep --lambda 0.1", {"--lambda", "--lambda-max"}},
    {"sweep --at 3:lambda=1", {"--at"}},
    {"sweep --penalty none", {"'none'", "no strength"}},
    {"sweep --lambdas 0", {"--lambdas", "'0'"}},
    {"sweep --lambdas 10001", {"--lambdas", "10000"}},
    {"sweep --lambdas 1e9", {"--lambdas", "'1e9'"}},
    {"sweep --lambda-max 0", {"--lambda-max", "'0'"}},
    {"sweep --lambda-max 1e99", {"lambda-max", "up to"}},
    {"sweep --lambda-max nan", {"--lambda-max", "'nan'"}},
    {"sweep --lambda-min-ratio 1", {"--lambda-min-ratio", "'1'"}},
    {"sweep --order sideways", {"sideways", "up", "down"}},
    {"sweep --epochs-per-lambda 0", {"--epochs-per-lambda", "'0'"}},
    {"sweep --epochs 0", {"epochs"}},
    {"sweep --layer-lambda 0,0,0", {"lambda-max"}},
    {"sweep --hidden 65536,65536", {"weights"}},
    {"sweep --optimizer fista", {"FISTA"}},
    {"figure", {"histogram"}},
    {"figure loss norms --output x.svg", {"histogram"}},
    {"figure lots --output x.svg", {"lots", "histogram"}},
    {"figure loss", {"--output"}},
    {"figure loss --output x.txt", {"x.txt", ".svg"}},
    {"figure loss --output x.svg --size 3x4", {"3x4"}},
    {"figure loss --output x.svg --size big", {"big"}},
    {"figure loss --output x.png --scale 9", {"9"}},
    {"figure loss --output x.png --size 9000x400 --scale 2", {"--scale"}},
    {"figure loss --output x.svg --theme blue", {"blue"}},
    {"figure loss --output x.svg --json", {"'--json'"}},
};

static void
assert_refused (const Outcome *outcome, const char *line, const char *const *says)
{
  const char *end = strchr (outcome->err, '\n');
  g_test_message ("%s → %s", line, outcome->err);
  g_assert_cmpint (outcome->status, ==, 2);
  g_assert_cmpstr (outcome->out, ==, "");
  g_assert_true (g_str_has_prefix (outcome->err, "sparsity-lab: "));
  g_assert_true (end != NULL && end[1] == '\0');
  for (int i = 0; i < 3 && says != NULL && says[i] != NULL; i++)
    g_assert_nonnull (strstr (outcome->err, says[i]));
}

static void
test_bad (gconstpointer data)
{
  const Bad *bad = data;
  g_auto (Outcome) outcome = command_run (bad->line);
  assert_refused (&outcome, bad->line, bad->says);
}

/* What is typed, or stands in a file, must not reach the terminal as a command to it. */
static void
test_control_characters (void)
{
  g_auto (Outcome) outcome = command_run ("train --lambda 'a\x1b[31mb\nc\xc2\x9b'");

  assert_refused (&outcome, "(control characters)", NULL);
  g_assert_null (strchr (outcome.err, '\x1b'));
  g_assert_null (strstr (outcome.err, "\xc2\x9b"));
  g_assert_true (strchr (outcome.err, '\n') == outcome.err + strlen (outcome.err) - 1);
}

/* Bytes that are no UTF-8 must not spoil the sentence. */
static void
test_no_utf8 (void)
{
  const char *const lines[] = {"train --lambda \xff", "train --\xff\xfe 1", "\xff\xff",
                               "train --at 1:\xff=2"};
  for (size_t i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_auto (Outcome) outcome = command_run (lines[i]);
    assert_refused (&outcome, "(no UTF-8)", NULL);
    g_assert_true (g_utf8_validate (outcome.err, -1, NULL));
  }
}

/* Of a long word a sentence repeats the beginning. */
static void
test_long_words (void)
{
  static const char *const lines[] = {
      "train --%s 1",
      "train -%s",
      "train %s",
      "train --at %s",
      "train --at %s:lambda=1",
      "train --at 5:%s=1",
      "train --at 5:lambda=%s",
      "train --at 5:lambda=1%s --epochs 3",
      "train --at '900:lambda=  %s' --epochs 3",
      "train --figure %s",
      "train --figure %s=x.svg",
      "train --hidden %s",
      "train --preset %s",
      "figure %s --output x.svg",
      "figure loss --output x.svg --size %s",
      "figure loss --output x.svg --scale %s",
      "figure loss --output x.svg --theme %s",
      "fit %s",
      "data %s",
      "%s",
  };
  g_autofree char *word = g_strnfill (5000, 'q');
  for (size_t i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_auto (GStrv) parts = g_strsplit (lines[i], "%s", 2);
    g_autofree char *line = g_strjoinv (word, parts);
    g_auto (Outcome) outcome = command_run (line);
    const char *says[3] = {"…"};
    assert_refused (&outcome, lines[i], says);
    g_assert_cmpuint (strlen (outcome.err), <, 600);
  }
}

/* A bad line of a file of changes is named by file and line. */
static void
test_bad_at_file (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  char *folder = scratch_new ();
  path = g_build_filename (folder, "at.txt", NULL);
  g_file_set_contents (path, "# drag\n\n1:lambda=0.1\n2:lambda:0.2\n", -1, &error);
  g_assert_no_error (error);
  g_autofree char *line = g_strdup_printf ("train --at @%s", path);
  g_auto (Outcome) outcome = command_run (line);
  const char *says[3] = {"at.txt:4: ", "2:lambda:0.2"};
  assert_refused (&outcome, line, says);
  scratch_free (folder);
}

/* Files that cannot be written: status 1, and what can be known is known before training:
 * nothing on stdout. */
static void
test_unwritable (void)
{
  char *folder = scratch_new ();
  const char *const lines[] = {
      "train --history %s/no/x.csv",
      "train --history %s",
      "train --figure loss=%s/no/x.svg",
      "figure loss --output %s/no/x.pdf",
      "fit --dataset diabetes --output %s/no/x.csv",
      "path --dataset diabetes --output %s",
      "data export iris %s/no/x.csv",
      "data export iris %s",
      "data export iris /dev/full # %s",
      "path --dataset diabetes --coefficients %s/no/x.csv",
      "train --history /dev/null --at 1:lambda=0.1 # %s",
  };
  for (size_t i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_auto (GStrv) parts = g_strsplit (lines[i], "%s", 2);
    g_autofree char *line = g_strjoinv (folder, parts);
    g_auto (Outcome) outcome = command_run (line);
    g_test_message ("%s → %s", line, outcome.err);
    g_assert_cmpint (outcome.status, ==, 1);
    g_assert_cmpstr (outcome.out, ==, "");
    g_assert_nonnull (strstr (outcome.err, "cannot be written"));
  }
  scratch_free (folder);
}

static void
assert_mentions (const char *help, const SlKindTable *table)
{
  for (size_t i = 0; i < table->n; i++)
    g_assert_nonnull (strstr (help, table->kinds[i]->id));
}

static void
assert_narrow (const char *help)
{
  g_auto (GStrv) lines = g_strsplit (help, "\n", -1);
  g_assert_true (g_str_has_suffix (help, "\n"));
  for (size_t i = 0; lines[i] != NULL; i++) {
    g_test_message ("%s", lines[i]);
    g_assert_cmpint (g_utf8_strlen (lines[i], -1), <=, 80);
    g_assert_false (g_str_has_suffix (lines[i], " "));
  }
}

static void
test_help (void)
{
  const char *const lines[] = {"--help", "-h"};
  for (size_t i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_auto (Outcome) outcome = command_run (lines[i]);
    g_assert_cmpint (outcome.status, ==, 0);
    g_assert_cmpstr (outcome.err, ==, "");
    assert_mentions (outcome.out, sl_commands ());
    assert_narrow (outcome.out);
  }
  g_auto (Outcome) version = command_run ("--version");
  g_assert_cmpint (version.status, ==, 0);
  g_assert_cmpstr (version.out, ==, "sparsity-lab " SL_VERSION "\n");
}

static void
assert_offers (const char *help, const SlSetting *setting)
{
  gboolean is_switch = setting->type == SL_SETTING_SWITCH;
  g_autofree char *option =
      g_strdup_printf ("\n  --%s%s ", is_switch ? "[no-]" : "", setting->id);
  g_test_message ("%s", option);
  g_assert_nonnull (strstr (help, option));
  if (setting->choices != NULL)
    assert_mentions (help, setting->choices ());
}

/* The help of a subcommand that trains names every setting with all its choices; that of
 * one that solves exactly, those of data and penalty; all, the options of made data. */
static void
test_command_help (void)
{
  const char *const exact[] = {"dataset",  "test-fraction",      "standardize", "penalty",
                               "l1-share", "standardize-target", "seed"};
  size_t n, n_training = 0, n_drawing = 0;
  const SlSetting *settings = sl_settings (&n);
  for (size_t c = 0; c < sl_commands ()->n; c++) {
    g_autofree char *line =
        g_strdup_printf ("%s --seed x --help", sl_commands ()->kinds[c]->id);
    g_auto (Outcome) outcome = command_run (line);
    gboolean trains = strstr (outcome.out, "--epochs") != NULL;
    gboolean draws = strstr (outcome.out, ".svg") != NULL;
    /* A saved run has its settings, and so have the runs of a lesson. */
    gboolean repeats = g_str_equal (sl_commands ()->kinds[c]->id, "replay") ||
                       g_str_equal (sl_commands ()->kinds[c]->id, "lesson");
    gboolean learns = !repeats && !g_str_equal (sl_commands ()->kinds[c]->id, "data");
    g_assert_cmpint (outcome.status, ==, 0);
    g_assert_cmpstr (outcome.err, ==, "");
    assert_narrow (outcome.out);
    n_training += trains;
    n_drawing += draws;
    if (draws)
      assert_mentions (outcome.out, sl_figures ());
    for (size_t i = 0; i < n && trains; i++)
      assert_offers (outcome.out, &settings[i]);
    for (size_t i = 0; i < G_N_ELEMENTS (exact) && learns; i++)
      assert_offers (outcome.out, sl_setting_find (exact[i], NULL));
    for (size_t i = 0; i < SL_N_DATA_OPTIONS && !repeats; i++)
      g_assert_nonnull (strstr (outcome.out, sl_data_options[i].id));
  }
  g_assert_cmpint (n_training, ==, 3);
  g_assert_cmpint (n_drawing, ==, 2);
}

static void
test_nearest (void)
{
  const char *const known[] = {"lambda", "learning-rate", "dataset", "seed"};
  const struct
  {
    const char *word, *nearest;
  } cases[] = {
      {"lamda", "lambda"},     {"lambad", "lambda"}, {"learn", "learning-rate"},
      {"datasets", "dataset"}, {"sed", "seed"},      {"lambda", "lambda"},
      {"zzzzzz", NULL},        {"x", NULL},          {"", NULL},
  };
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (sl_nearest (cases[i].word, known, G_N_ELEMENTS (known)), ==,
                     cases[i].nearest);
  g_autofree char *endless = g_strnfill (100000, 'a');
  g_assert_null (sl_nearest (endless, known, G_N_ELEMENTS (known)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arguments/nearest", test_nearest);
  g_test_add_func ("/arguments/help", test_help);
  g_test_add_func ("/arguments/command-help", test_command_help);
  for (size_t i = 0; i < G_N_ELEMENTS (bad_arguments); i++) {
    g_autofree char *path = g_strdup_printf ("/arguments/bad/%s", bad_arguments[i].line);
    /* In a path '/' divides. */
    g_strdelimit (path + strlen ("/arguments/bad/"), "/ ", '_');
    g_test_add_data_func (path, &bad_arguments[i], test_bad);
  }
  g_test_add_func ("/arguments/no-utf8", test_no_utf8);
  g_test_add_func ("/arguments/long-words", test_long_words);
  g_test_add_func ("/arguments/control-characters", test_control_characters);
  g_test_add_func ("/arguments/bad-at-file", test_bad_at_file);
  g_test_add_func ("/arguments/unwritable", test_unwritable);
  return g_test_run ();
}
