/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/** sl_sampled_text: Returns (transfer full) what the losses and scores of @snapshot
 * (nullable) are of when it is not all rows: "5 000 of 60 000 training rows"; "" when it
 * is. */
char *sl_sampled_text (const SlSnapshot *snapshot);

/** sl_sampled_part_text: Returns (transfer full) the same of @part alone; "" for one that
 * is evaluated as a whole. */
char *sl_sampled_part_text (const SlSnapshot *snapshot, SlPartId part);

/** sl_sampled_add: @text: (transfer full); @format: ", %s". Returns (transfer full)
 * @text, followed by sl_sampled_text() in @format when there is any; a full stop gives
 * way to it. */
char *sl_sampled_add (char *text, const char *format, const SlSnapshot *snapshot);

G_END_DECLS
