/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/peers.h"
#include "ui/figures/phrase.h"
#include "ui/figures/weight-image.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static int
layer_of (const SlSnapshot *snapshot, const SlFigureView *view)
{
  return CLAMP (view->layer, 0, snapshot->n_layers - 1);
}

static const SlWeightsView *
weights_of (const SlPeer *peer, const SlFigureView *view)
{
  return sl_snapshot_weights (peer->snapshot, layer_of (peer->snapshot, view));
}

/* One shade means the same |w| in all of them. */
static double
strongest_of (const SlPeers *peers, const SlFigureView *view)
{
  double strongest = 0.0;

  for (int i = 0; i < peers->n; i++) {
    const SlWeightsView *weights = weights_of (&peers->runs[i], view);
    if (weights != NULL && weights->rows > 0 && weights->cols > 0)
      strongest = fmax (strongest, sl_weight_strongest (weights));
  }
  return strongest;
}

static double
footer_height (SlKit *kit)
{
  return 1.5 * sl_text_height (kit, SL_TEXT_LABEL);
}

/* @panel: without its title. Returns whether there is anything in it. */
static gboolean
make_grid (SlKit *kit,
           SlWeightGrid *grid,
           const SlBox *panel,
           const SlPeer *peer,
           const SlFigureView *view)
{
  const SlWeightsView *weights = weights_of (peer, view);
  const SlProblem *problem = peer->snapshot->problem;

  if (weights == NULL || weights->rows == 0 || weights->cols == 0)
    return FALSE;
  gboolean images = weights->layer == 0 && problem != NULL;
  const SlDataset *set = images ? problem->dataset : NULL;
  SlBox room = {panel->x + 1, panel->y + 1, panel->width - 2, panel->height - 2};
  if (!(room.width > 0.0) || !(room.height > 0.0))
    return FALSE;
  sl_weight_grid_init (grid, weights, images ? set->width : 0,
                       images ? set->height * set->channels : 0, &room, 3.4 * kit->em);
  return grid->box.width > 0.0 && grid->box.height > 0.0;
}

static void
draw_legend (SlKit *kit, double strongest, double width, double height)
{
  g_autofree char *limit = sl_phrase_number (strongest, 3);
  g_autofree char *text = g_strdup_printf (
      _ ("green + · gold − · blank = exactly zero · full colour = ±%s"), limit);

  sl_text_draw (kit, &(SlText){.string = text,
                               .color = sl_style_ink (kit->theme, SL_INK_MUTED),
                               .x = width / 2,
                               .y = height,
                               .ax = 0.5,
                               .ay = 1.0,
                               .width = width,
                               .lines = 1});
}

static void
weights_draw (cairo_t *cr,
              double width,
              double height,
              const SlSnapshot *snapshot,
              const SlFigureView *view,
              const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_auto (SlPeers) peers = {0};

  sl_kit_init (&kit, cr, theme);
  sl_peers_init (&peers, view);
  if (sl_peers_hint (&kit, &peers, snapshot, width, height))
    return;
  double strongest = strongest_of (&peers, view);
  double room = height - footer_height (&kit);
  for (int i = 0; i < peers.n; i++) {
    SlBox panel = sl_peers_panel (&peers, i, width, room);
    g_autofree char *title = sl_peer_label (&peers.runs[i]);
    SlWeightGrid grid;
    sl_peers_draw_title (&kit, &peers.runs[i], title, &panel);
    if (!make_grid (&kit, &grid, &panel, &peers.runs[i], view))
      continue;
    sl_weight_image_draw (&kit, &grid, weights_of (&peers.runs[i], view), strongest);
    sl_weight_grid_draw_lines (&kit, &grid);
  }
  if (room > 0.0 && strongest > 0.0)
    draw_legend (&kit, strongest, width, height);
}

static char *
weights_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_auto (SlPeers) peers = {0};

  sl_peers_init (&peers, view);
  if (peers.n == 0)
    return g_strdup ("");
  g_autofree char *by = sl_peers_subtitle (&peers);
  g_autofree char *layer =
      sl_phrase_layer (peers.runs[0].snapshot, layer_of (peers.runs[0].snapshot, view));
  return g_strdup_printf ("%s %s", layer, by);
}

static char *
left_value (const SlSnapshot *snapshot)
{
  g_autofree char *left =
      sl_phrase_count (snapshot->total.weights - snapshot->total.histogram.zeros);
  g_autofree char *all = sl_phrase_count (snapshot->total.weights);

  return g_strdup_printf (_ ("%s of %s"), left, all);
}

static char *
weights_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_auto (SlPeers) peers = {0};

  sl_peers_init (&peers, view);
  if (peers.n == 0)
    return sl_peers_waiting (&peers, snapshot);
  return sl_peers_describe (&peers, _ ("The weights that are not zero number"),
                            left_value);
}

static void
weights_probe (double width,
               double height,
               const SlSnapshot *snapshot,
               const SlFigureView *view,
               const SlTheme *theme,
               double px,
               double py,
               SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  g_auto (SlPeers) peers = {0};
  SlWeightGrid grid;

  *probe = (SlProbe){0};
  sl_kit_init (&kit, NULL, theme);
  sl_peers_init (&peers, view);
  double room = height - footer_height (&kit);
  int i = sl_peers_at (&peers, width, room, px, py);
  if (i < 0)
    return;
  const SlPeer *peer = &peers.runs[i];
  SlBox panel = sl_peers_panel (&peers, i, width, room);
  double title = fmin (sl_peers_title_height (&kit), panel.height);
  panel.y += title;
  panel.height -= title;
  if (!make_grid (&kit, &grid, &panel, peer, view))
    return;
  sl_weight_grid_probe (&grid, peer->snapshot, weights_of (peer, view), px, py, probe);
  if (probe->text[0] == '\0')
    return;
  g_autofree char *text = g_strdup_printf ("%s\n%s", peer->letter, probe->text);
  sl_peers_say (probe, text);
}

extern const SlFigureType sl_figure_compared_weights;
const SlFigureType sl_figure_compared_weights = {
    .kind = {"compared-weights", N_ ("Weights compared"),
             N_ ("Every weight of one layer of each run as a cell, in the same shades: "
                 "blank is exactly zero.")},
    .has_layers = TRUE,
    .needs_weights = TRUE,
    .subtitle = weights_subtitle,
    .draw = weights_draw,
    .describe = weights_describe,
    .probe = weights_probe,
    .caption = sl_peers_caption,
};
