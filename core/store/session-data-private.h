/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/session-data.h"

G_BEGIN_DECLS

/* What session-data.c, which writes, and session-data-find.c, which reads, share; nobody
 * else includes this. */

/* Inputs, targets, and those of a test part. */
enum { SL_SESSION_DATA_FILES = 4 };

typedef struct
{
  char *path; /* Owned: whole, in the file system's encoding */
  gint64 bytes;
  char *sha256; /* Owned */
} SlSessionDataFile;

struct SlSessionData
{
  SlSessionDataFile files[SL_SESSION_DATA_FILES];
  int n;
  gboolean embedded;
};

/** sl_session_data_digest:
 * @bytes: (out) of the file at @path; @archive: (nullable) gets them, up to @expected
 * Returns (transfer full) the SHA-256, or NULL with SL_ERROR_DATA. */
char *sl_session_data_digest (const char *path,
                              gint64 *bytes,
                              SlArchiveWriter *archive,
                              gint64 expected,
                              GError **error);

/** sl_session_data_member: Returns (transfer full) its name in the session,
 * "data/iris.csv". */
char *sl_session_data_member (const SlSessionDataFile *file);

/** sl_session_data_find_member: Returns (transfer none) (nullable) the file of that name.
 */
const SlSessionDataFile *sl_session_data_find_member (const SlSessionData *data,
                                                      const char *member);

/** sl_session_data_bytes: Returns the size of all files. */
gint64 sl_session_data_bytes (const SlSessionData *data);

G_END_DECLS
