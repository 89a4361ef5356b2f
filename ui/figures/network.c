/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/network-layout.h"
#include "ui/figures/phrase.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE                                                                          \
  _ ("The network appears here: its units, and the links that are not zero.")

/* Links are drawn in so many strengths. */
enum { STRENGTHS = 6 };
/* The widest, px at text scale 1. */
#define WIDEST 3.0

/* Class of a link by its width, 0 to STRENGTHS − 1; −1 for none. */
static int
strength_of (const SlNetworkLayout *layout, float w)
{
  double share = fabs ((double) w) / layout->strongest;

  if (w == 0.0f || !isfinite (share))
    return -1;
  return (int) CLAMP (ceil (share * STRENGTHS) - 1.0, 0.0, STRENGTHS - 1.0);
}

/* All links of one sign and strength as one line with gaps. */
static void
collect (const SlNetworkLayout *layout,
         gboolean positive,
         int strength,
         GArray *x,
         GArray *y)
{
  const SlGraph *graph = layout->graph;
  double gap = NAN;

  for (int l = 0; l < graph->n_layers; l++) {
    int n = graph->columns[l].n, m = graph->columns[l + 1].n;
    double from = sl_network_column_x (layout, l),
           to = sl_network_column_x (layout, l + 1);
    for (int i = 0; i < n; i++)
      for (int j = 0; j < m; j++) {
        float w = graph->W[l][i * m + j];
        if ((w > 0.0f) != positive || strength_of (layout, w) != strength)
          continue;
        double start = sl_network_unit_y (layout, l, i),
               end = sl_network_unit_y (layout, l + 1, j);
        g_array_append_val (x, from);
        g_array_append_val (y, start);
        g_array_append_val (x, to);
        g_array_append_val (y, end);
        g_array_append_val (x, to);
        g_array_append_val (y, gap);
      }
  }
}

/* The weak ones first; the strong stand on top of them. */
static void
draw_links (SlKit *kit, const SlNetworkLayout *layout)
{
  SlBox area = {layout->left, layout->top, layout->step * layout->graph->n_layers,
                layout->height};

  for (int strength = 0; strength < STRENGTHS; strength++)
    for (int positive = 0; positive < 2; positive++) {
      g_autoptr (GArray) x = g_array_new (FALSE, FALSE, sizeof (double));
      g_autoptr (GArray) y = g_array_new (FALSE, FALSE, sizeof (double));
      SlColor color =
          sl_style_fill (kit->theme, positive ? SL_ROLE_POSITIVE : SL_ROLE_NEGATIVE);
      double share = (strength + 1.0) / STRENGTHS;
      SlStroke stroke = {.color = sl_color_fade (color, 0.2 + 0.8 * share),
                         .width = WIDEST * share};
      collect (layout, positive, strength, x, y);
      if (x->len == 0)
        continue;
      SlCurve links = {(int) x->len, (double *) (gpointer) x->data,
                       (double *) (gpointer) y->data};
      sl_mark_curve (kit, &area, &links, &stroke);
    }
}

/* The link that is picked stands on top of all others, in dots when it is zero. */
static void
draw_picked (SlKit *kit, const SlNetworkLayout *layout, const SlWeightPlace *picked)
{
  static const SlDash dots = {2, {1.5, 4}};
  const SlGraph *graph = layout->graph;

  if (!picked->set || picked->layer >= graph->n_layers)
    return;
  int l = picked->layer, from = sl_network_shown_unit (graph, l, picked->input),
      to = sl_network_shown_unit (graph, l + 1, picked->output);
  if (from < 0 || to < 0)
    return;
  float w = graph->W[l][from * graph->columns[l + 1].n + to];
  SlStroke halo = {.color = sl_style_ink (kit->theme, SL_INK_CARD), .width = 5.5};
  SlStroke line = {.color = sl_style_ink (kit->theme, SL_INK_TEXT),
                   .width = 2.5,
                   .dash = w == 0.0f ? &dots : NULL};
  double x = sl_network_column_x (layout, l), y = sl_network_unit_y (layout, l, from);
  double end_x = sl_network_column_x (layout, l + 1),
         end_y = sl_network_unit_y (layout, l + 1, to);
  sl_mark_line (kit, x, y, end_x, end_y, &halo);
  sl_mark_line (kit, x, y, end_x, end_y, &line);
}

