/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/fake-snapshot.h"
#include "ui/figures/figure.h"
#include "ui/figures/svg-notes.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

typedef struct
{
  char *folder; /* Owned */
  SlSnapshot *snapshot;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("sl-export-XXXXXX", &error);
  g_assert_no_error (error);
  f->snapshot = fake_snapshot_new (60);
  fake_snapshot_add_event (f->snapshot, 20, 0, "lambda", "0.0003", "0.001");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);
    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
  sl_snapshot_unref (f->snapshot);
}

static int
files_in (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  int n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static const SlFigureType *
figure_number (size_t i)
{
  return (const SlFigureType *) sl_figures ()->kinds[i];
}

/* Exports figure @i and returns its path; @contents: (out) the file. */
static char *export(Fixture *f,
                    size_t i,
                    const char *ending,
                    const SlExport *spec,
                    char **contents,
                    gsize *length)
{
  const SlFigureType *figure = figure_number (i);
  SlFigureView view = sl_figure_view_default (figure);
  g_autofree char *name = g_strconcat (figure->kind.id, ending, NULL);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (f->folder, name, NULL);
  gboolean written = sl_figure_export (figure, f->snapshot, &view, spec, path, &error);

  g_assert_no_error (error);
  g_assert_true (written);
  g_assert_true (g_file_get_contents (path, contents, length, &error));
  g_assert_no_error (error);
  return path;
}

/* What an SVG file contains, found by reading it as XML. */
typedef struct
{
  int texts, paths, depth;
  GString *title, *desc;
  const char *inside;
} SvgFacts;

static void
start_element_cb (GMarkupParseContext *context,
                  const char *element,
                  const char **names,
                  const char **values,
                  gpointer data,
                  GError **error)
{
  SvgFacts *facts = data;

  facts->depth++;
  facts->texts += strcmp (element, "text") == 0 || strcmp (element, "tspan") == 0;
  facts->paths += strcmp (element, "path") == 0;
  facts->inside = NULL;
  if (facts->depth == 2 && strcmp (element, "title") == 0)
    facts->inside = "title";
  if (facts->depth == 2 && strcmp (element, "desc") == 0)
    facts->inside = "desc";
}

static void
end_element_cb (GMarkupParseContext *context,
                const char *element,
                gpointer data,
                GError **error)
{
  SvgFacts *facts = data;

  facts->depth--;
  facts->inside = NULL;
}

static void
text_cb (GMarkupParseContext *context,
         const char *text,
         gsize length,
         gpointer data,
         GError **error)
{
  SvgFacts *facts = data;

  if (facts->inside != NULL)
    g_string_append_len (strcmp (facts->inside, "title") == 0 ? facts->title
                                                              : facts->desc,
                         text, (gssize) length);
}

static SvgFacts
read_svg (const char *contents, gsize length)
{
  static const GMarkupParser parser = {
      .start_element = start_element_cb, .end_element = end_element_cb, .text = text_cb};
  SvgFacts facts = {.title = g_string_new (NULL), .desc = g_string_new (NULL)};
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, 0, &facts, NULL);
  g_autoptr (GError) error = NULL;

  g_markup_parse_context_parse (context, contents, (gssize) length, &error);
  g_assert_no_error (error);
  g_markup_parse_context_end_parse (context, &error);
  g_assert_no_error (error);
  return facts;
}

static void
test_svg (Fixture *f, gconstpointer data)
{
  for (size_t i = 0; i < sl_figures ()->n; i++) {
    SlExport spec = sl_export_default ();
    SlFigureView view = sl_figure_view_default (figure_number (i));
    g_autofree char *contents = NULL;
    gsize length;
    spec.transparent = i % 2;
    g_autofree char *path = export(f, i, ".svg", &spec, &contents, &length);
    g_autofree char *caption = sl_figure_caption (f->snapshot);
    g_autofree char *description = figure_number (i)->describe (f->snapshot, &view);
    SvgFacts facts = read_svg (contents, length);
    g_assert_cmpint (facts.texts, ==, 0);
    /* Title, caption and, where the figure does not fit, the sentence that says so. */
    g_autofree char *misfit = sl_figure_misfit (figure_number (i), f->snapshot);
    g_assert_cmpint (facts.paths, >,
                     misfit != NULL || figure_number (i)->has_path ? 2 : 10);
    g_assert_cmpstr (facts.title->str, ==, figure_number (i)->kind.name);
    g_assert_nonnull (strstr (facts.desc->str, description));
    g_assert_nonnull (strstr (facts.desc->str, caption));
    g_assert_nonnull (strstr (contents, "width=\"960pt\" height=\"540pt\""));
    g_string_free (facts.title, TRUE);
    g_string_free (facts.desc, TRUE);
  }
}

