/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlInput: the bytes of a data file, read once from front to back: as they are, out of a
 * .gz, or member by member out of an archive (.tar, .tar.gz, .zip, .npz). What is packed
 * is unpacked on the way; nothing is ever written to disk. One thread at a time.
 * Every error is one sentence that begins with the file's name: SL_ERROR_DATA, or
 * SL_ERROR_CANCELLED when the watch said stop. */
typedef struct SlInput SlInput;

/** SlInputWatch: who waits for a file. Copied; what it points to outlives the input. */
typedef struct
{
  const gint *stop; /* nullable; looked at once a block; set by g_atomic_int_set() */
  /** progress: (nullable) @share: of the file's bytes that are read, in [0, 1]; it falls
   * back to 0 when a reader begins anew. Called on the reading thread, once a block. */
  void (*progress) (double share, gpointer data);
  gpointer data;
} SlInputWatch;

enum {
  SL_INPUT_BLOCK = 1 << 18, /* bytes of the file that are read at once */
  SL_INPUT_HEAD = 1 << 16,  /* bytes that can be looked at before they are read */
  SL_INPUT_MAX_MEMBERS = 10000
};
/* What unpacking may come to: eight times the largest data set, for text is longer. */
#define SL_INPUT_MAX_BYTES (G_GINT64_CONSTANT (1) << 33)

/** sl_input_open:
 * @path: in the file system's encoding; @watch: (nullable)
 * Opens an ordinary file and stands at its first member. Directories, pipes, missing and
 * empty files are errors. Returns (transfer full) or NULL. */
SlInput *sl_input_open (const char *path, const SlInputWatch *watch, GError **error);

/** sl_input_new_for_bytes: the same for bytes in memory (a shipped set, a test).
 * @name: stands where the path would, in sentences and for sl_input_member(). */
SlInput *sl_input_new_for_bytes (GBytes *bytes,
                                 const char *name,
                                 const SlInputWatch *watch,
                                 GError **error);

/** sl_input_free: @self: (nullable). */
void sl_input_free (SlInput *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlInput, sl_input_free)

/** sl_input_rewind: back to the first byte of the first member. */
gboolean sl_input_rewind (SlInput *self, GError **error);

/** sl_input_read:
 * @buffer: (n)
 * Returns how many bytes it filled; fewer than @n only at the end of the member; −1 with
 * an error. */
gssize sl_input_read (SlInput *self, void *buffer, size_t n, GError **error);

/** sl_input_read_exactly: the same, but an end before @n bytes is an error. */
gboolean sl_input_read_exactly (SlInput *self, void *buffer, size_t n, GError **error);

/** sl_input_peek:
 * @n: (out) how many, up to SL_INPUT_HEAD; fewer only when the member is shorter
 * Returns (transfer none) the first bytes of the member without reading them, until the
 * next call; NULL with an error. Only before the first sl_input_read() of a member. */
const guint8 *sl_input_peek (SlInput *self, size_t *n, GError **error);

/** sl_input_is_archive: Returns whether there may be more than one member. */
gboolean sl_input_is_archive (const SlInput *self);

/** sl_input_next_member:
 * @found: (out) FALSE behind the last member
 * Goes to the next ordinary file of an archive. One that was read, if only in part, must
 * be what was packed, by its checksum; one that was not is passed over. Names
 * that lead out of the archive ("../x", "/x") and more than SL_INPUT_MAX_MEMBERS members
 * are errors. */
gboolean sl_input_next_member (SlInput *self, gboolean *found, GError **error);

/** sl_input_conclude:
 * @is_read: whether its reader could read it; if not, @error has the reason
 * The last call: passes over all that is left. The checksums of packed data stand behind
 * it, so that only then it is known to be what was packed. When it is not, a reader's
 * error makes place for that. Returns FALSE with an error. */
gboolean sl_input_conclude (SlInput *self, gboolean is_read, GError **error);

/** sl_input_member: Returns (transfer none) the member's name, valid UTF-8: the path
 * inside an archive; else the file's own name, without folder and without ".gz". */
const char *sl_input_member (const SlInput *self);

/** sl_input_path: Returns (transfer none) (nullable) the path as it was opened; NULL for
 * bytes in memory. */
const char *sl_input_path (const SlInput *self);

/** sl_input_name: Returns (transfer none) how sentences call it, valid UTF-8: the path
 * and, in an archive, the member: "cifar.tar.gz (data_batch_1.bin)". */
const char *sl_input_name (const SlInput *self);

/** sl_input_watch: Returns (transfer none) the watch, to open a second file with. */
const SlInputWatch *sl_input_watch (const SlInput *self);

/** sl_input_fail: sets SL_ERROR_DATA "NAME: @sentence". Returns FALSE. */
gboolean sl_input_fail (const SlInput *self, GError **error, const char *sentence, ...)
    G_GNUC_PRINTF (3, 4);

/** sl_input_fail_file: the same with the name of the file alone, for what is not about
 * the present member. Returns FALSE. */
gboolean
sl_input_fail_file (const SlInput *self, GError **error, const char *sentence, ...)
    G_GNUC_PRINTF (3, 4);

G_END_DECLS
