/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/hint.h"
#include "ui/figures/path-marks.h"
#include "ui/figures/path-numbers.h"
#include "ui/figures/phrase.h"
#include "ui/plots/legend.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* So many lines and more are drawn thin and pale, so that they stay apart. */
enum { MANY_LINES = 24 };

/* Returns (transfer full) (nullable) what stands there instead of a path. */
static char *
find_hint (const SlFigureView *view)
{
  const SlPathResult *path = view->path;

  if (path == NULL)
    return g_strdup (_ ("Press “Compute path” on the page Path: what every strength λ "
                        "does to the weights appears here."));
  if (path->n > 0)
    return NULL;
  if (path->message != NULL)
    return g_strdup (path->message);
  if (path->state == SL_PATH_CANCELLED)
    return g_strdup (_ ("Stopped before the first λ was done."));
  return g_strdup (_ ("Computing the path …"));
}

/* The λ that is marked: one of the hand, or the one in force. NaN when there is none. */
static double
cursor_of (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (!isnan (view->cursor))
    return view->cursor;
  return snapshot != NULL ? sl_config_lambda (&snapshot->config) : NAN;
}

static void
draw_line (SlKit *kit, const SlPathLayout *layout, int i)
{
  const SlPathResult *path = layout->path;
  const SlFrame *frame = &layout->frames[SL_PATH_LINES_STRIP];
  const SlPathLine *line = &layout->lines[i];
  SlRole role = sl_path_line_role (path, line);
  gboolean named = i < layout->n_labelled, pale = !named && layout->n > MANY_LINES;
  SlColor color = sl_style_fill (kit->theme, role);
  SlStroke stroke = {.color = pale ? sl_color_fade (color, 0.55) : color,
                     .width = pale ? 1.0 : 1.6};
  g_autofree double *x = g_new (double, path->n), *y = g_new (double, path->n);
  SlCurve curve;
  int n = 0;

  if (!path->exact) {
    stroke.width = line->layer < 0 ? 2.4 : 1.4;
    stroke.dash = line->layer < 0 ? NULL : sl_style_dash (role);
  }
  /* Of a weight's stay at 0 the first point is enough: the axis is there already. */
  for (int r = 0; r < path->n; r++) {
    x[n] = path->rows[r].lambda;
    y[n++] = sl_path_line_value (path, line, r);
    if (path->exact && y[n - 1] == 0.0 && r > 0 && r + 1 < path->n && y[n - 2] == 0.0 &&
        sl_path_line_value (path, line, r + 1) == 0.0)
      n--;
  }
  sl_curve_init (&curve, frame, n, x, y);
  sl_mark_curve (kit, &frame->area, &curve, &stroke);
  sl_curve_clear (&curve);
}

/* The smaller ones first: the largest are on top. */
static void
draw_lines (SlKit *kit, const SlPathLayout *layout)
{
  for (int i = layout->n - 1; i >= 0; i--)
    draw_line (kit, layout, i);
}

/* One standard error above and below. */
static void
draw_band (SlKit *kit, const SlFrame *frame, const SlPathResult *path)
{
  SlColor color = sl_style_fill (kit->theme, SL_ROLE_VALIDATION);
  cairo_t *cr = kit->cr;
  int from = 0;

  cairo_save (cr);
  cairo_rectangle (cr, frame->area.x, frame->area.y, frame->area.width,
                   frame->area.height);
  cairo_clip (cr);
  while (from < path->n) {
    int end = from;
    while (end < path->n && isfinite (path->rows[end].choice + path->rows[end].choice_se))
      end++;
    for (int i = from; i < end; i++)
      cairo_line_to (
          cr, sl_scale_map (&frame->x, path->rows[i].lambda),
          sl_scale_map (&frame->y, path->rows[i].choice + path->rows[i].choice_se));
    for (int i = end - 1; i >= from; i--)
      cairo_line_to (
          cr, sl_scale_map (&frame->x, path->rows[i].lambda),
          sl_scale_map (&frame->y, path->rows[i].choice - path->rows[i].choice_se));
    cairo_close_path (cr);
    from = end + 1;
  }
  sl_color_set (cr, sl_color_fade (color, 0.2));
  cairo_fill (cr);
  cairo_restore (cr);
}

