/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/data-table.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { DIGITS = 4 };

/* In px; all but the counts grow with the text. */
typedef struct
{
  double line;   /* one line of text with its space */
  double head;   /* above the first row */
  double margin; /* of the rows' numbers */
  double column; /* width of one */
  double bars;   /* height of a histogram */
  int rows, columns;
} Layout;

static Layout
layout_of (const SlDataTableView *view, const SlTheme *theme)
{
  double scale = theme->text_scale;
  int lines = 3 + (view->dataset->true_weights != NULL);
  Layout l = {.line = 20 * scale,
              .margin = 44 * scale,
              .column = 132 * scale,
              .bars = 38,
              .rows = MIN (view->dataset->n, SL_DATA_TABLE_ROWS),
              .columns = view->dataset->d + 1};

  l.head = lines * l.line + l.bars + 16;
  return l;
}

void
sl_data_table_size (const SlDataTableView *view,
                    const SlTheme *theme,
                    double *width,
                    double *height)
{
  Layout l = layout_of (view, theme);

  *width = l.margin + l.column * l.columns;
  *height = l.head + l.line * l.rows;
}

/* Returns @offset, moved as little as shows [@from, @from + @size) in @room px. */
static double
reveal (double offset, double from, double size, double room)
{
  return fmax (fmin (fmax (offset, from + size - room), from), 0.0);
}

void
sl_data_table_reveal (SlDataTableView *view,
                      const SlTheme *theme,
                      double width,
                      double height)
{
  Layout l = layout_of (view, theme);

  if (view->row < 0)
    return;
  view->y = reveal (view->y, view->row * l.line, l.line, height - l.head);
  /* The target is always there: beside it, the first inputs. */
  view->x = view->column > 0 ? reveal (view->x, (view->column - 1) * l.column, l.column,
                                       width - l.margin - l.column)
                             : 0.0;
}

gboolean
sl_data_table_cell (const SlDataTableView *view,
                    const SlTheme *theme,
                    double px,
                    double py,
                    int *row,
                    int *column)
{
  Layout l = layout_of (view, theme);
  double across = px - l.margin;

  if (across < 0.0)
    return FALSE;
  *column = across < l.column ? 0 : (int) ((across + view->x) / l.column);
  *row = py < l.head ? 0 : (int) ((py - l.head + view->y) / l.line);
  return *row < l.rows && *column < l.columns;
}

/* The column of @column in the set. */
static int
set_column (const SlDataset *set, int column)
{
  return column == 0 ? set->d : column - 1;
}

static const char *
column_name (const SlDataset *set, int column)
{
  return column == 0 ? set->target : set->features[column - 1];
}

static const SlColumnOverview *
column_overview (const SlDataTableView *view, int column)
{
  return view->overview != NULL ? sl_data_overview_column (
                                      view->overview, set_column (view->dataset, column))
                                : NULL;
}

/* Returns (transfer full) what stands in a cell. */
static char *
cell_text (const SlDataset *set, int row, int column)
{
  double value;

  if (column == 0 && set->label != NULL)
    return g_strdup (set->classes[set->label[row]]);
  value = sl_dataset_cell (set, row, set_column (set, column));
  return isnan (value) ? g_strdup (_ ("missing")) : sl_number_text (value, 6);
}

static char *
range_text (const SlColumnOverview *column)
{
  g_autofree char *min = sl_number_text (column->summary.min, DIGITS);
  g_autofree char *max = sl_number_text (column->summary.max, DIGITS);

  if (column->summary.n == 0)
    return g_strdup (_ ("no value"));
  if (column->summary.min == column->summary.max)
    return g_strdup_printf (_ ("always %s"), min);
  /* TRANSLATORS: smallest and largest value of a column. */
  return g_strdup_printf (_ ("%s … %s"), min, max);
}

static char *
mean_text (const SlColumnOverview *column)
{
  g_autofree char *mean = sl_number_text (column->summary.mean, DIGITS - 1);
  g_autofree char *sd = sl_number_text (column->summary.sd, DIGITS - 1);

  if (column->summary.n == 0)
    return g_strdup ("");
  return g_strdup_printf (_ ("mean %s ± %s"), mean, sd);
}

static char *
true_weight_text (const SlDataset *set, int column)
{
  g_autofree char *weight = NULL;

  if (column == 0 || set->true_weights == NULL)
    return g_strdup ("");
  weight = sl_number_text ((double) set->true_weights[column - 1], DIGITS - 1);
  return g_strdup_printf (_ ("true weight %s"), weight);
}

