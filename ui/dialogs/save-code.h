/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sl_save_code:
 * @origin: in the window that tells the result in a toast; @snapshot: of the run,
 * prepared
 * @path: of the script; its data goes beside it (core/code/code.h)
 * Writes both on a thread of its own, without asking. */
void sl_save_code (GtkWidget *origin,
                   SlSnapshot *snapshot,
                   const SlCodeType *type,
                   const char *path);

/** sl_save_code_dialog: asks where to, and before other data is replaced; then does that.
 */
void
sl_save_code_dialog (GtkWidget *origin, SlSnapshot *snapshot, const SlCodeType *type);

G_END_DECLS
