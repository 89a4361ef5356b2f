/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/epochs.h"

#include <math.h>

enum { LEAST_EPOCHS = 10 };

SlScale
sl_epochs_scale (const SlSnapshot *snapshot)
{
  double last = (double) snapshot->epoch + (snapshot->batch > 0 ? 1.0 : 0.0);

  last = fmax (last, (double) snapshot->history.n - 1.0);
  last = fmax (last, snapshot->traces[SL_TRACE_TRAIN_LOSS].n - 1.0);
  return sl_scale_from_zero (fmax (last, LEAST_EPOCHS));
}

void
sl_epochs_curve (SlCurve *curve,
                 const SlSnapshot *snapshot,
                 SlTraceId id,
                 const SlFrame *frame)
{
  double x[2 * SL_TRACE_BUCKETS], y[2 * SL_TRACE_BUCKETS];
  int n = sl_trace_points (&snapshot->traces[id], x, y);

  sl_curve_init (curve, frame, n, x, y);
}

void
sl_epochs_range (const SlTrace *trace, gboolean above_zero, double *min, double *max)
{
  for (int i = 0; i < trace->used; i++) {
    for (int k = 0; k < 2; k++) {
      double y = trace->buckets[i].y[k];
      if (!isfinite (y) || (above_zero && y <= 0.0))
        continue;
      *min = fmin (*min, y);
      *max = fmax (*max, y);
    }
  }
}

const SlHistoryRow *
sl_epochs_row_at (const SlSnapshot *snapshot, const SlFrame *frame, double x)
{
  size_t n = snapshot->history.n;
  double epoch = round (sl_scale_invert (&frame->x, x));

  if (n == 0 || isnan (epoch))
    return NULL;
  return sl_log_item (&snapshot->history, (size_t) CLAMP (epoch, 0.0, (double) n - 1.0));
}

void
sl_epochs_point (SlProbe *probe,
                 const SlFrame *frame,
                 const SlBox *area,
                 int epoch,
                 double py)
{
  probe->x = sl_scale_map (&frame->x, epoch);
  probe->y = py;
  probe->has_x = TRUE;
  probe->left = area->x;
  probe->top = area->y;
  probe->width = area->width;
  probe->height = area->height;
}