static void
test_svg_notes_escape (void)
{
  g_autoptr (GString) svg =
      g_string_new ("<?xml version=\"1.0\"?><svg a=\"b\"><g/></svg>");

  g_assert_true (sl_svg_add_notes (svg, "a < b & c", "\"q\" > 1"));
  SvgFacts facts = read_svg (svg->str, svg->len);
  g_assert_cmpstr (facts.title->str, ==, "a < b & c");
  g_assert_cmpstr (facts.desc->str, ==, "\"q\" > 1");
  g_string_free (facts.title, TRUE);
  g_string_free (facts.desc, TRUE);
  g_string_assign (svg, "no picture");
  g_assert_false (sl_svg_add_notes (svg, "a", "b"));
}

/* Runs a tool of poppler-utils on @path and returns what it prints. */
static char *
run_tool (const char *tool, const char *path)
{
  const char *argv[] = {tool, path, strcmp (tool, "pdftotext") == 0 ? "-" : NULL, NULL};
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return output;
}

/* Every font is embedded: a "yes" in the column "emb" of each line of pdffonts. */
static void
test_pdf (Fixture *f, gconstpointer data)
{
  for (size_t i = 0; i < sl_figures ()->n; i++) {
    SlExport spec = sl_export_default ();
    g_autofree char *contents = NULL;
    gsize length;
    g_autofree char *path = export(f, i, ".pdf", &spec, &contents, &length);
    g_assert_true (g_str_has_prefix (contents, "%PDF-"));
    g_autofree char *fonts = run_tool ("pdffonts", path);
    g_auto (GStrv) lines = g_strsplit (g_strchomp (fonts), "\n", -1);
    g_assert_cmpuint (g_strv_length (lines), >=, 3);
    const char *column = strstr (lines[0], "emb");
    g_assert_nonnull (column);
    for (guint k = 2; lines[k] != NULL; k++)
      g_assert_true (strncmp (lines[k] + (column - lines[0]), "yes", 3) == 0);
    g_autofree char *text = run_tool ("pdftotext", path);
    g_assert_nonnull (strstr (text, figure_number (i)->kind.name));
    g_assert_nonnull (strstr (text, "seed"));
    g_autofree char *info = run_tool ("pdfinfo", path);
    g_assert_nonnull (strstr (info, figure_number (i)->kind.name));
    g_assert_nonnull (strstr (info, "960 x 540 pts"));
  }
}

static void
test_png (Fixture *f, gconstpointer data)
{
  for (size_t i = 0; i < sl_figures ()->n; i++) {
    SlExport spec = sl_export_default ();
    g_autofree char *contents = NULL;
    gsize length;
    spec.width = 640;
    spec.height = 361;
    spec.scale = 1.0 + (double) (i % 4);
    spec.transparent = i % 2 == 1;
    g_autofree char *path = export(f, i, ".PNG", &spec, &contents, &length);
    cairo_surface_t *image = cairo_image_surface_create_from_png (path);
    g_assert_cmpint (cairo_surface_status (image), ==, CAIRO_STATUS_SUCCESS);
    g_assert_cmpint (cairo_image_surface_get_width (image), ==, 640 * (1 + (int) i % 4));
    g_assert_cmpint (cairo_image_surface_get_height (image), ==, 361 * (1 + (int) i % 4));
    guint32 corner = *(guint32 *) (void *) cairo_image_surface_get_data (image);
    g_assert_cmphex (corner, ==, spec.transparent ? 0 : 0xffffffff);
    cairo_surface_destroy (image);
  }
}

/* However small, an export is a file that opens. */
static void
test_sizes (Fixture *f, gconstpointer data)
{
  static const double sizes[][2] = {{1, 1}, {1, 700}, {700, 1}, {90, 60}, {2500, 180}};
  static const char *const endings[] = {".svg", ".pdf", ".png"};

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++) {
    for (size_t i = 0; i < sl_figures ()->n; i++) {
      for (guint e = 0; e < G_N_ELEMENTS (endings); e++) {
        SlExport spec = sl_export_default ();
        g_autofree char *contents = NULL;
        gsize length;
        spec.width = sizes[s][0];
        spec.height = sizes[s][1];
        g_autofree char *path = export(f, i, endings[e], &spec, &contents, &length);
        g_assert_cmpuint (length, >, 60);
      }
    }
  }
}

