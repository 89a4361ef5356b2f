/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE _ ("How the norms add up from layer to layer appears here.")

enum { ENTRIES, CHAPTER, N_STRIPS };

/* Both strips, one below the other, on one axis of layers. */
typedef struct
{
  int n;               /* layers */
  SlLayerNorms *own;   /* Owned (n) each layer by itself */
  SlLayerNorms *up_to; /* Owned (n) added up */
  SlFrame frames[N_STRIPS];
} Layout;

static void
layout_clear (Layout *layout)
{
  g_free (layout->own);
  g_free (layout->up_to);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

static void
layer_norms_ask (const SlFigureView *view, SlNeeds *needs)
{
  needs->layer_norms = TRUE;
}

/* The norm that @strip is about. */
static double
norm_of (const SlLayerNorms *norms, int strip)
{
  return strip == ENTRIES ? norms->entries : sl_layer_norm_chapter (norms);
}

static void
layout_init (SlKit *kit,
             Layout *layout,
             double width,
             double height,
             const SlSnapshot *snapshot)
{
  int n = snapshot->n_layers;
  double line = sl_text_height (kit, SL_TEXT_LABEL), footer = 2.0 * line + 0.4 * kit->em;
  double each = fmax ((height - footer) / N_STRIPS, 0.0), widest = -1.0;
  char sample[SL_TICK_TEXT] = "";

  layout->n = n;
  layout->own = g_memdup2 (snapshot->layer_norms, n * sizeof *layout->own);
  layout->up_to = g_memdup2 (snapshot->layer_norms, n * sizeof *layout->up_to);
  sl_layer_norms_add_up (layout->up_to, n);
  for (int s = 0; s < N_STRIPS; s++) {
    SlTicks ticks;
    SlScale y = sl_scale_from_zero (norm_of (&layout->up_to[n - 1], s));
    layout->frames[s] = (SlFrame){.x = {SL_SCALE_LINEAR, 0.5, n + 0.5, 0, 1}, .y = y};
    sl_ticks_make_ends (&ticks, &y);
    double w = sl_text_width (kit, SL_TEXT_LABEL, ticks.text[1]);
    if (w > widest)
      g_strlcpy (sample, ticks.text[1], sizeof sample);
    widest = fmax (widest, w);
  }
  for (int s = 0; s < N_STRIPS; s++) {
    gboolean last = s == N_STRIPS - 1;
    SlFrame *frame = &layout->frames[s];
    frame->x_title = last ? _ ("up to layer") : NULL;
    frame->x_whole = TRUE;
    frame->x_hidden = !last;
    frame->y_ends = TRUE;
    frame->y_sample = sample;
    frame->headroom = 1.5 * line;
    sl_frame_layout (kit, frame,
                     &(SlBox){0, s * each, width, last ? height - each : each});
    /* The sample is gone after this. */
    frame->y_sample = NULL;
  }
}

/* The bar between @from and @to of layer @l; nothing when these are no numbers. */
static gboolean
bar_box (const SlFrame *frame, int l, double from, double to, SlBox *box)
{
  double y1 = sl_scale_map (&frame->y, from), y2 = sl_scale_map (&frame->y, to);
  double x1 = sl_scale_map (&frame->x, l + 0.62), x2 = sl_scale_map (&frame->x, l + 1.38);

  *box = (SlBox){x1, y2, fmax (x2 - x1, 1.0), y1 - y2};
  return isfinite (y1) && isfinite (y2) && y1 > y2;
}

/* What came before pale, the layer's own part solid, its biases striped. */
static void
draw_strip (SlKit *kit, const Layout *layout, int strip)
{
  const SlFrame *frame = &layout->frames[strip];
  SlColor color = sl_style_fill (kit->theme, SL_ROLE_NEUTRAL);
  SlColor pale = sl_color_mix (sl_style_ink (kit->theme, SL_INK_CARD), color, 0.35);
  SlBox box;

  for (int l = 0; l < layout->n; l++) {
    double before = l > 0 ? norm_of (&layout->up_to[l - 1], strip) : 0.0;
    double weights = strip == ENTRIES ? layout->own[l].entries : layout->own[l].column;
    double all = norm_of (&layout->up_to[l], strip);
    if (bar_box (frame, l, 0.0, before, &box))
      sl_mark_bar (kit, &box, pale);
    if (bar_box (frame, l, before, before + weights, &box))
      sl_mark_bar (kit, &box, color);
    if (strip == CHAPTER && bar_box (frame, l, before + weights, all, &box))
      sl_mark_hatched_bar (kit, &box, color);
  }
}

/* Returns (transfer full) what @strip shows, the longest that fits into @width. */
static char *
strip_text (SlKit *kit, const Layout *layout, int strip, double width)
{
  const SlLayerNorms *all = &layout->up_to[layout->n - 1];
  g_autofree char *norm = sl_rounded_text (norm_of (all, strip), 3);
  g_autofree char *biases = sl_rounded_text (all->biases, 2);

  if (strip == ENTRIES)
    return g_strdup_printf (_ ("Σ|w| = %s"), norm);
  g_autofree char *brief = g_strdup_printf (_ ("chapter's norm = %s"), norm);
  g_autofree char *striped =
      g_strdup_printf (_ ("%s, striped: Σ|b| = %s"), brief, biases);
  g_autofree char *full =
      g_strdup_printf (_ ("%s, solid: largest Σ|w| into one unit"), striped);
  char *const texts[] = {full, striped, brief};
  guint i = 0;
  while (i + 1 < G_N_ELEMENTS (texts) &&
         sl_text_width (kit, SL_TEXT_STRONG, texts[i]) > width)
    i++;
  return g_strdup (texts[i]);
}

static void
draw_text (SlKit *kit, const Layout *layout, int strip)
{
  const SlFrame *frame = &layout->frames[strip];
  g_autofree char *text = strip_text (kit, layout, strip, frame->area.width);

  sl_text_draw (kit, &(SlText){.string = text,
                               .style = SL_TEXT_STRONG,
                               .color = sl_style_label (kit->theme, SL_ROLE_NEUTRAL),
                               .x = frame->area.x,
                               .y = frame->area.y - 0.2 * kit->em,
                               .ay = 1.0,
                               .width = frame->area.width,
                               .lines = 1});
}

static char *
find_hint (const SlSnapshot *snapshot)
{
  char *hint = sl_hint_waiting (snapshot, PROMISE);

  return hint == NULL && snapshot->layer_norms == NULL ? g_strdup ("…") : hint;
}

static void
layer_norms_draw (cairo_t *cr,
                  double width,
                  double height,
                  const SlSnapshot *snapshot,
                  const SlFigureView *view,
                  const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_auto (Layout) layout = {0};
  g_autofree char *hint = find_hint (snapshot);

  sl_kit_init (&kit, cr, theme);
  if (hint != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, hint);
    return;
  }
  layout_init (&kit, &layout, width, height, snapshot);
  if (!sl_frame_is_drawable (&layout.frames[CHAPTER]))
    return;
  for (int s = 0; s < N_STRIPS; s++) {
    sl_frame_draw_y (&kit, &layout.frames[s]);
    draw_strip (&kit, &layout, s);
    sl_frame_draw_x (&kit, &layout.frames[s]);
    draw_text (&kit, &layout, s);
  }
}

