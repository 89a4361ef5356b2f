/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/peer-curves.h"
#include "ui/figures/phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
has_test (const SlSnapshot *snapshot)
{
  return snapshot->problem == NULL || snapshot->problem->test.n > 0;
}

static SlTraceId
loss_trace (const SlSnapshot *snapshot)
{
  return has_test (snapshot) ? SL_TRACE_TEST_LOSS : SL_TRACE_TRAIN_LOSS;
}

static double
loss_of (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return has_test (snapshot) ? row->test_loss : row->train_loss;
}

static double
loss_point (const SlSnapshot *snapshot, double y)
{
  return y;
}

static SlScale
loss_scale (const SlFigureView *view, double min, double max)
{
  return view->log_scale ? sl_scale_log (min, max) : sl_scale_from_zero (max);
}

static char *
loss_value (const SlSnapshot *snapshot, const SlHistoryRow *row)
{
  return sl_phrase_number (loss_of (snapshot, row), 5);
}

static char *
last_value (const SlSnapshot *snapshot)
{
  const SlHistoryRow *row = sl_snapshot_last (snapshot);

  return row != NULL ? sl_phrase_number (loss_of (snapshot, row), 4)
                     : g_strdup (_ ("unknown"));
}

static const SlPeerCurves figure = {.point = loss_point,
                                    .trace = loss_trace,
                                    .scale = loss_scale,
                                    .value = loss_value};

static void
loss_draw (cairo_t *cr,
           double width,
           double height,
           const SlSnapshot *snapshot,
           const SlFigureView *view,
           const SlTheme *theme)
{
  sl_peer_curves_draw (&figure, cr, width, height, snapshot, view, theme);
}

static char *
loss_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_auto (SlPeers) peers = {0};

  sl_peers_init (&peers, view);
  if (peers.n == 0)
    return g_strdup ("");
  g_autofree char *by = sl_peers_subtitle (&peers);
  return g_strdup_printf ("%s %s%s",
                          has_test (peers.runs[0].snapshot) ? _ ("of the test part")
                                                            : _ ("of the training part"),
                          by, view->log_scale ? _ (", log scale") : "");
}

static char *
loss_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_auto (SlPeers) peers = {0};

  sl_peers_init (&peers, view);
  if (peers.n == 0)
    return sl_peers_waiting (&peers, snapshot);
  return sl_peers_describe (&peers,
                            has_test (peers.runs[0].snapshot)
                                ? _ ("The test loss is now")
                                : _ ("The training loss is now"),
                            last_value);
}

static void
loss_probe (double width,
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

extern const SlFigureType sl_figure_compared_loss;
const SlFigureType sl_figure_compared_loss = {
    .kind =
        {"compared-loss", N_ ("Losses compared"),
         N_ ("How wrong each of the runs is on rows it has never seen, on one pair of "
             "axes.")},
    .has_log = TRUE,
    .log_default = TRUE,
    .subtitle = loss_subtitle,
    .draw = loss_draw,
    .describe = loss_describe,
    .probe = loss_probe,
    .caption = sl_peers_caption,
};
