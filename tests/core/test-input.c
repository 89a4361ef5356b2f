/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/data/input.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of its own for each test. */
typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("sl-input-XXXXXX", NULL);
  g_assert_nonnull (f->folder);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (f->folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (f->folder), ==, 0);
  g_free (f->folder);
}

static char *
write_file (Fixture *f, const char *name, const void *bytes, size_t n)
{
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) n, NULL));
  return path;
}

static GBytes *
gzip (const char *text, size_t n)
{
  g_autoptr (GZlibCompressor) compressor =
      g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream =
      g_converter_output_stream_new (memory, G_CONVERTER (compressor));

  g_assert_true (g_output_stream_write_all (stream, text, n, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

/* "0\n1\n2\n…" of some 600 kB: more than one block, more than the head. */
static GString *
long_text (void)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < 100000; i++)
    g_string_append_printf (text, "%d\n", i);
  return text;
}

static void
assert_reads (SlInput *input, const GString *text)
{
  g_autofree char *buffer = g_malloc (text->len + 10);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sl_input_read (input, buffer, 7, &error), ==, 7);
  g_assert_cmpint (sl_input_read (input, buffer + 7, text->len, &error), ==,
                   text->len - 7);
  g_assert_no_error (error);
  g_assert_cmpmem (buffer, text->len, text->str, text->len);
  g_assert_cmpint (sl_input_read (input, buffer, 1, &error), ==, 0);
}

static void
assert_refused (SlInput *input, GError **error, const char *sentence)
{
  g_assert_null (input);
  g_assert_error (*error, SL_ERROR, SL_ERROR_DATA);
  if (strstr ((*error)->message, sentence) == NULL)
    g_error ("'%s' is not in: %s", sentence, (*error)->message);
}

static void
test_plain_and_gz (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = long_text ();
  g_autoptr (GBytes) packed = gzip (text->str, text->len);
  g_autofree char *plain = write_file (f, "a.csv", text->str, text->len);
  g_autofree char *gz = write_file (f, "b.csv.gz", g_bytes_get_data (packed, NULL),
                                    g_bytes_get_size (packed));
  const char *paths[] = {plain, gz};

  for (int i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SlInput) input = sl_input_open (paths[i], NULL, &error);
    size_t n;

    g_assert_no_error (error);
    g_assert_false (sl_input_is_archive (input));
    g_assert_cmpstr (sl_input_member (input), ==, i == 0 ? "a.csv" : "b.csv");
    g_assert_cmpstr (sl_input_path (input), ==, paths[i]);
    const guint8 *head = sl_input_peek (input, &n, &error);
    g_assert_cmpint (n, ==, SL_INPUT_HEAD);
    g_assert_cmpmem (head, n, text->str, n);
    assert_reads (input, text);
    g_assert_true (sl_input_rewind (input, &error));
    assert_reads (input, text);
  }
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) folder = NULL, missing = NULL, empty = NULL, pipe = NULL;
  g_autofree char *none = g_build_filename (f->folder, "none.csv", NULL);
  g_autofree char *nothing = write_file (f, "nothing.csv", "", 0);
  g_autofree char *fifo = g_build_filename (f->folder, "pipe", NULL);

  assert_refused (sl_input_open (f->folder, NULL, &folder), &folder, "this is a folder");
  assert_refused (sl_input_open (none, NULL, &missing), &missing,
                  "none.csv: there is no such file");
  assert_refused (sl_input_open (nothing, NULL, &empty), &empty,
                  "nothing.csv: the file is empty");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  assert_refused (sl_input_open (fifo, NULL, &pipe), &pipe, "this is no ordinary file");
}

