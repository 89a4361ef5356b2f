/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/keep.h"

#include "core/core.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define PREFIX "run-"
#define LAST   "last" SL_SESSION_ENDING
#define LOCK   ".lock"

struct SlKeep
{
  /* Owned */
  char *folder, *path, *lock;
  int fd; /* of the lock */
};

char *
sl_keep_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "sparsity-lab", "runs", NULL);
}

/* @name: of the session. Returns NULL when somebody else has it. */
static SlKeep *
keep_take (const char *folder, const char *name, int flags)
{
  g_autofree char *lock_name = g_strconcat (name, LOCK, NULL);
  g_autofree char *lock = g_build_filename (folder, lock_name, NULL);
  int fd = g_open (lock, O_RDWR | O_CLOEXEC | flags, 0600);
  SlKeep *keep;

  if (fd < 0)
    return NULL;
  if (flock (fd, LOCK_EX | LOCK_NB) != 0) {
    close (fd);
    return NULL;
  }
  keep = g_new0 (SlKeep, 1);
  keep->folder = g_strdup (folder);
  keep->path = g_build_filename (folder, name, NULL);
  keep->lock = g_steal_pointer (&lock);
  keep->fd = fd;
  return keep;
}

SlKeep *
sl_keep_new (const char *folder, GError **error)
{
  enum { TRIES = 100 };
  SlKeep *keep = NULL;
  int problem;

  g_return_val_if_fail (folder != NULL, NULL);

  problem = g_mkdir_with_parents (folder, 0700) == 0 ? 0 : errno;
  for (int i = 0; problem == 0 && keep == NULL && i < TRIES; i++) {
    g_autofree char *name =
        g_strdup_printf (PREFIX "%08x" SL_SESSION_ENDING, g_random_int ());

    keep = keep_take (folder, name, O_CREAT | O_EXCL);
    if (keep == NULL)
      problem = errno == EEXIST ? 0 : errno;
  }
  if (keep == NULL) {
    g_autofree char *shown = g_filename_display_name (folder);

    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (problem),
                 _ ("Nothing can be kept in %s: %s"), shown, g_strerror (problem));
  }
  return keep;
}

static gint64
time_of (const char *path)
{
  GStatBuf facts;

  return g_stat (path, &facts) == 0 ? (gint64) facts.st_mtime : -1;
}

/* Whether @name is that of a session, and newer than @newest: then that is its time. */
static gboolean
is_newer (const char *folder, const char *name, gint64 *newest)
{
  g_autofree char *path = NULL;
  gint64 time;

  if (!g_str_has_prefix (name, PREFIX) || !g_str_has_suffix (name, SL_SESSION_ENDING))
    return FALSE;
  path = g_build_filename (folder, name, NULL);
  time = time_of (path);
  if (time <= *newest)
    return FALSE;
  *newest = time;
  return TRUE;
}

SlKeep *
sl_keep_find_lost (const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  SlKeep *found = NULL;
  gint64 newest = -1;
  const char *name;

  g_return_val_if_fail (folder != NULL, NULL);

  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    gint64 before = newest;
    SlKeep *keep =
        is_newer (folder, name, &newest) ? keep_take (folder, name, O_CREAT) : NULL;

    if (keep == NULL) {
      newest = before;
      continue;
    }
    sl_keep_leave (found);
    found = keep;
  }
  return found;
}

const char *
sl_keep_path (const SlKeep *keep)
{
  g_return_val_if_fail (keep != NULL, NULL);
  return keep->path;
}

GDateTime *
sl_keep_time (const SlKeep *keep)
{
  gint64 time;

  g_return_val_if_fail (keep != NULL, NULL);

  time = time_of (keep->path);
  return time >= 0 ? g_date_time_new_from_unix_local (time) : NULL;
}

/* What a kill in the middle of saving has left. */
static void
remove_temporaries (const SlKeep *keep)
{
  g_autofree char *base = g_path_get_basename (keep->path);
  g_autofree char *prefix = g_strconcat (base, ".", NULL);
  g_autoptr (GDir) dir = g_dir_open (keep->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, prefix) && !g_str_has_suffix (name, LOCK)) {
      g_autofree char *path = g_build_filename (keep->folder, name, NULL);

      g_unlink (path);
    }
}

static void
keep_free (SlKeep *keep)
{
  close (keep->fd);
  g_free (keep->folder);
  g_free (keep->path);
  g_free (keep->lock);
  g_free (keep);
}

/* The lock goes last: who finds it free finds nothing else. */
static void
give_up (SlKeep *keep)
{
  remove_temporaries (keep);
  g_unlink (keep->lock);
  keep_free (keep);
}

void
sl_keep_end (SlKeep *keep)
{
  g_autofree char *last = NULL;

  g_return_if_fail (keep != NULL);

  last = sl_keep_last (keep->folder);
  if (g_file_test (keep->path, G_FILE_TEST_EXISTS) && g_rename (keep->path, last) != 0)
    g_unlink (keep->path);
  give_up (keep);
}

void
sl_keep_discard (SlKeep *keep)
{
  if (keep == NULL)
    return;
  g_unlink (keep->path);
  give_up (keep);
}

void
sl_keep_leave (SlKeep *keep)
{
  if (keep != NULL)
    keep_free (keep);
}

char *
sl_keep_last (const char *folder)
{
  g_return_val_if_fail (folder != NULL, NULL);
  return g_build_filename (folder, LAST, NULL);
}
