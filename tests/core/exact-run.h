/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"

/* A run without hidden layers beside the exact solution of the same problem. */

/** SlTestStage: so many epochs at this learning rate. */
typedef struct
{
  int epochs;
  double learning_rate;
} SlTestStage;

/** test_run_stages: Returns (transfer full) the run of @text (test_configure()) after all
 * stages up to the first without epochs; the learning rate changes as a learner's would.
 */
SlTraining *test_run_stages (const char *text, const SlTestStage *stages);

/** test_fit: Returns (transfer full) the exact solution of what @training works on. */
SlFit *test_fit (const SlTraining *training);

/** SlTestDistance: how far the weights are from the exact ones. */
typedef struct
{
  double largest;  /* of the exact weights, by size */
  double distance; /* largest difference between a weight and the exact one */
  int support;     /* weights that are 0 in one and not in the other */
} SlTestDistance;

/** test_distance: compares the weights of @training with @fit. */
SlTestDistance test_distance (const SlTraining *training, const SlFit *fit);