static char *
layer_norms_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  return g_strdup (_ ("added up from the first layer"));
}

static char *
layer_norms_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup (_ ("No norms yet: the data is being prepared."));
  if (snapshot->layer_norms == NULL)
    return g_strdup (_ ("The norms of the layers are being measured."));
  int n = snapshot->n_layers;
  g_autofree SlLayerNorms *sums =
      g_memdup2 (snapshot->layer_norms, n * sizeof *snapshot->layer_norms);
  sl_layer_norms_add_up (sums, n);
  g_autofree char *entries = sl_phrase_number (sums[n - 1].entries, 4);
  g_autofree char *chapter = sl_phrase_number (sl_layer_norm_chapter (&sums[n - 1]), 4);
  g_autofree char *column = sl_phrase_number (sums[n - 1].column, 4);
  return g_strdup_printf (
      _ ("At epoch %d the absolute weights of all layers add up to %s, and the chapter's "
         "norm to %s, of which %s without the biases."),
      snapshot->epoch, entries, chapter, column);
}

static char *
probe_text (const Layout *layout, const SlSnapshot *snapshot, int l)
{
  const SlLayerNorms *own = &layout->own[l], *sum = &layout->up_to[l];
  g_autofree char *layer = sl_phrase_layer (snapshot, l);
  g_autofree char *entries = sl_phrase_number (own->entries, 5);
  g_autofree char *entries_sum = sl_phrase_number (sum->entries, 5);
  g_autofree char *column = sl_phrase_number (own->column, 5);
  g_autofree char *column_sum = sl_phrase_number (sum->column, 5);
  g_autofree char *biases = sl_phrase_number (own->biases, 5);
  g_autofree char *chapter = sl_phrase_number (sl_layer_norm_chapter (sum), 5);

  return g_strdup_printf (_ ("%s\nΣ|w| %s, up to here %s\nlargest Σ|w| into one unit %s, "
                             "up to here %s\nΣ|b| %s, with biases up to here %s"),
                          layer, entries, entries_sum, column, column_sum, biases,
                          chapter);
}

