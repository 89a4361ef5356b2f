/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/earlier.h"

#include <math.h>

#define GHOST_OPACITY  0.3
#define PINNED_OPACITY 0.6
#define WIDTH          1.2

/* Whether losses and scores of two runs can share an axis. */
static gboolean
is_comparable (const SlSnapshot *a, const SlSnapshot *b)
{
  return a->n_layers > 0 && b->n_layers > 0 && a->task == b->task &&
         a->config.loss == b->config.loss;
}

int
sl_earlier_looks (const SlSnapshot *snapshot,
                  const SlFigureView *view,
                  gboolean same_score,
                  SlEarlierLook *looks)
{
  const SlEarlierRuns *runs = view->earlier;
  int n = 0;

  if (runs == NULL)
    return 0;
  /* A run that was taken up again is no ghost of itself. */
  if (runs->ghost != NULL && runs->ghost->run != snapshot->run &&
      (!same_score || is_comparable (snapshot, runs->ghost)))
    looks[n++] = (SlEarlierLook){.snapshot = runs->ghost, .opacity = GHOST_OPACITY};
  for (int i = 0; i < SL_MAX_PINNED; i++) {
    if (runs->pinned[i] == NULL ||
        (same_score && !is_comparable (snapshot, runs->pinned[i])))
      continue;
    looks[n++] = (SlEarlierLook){.snapshot = runs->pinned[i],
                                 .letter = {(char) ('A' + i), '\0'},
                                 .dash = sl_style_run_dash (i),
                                 .opacity = PINNED_OPACITY};
  }
  return n;
}

SlScale
sl_earlier_epochs (const SlSnapshot *snapshot, const SlFigureView *view)
{
  SlEarlierLook looks[SL_MAX_EARLIER];
  int n = sl_earlier_looks (snapshot, view, FALSE, looks);
  SlScale scale = sl_epochs_scale (snapshot);

  for (int i = 0; i < n; i++)
    scale.hi = fmax (scale.hi, sl_epochs_scale (looks[i].snapshot).hi);
  return scale;
}

void
sl_earlier_range (const SlSnapshot *snapshot,
                  const SlFigureView *view,
                  gboolean same_score,
                  SlTraceId id,
                  gboolean above_zero,
                  double *min,
                  double *max)
{
  SlEarlierLook looks[SL_MAX_EARLIER];
  int n = sl_earlier_looks (snapshot, view, same_score, looks);

  for (int i = 0; i < n; i++)
    sl_epochs_range (&looks[i].snapshot->traces[id], above_zero, min, max);
}

void
sl_earlier_letter (SlKit *kit, const SlEarlierLook *look, double x, double y, SlRole role)
{
  if (look->letter[0] != '\0')
    sl_text_draw (kit, &(SlText){.string = look->letter,
                                 .style = SL_TEXT_STRONG,
                                 .color = sl_style_label (kit->theme, role),
                                 .x = x,
                                 .y = y,
                                 .ay = 1.0});
}

int
sl_earlier_draw (SlKit *kit,
                 const SlFrame *frame,
                 const SlSnapshot *snapshot,
                 const SlFigureView *view,
                 gboolean same_score,
                 SlTraceId id,
                 SlRole role,
                 SlBox *letters)
{
  SlEarlierLook looks[SL_MAX_EARLIER];
  int n = sl_earlier_looks (snapshot, view, same_score, looks);

  double side = sl_text_height (kit, SL_TEXT_STRONG);
  int n_letters = 0;

  for (int i = 0; i < n; i++) {
    SlColor color = sl_style_fill (kit->theme, role);
    SlStroke stroke = {.color = sl_color_fade (color, looks[i].opacity),
                       .width = WIDTH,
                       .dash = looks[i].dash};
    SlCurve curve;
    sl_epochs_curve (&curve, looks[i].snapshot, id, frame);
    sl_mark_curve (kit, &frame->area, &curve, &stroke);
    int last = sl_curve_last (&curve);
    if (last >= 0 && looks[i].letter[0] != '\0') {
      double right = frame->area.x + frame->area.width - kit->em;
      SlBox box = {fmin (curve.x[last], right), curve.y[last] - side, side, side};
      sl_earlier_letter (kit, &looks[i], box.x, box.y + side, role);
      letters[n_letters++] = box;
    }
    sl_curve_clear (&curve);
  }
  return n_letters;
}
