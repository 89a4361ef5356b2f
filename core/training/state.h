/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/training.h"

G_BEGIN_DECLS

/* What a training is: its configuration, its data (which follow from the configuration),
 * the parts listed here, the history and the events. Everything else it holds is scratch
 * and made anew. A copy copies this list, and a file that is to give the training back
 * has to hold it. */

typedef enum {
  SL_STATE_BYTE, /* guint8 */
  SL_STATE_INT,  /* int and gboolean */
  SL_STATE_INT64,
  SL_STATE_UINT64,
  SL_STATE_FLOAT,
  SL_STATE_DOUBLE,
  SL_STATE_TEXT,    /* bytes up to and with the NUL */
  SL_STATE_TRACE,   /* SlTrace */
  SL_STATE_MEASURE, /* SlWeightMeasure */
} SlStateType;

/** SlStatePart: some numbers of one type in a training. */
typedef struct
{
  const char *id; /* static: "weights", "optimizer-1" */
  SlStateType type;
  size_t n;      /* elements */
  void *values;  /* Borrowed (n); NULL when the training has none of these now */
  void *pointer; /* Borrowed, nullable: where the training keeps its pointer to the
                    values; NULL for those inside it */
} SlStatePart;

/** sl_training_state:
 * @n: (out) how many
 * Returns (transfer full) the parts of @training, always the same ones in the same order;
 * values may be read, and written as long as they make sense together. */
SlStatePart *sl_training_state (SlTraining *training, size_t *n);

/** sl_training_take_logs: @history, @events: (transfer full) stand in place of its own,
 * with a row for each epoch up to the one its state says, and the one before training. */
void sl_training_take_logs (SlTraining *training, SlLog *history, SlLog *events);

/** sl_state_size: Returns the bytes of one element. */
size_t sl_state_size (SlStateType type);

G_END_DECLS
