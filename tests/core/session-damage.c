/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/core/session-damage.h"

#include "core/data/input.h"
#include "core/store/archive.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

void
session_set_up (SessionFixture *f, gconstpointer data)
{
  int fd = g_file_open_tmp ("sl-XXXXXX.sparsity", &f->path, NULL);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
}

void
session_tear_down (SessionFixture *f, gconstpointer data)
{
  g_unlink (f->path);
  g_free (f->path);
}

void
session_damage (const char *from, const char *to, const SessionDamage *damage)
{
  g_autoptr (SlInput) input = sl_input_open (from, NULL, NULL);
  g_autoptr (SlArchiveWriter) archive = sl_archive_writer_new (to, NULL);
  gboolean found = TRUE, done = damage->member == NULL;

  while (found) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    guint8 block[4096];
    gssize n;
    gboolean hit = g_strcmp0 (damage->member, sl_input_member (input)) == 0;

    while ((n = sl_input_read (input, block, sizeof block, NULL)) > 0)
      g_byte_array_append (bytes, block, (guint) n);
    if (hit && damage->find != NULL) {
      guint8 *place =
          memmem (bytes->data, bytes->len, damage->find, strlen (damage->find));

      g_assert_nonnull (place);
      memcpy (place, damage->put, strlen (damage->put));
    }
    done = done || hit;
    if (!hit || damage->find != NULL)
      sl_archive_writer_add (archive, sl_input_member (input), bytes->data, bytes->len);
    g_assert_true (sl_input_next_member (input, &found, NULL));
  }
  g_assert_true (done);
  if (damage->extra != NULL)
    sl_archive_writer_add (archive, damage->extra, "x", 1);
  g_assert_true (sl_archive_writer_finish (archive, NULL));
}
