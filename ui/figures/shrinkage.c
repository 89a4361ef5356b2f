/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"
#include "ui/plots/legend.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define PROMISE _ ("What one step of the penalty does to a weight appears here.")

extern const SlFigureType sl_figure_shrinkage;

enum { POINTS = 401, MAX_RULES = 4 };

/* How many thresholds the axis shows on each side of zero. */
#define THRESHOLDS 4.0

/* Of the area, for the note on the sampled weights. */
#define NOTE_WIDTH 0.48

/* Why there is no such picture of @snapshot, or NULL. */
static char *
shrinkage_misfit (const SlSnapshot *snapshot)
{
  const char *reason = sl_shrink_misfit (&snapshot->config);

  return reason != NULL ? g_strdup (_ (reason)) : NULL;
}

/* The step size the curves are drawn for: that of half the weights is larger. */
static float
step_of (const SlSnapshot *snapshot)
{
  return snapshot->steps != NULL ? snapshot->steps->median
                                 : (float) snapshot->config.learning_rate;
}

/* 1 or 3 times a power of ten, so that an axis made of step sizes that change all the
 * time keeps still. */
static double
coarse_round_up (double value)
{
  if (!(value > 1e-30) || !isfinite (value) || value > 1e30)
    return 1.0;
  double decade = pow (10.0, floor (log10 (value)));
  return value <= decade ? decade : value <= 3.0 * decade ? 3.0 * decade : 10.0 * decade;
}

/* Where the curve bends when it does, else as far as the weights go. */
static double
axis_end (const SlSnapshot *snapshot)
{
  const SlConfig *config = &snapshot->config;
  double threshold =
      (double) step_of (snapshot) * sl_config_lambda (config) * sl_config_share (config);
  double largest = 0.0;

  if (threshold > 0.0 && isfinite (threshold))
    return coarse_round_up (THRESHOLDS * threshold);
  for (int i = 0; snapshot->steps != NULL && i < snapshot->steps->n; i++)
    if (isfinite (snapshot->steps->w[i]))
      largest = fmax (largest, fabs ((double) snapshot->steps->w[i]));
  return coarse_round_up (largest);
}

static void
shrinkage_frame (SlKit *kit,
                 SlFrame *frame,
                 double width,
                 double height,
                 const SlSnapshot *snapshot)
{
  double end = axis_end (snapshot);

  *frame = (SlFrame){.x = {SL_SCALE_LINEAR, -end, end, 0.0, 1.0},
                     .y = {SL_SCALE_LINEAR, -end, end, 0.0, 1.0},
                     .x_title = _ ("weight before → after one step")};
  sl_frame_layout (kit, frame, &(SlBox){0, 0, width, height});
}

/* Whether @rule can be chosen beside the other settings of @config. */
static gboolean
is_legal (const SlConfig *config, const SlRuleType *rule)
{
  SlConfig other = *config;

  other.rule = rule;
  return sl_config_validate (&other, NULL);
}

/* "Subgradient, as Keras does" is a long name for a curve: its first part will do. */
static char *
short_name (const SlRuleType *rule)
{
  const char *name = _ (rule->kind.name), *comma = strchr (name, ',');
  g_autofree char *first =
      comma != NULL ? g_strndup (name, (gsize) (comma - name)) : g_strdup (name);

  return sl_phrase_lower (first);
}

static void
rule_curve (SlCurve *curve,
            const SlFrame *frame,
            const SlSnapshot *snapshot,
            const SlRuleType *rule)
{
  float w[POINTS], t[POINTS];
  double x[POINTS], y[POINTS];

  for (int i = 0; i < POINTS; i++) {
    x[i] = frame->x.lo + (frame->x.hi - frame->x.lo) * i / (POINTS - 1.0);
    w[i] = (float) x[i];
    t[i] = step_of (snapshot);
  }
  sl_shrink (&snapshot->config, rule, POINTS, t, w);
  for (int i = 0; i < POINTS; i++)
    y[i] = (double) w[i];
  sl_curve_init (curve, frame, POINTS, x, y);
}

/* They keep off the lines through zero, too.
 * @note: (inout) (nullable) where the names of the lines better are not; NULL in it when
 * there was no other place for one. */
