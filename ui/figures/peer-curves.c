/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/peer-curves.h"
#include "ui/figures/hint.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { MAX_POINTS = 2 * SL_TRACE_BUCKETS };
#define WIDTH 1.9

/* The points of @peer's curve. Returns how many. */
static int
get_points (const SlPeerCurves *figure, const SlPeer *peer, double *x, double *y)
{
  const SlSnapshot *run = peer->snapshot;
  int n = sl_trace_points (&run->traces[figure->trace (run)], x, y);

  for (int i = 0; i < n; i++)
    y[i] = figure->point (run, y[i]);
  return n;
}

static void
lay_out (const SlPeerCurves *figure,
         SlKit *kit,
         SlFrame *frame,
         double width,
         double height,
         const SlPeers *peers,
         const SlFigureView *view)
{
  double x[MAX_POINTS], y[MAX_POINTS], min = INFINITY, max = 0.0;

  for (int k = 0; k < peers->n; k++) {
    int n = get_points (figure, &peers->runs[k], x, y);
    for (int i = 0; i < n; i++) {
      if (!isfinite (y[i]) || (view->log_scale && y[i] <= 0.0))
        continue;
      min = fmin (min, y[i]);
      max = fmax (max, y[i]);
    }
  }
  *frame = (SlFrame){.x = sl_peers_epochs (peers),
                     .y = figure->scale (view, min, max),
                     .x_title = _ ("epoch"),
                     .x_whole = TRUE};
  sl_frame_layout (kit, frame, &(SlBox){0, 0, width, height});
}

static void
draw_curves (const SlPeerCurves *figure,
             SlKit *kit,
             const SlFrame *frame,
             const SlPeers *peers)
{
  SlCurve curves[SL_MAX_PINNED] = {0};
  SlCurveLabel labels[SL_MAX_PINNED];
  char *texts[SL_MAX_PINNED] = {0};
  int n = 0;

  /* The first is on top, where curves coincide. */
  for (int k = peers->n - 1; k >= 0; k--) {
    const SlPeer *peer = &peers->runs[k];
    double x[MAX_POINTS], y[MAX_POINTS];
    SlStroke stroke = {.color = sl_style_run_fill (kit->theme, peer->place),
                       .width = WIDTH,
                       .dash = sl_style_run_dash (peer->place)};
    sl_curve_init (&curves[k], frame, get_points (figure, peer, x, y), x, y);
    sl_mark_curve (kit, &frame->area, &curves[k], &stroke);
  }
  for (int k = 0; k < peers->n; k++) {
    texts[k] = sl_peer_label (&peers->runs[k]);
    if (sl_curve_last (&curves[k]) >= 0)
      labels[n++] =
          (SlCurveLabel){.text = texts[k],
                         .color = sl_style_run_label (kit->theme, peers->runs[k].place),
                         .curve = &curves[k]};
  }
  sl_legend_place (kit, &frame->area, labels, n, NULL, 0);
  sl_legend_draw (kit, labels, n);
  for (int k = 0; k < peers->n; k++) {
    sl_curve_clear (&curves[k]);
    g_free (texts[k]);
  }
}

void
sl_peer_curves_draw (const SlPeerCurves *figure,
                     cairo_t *cr,
                     double width,
                     double height,
                     const SlSnapshot *snapshot,
                     const SlFigureView *view,
                     const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_auto (SlPeers) peers = {0};
  SlFrame frame;

  sl_kit_init (&kit, cr, theme);
  sl_peers_init (&peers, view);
  if (sl_peers_hint (&kit, &peers, snapshot, width, height))
    return;
  lay_out (figure, &kit, &frame, width, height, &peers, view);
  if (!sl_frame_is_drawable (&frame))
    return;
  sl_frame_draw (&kit, &frame);
  draw_curves (figure, &kit, &frame, &peers);
  if (sl_hint_press_play (&kit, peers.runs[0].snapshot))
    sl_hint_draw (&kit, &frame.area, _ ("Press Space to train"));
}

void
sl_peer_curves_probe (const SlPeerCurves *figure,
                      double width,
                      double height,
                      const SlFigureView *view,
                      const SlTheme *theme,
                      double px,
                      double py,
                      SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  g_auto (SlPeers) peers = {0};
  SlFrame frame;

  *probe = (SlProbe){0};
  sl_peers_init (&peers, view);
  if (peers.n == 0)
    return;
  sl_kit_init (&kit, NULL, theme);
  lay_out (figure, &kit, &frame, width, height, &peers, view);
  if (!sl_frame_contains (&frame, px, py))
    return;
  double epoch = round (sl_scale_invert (&frame.x, px));
  g_autoptr (GString) text = g_string_new (NULL);
  if (isnan (epoch))
    return;
  epoch = fmax (epoch, 0.0);
  g_string_append_printf (text, _ ("epoch %d"), (int) epoch);
  for (int k = 0; k < peers.n; k++) {
    const SlPeer *peer = &peers.runs[k];
    if (epoch >= (double) peer->snapshot->history.n)
      continue;
    g_autofree char *value = figure->value (
        peer->snapshot, sl_log_item (&peer->snapshot->history, (size_t) epoch));
    g_autofree char *label = sl_peer_label (peer);
    g_string_append_printf (text, "\n%s: %s", label, value);
  }
  sl_peers_say (probe, text->str);
  sl_epochs_point (probe, &frame, &frame.area, (int) epoch, py);
}
