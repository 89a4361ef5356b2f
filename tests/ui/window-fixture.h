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

/** window_fixture_present: shows the window in @width x @height and waits for it. */
void window_fixture_present (WindowFixture *f, int width, int height);

G_END_DECLS
