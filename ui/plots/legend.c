/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/legend.h"

#include <math.h>
#include <stdlib.h>

enum { MAX_PLACES = 40, MAX_VISITS = 20000, STATIONS = 12 };

/* Width of the columns in which curves are looked at, px. */
#define COLUMN 4.0

/* What a place costs; the cheapest set of places without overlapping labels wins. */
#define COST_NO_LABEL 500.0
#define COST_OBSTACLE 30.0
#define COST_COVER    18.0
#define COST_CLOSE    4.0 /* another curve nearby may be taken for the one that is named */
#define COST_BELOW    1.5
#define COST_AT_END   14.0
#define COST_AWAY     16.0 /* per whole length of the curve from the favourite spot */
#define FAVOURITE     0.76

/* Lowest and highest y of a curve in each column; NaN where it is not. */
typedef struct
{
  int n;
  double x;
  double *top, *bottom;
} Envelope;

typedef struct
{
  SlBox box;
  double cost;
  gboolean covers;
} Place;

typedef struct
{
  int n;
  Place places[MAX_PLACES];
} Places;

/* What labels must keep clear of. */
typedef struct
{
  const SlBox *area;
  const Envelope *curves; /* (n_curves) */
  const SlBox *obstacles; /* (n_obstacles) */
  int n_curves, n_obstacles;
} Scene;

typedef struct
{
  int n, visits;
  const Places *choices;
  double rest[SL_MAX_CURVE_LABELS + 1]; /* least cost of the labels from i on */
  int picked[SL_MAX_CURVE_LABELS], best[SL_MAX_CURVE_LABELS];
  double best_cost;
} Search;

static void
envelope_add (Envelope *e, double x, double y)
{
  int i = (int) floor ((x - e->x) / COLUMN);

  if (i < 0 || i >= e->n)
    return;
  if (isnan (e->top[i]) || y < e->top[i])
    e->top[i] = y;
  if (isnan (e->bottom[i]) || y > e->bottom[i])
    e->bottom[i] = y;
}

static void
envelope_init (Envelope *e, const SlBox *area, const SlCurve *curve)
{
  e->n = (int) (area->width / COLUMN) + 2;
  e->x = area->x;
  e->top = g_new (double, e->n);
  e->bottom = g_new (double, e->n);
  for (int i = 0; i < e->n; i++)
    e->top[i] = e->bottom[i] = NAN;
  for (int i = 0; i < curve->n; i++) {
    if (isnan (curve->y[i]))
      continue;
    envelope_add (e, curve->x[i], curve->y[i]);
    if (i == 0 || isnan (curve->y[i - 1]))
      continue;
    /* Long straight pieces cross columns that hold no point. */
    double dx = curve->x[i] - curve->x[i - 1], dy = curve->y[i] - curve->y[i - 1];
    int steps = (int) CLAMP (dx / COLUMN, 0.0, 4096.0);
    for (int k = 1; k < steps; k++)
      envelope_add (e, curve->x[i - 1] + dx * k / steps,
                    curve->y[i - 1] + dy * k / steps);
  }
}

static void
envelope_clear (Envelope *e)
{
  g_free (e->top);
  g_free (e->bottom);
}

/* Highest and lowest y between two x; FALSE when the curve is not there. */
static gboolean
envelope_range (const Envelope *e, double from, double to, double *top, double *bottom)
{
  int first = MAX ((int) floor ((from - e->x) / COLUMN), 0);
  int last = MIN ((int) floor ((to - e->x) / COLUMN), e->n - 1);

  *top = INFINITY;
  *bottom = -INFINITY;
  for (int i = first; i <= last; i++) {
    if (isnan (e->top[i]))
      continue;
    *top = fmin (*top, e->top[i]);
    *bottom = fmax (*bottom, e->bottom[i]);
  }
  return *top <= *bottom;
}

static gboolean
is_inside (const SlBox *box, const SlBox *area)
{
  return box->x >= area->x && box->y >= area->y &&
         box->x + box->width <= area->x + area->width &&
         box->y + box->height <= area->y + area->height;
}

/* Adds a place for a label unless it leaves the area. */
static void
consider (Places *places, const Scene *scene, const Envelope *own, SlBox box, double cost)
{
  Place *place = &places->places[places->n];
  double top, bottom;

  if (places->n == MAX_PLACES || !is_inside (&box, scene->area))
    return;
  *place = (Place){box, cost, FALSE};
  for (int i = 0; i < scene->n_curves; i++) {
    if (!envelope_range (&scene->curves[i], box.x, box.x + box.width, &top, &bottom))
      continue;
    double shared = fmin (bottom + 1, box.y + box.height) - fmax (top - 1, box.y);
    if (shared > 0.0) {
      place->cost += COST_COVER + shared;
      place->covers = TRUE;
    } else if (&scene->curves[i] != own && shared > -0.5 * box.height) {
      place->cost += COST_CLOSE;
    }
  }
  for (int i = 0; i < scene->n_obstacles; i++)
    if (sl_box_overlaps (&box, &scene->obstacles[i]))
      place->cost += COST_OBSTACLE;
  places->n++;
}

