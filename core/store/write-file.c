/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/store/write-file.h"

#include "core/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct SlFileWriter
{
  char *path, *temporary; /* Owned; temporary is NULL once it has its name */
  int fd;                 /* -1 once closed */
  int problem;            /* errno of the first failure, or 0 */
};

static gboolean
fail (const char *path, int number, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, SL_ERROR, SL_ERROR_WRITE, _ ("“%s” could not be written: %s."),
               shown, g_strerror (number));
  return FALSE;
}

/* Renaming would succeed over a file that may not be written. Returns 0 or an errno. */
static int
look_at_old (const char *path)
{
  struct stat old;

  if (g_access (path, F_OK) == 0 && g_access (path, W_OK) != 0)
    return errno;
  return g_stat (path, &old) == 0 && S_ISDIR (old.st_mode) ? EISDIR : 0;
}

SlFileWriter *
sl_file_writer_new (const char *path, GError **error)
{
  g_autoptr (SlFileWriter) writer = NULL;
  int problem;

  g_return_val_if_fail (path != NULL && *path != '\0', NULL);

  problem = look_at_old (path);
  if (problem != 0) {
    fail (path, problem, error);
    return NULL;
  }
  writer = g_new0 (SlFileWriter, 1);
  writer->path = g_strdup (path);
  writer->temporary = g_strconcat (path, ".XXXXXX", NULL);
  /* Opened as any new file, so that the permissions are those the user wants. */
  writer->fd = g_mkstemp_full (writer->temporary, O_RDWR | O_CLOEXEC, 0666);
  if (writer->fd < 0) {
    problem = errno;
    g_clear_pointer (&writer->temporary, g_free);
    fail (path, problem, error);
    return NULL;
  }
  return g_steal_pointer (&writer);
}

void
sl_file_writer_free (SlFileWriter *writer)
{
  if (writer == NULL)
    return;
  if (writer->fd >= 0)
    close (writer->fd);
  if (writer->temporary != NULL)
    g_unlink (writer->temporary);
  g_free (writer->temporary);
  g_free (writer->path);
  g_free (writer);
}

gboolean
sl_file_writer_write (SlFileWriter *writer, const void *data, gsize length)
{
  const char *rest = data;

  g_return_val_if_fail (writer != NULL && writer->fd >= 0, FALSE);

  while (length > 0 && writer->problem == 0) {
    gssize done = write (writer->fd, rest, length);

    if (done < 0) {
      writer->problem = errno == EINTR ? 0 : errno;
      continue;
    }
    rest += done;
    length -= (gsize) done;
  }
  return writer->problem == 0;
}

gboolean
sl_file_writer_is_whole (const SlFileWriter *writer)
{
  g_return_val_if_fail (writer != NULL, FALSE);
  return writer->problem == 0;
}

gboolean
sl_file_writer_flush (SlFileWriter *writer, GError **error)
{
  g_return_val_if_fail (writer != NULL && writer->fd >= 0, FALSE);

  if (writer->problem == 0 && fsync (writer->fd) != 0)
    writer->problem = errno;
  if (close (writer->fd) != 0 && writer->problem == 0)
    writer->problem = errno;
  writer->fd = -1;
  return writer->problem == 0 || fail (writer->path, writer->problem, error);
}

gboolean
sl_file_writer_finish (SlFileWriter *writer, GError **error)
{
  g_return_val_if_fail (writer != NULL && writer->temporary != NULL, FALSE);

  if (writer->fd >= 0 && !sl_file_writer_flush (writer, error))
    return FALSE;
  if (writer->problem == 0 && g_rename (writer->temporary, writer->path) != 0)
    writer->problem = errno;
  if (writer->problem != 0)
    return fail (writer->path, writer->problem, error);
  g_clear_pointer (&writer->temporary, g_free);
  return TRUE;
}

gboolean
sl_write_file (const char *path, const char *data, gsize length, GError **error)
{
  g_autoptr (SlFileWriter) writer = sl_file_writer_new (path, error);

  if (writer == NULL)
    return FALSE;
  sl_file_writer_write (writer, data, length);
  return sl_file_writer_finish (writer, error);
}

struct SlFileSet
{
  GPtrArray *writers; /* Owned, of SlFileWriter */
};

SlFileSet *
sl_file_set_new (void)
{
  SlFileSet *set = g_new (SlFileSet, 1);

  set->writers = g_ptr_array_new_with_free_func ((GDestroyNotify) sl_file_writer_free);
  return set;
}

void
sl_file_set_free (SlFileSet *set)
{
  if (set == NULL)
    return;
  g_ptr_array_unref (set->writers);
  g_free (set);
}

gboolean
sl_file_set_add (SlFileSet *set,
                 const char *path,
                 const void *data,
                 gsize length,
                 GError **error)
{
  SlFileWriter *writer;

  g_return_val_if_fail (set != NULL, FALSE);

  writer = sl_file_writer_new (path, error);
  if (writer == NULL)
    return FALSE;
  g_ptr_array_add (set->writers, writer);
  sl_file_writer_write (writer, data, length);
  return sl_file_writer_flush (writer, error);
}

gboolean
sl_file_set_finish (SlFileSet *set, GError **error)
{
  g_return_val_if_fail (set != NULL, FALSE);

  for (guint i = 0; i < set->writers->len; i++)
    if (!sl_file_writer_finish (g_ptr_array_index (set->writers, i), error))
      return FALSE;
  return TRUE;
}
