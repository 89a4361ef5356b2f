/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/state.h"

#include "core/training/sample.h"
#include "core/training/training-private.h"

#include <string.h>

enum { MAX_PARTS = 64 };

size_t
sl_state_size (SlStateType type)
{
  static const size_t sizes[] = {
      [SL_STATE_BYTE] = 1,
      [SL_STATE_INT] = sizeof (int),
      [SL_STATE_INT64] = sizeof (gint64),
      [SL_STATE_UINT64] = sizeof (guint64),
      [SL_STATE_FLOAT] = sizeof (float),
      [SL_STATE_DOUBLE] = sizeof (double),
      [SL_STATE_TEXT] = 1,
      [SL_STATE_TRACE] = sizeof (SlTrace),
      [SL_STATE_MEASURE] = sizeof (SlWeightMeasure),
  };
  return sizes[type];
}

typedef struct
{
  size_t n;
  SlStatePart parts[MAX_PARTS];
} List;

/* Numbers inside the training. */
static void
value (List *list, const char *id, SlStateType type, size_t n, void *values)
{
  g_assert (list->n < MAX_PARTS);
  list->parts[list->n++] = (SlStatePart){id, type, n, values, NULL};
}

/* @pointer: to where the training keeps its pointer to the numbers, of whatever type. */
static void
array (List *list, const char *id, SlStateType type, size_t n, void *pointer)
{
  void *values;
  memcpy (&values, pointer, sizeof values);
  value (list, id, type, n, values);
  list->parts[list->n - 1].pointer = pointer;
}

static void
text (List *list, const char *id, char **pointer)
{
  array (list, id, SL_STATE_TEXT, *pointer ? strlen (*pointer) + 1 : 0, pointer);
}

static void
list_rng (List *list, const char *id, const char *id_spare, SlRng *rng)
{
  value (list, id, SL_STATE_UINT64, G_N_ELEMENTS (rng->s), rng->s);
  value (list, id_spare, SL_STATE_DOUBLE, 1, &rng->spare);
}

/* The network, and what optimiser and rule remember of each parameter. */
static void
list_parameters (List *list, SlTraining *self)
{
  size_t n = self->network->n_params, n_weights = self->network->n_weights;
  array (list, "parameters", SL_STATE_FLOAT, n, &self->network->params);
  array (list, "optimizer-1", SL_STATE_FLOAT, n, &self->slots[0]);
  array (list, "optimizer-2", SL_STATE_FLOAT, n, &self->slots[1]);
  value (list, "optimizer-updates", SL_STATE_INT64, 1, &self->k);
  array (list, "rule", SL_STATE_BYTE, n, &self->rule_flags);
  array (list, "pinned", SL_STATE_BYTE, n_weights, &self->pinned);
  array (list, "unreached", SL_STATE_BYTE, n_weights, &self->unreached);
  array (list, "silent", SL_STATE_BYTE, sl_idle_size (self->network), &self->silent);
  array (list, "best-parameters", SL_STATE_FLOAT, n, &self->best.params);
  array (list, "best-rule", SL_STATE_BYTE, n, &self->best.rule_flags);
}

static const char *const evaluated[SL_N_PARTS] = {
    [SL_PART_TRAIN] = "evaluated-train",
    [SL_PART_VALIDATION] = "evaluated-validation",
    [SL_PART_TEST] = "evaluated-test",
};

/* Where in the rows it is, and what comes next. */
static void
list_place (List *list, SlTraining *self)
{
  value (list, "epoch", SL_STATE_INT, 1, &self->epoch);
  value (list, "batch", SL_STATE_INT, 1, &self->batch);
  value (list, "position", SL_STATE_INT, 1, &self->position);
  value (list, "shuffled", SL_STATE_INT, 1, &self->shuffled);
  value (list, "went-on", SL_STATE_INT, 1, &self->went_on);
  array (list, "order", SL_STATE_INT, (size_t) self->problem->train.n, &self->order);
  for (SlPartId i = 0; i < SL_N_PARTS; i++)
    array (list, evaluated[i], SL_STATE_INT,
           (size_t) sl_sample_size (sl_problem_part (self->problem, i)->n),
           &self->evaluated[i]);
  list_rng (list, "shuffle", "shuffle-spare", &self->shuffle);
  list_rng (list, "dropout", "dropout-spare", &self->dropout);
}

static void
list_schedule (List *list, SlTraining *self)
{
  SlSchedule *schedule = &self->schedule;
  value (list, "best-loss", SL_STATE_DOUBLE, 1, &schedule->best_loss);
  value (list, "best-epoch", SL_STATE_INT, 1, &schedule->best_epoch);
  value (list, "since-best", SL_STATE_INT, 1, &schedule->since_best);
  value (list, "since-reduced", SL_STATE_INT, 1, &schedule->since_reduced);
  value (list, "target-reached", SL_STATE_INT, 1, &schedule->reached);
  value (list, "start-loss", SL_STATE_DOUBLE, 1, &self->start_loss);
  text (list, "divergence", &self->divergence);
  text (list, "ending", &self->ending);
}

