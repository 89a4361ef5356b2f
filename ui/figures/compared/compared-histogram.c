/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/histogram-layout.h"
#include "ui/figures/peers.h"
#include "ui/figures/phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { BINS = SL_HISTOGRAM_BINS };

/* The measure of @peer that the view asks for; NULL when it has no such layer. */
static const SlWeightMeasure *
measure_of (const SlPeer *peer, const SlFigureView *view)
{
  return view->layer < peer->snapshot->n_layers
             ? sl_histogram_measure (peer->snapshot, view)
             : NULL;
}

/* The axes of the first run among the others are those of all. */
static void
lay_out (SlKit *kit,
         SlHistogramLayout *layout,
         double width,
         double height,
         const SlPeers *peers,
         const SlFigureView *view)
{
  sl_histogram_layout_init (kit, layout, width, height, peers->runs[0].snapshot, view);
}

/* The slot of a bar is shared by all runs, side by side. @hatched: how many of @count are
 * hatched, on top. */
static void
draw_slot (SlKit *kit,
           const SlHistogramLayout *layout,
           const SlBox *slot,
           const SlPeers *peers,
           int k,
           gint64 count,
           gint64 hatched)
{
  SlColor color = sl_style_run_fill (kit->theme, peers->runs[k].place);
  double width = slot->width / peers->n, base = layout->frame.y.start;
  double top = sl_histogram_top (layout, count);
  double middle = sl_histogram_top (layout, count - hatched);
  SlBox bar = {slot->x + k * width, middle, fmax (width - 1.0, 1.0), base - middle};

  sl_mark_bar (kit, &bar, color);
  if (hatched > 0)
    sl_mark_hatched_bar (kit, &(SlBox){bar.x, top, bar.width, middle - top}, color);
}

static void
draw_runs (SlKit *kit,
           const SlHistogramLayout *layout,
           const SlPeers *peers,
           const SlFigureView *view)
{
  /* The first is on top, where outlines coincide. */
  for (int k = peers->n - 1; k >= 0; k--) {
    const SlPeer *peer = &peers->runs[k];
    const SlWeightMeasure *m = measure_of (peer, view);
    SlStroke stroke = {.color = sl_style_run_fill (kit->theme, peer->place),
                       .width = 1.6,
                       .dash = sl_style_run_dash (peer->place)};
    if (m == NULL)
      continue;
    sl_histogram_draw_outline (kit, layout, &m->histogram, &stroke);
    draw_slot (kit, layout, &layout->zero, peers, k, m->histogram.zeros,
               m->histogram.zeros_unreached);
    draw_slot (kit, layout, &layout->near, peers, k, m->histogram.near, 0);
  }
}

/* What the legend says of a run; where there is little room, only its name. */
static char *
legend_text (const SlPeer *peer, const SlFigureView *view, gboolean brief)
{
  const SlWeightMeasure *m = measure_of (peer, view);
  char *label = sl_peer_label (peer);

  if (brief || m == NULL)
    return label;
  g_autofree char *name = label;
  gint64 unreached = m->histogram.zeros_unreached;
  g_autofree char *zeros = sl_count_text (m->histogram.zeros - unreached);
  g_autofree char *rest = sl_count_text (unreached);
  return unreached > 0
             ? g_strdup_printf (_ ("%s: %s zero, %s unreached"), name, zeros, rest)
             : g_strdup_printf (_ ("%s: %s exactly zero"), name, zeros);
}

/* At the right, where weights are few. */
static void
draw_legend (SlKit *kit,
             const SlHistogramLayout *layout,
             const SlPeers *peers,
             const SlFigureView *view)
{
  const SlBox *area = &layout->frame.area;
  double line = sl_peers_title_height (kit), room = 0.65 * area->width;

  for (int pass = 0; pass < 2; pass++) {
    char *texts[SL_MAX_PINNED];
    double widest = 0.0;
    for (int k = 0; k < peers->n; k++) {
      texts[k] = legend_text (&peers->runs[k], view, pass > 0);
      widest = fmax (widest, sl_text_width (kit, SL_TEXT_STRONG, texts[k]));
    }
    double width = fmin (widest + 3.0 * kit->em, room);
    gboolean fits = pass > 0 || widest + 3.0 * kit->em <= room;
    for (int k = 0; k < peers->n; k++) {
      SlBox row = {area->x + area->width - width, area->y + k * line, width, line};
      if (fits && row.y + line <= area->y + area->height)
        sl_peers_draw_title (kit, &peers->runs[k], texts[k], &row);
      g_free (texts[k]);
    }
    if (fits)
      return;
  }
}

static void
histogram_draw (cairo_t *cr,
                double width,
                double height,
                const SlSnapshot *snapshot,
                const SlFigureView *view,
                const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_auto (SlPeers) peers = {0};
  g_auto (SlHistogramLayout) layout = {0};

  sl_kit_init (&kit, cr, theme);
  sl_peers_init (&peers, view);
  if (sl_peers_hint (&kit, &peers, snapshot, width, height))
    return;
  lay_out (&kit, &layout, width, height, &peers, view);
  if (!sl_frame_is_drawable (&layout.frame))
    return;
  sl_frame_draw_y (&kit, &layout.frame);
  draw_runs (&kit, &layout, &peers, view);
  sl_frame_draw_x (&kit, &layout.frame);
  draw_legend (&kit, &layout, &peers, view);
}