static void
draw_bars (SlKit *kit, const SlBox *box, const int *counts, int n, SlColor color)
{
  int most = 1;
  double width = fmin (box->width / n, 18.0);

  for (int b = 0; b < n; b++)
    most = MAX (most, counts[b]);
  for (int b = 0; b < n; b++) {
    /* A few rows among many are seen as well. */
    double height = counts[b] > 0 ? fmax (box->height * counts[b] / most, 1.0) : 0.0;

    sl_mark_bar (kit,
                 &(SlBox){box->x + b * width, box->y + box->height - height,
                          fmax (width - (width > 4.0 ? 1.0 : 0.0), 0.5), height},
                 color);
  }
  sl_mark_bar (kit, &(SlBox){box->x, box->y + box->height, box->width, 1.0},
               sl_style_ink (kit->theme, SL_INK_AXIS));
}

static void
draw_text (SlKit *kit,
           const char *text,
           SlTextStyle style,
           SlInk ink,
           double x,
           double y,
           double width,
           double ax)
{
  sl_text_draw (kit, &(SlText){.string = text,
                               .style = style,
                               .color = sl_style_ink (kit->theme, ink),
                               .x = x,
                               .y = y,
                               .ax = ax,
                               .ay = 0.5,
                               .width = width,
                               .lines = 1});
}

static void
draw_head (SlKit *kit, const Layout *l, const SlDataTableView *view, int column, double x)
{
  const SlDataset *set = view->dataset;
  const SlColumnOverview *overview = column_overview (view, column);
  gboolean classes = column == 0 && set->label != NULL;
  double width = l->column - 16, y = 0.5 * l->line + 2;
  g_autofree char *second = NULL, *third = NULL, *weight = true_weight_text (set, column);
  SlBox bars = {x, l->line + 6, width, l->bars};
  SlColor color = sl_style_fill (kit->theme, SL_ROLE_NEUTRAL);

  draw_text (kit, column_name (set, column), SL_TEXT_STRONG, SL_INK_TEXT, x, y, width,
             0.0);
  if (classes && view->overview != NULL)
    draw_bars (kit, &bars, view->overview->class_rows, set->n_classes, color);
  else if (overview != NULL && overview->n_bins > 0)
    draw_bars (kit, &bars, overview->counts, overview->n_bins, color);
  if (classes) {
    second = g_strdup_printf (_ ("%d classes"), set->n_classes);
    third = g_strdup (_ ("target"));
  } else if (overview != NULL) {
    second = range_text (overview);
    third = mean_text (overview);
  } else {
    second = g_strdup (view->overview != NULL ? _ ("not counted") : "…");
    third = g_strdup ("");
  }
  y += l->line + l->bars + 8;
  draw_text (kit, second, SL_TEXT_LABEL, SL_INK_MUTED, x, y, width, 0.0);
  draw_text (kit, third, SL_TEXT_LABEL, SL_INK_MUTED, x, y + l->line, width, 0.0);
  draw_text (kit, weight, SL_TEXT_LABEL, SL_INK_MUTED, x, y + 2 * l->line, width, 0.0);
}

static void
draw_mark (SlKit *kit, const Layout *l, double x, double y)
{
  SlColor color = sl_style_fill (kit->theme, SL_ROLE_TRAIN);

  cairo_rectangle (kit->cr, x - 8 + 1, y + 1, l->column - 2, l->line - 2);
  sl_color_set (kit->cr, sl_color_fade (color, 0.15));
  cairo_fill_preserve (kit->cr);
  sl_color_set (kit->cr, color);
  cairo_set_line_width (kit->cr, 2.0); /* two whole pixels */
  cairo_stroke (kit->cr);
}

/* The cells of one column that are seen, within their clip. */
static void
draw_cells (SlKit *kit,
            const Layout *l,
            const SlDataTableView *view,
            int column,
            double x,
            double height)
{
  int first = MAX ((int) (view->y / l->line), 0);

  for (int i = first; i < l->rows; i++) {
    double y = l->head + i * l->line - view->y;
    g_autofree char *text = NULL;

    if (y > height)
      break;
    if (i == view->row && column == view->column)
      draw_mark (kit, l, x, y);
    text = cell_text (view->dataset, i, column);
    draw_text (kit, text, SL_TEXT_LABEL, SL_INK_TEXT, x, y + 0.5 * l->line,
               l->column - 16, 0.0);
  }
}

