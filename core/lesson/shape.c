/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/lesson/shape.h"

#include <math.h>

static gboolean
holds_all (const SlSnapshot *run)
{
  if (run == NULL || run->n_layers == 0)
    return FALSE;
  for (int l = 0; l < run->n_layers; l++) {
    const SlWeightsView *view = sl_snapshot_weights (run, l);
    if (view == NULL || view->rows != view->inputs || view->cols != view->outputs)
      return FALSE;
  }
  return TRUE;
}

/* Whether unit @j of @view has a weight in that is not 0. */
static gboolean
is_fed (const SlWeightsView *view, int j)
{
  for (int i = 0; i < view->rows; i++)
    if (view->W[i * view->cols + j] != 0)
      return TRUE;
  return FALSE;
}

/* Whether input @i of @view has a weight out that is not 0. */
static gboolean
is_heard (const SlWeightsView *view, int i)
{
  for (int j = 0; j < view->cols; j++)
    if (view->W[i * view->cols + j] != 0)
      return TRUE;
  return FALSE;
}

/* How many of the inputs of layer @l take part. */
static int
count_live (const SlSnapshot *run, int l)
{
  const SlWeightsView *view = sl_snapshot_weights (run, l);
  const SlWeightsView *before = l > 0 ? sl_snapshot_weights (run, l - 1) : NULL;
  int n = 0;
  for (int i = 0; i < view->rows; i++)
    n += is_heard (view, i) && (before == NULL || is_fed (before, i));
  return n;
}

static void
fill_truth (SlLessonShape *shape, const SlSnapshot *run)
{
  const float *truth = run->problem != NULL ? run->problem->dataset->true_weights : NULL;
  const SlWeightsView *view = sl_snapshot_weights (run, 0);
  shape->true_inputs = shape->found = shape->missed = shape->false_found =
      truth != NULL ? 0 : NAN;
  for (int i = 0; truth != NULL && i < view->rows; i++) {
    gboolean used = is_heard (view, i);
    shape->true_inputs += truth[i] != 0;
    shape->found += truth[i] != 0 && used;
    shape->missed += truth[i] != 0 && !used;
    shape->false_found += truth[i] == 0 && used;
  }
}

static void
fill_norms (SlLessonShape *shape, const SlSnapshot *run)
{
  shape->column_norm = shape->chapter_norm = run->layer_norms != NULL ? 0 : NAN;
  for (int l = 0; run->layer_norms != NULL && l < run->n_layers; l++) {
    shape->column_norm += run->layer_norms[l].column;
    shape->chapter_norm += sl_layer_norm_chapter (&run->layer_norms[l]);
  }
}

gboolean
sl_lesson_shape_fill (SlLessonShape *shape, const SlSnapshot *run)
{
  int from;
  if (!holds_all (run))
    return FALSE;
  *shape = (SlLessonShape){.inputs_used = count_live (run, 0)};
  from = (int) shape->inputs_used;
  for (int l = 0; l < run->n_layers; l++) {
    const SlWeightsView *view = sl_snapshot_weights (run, l);
    gboolean last = l == run->n_layers - 1;
    int to = last ? view->outputs : count_live (run, l + 1);
    shape->units += last ? 0 : view->outputs;
    shape->dead_units += view->outputs - to;
    shape->products += (double) view->inputs * view->outputs;
    shape->compact_products += (double) from * to;
    from = to;
  }
  fill_truth (shape, run);
  fill_norms (shape, run);
  return TRUE;
}
