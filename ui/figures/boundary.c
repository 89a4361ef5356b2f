/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/figure.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PROMISE _ ("What the network says of every point of the plane appears here.")

/* Points drawn of each part, at most: more would hide the regions. In a file there are
 * this many fields for the side of a cell, in so many shades. */
enum { MOST_POINTS = 300, FIELDS = 3, SHADES = 24 };

/* Classes in turn; beside the hue, even and odd classes have different markers. */
static const SlRole class_roles[] = {SL_ROLE_NEGATIVE,  SL_ROLE_POSITIVE,
                                     SL_ROLE_PENALTY,   SL_ROLE_TEST,
                                     SL_ROLE_NEAR_ZERO, SL_ROLE_NEUTRAL};

extern const SlFigureType sl_figure_boundary;

static char *
boundary_misfit (const SlSnapshot *snapshot)
{
  if (snapshot->problem == NULL || sl_surface_fits (snapshot->problem->dataset))
    return NULL;
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "needs data with two inputs, not %d",
                                       "needs data with two inputs, not %d",
                                       (gulong) snapshot->problem->dataset->d),
                          snapshot->problem->dataset->d);
}

static void
boundary_ask (const SlFigureView *view, SlNeeds *needs)
{
  needs->surface = TRUE;
}

static gboolean
is_regression (const SlSnapshot *snapshot)
{
  return snapshot->problem != NULL &&
         snapshot->problem->dataset->task == SL_TASK_REGRESSION;
}

/* The name of the second input stands above its axis. */
static void
layout (SlKit *kit,
        SlFrame *frame,
        double width,
        double height,
        const SlSnapshot *snapshot)
{
  const SlSurface *s = snapshot->surface;
  gboolean named = snapshot->problem != NULL;

  *frame = (SlFrame){.x = {SL_SCALE_LINEAR, s->x_lo, s->x_hi, 0.0, 1.0},
                     .y = {SL_SCALE_LINEAR, s->y_lo, s->y_hi, 0.0, 1.0},
                     .x_title = named ? snapshot->problem->dataset->features[0] : NULL,
                     .headroom = named ? sl_text_height (kit, SL_TEXT_LABEL) : 0.0};
  sl_frame_layout (kit, frame, &(SlBox){0, 0, width, height});
}

static SlColor
class_color (const SlTheme *theme, int k)
{
  return sl_style_fill (theme, class_roles[k % (int) G_N_ELEMENTS (class_roles)]);
}

/* Few shades make long stripes of one colour, and small files. */
static double
shade (const SlTheme *theme, double strength)
{
  return theme->screen ? strength : round (strength * SHADES) / SHADES;
}

/* Where @z lies in the target's range: −1 at its lower end, 1 at its upper. */
static SlColor
value_color (const SlTheme *theme, const SlSurface *s, double z)
{
  double half = fmax (0.5 * (s->z_hi - s->z_lo), 1e-30);
  double t = shade (theme, CLAMP ((z - 0.5 * (s->z_lo + s->z_hi)) / half, -1.0, 1.0));
  SlColor end = sl_style_fill (theme, t < 0.0 ? SL_ROLE_NEGATIVE : SL_ROLE_POSITIVE);

  return sl_color_mix (sl_style_ink (theme, SL_INK_TILE), end, fabs (t));
}

/* What the network says at a point: the target, or a class and its share. */
typedef struct
{
  double value; /* NaN where it gives no number */
  int winner;
} Saying;

/* The share of class @k in a cell; what the winner leaves the others share alike. */
static double
share_of (const SlSurface *s, int cell, int k, int n_classes)
{
  double value = (double) s->value[cell];

  return s->winner[cell] == k ? value : (1.0 - value) / MAX (n_classes - 1, 1);
}

/* Between the middles of four cells, by their distances: the regions of a file have no
 * steps. @row, @column: in cells from the lower left corner. */