/* What pictures show of it beside the weights. */
static void
list_measures (List *list, SlTraining *self)
{
  size_t n = (size_t) self->network->n_layers;
  SlConfusion *confusion = self->confusion;
  value (list, "histogram-end", SL_STATE_DOUBLE, 1, &self->histogram_end);
  value (list, "start", SL_STATE_MEASURE, 1, &self->start);
  array (list, "start-layers", SL_STATE_MEASURE, n, &self->start_layers);
  value (list, "peak", SL_STATE_INT64, 1, &self->peak);
  array (list, "peaks", SL_STATE_INT64, n, &self->peaks);
  value (list, "traces", SL_STATE_TRACE, SL_N_TRACES, self->traces);
  array (list, "layer-zeros", SL_STATE_TRACE, n * SL_N_ZERO_TRACES, &self->layer_zeros);
  if (confusion)
    array (list, "confusion", SL_STATE_INT64, (size_t) confusion->k * confusion->k,
           &confusion->counts);
  value (list, "busy", SL_STATE_INT64, 1, &self->busy);
  value (list, "rows", SL_STATE_INT64, 1, &self->rows);
}

SlStatePart *
sl_training_state (SlTraining *self, size_t *n)
{
  List list = {0};
  list_parameters (&list, self);
  list_place (&list, self);
  list_schedule (&list, self);
  list_measures (&list, self);
  *n = list.n;
  return g_memdup2 (list.parts, list.n * sizeof *list.parts);
}

/* One part as it is in another training of the same shape. Memory that fits is kept. */
static void
take_part (const SlStatePart *to, const SlStatePart *from)
{
  size_t size = from->n * sl_state_size (from->type);
  void *values = to->values;
  if (to->pointer && (!values || !from->values || to->n != from->n)) {
    g_free (values);
    values = from->values ? g_malloc (size) : NULL;
    memcpy (to->pointer, &values, sizeof values);
  }
  if (values && size > 0)
    memcpy (values, from->values, size);
}

/* The rows of @from that @to, an earlier view of the same list or empty, has not yet. */
static void
take_history (SlLog *to, SlLog *from)
{
  SlLogView have = sl_log_view (to), want = sl_log_view (from);
  for (size_t i = have.n; i < want.n; i++)
    sl_log_append (to, sl_log_item (&want, i));
  sl_log_view_clear (&have);
  sl_log_view_clear (&want);
}

static void
take_events (SlLog *to, SlLog *from)
{
  SlLogView have = sl_log_view (to), want = sl_log_view (from);
  for (size_t i = have.n; i < want.n; i++) {
    const SlEvent *event = sl_log_item (&want, i);
    sl_event_log_append (to, event);
  }
  sl_log_view_clear (&have);
  sl_log_view_clear (&want);
}

void
sl_training_take_logs (SlTraining *self, SlLog *history, SlLog *events)
{
  sl_log_unref (self->history);
  sl_log_unref (self->events);
  self->history = history;
  self->events = events;
  /* It was of the weights before; trainer and pictures find that of the new ones. */
  self->train_loss.known = FALSE;
}

void
sl_training_catch_up (SlTraining *self, const SlTraining *training)
{
  size_t n;
  /* The list is of places to write to, but those of @training are only read. */
  g_autofree SlStatePart *from = sl_training_state ((SlTraining *) training, &n);
  g_autofree SlStatePart *to = sl_training_state (self, &n);
  for (size_t i = 0; i < n; i++)
    take_part (&to[i], &from[i]);
  take_history (self->history, training->history);
  take_events (self->events, training->events);
  sl_watch_catch_up (self, training);
  self->train_loss.known = training->train_loss.known;
  self->train_loss.value = training->train_loss.value;
  self->config = training->config;
  sl_training_fit_scratch (self);
}

SlTraining *
sl_training_copy (const SlTraining *training)
{
  SlTraining *self = g_new0 (SlTraining, 1);
  self->config = training->config;
  self->problem = sl_problem_ref (training->problem);
  self->network = sl_network_copy (training->network);
  if (training->confusion)
    self->confusion = sl_confusion_new (training->confusion->k);
  self->history = sl_log_new (sizeof (SlHistoryRow));
  self->events = sl_event_log_new ();
  sl_training_make_scratch (self);
  sl_training_catch_up (self, training);
  return self;
}

void
sl_training_work_with (SlTraining *self, SlPool *pool, const gint *stop)
{
  self->pool = pool;
  self->stop = stop;
  sl_pass_use_pool (self->pass, pool);
  sl_training_fit_scratch (self);
}
