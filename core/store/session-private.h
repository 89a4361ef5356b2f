/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

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

/** sl_session_settings_text: Returns (transfer full) settings.json of a run with
 * @config, or NULL with SL_ERROR_DATA when its data file cannot be read. */
char *sl_session_settings_text (const SlConfig *config, GError **error);

/** sl_session_settings_parse:
 * @text: (length) of settings.json; @name: of the file, for sentences
 * @config: (out) valid by itself. Errors: SL_ERROR_DATA, also for a data file that is not
 * there or not the same any more. */
gboolean sl_session_settings_parse (const char *text,
                                    gsize length,
                                    const char *name,
                                    SlConfig *config,
                                    GError **error);

/** sl_session_events_text: Returns (transfer full) the whole CSV file. */
GString *sl_session_events_text (const SlLogView *events);

/** sl_session_events_read, sl_session_history_read: fills the log from the CSV file at
 * @input. Errors: SL_ERROR_DATA with the line. */
gboolean sl_session_events_read (SlInput *input, SlLog *events, GError **error);
gboolean sl_session_history_read (SlInput *input, SlLog *history, GError **error);

/** sl_session_check: whether the state, history and events that were read into
 * @training make sense together. Errors: SL_ERROR_DATA, begun with @name. */
gboolean sl_session_check (SlTraining *training, const char *name, GError **error);

G_END_DECLS
