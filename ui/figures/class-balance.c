/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/class-balance.h"
#include "ui/figures/phrase.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { LINE = 18, SPOKEN_CLASSES = 20 };

/* Beside its hue the validation part is hatched. */
static const struct
{
  SlRole role;
  gboolean hatched;
  const char *name;
} parts[SL_N_PARTS] = {
    [SL_PART_TRAIN] = {SL_ROLE_TRAIN, FALSE, N_ ("training")},
    [SL_PART_VALIDATION] = {SL_ROLE_VALIDATION, TRUE, N_ ("validation")},
    [SL_PART_TEST] = {SL_ROLE_TEST, FALSE, N_ ("test")},
};

static int
bars_of (const SlDataOverview *overview)
{
  return MIN (overview->dataset->n_classes, SL_BALANCE_CLASSES);
}

double
sl_class_balance_height (const SlDataOverview *overview, const SlTheme *theme)
{
  int more = overview->dataset->n_classes > SL_BALANCE_CLASSES;

  if (overview->class_rows == NULL)
    return 150.0;
  return (bars_of (overview) + 1 + more) * LINE * theme->text_scale + 4;
}

static void
draw_text (SlKit *kit,
           const char *text,
           SlColor color,
           double x,
           double y,
           double width,
           double ax)
{
  sl_text_draw (kit, &(SlText){.string = text,
                               .color = color,
                               .x = x,
                               .y = y,
                               .ax = ax,
                               .ay = 0.5,
                               .width = width,
                               .lines = 1});
}

static int
rows_in_part (const SlDataOverview *overview, int part)
{
  int n = 0;

  for (int k = 0; k < overview->dataset->n_classes; k++)
    n += overview->part_rows[part][k];
  return n;
}

static void
draw_part (SlKit *kit, int part, const SlBox *bar)
{
  SlColor color = sl_style_fill (kit->theme, parts[part].role);

  if (parts[part].hatched)
    sl_mark_hatched_bar (kit, bar, color);
  else
    sl_mark_bar (kit, bar, color);
}

/* What the colours mean; parts without rows are not named. */
static void
draw_legend (SlKit *kit, const SlDataOverview *overview, double x, double line)
{
  for (int p = 0; p < SL_N_PARTS; p++) {
    const char *name = _ (parts[p].name);

    if (rows_in_part (overview, p) == 0)
      continue;
    draw_part (kit, p, &(SlBox){x, 0.5 * line - 5, 10, 10});
    draw_text (kit, name, sl_style_label (kit->theme, parts[p].role), x + 15, 0.5 * line,
               0.0, 0.0);
    x += 15 + sl_text_width (kit, SL_TEXT_LABEL, name) + 16;
  }
}

static void
draw_class (SlKit *kit,
            const SlDataOverview *overview,
            int k,
            const SlBox *bars,
            double left,
            int most)
{
  double x = bars->x;
  g_autofree char *count = sl_number_count (overview->class_rows[k]);
  SlColor muted = sl_style_ink (kit->theme, SL_INK_MUTED);

  draw_text (kit, overview->dataset->classes[k], sl_style_ink (kit->theme, SL_INK_TEXT),
             left, bars->y + 0.5 * bars->height, left, 1.0);
  for (int p = 0; p < SL_N_PARTS; p++) {
    double width = bars->width * overview->part_rows[p][k] / most;

    if (width > 0.0)
      draw_part (kit, p, &(SlBox){x, bars->y + 3, width, bars->height - 6});
    x += width;
  }
  draw_text (kit, count, muted, x + 6, bars->y + 0.5 * bars->height, 0.0, 0.0);
}

