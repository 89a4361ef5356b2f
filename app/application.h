/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/window.h"

G_BEGIN_DECLS

/** SlApplication: the program with a window: its life, its appearance, its own actions.
 */
#define SL_TYPE_APPLICATION (sl_application_get_type ())
G_DECLARE_FINAL_TYPE (SlApplication, sl_application, SL, APPLICATION, AdwApplication)

/** sl_application_run:
 * @argc, @argv: the program's name and what GApplication is to see; @demo: (nullable) a
 * lesson to be played before a class, its id or its path
 * Opens the window and returns the exit status when it was closed. The caller has made
 * sure that there is a display. */
int sl_application_run (int argc, char **argv, const char *demo);

G_END_DECLS
