/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/config.h"

G_BEGIN_DECLS

/* The libraries a penalty is translated into. */
typedef enum {
  SL_LIBRARY_KERAS,
  SL_LIBRARY_PYTORCH,
  SL_LIBRARY_SKLEARN,
  SL_LIBRARY_GLMNET,
  SL_N_LIBRARIES
} SlLibrary;

/** SlTranslationCase: what a translation depends on beside the settings. */
typedef struct
{
  SlTask task;
  int n_train;      /* rows of the training part */
  double target_sd; /* population sd of the raw target there; 1 for classes */
} SlTranslationCase;

/** sl_translation_case: @problem: Returns the case it makes. O(n) for raw targets. */
SlTranslationCase sl_translation_case (const SlProblem *problem);

/** sl_library_name: Returns the library's name, the same in every language. */
const char *sl_library_name (SlLibrary library);

/** sl_translation_text:
 * @config: the penalty with λ and ρ as they act, and the shape of the model
 * Returns (transfer full) (nullable) code for @library that minimises the same objective
 * on inputs and target as the model sees them (PRODUCT.md §1), in one line, or two when a
 * standardised target gives the raw one a line of its own. NULL = no counterpart. Pure.
 */
char *sl_translation_text (SlLibrary library,
                           const SlConfig *config,
                           const SlTranslationCase *context);

/** sl_translation_note: Returns a sentence, marked for translation, that says on what the
 * lines are exact: "on standardised inputs and target". */
const char *sl_translation_note (const SlConfig *config, const SlDataset *dataset);

G_END_DECLS
