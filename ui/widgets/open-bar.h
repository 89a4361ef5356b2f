/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlOpenBar: opens a learner's own file, a saved session, or a teacher's lesson. Reads
 * it on a thread of its own, shows how far it is with a button to give up, and hands the
 * rows to the session only when they can be trained on; else it says why not, and the run
 * on screen stays as it is. Signals: "opening" (the session gets what was read next);
 * "opened" (path of what is there now); "session-opened" (path, GBytes of the window's
 * own, nullable, and whether data files are in it); "lesson-opened" (SlLesson; borrowed).
 */
#define SL_TYPE_OPEN_BAR (sl_open_bar_get_type ())
G_DECLARE_FINAL_TYPE (SlOpenBar, sl_open_bar, SL, OPEN_BAR, AdwBin)

/** sl_open_bar_set_session: @session: gets what is opened; once. */
void sl_open_bar_set_session (SlOpenBar *self, SlSession *session);

/** sl_open_bar_open: @path: in the file system's encoding. A file that is still being
 * read is given up for it. */
void sl_open_bar_open (SlOpenBar *self, const char *path);

/** sl_open_bar_refuse_lesson: says why a lesson that was read cannot be played. */
void sl_open_bar_refuse_lesson (SlOpenBar *self, const GError *error);

/** sl_open_bar_change:
 * @setting: sl_setting_is_of_file(); @text: its new value
 * Reads the file that is open again, or the one that is being read, with something else
 * wanted of it. */
void sl_open_bar_change (SlOpenBar *self, const SlSetting *setting, const char *text);

G_END_DECLS
