/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/memory.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/training/training-private.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

static const double GIGABYTE = 1024.0 * 1024 * 1024;

/* Sums over the layers. */
typedef struct
{
  gint64 weights, units; /* all weights; outputs of all layers */
  gint64 inputs;         /* of the layers that drop some of theirs */
  gint64 widest;         /* hidden layer */
} Shape;

static Shape
shape_of (const SlConfig *config, const SlDataset *dataset)
{
  const SlLossType *loss = config->loss ? config->loss : sl_loss_for_task (dataset->task);
  gint64 inputs = dataset->d;
  Shape shape = {0};
  for (int l = 0; l <= config->hidden.n; l++) {
    gboolean is_hidden = l < config->hidden.n;
    gint64 outputs =
        is_hidden ? config->hidden.units[l] : loss->outputs (dataset->n_classes);
    shape.weights += inputs * outputs;
    shape.units += outputs;
    shape.inputs += sl_config_dropout (config, l) > 0 ? inputs : 0;
    shape.widest = is_hidden ? MAX (shape.widest, outputs) : shape.widest;
    inputs = outputs;
  }
  return shape;
}

gint64
sl_training_bytes (const SlConfig *config, const SlProblem *problem)
{
  Shape shape = shape_of (config, problem->dataset);
  gint64 rows = problem->train.n, number = sizeof (float);
  gint64 batch = config->batch_size == 0 ? rows : MIN (config->batch_size, rows);
  gint64 copies = 2 + config->optimizer->n_slots + (config->early_stopping > 0);
  return (shape.weights + shape.units) * (copies * number + 2) +
         MAX (batch, SL_EVALUATION_ROWS) *
             ((shape.units + 2 * shape.widest) * number + shape.inputs * (number + 1)) +
         batch * problem->dataset->d * number;
}

/* Bytes of memory in this machine; as many as there can be when it does not tell. */
static double
machine_bytes (void)
{
  long pages = sysconf (_SC_PHYS_PAGES), size = sysconf (_SC_PAGE_SIZE);
  return pages > 0 && size > 0 ? (double) pages * (double) size : (double) G_MAXINT64;
}

gboolean
sl_training_check_memory (const SlConfig *config,
                          const SlProblem *problem,
                          GError **error)
{
  double wanted = (double) sl_training_bytes (config, problem), there = machine_bytes ();
  SlConfig small = *config;
  if (wanted <= there)
    return TRUE;
  g_autofree char *wants = sl_number_text (wanted / GIGABYTE, 3);
  g_autofree char *has = sl_number_text (there / GIGABYTE, 3);
  small.batch_size = 1;
  gboolean by_batch = (double) sl_training_bytes (&small, problem) <= there;
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               by_batch ? _ ("batch-size: minibatches of this size would need about %s "
                             "GB, and this machine has %s; choose a smaller one")
                        : _ ("hidden: these layers would need about %s GB, and this "
                             "machine has %s; choose fewer units"),
               wants, has);
  return FALSE;
}
