/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/store/weights.h"

void
sl_weights_add (SlArchiveWriter *archive,
                const SlNetwork *network,
                const SlProblem *problem)
{
  gsize d = (gsize) network->layers[0].inputs;

  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    g_autofree char *W = g_strdup_printf ("W%d", l + 1);
    g_autofree char *b = g_strdup_printf ("b%d", l + 1);

    sl_archive_writer_add_array (archive, W, "f4", network->params + layer->W,
                                 (gsize) layer->inputs, (gsize) layer->outputs);
    sl_archive_writer_add_array (archive, b, "f4", network->params + layer->b, 0,
                                 (gsize) layer->outputs);
  }
  sl_archive_writer_add_array (archive, "mean", "f4", problem->mean, 0, d);
  sl_archive_writer_add_array (archive, "scale", "f4", problem->scale, 0, d);
}

gboolean
sl_weights_write (const SlNetwork *network,
                  const SlProblem *problem,
                  const char *path,
                  GError **error)
{
  g_autoptr (SlArchiveWriter) archive = NULL;

  g_return_val_if_fail (network != NULL && problem != NULL && path != NULL, FALSE);

  archive = sl_archive_writer_new (path, error);
  if (archive == NULL)
    return FALSE;
  sl_weights_add (archive, network, problem);
  return sl_archive_writer_finish (archive, error);
}