static Saying
say_between (const SlSnapshot *snapshot, double row, double column)
{
  const SlSurface *s = snapshot->surface;
  int n_classes = snapshot->problem != NULL ? snapshot->problem->dataset->n_classes : 0;
  double y = CLAMP (row - 0.5, 0.0, s->size - 1.0),
         x = CLAMP (column - 0.5, 0.0, s->size - 1.0);
  int r = MIN ((int) y, s->size - 2), c = MIN ((int) x, s->size - 2);
  double up = y - r, right = x - c;
  int cells[] = {r * s->size + c, r * s->size + c + 1, (r + 1) * s->size + c,
                 (r + 1) * s->size + c + 1};
  double weights[] = {(1 - up) * (1 - right), (1 - up) * right, up * (1 - right),
                      up * right};
  Saying said = {0.0, -1};

  if (is_regression (snapshot)) {
    for (int i = 0; i < 4; i++)
      said.value += weights[i] * (double) s->value[cells[i]];
    return said;
  }
  for (int k = 0; k < 4; k++) {
    double share = 0.0;

    for (int i = 0; i < 4; i++)
      share += weights[i] * share_of (s, cells[i], s->winner[cells[k]], n_classes);
    if (isnan (share) || share > said.value)
      said = (Saying){share, s->winner[cells[k]]};
  }
  return said;
}

/* Pale, so that points stand out; stronger where the network is surer. */
static SlColor
saying_color (const SlTheme *theme, const SlSnapshot *snapshot, Saying said)
{
  const SlSurface *s = snapshot->surface;
  SlColor paper = sl_style_ink (theme, SL_INK_CARD);

  if (isnan (said.value))
    return sl_color_fade (paper, 0.0);
  if (is_regression (snapshot))
    return sl_color_mix (paper, value_color (theme, s, said.value), 0.75);
  return sl_color_mix (paper, class_color (theme, said.winner),
                       0.15 + 0.35 * shade (theme, fmax (2.0 * said.value - 1.0, 0.0)));
}

/* The colour of field (@row, @column) of @fields a side of each cell. */
static SlColor
field_color (const SlTheme *theme,
             const SlSnapshot *snapshot,
             int fields,
             int row,
             int column)
{
  const SlSurface *s = snapshot->surface;
  int cell = row * s->size + column;

  if (fields == 1)
    return saying_color (theme, snapshot,
                         (Saying){(double) s->value[cell], s->winner[cell]});
  return saying_color (
      theme, snapshot,
      say_between (snapshot, (row + 0.5) / fields, (column + 0.5) / fields));
}

/* Cells overlap those drawn after them: where smooth edges only touch, the ground shows.
 */
static void
draw_cell (SlKit *kit, const SlBox *area, const SlBox *cell, SlColor color)
{
  double overlap = kit->theme->screen ? 0.0 : 1.0;
  double top = fmax (cell->y - overlap, area->y);
  double right = fmin (cell->x + cell->width + overlap, area->x + area->width);

  sl_mark_bar (kit, &(SlBox){cell->x, top, right - cell->x, cell->y + cell->height - top},
               color);
}

static void
draw_cells (SlKit *kit, const SlFrame *frame, const SlSnapshot *snapshot)
{
  int fields = kit->theme->screen ? 1 : FIELDS, size = fields * snapshot->surface->size;
  double w = frame->area.width / size, h = frame->area.height / size;

  for (int r = 0; r < size; r++)
    for (int c = 0; c < size;) {
      SlColor color = field_color (kit->theme, snapshot, fields, r, c);
      int n = 1; /* fields of one colour are one rectangle */

      while (c + n < size) {
        SlColor next = field_color (kit->theme, snapshot, fields, r, c + n);
        if (fabs (next.r - color.r) + fabs (next.g - color.g) + fabs (next.b - color.b) +
                fabs (next.a - color.a) >
            0.004)
          break;
        n++;
      }
      draw_cell (
          kit, &frame->area,
          &(SlBox){frame->area.x + c * w, frame->area.y + (size - 1 - r) * h, n * w, h},
          color);
      c += n;
    }
}

/* A round or square marker; points of the test part are hollow. */
static void
draw_point (SlKit *kit,
            double x,
            double y,
            gboolean square,
            gboolean hollow,
            SlColor color)
{
  SlColor paper = sl_style_ink (kit->theme, SL_INK_CARD);
  SlColor layers[] = {paper, color, paper};
  double radii[] = {3.8, 3.0, 1.4};
  double scale = kit->theme->text_scale;

  for (int i = 0; i < (hollow ? 3 : 2); i++) {
    double r = radii[i] * scale;
    if (square)
      sl_mark_bar (kit, &(SlBox){x - r, y - r, 2.0 * r, 2.0 * r}, layers[i]);
    else
      sl_mark_dot (kit, x, y, radii[i], layers[i]);
  }
}

