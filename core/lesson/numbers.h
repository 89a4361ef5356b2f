/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/snapshot.h"

G_BEGIN_DECLS

typedef struct _SlLessonRun SlLessonRun;

/** SlLessonNumbers: what is known of the runs of a lesson, for its sentences and claims.
 * Not shared between threads at once. */
typedef struct SlLessonNumbers SlLessonNumbers;

/** sl_lesson_numbers_new: Returns (transfer full) numbers that know no run. */
SlLessonNumbers *sl_lesson_numbers_new (void);
void sl_lesson_numbers_free (SlLessonNumbers *numbers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlLessonNumbers, sl_lesson_numbers_free)

/** sl_lesson_numbers_train:
 * @run: of a lesson; @shift: added to its seed, 0 for what the class sees; @stop:
 * (nullable)
 * Makes the run here and now, with the numbers that the window's run has to the last bit,
 * and keeps what it ended in under its name. SL_ERROR_ARGUMENT for one that is more work
 * than a lesson may ask for, SL_ERROR_DIVERGED, SL_ERROR_CANCELLED, and those of its
 * data. */
gboolean sl_lesson_numbers_train (SlLessonNumbers *numbers,
                                  const SlLessonRun *run,
                                  gint64 shift,
                                  const gint *stop,
                                  GError **error);

/** sl_lesson_numbers_take: keeps what @snapshot (nullable: forgets it) says under @name:
 * a run's, or "now". A snapshot without the network's weights (sl_lesson_numbers_needs())
 * has no value for what needs them. */
void
sl_lesson_numbers_take (SlLessonNumbers *numbers, const char *name, SlSnapshot *snapshot);

/** sl_lesson_numbers_needs: adds to @needs what a snapshot must hold to be taken whole.
 */
void sl_lesson_numbers_needs (SlNeeds *needs);

/** sl_lesson_numbers_set_page: @page: (nullable) id of the page in view, for on_page().
 */
void sl_lesson_numbers_set_page (SlLessonNumbers *numbers, const char *page);

/** sl_lesson_numbers_page: Returns (transfer none) (nullable) that page. */
const char *sl_lesson_numbers_page (const SlLessonNumbers *numbers);

/** sl_lesson_numbers_silence: Returns the share of the outputs of hidden units that are
 * exactly 0, over the training rows, for a run that sl_lesson_numbers_train() made; else
 * NaN. */
double sl_lesson_numbers_silence (const SlLessonNumbers *numbers, const char *name);

/** sl_lesson_numbers_knows: Returns whether something is kept under @name. */
gboolean sl_lesson_numbers_knows (const SlLessonNumbers *numbers, const char *name);

/** sl_lesson_numbers_snapshot: Returns (transfer none) (nullable) what is kept. */
SlSnapshot *sl_lesson_numbers_snapshot (const SlLessonNumbers *numbers, const char *name);

G_END_DECLS
