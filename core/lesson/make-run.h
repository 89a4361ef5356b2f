/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/lesson/lesson.h"

G_BEGIN_DECLS

/** sl_lesson_run_id: Returns (transfer none) the name of @run. */
const char *sl_lesson_run_id (const SlLessonRun *run);

/** sl_lesson_make_run: as sl_lesson_numbers_train(). @silence: (out) see
 * sl_lesson_numbers_silence(). Returns (transfer full) the run at its end, whole. */
SlSnapshot *sl_lesson_make_run (const SlLessonRun *run,
                                gint64 shift,
                                const gint *stop,
                                double *silence,
                                GError **error);

G_END_DECLS
