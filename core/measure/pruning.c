/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/measure/pruning.h"

#include "core/base/clones.h"
#include "core/base/flush-zero.h"
#include "core/base/rng.h"
#include "core/measure/score.h"

#include <math.h>
#include <string.h>

/* Rows of one step, multiplications of one curve, and rows that are scored in any case.
 */
enum { CHUNK = 256, LEAST_ROWS = 256 };
static const double MOST_WORK = 1e10;

/* The rows of a part that are scored, and what came of them at the present point. */
typedef struct
{
  const SlPart *part; /* Borrowed from the problem */
  int n;              /* rows to score */
  int *rows;          /* Owned (n) which; NULL = all */
  int done;
  int correct;
  double loss; /* sum over the rows done */
} Sample;

struct SlPruning
{
  SlProblem *problem; /* Owned reference */
  SlNetwork *network; /* Owned copy, pruned as far as the present point */
  SlPass *pass;
  struct
  {
    float *X, *y;
    int *label;
  } chunk; /* (CHUNK) rows, gathered */
  float thresholds[SL_PRUNING_POINTS];
  int n_points;
  Sample samples[2]; /* training and test part */
  SlPruningCurve curve;
};

enum { TRAIN, TEST };

/* One pass of a radix sort by the 11 bits from @shift on. The bits of floats that are not
 * negative are ordered as integers. */
static void
sort_by_bits (size_t n, const guint32 *from, guint32 *to, int shift)
{
  enum { DIGITS = 1 << 11 };
  size_t place[DIGITS] = {0}, sum = 0;
  for (size_t i = 0; i < n; i++)
    place[(from[i] >> shift) % DIGITS]++;
  for (int i = 0; i < DIGITS; i++) {
    size_t count = place[i];
    place[i] = sum;
    sum += count;
  }
  for (size_t i = 0; i < n; i++)
    to[place[(from[i] >> shift) % DIGITS]++] = from[i];
}

/* Returns (transfer full) the magnitudes of @w (n) in ascending order. O(n). */
static float *
sort_magnitudes (size_t n, const float *w)
{
  guint32 *a = g_new (guint32, n);
  g_autofree guint32 *b = g_new (guint32, n);
  for (size_t i = 0; i < n; i++) {
    float size = fabsf (w[i]);
    memcpy (&a[i], &size, sizeof size);
  }
  sort_by_bits (n, a, b, 0);
  sort_by_bits (n, b, a, 11);
  sort_by_bits (n, a, b, 22);
  memcpy (a, b, n * sizeof *a);
  return (float *) (void *) a;
}

/* Chooses the points: for each share the magnitude of the last weight it takes in, and
 * how many weights are not larger. Shares that ties make equal are one point. */
static void
choose_points (SlPruning *self)
{
  SlPruningCurve *curve = &self->curve;
  size_t n = self->network->n_weights, removed = 0;
  g_autofree float *sorted = sort_magnitudes (n, self->network->params);
  self->n_points = 1;
  self->thresholds[0] = -1;
  for (int k = 1; k <= SL_PRUNING_STEPS; k++) {
    size_t share = (size_t) ceil ((double) n * k / SL_PRUNING_STEPS);
    if (share <= removed)
      continue;
    float threshold = sorted[share - 1];
    for (removed = share; removed < n && sorted[removed] == threshold; removed++)
      continue;
    curve->removed[self->n_points] = (gint64) removed;
    curve->size[self->n_points] = (double) threshold;
    self->thresholds[self->n_points++] = threshold;
  }
  while ((size_t) curve->zeros < n && sorted[curve->zeros] == 0)
    curve->zeros++;
}

/* Decides which rows of @part are scored. */
static void
sample_init (Sample *sample, const SlPart *part, size_t n_weights)
{
  double most = MOST_WORK / ((double) n_weights * (SL_PRUNING_STEPS + 1));
  *sample = (Sample){.part = part, .n = part->n};
  if (part->n <= MAX (most, LEAST_ROWS))
    return;
  SlRng rng;
  sl_rng_init (&rng, 1, SL_STREAM_SPLIT);
  sample->n = MAX ((int) most, LEAST_ROWS);
  sample->rows = g_new (int, part->n);
  for (int i = 0; i < part->n; i++)
    sample->rows[i] = i;
  sl_rng_shuffle (&rng, sample->rows, part->n);
}

SlPruning *
sl_pruning_new (const SlNetwork *network, SlProblem *problem)
{
  SlPruning *self = g_new0 (SlPruning, 1);
  int d = network->layers[0].inputs;
  self->problem = sl_problem_ref (problem);
  self->network = sl_network_copy (network);
  self->pass = sl_pass_new (network, CHUNK);
  self->chunk.X = g_new (float, (size_t) CHUNK *d);
  self->chunk.y = g_new (float, CHUNK);
  self->chunk.label = g_new (int, CHUNK);
  sample_init (&self->samples[TRAIN], &problem->train, network->n_weights);
  sample_init (&self->samples[TEST], &problem->test, network->n_weights);
  self->curve.weights = (gint64) network->n_weights;
  self->curve.train_rows = self->samples[TRAIN].n;
  self->curve.test_rows = self->samples[TEST].n;
  self->curve.all_train_rows = problem->train.n;
  self->curve.all_test_rows = problem->test.n;
  choose_points (self);
  return self;
}

