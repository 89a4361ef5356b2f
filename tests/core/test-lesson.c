/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of lessons: what is right is read whole, what is wrong is named with its
 * line. */
#include "core/core.h"

#include <math.h>
#include <string.h>

#define HEAD "<lesson version=\"1\" id=\"a\">\n<title>T</title>\n<belief>B</belief>\n"
#define TAIL "</lesson>\n"
#define STEP "<step><text>x</text></step>"

static SlLesson *
parse (const char *text)
{
  g_autoptr (GPtrArray) mistakes = NULL;
  SlLesson *lesson = sl_lesson_parse_all (text, -1, "f", NULL, &mistakes);
  for (guint i = 0; i < mistakes->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (mistakes, i));
  g_assert_nonnull (lesson);
  g_assert_cmpint ((int) mistakes->len, ==, 0);
  return lesson;
}

static const char whole[] =
    "<?xml version=\"1.0\"?><!-- a comment -->\n"
    "<lesson version=\"1\" id=\"so-it-is\" minutes=\"7\" lock=\"seed\" hide=\"dropout "
    "momentum\">\n"
    "<title> A\n  title </title><belief>B</belief><teacher>Say it.</teacher>\n"
    "<start dataset=\"iris\" hidden=\"4\" epochs=\"9\" seed=\"5\"/>\n"
    "<run id=\"a\" penalty=\"l1\" lambda=\"0.01\"/>\n"
    "<run id=\"b\" from=\"a\" epochs=\"12\"><change at=\"3\" lambda=\"0\"/>"
    "<change at=\"6\" prune=\"0.5\"/><change at=\"9\" release=\"yes\"/></run>\n"
    "<run id=\"c\" hidden=\"\" exact=\"yes\" lambda=\"0.1\"/>\n"
    "<step><title>S</title><text>One {1+1|1} &lt; {{3}.</text><formula>w⁺ ∈ {0, "
    "1}</formula><text>Two.</text>\n"
    "<set lambda=\"0.5\"/><look at=\"figure:histogram\"/><look at=\"control:lambda\"/>\n"
    "<predict lock=\"lambda\"><question>Q?</question><choice right=\"yes\"><text>Y</text>"
    "<reply>Zeros: {zeros(a)|n}</reply></choice><choice><text>N</text></choice></predict>"
    "<do by=\"program\" runs=\"a b\">Look.</do><seen>Seen {zeros_share(a)|%}.</seen>\n"
    "<why><formula>1</formula><text>Because.</text><look at=\"page:path\"/></why>\n"
    "<claim>zeros(a) &gt;= 0 and weights(b) == weights(a)</claim></step>\n"
    "<step><text>x</text><predict><question>How many?</question><estimate from=\"0\" "
    "to=\"100\" near=\"5\" unit=\"%\" truth=\"100 * zeros_share(a)\"/></predict>"
    "<do by=\"learner\" until=\"setting(lambda) >= 0.2 and chosen(penalty, "
    "elastic_net)\"/>"
    "</step></lesson>";

static void
check_runs (const SlLesson *lesson)
{
  const SlLessonRun *b = sl_lesson_run (lesson, "b");
  g_assert_cmpint (lesson->n_runs, ==, 3);
  g_assert_null (sl_lesson_run (lesson, "d"));
  g_assert_cmpstr (b->config.penalty->kind.id, ==, "l1");
  g_assert_cmpint (b->epochs, ==, 12);
  g_assert_cmpint (sl_lesson_run (lesson, "a")->epochs, ==, 9);
  g_assert_cmpint (b->n_changes, ==, 3);
  g_assert_cmpfloat (b->config.lambda, ==, 0.01);
  g_assert_cmpfloat (b->changes[0].config.lambda, ==, 0);
  g_assert_cmpfloat (b->changes[1].config.lambda, ==, 0);
  g_assert_cmpfloat (b->changes[1].prune, ==, 0.5);
  g_assert_true (b->changes[2].release && !b->changes[1].release);
  g_assert_cmpint (sl_lesson_run (lesson, "c")->solution, ==, SL_LESSON_EXACT);
}

/* A mark that some editors put before UTF-8 is no mistake. */
static void
test_mark (void)
{
  g_autofree char *marked = g_strconcat ("\xef\xbb\xbf", whole, NULL);
  g_autoptr (SlLesson) lesson = parse (marked);
  g_assert_cmpint (lesson->n_steps, ==, 2);
}

