/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/* How many seeds a claim is tried on. */
enum { SL_LESSON_SEEDS = 3 };

/** sl_lesson_check:
 * @name: a file, or the id of a lesson of the program; @seeds: how many
 * Prints every mistake on stderr; without any, makes the runs on each seed and prints
 * each claim with its numbers. SL_ERROR_DATA or SL_ERROR_ARGUMENT for a bad file,
 * SL_ERROR_DIFFERENT for a claim that does not hold, SL_ERROR_CANCELLED. */
gboolean sl_lesson_check (const char *name, int seeds, GError **error);

G_END_DECLS
