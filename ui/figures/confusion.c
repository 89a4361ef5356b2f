/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"
#include "ui/figures/sampled.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE _ ("Which classes are taken for which appears here.")

extern const SlFigureType sl_figure_confusion;

/* Where the cells are, in px. A row is a true class, a column what it was taken for. */
typedef struct
{
  const SlConfusion *confusion; /* Borrowed */
  SlBox area;
  double side_label; /* right end of the names of the rows */
  int every;         /* each so many classes are named */
} Layout;

static void
confusion_ask (const SlFigureView *view, SlNeeds *needs)
{
  needs->confusion = TRUE;
}

static char *
confusion_misfit (const SlSnapshot *snapshot)
{
  const SlDataset *set = snapshot->problem != NULL ? snapshot->problem->dataset : NULL;

  if (set != NULL && set->task == SL_TASK_REGRESSION)
    return g_strdup (_ ("needs classes, the target is a number"));
  if (set != NULL && set->n_classes > SL_CONFUSION_MAX_CLASSES)
    return g_strdup (_ ("has room for 256 classes at most"));
  return NULL;
}

/* Returns (transfer full) the name of class @i. */
static char *
class_name (const SlSnapshot *snapshot, int i)
{
  const SlDataset *set = snapshot->problem != NULL ? snapshot->problem->dataset : NULL;

  if (set != NULL && set->classes != NULL && i < set->n_classes)
    return g_strdup (set->classes[i]);
  return g_strdup_printf ("%d", i + 1);
}

static gint64
count_at (const SlConfusion *confusion, int i, int j)
{
  return confusion->counts[(size_t) i * confusion->k + j];
}

static void
layout_init (SlKit *kit,
             Layout *layout,
             double width,
             double height,
             const SlSnapshot *snapshot)
{
  const SlConfusion *confusion = snapshot->confusion;
  double line = sl_text_height (kit, SL_TEXT_LABEL), widest = 0.0;

  for (int i = 0; i < confusion->k; i++) {
    g_autofree char *name = class_name (snapshot, i);
    widest = fmax (widest, sl_text_width (kit, SL_TEXT_LABEL, name));
  }
  double left = ceil (fmin (widest, 0.25 * width) + 1.2 * kit->em);
  double top = ceil (2.4 * line), bottom = floor (height - 1.7 * line);
  layout->confusion = confusion;
  layout->side_label = left - 0.6 * kit->em;
  layout->area = (SlBox){left, top, fmax (floor (width - 0.5 * kit->em) - left, 0.0),
                         fmax (bottom - top, 0.0)};
  double each = layout->area.height / confusion->k;
  layout->every = each > 0.0 ? MAX ((int) ceil (0.95 * line / each), 1) : confusion->k;
}

static gboolean
layout_is_drawable (const Layout *layout)
{
  return layout->area.width >= 16.0 && layout->area.height >= 16.0;
}

/* Edges lie on whole pixels, so that cells leave no seams. */
static SlBox
cell_box (const Layout *layout, int i, int j)
{
  const SlBox *area = &layout->area;
  int k = layout->confusion->k;
  double x1 = area->x + round (area->width * j / k);
  double x2 = area->x + round (area->width * (j + 1) / k);
  double y1 = area->y + round (area->height * i / k);
  double y2 = area->y + round (area->height * (i + 1) / k);

  return (SlBox){x1, y1, x2 - x1, y2 - y1};
}

/* The share of its true class decides the depth, by its root: a few mistakes among many
 * rows are what one looks for. */
static SlColor
cell_color (const Layout *layout, const SlTheme *theme, int i, int j)
{
  gint64 rows = sl_confusion_rows (layout->confusion, i);
  gint64 count = count_at (layout->confusion, i, j);
  double share = rows > 0 ? (double) count / (double) rows : 0.0;
  SlColor full = sl_style_fill (theme, i == j ? SL_ROLE_POSITIVE : SL_ROLE_NEGATIVE);

  return sl_color_mix (sl_style_ink (theme, SL_INK_TILE), full,
                       count > 0 ? 0.12 + 0.88 * sqrt (share) : 0.0);
}

/* Text that stands out from @ground. */
static SlColor
text_color (SlColor ground)
{
  static const SlColor black = {0.0, 0.0, 0.0, 1.0}, white = {1.0, 1.0, 1.0, 1.0};

  return sl_color_contrast (ground, black) > sl_color_contrast (ground, white) ? black
                                                                               : white;
}

static void
draw_count (SlKit *kit, const SlBox *cell, gint64 count, SlColor ground)
{
  g_autofree char *text = sl_count_text (count);
  SlText label = {.string = text,
                  .style = SL_TEXT_STRONG,
                  .color = text_color (ground),
                  .x = cell->x + cell->width / 2,
                  .y = cell->y + cell->height / 2,
                  .ax = 0.5,
                  .ay = 0.5};
  double width, height;

  sl_text_size (kit, &label, &width, &height);
  if (width <= cell->width - 2.0 && height <= cell->height)
    sl_text_draw (kit, &label);
}

