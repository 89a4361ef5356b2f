/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>

/* The disk is asked for this much at a time: a multiple of any page. */
enum { STEP = 1 << 20 };

/* What is left of it for others. */
#define KEEP_FREE (G_GUINT64_CONSTANT (1) << 30)

struct SlSpill
{
  guint8 *data; /* Owned (size) */
  size_t size, reserved, on_disk;
  int fd; /* −1: memory from @reserved on */
};

/* Returns a file that has lost its name, or −1. Where temporary files are kept longest,
 * they lie least likely in memory again. */
static int
open_nameless (void)
{
  const char *const folders[] = {"/var/tmp", g_get_tmp_dir ()};
  for (size_t i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *path = g_build_filename (folders[i], "sparsity-lab-XXXXXX", NULL);
    int fd = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0600);
    if (fd >= 0) {
      g_unlink (path);
      return fd;
    }
  }
  return -1;
}

static size_t
round_up (size_t size)
{
  return (size + STEP - 1) / STEP * STEP;
}

/* All that is not reserved yet becomes memory. */
static void
leave_file (SlSpill *spill)
{
  guint8 *rest = spill->data + spill->reserved;
  /* Most of it will never be touched, and may be more than there is. */
  void *there = mmap (rest, spill->size - spill->reserved, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
  if (there == MAP_FAILED)
    g_error ("No memory for %" G_GSIZE_FORMAT " bytes", spill->size - spill->reserved);
  close (spill->fd);
  spill->fd = -1;
}

SlSpill *
sl_spill_new (size_t size)
{
  g_return_val_if_fail (size > 0, NULL);
  SlSpill *spill = g_new0 (SlSpill, 1);
  spill->size = round_up (size);
  spill->fd = open_nameless ();
  /* The file is empty yet, and grows into the addresses. */
  void *data = spill->fd >= 0 ? mmap (NULL, spill->size, PROT_READ | PROT_WRITE,
                                      MAP_SHARED, spill->fd, 0)
                              : MAP_FAILED;
  if (data == MAP_FAILED) {
    if (spill->fd >= 0)
      close (spill->fd);
    spill->fd = -1;
    data = mmap (NULL, spill->size, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  }
  if (data == MAP_FAILED)
    g_error ("No memory for %" G_GSIZE_FORMAT " bytes", spill->size);
  spill->data = data;
  return spill;
}

void
sl_spill_free (SlSpill *spill)
{
  g_return_if_fail (spill != NULL);
  munmap (spill->data, spill->size);
  if (spill->fd >= 0)
    close (spill->fd);
  g_free (spill);
}

guint8 *
sl_spill_data (const SlSpill *spill)
{
  return spill->data;
}

static gboolean
is_nearly_full (int fd)
{
  struct statvfs disk;

  return fstatvfs (fd, &disk) == 0 && (guint64) disk.f_bavail * disk.f_frsize < KEEP_FREE;
}

/* Writing into a part of the file that the disk has no room for would kill the program,
 * so the room is taken first. */
static void
take_step (SlSpill *spill)
{
  off_t start = (off_t) spill->reserved;
  int result = spill->fd >= 0 && is_nearly_full (spill->fd) ? ENOSPC : EINTR;
  while (result == EINTR)
    result = spill->fd >= 0 ? posix_fallocate (spill->fd, start, STEP) : 0;
  if (result != 0)
    leave_file (spill);
  spill->reserved += STEP;
  if (spill->fd < 0)
    return;
  spill->on_disk = spill->reserved;
  /* The step before last is full: the file has it, and whoever reads it again finds it
   * there. */
  if (spill->reserved > 2 * (size_t) STEP)
    madvise (spill->data + spill->reserved - 3 * (size_t) STEP, STEP, MADV_DONTNEED);
}

void
sl_spill_reserve (SlSpill *spill, size_t end)
{
  g_return_if_fail (spill != NULL && end <= spill->size);
  while (spill->reserved < end)
    take_step (spill);
}

size_t
sl_spill_on_disk (const SlSpill *spill)
{
  return spill->on_disk;
}

size_t
sl_spill_in_memory (const SlSpill *spill)
{
  return spill->reserved - spill->on_disk;
}
