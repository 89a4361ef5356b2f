/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"
#include "core/store/session-private.h"
#include "core/training/edit.h"
#include "core/training/sample.h"
#include "core/training/setting.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* The parts of a state by name. */
typedef struct
{
  SlStatePart *parts; /* Owned (n) */
  size_t n;
} State;

static const void *
values_of (const State *state, const char *id)
{
  for (size_t i = 0; i < state->n; i++)
    if (g_str_equal (state->parts[i].id, id))
      return state->parts[i].values;
  g_assert_not_reached ();
}

static int
int_of (const State *state, const char *id)
{
  return *(const int *) values_of (state, id);
}

/* Everything that is stepped from must be a number, every flag 0 or 1. Returns NULL, or
 * the part that is not so. */
static const char *
find_bad_number (const State *state)
{
  for (size_t i = 0; i < state->n; i++) {
    const SlStatePart *part = &state->parts[i];

    for (size_t k = 0; part->values != NULL && k < part->n; k++)
      if ((part->type == SL_STATE_FLOAT &&
           !isfinite (((const float *) part->values)[k])) ||
          (part->type == SL_STATE_BYTE && ((const guint8 *) part->values)[k] > 1) ||
          (part->type == SL_STATE_INT64 && ((const gint64 *) part->values)[k] < 0))
        return part->id;
  }
  return NULL;
}

/* Whether @order (n) holds each of 0 … n − 1 once. */
static gboolean
is_permutation (const int *order, int n)
{
  g_autofree guint8 *seen = g_malloc0 ((gsize) n);

  for (int i = 0; i < n; i++) {
    if (order[i] < 0 || order[i] >= n || seen[order[i]])
      return FALSE;
    seen[order[i]] = 1;
  }
  return TRUE;
}

/* A generator that stands at zero gives zeros for ever. */
static gboolean
is_alive (const guint64 *s)
{
  return (s[0] | s[1] | s[2] | s[3]) != 0;
}

/* The rows that are evaluated are some of those of their part, in order. */
static const char *
find_bad_sample (const State *state, const SlProblem *problem)
{
  static const char *const ids[SL_N_PARTS] = {"evaluated-train", "evaluated-validation",
                                              "evaluated-test"};

  for (SlPartId i = 0; i < SL_N_PARTS; i++) {
    const int *rows = values_of (state, ids[i]);
    int n = sl_problem_part (problem, i)->n;

    for (int k = 0, last = -1; rows != NULL && k < sl_sample_size (n); k++) {
      if (rows[k] <= last || rows[k] >= n)
        return ids[i];
      last = rows[k];
    }
  }
  return NULL;
}

static const char *
find_bad_place (const State *state, const SlProblem *problem)
{
  int position = int_of (state, "position"), batch = int_of (state, "batch");

  if (int_of (state, "epoch") < 0)
    return "epoch";
  if (batch < 0 || batch > problem->train.n || (batch == 0) != (position == 0))
    return "batch";
  if (position < 0 || position >= problem->train.n)
    return "position";
  if (!is_permutation (values_of (state, "order"), problem->train.n))
    return "order";
  if (!is_alive (values_of (state, "shuffle")))
    return "shuffle";
  if (!is_alive (values_of (state, "dropout")))
    return "dropout";
  return NULL;
}

static const char *
find_bad_schedule (const State *state)
{
  static const char *const ids[] = {"best-epoch", "since-best", "since-reduced"};
  int epoch = int_of (state, "epoch");

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    if (int_of (state, ids[i]) < 0 || int_of (state, ids[i]) > epoch)
      return ids[i];
  return NULL;
}

/* The measures are of this network's layers, and the curves of these epochs. */
static const char *
find_bad_measure (const State *state, const SlNetwork *network)
{
  const SlWeightMeasure *layers = values_of (state, "start-layers");
  const SlTrace *traces = values_of (state, "traces");
  const SlTrace *zeros = values_of (state, "layer-zeros");
  double end = *(const double *) values_of (state, "histogram-end");
  int rows = int_of (state, "epoch") + 1;

  if (!(end > 0) || !isfinite (end))
    return "histogram-end";
  for (int l = 0; l < network->n_layers; l++)
    if (layers[l].inputs != network->layers[l].inputs ||
        layers[l].outputs != network->layers[l].outputs)
      return "start-layers";
  for (int i = 0; i < SL_N_TRACES; i++)
    if (traces[i].n != rows)
      return "traces";
  for (int i = 0; i < SL_N_ZERO_TRACES * network->n_layers; i++)
    if (zeros[i].n != rows)
      return "layer-zeros";
  return NULL;
}

/* Events come in order, before the present place, and their settings can be read. */
static gboolean
are_events_good (SlTraining *training)
{
  SlLogView events = sl_training_events (training);
  int epoch = 0, batch = 0;
  gboolean good = TRUE;

  for (size_t i = 0; good && i < events.n; i++) {
    const SlEvent *event = sl_log_item (&events, i);
    SlConfig config = *sl_training_config (training);
    const SlSetting *setting = sl_setting_find (event->setting, NULL);
    SlEdit edit;

    good = event->epoch > epoch || (event->epoch == epoch && event->batch >= batch);
    epoch = event->epoch;
    batch = event->batch;
    good = good &&
           (setting != NULL ? sl_setting_parse (setting, &config, event->from, NULL) &&
                                  sl_setting_parse (setting, &config, event->to, NULL)
                            : sl_edit_of_event (event, &edit));
  }
  good =
      good &&
      (epoch < sl_training_epoch (training) ||
       (epoch == sl_training_epoch (training) && batch <= sl_training_batch (training)));
  sl_log_view_clear (&events);
  return good;
}

gboolean
sl_session_history_fits (const SlLogView *history, int epoch, gint64 weights)
{
  gboolean fits = history->n == (size_t) epoch + 1;

  for (size_t i = 0; fits && i < history->n; i++)
    fits = ((const SlHistoryRow *) sl_log_item (history, i))->weights == weights;
  return fits;
}

static gboolean
is_history_good (SlTraining *training)
{
  SlLogView history = sl_training_history (training);
  gboolean good =
      sl_session_history_fits (&history, sl_training_epoch (training),
                               (gint64) sl_training_network (training)->n_weights);

  sl_log_view_clear (&history);
  return good;
}

gboolean
sl_session_misfit (const char *name, const char *what, GError **error)
{
  g_set_error (error, SL_ERROR, SL_ERROR_DATA,
               _ ("%s: what it says of '%s' does not fit the rest of it"), name, what);
  return FALSE;
}

gboolean
sl_session_check (SlTraining *training, const char *name, GError **error)
{
  State state;
  const char *bad;

  state.parts = sl_training_state (training, &state.n);
  bad = find_bad_number (&state);
  if (bad == NULL)
    bad = find_bad_place (&state, sl_training_problem (training));
  if (bad == NULL)
    bad = find_bad_sample (&state, sl_training_problem (training));
  if (bad == NULL)
    bad = find_bad_schedule (&state);
  if (bad == NULL)
    bad = find_bad_measure (&state, sl_training_network (training));
  if (bad == NULL && !is_history_good (training))
    bad = "history";
  if (bad == NULL && !are_events_good (training))
    bad = "events";
  g_free (state.parts);
  return bad == NULL || sl_session_misfit (name, bad, error);
}