static void
draw_names (SlKit *kit,
            const SlFrame *frame,
            SlCurveLabel *labels,
            int n,
            const SlBox **note)
{
  const SlBox *area = &frame->area;
  double x = sl_scale_map (&frame->x, 0.0), y = sl_scale_map (&frame->y, 0.0);
  SlBox obstacles[] = {{area->x, y - 1.0, area->width, 2.0},
                       {x - 1.0, area->y, 2.0, area->height},
                       *note != NULL ? **note : (SlBox){0}};

  sl_legend_place (kit, area, labels, n, obstacles, *note != NULL ? 3 : 2);
  sl_legend_draw (kit, labels, n);
  for (int i = 0; i < n; i++)
    if (*note != NULL && labels[i].placed && sl_box_overlaps (&labels[i].box, *note))
      *note = NULL;
}

static void
draw_rules (SlKit *kit,
            const SlFrame *frame,
            const SlSnapshot *snapshot,
            const SlBox **note)
{
  static const SlDash dashes[MAX_RULES] = {
      {2, {6, 3}}, {2, {2, 3}}, {4, {6, 3, 2, 3}}, {2, {1, 2}}};
  const SlKindTable *rules = sl_rules ();
  SlCurve drawn[MAX_RULES + 1] = {0};
  g_autofree char *names[MAX_RULES] = {0};
  SlCurveLabel labels[MAX_RULES];
  int n = 0, n_rules = (int) MIN (rules->n, MAX_RULES);

  for (int pass = 0; pass < 2; pass++) {
    for (int i = 0; i < n_rules; i++) {
      const SlRuleType *rule = (const SlRuleType *) rules->kinds[i];
      gboolean own = rule == snapshot->config.rule;
      SlColor color = own ? sl_style_fill (kit->theme, SL_ROLE_PENALTY)
                          : sl_style_ink (kit->theme, SL_INK_MUTED);
      SlStroke stroke = {
          .color = color, .width = own ? 2.6 : 1.2, .dash = own ? NULL : &dashes[i]};
      /* The rule in force comes last, on top of the others. */
      if (own != (pass == 1) || !is_legal (&snapshot->config, rule))
        continue;
      rule_curve (&drawn[i], frame, snapshot, rule);
      sl_mark_curve (kit, &frame->area, &drawn[i], &stroke);
      names[i] = short_name (rule);
      labels[n++] = (SlCurveLabel){
          .text = names[i],
          .color = own ? sl_style_label (kit->theme, SL_ROLE_PENALTY) : color,
          .curve = &drawn[i]};
    }
  }
  draw_names (kit, frame, labels, n, note);
  for (int i = 0; i < n_rules; i++) {
    sl_curve_clear (&drawn[i]);
    g_clear_pointer (&names[i], g_free);
  }
}

/* Sample @i after its own step. */
static float
shrunk (const SlSnapshot *snapshot, int i)
{
  float w = snapshot->steps->w[i];

  sl_shrink (&snapshot->config, snapshot->config.rule, 1, &snapshot->steps->t[i], &w);
  return w;
}

static gboolean
is_inside (const SlFrame *frame, const SlStepSample *steps, int i)
{
  return steps->w[i] != 0.0f && fabs ((double) steps->w[i]) <= frame->x.hi;
}

/* How many of the sampled weights the picture is about. */
static char *
note_text (const SlKit *kit, const SlFrame *frame, const SlStepSample *steps)
{
  int inside = 0, n = 0;

  for (int i = 0; steps != NULL && i < steps->n; i++) {
    n += steps->w[i] != 0.0f;
    inside += is_inside (frame, steps, i);
  }
  /* Cut off it would tell nothing. */
  if (n == 0 || NOTE_WIDTH * frame->area.width < 9.0 * kit->em)
    return NULL;
  return g_strdup_printf (_ ("%d of %d sampled weights are this close to zero"), inside,
                          n);
}

/* In the corner below the lines. */
static SlBox
note_place (SlKit *kit, const SlFrame *frame, const char *string, SlText *text)
{
  const SlBox *area = &frame->area;
  double width, height;

  *text = (SlText){.string = string,
                   .color = sl_style_ink (kit->theme, SL_INK_MUTED),
                   .x = area->x + area->width,
                   .y = area->y + area->height - 0.3 * kit->em,
                   .ax = 1.0,
                   .ay = 1.0,
                   .width = NOTE_WIDTH * area->width,
                   .lines = 3};
  sl_text_size (kit, text, &width, &height);
  return (SlBox){text->x - width, text->y - height, width, height};
}

