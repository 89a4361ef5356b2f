/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/store/session-data.h"
#include "core/store/session-file.h"
#include "core/training/state.h"

G_BEGIN_DECLS

/* What the files about sessions share; nobody else includes this. */

enum { SL_SESSION_FORMAT = 1, SL_SESSION_MAX_SETTINGS = 1 << 20 };

/* Names of the members. */
#define SL_SESSION_SETTINGS  "settings.json"
#define SL_SESSION_EVENTS    "events.csv"
#define SL_SESSION_HISTORY   "history.csv"
#define SL_SESSION_WINDOW    "window.json"
#define SL_SESSION_THUMBNAIL "thumbnail.png"
/* The part of the state that stands in the file as W1, b1, … */
#define SL_SESSION_PARAMETERS "parameters"

/** sl_session_settings_text:
 * @data: (nullable) what the learner's own files are; without it they are named only
 * Returns (transfer full) settings.json of a run with @config, or NULL with an error when
 * its data file has no name for it. */
char *sl_session_settings_text (const SlConfig *config,
                                const SlSessionData *data,
                                GError **error);

/** sl_session_settings_parse:
 * @text: (length) of settings.json; @name: of the file and the member, for sentences
 * @config: (out) valid by itself, with its data file where it was
 * @data: (out) (transfer full) (nullable) NULL in it for data that are made; without it
 * a data file is taken by its name alone. Errors: SL_ERROR_DATA. */
gboolean sl_session_settings_parse (const char *text,
                                    gsize length,
                                    const char *name,
                                    SlConfig *config,
                                    SlSessionData **data,
                                    GError **error);

/** sl_session_fail: Returns FALSE, with SL_ERROR_DATA "@name: @sentence". */
gboolean sl_session_fail (GError **error, const char *name, const char *sentence, ...)
    G_GNUC_PRINTF (3, 4);

/** sl_session_json_text, sl_session_json_int: Returns the text, or the whole number,
 * called @member; NULL, or -1, when there is none. */
const char *sl_session_json_text (JsonObject *object, const char *member);
gint64 sl_session_json_int (JsonObject *object, const char *member);

/** sl_session_json_path: Returns (transfer full) (nullable) the place of the file that
 * @object is about. */
char *sl_session_json_path (JsonObject *object);

/** sl_session_events_text: Returns (transfer full) the whole CSV file. */
GString *sl_session_events_text (const SlLogView *events);

/** sl_session_events_read, sl_session_history_read: fills the log from the CSV file at
 * @input. Errors: SL_ERROR_DATA with the line. */
gboolean sl_session_events_read (SlInput *input, SlLog *events, GError **error);
gboolean sl_session_history_read (SlInput *input, SlLog *history, GError **error);

/** sl_session_is_short_enough: whether a run with these logs can be read back. Errors:
 * SL_ERROR_DATA. */
gboolean sl_session_is_short_enough (const SlLogView *events,
                                     const SlLogView *history,
                                     GError **error);

/** sl_session_history_fits: Returns whether @history is of a run of @weights weights that
 * has finished @epoch epochs. */
gboolean sl_session_history_fits (const SlLogView *history, int epoch, gint64 weights);

/** sl_session_misfit: Returns FALSE, with SL_ERROR_DATA: in the session @name, what it
 * says of @what does not fit the rest. */
gboolean sl_session_misfit (const char *name, const char *what, GError **error);

/** sl_session_check: whether the state, history and events that were read into
 * @training make sense together. Errors: SL_ERROR_DATA, begun with @name. */
gboolean sl_session_check (SlTraining *training, const char *name, GError **error);

G_END_DECLS