static void
draw_cells (SlKit *kit, const Layout *layout)
{
  int k = layout->confusion->k;

  for (int i = 0; i < k; i++)
    for (int j = 0; j < k; j++) {
      SlBox cell = cell_box (layout, i, j);
      SlColor color = cell_color (layout, kit->theme, i, j);
      gint64 count = count_at (layout->confusion, i, j);
      /* A line between cells, where they are wide enough for one. */
      if (cell.width >= 6.0 && cell.height >= 6.0) {
        cell.width -= 1.0;
        cell.height -= 1.0;
      }
      sl_mark_bar (kit, &cell, color);
      if (count > 0)
        draw_count (kit, &cell, count, color);
    }
}

static void
draw_names (SlKit *kit, const Layout *layout, const SlSnapshot *snapshot)
{
  SlColor muted = sl_style_ink (kit->theme, SL_INK_MUTED);
  double line = sl_text_height (kit, SL_TEXT_LABEL);
  double taken = -INFINITY;

  for (int i = 0; i < layout->confusion->k; i += layout->every) {
    g_autofree char *name = class_name (snapshot, i);
    SlBox cell = cell_box (layout, i, i);
    double width = sl_text_width (kit, SL_TEXT_LABEL, name);
    double room = fmax (layout->side_label, 1.0), middle = cell.x + cell.width / 2;
    sl_text_draw (kit, &(SlText){.string = name,
                                 .color = muted,
                                 .x = layout->side_label,
                                 .y = cell.y + cell.height / 2,
                                 .ax = 1.0,
                                 .ay = 0.5,
                                 .width = width > room ? room : 0.0,
                                 .lines = 1});
    /* Columns are named while their names keep apart. */
    if (middle - width / 2 < taken)
      continue;
    sl_text_draw (kit, &(SlText){.string = name,
                                 .color = muted,
                                 .x = middle,
                                 .y = layout->area.y - 1.1 * line,
                                 .ax = 0.5});
    taken = middle + width / 2 + 0.5 * kit->em;
  }
  sl_text_draw (kit, &(SlText){.string = _ ("true class ↓  taken for →"),
                               .color = sl_style_ink (kit->theme, SL_INK_TEXT),
                               .x = layout->area.x,
                               .y = layout->area.y - 2.3 * line});
}

static char *
percent_text (double share)
{
  g_autofree char *number = sl_phrase_number (100.0 * share, 3);

  return isnan (share) ? g_strdup (_ ("unknown")) : g_strdup_printf (_ ("%s %%"), number);
}

/* The two numbers that sum it up, and what the colours are when there is room. */
static void
draw_summary (SlKit *kit, const Layout *layout, double width, double height)
{
  g_autofree char *ber = percent_text (sl_confusion_balanced_error (layout->confusion));
  g_autofree char *accuracy = percent_text (sl_confusion_accuracy (layout->confusion));
  g_autofree char *brief = g_strdup_printf (_ ("BER = 1 − balanced accuracy = %s"), ber);
  g_autofree char *full = g_strdup_printf (
      _ ("%s · accuracy %s · green: right, gold: wrong"), brief, accuracy);
  gboolean fits = sl_text_width (kit, SL_TEXT_LABEL, full) <= width;

  sl_text_draw (kit, &(SlText){.string = fits ? full : brief,
                               .color = sl_style_ink (kit->theme, SL_INK_TEXT),
                               .x = width / 2,
                               .y = height - 0.2 * kit->em,
                               .ax = 0.5,
                               .ay = 1.0});
}

/* What to say instead of the matrix, or NULL. */
static char *
find_hint (const SlSnapshot *snapshot)
{
  char *hint = sl_hint_waiting (snapshot, PROMISE);

  if (hint == NULL)
    hint = sl_hint_misfit (&sl_figure_confusion, snapshot);
  if (hint == NULL && snapshot->confusion == NULL)
    hint = g_strdup ("…");
  return hint;
}

static void
confusion_draw (cairo_t *cr,
                double width,
                double height,
                const SlSnapshot *snapshot,
                const SlFigureView *view,
                const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *hint = find_hint (snapshot);
  Layout layout;

  sl_kit_init (&kit, cr, theme);
  if (hint != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, hint);
    return;
  }
  layout_init (&kit, &layout, width, height, snapshot);
  if (!layout_is_drawable (&layout))
    return;
  draw_cells (&kit, &layout);
  draw_names (&kit, &layout, snapshot);
  draw_summary (&kit, &layout, width, height);
}

/* Returns (transfer full) whose rows they are: "450 test rows"; of many, "20 000 of
 * 60 000 test rows". */
static char *
rows_text (const SlSnapshot *snapshot)
{
  gboolean of_test = snapshot->problem == NULL || snapshot->problem->test.n > 0;
  SlPartId part = of_test ? SL_PART_TEST : SL_PART_TRAIN;
  g_autofree char *rows = sl_count_text (sl_confusion_rows (snapshot->confusion, -1));

  if (snapshot->problem != NULL && snapshot->sampled[part] > 0)
    return sl_sampled_part_text (snapshot, part);
  return g_strdup_printf (of_test ? _ ("%s test rows") : _ ("%s training rows"), rows);
}