static void
test_truncated_gz (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = long_text ();
  g_autoptr (GBytes) packed = gzip (text->str, text->len);
  size_t n = g_bytes_get_size (packed);
  const size_t lengths[] = {n / 2, n - 4, n - 8, n - 1};

  for (size_t i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autofree char *path =
        write_file (f, "half.csv.gz", g_bytes_get_data (packed, NULL), lengths[i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (SlInput) input = sl_input_open (path, NULL, &error);
    g_autofree char *buffer = g_malloc (text->len + 1);

    g_assert_no_error (error);
    g_assert_cmpint (sl_input_read (input, buffer, text->len + 1, &error), ==, -1);
    g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
    g_assert_nonnull (strstr (error->message, "half.csv.gz: the file ends too early"));
  }
}

/* Each bit of the checksum and of the length behind the packed data, and one in the
 * middle of it. */
static void
test_damaged_gz (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = long_text ();
  g_autoptr (GBytes) packed = gzip (text->str, text->len);
  g_autofree char *buffer = g_malloc (text->len + 1);
  size_t n = g_bytes_get_size (packed);

  for (size_t bit = 0; bit <= 64; bit++) {
    g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (packed, NULL), n);
    g_autofree char *path = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (SlInput) input = NULL;

    bytes[bit < 64 ? n - 8 + bit / 8 : n / 2] ^= (guint8) (1u << bit % 8);
    path = write_file (f, "bad.csv.gz", bytes, n);
    input = sl_input_open (path, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (sl_input_read (input, buffer, text->len + 1, &error), ==, -1);
    g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
    g_assert_nonnull (strstr (error->message, "bad.csv.gz: it is damaged"));
  }
}

/* As "cat a.gz b.gz" makes it, and with the zeros that fill up a block of a tape. */
static void
test_pieces_of_gz (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = long_text (), twice = g_string_new (text->str);
  g_autoptr (GBytes) packed = gzip (text->str, text->len);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL, wrong = NULL;
  g_autofree char *buffer = NULL;

  g_string_append (twice, text->str);
  buffer = g_malloc (twice->len + 1);
  for (int i = 0; i < 2; i++)
    g_byte_array_append (bytes, g_bytes_get_data (packed, NULL),
                         (guint) g_bytes_get_size (packed));
  for (int i = 0; i < 512; i++)
    g_byte_array_append (bytes, (const guint8 *) "", 1);
  g_autofree char *good = write_file (f, "two.csv.gz", bytes->data, bytes->len);
  g_byte_array_append (bytes, (const guint8 *) "more", 4);
  g_autofree char *bad = write_file (f, "more.csv.gz", bytes->data, bytes->len);
  g_autoptr (SlInput) input = sl_input_open (good, NULL, &error);
  g_autoptr (SlInput) other = sl_input_open (bad, NULL, &wrong);

  g_assert_no_error (error);
  assert_reads (input, twice);
  g_assert_true (sl_input_conclude (input, TRUE, &error));
  g_assert_no_error (wrong);
  g_assert_cmpint (sl_input_read (other, buffer, twice->len + 1, &wrong), ==, -1);
  g_assert_nonnull (strstr (wrong->message, "more.csv.gz: it is damaged"));
}

/* What a reader finds wrong with damaged data is not what is wrong. */
static void
test_conclude (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = long_text ();
  g_autoptr (GBytes) packed = gzip (text->str, text->len);
  size_t n = g_bytes_get_size (packed);

  for (int damaged = 0; damaged < 2; damaged++)
    for (int is_read = 0; is_read < 2; is_read++) {
      g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (packed, NULL), n);
      g_autofree char *path = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (SlInput) input = NULL;
      char buffer[10];

      bytes[n - 1] ^= (guint8) damaged;
      path = write_file (f, "a.csv.gz", bytes, n);
      input = sl_input_open (path, NULL, NULL);
      g_assert_true (sl_input_read_exactly (input, buffer, sizeof buffer, NULL));
      if (!is_read)
        sl_input_fail (input, &error, "there is no column called 'x'");
      g_assert_true (sl_input_conclude (input, is_read, &error) == (is_read && !damaged));
      if (damaged)
        g_assert_nonnull (strstr (error->message, "a.csv.gz: it is damaged"));
      else
        g_assert_true (is_read == (error == NULL));
    }
}

static void
test_shrinks (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = long_text ();
  g_autofree char *path = write_file (f, "a.csv", text->str, text->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlInput) input = sl_input_open (path, NULL, &error);
  g_autofree char *buffer = g_malloc (text->len);

  g_assert_no_error (error);
  g_assert_cmpint (truncate (path, 300000), ==, 0);
  g_assert_cmpint (sl_input_read (input, buffer, text->len, &error), ==, -1);
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "became shorter while it was read"));
}

/* Counts the calls, and stops at the one that is asked for. */
typedef struct
{
  gint stop;
  int calls, last;
  double share;
} Watcher;

static void
progress_cb (double share, gpointer data)
{
  Watcher *watcher = data;

  g_assert_cmpfloat (share, >=, watcher->share);
  g_assert_cmpfloat (share, <=, 1);
  watcher->share = share;
  if (++watcher->calls == watcher->last)
    g_atomic_int_set (&watcher->stop, TRUE);
}