/* Each weight makes its own step: with an adaptive optimiser not quite the curve's, and
 * beyond the picture when the loss takes it there. */
static void
draw_weights (SlKit *kit, const SlFrame *frame, const SlSnapshot *snapshot)
{
  const SlStepSample *steps = snapshot->steps;
  SlColor lives = sl_style_fill (kit->theme, SL_ROLE_NEUTRAL);
  SlColor dies = sl_style_fill (kit->theme, SL_ROLE_EXACT_ZERO);

  for (int i = 0; steps != NULL && i < steps->n; i++) {
    if (!is_inside (frame, steps, i))
      continue;
    float after = shrunk (snapshot, i);
    if (fabs ((double) after) > frame->y.hi)
      continue;
    sl_mark_dot (kit, sl_scale_map (&frame->x, (double) steps->w[i]),
                 sl_scale_map (&frame->y, (double) after), after == 0.0f ? 3.2 : 2.6,
                 after == 0.0f ? dies : lives);
  }
}

/* Lines through zero, and the line on which nothing changes. */
static void
draw_axes (SlKit *kit, const SlFrame *frame)
{
  const SlBox *area = &frame->area;
  SlStroke axis = {.color = sl_style_ink (kit->theme, SL_INK_AXIS), .width = 1.0};
  SlStroke same = {.color = sl_style_ink (kit->theme, SL_INK_GRID), .width = 1.5};
  double x = round (sl_scale_map (&frame->x, 0.0)) + 0.5;

  sl_mark_line (kit, x, area->y, x, area->y + area->height, &axis);
  sl_mark_line (kit, area->x, area->y + area->height, area->x + area->width, area->y,
                &same);
}

static void
shrinkage_draw (cairo_t *cr,
                double width,
                double height,
                const SlSnapshot *snapshot,
                const SlFigureView *view,
                const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *waiting = sl_hint_waiting (snapshot, PROMISE);
  SlFrame frame;

  sl_kit_init (&kit, cr, theme);
  if (waiting == NULL)
    waiting = sl_hint_misfit (&sl_figure_shrinkage, snapshot);
  if (waiting != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, waiting);
    return;
  }
  shrinkage_frame (&kit, &frame, width, height, snapshot);
  if (!sl_frame_is_drawable (&frame))
    return;
  sl_frame_draw (&kit, &frame);
  draw_axes (&kit, &frame);
  g_autofree char *string = note_text (&kit, &frame, snapshot->steps);
  SlText text;
  SlBox box = {0};
  const SlBox *note = string != NULL ? &box : NULL;
  if (string != NULL)
    box = note_place (&kit, &frame, string, &text);
  draw_rules (&kit, &frame, snapshot, &note);
  draw_weights (&kit, &frame, snapshot);
  if (note != NULL)
    sl_text_draw (&kit, &text);
}

static char *
shrinkage_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup ("");

  const SlConfig *config = &snapshot->config;
  g_autofree char *lambda = sl_phrase_number (sl_config_lambda (config), 3);
  g_autofree char *t = sl_phrase_number ((double) step_of (snapshot), 2);
  if (sl_config_has_layer_factors (config))
    return g_strdup_printf (_ ("λ = %s where its factor is 1, step %s"), lambda, t);
  if (config->optimizer->begin != NULL ||
      step_of (snapshot) != (float) config->learning_rate)
    return g_strdup_printf (_ ("λ = %s, typical step η/D = %s"), lambda, t);
  return g_strdup_printf (_ ("λ = %s, step η = %s"), lambda, t);
}

