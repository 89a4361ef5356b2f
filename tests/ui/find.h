/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** test_ui_init: g_test_init(), GTK with its own accessibility tests, and our widgets. */
void test_ui_init (int *argc, char ***argv);

/** test_find: Returns (transfer none) the widget at or below @root with @role and the
 * accessible name @name; asserts that there is one. */
GtkWidget *test_find (GtkWidget *root, GtkAccessibleRole role, const char *name);

/** test_find_type: Returns (transfer none) (nullable) the first widget of @type at or
 * below
 * @root. */
GtkWidget *test_find_type (GtkWidget *root, GType type);

/** test_prepared_session: Returns (transfer full) a session whose data is ready. */
SlSession *test_prepared_session (void);

/** test_set: sets a setting of @session, which must succeed. */
void test_set (SlSession *session, const char *id, const char *text);

/** test_wait_until: runs the main loop until @reached; a test that waits in vain is ended
 * by its time limit. */
#define test_wait_until(reached)                                                         \
  while (!(reached))                                                                     \
  g_main_context_iteration (NULL, TRUE)

G_END_DECLS
