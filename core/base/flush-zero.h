/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlFlushZero: what the processor did with subnormal numbers before
 * sl_flush_zero_enter(). */
typedef guint64 SlFlushZero;

/** sl_flush_zero_enter:
 * Makes this thread treat subnormal numbers as zero (x86: FTZ and DAZ in MXCSR; aarch64:
 * FPCR.FZ; elsewhere nothing). Training does so on entry, so that the count of exact
 * zeros depends on nothing else. Returns the state to hand to sl_flush_zero_leave(). */
SlFlushZero sl_flush_zero_enter (void);

/** sl_flush_zero_leave: gives this thread back the state it had. */
void sl_flush_zero_leave (SlFlushZero before);

/** sl_flush_zero_now: Returns the state of this thread, to hand to sl_flush_zero_leave()
 * on another that works for it. */
SlFlushZero sl_flush_zero_now (void);

G_END_DECLS