static void
draw_cross (SlKit *kit, double x, double y, double r)
{
  SlStroke stroke = {.color = sl_style_ink (kit->theme, SL_INK_MUTED), .width = 1.2};

  sl_mark_line (kit, x - r, y - r, x + r, y + r, &stroke);
  sl_mark_line (kit, x - r, y + r, x + r, y - r, &stroke);
}

static void
draw_units (SlKit *kit, const SlNetworkLayout *layout)
{
  SlColor live = sl_style_fill (kit->theme, SL_ROLE_NEUTRAL);

  for (int c = 0; c <= layout->graph->n_layers; c++) {
    const SlGraphColumn *column = &layout->graph->columns[c];
    double x = sl_network_column_x (layout, c), r = sl_network_unit_radius (layout, c);
    for (int k = 0; k < column->n; k++) {
      double y = sl_network_unit_y (layout, c, k);
      if (column->state[k] == SL_UNIT_LIVE)
        sl_mark_dot (kit, x, y, r, live);
      else
        draw_cross (kit, x, y, fmax (0.85 * r, 1.6));
    }
  }
}

static const char *
column_name (const SlGraph *graph, int c)
{
  gulong n = (gulong) graph->columns[c].units;
  return c == 0                 ? g_dngettext (GETTEXT_PACKAGE, "input", "inputs", n)
         : c == graph->n_layers ? g_dngettext (GETTEXT_PACKAGE, "output", "outputs", n)
                                : g_dngettext (GETTEXT_PACKAGE, "unit", "units", n);
}

/* Below each column: its size, how many are crossed out, how many are drawn. */
static void
draw_texts (SlKit *kit, const SlNetworkLayout *layout)
{
  const SlGraph *graph = layout->graph;
  double line = sl_text_height (kit, SL_TEXT_LABEL);

  for (int c = 0; c <= graph->n_layers; c++) {
    const SlGraphColumn *column = &graph->columns[c];
    int off = column->silent + column->unused;
    g_autofree char *units = sl_count_text (column->units);
    g_autofree char *first = g_strdup_printf ("%s %s", units, column_name (graph, c));
    g_autofree char *second =
        off > 0 ? g_strdup_printf (_ ("%d cut off"), off) : g_strdup ("");
    g_autofree char *third = column->n < column->units
                                 ? g_strdup_printf (_ ("%d drawn"), column->n)
                                 : g_strdup ("");
    const char *texts[] = {first, second, third};
    for (int i = 0; i < 3; i++) {
      if (sl_text_width (kit, SL_TEXT_LABEL, texts[i]) > layout->step)
        continue;
      sl_text_draw (kit, &(SlText){.string = texts[i],
                                   .color = sl_style_ink (kit->theme, SL_INK_MUTED),
                                   .x = sl_network_column_x (layout, c),
                                   .y = layout->text + i * line,
                                   .ax = 0.5});
    }
  }
}

static void
network_draw (cairo_t *cr,
              double width,
              double height,
              const SlSnapshot *snapshot,
              const SlFigureView *view,
              const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *waiting = sl_hint_waiting (snapshot, PROMISE);
  SlNetworkLayout layout;

  sl_kit_init (&kit, cr, theme);
  if (waiting == NULL && snapshot->graph == NULL)
    waiting = g_strdup ("…");
  if (waiting != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, waiting);
    return;
  }
  sl_network_layout_init (&kit, &layout, width, height, snapshot->graph);
  if (!sl_network_is_drawable (&layout)) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height},
                  _ ("Too many layers for this space: enlarge the card."));
    return;
  }
  if (cr == NULL)
    return;
  draw_links (&kit, &layout);
  draw_picked (&kit, &layout, &view->picked);
  draw_units (&kit, &layout);
  draw_texts (&kit, &layout);
}

