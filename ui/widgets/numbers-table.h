/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/numbers.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** sl_numbers_table_new: @numbers: a reference is held. Returns (transfer floating) a
 * table of them to be put into a GtkScrolledWindow. Only the rows on screen exist as
 * widgets. */
GtkWidget *sl_numbers_table_new (SlNumbers *numbers);

G_END_DECLS
