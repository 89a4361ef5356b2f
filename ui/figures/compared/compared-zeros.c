/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/peer-curves.h"
#include "ui/figures/phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Weights that nothing reaches end at zero under L2 too; those are told apart. */
static SlTraceId
zeros_trace (const SlSnapshot *snapshot)
{
  return SL_TRACE_ZEROS_PENALTY;
}

static double
zeros_point (const SlSnapshot *snapshot, double y)
{
  return 100.0 * y / (double) MAX (snapshot->total.weights, 1);
}

/* A share: the axis never moves. */
static SlScale
zeros_scale (const SlFigureView *view, double min, double max)
{
  return sl_scale_from_zero (100.0);
}

static char *
share_text (gint64 zeros, gint64 unreached, gint64 weights)
{
  g_autofree char *share = sl_phrase_number (
      100.0 * (double) (zeros - unreached) / (double) MAX (weights, 1), 3);
  g_autofree char *some = sl_phrase_count (unreached);

  return unreached > 0 ? g_strdup_printf (_ ("%s %% (and %s unreached)"), share, some)
                       : g_strdup_printf (_ ("%s %%"), share);
}

static char *
zeros_value (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return share_text (row->zeros, row->zeros_unreached, row->weights);
}

static char *
now_value (const SlSnapshot *snapshot)
{
  const SlHistogram *h = &snapshot->total.histogram;

  return share_text (h->zeros, h->zeros_unreached, snapshot->total.weights);
}

static const SlPeerCurves figure = {.point = zeros_point,
                                    .trace = zeros_trace,
                                    .scale = zeros_scale,
                                    .value = zeros_value};

static void
zeros_draw (cairo_t *cr,
            double width,
            double height,
            const SlSnapshot *snapshot,
            const SlFigureView *view,
            const SlTheme *theme)
{
  sl_peer_curves_draw (&figure, cr, width, height, snapshot, view, theme);
}

static char *
zeros_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  return g_strdup (_ ("by the penalty, in percent"));
}

static char *
zeros_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_auto (SlPeers) peers = {0};

  sl_peers_init (&peers, view);
  if (peers.n == 0)
    return sl_peers_waiting (&peers, snapshot);
  return sl_peers_describe (
      &peers, _ ("The share of weights that the penalty made exactly zero is"),
      now_value);
}

static void
zeros_probe (double width,
             double height,
             const SlSnapshot *snapshot,
             const SlFigureView *view,
             const SlTheme *theme,
             double px,
             double py,
             SlProbe *probe)
{
  sl_peer_curves_probe (&figure, width, height, view, theme, px, py, probe);
}

extern const SlFigureType sl_figure_compared_zeros;
const SlFigureType sl_figure_compared_zeros = {
    .kind = {"compared-zeros", N_ ("Zeros compared"),
             N_ ("Which share of its weights the penalty of each run has made exactly "
                 "zero; those "
                 "that nothing reaches are left out.")},
    .subtitle = zeros_subtitle,
    .draw = zeros_draw,
    .describe = zeros_describe,
    .probe = zeros_probe,
    .caption = sl_peers_caption,
};