static char *
network_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  return g_strdup (_ ("green +, gold −, × cut off"));
}

static char *
network_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup (_ ("No network yet: the data is being prepared."));

  const SlWeightMeasure *total = &snapshot->total;
  const SlGraph *graph = snapshot->graph;
  g_autofree char *links = sl_phrase_count (total->weights - total->histogram.zeros);
  g_autofree char *all = sl_phrase_count (total->weights);
  int units = 0, off = 0;
  if (graph == NULL)
    return g_strdup_printf (_ ("Of %s links %s are not zero."), all, links);
  for (int c = 1; c < graph->n_layers; c++) {
    units += graph->columns[c].units;
    off += graph->columns[c].silent + graph->columns[c].unused;
  }
  return g_strdup_printf (_ ("Of %s links %s are not zero, %d of %d inputs are not used "
                             "and %d of %d hidden units are cut off."),
                          all, links, graph->columns[0].silent + graph->columns[0].unused,
                          graph->columns[0].units, off, units);
}

/* Unit @k of column @c in words. */
static char *
unit_text (const SlSnapshot *snapshot, int c, int k)
{
  const SlGraph *graph = snapshot->graph;
  const SlGraphColumn *column = &graph->columns[c];
  static const char *const states[] = {
      [SL_UNIT_LIVE] = N_ ("in use"),
      [SL_UNIT_SILENT] = N_ ("cut off: nothing comes from it"),
      [SL_UNIT_UNUSED] = N_ ("cut off: nothing of it is used")};
  g_autofree char *name = c == 0 ? sl_phrase_input (snapshot, 0, column->index[k])
                                 : sl_phrase_unit (snapshot, c - 1, column->index[k]);
  g_autoptr (GString) text = g_string_new (name);

  if (c > 0)
    g_string_append_printf (text, _ (" of layer %d"), c);
  g_string_append_printf (text, "\n%s", _ (states[column->state[k]]));
  if (c > 0) {
    int n = graph->columns[c - 1].n, m = column->n, links = 0;
    for (int i = 0; i < n; i++)
      links += graph->W[c - 1][i * m + k] != 0.0f;
    g_string_append_printf (text, _ ("\nlinks in: %d of %d drawn"), links, n);
  }
  if (c < graph->n_layers) {
    int m = graph->columns[c + 1].n, links = 0;
    for (int j = 0; j < m; j++)
      links += graph->W[c][k * m + j] != 0.0f;
    g_string_append_printf (text, _ ("\nlinks out: %d of %d drawn"), links, m);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
probe_unit (const SlNetworkLayout *layout, const SlSnapshot *snapshot, SlProbe *probe)
{
  int c, k;

  if (!sl_network_find_unit (layout, probe->x, probe->y, &c, &k))
    return FALSE;
  g_autofree char *text = unit_text (snapshot, c, k);
  g_strlcpy (probe->text, text, sizeof probe->text);
  return TRUE;
}

static void
probe_link (const SlNetworkLayout *layout, const SlSnapshot *snapshot, SlProbe *probe)
{
  const SlGraph *graph = layout->graph;
  int l, best = sl_network_find_link (layout, probe->x, probe->y, FALSE, &l);

  if (best < 0)
    return;
  int m = graph->columns[l + 1].n;
  g_autofree char *from =
      sl_phrase_input (snapshot, l, graph->columns[l].index[best / m]);
  g_autofree char *to =
      sl_phrase_unit (snapshot, l, graph->columns[l + 1].index[best % m]);
  g_autofree char *value = sl_phrase_number ((double) graph->W[l][best], 6);
  g_snprintf (probe->text, sizeof probe->text, _ ("%s\n%s of layer %d\nweight %s"), from,
              to, l + 1, value);
}

/* @layout: (out). Returns whether (@px, @py) is within the network as it is drawn. */
static gboolean
reaches (SlKit *kit,
         SlNetworkLayout *layout,
         double width,
         double height,
         const SlSnapshot *snapshot,
         double px,
         double py)
{
  if (snapshot == NULL || snapshot->n_layers == 0 || snapshot->graph == NULL)
    return FALSE;
  sl_network_layout_init (kit, layout, width, height, snapshot->graph);
  return sl_network_is_drawable (layout) && px >= 0.0 && px <= width &&
         py >= layout->top - 3.0 && py <= layout->top + layout->height + 3.0;
}

static void
network_probe (double width,
               double height,
               const SlSnapshot *snapshot,
               const SlFigureView *view,
               const SlTheme *theme,
               double px,
               double py,
               SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  SlNetworkLayout layout;

  *probe = (SlProbe){0};
  sl_kit_init (&kit, NULL, theme);
  if (!reaches (&kit, &layout, width, height, snapshot, px, py))
    return;
  *probe = (SlProbe){.x = px, .y = py};
  if (!probe_unit (&layout, snapshot, probe))
    probe_link (&layout, snapshot, probe);
}

/* A link that is drawn comes before one that is not; at a unit all of its links meet. */
static SlWeightPlace
network_pick (double width,
              double height,
              const SlSnapshot *snapshot,
              const SlFigureView *view,
              const SlTheme *theme,
              double px,
              double py)
{
  g_auto (SlKit) kit = {0};
  SlNetworkLayout layout;
  int l, c, k, link;

  sl_kit_init (&kit, NULL, theme);
  if (!reaches (&kit, &layout, width, height, snapshot, px, py) ||
      sl_network_find_unit (&layout, px, py, &c, &k))
    return (SlWeightPlace){0};
  link = sl_network_find_link (&layout, px, py, FALSE, &l);
  if (link < 0)
    link = sl_network_find_link (&layout, px, py, TRUE, &l);
  if (link < 0)
    return (SlWeightPlace){0};
  const SlGraphColumn *from = &layout.graph->columns[l], *to = from + 1;
  return (SlWeightPlace){TRUE, l, from->index[link / to->n], to->index[link % to->n]};
}

static void
network_ask (const SlFigureView *view, SlNeeds *needs)
{
  needs->graph = TRUE;
}

/* The links between the units that are shown; those that are exactly zero, too. */
static SlNumbers *
network_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlGraph *graph = snapshot->graph;
  SlNumbers *numbers;
  gsize n = 0, row = 0;

  if (graph == NULL)
    return NULL;
  for (int l = 0; l < graph->n_layers; l++)
    n += (gsize) graph->columns[l].n * graph->columns[l + 1].n;
  numbers = sl_numbers_new (n);
  double *layer = sl_numbers_add (numbers, SL_NUMBERS_COUNT, "layer", _ ("layer"));
  double *from = sl_numbers_add (numbers, SL_NUMBERS_COUNT, "from", _ ("from"));
  double *to = sl_numbers_add (numbers, SL_NUMBERS_COUNT, "to", _ ("to"));
  double *w = sl_numbers_add (numbers, SL_NUMBERS_FLOAT, "weight", _ ("weight"));
  for (int l = 0; l < graph->n_layers; l++) {
    const SlGraphColumn *left = &graph->columns[l], *right = left + 1;
    for (int i = 0; i < left->n * right->n; i++, row++) {
      layer[row] = l + 1;
      from[row] = left->index[i / right->n] + 1;
      to[row] = right->index[i % right->n] + 1;
      w[row] = (double) graph->W[l][i];
    }
  }
  return numbers;
}

extern const SlFigureType sl_figure_network;
const SlFigureType sl_figure_network = {
    .kind = {"network", N_ ("Network"),
             N_ ("The network as a graph: wide links are large weights, exact zeros have "
                 "no link, and units that are cut off are crossed out.")},
    .formula = N_ ("unit = activation(Σ w · input + bias)"),
    .ask = network_ask,
    .subtitle = network_subtitle,
    .draw = network_draw,
    .describe = network_describe,
    .probe = network_probe,
    .numbers = network_numbers,
    .pick = network_pick,
};
