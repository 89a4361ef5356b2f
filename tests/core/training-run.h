/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

/** test_configure: Returns the configuration that @text makes of the default one, as
 * "setting value setting value …"; "-" is the empty value. */
SlConfig test_configure (const char *text);

/** test_run: Returns (transfer full) the run of test_configure (@text) after @epochs
 * epochs, which it must reach without divergence. */
SlTraining *test_run (const char *text, int epochs);

/** test_history_row: Returns row @i of the history; −1 is the last. */
SlHistoryRow test_history_row (const SlTraining *training, int i);

/** test_assert_same_training: that @a and @b are the same bit for bit: every part of
 * their state but the clock, their histories and their events. */
void test_assert_same_training (SlTraining *a, SlTraining *b);
