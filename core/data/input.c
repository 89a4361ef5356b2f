/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/input.h"

#include "core/base/error.h"
#include "core/data/unpacker.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct SlInput
{
  /* Owned */
  SlUnpacker *unpacker;
  struct archive *archive; /* NULL until begun */
  char *member, *name;
  guint8 *head; /* (head_n) bytes unpacked, of which head_at are read; nullable */
  /* Plain */
  size_t head_n, head_at;
  gint64 unpacked; /* bytes of all members so far */
  gint64 declared; /* bytes that they are said to have; those passed over count too */
  int n_members;
  gboolean is_archive;
  gboolean is_touched; /* some of the present member was read */
  gboolean at_end;     /* behind the last member */
};

static const char *
file_name (const SlInput *self)
{
  return sl_source_name (sl_unpacker_source (self->unpacker));
}

static la_ssize_t
read_cb (struct archive *archive, void *data, const void **block)
{
  gssize n = sl_unpacker_read (data, (const guint8 **) block);

  return n >= 0 ? n : ARCHIVE_FATAL;
}

/* The sentence for what libarchive could not do, unless what it reads from had its own
 * reason. */
static gboolean
fail_unpacking (SlInput *self, GError **error)
{
  const char *reason = archive_error_string (self->archive);

  if (sl_unpacker_take_error (self->unpacker, error))
    return FALSE;
  if (reason == NULL || strstr (reason, "runcated") != NULL)
    return sl_input_fail (self, error, _ ("the file ends too early; get it once more"));
  return sl_input_fail (self, error,
                        _ ("it cannot be unpacked (%s); get it once more, or unpack it "
                           "with another program"),
                        reason);
}

/* "digits.csv" of "/data/digits.csv.gz". */
static char *
bare_name (const char *shown)
{
  g_autofree char *name = g_path_get_basename (shown);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (lower, ".gz") && strlen (name) > 3)
    name[strlen (name) - 3] = '\0';
  return g_steal_pointer (&name);
}

static void
set_names (SlInput *self, char *member)
{
  const char *file = file_name (self);

  g_free (self->member);
  g_free (self->name);
  self->member = member;
  self->name =
      self->is_archive ? g_strdup_printf ("%s (%s)", file, member) : g_strdup (file);
}

/* Whether @name stays inside the archive. It is never used as a path; but such an
 * archive was made to do harm, and is better not read at all. */
static gboolean
stays_inside (const char *name)
{
  g_auto (GStrv) parts = g_strsplit_set (name, "/\\", -1);

  return *name != '/' && *name != '\\' &&
         !g_strv_contains ((const char *const *) parts, "..");
}

static gboolean
fail_size (SlInput *self, GError **error)
{
  return sl_input_fail_file (self, error,
                             _ ("unpacked, it is larger than %d GB; take a smaller one"),
                             (int) (SL_INPUT_MAX_BYTES >> 30));
}

static gboolean
take_entry (SlInput *self, struct archive_entry *entry, gboolean *found, GError **error)
{
  const char *path;

  self->is_archive = archive_format (self->archive) != ARCHIVE_FORMAT_RAW;
  if (!self->is_archive) {
    set_names (self, bare_name (file_name (self)));
    *found = TRUE;
    return TRUE;
  }
  if (++self->n_members > SL_INPUT_MAX_MEMBERS)
    return sl_input_fail (self, error, _ ("there are more than %d files in it"),
                          SL_INPUT_MAX_MEMBERS);
  if (archive_entry_size (entry) > SL_INPUT_MAX_BYTES - self->declared)
    return fail_size (self, error);
  self->declared += MAX (archive_entry_size (entry), 0);
  path = archive_entry_pathname (entry);
  g_autofree char *name = path != NULL ? g_utf8_make_valid (path, -1) : g_strdup ("");
  if (!stays_inside (name))
    return sl_input_fail (self, error, _ ("the name '%s' in it leads out of the archive"),
                          name);
  *found = archive_entry_filetype (entry) == AE_IFREG;
  if (*found)
    set_names (self, g_steal_pointer (&name));
  return TRUE;
}

