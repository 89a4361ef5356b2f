/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/slice.h"

#include "core/solver/outputs.h"
#include "core/solver/solver.h"

#include <cblas.h>
#include <math.h>

/* One row of classes. At most two outputs move with the two weights; what the others are
 * has been summed up. */
typedef struct
{
  double x[2];    /* the inputs of the two weights */
  double base[2]; /* the moving outputs without the two weights */
  double rest;    /* log Σ exp of the other outputs; −∞ when there is none */
  int label;      /* which moving output is right; −1 = one of the others */
} Row;

/* Factors of a product that is far from too large. */
enum { FACTORS = 256 };

struct SlSlice
{
  gint refs;
  SlBowl bowl;
  /* Of classes; NULL for a bowl. */
  Row *rows;     /* Owned (n) */
  int n;         /* 1 for a bowl */
  int moving;    /* outputs that move: 1 or 2 */
  int output[2]; /* which of them each weight belongs to */
  double fixed;  /* mean of the right outputs that do not move */
};

void
sl_bowl_shape (SlBowl *bowl, const SlEllipse *ellipse)
{
  /* A long axis is a small curvature: contours reach as far as 1/√curvature. */
  double e = MAX (ellipse->elongation, 1), c = cos (ellipse->angle);
  double s = sin (ellipse->angle), flat = 1 / e, steep = e;
  bowl->H[0] = flat * c * c + steep * s * s;
  bowl->H[1] = (flat - steep) * c * s;
  bowl->H[2] = flat * s * s + steep * c * c;
}

SlEllipse
sl_bowl_ellipse (const SlBowl *bowl)
{
  const double *H = bowl->H;
  double middle = (H[0] + H[2]) / 2, half = hypot ((H[0] - H[2]) / 2, H[1]);
  double steep = middle + half, flat = (H[0] * H[2] - H[1] * H[1]) / steep;
  double angle = atan2 (-2 * H[1], H[2] - H[0]) / 2;
  return (SlEllipse){.angle = angle <= -G_PI_2 ? angle + G_PI : angle,
                     .elongation = flat > 0 ? sqrt (steep / flat) : INFINITY};
}

static SlSlice *
slice_alloc (void)
{
  SlSlice *self = g_new0 (SlSlice, 1);
  g_atomic_int_set (&self->refs, 1);
  self->n = 1;
  return self;
}

SlSlice *
sl_slice_new_bowl (const SlBowl *bowl)
{
  SlSlice *self = slice_alloc ();
  self->bowl = *bowl;
  return self;
}

/* @move: (out) the shortest −H⁺g: where the quadratic is least, seen from where its
 * gradient is @g. */
static void
descend (const double H[3], const double g[2], double move[2])
{
  double middle = (H[0] + H[2]) / 2, half = hypot ((H[0] - H[2]) / 2, H[1]);
  double steep = middle + half, det = H[0] * H[2] - H[1] * H[1];
  if (det > 1e-12 * steep * steep) {
    move[0] = -(H[2] * g[0] - H[1] * g[1]) / det;
    move[1] = -(H[0] * g[1] - H[1] * g[0]) / det;
    return;
  }
  /* Two inputs that say the same: along the one direction in which there is a slope. */
  double trace = H[0] + H[2];
  move[0] = trace > 0 ? -(H[0] * g[0] + H[1] * g[1]) / (trace * trace) : 0;
  move[1] = trace > 0 ? -(H[1] * g[0] + H[2] * g[1]) / (trace * trace) : 0;
}

static SlSlice *
slice_of_regression (const SlDesign *p, const double *w, const int pair[2])
{
  g_autofree double *all = g_new (double, sl_solver_size (p));
  const double *a = p->X + (size_t) pair[0] * p->n, *b = p->X + (size_t) pair[1] * p->n;
  double loss = sl_solver_gradient (p, w, all), move[2];
  double g[2] = {all[pair[0]], all[pair[1]]};
  SlBowl bowl = {.H = {cblas_ddot (p->n, a, 1, a, 1) / p->n,
                       cblas_ddot (p->n, a, 1, b, 1) / p->n,
                       cblas_ddot (p->n, b, 1, b, 1) / p->n}};
  descend (bowl.H, g, move);
  for (int i = 0; i < 2; i++)
    bowl.least[i] = w[pair[i]] + move[i];
  bowl.floor = MAX (loss + (g[0] * move[0] + g[1] * move[1]) / 2, 0);
  return sl_slice_new_bowl (&bowl);
}

/* log Σ exp over the outputs of row @i that do not move. Two classes have one output, and
 * the other class stands at 0. */
static double
rest_of (const SlDesign *p, const double *z, int i, const int moving[2])
{
  double largest = p->k == 1 ? 0 : -INFINITY, sum = 0;
  for (int c = 0; c < p->k; c++)
    if (c != moving[0] && c != moving[1])
      largest = MAX (largest, z[(size_t) c * p->n + i]);
  if (isinf (largest))
    return largest;
  if (p->k == 1)
    sum = exp (-largest);
  for (int c = 0; c < p->k; c++)
    if (c != moving[0] && c != moving[1])
      sum += exp (z[(size_t) c * p->n + i] - largest);
  return largest + log (sum);
}

/* @right: the output that is right in row @i; −1 = the first of two classes. */
static void
fill_row (SlSlice *self,
          const SlDesign *p,
          const double *z,
          int i,
          const int outputs[2],
          int right)
{
  Row *row = &self->rows[i];
  row->rest = rest_of (p, z, i, outputs);
  row->label = right == outputs[0] ? 0 : right == outputs[1] ? 1 : -1;
  for (int m = 0; m < self->moving; m++)
    row->base[m] = z[(size_t) outputs[m] * p->n + i];
  if (row->label < 0 && right >= 0)
    self->fixed += z[(size_t) right * p->n + i] / p->n;
}

