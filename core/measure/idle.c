/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/measure/idle.h"

#include "core/base/clones.h"

#include <string.h>

size_t
sl_idle_first (const SlNetwork *network, int l)
{
  size_t first = 0;
  for (int i = 0; i < l; i++)
    first += network->layers[i].inputs;
  return first;
}

size_t
sl_idle_size (const SlNetwork *network)
{
  return sl_idle_first (network, network->n_layers);
}

/* Clears the flags (d) of columns in which the row x (d) differs from the row first (d).
 */
SL_CLONES static void
compare_row (int d,
             const float *restrict first,
             const float *restrict x,
             guint8 *restrict constant)
{
#pragma omp simd
  for (int j = 0; j < d; j++)
    constant[j] &= x[j] == first[j];
}

void
sl_idle_find_constant (const SlPart *part, guint8 *constant)
{
  enum { ROWS = 64 };
  int d = part->d;
  g_autofree float *scratch = g_new (float, (size_t) ROWS *d);
  g_autofree float *first = g_new (float, d);
  memset (constant, 1, d);
  for (int i = 0; i < part->n; i += ROWS) {
    int n = MIN (ROWS, part->n - i);
    const float *x = sl_part_rows (part, i, n, scratch);
    if (i == 0)
      memcpy (first, x, d * sizeof *first);
    for (int r = 0; r < n; r++)
      compare_row (d, first, x + (size_t) r * d, constant);
  }
}

static gboolean
all_zero (int m, const float *w)
{
  int j = 0;
  while (j < m && w[j] == 0)
    j++;
  return j == m;
}

void
sl_idle_fill (const SlNetwork *network, const guint8 *silent, guint8 *idle)
{
  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    int m = layer->outputs;
    for (int i = 0; i < layer->inputs; i++, silent++, idle++) {
      gboolean unheard = all_zero (m, network->params + layer->W + (size_t) i * m);
      *idle = (*silent ? SL_IDLE_SILENT : 0) | (unheard ? SL_IDLE_UNHEARD : 0);
    }
  }
}

int
sl_idle_count (size_t n, const guint8 *idle, guint bits)
{
  int count = 0;
  for (size_t i = 0; i < n; i++)
    count += (idle[i] & bits) != 0;
  return count;
}

gboolean
sl_idle_is_cut (const SlNetwork *network, const guint8 *silent)
{
  const SlLayer *layers = network->layers;
  gboolean cut = TRUE;
  g_autofree guint8 *reached = g_new (guint8, layers[0].inputs);
  memset (reached, 1, layers[0].inputs);
  for (int l = 0; l < network->n_layers; l++) {
    int m = layers[l].outputs;
    const float *W = network->params + layers[l].W;
    g_autofree guint8 *next = g_new0 (guint8, m);
    for (int i = 0; i < layers[l].inputs; i++, silent++)
      for (int j = 0; j < m && reached[i] && !*silent; j++)
        next[j] |= W[(size_t) i * m + j] != 0;
    cut = sl_idle_count (m, next, 1) == 0;
    g_free (reached);
    reached = g_steal_pointer (&next);
  }
  return cut;
}
