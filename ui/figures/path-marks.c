/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/path-marks.h"

#include "ui/figures/phrase.h"
#include "ui/plots/marks.h"
#include "ui/plots/spread.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

static const SlDash min_dash = {2, {5, 3}}, one_se_dash = {2, {2, 3}};

/* From the top of the upper strip to the bottom of the lowest. */
static SlBox
both_strips (const SlPathLayout *layout)
{
  SlBox area = layout->frames[SL_PATH_LINES_STRIP].area;
  const SlBox *below = &layout->frames[SL_PATH_LOSS_STRIP].area;

  if (layout->has_losses)
    area.height = below->y + below->height - area.y;
  return area;
}

void
sl_path_draw_counts (SlKit *kit, const SlPathLayout *layout)
{
  const SlPathResult *path = layout->path;
  const SlFrame *frame = &layout->frames[SL_PATH_LINES_STRIP];
  SlColor muted = sl_style_ink (kit->theme, SL_INK_MUTED);
  const SlTicks *ticks = &frame->x_ticks;
  const char *title = _ ("not zero");
  double y = frame->area.y - 2.85 * sl_text_height (kit, SL_TEXT_LABEL);
  double from = sl_text_width (kit, SL_TEXT_LABEL, title) + kit->em;

  if (!(y > -1.0) || path->n == 0)
    return;
  sl_text_draw (kit, &(SlText){.string = title, .color = muted, .y = y});
  for (int i = 0; i < ticks->n; i++) {
    int row = sl_path_result_nearest (path, ticks->value[i]);
    /* Beyond the rows of a path under way nothing is known yet. */
    if (fabs (log (path->rows[row].lambda / ticks->value[i])) > 0.5)
      continue;
    g_autofree char *text = sl_count_text (path->rows[row].nonzeros);
    double width = sl_text_width (kit, SL_TEXT_STRONG, text);
    double left = sl_scale_map (&frame->x, ticks->value[i]) - width / 2.0;
    left = fmin (left, frame->area.x + frame->area.width - width);
    if (left < from)
      continue;
    sl_text_draw (kit, &(SlText){.string = text,
                                 .style = SL_TEXT_STRONG,
                                 .color = sl_style_ink (kit->theme, SL_INK_TEXT),
                                 .x = left,
                                 .y = y});
    from = left + width + 0.8 * kit->em;
  }
}

typedef struct
{
  const char *name;
  int row; /* -1: not there */
  SlColor ink, label;
  const SlDash *dash;
} Mark;

/* λ.min and λ.1se are one mark when they are one λ. */
static void
make_marks (SlKit *kit, const SlPathResult *path, Mark marks[3])
{
  SlColor chosen = sl_style_fill (kit->theme, SL_ROLE_VALIDATION);
  SlColor label = sl_style_label (kit->theme, SL_ROLE_VALIDATION);
  SlColor muted = sl_style_ink (kit->theme, SL_INK_MUTED);
  gboolean same = path->min == path->one_se;

  marks[0] = (Mark){same ? _ ("λ.min = λ.1se") : _ ("λ.min"), path->min, chosen, label,
                    &min_dash};
  marks[1] = (Mark){_ ("λ.1se"), same ? -1 : path->one_se, chosen, label, &one_se_dash};
  marks[2] = (Mark){_ ("λ.max"), path->m - 1, sl_style_ink (kit->theme, SL_INK_AXIS),
                    muted, NULL};
  /* A network's best λ is any; the order of their places is the order of the names. */
  if (marks[1].row >= 0 && marks[1].row < marks[0].row) {
    Mark first = marks[1];
    marks[1] = marks[0];
    marks[0] = first;
  }
}

void
sl_path_draw_marks (SlKit *kit, const SlPathLayout *layout)
{
  const SlFrame *frame = &layout->frames[SL_PATH_LINES_STRIP];
  SlBox area = both_strips (layout);
  double y = frame->area.y - 1.65 * sl_text_height (kit, SL_TEXT_STRONG);
  SlSpread names[3];
  Mark marks[3], *shown[3];
  int n = 0;

  make_marks (kit, layout->path, marks);
  for (int i = 0; i < 3; i++) {
    if (marks[i].row < 0)
      continue;
    double x = sl_scale_map (&frame->x, layout->path->lambdas[marks[i].row]);
    double middle = kit->theme->screen ? floor (x) + 0.5 : x;
    sl_mark_line (kit, middle, area.y, middle, area.y + area.height,
                  &(SlStroke){marks[i].ink, 1.6, marks[i].dash});
    names[n] = (SlSpread){.wanted = x,
                          .size = sl_text_width (kit, SL_TEXT_STRONG, marks[i].name) +
                                  0.7 * kit->em};
    shown[n++] = &marks[i];
  }
  sl_spread (names, n, 5.0 * kit->em, area.x + area.width + 0.4 * kit->em);
  for (int i = 0; i < n; i++)
    sl_text_draw (kit, &(SlText){.string = shown[i]->name,
                                 .style = SL_TEXT_STRONG,
                                 .color = shown[i]->label,
                                 .x = names[i].place,
                                 .y = y,
                                 .ax = 0.5});
}

