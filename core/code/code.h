/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/snapshot.h"

G_BEGIN_DECLS

/** SlCodeCase: the run that a script is to repeat with another library. */
typedef struct
{
  const SlConfig *config;   /* Borrowed: as in force at the end */
  const SlProblem *problem; /* Borrowed */
  int epochs;               /* 1 or more */
  gsize changes;            /* settings changed on the way, and weights by hand */
} SlCodeCase;

/** SlCodeType: a library for which a run becomes a complete Python script: one file, one
 * line in codes.def. */
typedef struct
{
  SlKind kind; /* kind.name is the library's, the same in every language */
  /** misfit: Returns (transfer full) (nullable) a translated sentence: why the library
   * cannot do this run; NULL when it can. */
  char *(*misfit) (const SlCodeCase *context);
  /** write: appends what follows the data in the script: model, penalty, training,
   * results. Fits only. */
  void (*write) (const SlCodeCase *context, GString *script);
  /** note: appends what cannot match, each a line "- …" of the script's head. */
  void (*note) (const SlCodeCase *context, GString *script);
} SlCodeType;

/** sl_codes: Returns the table of libraries (codes.def). */
const SlKindTable *sl_codes (void);

/** sl_code_case: @snapshot: prepared. Returns the case it makes; as long as it lives. */
SlCodeCase sl_code_case (const SlSnapshot *snapshot);

/** sl_code_script:
 * Returns (transfer full) a Python script that reads the CSV of the same name beside it
 * (sl_problem_csv_write()), trains the same model on the same rows towards the same
 * objective, its constants in the library's own convention (PRODUCT.md §1), and prints
 * losses, scores and zeros; its head says what cannot match. NULL with SL_ERROR_ARGUMENT
 * when the library has no counterpart for a setting. Pure. */
char *sl_code_script (const SlCodeType *type, const SlCodeCase *context, GError **error);

/** sl_code_write:
 * @path: of the script; ".csv" takes the place of its ending for the data
 * Writes both; a failure leaves old files whole. @stop: (nullable) as for
 * sl_problem_csv_write(). Errors: SL_ERROR_ARGUMENT, SL_ERROR_WRITE, SL_ERROR_CANCELLED.
 */
gboolean sl_code_write (const SlCodeType *type,
                        const SlCodeCase *context,
                        const char *path,
                        const gint *stop,
                        GError **error);

/** sl_code_data_path: Returns (transfer full) where the data of the script @path goes. */
char *sl_code_data_path (const char *path);

G_END_DECLS
