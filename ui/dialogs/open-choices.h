/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlOpenChosen: @config: with the choices made; @error: (nullable) why they cannot be.
 */
typedef void (*SlOpenChosen) (GtkWidget *origin,
                              const SlConfig *config,
                              const GError *error);

/** sl_open_choices_show: asks how the file of @config, which was refused, is to be read:
 * its target, what stands for a missing value, which numbers are names. @origin: the
 * widget it belongs to; @chosen: called at most once, and only while @origin is there. */
void
sl_open_choices_show (GtkWidget *origin, const SlConfig *config, SlOpenChosen chosen);

G_END_DECLS
