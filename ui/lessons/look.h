/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** sl_lesson_look_name: Returns (transfer full) the name on screen of what @look looks
 * at; its id when it has none. */
char *sl_lesson_look_name (const SlLessonLook *look);

G_END_DECLS
