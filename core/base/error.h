/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SL_ERROR: the domain of every error the core reports. Each message is one sentence for
 * a learner: what is wrong, where (file, line, column, setting), and what would be right.
 */
#define SL_ERROR (sl_error_quark ())

typedef enum {
  SL_ERROR_ARGUMENT,  /* a setting or option that makes no sense */
  SL_ERROR_DATA,      /* a data file or data set that cannot be used */
  SL_ERROR_WRITE,     /* a file that could not be written */
  SL_ERROR_DIVERGED,  /* training left the finite numbers */
  SL_ERROR_CANCELLED, /* stopped on request */
  SL_ERROR_DIFFERENT, /* a run that is not the same when it is repeated */
} SlErrorCode;

GQuark sl_error_quark (void);

/** sl_error_exit_status:
 * @error: (nullable) any error
 * Returns the exit status of PRODUCT.md §4: 0 for NULL, 2 for bad arguments or bad input,
 * 1 for everything that ran and failed. */
int sl_error_exit_status (const GError *error);

G_END_DECLS
