/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/input.h"
#include "core/store/archive.h"
#include "core/training/config.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/** SlSessionData: the learner's own files that a run is trained on, as a session speaks
 * of them: the one that was chosen and those that were read with it, each by its place,
 * size and SHA-256; and, when they are embedded, as data/NAME in the session itself. */
typedef struct SlSessionData SlSessionData;

/** sl_session_data_new:
 * @source: out of a file; @embedded: whether the files go into the session
 * Reads the files. Returns (transfer full), or NULL with SL_ERROR_DATA when one cannot be
 * read, they have other rows than @source, or they are larger than SL_SESSION_MAX_DATA
 * and embedded. */
SlSessionData *
sl_session_data_new (const SlDataset *source, gboolean embedded, GError **error);
void sl_session_data_free (SlSessionData *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSessionData, sl_session_data_free)

/** sl_session_data_build: adds the members of an object to @builder. */
gboolean
sl_session_data_build (const SlSessionData *data, JsonBuilder *builder, GError **error);

/** sl_session_data_add: adds the files themselves to @archive, if they are embedded.
 * Errors: SL_ERROR_DATA for one that has changed since sl_session_data_new(). */
gboolean
sl_session_data_add (const SlSessionData *data, SlArchiveWriter *archive, GError **error);

/** sl_session_data_parse: @object: of any origin; @name: begins sentences. Returns
 * (transfer full), or NULL with SL_ERROR_DATA. */
SlSessionData *
sl_session_data_parse (JsonObject *object, const char *name, GError **error);

gboolean sl_session_data_is_embedded (const SlSessionData *data);

/** sl_session_data_is_member: Returns whether @member of a session would be one of the
 * learner's files, and, given @data (nullable), whether it is. */
gboolean sl_session_data_is_member (const SlSessionData *data, const char *member);

/** sl_session_data_find:
 * @input: the session, wherever it stands
 * @config: gets the place of the chosen file: where it was, when all files are there and
 * the same; else that of a copy in sl_session_data_folder(), made out of the session when
 * they are embedded. Errors: SL_ERROR_DATA, begun with @name; SL_ERROR_WRITE. */
gboolean sl_session_data_find (const SlSessionData *data,
                               SlInput *input,
                               const char *name,
                               SlConfig *config,
                               GError **error);

G_END_DECLS