static void
test_watch (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = long_text ();
  g_autofree char *path = write_file (f, "a.csv", text->str, text->len);
  g_autofree char *buffer = g_malloc (text->len + 1);

  for (int last = 0; last <= 2; last += 2) {
    Watcher watcher = {.last = last};
    const SlInputWatch watch = {&watcher.stop, progress_cb, &watcher};
    g_autoptr (GError) error = NULL;
    g_autoptr (SlInput) input = sl_input_open (path, &watch, &error);
    gssize n;

    g_assert_no_error (error);
    n = sl_input_read (input, buffer, text->len + 1, &error);
    if (last == 0) {
      g_assert_no_error (error);
      g_assert_cmpint (n, ==, text->len);
      g_assert_cmpfloat (watcher.share, ==, 1);
      g_assert_cmpint (watcher.calls, >=, 3);
    } else {
      g_assert_cmpint (n, ==, -1);
      g_assert_error (error, SL_ERROR, SL_ERROR_CANCELLED);
      g_assert_cmpint (watcher.calls, ==, last);
    }
  }
}

/* A .tar.gz with a folder and the files named, each holding its own name. */
static char *
write_tar (Fixture *f, const char *const *names)
{
  char *path = g_build_filename (f->folder, "a.tar.gz", NULL);
  struct archive *archive = archive_write_new ();

  archive_write_add_filter_gzip (archive);
  archive_write_set_format_ustar (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (int i = 0; names[i] != NULL; i++) {
    gboolean is_folder = g_str_has_suffix (names[i], "/");
    struct archive_entry *entry = archive_entry_new ();

    archive_entry_set_pathname (entry, names[i]);
    archive_entry_set_filetype (entry, is_folder ? AE_IFDIR : AE_IFREG);
    archive_entry_set_perm (entry, 0644);
    archive_entry_set_size (entry, is_folder ? 0 : (la_int64_t) strlen (names[i]));
    g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
    if (!is_folder)
      archive_write_data (archive, names[i], strlen (names[i]));
    archive_entry_free (entry);
  }
  g_assert_cmpint (archive_write_free (archive), ==, ARCHIVE_OK);
  return path;
}

static void
test_members (Fixture *f, gconstpointer data)
{
  static const char *const names[] = {"set/", "set/one.bin", "set/two.bin", NULL};
  g_autofree char *path = write_tar (f, names);
  g_autofree char *shown = g_strdup_printf ("%s (set/one.bin)", path);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlInput) input = sl_input_open (path, NULL, &error);
  gboolean found = TRUE;
  char buffer[20];

  g_assert_no_error (error);
  g_assert_true (sl_input_is_archive (input));
  g_assert_cmpstr (sl_input_name (input), ==, shown);
  for (int i = 1; i <= 2; i++) {
    g_assert_true (found);
    g_assert_cmpstr (sl_input_member (input), ==, names[i]);
    g_assert_true (sl_input_read_exactly (input, buffer, 5, &error));
    g_assert_cmpmem (buffer, 5, names[i], 5);
    g_assert_true (sl_input_next_member (input, &found, &error));
  }
  g_assert_false (found);
  g_assert_true (sl_input_rewind (input, &error));
  g_assert_cmpstr (sl_input_member (input), ==, names[1]);
  g_assert_false (sl_input_read_exactly (input, buffer, sizeof buffer, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
}

static void
test_climbing (Fixture *f, gconstpointer data)
{
  static const char *const names[][2] = {
      {"../evil.bin", NULL}, {"a/../../evil.bin", NULL}, {"/evil.bin", NULL}};

  for (int i = 0; i < 3; i++) {
    g_autofree char *path = write_tar (f, names[i]);
    g_autoptr (GError) error = NULL;

    assert_refused (sl_input_open (path, NULL, &error), &error,
                    "leads out of the archive");
  }
}

static void
test_bytes (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = long_text ();
  g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlInput) input = sl_input_new_for_bytes (bytes, "a.csv", NULL, &error);

  g_assert_no_error (error);
  g_assert_null (sl_input_path (input));
  g_assert_cmpstr (sl_input_name (input), ==, "a.csv");
  assert_reads (input, text);
  assert_refused (sl_input_new_for_bytes (none, "b.csv", NULL, &error), &error,
                  "b.csv: the file is empty");
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
      {"/data/input/plain-and-gz", test_plain_and_gz},
      {"/data/input/refused", test_refused},
      {"/data/input/truncated-gz", test_truncated_gz},
      {"/data/input/damaged-gz", test_damaged_gz},
      {"/data/input/pieces-of-gz", test_pieces_of_gz},
      {"/data/input/conclude", test_conclude},
      {"/data/input/shrinks", test_shrinks},
      {"/data/input/watch", test_watch},
      {"/data/input/members", test_members},
      {"/data/input/climbing", test_climbing},
      {"/data/input/bytes", test_bytes},
  };

  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