static char *
histogram_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_auto (SlPeers) peers = {0};

  sl_peers_init (&peers, view);
  if (peers.n == 0)
    return g_strdup ("");
  g_autofree char *by = sl_peers_subtitle (&peers);
  g_autofree char *layers =
      view->layer >= 0 && view->layer < peers.runs[0].snapshot->n_layers
          ? sl_phrase_layer (peers.runs[0].snapshot, view->layer)
          : g_strdup (_ ("all layers"));
  return g_strdup_printf ("%s %s%s", layers, by,
                          view->log_scale ? _ (", log counts") : "");
}

static char *
now_value (const SlSnapshot *snapshot)
{
  const SlHistogram *h = &snapshot->total.histogram;
  g_autofree char *zeros = sl_phrase_count (h->zeros);
  g_autofree char *near = sl_phrase_count (h->near);

  return g_strdup_printf (_ ("%s exactly zero and %s near zero"), zeros, near);
}

static char *
histogram_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_auto (SlPeers) peers = {0};

  sl_peers_init (&peers, view);
  if (peers.n == 0)
    return sl_peers_waiting (&peers, snapshot);
  return sl_peers_describe (&peers, _ ("Of the weights there are"), now_value);
}

/* The bar at @px: its name, and how to count it in a run. */
typedef struct
{
  enum { ZERO, NEAR, BIN } kind;
  double from, to; /* |w| of a bin */
} Bar;

static Bar
bar_at (const SlHistogramLayout *layout, double px)
{
  const SlScale *x = &layout->frame.x;

  if (px < (layout->zero.x + layout->zero.width + layout->near.x) / 2)
    return (Bar){ZERO, 0, 0};
  if (px < x->start)
    return (Bar){NEAR, 0, 0};
  double width = layout->end / BINS;
  double i = floor (fmax (sl_scale_invert (x, px), 0.0) / width);
  return (Bar){BIN, width * i, width * (i + 1.0)};
}

static gint64
count_of (const Bar *bar, const SlHistogram *h)
{
  if (bar->kind == ZERO)
    return h->zeros;
  if (bar->kind == NEAR)
    return h->near;
  if (!(h->end > 0.0))
    return 0;
  return h
      ->bins[(int) CLAMP ((bar->from + bar->to) / 2 / h->end * BINS, 0.0, BINS - 1.0)];
}

static char *
bar_name (const Bar *bar)
{
  if (bar->kind == ZERO)
    return g_strdup (_ ("exactly 0"));
  if (bar->kind == NEAR)
    return g_strdup (_ ("near zero"));
  g_autofree char *from = sl_phrase_number (bar->from, 4);
  g_autofree char *to = sl_phrase_number (bar->to, 4);
  return g_strdup_printf (_ ("%s < |w| ≤ %s"), from, to);
}

static void
histogram_probe (double width,
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
  g_auto (SlHistogramLayout) layout = {0};

  *probe = (SlProbe){0};
  sl_peers_init (&peers, view);
  if (peers.n == 0)
    return;
  sl_kit_init (&kit, NULL, theme);
  lay_out (&kit, &layout, width, height, &peers, view);
  if (!sl_frame_contains (&layout.frame, px, py))
    return;
  const SlBox *area = &layout.frame.area;
  Bar bar = bar_at (&layout, px);
  g_autofree char *name = bar_name (&bar);
  g_autoptr (GString) text = g_string_new (name);
  for (int k = 0; k < peers.n; k++) {
    const SlWeightMeasure *m = measure_of (&peers.runs[k], view);
    g_autofree char *label = sl_peer_label (&peers.runs[k]);
    g_autofree char *count =
        sl_count_text (m != NULL ? count_of (&bar, &m->histogram) : 0);
    g_string_append_printf (text, "\n%s: %s", label, count);
  }
  *probe = (SlProbe){.x = px,
                     .y = py,
                     .has_x = TRUE,
                     .left = area->x,
                     .top = area->y,
                     .width = area->width,
                     .height = area->height};
  sl_peers_say (probe, text->str);
}

extern const SlFigureType sl_figure_compared_histogram;
const SlFigureType sl_figure_compared_histogram = {
    .kind =
        {"compared-histogram", N_ ("Magnitudes compared"),
         N_ ("How many weights of each run are exactly zero, near zero, and how large "
             "the rest are, on one pair of axes.")},
    .has_log = TRUE,
    .has_layers = TRUE,
    .layer_all = TRUE,
    .subtitle = histogram_subtitle,
    .draw = histogram_draw,
    .describe = histogram_describe,
    .probe = histogram_probe,
    .caption = sl_peers_caption,
};
