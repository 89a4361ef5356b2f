/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/source.h"

#include "core/base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

struct SlSource
{
  /* Owned */
  char *path;     /* NULL for bytes in memory */
  char *name;     /* valid UTF-8 */
  GBytes *bytes;  /* NULL for a file */
  guint8 *block;  /* (SL_INPUT_BLOCK) of a file */
  GError *error;  /* nullable: why the last read failed */
  int descriptor; /* −1 for bytes in memory */
  /* Plain */
  SlInputWatch watch;
  gint64 size, position;
};

static gboolean
fail (SlSource *self, GError **error, const char *sentence)
{
  g_set_error (error, SL_ERROR, SL_ERROR_DATA, "%s: %s", self->name, sentence);
  return FALSE;
}

static SlSource *
source_new (const char *name, const SlInputWatch *watch)
{
  SlSource *self = g_new0 (SlSource, 1);

  self->name = g_filename_display_name (name);
  self->descriptor = -1;
  if (watch != NULL)
    self->watch = *watch;
  return self;
}

/* Without waiting for a writer at the other end of a pipe. */
static gboolean
open_file (SlSource *self, GError **error)
{
  struct stat info;

  self->descriptor = open (self->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (self->descriptor < 0 || fstat (self->descriptor, &info) != 0)
    return fail (self, error,
                 errno == ENOENT ? _ ("there is no such file") : g_strerror (errno));
  if (S_ISDIR (info.st_mode))
    return fail (self, error, _ ("this is a folder; choose a file in it"));
  if (!S_ISREG (info.st_mode))
    return fail (self, error, _ ("this is no ordinary file"));
  self->size = (gint64) info.st_size;
  return self->size > 0 || fail (self, error, _ ("the file is empty"));
}

SlSource *
sl_source_open (const char *path, const SlInputWatch *watch, GError **error)
{
  SlSource *self = source_new (path, watch);

  self->path = g_strdup (path);
  self->block = g_malloc (SL_INPUT_BLOCK);
  if (open_file (self, error))
    return self;
  sl_source_free (self);
  return NULL;
}

SlSource *
sl_source_new_for_bytes (GBytes *bytes,
                         const char *name,
                         const SlInputWatch *watch,
                         GError **error)
{
  SlSource *self = source_new (name, watch);

  self->bytes = g_bytes_ref (bytes);
  self->size = (gint64) g_bytes_get_size (bytes);
  if (self->size > 0)
    return self;
  fail (self, error, _ ("the file is empty"));
  sl_source_free (self);
  return NULL;
}

void
sl_source_free (SlSource *self)
{
  if (self == NULL)
    return;
  if (self->descriptor >= 0)
    close (self->descriptor);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self->name);
  g_free (self->block);
  g_free (self);
}

/* Says how far it is. Returns FALSE when nobody waits any more. */
static gboolean
tell (SlSource *self)
{
  if (self->watch.progress != NULL)
    self->watch.progress ((double) self->position / (double) self->size,
                          self->watch.data);
  if (self->watch.stop == NULL || !g_atomic_int_get (self->watch.stop))
    return TRUE;
  g_clear_error (&self->error);
  g_set_error_literal (&self->error, SL_ERROR, SL_ERROR_CANCELLED, _ ("Stopped"));
  return FALSE;
}

static gssize
read_file (SlSource *self, size_t n)
{
  ssize_t got;

  do
    got = pread (self->descriptor, self->block, n, (off_t) self->position);
  while (got < 0 && errno == EINTR);
  if (got > 0)
    return (gssize) got;
  g_clear_error (&self->error);
  fail (self, &self->error,
        got < 0 ? g_strerror (errno)
                : _ ("the file became shorter while it was read; open it again"));
  return -1;
}

gssize
sl_source_read (SlSource *self, const guint8 **block)
{
  size_t n = (size_t) MIN (self->size - self->position, (gint64) SL_INPUT_BLOCK);
  gssize got = (gssize) n;

  *block = self->block;
  if (!tell (self))
    return -1;
  if (n == 0)
    return 0;
  if (self->bytes != NULL)
    *block = (const guint8 *) g_bytes_get_data (self->bytes, NULL) + self->position;
  else
    got = read_file (self, n);
  if (got > 0)
    self->position += got;
  return got;
}

void
sl_source_rewind (SlSource *self)
{
  self->position = 0;
}

gboolean
sl_source_take_error (SlSource *self, GError **error)
{
  if (self->error == NULL)
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return TRUE;
}

const char *
sl_source_path (const SlSource *self)
{
  return self->path;
}

const char *
sl_source_name (const SlSource *self)
{
  return self->name;
}

const SlInputWatch *
sl_source_watch (const SlSource *self)
{
  return &self->watch;
}
