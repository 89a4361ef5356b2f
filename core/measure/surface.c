/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/measure/surface.h"

#include "core/data/generators/points.h"
#include "core/data/scale.h"
#include "core/data/summary.h"

#include <math.h>

/* Weights times cells, at most, and the fewest cells a side. */
#define PRODUCTS 2e7
enum { MIN_SIZE = 12 };

/* Room around the outermost points, as a share of their range. */
#define MARGIN 0.06

gboolean
sl_surface_fits (const SlDataset *dataset)
{
  return dataset->d == 2 || sl_points_are_derived (dataset);
}

static void
set_range (const SlDataset *dataset, int column, double *lo, double *hi)
{
  SlColumnSummary s = sl_dataset_summarize (dataset, column);
  double room = MARGIN * (s.max - s.min);

  *lo = s.n > 0 ? s.min - room : 0.0;
  *hi = s.n > 0 ? s.max + room : 0.0;
  if (!(*hi > *lo)) {
    *lo -= 1.0;
    *hi += 1.0;
  }
}

/* The middle of cell @i of @size between @lo and @hi. */
static double
middle (double lo, double hi, int size, int i)
{
  return lo + (hi - lo) * (i + 0.5) / size;
}

/* @X: (size, d) row @r of the cells, scaled as the network sees it. */
static void
fill_row (const SlSurface *surface, const SlProblem *problem, int r, float *X)
{
  int d = problem->dataset->d;

  for (int c = 0; c < surface->size; c++) {
    float *x = X + (size_t) c * d;

    sl_points_fill (d, x, middle (surface->x_lo, surface->x_hi, surface->size, c),
                    middle (surface->y_lo, surface->y_hi, surface->size, r));
    for (int j = 0; j < d; j++)
      x[j] = sl_scale_apply (x[j], (double) problem->mean[j], (double) problem->scale[j]);
  }
}

/* The share that class @winner has of all, by the outputs (m) of one row. */
static double
share_of (int m, const float *out, int winner)
{
  double sum = 0.0;

  if (m == 1)
    return 1.0 / (1.0 + exp (-fabs ((double) out[0])));
  for (int k = 0; k < m; k++)
    sum += exp ((double) out[k] - (double) out[winner]);
  return 1.0 / sum;
}

static void
read_outputs (SlSurface *surface,
              const SlProblem *problem,
              int r,
              int m,
              const float *out)
{
  for (int c = 0; c < surface->size; c++) {
    int cell = r * surface->size + c;
    const float *o = out + (size_t) c * m;
    gboolean finite = TRUE;

    for (int k = 0; k < m; k++)
      finite = finite && isfinite (o[k]);
    surface->winner[cell] = -1;
    surface->value[cell] = NAN;
    if (!finite)
      continue;
    if (problem->dataset->task == SL_TASK_REGRESSION) {
      surface->value[cell] =
          (float) ((double) o[0] * problem->target_scale + problem->target_mean);
      continue;
    }
    surface->winner[cell] = (gint16) sl_loss_class (m, o);
    surface->value[cell] = (float) share_of (m, o, surface->winner[cell]);
  }
}

void
sl_surface_fill (SlSurface *surface, const SlNetwork *network, const SlProblem *problem)
{
  const SlDataset *dataset = problem->dataset;
  double room = sqrt (PRODUCTS / (double) MAX (network->n_weights, (size_t) 1));
  SlPass *pass;
  g_autofree float *X = NULL;

  g_return_if_fail (sl_surface_fits (dataset));

  *surface = (SlSurface){.size = (int) CLAMP (room, MIN_SIZE, SL_SURFACE_SIZE)};
  set_range (dataset, 0, &surface->x_lo, &surface->x_hi);
  set_range (dataset, 1, &surface->y_lo, &surface->y_hi);
  if (dataset->task == SL_TASK_REGRESSION) {
    SlColumnSummary z = sl_dataset_summarize (dataset, dataset->d);

    surface->z_lo = z.min;
    surface->z_hi = z.max;
  }
  pass = sl_pass_new (network, surface->size);
  X = g_new (float, (size_t) surface->size * dataset->d);
  for (int r = 0; r < surface->size; r++) {
    fill_row (surface, problem, r, X);
    read_outputs (surface, problem, r, network->layers[network->n_layers - 1].outputs,
                  sl_pass_forward (pass, network, surface->size, X));
  }
  sl_pass_free (pass);
}

int
sl_surface_cell (const SlSurface *surface, double x, double y)
{
  double c =
      floor ((x - surface->x_lo) / (surface->x_hi - surface->x_lo) * surface->size);
  double r =
      floor ((y - surface->y_lo) / (surface->y_hi - surface->y_lo) * surface->size);

  if (!(c >= 0.0 && c < surface->size && r >= 0.0 && r < surface->size))
    return -1;
  return (int) r * surface->size + (int) c;
}