static void
draw_points (SlKit *kit,
             const SlFrame *frame,
             const SlSnapshot *snapshot,
             const SlPart *part,
             gboolean hollow)
{
  const SlDataset *set = snapshot->problem->dataset;
  int step = MAX (1, (part->n + MOST_POINTS - 1) / MOST_POINTS);

  /* An even step would take one class only where rows take turns. */
  step += step > 1 && step % 2 == 0;
  for (int i = 0; i < part->n; i += step) {
    int row = part->rows[i], k = set->label != NULL ? set->label[row] : 0;
    SlColor color = set->label != NULL ? class_color (kit->theme, k)
                                       : value_color (kit->theme, snapshot->surface,
                                                      sl_dataset_target_value (set, row));

    draw_point (kit, sl_scale_map (&frame->x, sl_dataset_value (set, row, 0)),
                sl_scale_map (&frame->y, sl_dataset_value (set, row, 1)), k % 2 == 1,
                hollow, color);
  }
}

static char *
find_hint (const SlSnapshot *snapshot)
{
  g_autofree char *hint = sl_hint_waiting (snapshot, PROMISE);

  if (hint == NULL)
    hint = sl_hint_misfit (&sl_figure_boundary, snapshot);
  if (hint == NULL && snapshot->surface == NULL)
    hint = g_strdup ("…");
  return g_steal_pointer (&hint);
}

static void
boundary_draw (cairo_t *cr,
               double width,
               double height,
               const SlSnapshot *snapshot,
               const SlFigureView *view,
               const SlTheme *theme)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *hint = find_hint (snapshot);
  SlFrame frame;

  sl_kit_init (&kit, cr, theme);
  if (hint != NULL) {
    sl_hint_draw (&kit, &(SlBox){0, 0, width, height}, hint);
    return;
  }
  layout (&kit, &frame, width, height, snapshot);
  if (!sl_frame_is_drawable (&frame))
    return;
  sl_frame_draw (&kit, &frame);
  draw_cells (&kit, &frame, snapshot);
  if (snapshot->problem == NULL)
    return;
  sl_text_draw (&kit, &(SlText){.string = snapshot->problem->dataset->features[1],
                                .color = sl_style_ink (theme, SL_INK_MUTED),
                                .x = frame.area.x,
                                .y = frame.area.y - 0.2 * kit.em,
                                .ay = 1.0,
                                .width = frame.area.width,
                                .lines = 1});
  draw_points (&kit, &frame, snapshot, &snapshot->problem->train, FALSE);
  draw_points (&kit, &frame, snapshot, &snapshot->problem->test, TRUE);
}

static char *
boundary_subtitle (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->problem == NULL ||
      !sl_surface_fits (snapshot->problem->dataset))
    return g_strdup ("");
  const SlDataset *set = snapshot->problem->dataset;
  if (set->task == SL_TASK_REGRESSION)
    return g_strdup_printf (_ ("%s over %s → and %s ↑, test hollow"), set->target,
                            set->features[0], set->features[1]);
  if (set->n_classes == 2)
    return g_strdup_printf (_ ("● %s, ■ %s, test hollow"), set->classes[0],
                            set->classes[1]);
  return g_strdup_printf (_ ("%s → and %s ↑, test hollow"), set->features[0],
                          set->features[1]);
}

/* Returns (transfer full) "inside 31 %, outside 69 %". */
static char *
shares_text (const SlSnapshot *snapshot)
{
  const SlSurface *s = snapshot->surface;
  GString *text = g_string_new (NULL);

  for (int k = 0; k < snapshot->problem->dataset->n_classes; k++) {
    int n = 0;
    for (int i = 0; i < s->size * s->size; i++)
      n += s->winner[i] == k;
    g_autofree char *share = sl_phrase_number (100.0 * n / (s->size * s->size), 2);
    g_string_append_printf (text, "%s%s %s %%", k > 0 ? ", " : "",
                            snapshot->problem->dataset->classes[k], share);
  }
  return g_string_free (text, FALSE);
}

static char *
boundary_describe (const SlSnapshot *snapshot, const SlFigureView *view)
{
  if (snapshot == NULL || snapshot->problem == NULL || snapshot->n_layers == 0)
    return g_strdup (_ ("No regions yet: the data is being prepared."));
  g_autofree char *misfit = sl_hint_misfit (&sl_figure_boundary, snapshot);
  if (misfit != NULL)
    return g_steal_pointer (&misfit);
  const SlSurface *s = snapshot->surface;
  if (s == NULL)
    return g_strdup (_ ("The regions are being measured."));
  if (!is_regression (snapshot)) {
    g_autofree char *shares = shares_text (snapshot);
    return g_strdup_printf (_ ("At epoch %d the classes have these shares of the plane: "
                               "%s."),
                            snapshot->epoch, shares);
  }
  double lo = INFINITY, hi = -INFINITY;
  for (int i = 0; i < s->size * s->size; i++) {
    lo = fmin (lo, (double) s->value[i]);
    hi = fmax (hi, (double) s->value[i]);
  }
  g_autofree char *least = sl_phrase_number (lo, 3), *most = sl_phrase_number (hi, 3);
  return g_strdup_printf (_ ("At epoch %d the network's %s goes from %s to %s over the "
                             "plane."),
                          snapshot->epoch, snapshot->problem->dataset->target, least,
                          most);
}