/* @own: the envelope of the label's curve. */
static void
find_places (SlKit *kit,
             Places *places,
             const Scene *scene,
             const SlCurveLabel *label,
             const Envelope *own)
{
  const SlBox *area = scene->area;
  double w = sl_text_width (kit, SL_TEXT_STRONG, label->text);
  double h = sl_text_height (kit, SL_TEXT_STRONG);
  double gap = 0.25 * kit->em, top, bottom;
  int last = sl_curve_last (label->curve);

  places->n = 0;
  if (last < 0)
    return;
  double end_x = label->curve->x[last], end_y = label->curve->y[last];
  double length = fmax (end_x - area->x, 1.0);
  for (int i = 1; i < STATIONS; i++) {
    double middle = area->x + area->width * i / STATIONS;
    double left = middle - w / 2;
    if (left < area->x + gap || left + w > fmin (end_x, area->x + area->width - gap))
      continue;
    if (!envelope_range (own, left, left + w, &top, &bottom))
      continue;
    double cost = COST_AWAY * fabs ((middle - area->x) / length - FAVOURITE);
    consider (places, scene, own, (SlBox){left, top - h - gap, w, h}, cost);
    consider (places, scene, own, (SlBox){left, bottom + gap, w, h}, cost + COST_BELOW);
  }
  for (int i = 0; i < 7; i++) {
    double shift = (i % 2 ? 0.5 : -0.5) * h * ((i + 1) / 2);
    consider (places, scene, own,
              (SlBox){end_x + 0.6 * kit->em, end_y - h / 2 + shift, w, h},
              COST_AT_END + i);
  }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  double d = ((const Place *) a)->cost - ((const Place *) b)->cost;

  return (d > 0) - (d < 0);
}

/* Whether @box keeps its distance from the labels picked before. */
static gboolean
is_free (const Search *search, int label, const SlBox *box)
{
  double gap = 0.5 * box->height;
  SlBox wide = {box->x - gap, box->y, box->width + 2 * gap, box->height};

  for (int i = 0; i < label; i++) {
    int picked = search->picked[i];
    if (picked >= 0 && sl_box_overlaps (&wide, &search->choices[i].places[picked].box))
      return FALSE;
  }
  return TRUE;
}

/* Branch and bound: @cost so far, labels from @label on are still to be placed. */
static void
search_from (Search *search, int label, double cost)
{
  if (cost + search->rest[label] >= search->best_cost || search->visits++ > MAX_VISITS)
    return;
  if (label == search->n) {
    search->best_cost = cost;
    for (int i = 0; i < search->n; i++)
      search->best[i] = search->picked[i];
    return;
  }
  const Places *places = &search->choices[label];
  for (int i = 0; i < places->n; i++) {
    if (!is_free (search, label, &places->places[i].box))
      continue;
    search->picked[label] = i;
    search_from (search, label + 1, cost + places->places[i].cost);
  }
  search->picked[label] = -1;
  search_from (search, label + 1, cost + COST_NO_LABEL);
}

void
sl_legend_place (SlKit *kit,
                 const SlBox *area,
                 SlCurveLabel *labels,
                 int n,
                 const SlBox *obstacles,
                 int n_obstacles)
{
  Envelope envelopes[SL_MAX_CURVE_LABELS];
  g_autofree Places *choices = g_new (Places, SL_MAX_CURVE_LABELS);
  Scene scene = {area, envelopes, obstacles, n, n_obstacles};
  Search search = {.choices = choices, .best_cost = INFINITY};

  g_return_if_fail (n <= SL_MAX_CURVE_LABELS);
  search.n = n;
  for (int i = 0; i < n; i++)
    envelope_init (&envelopes[i], area, labels[i].curve);
  for (int i = 0; i < n; i++) {
    find_places (kit, &choices[i], &scene, &labels[i], &envelopes[i]);
    qsort (choices[i].places, choices[i].n, sizeof (Place), compare_places);
    search.best[i] = -1;
  }
  search.rest[n] = 0.0;
  for (int i = n - 1; i >= 0; i--)
    search.rest[i] = search.rest[i + 1] +
                     (choices[i].n > 0 ? choices[i].places[0].cost : COST_NO_LABEL);
  search_from (&search, 0, 0.0);
  for (int i = 0; i < n; i++) {
    labels[i].placed = search.best[i] >= 0;
    if (labels[i].placed) {
      labels[i].box = choices[i].places[search.best[i]].box;
      labels[i].covers = choices[i].places[search.best[i]].covers;
    }
    envelope_clear (&envelopes[i]);
  }
}

void
sl_legend_draw (SlKit *kit, const SlCurveLabel *labels, int n)
{
  SlColor card = sl_color_fade (sl_style_ink (kit->theme, SL_INK_CARD), 0.75);

  for (int i = 0; i < n; i++) {
    const SlBox *box = &labels[i].box;
    if (!labels[i].placed || kit->cr == NULL)
      continue;
    if (labels[i].covers && !kit->theme->transparent) {
      sl_color_set (kit->cr, card);
      cairo_rectangle (kit->cr, box->x - 2, box->y + 1, box->width + 4, box->height - 2);
      cairo_fill (kit->cr);
    }
    sl_text_draw (kit, &(SlText){.string = labels[i].text,
                                 .style = SL_TEXT_STRONG,
                                 .color = labels[i].color,
                                 .x = box->x,
                                 .y = box->y});
  }
}
