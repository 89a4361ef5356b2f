/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/network-layout.h"

#include "ui/plots/scale.h"
#include "ui/plots/text.h"

#include <math.h>

/* How near the pointer has to come to a link, px. */
#define NEAR_LINK 3.0

double
sl_network_column_x (const SlNetworkLayout *layout, int c)
{
  return layout->left + c * layout->step;
}

double
sl_network_unit_y (const SlNetworkLayout *layout, int c, int k)
{
  return layout->top + layout->height * (k + 0.5) / layout->graph->columns[c].n;
}

double
sl_network_unit_radius (const SlNetworkLayout *layout, int c)
{
  double room = layout->height / layout->graph->columns[c].n;

  return CLAMP (0.36 * room, 0.8, fmin (6.0, 0.2 * layout->step));
}

/* A round number not below the largest |w| that is drawn. */
static double
strongest_link (const SlGraph *graph)
{
  double largest = 0.0;

  for (int l = 0; l < graph->n_layers; l++) {
    int links = graph->columns[l].n * graph->columns[l + 1].n;
    for (int i = 0; i < links; i++)
      if (isfinite (graph->W[l][i]))
        largest = fmax (largest, fabs ((double) graph->W[l][i]));
  }
  return sl_scale_round_up (largest);
}

void
sl_network_layout_init (SlKit *kit,
                        SlNetworkLayout *layout,
                        double width,
                        double height,
                        const SlGraph *graph)
{
  double line = sl_text_height (kit, SL_TEXT_LABEL);
  double margin = fmin (3.2 * kit->em, 0.15 * width);

  *layout = (SlNetworkLayout){.graph = graph, .strongest = strongest_link (graph)};
  layout->left = margin;
  layout->step = fmax (width - 2.0 * margin, 0.0) / graph->n_layers;
  layout->top = 0.4 * line;
  layout->text = height - 3.3 * line;
  layout->height = fmax (layout->text - layout->top - 0.4 * line, 0.0);
}

gboolean
sl_network_is_drawable (const SlNetworkLayout *layout)
{
  return layout->step >= 6.0 && layout->height >= 24.0;
}

int
sl_network_shown_unit (const SlGraph *graph, int c, int unit)
{
  for (int k = 0; k < graph->columns[c].n; k++)
    if (graph->columns[c].index[k] == unit)
      return k;
  return -1;
}

gboolean
sl_network_find_unit (const SlNetworkLayout *layout, double px, double py, int *c, int *k)
{
  double column = round ((px - layout->left) / layout->step);

  if (!(column >= 0.0 && column <= layout->graph->n_layers))
    return FALSE;
  *c = (int) column;
  int n = layout->graph->columns[*c].n;
  *k = (int) CLAMP ((py - layout->top) / layout->height * n, 0.0, n - 1.0);
  double reach = sl_network_unit_radius (layout, *c) + 3.0;
  return fabs (px - sl_network_column_x (layout, *c)) <= reach &&
         fabs (py - sl_network_unit_y (layout, *c, *k)) <= reach;
}

int
sl_network_find_link (const SlNetworkLayout *layout,
                      double px,
                      double py,
                      gboolean zero,
                      int *l)
{
  const SlGraph *graph = layout->graph;
  double column = floor ((px - layout->left) / layout->step), nearest = NEAR_LINK;
  int best = -1;

  if (!(column >= 0.0 && column < graph->n_layers))
    return -1;
  *l = (int) column;
  int n = graph->columns[*l].n, m = graph->columns[*l + 1].n;
  double along = (px - sl_network_column_x (layout, *l)) / layout->step;
  for (int i = 0; i < n * m; i++) {
    if ((graph->W[*l][i] == 0.0f) != zero)
      continue;
    double from = sl_network_unit_y (layout, *l, i / m),
           to = sl_network_unit_y (layout, *l + 1, i % m);
    double steep = hypot (layout->step, to - from) / layout->step;
    double distance = fabs (from + along * (to - from) - py) / steep;
    if (distance < nearest) {
      nearest = distance;
      best = i;
    }
  }
  return best;
}