SlRole
sl_path_line_role (const SlPathResult *path, const SlPathLine *line)
{
  if (!path->exact)
    return line->layer < 0 ? SL_ROLE_EXACT_ZERO : SL_ROLE_NEUTRAL;
  /* The sign of a weight that changes it is the one where it is largest. */
  for (int i = 0; i < path->n; i++) {
    double w = sl_path_line_value (path, line, i);
    if (fabs (w) == line->largest)
      return w < 0.0 ? SL_ROLE_NEGATIVE : SL_ROLE_POSITIVE;
  }
  return SL_ROLE_NEUTRAL;
}

typedef struct
{
  const SlPathLine *line;
  double y;
} Name;

static int
compare_names (const void *a, const void *b)
{
  double x = ((const Name *) a)->y, y = ((const Name *) b)->y;

  return (x > y) - (x < y);
}

void
sl_path_draw_names (SlKit *kit, const SlPathLayout *layout)
{
  const SlFrame *frame = &layout->frames[SL_PATH_LINES_STRIP];
  double line = sl_text_height (kit, SL_TEXT_STRONG), start = frame->x.start;
  double room = start - frame->area.x - 1.4 * kit->em;
  g_autofree Name *names = g_new (Name, layout->n_labelled + 1);
  g_autofree SlSpread *spread = g_new (SlSpread, layout->n_labelled + 1);
  int n = layout->n_labelled;

  if (n == 0 || !(room > 2.0 * kit->em))
    return;
  for (int i = 0; i < n; i++) {
    double value = sl_path_line_value (layout->path, &layout->lines[i], 0);
    double y = sl_scale_map (&frame->y, isfinite (value) ? value : 0.0);
    names[i] = (Name){&layout->lines[i], y};
  }
  qsort (names, (size_t) n, sizeof *names, compare_names);
  for (int i = 0; i < n; i++)
    spread[i] = (SlSpread){.wanted = names[i].y, .size = line};
  sl_spread (spread, n, frame->area.y - 0.3 * line,
             frame->area.y + frame->area.height + 0.3 * line);
  for (int i = 0; i < n; i++) {
    g_autofree char *text = sl_path_line_name (layout->path, names[i].line);
    SlRole role = sl_path_line_role (layout->path, names[i].line);
    SlColor color = sl_style_fill (kit->theme, role);
    sl_mark_line (kit, start - 1.1 * kit->em, spread[i].place, start - 0.2 * kit->em,
                  names[i].y, &(SlStroke){sl_color_fade (color, 0.7), 1.0, NULL});
    sl_text_draw (kit, &(SlText){.string = text,
                                 .style = SL_TEXT_STRONG,
                                 .color = sl_style_label (kit->theme, role),
                                 .x = start - 1.3 * kit->em,
                                 .y = spread[i].place,
                                 .ax = 1.0,
                                 .ay = 0.5,
                                 .width = room,
                                 .lines = 1});
  }
}

/* Its value on a ground of its own, over the text of the axis. */
static void
draw_value (SlKit *kit, const SlBox *area, double x, const char *text)
{
  double width = sl_text_width (kit, SL_TEXT_STRONG, text) + 1.2 * kit->em;
  double height = sl_text_height (kit, SL_TEXT_STRONG);
  double left = CLAMP (x - width / 2.0, 0.0, fmax (area->x + area->width - width, 0.0));
  double top = area->y + area->height + 0.25 * kit->em, radius = height / 2.0;

  if (kit->cr == NULL)
    return;
  cairo_new_sub_path (kit->cr);
  cairo_arc (kit->cr, left + width - radius, top + radius, radius, -G_PI_2, G_PI_2);
  cairo_arc (kit->cr, left + radius, top + radius, radius, G_PI_2, 3.0 * G_PI_2);
  cairo_close_path (kit->cr);
  sl_color_set (kit->cr, sl_style_ink (kit->theme, SL_INK_TEXT));
  cairo_fill (kit->cr);
  sl_text_draw (kit, &(SlText){.string = text,
                               .style = SL_TEXT_STRONG,
                               .color = sl_style_ink (kit->theme, SL_INK_PAPER),
                               .x = left + width / 2.0,
                               .y = top + height / 2.0,
                               .ax = 0.5,
                               .ay = 0.5});
}

void
sl_path_draw_cursor (SlKit *kit, const SlPathLayout *layout, double lambda)
{
  SlBox area = both_strips (layout);
  SlColor ink = sl_style_ink (kit->theme, SL_INK_TEXT);
  g_autofree char *value = sl_phrase_number (lambda, 3);
  g_autofree char *text =
      lambda > 0.0 ? g_strdup_printf ("λ = %s", value) : g_strdup (_ ("λ = 0, off"));
  gboolean inside;
  double x = sl_path_place_of (layout, lambda, &inside);

  if (!isfinite (x))
    return;
  if (kit->theme->screen)
    x = floor (x) + 0.5;
  /* At the end of the axis the line would say that λ is there. */
  if (inside) {
    sl_mark_line (kit, x, area.y, x, area.y + area.height, &(SlStroke){ink, 1.6, NULL});
    sl_mark_dot (kit, x, area.y, 4.0, ink);
    sl_mark_dot (kit, x, area.y + area.height, 4.0, ink);
  }
  draw_value (kit, &area, x, text);
}
