/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How many files the menu shows. */
enum { SL_RECENT_MOST = 8 };

/** sl_recent_add: @path: of a file that was opened or saved, in the file system's
 * encoding; goes into the desktop's own list of recent files, as one of this program's.
 */
void sl_recent_add (const char *path);

/** sl_recent_fill: @menu: gets the last run and, newest first, the files of this program
 * on the desktop's list that are still there; before it has what it had. */
void sl_recent_fill (GMenu *menu);

/** sl_recent_follow: @menu is filled now, and again whenever the list changes. */
void sl_recent_follow (GMenu *menu);

G_END_DECLS
