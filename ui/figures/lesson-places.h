/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** sl_lesson_places: Returns (transfer none) the ids of all that a lesson may point at in
 * the window, for the readers of lessons. Any thread. */
const SlLessonPlaces *sl_lesson_places (void);

G_END_DECLS