/* They stand where they stand in the file, and their braces are braces. */
static void
check_formulas (const SlLessonStep *step)
{
  g_autofree char *formula = sl_lesson_text_fill (step->texts[1], NULL);
  g_assert_cmpint (step->n_texts, ==, 3);
  g_assert_false (sl_lesson_text_is_formula (step->texts[0]));
  g_assert_true (sl_lesson_text_is_formula (step->texts[1]));
  g_assert_cmpstr (formula, ==, "w⁺ ∈ {0, 1}");
  g_assert_cmpstr (sl_lesson_text_raw (step->texts[2]), ==, "Two.");
  g_assert_cmpint (step->n_whys, ==, 2);
  g_assert_true (sl_lesson_text_is_formula (step->whys[0]));
  g_assert_cmpstr (sl_lesson_text_raw (step->whys[0]), ==, "1");
}

static void
test_whole (void)
{
  g_autoptr (SlLesson) lesson = parse (whole);
  const SlLessonStep *step = lesson->steps[0], *second = lesson->steps[1];
  g_autofree char *text = sl_lesson_text_fill (step->texts[0], NULL);
  g_assert_cmpstr (lesson->id, ==, "so-it-is");
  g_assert_cmpstr (lesson->title, ==, "A title");
  g_assert_cmpstr (lesson->teacher, ==, "Say it.");
  g_assert_cmpint (lesson->minutes, ==, 7);
  g_assert_cmpstr (lesson->locked[0], ==, "seed");
  g_assert_cmpint (lesson->n_hidden, ==, 2);
  g_assert_true (lesson->has_seed);
  g_assert_cmpint (lesson->start.seed, ==, 5);
  check_runs (lesson);
  g_assert_cmpint (lesson->n_steps, ==, 2);
  g_assert_cmpint (lesson->n_claims, ==, 1);
  g_assert_cmpstr (text, ==, "One … < {3}.");
  g_assert_cmpstr (step->title, ==, "S");
  g_assert_true (step->has_set && step->set.lambda == 0.5 && step->set.seed == 5);
  g_assert_cmpint (step->n_looks, ==, 2);
  g_assert_cmpint (step->looks[1].kind, ==, SL_LESSON_LOOK_CONTROL);
  g_assert_cmpint (step->prediction->n_choices, ==, 2);
  g_assert_true (step->prediction->choices[0].right);
  g_assert_cmpstr (step->prediction->lock, ==, "lambda");
  g_assert_cmpint (step->action->n_runs, ==, 2);
  g_assert_true (step->action->runs[1] == lesson->runs[1]);
  check_formulas (step);
  g_assert_cmpint (step->why_looks[0].kind, ==, SL_LESSON_LOOK_PAGE);
  g_assert_cmpfloat (second->prediction->max, ==, 100);
  g_assert_true (second->action->by_learner && second->action->until != NULL);
}