enum { TRAIN, TEST, CHOICE, N_LOSSES };

/* Where lines from top to bottom stand, on which no name should lie. */
static int
find_obstacles (SlKit *kit, const SlPathLayout *layout, double cursor, SlBox obstacles[3])
{
  const SlPathResult *path = layout->path;
  const SlFrame *frame = &layout->frames[SL_PATH_LOSS_STRIP];
  const double lambdas[3] = {cursor, path->min >= 0 ? path->lambdas[path->min] : NAN,
                             path->one_se >= 0 ? path->lambdas[path->one_se] : NAN};
  int n = 0;

  for (int i = 0; i < 3; i++) {
    double x = sl_scale_map (&frame->x, lambdas[i]);
    if (isfinite (x))
      obstacles[n++] =
          (SlBox){x - 0.4 * kit->em, frame->area.y, 0.8 * kit->em, frame->area.height};
  }
  return n;
}

static void
draw_losses (SlKit *kit, const SlPathLayout *layout, double cursor)
{
  static const SlRole roles[N_LOSSES] = {SL_ROLE_TRAIN, SL_ROLE_TEST, SL_ROLE_VALIDATION};
  const SlPathResult *path = layout->path;
  const SlFrame *frame = &layout->frames[SL_PATH_LOSS_STRIP];
  const char *const names[N_LOSSES] = {
      _ ("train"), _ ("test"), path->exact ? _ ("cross-validated") : _ ("validation")};
  g_autofree double *x = g_new (double, path->n), *train = g_new (double, path->n);
  g_autofree double *test = g_new (double, path->n), *choice = g_new (double, path->n);
  const double *const losses[N_LOSSES] = {train, test, choice};
  SlCurveLabel labels[N_LOSSES];
  SlCurve curves[N_LOSSES];
  SlBox obstacles[3];
  int n = 0;

  for (int i = 0; i < path->n; i++) {
    x[i] = path->rows[i].lambda;
    choice[i] = path->rows[i].choice;
    sl_path_losses (&path->rows[i], &train[i], &test[i]);
  }
  draw_band (kit, frame, path);
  for (int c = 0; c < N_LOSSES; c++) {
    sl_curve_init (&curves[c], frame, path->n, x, losses[c]);
    sl_mark_curve (kit, &frame->area, &curves[c],
                   &(SlStroke){sl_style_fill (kit->theme, roles[c]),
                               c == CHOICE ? 2.2 : 1.6, sl_style_dash (roles[c])});
    if (sl_curve_last (&curves[c]) >= 0)
      labels[n++] = (SlCurveLabel){.text = names[c],
                                   .color = sl_style_label (kit->theme, roles[c]),
                                   .curve = &curves[c]};
  }
  sl_legend_place (kit, &frame->area, labels, n, obstacles,
                   find_obstacles (kit, layout, cursor, obstacles));
  sl_legend_draw (kit, labels, n);
  for (int c = 0; c < N_LOSSES; c++)
    sl_curve_clear (&curves[c]);
}

/* What a strip measures, above its left end. */
static void
draw_heading (SlKit *kit, const SlFrame *frame, const char *text)
{
  sl_text_draw (
      kit, &(SlText){.string = text,
                     .color = sl_style_ink (kit->theme, SL_INK_MUTED),
                     .y = frame->area.y - 1.35 * sl_text_height (kit, SL_TEXT_LABEL)});
}

