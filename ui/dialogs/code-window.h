/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlCodeWindow: the run as a script, a tab a library (core/code/code.h), to be copied or
 * saved with its data. */
#define SL_TYPE_CODE_WINDOW (sl_code_window_get_type ())
G_DECLARE_FINAL_TYPE (SlCodeWindow, sl_code_window, SL, CODE_WINDOW, AdwWindow)

/** sl_code_window_present: @snapshot: of the run, prepared; a reference is taken. Returns
 * (transfer none) the window, open over @parent. */
SlCodeWindow *sl_code_window_present (GtkWindow *parent, SlSnapshot *snapshot);

G_END_DECLS
