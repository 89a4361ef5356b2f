/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlLessonProgress: how far a learner got in a lesson. A plain value. */
typedef struct
{
  int step;      /* where they were last, from 0 */
  gboolean done; /* once seen to its end */
} SlLessonProgress;

/** sl_lesson_progress_load: of the lesson called @id, from the key file in the user's
 * configuration folder; what is absent or makes no sense is a beginning. */
SlLessonProgress sl_lesson_progress_load (const char *id);

/** sl_lesson_progress_save: a failure is only logged. */
void sl_lesson_progress_save (const char *id, const SlLessonProgress *progress);

G_END_DECLS