static SlSlice *
slice_of_classes (const SlDesign *p, const double *w, const int pair[2])
{
  SlSlice *self = slice_alloc ();
  int first = pair[0] / p->d, second = pair[1] / p->d;
  int outputs[2] = {first, second == first ? -2 : second}; /* −2: no second */
  g_autofree double *z = g_new (double, (size_t) p->n * p->k);
  sl_outputs_fill (p, w, z);
  self->n = p->n;
  self->rows = g_new0 (Row, p->n);
  self->moving = second == first ? 1 : 2;
  self->output[1] = second == first ? 0 : 1;
  for (int i = 0; i < p->n; i++) {
    Row *row = &self->rows[i];
    fill_row (self, p, z, i, outputs, p->k == 1 ? p->label[i] - 1 : p->label[i]);
    for (int a = 0; a < 2; a++) {
      row->x[a] = p->X[(size_t) (pair[a] % p->d) * p->n + i];
      row->base[self->output[a]] -= w[pair[a]] * row->x[a];
    }
  }
  return self;
}

SlSlice *
sl_slice_new (const SlDesign *design, const double *w, const int pair[2])
{
  int weights = design->k * design->d;
  g_return_val_if_fail (pair[0] >= 0 && pair[0] < weights, NULL);
  g_return_val_if_fail (pair[1] >= 0 && pair[1] < weights && pair[1] != pair[0], NULL);
  return design->y != NULL ? slice_of_regression (design, w, pair)
                           : slice_of_classes (design, w, pair);
}

SlSlice *
sl_slice_ref (SlSlice *self)
{
  g_atomic_int_inc (&self->refs);
  return self;
}

void
sl_slice_unref (SlSlice *self)
{
  if (!g_atomic_int_dec_and_test (&self->refs))
    return;
  g_free (self->rows);
  g_free (self);
}

const SlBowl *
sl_slice_bowl (const SlSlice *self)
{
  return self->rows == NULL ? &self->bowl : NULL;
}

int
sl_slice_rows (const SlSlice *self)
{
  return self->n;
}

static double
bowl_loss (const SlBowl *bowl, const double w[2], double g[2], double H[3])
{
  double dx = w[0] - bowl->least[0], dy = w[1] - bowl->least[1];
  double gx = bowl->H[0] * dx + bowl->H[1] * dy;
  double gy = bowl->H[1] * dx + bowl->H[2] * dy;
  if (g != NULL) {
    g[0] = gx;
    g[1] = gy;
  }
  for (int i = 0; H != NULL && i < 3; i++)
    H[i] = bowl->H[i];
  return bowl->floor + (gx * dx + gy * dy) / 2;
}

/* Adds to @g and @H what @row does, whose moving outputs have the shares @p. */
static void
add_slopes (const SlSlice *self,
            const Row *row,
            const double p[2],
            double g[2],
            double H[3])
{
  const int *o = self->output;
  double first = p[o[0]], second = p[o[1]];
  double cross = o[0] == o[1] ? first * (1 - first) : -first * second;
  g[0] += row->x[0] * (first - (row->label == o[0]));
  g[1] += row->x[1] * (second - (row->label == o[1]));
  H[0] += row->x[0] * row->x[0] * first * (1 - first);
  H[1] += row->x[0] * row->x[1] * cross;
  H[2] += row->x[1] * row->x[1] * second * (1 - second);
}

/* One output moves and only the loss is wanted, as for the many nodes of a grid:
 * log(e^rest + e^z) = max(rest, z) + log(1 + e^−|z − rest|), and one logarithm of a
 * product, each factor at most 2, instead of one a row. */
static double
loss_alone (const SlSlice *self, const double w[2])
{
  double loss = 0, product = 1;
  for (int i = 0; i < self->n; i++) {
    const Row *row = &self->rows[i];
    double z = row->base[0] + w[0] * row->x[0] + w[1] * row->x[1];
    product *= 1 + exp (-fabs (z - row->rest));
    loss += MAX (z, row->rest) - (row->label == 0 ? z : 0);
    if (i % FACTORS == FACTORS - 1) {
      loss += log (product);
      product = 1;
    }
  }
  return (loss + log (product)) / self->n - self->fixed;
}

double
sl_slice_loss (const SlSlice *self, const double w[2], double g[2], double H[3])
{
  double loss = 0, slope[2] = {0, 0}, bend[3] = {0, 0, 0};
  if (self->rows == NULL)
    return bowl_loss (&self->bowl, w, g, H);
  if (g == NULL && H == NULL && self->moving == 1)
    return loss_alone (self, w);
  for (int i = 0; i < self->n; i++) {
    const Row *row = &self->rows[i];
    double z[2] = {row->base[0], row->base[1]}, p[2] = {0, 0}, largest = row->rest;
    z[self->output[0]] += w[0] * row->x[0];
    z[self->output[1]] += w[1] * row->x[1];
    for (int m = 0; m < self->moving; m++)
      largest = MAX (largest, z[m]);
    double sum = exp (row->rest - largest);
    for (int m = 0; m < self->moving; m++)
      sum += p[m] = exp (z[m] - largest);
    loss += largest + log (sum) - (row->label >= 0 ? z[row->label] : 0);
    p[0] /= sum;
    p[1] /= sum;
    if (g != NULL || H != NULL)
      add_slopes (self, row, p, slope, bend);
  }
  for (int i = 0; g != NULL && i < 2; i++)
    g[i] = slope[i] / self->n;
  for (int i = 0; H != NULL && i < 3; i++)
    H[i] = bend[i] / self->n;
  return loss / self->n - self->fixed;
}