static void
draw_classes (SlKit *kit, const SlDataOverview *overview, double width)
{
  const SlDataset *set = overview->dataset;
  double line = LINE * kit->theme->text_scale, left = 0.0, right;
  int n = bars_of (overview), most = 1;

  for (int k = 0; k < n; k++) {
    left = fmax (left, sl_text_width (kit, SL_TEXT_LABEL, set->classes[k]));
    most = MAX (most, overview->class_rows[k]);
  }
  left = ceil (fmin (left, 0.35 * width));
  right = sl_text_width (kit, SL_TEXT_LABEL, "00 000") + 12;
  draw_legend (kit, overview, left + 8, line);
  for (int k = 0; k < n; k++)
    draw_class (
        kit, overview, k,
        &(SlBox){left + 8, (k + 1) * line, fmax (width - left - 8 - right, 1.0), line},
        left, most);
  if (set->n_classes > n) {
    g_autofree char *more =
        g_strdup_printf (_ ("… and %d classes more"), set->n_classes - n);
    draw_text (kit, more, sl_style_ink (kit->theme, SL_INK_MUTED), left + 8,
               (n + 1.5) * line, 0.0, 0.0);
  }
}

static void
draw_target (SlKit *kit, const SlDataOverview *overview, double width, double height)
{
  const SlColumnOverview *target = overview->target;
  SlFrame frame = {.x = {SL_SCALE_LINEAR, target->lo, target->hi},
                   .x_title = overview->dataset->target};
  int most = 1;

  if (target->n_bins == 0)
    return;
  for (int b = 0; b < target->n_bins; b++)
    most = MAX (most, target->counts[b]);
  frame.y = sl_scale_from_zero (most);
  sl_frame_layout (kit, &frame, &(SlBox){0, 0, width, height});
  if (!sl_frame_is_drawable (&frame))
    return;
  sl_frame_draw (kit, &frame);
  for (int b = 0; b < target->n_bins; b++) {
    double each = frame.area.width / target->n_bins;
    double top = sl_scale_map (&frame.y, target->counts[b]);

    sl_mark_bar (kit,
                 &(SlBox){frame.area.x + b * each, top, fmax (each - 1.0, 0.5),
                          frame.area.y + frame.area.height - top},
                 sl_style_fill (kit->theme, SL_ROLE_NEUTRAL));
  }
}

void
sl_class_balance_draw (cairo_t *cr,
                       double width,
                       double height,
                       const SlTheme *theme,
                       const SlDataOverview *overview)
{
  g_auto (SlKit) kit = {0};

  if (!(width >= 1.0) || !(height >= 1.0))
    return;
  sl_kit_init (&kit, cr, theme);
  if (overview->class_rows == NULL)
    draw_target (&kit, overview, width, height);
  else if (overview->part_rows[SL_PART_TRAIN] != NULL)
    draw_classes (&kit, overview, width);
}

static char *
describe_target (const SlDataOverview *overview)
{
  g_autofree char *min = sl_phrase_number (overview->target->summary.min, 4);
  g_autofree char *max = sl_phrase_number (overview->target->summary.max, 4);
  g_autofree char *mean = sl_phrase_number (overview->target->summary.mean, 4);

  return g_strdup_printf (_ ("The target %s goes from %s to %s; its mean is %s."),
                          overview->dataset->target, min, max, mean);
}

char *
sl_class_balance_describe (const SlDataOverview *overview)
{
  const SlDataset *set = overview->dataset;
  g_autoptr (GString) text = NULL;

  if (overview->class_rows == NULL)
    return describe_target (overview);
  text = g_string_new (_ ("Rows of each class: "));
  for (int k = 0; k < MIN (set->n_classes, SPOKEN_CLASSES); k++)
    g_string_append_printf (text, "%s%s: %d", k > 0 ? ", " : "", set->classes[k],
                            overview->class_rows[k]);
  if (set->n_classes > SPOKEN_CLASSES)
    g_string_append_printf (text, _ (", and %d classes more"),
                            set->n_classes - SPOKEN_CLASSES);
  g_string_append_c (text, '.');
  return g_string_free (g_steal_pointer (&text), FALSE);
}
