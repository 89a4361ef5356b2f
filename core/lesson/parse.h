/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lesson/lesson.h"

G_BEGIN_DECLS

/** sl_lesson_parse_as: as sl_lesson_parse_all(). @translate: whether its texts are looked
 * up in the catalogue, as those of built-in lessons. */
SlLesson *sl_lesson_parse_as (const char *text,
                              gssize length,
                              const char *path,
                              const SlLessonPlaces *places,
                              gboolean translate,
                              GPtrArray **mistakes);

G_END_DECLS
