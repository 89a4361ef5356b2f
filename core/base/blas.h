/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** sl_blas_use_one_thread:
 * Makes BLAS work on the calling thread alone, for the whole process, once: its thread
 * count is one number for all, splitting small products makes them slower, and how it
 * splits would show in the last bits. To be called before the first product. Any thread.
 */
void sl_blas_use_one_thread (void);

G_END_DECLS