static char *
confusion_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->n_layers == 0 || snapshot->confusion == NULL)
    return g_strdup ("");
  return rows_text (snapshot);
}

/* The commonest mistake: @i, @j: (out). Returns how often; 0 when there is none. */
static gint64
worst_mistake (const SlConfusion *confusion, int *i, int *j)
{
  gint64 most = 0;

  for (int a = 0; a < confusion->k; a++)
    for (int b = 0; b < confusion->k; b++)
      if (a != b && count_at (confusion, a, b) > most) {
        most = count_at (confusion, a, b);
        *i = a;
        *j = b;
      }
  return most;
}

static char *
confusion_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  int i = 0, j = 0;

  if (snapshot == NULL || snapshot->n_layers == 0)
    return g_strdup (_ ("No confusion matrix yet: the data is being prepared."));
  char *misfit = sl_hint_misfit (&sl_figure_confusion, snapshot);
  if (misfit != NULL)
    return misfit;
  if (snapshot->confusion == NULL)
    return g_strdup (_ ("The confusion matrix is being counted."));
  const SlConfusion *confusion = snapshot->confusion;
  g_autofree char *rows = rows_text (snapshot);
  g_autofree char *accuracy = percent_text (sl_confusion_accuracy (confusion));
  g_autofree char *ber = percent_text (sl_confusion_balanced_error (confusion));
  gint64 most = worst_mistake (confusion, &i, &j);
  g_autofree char *from = class_name (snapshot, i), *to = class_name (snapshot, j);
  g_autofree char *count = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d time", "%d times", (gulong) most), (int) most);
  if (most == 0)
    return g_strdup_printf (_ ("After epoch %d all of the %s are classified rightly."),
                            snapshot->epoch, rows);
  return g_strdup_printf (
      _ ("After epoch %d %s of the %s are classified rightly and the balanced error BER "
         "is %s; the commonest mistake, made %s, takes class %s for %s."),
      snapshot->epoch, accuracy, rows, ber, count, from, to);
}

static void
confusion_probe (double width,
                 double height,
                 const SlSnapshot *snapshot,
                 const SlFigureView *view,
                 const SlTheme *theme,
                 double px,
                 double py,
                 SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  Layout layout;

  *probe = (SlProbe){0};
  if (snapshot == NULL || snapshot->n_layers == 0 || snapshot->confusion == NULL)
    return;
  sl_kit_init (&kit, NULL, theme);
  layout_init (&kit, &layout, width, height, snapshot);
  const SlBox *area = &layout.area;
  if (!layout_is_drawable (&layout) || !(px >= area->x && px < area->x + area->width) ||
      !(py >= area->y && py < area->y + area->height))
    return;
  int k = layout.confusion->k, i = 0, j = 0;
  while (i < k - 1 && py >= cell_box (&layout, i + 1, 0).y)
    i++;
  while (j < k - 1 && px >= cell_box (&layout, 0, j + 1).x)
    j++;
  gint64 count = count_at (layout.confusion, i, j);
  gint64 rows = sl_confusion_rows (layout.confusion, i);
  g_autofree char *from = class_name (snapshot, i), *to = class_name (snapshot, j);
  g_autofree char *number = sl_count_text (count), *all = sl_count_text (rows);
  g_autofree char *share = percent_text (rows > 0 ? (double) count / (double) rows : NAN);
  g_autofree char *text =
      g_strdup_printf (_ ("true class %.60s\ntaken for %.60s\n%s of %s rows: %s"), from,
                       to, number, all, share);
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_strlcpy (probe->text, valid, sizeof probe->text);
  probe->x = px;
  probe->y = py;
  probe->left = area->x;
  probe->top = area->y;
  probe->width = area->width;
  probe->height = area->height;
}

static SlNumbers *
confusion_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlConfusion *confusion = snapshot->confusion;
  SlNumbers *numbers;

  if (confusion == NULL)
    return NULL;
  numbers = sl_numbers_new ((gsize) confusion->k * confusion->k);
  char **is = sl_numbers_add_text (numbers, "class", _ ("class"));
  char **taken_for = sl_numbers_add_text (numbers, "taken_for", _ ("taken for"));
  double *rows = sl_numbers_add (numbers, SL_NUMBERS_COUNT, "rows", _ ("rows"));
  for (int i = 0; i < confusion->k * confusion->k; i++) {
    is[i] = class_name (snapshot, i / confusion->k);
    taken_for[i] = class_name (snapshot, i % confusion->k);
    rows[i] = (double) confusion->counts[i];
  }
  return numbers;
}

const SlFigureType sl_figure_confusion = {
    .kind = {"confusion", N_ ("Confusion matrix"),
             N_ ("How the rows of each class are classified: on the diagonal rightly, "
                 "beside it as the class of the column.")},
    .formula =
        N_ ("BER = 1 − mean over classes of (rows that are right ÷ rows of the class)"),
    .ask = confusion_ask,
    .misfit = confusion_misfit,
    .subtitle = confusion_subtitle,
    .draw = confusion_draw,
    .describe = confusion_describe,
    .probe = confusion_probe,
    .numbers = confusion_numbers,
};