static void
layer_norms_probe (double width,
                   double height,
                   const SlSnapshot *snapshot,
                   const SlFigureView *view,
                   const SlTheme *theme,
                   double px,
                   double py,
                   SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  g_auto (Layout) layout = {0};

  *probe = (SlProbe){0};
  if (snapshot == NULL || snapshot->n_layers == 0 || snapshot->layer_norms == NULL)
    return;
  sl_kit_init (&kit, NULL, theme);
  layout_init (&kit, &layout, width, height, snapshot);
  SlFrame whole = layout.frames[CHAPTER];
  if (!sl_frame_is_drawable (&whole))
    return;
  whole.area.height += whole.area.y - layout.frames[ENTRIES].area.y;
  whole.area.y = layout.frames[ENTRIES].area.y;
  if (!sl_frame_contains (&whole, px, py))
    return;
  double number = sl_scale_invert (&whole.x, px);
  int l = (int) CLAMP (number - 0.5, 0.0, layout.n - 1.0);
  g_autofree char *text = probe_text (&layout, snapshot, l);
  *probe = (SlProbe){.x = sl_scale_map (&whole.x, l + 1),
                     .y = py,
                     .has_x = TRUE,
                     .left = whole.area.x,
                     .top = whole.area.y,
                     .width = whole.area.width,
                     .height = whole.area.height};
  g_strlcpy (probe->text, text, sizeof probe->text);
}

static SlNumbers *
layer_norms_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  static const struct
  {
    const char *id, *name;
    gboolean sum; /* over the layers up to this one */
    int strip;
  } columns[] = {
      {"norm", N_ ("Σ|w| of the layer"), FALSE, ENTRIES},
      {"norm_up_to", N_ ("Σ|w| up to it"), TRUE, ENTRIES},
      {"chapter_norm", N_ ("the chapter's norm of the layer"), FALSE, CHAPTER},
      {"chapter_norm_up_to", N_ ("the chapter's norm up to it"), TRUE, CHAPTER},
  };
  int n = snapshot->n_layers;
  g_autofree SlLayerNorms *up_to = NULL;
  SlNumbers *numbers;

  if (snapshot->layer_norms == NULL)
    return NULL;
  numbers = sl_numbers_new ((gsize) n);
  up_to = g_memdup2 (snapshot->layer_norms, n * sizeof *up_to);
  sl_layer_norms_add_up (up_to, n);
  double *layer = sl_numbers_add (numbers, SL_NUMBERS_COUNT, "layer", _ ("layer"));
  for (int l = 0; l < n; l++)
    layer[l] = l + 1;
  for (guint c = 0; c < G_N_ELEMENTS (columns); c++) {
    double *cells =
        sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, columns[c].id, _ (columns[c].name));
    for (int l = 0; l < n; l++)
      cells[l] = norm_of (columns[c].sum ? &up_to[l] : &snapshot->layer_norms[l],
                          columns[c].strip);
  }
  return numbers;
}

extern const SlFigureType sl_figure_layer_norms;
const SlFigureType sl_figure_layer_norms = {
    .kind = {"layer-norms", N_ ("Norm by layer"),
             N_ ("How the norm grows from layer to layer: as the sum of all |w|, and as "
                 "the book's chapter counted it, biases included.")},
    .formula = N_ ("upper: Σ|w|; lower: max over units of Σ|w| into it, + Σ|b|"),
    .ask = layer_norms_ask,
    .subtitle = layer_norms_subtitle,
    .draw = layer_norms_draw,
    .describe = layer_norms_describe,
    .probe = layer_norms_probe,
    .numbers = layer_norms_numbers,
};