void
sl_pruning_ask (SlPruning *self, double threshold)
{
  SlPruningCurve *curve = &self->curve;
  const SlNetwork *network = self->network;
  gint64 removed = 0;
  int k = self->n_points;
  g_return_if_fail (curve->n == 0 && self->samples[TRAIN].done == 0);
  g_return_if_fail (curve->asked == 0);
  if (!(threshold > 0))
    return;
  curve->asked = threshold;
  for (size_t i = 0; i < network->n_weights; i++)
    removed += fabsf (network->params[i]) <= (float) threshold;
  while (k > 0 && curve->removed[k - 1] >= removed)
    k--;
  if (k < self->n_points && curve->removed[k] == removed)
    return;
  for (int i = self->n_points++; i > k; i--) {
    self->thresholds[i] = self->thresholds[i - 1];
    curve->removed[i] = curve->removed[i - 1];
    curve->size[i] = curve->size[i - 1];
  }
  self->thresholds[k] = (float) threshold;
  curve->removed[k] = removed;
  curve->size[k] = threshold;
}

int
sl_pruning_at (const SlPruningCurve *curve, double threshold)
{
  int k = 0;
  while (k + 1 < curve->n && curve->size[k + 1] <= threshold)
    k++;
  return k;
}

void
sl_pruning_free (SlPruning *self)
{
  sl_problem_unref (self->problem);
  sl_network_free (self->network);
  sl_pass_free (self->pass);
  g_free (self->chunk.X);
  g_free (self->chunk.y);
  g_free (self->chunk.label);
  g_free (self->samples[TRAIN].rows);
  g_free (self->samples[TEST].rows);
  g_free (self);
}

/* The next @n rows of @sample in one place, with their targets. */
static SlPart
gather (SlPruning *self, const Sample *sample, int n)
{
  const SlPart *part = sample->part;
  int first = sample->done;
  SlPart rows = {.n = n, .X = self->chunk.X};
  if (!sample->rows) {
    rows.X = (float *) sl_part_rows (part, first, n, self->chunk.X);
    rows.y = part->y ? part->y + first : NULL;
    rows.label = part->label ? part->label + first : NULL;
    return rows;
  }
  const int *order = sample->rows + first;
  sl_part_gather (part, order, n, self->chunk.X);
  rows.y = part->y ? self->chunk.y : NULL;
  rows.label = part->label ? self->chunk.label : NULL;
  for (int i = 0; i < n; i++)
    if (part->y)
      rows.y[i] = part->y[order[i]];
    else
      rows.label[i] = part->label[order[i]];
  return rows;
}

/* Scores the next rows of @sample; FALSE when all are done. */
static gboolean
score_some (SlPruning *self, Sample *sample)
{
  const SlNetwork *network = self->network;
  int m = network->layers[network->n_layers - 1].outputs;
  int n = MIN (CHUNK, sample->n - sample->done);
  if (n == 0)
    return FALSE;
  SlPart rows = gather (self, sample, n);
  const float *out = sl_pass_forward (self->pass, network, n, rows.X);
  sample->loss +=
      network->loss->measure (n, m, out, rows.y, rows.label, &sample->correct);
  sample->done += n;
  return TRUE;
}

/* The score of the rows done; @sample is ready for the next point. */
static double
take_score (SlPruning *self, Sample *sample)
{
  const SlPart *part = sample->part;
  double score = NAN;
  if (sample->n > 0 && part->label)
    score = (double) sample->correct / sample->n;
  else if (sample->n > 0) {
    g_autofree float *y = g_new (float, sample->n);
    for (int i = 0; i < sample->n; i++)
      y[i] = part->y[sample->rows ? sample->rows[i] : i];
    /* The squared loss is half the squared error, hence the 2. */
    score = sl_r_squared (sample->n, y, 2 * sample->loss);
  }
  sample->done = sample->correct = 0;
  sample->loss = 0;
  return score;
}

SL_CLONES static void
remove_small (size_t n, float *w, float threshold)
{
#pragma omp simd
  for (size_t i = 0; i < n; i++)
    w[i] = fabsf (w[i]) <= threshold ? 0.0f : w[i];
}

gboolean
sl_pruning_step (SlPruning *self)
{
  SlPruningCurve *curve = &self->curve;
  if (curve->n == self->n_points)
    return FALSE;
  SlFlushZero before = sl_flush_zero_enter ();
  if (!score_some (self, &self->samples[TRAIN]) &&
      !score_some (self, &self->samples[TEST])) {
    curve->train_score[curve->n] = take_score (self, &self->samples[TRAIN]);
    curve->test_score[curve->n] = take_score (self, &self->samples[TEST]);
    if (++curve->n < self->n_points)
      remove_small (self->network->n_weights, self->network->params,
                    self->thresholds[curve->n]);
  }
  sl_flush_zero_leave (before);
  return curve->n < self->n_points;
}

gboolean
sl_pruning_finish (SlPruning *self, const gint *stop)
{
  do
    if (stop && g_atomic_int_get (stop))
      return FALSE;
  while (sl_pruning_step (self));
  return TRUE;
}

double
sl_pruning_progress (const SlPruning *self)
{
  return (double) self->curve.n / self->n_points;
}

const SlPruningCurve *
sl_pruning_curve (const SlPruning *self)
{
  return &self->curve;
}
