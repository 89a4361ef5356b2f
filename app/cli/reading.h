/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

G_BEGIN_DECLS

/* Data for a command: while a file is read that takes its time, a bar on the terminal
 * says how far it is, and SIGINT and SIGTERM end it (SL_ERROR_CANCELLED). */

/** sl_reading_problem: as sl_training_read_problem(). */
SlProblem *sl_reading_problem (const SlConfig *config, GError **error);

/** sl_reading_dataset: as sl_data_file_read(). */
SlDataset *sl_reading_dataset (const SlFileOptions *options, GError **error);

G_END_DECLS