static void
clip (cairo_t *cr, double x, double y, double right, double bottom)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, fmax (right - x, 0.0), fmax (bottom - y, 0.0));
  cairo_clip (cr);
}

static void
draw_column (SlKit *kit,
             const Layout *l,
             const SlDataTableView *view,
             int column,
             double x,
             double left,
             double width,
             double height)
{
  clip (kit->cr, fmax (x, left), 0.0, fmin (x + l->column, width), l->head);
  draw_head (kit, l, view, column, x + 8);
  cairo_restore (kit->cr);
  clip (kit->cr, fmax (x, left), l->head, fmin (x + l->column, width), height);
  draw_cells (kit, l, view, column, x + 8, height);
  cairo_restore (kit->cr);
}

/* The rows' numbers, every other row's ground, and the lines. */
static void
draw_rows (SlKit *kit,
           const Layout *l,
           const SlDataTableView *view,
           double width,
           double height)
{
  SlColor tile = sl_style_ink (kit->theme, SL_INK_TILE);
  SlColor grid = sl_style_ink (kit->theme, SL_INK_GRID);

  clip (kit->cr, 0, l->head, width, height);
  for (int i = MAX ((int) (view->y / l->line), 0); i < l->rows; i++) {
    double y = l->head + i * l->line - view->y;
    g_autofree char *number = g_strdup_printf ("%d", i + 1);

    if (y > height)
      break;
    if (i % 2 == 0)
      sl_mark_bar (kit, &(SlBox){0, y, width, l->line}, tile);
    draw_text (kit, number, SL_TEXT_LABEL, SL_INK_MUTED, l->margin - 8, y + 0.5 * l->line,
               0.0, 1.0);
  }
  cairo_restore (kit->cr);
  sl_mark_bar (kit, &(SlBox){0, l->head - 1, width, 1}, grid);
}

void
sl_data_table_draw (cairo_t *cr,
                    double width,
                    double height,
                    const SlTheme *theme,
                    const SlDataTableView *view)
{
  g_auto (SlKit) kit = {0};
  Layout l = layout_of (view, theme);
  double left = l.margin + l.column;

  if (!(width >= 1.0) || !(height >= 1.0))
    return;
  sl_kit_init (&kit, cr, theme);
  clip (cr, 0, 0, width, height);
  draw_rows (&kit, &l, view, width, height);
  for (int j = 1 + (int) (view->x / l.column); j < l.columns; j++) {
    double x = left + (j - 1) * l.column - view->x;

    if (x > width)
      break;
    draw_column (&kit, &l, view, j, x, left, width, height);
  }
  draw_column (&kit, &l, view, 0, l.margin, l.margin, width, height);
  sl_mark_bar (&kit, &(SlBox){left - 1, 0, 1, fmin (height, l.head + l.line * l.rows)},
               sl_style_ink (theme, SL_INK_AXIS));
  cairo_restore (cr);
}

/* "smallest 0, largest 16, mean 4.1, deviation 2, 3 missing" */
static char *
describe_numbers (const SlColumnOverview *column)
{
  g_autofree char *min = sl_number_text (column->summary.min, DIGITS);
  g_autofree char *max = sl_number_text (column->summary.max, DIGITS);
  g_autofree char *mean = sl_number_text (column->summary.mean, DIGITS);
  g_autofree char *sd = sl_number_text (column->summary.sd, DIGITS);

  return g_strdup_printf (
      _ ("smallest %s, largest %s, mean %s, deviation %s, %d missing"), min, max, mean,
      sd, column->n_missing);
}

char *
sl_data_table_describe (const SlDataTableView *view)
{
  const SlDataset *set = view->dataset;
  const SlColumnOverview *overview = column_overview (view, view->column);
  int row = MAX (view->row, 0);
  g_autofree char *numbers =
      overview != NULL ? describe_numbers (overview) : g_strdup (_ ("not counted"));
  g_autofree char *cell = cell_text (set, row, view->column);

  if (view->column > 0)
    return g_strdup_printf (_ ("Input %d of %d, %s: %s. Row %d: %s."), view->column,
                            set->d, column_name (set, view->column), numbers, row + 1,
                            cell);
  if (set->label != NULL)
    return g_strdup_printf (_ ("Target %s: %d classes. Row %d: %s."), set->target,
                            set->n_classes, row + 1, cell);
  return g_strdup_printf (_ ("Target %s: %s. Row %d: %s."), set->target, numbers, row + 1,
                          cell);
}
