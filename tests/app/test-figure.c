/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures from the command line: every figure in every format, from the real program, run
 * without a display. */
#include "tests/app/command.h"
#include "ui/figures/figure.h"
#include <string.h>

#define RUN "--dataset digits --hidden 8 --epochs 2 --lambda 0.01 "

typedef void (*Check) (const char *folder, const char *name);

static void
count_cb (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer data,
          GError **error)
{
  GHashTable *counts = data;
  int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, element));
  g_hash_table_replace (counts, g_strdup (element), GINT_TO_POINTER (n + 1));
}

/* Well-formed, named and described, and with something drawn in it. */
static void
check_svg (const char *folder, const char *name)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  g_autofree char *svg = scratch_read (folder, name, &length);
  g_autoptr (GHashTable) counts =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const GMarkupParser parser = {.start_element = count_cb};
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, 0, counts, NULL);
  g_markup_parse_context_parse (context, svg, (gssize) length, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, "title")), ==, 1);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, "desc")), ==, 1);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, "path")), >, 5);
}

static void
check_pdf (const char *folder, const char *name)
{
  gsize length;
  g_autofree char *pdf = scratch_read (folder, name, &length);
  g_assert_cmpint (length, >, 1000);
  g_assert_cmpint (memcmp (pdf, "%PDF-", 5), ==, 0);
  g_assert_nonnull (g_strstr_len (pdf + length - 16, 16, "%%EOF"));
}

static cairo_surface_t *
read_png (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  return surface;
}

/* Twice 1280x720 pixels, and not all of one colour. */
static void
check_png (const char *folder, const char *name)
{
  cairo_surface_t *surface = read_png (folder, name);
  const unsigned char *pixels = cairo_image_surface_get_data (surface);
  size_t size = (size_t) cairo_image_surface_get_stride (surface) *
                cairo_image_surface_get_height (surface);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 2560);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 1440);
  gboolean varies = FALSE;
  for (size_t i = 4; i < size && !varies; i++)
    varies = pixels[i] != pixels[i - 4];
  g_assert_true (varies);
  cairo_surface_destroy (surface);
}

static const struct
{
  const char *ending;
  Check check;
} formats[] = {{"svg", check_svg}, {"pdf", check_pdf}, {"png", check_png}};

/* One run of train, on data that every figure can show, writes each in every format. */
static void
test_train_figures (void)
{
  char *folder = scratch_new ();
  g_autoptr (GString) line = g_string_new ("train " RUN "--dataset circle --hidden '' ");
  const SlKindTable *figures = sl_figures ();
  for (size_t i = 0; i < figures->n; i++)
    for (size_t j = 0; j < G_N_ELEMENTS (formats); j++)
      g_string_append_printf (line, "--figure '%s=%s/%s.%s' ", figures->kinds[i]->id,
                              folder, figures->kinds[i]->id, formats[j].ending);
  g_auto (Outcome) outcome = command_run (line->str);
  g_test_message ("%s", outcome.err);
  g_assert_cmpint (outcome.status, ==, 0);
  for (size_t i = 0; i < figures->n; i++)
    for (size_t j = 0; j < G_N_ELEMENTS (formats); j++) {
      g_autofree char *name =
          g_strdup_printf ("%s.%s", figures->kinds[i]->id, formats[j].ending);
      g_test_message ("%s", name);
      formats[j].check (folder, name);
    }
  scratch_free (folder);
}

/* The two commands draw the same picture of the same run. */
static void
test_same_picture (gconstpointer data)
{
  const char *id = data;
  char *folder = scratch_new ();
  g_autofree char *train =
      g_strdup_printf ("train " RUN "--figure '%s=%s/a.svg'", id, folder);
  g_autofree char *figure =
      g_strdup_printf ("figure %s " RUN "--output '%s/b.svg'", id, folder);
  g_auto (Outcome) first = command_run (train);
  g_auto (Outcome) second = command_run (figure);
  g_assert_cmpint (first.status, ==, 0);
  g_assert_cmpint (second.status, ==, 0);
  g_assert_cmpstr (second.out, ==, "");
  g_autofree char *a = scratch_read (folder, "a.svg", NULL);
  g_autofree char *b = scratch_read (folder, "b.svg", NULL);
  g_assert_cmpstr (a, ==, b);
  scratch_free (folder);
}