/* @expected: what the sentence must contain. */
static void
check_refused (Fixture *f,
               const SlExport *spec,
               const char *name,
               SlErrorCode code,
               const char *expected)
{
  const SlFigureType *figure = figure_number (0);
  SlFigureView view = sl_figure_view_default (figure);
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GError) error = NULL;
  int before = files_in (f->folder);

  g_assert_false (sl_figure_export (figure, f->snapshot, &view, spec, path, &error));
  g_assert_error (error, SL_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, expected));
  g_assert_true (g_str_has_suffix (error->message, "."));
  g_assert_cmpint (files_in (f->folder), ==, before);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  SlExport spec = sl_export_default ();
  static const double sides[] = {0, 0.5, -3, 16385, 1e300, NAN, INFINITY};

  check_refused (f, &spec, "loss.jpg", SL_ERROR_ARGUMENT, "loss.jpg");
  check_refused (f, &spec, "loss", SL_ERROR_ARGUMENT, ".svg, .pdf or .png");
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
    SlExport odd = spec;
    odd.width = sides[i];
    check_refused (f, &odd, "loss.svg", SL_ERROR_ARGUMENT, "16384");
    odd = spec;
    odd.height = sides[i];
    check_refused (f, &odd, "loss.pdf", SL_ERROR_ARGUMENT, "16384");
  }
  SlExport large = spec;
  large.width = 8193;
  check_refused (f, &large, "loss.png", SL_ERROR_ARGUMENT, "16384");
  static const double scales[] = {0, 0.5, 4.5, NAN};
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++) {
    SlExport odd = spec;
    odd.scale = scales[i];
    check_refused (f, &odd, "loss.png", SL_ERROR_ARGUMENT, "");
    odd = spec;
    odd.text_scale = scales[i] > 1 ? 9.0 : scales[i] / 4;
    check_refused (f, &odd, "loss.svg", SL_ERROR_ARGUMENT, "");
  }
}

static void
test_unwritable (Fixture *f, gconstpointer data)
{
  SlExport spec = sl_export_default ();
  g_autofree char *taken = g_build_filename (f->folder, "taken.svg", NULL);

  check_refused (f, &spec, "no/such/loss.svg", SL_ERROR_WRITE, "no/such/loss.svg");
  g_assert_cmpint (g_mkdir (taken, 0755), ==, 0);
  check_refused (f, &spec, "taken.svg", SL_ERROR_WRITE, "taken.svg");
  g_assert_cmpint (g_rmdir (taken), ==, 0);
}

/* A failure, here a full "disk" half way, leaves the old file as it was, and nothing
 * beside it. */
static void
test_old_file_kept (Fixture *f, gconstpointer data)
{
  SlExport spec = sl_export_default ();
  g_autofree char *path = g_build_filename (f->folder, "loss.svg", NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit before, small;

  g_assert_true (g_file_set_contents (path, "old", -1, &error));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 5000;
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  check_refused (f, &spec, "loss.svg", SL_ERROR_WRITE, "loss.svg");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, handler);
  g_assert_true (g_file_get_contents (path, &after, NULL, &error));
  g_assert_cmpstr (after, ==, "old");
}

/* New files have the permissions every new file has. */
static void
test_write_file (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->folder, "bytes", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  struct stat status;
  gsize length;
  mode_t mask = umask (027);

  g_assert_true (sl_write_file (path, "a\0b", 3, &error));
  g_assert_true (sl_write_file (path, "c\0de", 4, &error));
  umask (mask);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &contents, &length, &error));
  g_assert_cmpmem (contents, length, "c\0de", 4);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0640);
  g_assert_cmpint (files_in (f->folder), ==, 1);
  g_assert_false (sl_write_file ("/proc/picture.svg", "x", 1, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "/proc/picture.svg"));
}

static void
test_caption (Fixture *f, gconstpointer data)
{
  SlSnapshot *snapshot = f->snapshot;
  g_autofree char *one = sl_figure_caption (snapshot);

  g_assert_cmpstr (
      one, ==,
      "Handwritten digits · 6–4–3 ReLU · L1 λ = 0.001, proximal step · Adam, "
      "learning rate 0.002, batch 32 · epoch 60, seed 1, 1 change on the way");
  snapshot->config.lambda = 0.0;
  snapshot->config.batch_size = 0;
  snapshot->n_layers = 1;
  snapshot->events.n = 0;
  g_autofree char *two = sl_figure_caption (snapshot);
  g_assert_cmpstr (
      two, ==,
      "Handwritten digits · 6–4, no hidden layers · L1 λ = 0 (off), proximal "
      "step · Adam, learning rate 0.002, full batch · epoch 60, seed 1");
  for (size_t i = 0; i < sl_penalties ()->n; i++) {
    snapshot->config.penalty = (const SlPenaltyType *) sl_penalties ()->kinds[i];
    snapshot->config.lambda = 0.5;
    g_autofree char *any = sl_figure_caption (snapshot);
    gboolean told = strstr (any, "λ = 0.5") != NULL;
    g_assert_cmpint (told, ==, snapshot->config.penalty->has_strength);
    g_assert_cmpint (strstr (any, "L1 share") != NULL, ==,
                     snapshot->config.penalty->has_share);
  }
}

#define ADD(name, function)                                                              \
  g_test_add ("/figures/export/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("svg", test_svg);
  g_test_add_func ("/figures/export/svg-notes-escape", test_svg_notes_escape);
  ADD ("pdf", test_pdf);
  ADD ("png", test_png);
  ADD ("sizes", test_sizes);
  ADD ("refused", test_refused);
  ADD ("unwritable", test_unwritable);
  ADD ("old-file-kept", test_old_file_kept);
  ADD ("write-file", test_write_file);
  ADD ("caption", test_caption);
  return g_test_run ();
}
