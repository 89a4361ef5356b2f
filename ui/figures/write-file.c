/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/write-file.h"

#include "core/core.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail (const char *path, int number, GError **error)
{
  g_set_error (error, SL_ERROR, SL_ERROR_WRITE, _ ("“%s” could not be written: %s."),
               path, g_strerror (number));
  return FALSE;
}

/* Returns 0 or an errno. */
static int
write_all (int fd, const char *data, gsize length)
{
  while (length > 0) {
    gssize done = write (fd, data, length);
    if (done < 0 && errno == EINTR)
      continue;
    if (done < 0)
      return errno;
    data += done;
    length -= (gsize) done;
  }
  return fsync (fd) == 0 ? 0 : errno;
}

gboolean
sl_write_file (const char *path, const char *data, gsize length, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  struct stat old;
  int fd, problem;

  g_return_val_if_fail (path != NULL && *path != '\0', FALSE);
  /* Renaming would succeed over a file that may not be written. */
  if (g_access (path, F_OK) == 0 && g_access (path, W_OK) != 0)
    return fail (path, errno, error);
  if (g_stat (path, &old) == 0 && S_ISDIR (old.st_mode))
    return fail (path, EISDIR, error);
  /* Opened as any new file, so that the permissions are those the user wants. */
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    return fail (path, errno, error);
  problem = write_all (fd, data, length);
  if (close (fd) != 0 && problem == 0)
    problem = errno;
  if (problem == 0 && g_rename (temporary, path) != 0)
    problem = errno;
  if (problem == 0)
    return TRUE;
  g_unlink (temporary);
  return fail (path, problem, error);
}