/* Returns (transfer full) the value that `path` prints for @name, to three digits. */
static char *
printed (const Outcome *outcome, const char *name)
{
  const char *line = strstr (outcome->out, name);
  g_assert_nonnull (line);
  return sl_number_text (g_ascii_strtod (line + strlen (name), NULL), 3);
}

/* The picture of an exact path tells the λ that `path` finds for the same data; it needs
 * no training, and no more than the settings that count. */
static void
test_path (void)
{
  char *folder = scratch_new ();
  g_autofree char *line = g_strdup_printf (
      "figure path --dataset diabetes --hidden '' --epochs 1000000 --output '%s/a.svg'",
      folder);
  g_auto (Outcome) drawn = command_run (line);
  g_auto (Outcome) solved = command_run (
      "path --dataset diabetes --penalty l1 --test-fraction 0.25 --standardize-target");
  g_assert_cmpstr (drawn.err, ==, "");
  g_assert_cmpint (drawn.status, ==, 0);
  g_assert_cmpint (solved.status, ==, 0);
  g_autofree char *svg = scratch_read (folder, "a.svg", NULL);
  g_autofree char *min = printed (&solved, "lambda_min");
  g_autofree char *one_se = printed (&solved, "lambda_1se");
  g_autofree char *at_min = g_strdup_printf ("λ.min = %s", min);
  g_autofree char *at_one_se = g_strdup_printf ("λ.1se = %s", one_se);
  g_assert_nonnull (strstr (svg, at_min));
  g_assert_nonnull (strstr (svg, at_one_se));
  scratch_free (folder);
}

/* A network's path is its sweep; without a strength there is none. */
static void
test_path_of_network (void)
{
  char *folder = scratch_new ();
  g_autofree char *line =
      g_strdup_printf ("figure path --dataset iris --hidden 4 --epochs 3 --batch-size 0 "
                       "--output '%s/a.svg'",
                       folder);
  g_auto (Outcome) drawn = command_run (line);
  g_auto (Outcome) swept =
      command_run ("sweep --dataset iris --hidden 4 --epochs 3 --batch-size 0 --json");
  g_assert_cmpint (drawn.status, ==, 0);
  g_assert_cmpint (swept.status, ==, 0);
  g_autofree char *svg = scratch_read (folder, "a.svg", NULL);
  const char *min = strstr (swept.out, "\"lambda_min\"");
  g_assert_nonnull (min);
  g_autofree char *lambda =
      sl_number_text (g_ascii_strtod (strchr (min, ':') + 1, NULL), 3);
  g_autofree char *at_min = g_strdup_printf ("λ.min = %s", lambda);
  g_assert_nonnull (strstr (svg, at_min));
  g_autofree char *none = g_strdup_printf (
      "figure path --dataset iris --penalty none --output '%s/b.svg'", folder);
  g_auto (Outcome) refused = command_run (none);
  g_assert_cmpint (refused.status, ==, 2);
  g_assert_nonnull (strstr (refused.err, "penalty"));
  g_autofree char *b = g_build_filename (folder, "b.svg", NULL);
  g_assert_false (g_file_test (b, G_FILE_TEST_EXISTS));
  scratch_free (folder);
}

/* The colour of the corner of loss.png made with @options, and its size. */
static guint32
corner (const char *options, int width, int height)
{
  char *folder = scratch_new ();
  g_autofree char *line =
      g_strdup_printf ("figure loss " RUN "%s --output '%s/loss.png'", options, folder);
  g_auto (Outcome) outcome = command_run (line);
  g_test_message ("%s", outcome.err);
  g_assert_cmpint (outcome.status, ==, 0);
  cairo_surface_t *surface = read_png (folder, "loss.png");
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (surface), ==, height);
  guint32 pixel = *(const guint32 *) cairo_image_surface_get_data (surface);
  gboolean opaque = cairo_image_surface_get_format (surface) == CAIRO_FORMAT_RGB24;
  cairo_surface_destroy (surface);
  scratch_free (folder);
  return opaque ? pixel | 0xff000000 : pixel;
}