static void
path_draw (cairo_t *cr,
           double width,
           double height,
           const SlSnapshot *snapshot,
           const SlFigureView *view,
           const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_auto (SlPathLayout) layout = {0};
  g_autofree char *hint = find_hint (view);
  double cursor = cursor_of (snapshot, view);

  sl_kit_init (&kit, cr, theme);
  if (hint != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, hint);
    return;
  }
  sl_path_layout_init (&kit, &layout, width, height, view);
  const SlFrame *frames = layout.frames;
  if (!sl_frame_is_drawable (&frames[SL_PATH_LINES_STRIP]) || cr == NULL)
    return;
  sl_frame_draw (&kit, &frames[SL_PATH_LINES_STRIP]);
  draw_heading (&kit, &frames[SL_PATH_LINES_STRIP],
                view->path->exact ? _ ("weight") : _ ("% zero"));
  sl_path_draw_counts (&kit, &layout);
  if (layout.has_losses) {
    sl_frame_draw (&kit, &frames[SL_PATH_LOSS_STRIP]);
    draw_heading (&kit, &frames[SL_PATH_LOSS_STRIP], _ ("loss"));
  }
  sl_path_draw_marks (&kit, &layout);
  draw_lines (&kit, &layout);
  if (layout.has_losses)
    draw_losses (&kit, &layout, cursor);
  sl_path_draw_names (&kit, &layout);
  if (!isnan (cursor))
    sl_path_draw_cursor (&kit, &layout, cursor);
}

static char *
path_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlPathResult *path = view->path;

  if (path == NULL || path->n == 0)
    return g_strdup ("");
  if (!path->exact)
    return g_strdup_printf (ngettext ("a network trained for %d value of λ",
                                      "a network trained for %d values of λ",
                                      (gulong) path->n),
                            path->n);
  if (path->folds > 0)
    return g_strdup_printf (_ ("exact, with %d-fold cross-validation"), path->folds);
  return g_strdup (_ ("exact"));
}

/* "at λ.min = 0.01 the loss is lowest and 7 of 10 weights are not zero" */
static void
append_choice (GString *out, const SlPathResult *path, int row, const char *format)
{
  if (row < 0)
    return;
  g_autofree char *lambda = sl_phrase_number (path->rows[row].lambda, 3);
  g_autofree char *count = sl_phrase_count (path->rows[row].nonzeros);
  g_string_append_printf (out, format, lambda, count);
}

static char *
path_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlPathResult *path = view->path;

  if (path == NULL || path->n == 0)
    return g_strdup (path != NULL && path->state <= SL_PATH_RUNNING
                         ? _ ("The path is being computed.")
                         : _ ("There is no path yet."));
  GString *out = g_string_new (NULL);
  double cursor = cursor_of (snapshot, view);
  g_autofree char *lo = sl_phrase_number (path->rows[0].lambda, 3);
  g_autofree char *hi = sl_phrase_number (path->rows[path->n - 1].lambda, 3);
  g_autofree char *count = sl_phrase_count (path->rows[0].nonzeros);
  g_autofree char *end = sl_phrase_count (path->rows[path->n - 1].nonzeros);
  g_string_append_printf (
      out, _ ("From λ = %s to %s the weights that are not zero go from %s to %s"), lo, hi,
      count, end);
  append_choice (out, path, path->min,
                 path->exact
                     ? _ (", at λ.min = %s the cross-validated loss is lowest with %s")
                     : _ (", at λ.min = %s the validation loss is lowest with %s"));
  append_choice (out, path, path->one_se,
                 _ (", at λ.1se = %s it is within one standard error with %s"));
  if (!isnan (cursor))
    append_choice (out, path, sl_path_result_nearest (path, cursor),
                   _ (", and at the λ marked, %s, there are %s"));
  g_string_append_c (out, '.');
  return g_string_free (out, FALSE);
}

/* The line nearest to height @y at @row; -1 when there is none. */
static int
line_at (const SlPathLayout *layout, int row, double y)
{
  const SlFrame *frame = &layout->frames[SL_PATH_LINES_STRIP];
  double least = INFINITY;
  int nearest = -1;

  for (int i = 0; i < layout->n; i++) {
    double value = sl_path_line_value (layout->path, &layout->lines[i], row);
    double distance = fabs (sl_scale_map (&frame->y, value) - y);
    if (distance < least) {
      least = distance;
      nearest = i;
    }
  }
  return nearest;
}

static void
append_loss (GString *out, const char *name, double loss, double se)
{
  if (isnan (loss))
    return;
  g_autofree char *text = sl_phrase_number (loss, 4);
  g_string_append_printf (out, "\n%s %s", name, text);
  if (isnan (se))
    return;
  g_autofree char *error = sl_phrase_number (se, 2);
  g_string_append_printf (out, " ± %s", error);
}