static char *
probe_text (const SlSnapshot *snapshot, double x, double y)
{
  const SlDataset *set = snapshot->problem->dataset;
  const SlSurface *s = snapshot->surface;
  int cell = sl_surface_cell (s, x, y);
  g_autofree char *px = sl_phrase_number (x, 3), *py = sl_phrase_number (y, 3);
  g_autofree char *place =
      g_strdup_printf ("%s %s, %s %s", set->features[0], px, set->features[1], py);

  if (cell < 0 || isnan (s->value[cell]))
    return g_steal_pointer (&place);
  if (is_regression (snapshot)) {
    g_autofree char *z = sl_phrase_number ((double) s->value[cell], 4);
    return g_strdup_printf ("%s\n%s %s", place, set->target, z);
  }
  g_autofree char *share = sl_phrase_number (100.0 * (double) s->value[cell], 3);
  return g_strdup_printf ("%s\n%s, %s %%", place, set->classes[s->winner[cell]], share);
}

static void
boundary_probe (double width,
                double height,
                const SlSnapshot *snapshot,
                const SlFigureView *view,
                const SlTheme *theme,
                double px,
                double py,
                SlProbe *probe)
{
  g_auto (SlKit) kit = {0};
  g_autofree char *text = NULL;
  SlFrame frame;

  *probe = (SlProbe){0};
  if (snapshot == NULL || snapshot->problem == NULL || snapshot->surface == NULL)
    return;
  sl_kit_init (&kit, NULL, theme);
  layout (&kit, &frame, width, height, snapshot);
  if (!sl_frame_is_drawable (&frame) || !sl_frame_contains (&frame, px, py))
    return;
  text = probe_text (snapshot, sl_scale_invert (&frame.x, px),
                     sl_scale_invert (&frame.y, py));
  g_strlcpy (probe->text, text, sizeof probe->text);
  probe->x = px;
  probe->y = py;
  probe->has_x = TRUE;
  probe->has_y = TRUE;
  probe->left = frame.area.x;
  probe->top = frame.area.y;
  probe->width = frame.area.width;
  probe->height = frame.area.height;
}

/* What the network says in the middle of each cell. */
static SlNumbers *
boundary_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlSurface *s = snapshot->surface;
  const SlDataset *set = snapshot->problem != NULL ? snapshot->problem->dataset : NULL;
  gboolean regression = is_regression (snapshot);
  SlNumbers *numbers;

  if (s == NULL || set == NULL)
    return NULL;
  numbers = sl_numbers_new ((gsize) s->size * s->size);
  double *x = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "x", set->features[0]);
  double *y = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "y", set->features[1]);
  char **winner = regression ? NULL : sl_numbers_add_text (numbers, "class", _ ("class"));
  double *value = regression
                      ? sl_numbers_add (numbers, SL_NUMBERS_FLOAT, "value", set->target)
                      : sl_numbers_add (numbers, SL_NUMBERS_FLOAT, "share", _ ("share"));
  for (int i = 0; i < s->size * s->size; i++) {
    x[i] = s->x_lo + (i % s->size + 0.5) * (s->x_hi - s->x_lo) / s->size;
    y[i] = s->y_lo + (i / s->size + 0.5) * (s->y_hi - s->y_lo) / s->size;
    value[i] = (double) s->value[i];
    if (winner != NULL && s->winner[i] >= 0)
      winner[i] = g_strdup (set->classes[s->winner[i]]);
  }
  return numbers;
}

const SlFigureType sl_figure_boundary = {
    .kind = {"boundary", N_ ("Decision regions"),
             N_ ("What the network says of every point of the plane, with the training "
                 "and test points, for data with two inputs.")},
    .formula = N_ ("colour = the class with the largest share, or ŷ, at (x, y)"),
    .ask = boundary_ask,
    .misfit = boundary_misfit,
    .subtitle = boundary_subtitle,
    .draw = boundary_draw,
    .describe = boundary_describe,
    .probe = boundary_probe,
    .numbers = boundary_numbers,
};
