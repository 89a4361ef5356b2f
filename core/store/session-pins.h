/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/input.h"
#include "core/store/archive.h"
#include "core/training/earlier-runs.h"

G_BEGIN_DECLS

/* The pinned runs of a session: what figures show behind the present run, not what could
 * be trained on. Each is a folder pins/A … pins/D with settings.json, events.csv,
 * history.csv, moment.npy (finished epochs, further minibatches, task), measures.npy (all
 * layers and each layer, now and at the start) and, where there is one, pruning.npy. */

/** sl_session_pins_add: adds the pinned runs of @runs to @archive. Errors: SL_ERROR_DATA
 * when one is too long for a session, or its data file has no name for one. */
gboolean
sl_session_pins_add (SlArchiveWriter *archive, const SlEarlierRuns *runs, GError **error);

/** SlSessionPins: pinned runs on their way out of a session of any origin. */
typedef struct SlSessionPins SlSessionPins;

/** sl_session_pins_new: @path: (transfer none) of the session, for sentences. Returns
 * (transfer full) none yet. */
SlSessionPins *sl_session_pins_new (const char *path);
void sl_session_pins_free (SlSessionPins *pins);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlSessionPins, sl_session_pins_free)

/** sl_session_pins_is_settings: Returns whether @member begins a pinned run. Those of all
 * are to be taken before anything else of them. */
gboolean sl_session_pins_is_settings (const char *member);

/** sl_session_pins_take_settings: @member: one of the above; @text: all of it. Errors:
 * SL_ERROR_DATA. */
gboolean sl_session_pins_take_settings (SlSessionPins *pins,
                                        const char *member,
                                        GBytes *text,
                                        GError **error);

/** sl_session_pins_read:
 * @input: at its member @member
 * @is_one: (out) whether it is about a pinned run that was begun, and was read. Errors:
 * SL_ERROR_DATA. */
gboolean sl_session_pins_read (SlSessionPins *pins,
                               SlInput *input,
                               const char *member,
                               gboolean *is_one,
                               GError **error);

/** sl_session_pins_finish: Returns (transfer full) the pinned runs, which are whole and
 * make sense by themselves; numbered 0, for their numbers are the reader's. Errors:
 * SL_ERROR_DATA; NULL then. */
SlEarlierRuns *sl_session_pins_finish (SlSessionPins *pins, GError **error);

G_END_DECLS