static void
test_size_and_theme (void)
{
  guint32 light = corner ("--size 640x400 --scale 1.5", 960, 600);
  guint32 dark = corner ("--size 640x400 --scale 1 --theme dark", 640, 400);
  guint32 clear = corner ("--size 640x400 --scale 1 --transparent", 640, 400);
  g_assert_cmphex (light >> 24, ==, 0xff);
  g_assert_cmphex (dark >> 24, ==, 0xff);
  g_assert_cmphex (clear >> 24, ==, 0);
  g_assert_cmpint (light & 0xff, >, 200);
  g_assert_cmpint (dark & 0xff, <, 80);
}

/* A run as a film and as numbered pictures, one of them of a saved run. */
static void
test_film (void)
{
  g_autofree char *folder = scratch_new ();
  g_autofree char *line = g_strdup_printf (
      "figure histogram " RUN "--film '%s/run.gif' --every 1 --rate 5", folder);
  g_autofree char *save =
      g_strdup_printf ("train " RUN "--save '%s/run.sparsity'", folder);
  g_autofree char *again =
      g_strdup_printf ("figure histogram --session '%s/run.sparsity' --film "
                       "'%s/run.png' --every 2 --scale 1",
                       folder, folder);
  const char *lines[] = {line, save, again};
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_auto (Outcome) outcome = command_run (lines[i]);
    g_assert_cmpstr (outcome.err, ==, "");
    g_assert_cmpint (outcome.status, ==, 0);
  }
  g_autofree char *gif = scratch_read (folder, "run.gif", &length);
  g_assert_true (g_str_has_prefix (gif, "GIF89a"));
  g_assert_cmpint (length, <, 1 << 20);
  for (int i = 1; i <= 2; i++) {
    g_autofree char *name = g_strdup_printf ("run-%04d.png", i);
    cairo_surface_t *picture = read_png (folder, name);
    g_assert_cmpint (cairo_image_surface_get_width (picture), ==, 1280);
    cairo_surface_destroy (picture);
  }
  scratch_free (g_steal_pointer (&folder));
}

static void
test_no_film (void)
{
  static const struct
  {
    const char *line, *word;
  } bad[] = {
      {"figure loss --film a.avi", ".gif"},
      {"figure path --film a.gif", "path"},
      {"figure loss --film a.gif --every 0", "--every"},
      {"figure loss --film a.gif --rate 51", "--rate"},
      {"figure loss --film a.gif --epochs 3000 --every 1 --dataset iris --hidden 1 "
       "--batch-size 0",
       "3001"}};

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_auto (Outcome) outcome = command_run (bad[i].line);
    g_assert_cmpint (outcome.status, ==, 2);
    g_assert_nonnull (strstr (outcome.err, bad[i].word));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figure/train", test_train_figures);
  for (size_t i = 0; i < sl_figures ()->n; i++) {
    const char *id = sl_figures ()->kinds[i]->id;
    g_autofree char *path = g_strdup_printf ("/figure/same-picture/%s", id);
    /* The one command leaves the run of a path untrained, and says so in the caption. */
    if (!((const SlFigureType *) sl_figures ()->kinds[i])->has_path)
      g_test_add_data_func (path, id, test_same_picture);
  }
  g_test_add_func ("/figure/path", test_path);
  g_test_add_func ("/figure/path-of-network", test_path_of_network);
  g_test_add_func ("/figure/size-and-theme", test_size_and_theme);
  g_test_add_func ("/figure/film", test_film);
  g_test_add_func ("/figure/no-film", test_no_film);
  return g_test_run ();
}
