/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/ui/find.h"
#include "ui/window.h"

G_BEGIN_DECLS

/** WindowFixture: the window with its actions around a prepared session. */
typedef struct
{
  SlSession *session;
  SlWindow *window;
} WindowFixture;

void window_fixture_set_up (WindowFixture *f, gconstpointer data);
void window_fixture_tear_down (WindowFixture *f, gconstpointer data);

/** window_fixture_add: adds the test @path, which has the fixture. */
void window_fixture_add (const char *path,
                         void (*check) (WindowFixture *f, gconstpointer data));

/** window_fixture_present: shows the window in @width x @height and waits for it. */
void window_fixture_present (WindowFixture *f, int width, int height);

/** window_fixture_says: whether a label in view says @text. */
gboolean window_fixture_says (WindowFixture *f, const char *text);

/** window_fixture_button: Returns (transfer none) the button called @name, which must be
 * there. */
GtkWidget *window_fixture_button (WindowFixture *f, const char *name);

G_END_DECLS