/* A mistake: the file, the line it is in, and words of its sentence. */
static const struct
{
  const char *text;
  int line;
  const char *words;
} bad[] = {
    {"", 1, "begins with <lesson>"},
    {"<lesson>\n\xff", 2, "no UTF-8"},
    {"\nno markup", 2, "begins with <lesson>"},
    {"<lesson", 1, "unexpectedly"},
    {HEAD "<step>\n<text>x</step>" TAIL, 5, "was closed"},
    {"<!DOCTYPE lesson SYSTEM \"http://a/b.dtd\">\n" HEAD STEP TAIL, 1, "loads nothing"},
    {HEAD "<?php x ?>" STEP TAIL, 4, "loads nothing"},
    {HEAD "<step><text><![CDATA[x]]></text></step>" TAIL, 4, "loads nothing"},
    {HEAD "<step><text>&file;</text></step>" TAIL, 4, "file"},
    {HEAD "<step><text><b>x</b></text></step>" TAIL, 4, "<b> does not belong"},
    {HEAD "<xi:include href=\"/etc/passwd\"/>" STEP TAIL, 4, "does not belong"},
    {"<html>\n</html>", 1, "begins with <lesson>"},
    {"<lesson version=\"2\" id=\"a\"/>", 1, "version=\"1\""},
    {"<lesson version=\"1\" id=\"A b\"/>", 1, "small letters"},
    {"<lesson version=\"1\" id=\"a\" minutes=\"0\"/>", 1, "from 1 to 60"},
    {"<lesson version=\"1\" id=\"a\" hide=\"no-such\"/>", 1, "no setting"},
    {"<lesson version=\"1\" id=\"a\" colour=\"red\"/>", 1, "'colour' is no attribute"},
    {"<lesson version=\"1\" id=\"a\"><title>x</title><belief>y</belief></lesson>", 1,
     "no <step>"},
    {"<lesson version=\"1\" id=\"a\"><belief>y</belief>" STEP "</lesson>", 1, "<title>"},
    {HEAD STEP TAIL "<lesson version=\"1\" id=\"b\"/>", 5, "one lesson"},
    {HEAD "<title>again</title>" STEP TAIL, 4, "second time"},
    {HEAD "words" STEP TAIL, 4, "text does not belong"},
    {HEAD "\n<start lambada=\"1\"/>" STEP TAIL, 5, "no setting"},
    {HEAD "<start lambda=\"-1\"/>" STEP TAIL, 4, "lambda: '-1'"},
    {HEAD "<start dataset=\"mnist\"/>" STEP TAIL, 4, "mnist"},
    {HEAD "<start data=\"no.csv\"/>" STEP TAIL, 4, "there is no file 'no.csv'"},
    {HEAD "<start data=\"../no.csv\"/>" STEP TAIL, 4, "lesson's folder"},
    {HEAD "<start data=\"/etc/passwd\"/>" STEP TAIL, 4, "lesson's folder"},
    {HEAD "<start loss=\"squared\"/>" STEP TAIL, 4, "is for numbers"},
    {HEAD
     "<start samples=\"100000\" dataset=\"sparse-linear\" features=\"1000\"/>" STEP TAIL,
     4, "at most"},
    {HEAD "<start epochs=\"1000000\"/>" STEP TAIL, 4, "from 0 to 2000"},
    {HEAD "<start/><start/>" STEP TAIL, 4, "once"},
    {HEAD "<run/>" STEP TAIL, 4, "needs a name"},
    {HEAD "<run id=\"now\"/>" STEP TAIL, 4, "other than 'now'"},
    {HEAD "<run id=\"a\"/>\n<run id=\"a\"/>" STEP TAIL, 5, "already"},
    {HEAD "<run id=\"a\" from=\"b\"/>" STEP TAIL, 4, "no run called 'b'"},
    {HEAD "<run id=\"a\" exact=\"yes\"/>" STEP TAIL, 4, "hidden layers"},
    {HEAD "<run id=\"a\" exact=\"maybe\"/>" STEP TAIL, 4, "lambda-1se"},
    {HEAD STEP "<run id=\"a\"/>" TAIL, 4, "above the steps"},
    {HEAD "<run id=\"a\"><change lambda=\"1\"/></run>" STEP TAIL, 4, "needs the epoch"},
    {HEAD "<run id=\"a\"><change at=\"1\" seed=\"2\"/></run>" STEP TAIL, 4, "middle"},
    {HEAD "<run id=\"a\"><change at=\"5\"/><change at=\"4\"/></run>" STEP TAIL, 4,
     "order"},
    {HEAD "<run id=\"a\"><change at=\"5\" prune=\"2\"/></run>" STEP TAIL, 4, "0 to 1"},
    {HEAD "<step><title>x</title></step>" TAIL, 4, "no <text>"},
    {HEAD "<step><text> </text></step>" TAIL, 4, "no text in it"},
    {HEAD "<step><text>x</text><look at=\"histogram\"/></step>" TAIL, 4, "figure:"},
    {HEAD "<step><text>x</text><look at=\"control:volume\"/></step>" TAIL, 4, "volume"},
    {HEAD "<step><text>x</text><predict><question>q</question></predict></step>" TAIL, 4,
     "needs a <choice>"},
    {HEAD "<step><text>x</text><predict><question>q</question><choice><text>a</text>"
          "</choice><choice><text>b</text></choice></predict></step>" TAIL,
     4, "of which one"},
    {HEAD "<step><text>x</text><predict><question>q</question><estimate from=\"1\" "
          "to=\"0\" near=\"1\" truth=\"1\"/></predict></step>" TAIL,
     4, "from must be below to"},
    {HEAD "<step><text>x</text><do by=\"magic\"/></step>" TAIL, 4, "by=\"program\""},
    {HEAD "<step><text>x</text><do by=\"learner\"/></step>" TAIL, 4, "until"},
    {HEAD "<step><text>x</text><do by=\"program\" runs=\"q\"/></step>" TAIL, 4,
     "no run called 'q'"},
    {HEAD "<step><text>x</text><claim>zeros(q) == 0</claim></step>" TAIL, 4,
     "no run called 'q'"},
    {HEAD "<step><text>x</text>\n<claim>\n  1 &lt;\n  2 +</claim></step>" TAIL, 7,
     "too early"},
    {HEAD "<step><text>a\nb {zeros(now}</text></step>" TAIL, 5, "')' is missing"},
    {HEAD "<step><text>a {1|x}</text></step>" TAIL, 4, "Behind the bar"},
    {HEAD "<step><text>a {1</text></step>" TAIL, 4, "no '}'"},
    {HEAD "<step><step><step><step><step><step><step/></step></step></step></step></step>"
          "</step>" TAIL,
     4, "does not belong"},
};