static void
write_probe (const SlPathLayout *layout, int row, int line, SlProbe *probe)
{
  const SlPathResult *path = layout->path;
  const SlPathRow *at = &path->rows[row];
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *lambda = sl_phrase_number (at->lambda, 4);
  g_autofree char *count = sl_count_text (at->nonzeros);
  const char *end;
  double train, test;

  g_string_append_printf (out, _ ("λ = %s: %s not zero"), lambda, count);
  if (line >= 0) {
    g_autofree char *name = sl_path_line_name (path, &layout->lines[line]);
    double value = sl_path_line_value (path, &layout->lines[line], row);
    g_autofree char *text = sl_phrase_number (value, path->exact ? 5 : 3);
    if (path->exact)
      g_string_append_printf (out, "\n%s: %s", name, text);
    else
      g_string_append_printf (out, _ ("\n%s: %s %% zero"), name, text);
  }
  sl_path_losses (at, &train, &test);
  append_loss (out, path->exact ? _ ("cross-validated loss") : _ ("validation loss"),
               at->choice, at->choice_se);
  append_loss (out, _ ("train loss"), train, NAN);
  append_loss (out, _ ("test loss"), test, NAN);
  g_strlcpy (probe->text, out->str, sizeof probe->text);
  /* A long name may leave no room; half a letter is none. */
  if (!g_utf8_validate (probe->text, -1, &end))
    probe->text[end - probe->text] = '\0';
}

static void
path_probe (double width,
            double height,
            const SlSnapshot *snapshot,
            const SlFigureView *view,
            const SlTheme *theme,
            double px,
            double py,
            SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  g_auto (SlPathLayout) layout = {0};

  *probe = (SlProbe){0};
  if (view->path == NULL || view->path->n == 0)
    return;
  sl_kit_init (&kit, NULL, theme);
  sl_path_layout_init (&kit, &layout, width, height, view);
  const SlFrame *lines = &layout.frames[SL_PATH_LINES_STRIP];
  const SlFrame *losses = &layout.frames[SL_PATH_LOSS_STRIP];
  gboolean above = sl_frame_is_drawable (lines) && sl_frame_contains (lines, px, py);
  if (!above && !(layout.has_losses && sl_frame_contains (losses, px, py)))
    return;
  int row = sl_path_row_at (&layout, px);
  int line = above ? line_at (&layout, row, py) : -1;
  const SlFrame *frame = above ? lines : losses;
  write_probe (&layout, row, line, probe);
  probe->x = sl_scale_map (&lines->x, view->path->rows[row].lambda);
  probe->y =
      line >= 0 ? sl_scale_map (&lines->y,
                                sl_path_line_value (view->path, &layout.lines[line], row))
                : py;
  probe->has_x = TRUE;
  probe->has_y = line >= 0 && isfinite (probe->y);
  probe->left = frame->area.x;
  probe->top = frame->area.y;
  probe->width = frame->area.width;
  probe->height = frame->area.height;
}

double
sl_figure_path_lambda_at (double width,
                          double height,
                          const SlFigureView *view,
                          const SlTheme *theme,
                          double px)
{
  g_auto (SlKit) kit = {0};
  g_auto (SlPathLayout) layout = {0};

  if (view->path == NULL || view->path->n == 0)
    return NAN;
  sl_kit_init (&kit, NULL, theme);
  sl_path_layout_init (&kit, &layout, width, height, view);
  if (!sl_frame_is_drawable (&layout.frames[SL_PATH_LINES_STRIP]))
    return NAN;
  return view->path->rows[sl_path_row_at (&layout, px)].lambda;
}

extern const SlFigureType sl_figure_path;
const SlFigureType sl_figure_path = {
    .kind = {"path", N_ ("Regularisation path"),
             N_ ("What every strength λ does to the weights, or to the zeros of a "
                 "network, and the losses by which λ is chosen.")},
    .formula = N_ ("w(λ) = the w with the smallest loss + λ · R(w)"),
    .has_log = TRUE,
    .has_path = TRUE,
    .subtitle = path_subtitle,
    .draw = path_draw,
    .describe = path_describe,
    .probe = path_probe,
    .numbers = sl_path_numbers,
};
