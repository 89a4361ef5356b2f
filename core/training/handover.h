/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/training.h"

G_BEGIN_DECLS

/** SlHandover: one worker's training on its way to another's, as a copy. Who asks waits
 * for it on its own thread; who is asked gives it between two minibatches. Counted: both
 * sides hold it, and either may end first. */
typedef struct SlHandover SlHandover;

/** sl_handover_new: @good: the last good state is wanted, not the present one. Returns
 * (transfer full). */
SlHandover *sl_handover_new (gboolean good);
SlHandover *sl_handover_ref (SlHandover *handover);
void sl_handover_unref (SlHandover *handover);
gboolean sl_handover_wants_good (const SlHandover *handover);

/** sl_handover_give: @training: (transfer full) (nullable) NULL: there will be none;
 * @wanted: the settings its worker was last told. Any thread, once. */
void
sl_handover_give (SlHandover *handover, SlTraining *training, const SlConfig *wanted);

/** sl_handover_wait: waits until it is given, or @stop is set and sl_handover_wake()
 * called. Returns (transfer full) (nullable) the training; @wanted: (out). */
SlTraining *sl_handover_wait (SlHandover *handover, const gint *stop, SlConfig *wanted);
void sl_handover_wake (SlHandover *handover);

/** SlHandoverList: those asked for and not yet given, handed from one thread to another
 * (atomic). */
typedef SlHandover *SlHandoverList;

/** sl_handover_list_add: @handover: (transfer full). One thread only. */
void sl_handover_list_add (SlHandoverList *list, SlHandover *handover);

/** sl_handover_list_take: Returns (transfer full) (nullable) the first of all that are in
 * the list, which is empty then; sl_handover_next() (transfer full) leads on. */
SlHandover *sl_handover_list_take (SlHandoverList *list);
SlHandover *sl_handover_next (SlHandover *handover);

G_END_DECLS