static void
test_mistakes (void)
{
  for (size_t i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *place = g_strdup_printf ("f:%d:", bad[i].line);
    g_autoptr (SlLesson) lesson = sl_lesson_parse (bad[i].text, -1, "f", NULL, &error);
    g_assert_null (lesson);
    g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
    g_test_message ("%d: %s", (int) i, error->message);
    g_assert_true (g_str_has_prefix (error->message, place));
    g_assert_nonnull (strstr (error->message, bad[i].words));
  }
}

/* One mistake does not hide the next. */
static void
test_all_mistakes (void)
{
  g_autoptr (GPtrArray) mistakes = NULL;
  g_autoptr (SlLesson) lesson = sl_lesson_parse_all (
      HEAD
      "<start lambda=\"x\"/>\n<step>\n<look at=\"y\"/>\n<claim>z</claim>\n</step>" TAIL,
      -1, "f", NULL, &mistakes);
  g_assert_null (lesson);
  g_assert_cmpint ((int) mistakes->len, ==, 4);
  g_assert_true (g_str_has_prefix (mistakes->pdata[0], "f:4:"));
  g_assert_true (g_str_has_prefix (mistakes->pdata[1], "f:6:"));
  g_assert_true (g_str_has_prefix (mistakes->pdata[2], "f:7:"));
  g_assert_true (g_str_has_prefix (mistakes->pdata[3], "f:8:"));
}

static void
test_places (void)
{
  static const char *const figures[] = {"histogram", NULL};
  const SlLessonPlaces places = {.ids = {[SL_LESSON_LOOK_FIGURE] = figures}};
  const char *good =
      HEAD "<step><text>x</text><look at=\"figure:histogram\"/></step>" TAIL;
  const char *worse = HEAD "<step><text>x</text><look at=\"figure:pie\"/></step>" TAIL;
  g_autoptr (SlLesson) lesson = sl_lesson_parse (good, -1, "f", &places, NULL);
  g_autoptr (SlLesson) none = sl_lesson_parse (worse, -1, "f", &places, NULL);
  g_assert_nonnull (lesson);
  g_assert_null (none);
}

/* Too much of anything is refused, and quickly. */
static void
test_too_much (void)
{
  g_autofree char *text = g_strnfill (SL_LESSON_MAX_BYTES + 1, 'x');
  g_autoptr (GString) runs = g_string_new (HEAD), long_text = g_string_new (HEAD);
  g_autoptr (GError) error = NULL;
  g_assert_null (sl_lesson_parse (text, -1, "f", NULL, &error));
  g_assert_nonnull (strstr (error->message, "at most 10 MB"));
  g_clear_error (&error);
  for (int i = 0; i <= SL_LESSON_MAX_RUNS; i++)
    g_string_append_printf (runs, "<run id=\"r%d\"/>", i);
  g_string_append (runs, STEP TAIL);
  g_assert_null (sl_lesson_parse (runs->str, -1, "f", NULL, &error));
  g_assert_nonnull (strstr (error->message, "at most 24 runs"));
  g_clear_error (&error);
  text[SL_LESSON_MAX_BYTES / 2] = '\0';
  g_string_append_printf (long_text, "<step><text>%s</text></step>" TAIL, text);
  g_assert_null (sl_lesson_parse (long_text->str, -1, "f", NULL, &error));
  g_assert_nonnull (strstr (error->message, "at most 4000 bytes"));
}

static void
test_file (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (sl_lesson_read ("/no/such/file", NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_clear_error (&error);
  g_assert_null (sl_lesson_read ("/", NULL, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_clear_error (&error);
  g_assert_null (sl_lesson_built_in ("nothing", &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, sl_lesson_id (0)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson/whole", test_whole);
  g_test_add_func ("/lesson/mark", test_mark);
  g_test_add_func ("/lesson/mistakes", test_mistakes);
  g_test_add_func ("/lesson/all-mistakes", test_all_mistakes);
  g_test_add_func ("/lesson/places", test_places);
  g_test_add_func ("/lesson/too-much", test_too_much);
  g_test_add_func ("/lesson/file", test_file);
  return g_test_run ();
}
