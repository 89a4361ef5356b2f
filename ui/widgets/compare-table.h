/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/peers.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlCompareTable: the compared runs in numbers, a row each: what makes it differ, and
 * its read-outs. Every number is a label with a fixed accessible name ("A: Exactly zero")
 * and the value as its text. Runs that cannot go on say why below. */
#define SL_TYPE_COMPARE_TABLE (sl_compare_table_get_type ())
G_DECLARE_FINAL_TYPE (SlCompareTable, sl_compare_table, SL, COMPARE_TABLE, AdwBin)

/** sl_compare_table_show: @set: (nullable) the runs to be shown from now on; while they
 * play, numbers change four times a second. A reference is held. */
void sl_compare_table_show (SlCompareTable *self, SlComparedSet *set);

G_END_DECLS