static char *
shrinkage_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup (_ ("No step yet: the data is being prepared."));

  const SlConfig *config = &snapshot->config;
  g_autofree char *misfit = sl_hint_misfit (&sl_figure_shrinkage, snapshot);
  g_autofree char *rule = short_name (config->rule);
  g_autofree char *lambda = sl_phrase_number (config->lambda, 4);
  if (misfit != NULL)
    return g_steal_pointer (&misfit);
  if (sl_config_lambda (config) == 0.0)
    return g_strdup (_ ("Without a penalty a step leaves every weight where the loss has "
                        "put it."));
  float end = (float) axis_end (snapshot), t = step_of (snapshot), after = end;
  float zone = sl_shrink_dead_zone (config, config->rule, t, end);
  sl_shrink (config, config->rule, 1, &t, &after);
  g_autofree char *from = sl_phrase_number ((double) end, 4);
  g_autofree char *to = sl_phrase_number ((double) after, 4);
  if (zone > 0.0f) {
    g_autofree char *dead = sl_phrase_number ((double) zone, 3);
    return g_strdup_printf (
        _ ("One step (%s, λ = %s) makes weights of at most %s exactly zero and turns %s "
           "into %s."),
        rule, lambda, dead, from, to);
  }
  return g_strdup_printf (
      _ ("One step (%s, λ = %s) makes no weight exactly zero and turns %s into %s."),
      rule, lambda, from, to);
}

static void
shrinkage_probe (double width,
                 double height,
                 const SlSnapshot *snapshot,
                 const SlFigureView *view,
                 const SlTheme *theme,
                 double px,
                 double py,
                 SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  g_autoptr (GString) lines = g_string_new (NULL);
  SlFrame frame;

  *probe = (SlProbe){0};
  if (snapshot == NULL || snapshot->n_layers == 0 ||
      sl_shrink_misfit (&snapshot->config) != NULL)
    return;
  sl_kit_init (&kit, NULL, theme);
  shrinkage_frame (&kit, &frame, width, height, snapshot);
  if (!sl_frame_contains (&frame, px, py))
    return;
  double before = sl_scale_invert (&frame.x, px);
  g_autofree char *from = sl_phrase_number (before, 3);
  g_string_append_printf (lines, _ ("weight %s becomes"), from);
  for (size_t i = 0; i < sl_rules ()->n; i++) {
    const SlRuleType *rule = (const SlRuleType *) sl_rules ()->kinds[i];
    float t = step_of (snapshot), w = (float) before;
    if (!is_legal (&snapshot->config, rule))
      continue;
    sl_shrink (&snapshot->config, rule, 1, &t, &w);
    g_autofree char *name = short_name (rule);
    g_autofree char *to =
        w == 0.0f ? g_strdup (_ ("exactly 0")) : sl_phrase_number ((double) w, 4);
    g_string_append_printf (lines, "\n%s: %s", name, to);
  }
  g_strlcpy (probe->text, lines->str, sizeof probe->text);
  probe->x = px;
  probe->y = py;
  probe->has_x = TRUE;
  probe->left = frame.area.x;
  probe->top = frame.area.y;
  probe->width = frame.area.width;
  probe->height = frame.area.height;
}

static void
shrinkage_ask (const SlFigureView *view, SlNeeds *needs)
{
  needs->steps = TRUE;
}

/* The weights that are drawn, each with its own step. */
static SlNumbers *
shrinkage_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlStepSample *steps = snapshot->steps;
  SlNumbers *numbers;

  if (steps == NULL)
    return NULL;
  numbers = sl_numbers_new ((gsize) steps->n);
  double *w = sl_numbers_add (numbers, SL_NUMBERS_FLOAT, "weight", _ ("weight"));
  double *t = sl_numbers_add (numbers, SL_NUMBERS_FLOAT, "step", _ ("step size"));
  double *next = sl_numbers_add (numbers, SL_NUMBERS_FLOAT, "after", _ ("after it"));
  for (int i = 0; i < steps->n; i++) {
    w[i] = (double) steps->w[i];
    t[i] = (double) steps->t[i];
    next[i] = (double) shrunk (snapshot, i);
  }
  return numbers;
}

const SlFigureType sl_figure_shrinkage = {
    .kind = {"shrinkage", N_ ("What one step does to a weight"),
             N_ ("What the penalty alone makes of a weight in one step, for each way to "
                 "make zeros; dots are some of the present weights.")},
    .formula =
        N_ ("proximal step: w → sign(w) · max(|w| − t·λ·ρ, 0) ÷ (1 + t·λ·(1 − ρ))"),
    .ask = shrinkage_ask,
    .misfit = shrinkage_misfit,
    .subtitle = shrinkage_subtitle,
    .draw = shrinkage_draw,
    .describe = shrinkage_describe,
    .probe = shrinkage_probe,
    .numbers = shrinkage_numbers,
};