/* Unpacks up to @n bytes; −1 with an error. */
static gssize
unpack (SlInput *self, guint8 *buffer, size_t n, GError **error)
{
  size_t done = 0;

  self->is_touched = TRUE;
  while (done < n) {
    la_ssize_t got = archive_read_data (self->archive, buffer + done, n - done);

    if (got == 0)
      break;
    if (got < 0) {
      fail_unpacking (self, error);
      return -1;
    }
    done += (size_t) got;
  }
  self->unpacked += (gint64) done;
  if (self->unpacked <= SL_INPUT_MAX_BYTES)
    return (gssize) done;
  fail_size (self, error);
  return -1;
}

/* The checksum of a member stands behind it. One that was only passed over is not
 * looked at. */
static gboolean
finish_member (SlInput *self, GError **error)
{
  g_autofree guint8 *rest = NULL;
  gssize got;

  if (!self->is_touched)
    return TRUE;
  rest = g_malloc (SL_INPUT_HEAD);
  do
    got = unpack (self, rest, SL_INPUT_HEAD, error);
  while (got > 0);
  return got == 0;
}

gboolean
sl_input_next_member (SlInput *self, gboolean *found, GError **error)
{
  struct archive_entry *entry;
  int result;

  g_return_val_if_fail (self != NULL && found != NULL, FALSE);

  *found = FALSE;
  if (!finish_member (self, error))
    return FALSE;
  g_clear_pointer (&self->head, g_free);
  self->head_n = self->head_at = 0;
  self->is_touched = FALSE;
  while (!*found && !self->at_end) {
    result = archive_read_next_header (self->archive, &entry);
    if (result == ARCHIVE_EOF) {
      self->at_end = TRUE;
      /* An archive may end before what it is packed in does. */
      return sl_unpacker_finish (self->unpacker) || fail_unpacking (self, error);
    }
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
      return fail_unpacking (self, error);
    if (!take_entry (self, entry, found, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
begin (SlInput *self, GError **error)
{
  gboolean found;

  self->archive = archive_read_new ();
  self->unpacked = self->declared = 0;
  self->n_members = 0;
  self->is_touched = self->at_end = FALSE;
  archive_read_support_format_tar (self->archive);
  /* Front to back: the other reader of zip files looks at the end of every file first. */
  archive_read_support_format_zip_streamable (self->archive);
  archive_read_support_format_raw (self->archive);
  archive_read_support_format_empty (self->archive);
  archive_read_set_read_callback (self->archive, read_cb);
  archive_read_set_callback_data (self->archive, self->unpacker);
  if (archive_read_open1 (self->archive) != ARCHIVE_OK)
    return fail_unpacking (self, error);
  if (!sl_input_next_member (self, &found, error))
    return FALSE;
  return found || sl_input_fail (self, error, _ ("the file is empty"));
}

static SlInput *
input_new (SlSource *source, GError **error)
{
  g_autoptr (SlInput) self = NULL;

  if (source == NULL)
    return NULL;
  self = g_new0 (SlInput, 1);
  self->unpacker = sl_unpacker_new (source);
  set_names (self, bare_name (sl_source_name (source)));
  return begin (self, error) ? g_steal_pointer (&self) : NULL;
}

SlInput *
sl_input_open (const char *path, const SlInputWatch *watch, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  return input_new (sl_source_open (path, watch, error), error);
}

SlInput *
sl_input_new_for_bytes (GBytes *bytes,
                        const char *name,
                        const SlInputWatch *watch,
                        GError **error)
{
  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  return input_new (sl_source_new_for_bytes (bytes, name, watch, error), error);
}

void
sl_input_free (SlInput *self)
{
  if (self == NULL)
    return;
  archive_read_free (self->archive);
  sl_unpacker_free (self->unpacker);
  g_free (self->member);
  g_free (self->name);
  g_free (self->head);
  g_free (self);
}

gboolean
sl_input_rewind (SlInput *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  archive_read_free (g_steal_pointer (&self->archive));
  sl_unpacker_rewind (self->unpacker);
  return begin (self, error);
}

const guint8 *
sl_input_peek (SlInput *self, size_t *n, GError **error)
{
  gssize got;

  g_return_val_if_fail (self != NULL && n != NULL, NULL);

  if (self->head == NULL) {
    self->head = g_malloc (SL_INPUT_HEAD);
    got = unpack (self, self->head, SL_INPUT_HEAD, error);
    if (got < 0)
      return NULL;
    self->head_n = (size_t) got;
  }
  *n = self->head_n;
  return self->head;
}

gssize
sl_input_read (SlInput *self, void *buffer, size_t n, GError **error)
{
  size_t first;
  gssize rest;

  g_return_val_if_fail (self != NULL && buffer != NULL, -1);

  first = MIN (n, self->head_n - self->head_at);
  if (first > 0)
    memcpy (buffer, self->head + self->head_at, first);
  self->head_at += first;
  if (first == n)
    return (gssize) n;
  rest = unpack (self, (guint8 *) buffer + first, n - first, error);
  return rest < 0 ? -1 : (gssize) first + rest;
}

gboolean
sl_input_read_exactly (SlInput *self, void *buffer, size_t n, GError **error)
{
  gssize got = sl_input_read (self, buffer, n, error);

  if (got < 0 || (size_t) got == n)
    return got >= 0;
  return sl_input_fail (self, error, _ ("the file ends too early; get it once more"));
}

/* A reader stumbles over damaged data before its checksum is reached. */
static void
blame_packing (SlInput *self, GError **error)
{
  g_autoptr (GError) damage = NULL;

  if (error == NULL || !g_error_matches (*error, SL_ERROR, SL_ERROR_DATA) ||
      !sl_unpacker_is_packed (self->unpacker) || sl_unpacker_finish (self->unpacker) ||
      !sl_unpacker_take_error (self->unpacker, &damage))
    return;
  g_clear_error (error);
  g_propagate_error (error, g_steal_pointer (&damage));
}

gboolean
sl_input_conclude (SlInput *self, gboolean is_read, GError **error)
{
  gboolean found = is_read;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!is_read)
    blame_packing (self, error);
  while (found && is_read)
    is_read = sl_input_next_member (self, &found, error);
  return is_read;
}

gboolean
sl_input_is_archive (const SlInput *self)
{
  return self->is_archive;
}

const char *
sl_input_member (const SlInput *self)
{
  return self->member;
}

const char *
sl_input_path (const SlInput *self)
{
  return sl_source_path (sl_unpacker_source (self->unpacker));
}

const char *
sl_input_name (const SlInput *self)
{
  return self->name;
}

const SlInputWatch *
sl_input_watch (const SlInput *self)
{
  return sl_source_watch (sl_unpacker_source (self->unpacker));
}

static void
set_error (const char *name, const char *sentence, va_list arguments, GError **error)
{
  g_autofree char *text = g_strdup_vprintf (sentence, arguments);

  g_set_error (error, SL_ERROR, SL_ERROR_DATA, "%s: %s", name, text);
}

gboolean
sl_input_fail (const SlInput *self, GError **error, const char *sentence, ...)
{
  va_list arguments;

  va_start (arguments, sentence);
  set_error (self->name, sentence, arguments, error);
  va_end (arguments);
  return FALSE;
}

gboolean
sl_input_fail_file (const SlInput *self, GError **error, const char *sentence, ...)
{
  va_list arguments;

  va_start (arguments, sentence);
  set_error (file_name (self), sentence, arguments, error);
  va_end (arguments);
  return FALSE;
}
