/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/store/session-pins.h"

#include "core/base/error.h"
#include "core/store/session-private.h"
#include "core/store/state-array.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define FOLDER "pins/"

/* Where the letter stands in "pins/A/…", and the length of that. */
enum { LETTER = 5, PREFIX = 7 };

/* The measures of all layers, now and at the start, come before those of each. */
enum { TOTALS = 2 };

/* The numbers of a pruning curve, before those of its points. */
enum { CURVE_HEAD = 9, CURVE_ROWS = 4 };
enum { CURVE_NUMBERS = CURVE_HEAD + CURVE_ROWS * SL_PRUNING_POINTS };

/* What a pinned run may have, in the order of its members. */
enum { EVENTS, HISTORY, MOMENT, MEASURES, PRUNING, N_MEMBERS };
static const char *const members[N_MEMBERS] = {
    SL_SESSION_EVENTS, SL_SESSION_HISTORY, "moment.npy", "measures.npy", "pruning.npy"};

/* Where and how a run stood. */
enum { EPOCH, BATCH, TASK, N_MOMENT };

typedef struct
{
  gboolean begun; /* there is such a run */
  SlConfig config;
  int n_layers;
  gboolean has[N_MEMBERS];
  int moment[N_MOMENT];
  SlWeightMeasure *measures; /* Owned (TOTALS + 2·n_layers) */
  double pruning[CURVE_NUMBERS];
  SlLog *events, *history; /* Owned, nullable */
} Pin;

struct SlSessionPins
{
  char *path; /* Owned */
  Pin pins[SL_MAX_PINNED];
};

/* ---- writing ---- */

/* "pins/A" */
static char *
folder_of (int place)
{
  return g_strdup_printf (FOLDER "%c", 'A' + place);
}

static void
add_member (SlArchiveWriter *archive,
            const char *folder,
            const char *name,
            const char *text,
            gsize length)
{
  g_autofree char *member = g_strconcat (folder, "/", name, NULL);

  sl_archive_writer_add (archive, member, text, length);
}

static void
flatten_curve (const SlSnapshot *run, double *numbers)
{
  const SlPruningCurve *curve = run->pruning;
  const double head[CURVE_HEAD] = {run->pruning_epoch,      curve->n,
                                   (double) curve->weights, curve->asked,
                                   (double) curve->zeros,   curve->train_rows,
                                   curve->test_rows,        curve->all_train_rows,
                                   curve->all_test_rows};

  memcpy (numbers, head, sizeof head);
  numbers += CURVE_HEAD;
  for (int i = 0; i < curve->n; i++, numbers += CURVE_ROWS) {
    numbers[0] = (double) curve->removed[i];
    numbers[1] = curve->size[i];
    numbers[2] = curve->train_score[i];
    numbers[3] = curve->test_score[i];
  }
}

static SlWeightMeasure *
join_measures (const SlSnapshot *run)
{
  gsize n = (gsize) run->n_layers;
  SlWeightMeasure *all = g_new (SlWeightMeasure, TOTALS + 2 * n);

  all[0] = run->total;
  all[1] = run->start;
  memcpy (all + TOTALS, run->layers, n * sizeof *all);
  memcpy (all + TOTALS + n, run->start_layers, n * sizeof *all);
  return all;
}

static void
add_numbers (SlArchiveWriter *archive, const char *folder, const SlSnapshot *run)
{
  g_autofree SlWeightMeasure *measures = join_measures (run);
  int moment[N_MOMENT] = {run->epoch, run->batch, run->task};
  double pruning[CURVE_NUMBERS] = {0};
  const SlStatePart parts[] = {
      {"moment", SL_STATE_INT, N_MOMENT, moment, NULL},
      {"measures", SL_STATE_MEASURE, TOTALS + 2 * (gsize) run->n_layers, measures, NULL},
      {"pruning", SL_STATE_DOUBLE, CURVE_NUMBERS, pruning, NULL},
  };
  gboolean has_curve = run->pruning != NULL && run->pruning->n > 0;

  if (has_curve)
    flatten_curve (run, pruning);
  for (gsize i = 0; i < G_N_ELEMENTS (parts) - (has_curve ? 0 : 1); i++)
    sl_state_add (archive, folder, &parts[i]);
}

static gboolean
add_pin (SlArchiveWriter *archive, const SlSnapshot *run, int place, GError **error)
{
  g_autofree char *folder = folder_of (place), *settings = NULL;
  g_autoptr (GString) events = NULL, history = NULL;

  if (!sl_session_is_short_enough (&run->events, &run->history, error))
    return FALSE;
  settings = sl_session_settings_text (&run->config, NULL, error);
  if (settings == NULL)
    return FALSE;
  events = sl_session_events_text (&run->events);
  history = sl_history_csv (&run->history);
  add_member (archive, folder, SL_SESSION_SETTINGS, settings, strlen (settings));
  add_member (archive, folder, SL_SESSION_EVENTS, events->str, events->len);
  add_member (archive, folder, SL_SESSION_HISTORY, history->str, history->len);
  add_numbers (archive, folder, run);
  return TRUE;
}

gboolean
sl_session_pins_add (SlArchiveWriter *archive, const SlEarlierRuns *runs, GError **error)
{
  for (int i = 0; i < SL_MAX_PINNED; i++)
    if (runs->pinned[i] != NULL && !add_pin (archive, runs->pinned[i], i, error))
      return FALSE;
  return TRUE;
}

/* ---- reading ---- */

SlSessionPins *
sl_session_pins_new (const char *path)
{
  SlSessionPins *pins = g_new0 (SlSessionPins, 1);

  pins->path = g_strdup (path);
  return pins;
}

void
sl_session_pins_free (SlSessionPins *pins)
{
  if (pins == NULL)
    return;
  for (int i = 0; i < SL_MAX_PINNED; i++) {
    g_free (pins->pins[i].measures);
    g_clear_pointer (&pins->pins[i].events, sl_log_unref);
    g_clear_pointer (&pins->pins[i].history, sl_log_unref);
  }
  g_free (pins->path);
  g_free (pins);
}

/* Returns the place whose folder @member is in, or -1. */
static int
place_of (const char *member)
{
  int place;

  if (!g_str_has_prefix (member, FOLDER) || strlen (member) <= PREFIX ||
      member[LETTER + 1] != '/')
    return -1;
  place = member[LETTER] - 'A';
  return place >= 0 && place < SL_MAX_PINNED ? place : -1;
}

gboolean
sl_session_pins_is_settings (const char *member)
{
  return place_of (member) >= 0 && g_str_equal (member + PREFIX, SL_SESSION_SETTINGS);
}

gboolean
sl_session_pins_take_settings (SlSessionPins *pins,
                               const char *member,
                               GBytes *text,
                               GError **error)
{
  Pin *pin = &pins->pins[place_of (member)];
  g_autofree char *name = g_strdup_printf ("%s (%s)", pins->path, member);
  gsize length;
  const char *data = g_bytes_get_data (text, &length);

  if (pin->begun)
    return TRUE; /* that it stands there twice is told by who reads the members */
  if (!sl_session_settings_parse (data, length, name, &pin->config, NULL, error))
    return FALSE;
  pin->begun = TRUE;
  pin->n_layers = pin->config.hidden.n + 1;
  pin->measures = g_new0 (SlWeightMeasure, TOTALS + 2 * (gsize) pin->n_layers);
  pin->events = sl_event_log_new ();
  pin->history = sl_log_new (sizeof (SlHistoryRow));
  return TRUE;
}

static gboolean
read_member (Pin *pin, int which, SlInput *input, GError **error)
{
  const SlStatePart parts[N_MEMBERS] = {
      [MOMENT] = {"moment", SL_STATE_INT, N_MOMENT, pin->moment, NULL},
      [MEASURES] = {"measures", SL_STATE_MEASURE, TOTALS + 2 * (gsize) pin->n_layers,
                    pin->measures, NULL},
      [PRUNING] = {"pruning", SL_STATE_DOUBLE, CURVE_NUMBERS, pin->pruning, NULL},
  };

  if (which == EVENTS)
    return sl_session_events_read (input, pin->events, error);
  if (which == HISTORY)
    return sl_session_history_read (input, pin->history, error);
  return sl_state_read (input, &parts[which], error);
}

gboolean
sl_session_pins_read (SlSessionPins *pins,
                      SlInput *input,
                      const char *member,
                      gboolean *is_one,
                      GError **error)
{
  int place = place_of (member);
  Pin *pin = place >= 0 ? &pins->pins[place] : NULL;

  *is_one = FALSE;
  for (int i = 0; pin != NULL && pin->begun && i < N_MEMBERS; i++)
    if (g_str_equal (member + PREFIX, members[i])) {
      *is_one = pin->has[i] = TRUE;
      return read_member (pin, i, input, error);
    }
  return TRUE;
}

/* ---- what was read ---- */

/* Whether @measures (layers) are of @pin's layers, and @total of all of them. */
static gboolean
do_measures_fit (const Pin *pin,
                 const SlWeightMeasure *measures,
                 const SlWeightMeasure *total)
{
  gint64 weights = 0;

  for (int l = 0; l < pin->n_layers; l++) {
    const SlWeightMeasure *layer = &measures[l];

    if (layer->weights != (gint64) layer->inputs * layer->outputs ||
        layer->weights > G_MAXINT64 / 2 - weights ||
        layer->histogram.zeros + layer->histogram.near > layer->weights ||
        (l > 0 && layer->inputs != measures[l - 1].outputs) ||
        (l < pin->config.hidden.n && layer->outputs != pin->config.hidden.units[l]))
      return FALSE;
    weights += layer->weights;
  }
  return total->weights == weights &&
         total->histogram.zeros + total->histogram.near <= weights;
}

static gboolean
is_moment_good (const Pin *pin)
{
  return pin->moment[EPOCH] >= 0 && pin->moment[BATCH] >= 0 &&
         (pin->moment[TASK] == SL_TASK_CLASSIFICATION ||
          pin->moment[TASK] == SL_TASK_REGRESSION);
}

/* Whether @value is a whole number from 0 to @most. */
static gboolean
is_count (double value, double most)
{
  return value >= 0 && value <= most && value == floor (value);
}

static gboolean
is_curve_good (const Pin *pin)
{
  const double *numbers = pin->pruning, *point = numbers + CURVE_HEAD;
  double weights = (double) pin->measures[0].weights, removed = 0, size = 0;

  if (!is_count (numbers[0], pin->moment[EPOCH]) ||
      !is_count (numbers[1], SL_PRUNING_POINTS) || numbers[1] < 1 ||
      numbers[2] != weights || !isfinite (numbers[3]) || !is_count (numbers[4], weights))
    return FALSE;
  for (int i = 5; i < CURVE_HEAD; i++)
    if (!is_count (numbers[i], G_MAXINT))
      return FALSE;
  for (int i = 0; i < (int) numbers[1]; i++, point += CURVE_ROWS) {
    if (!is_count (point[0], weights) || point[0] < removed || !isfinite (point[1]) ||
        point[1] < size || isinf (point[2]) || isinf (point[3]))
      return FALSE;
    removed = point[0];
    size = point[1];
  }
  return numbers[CURVE_HEAD] == 0;
}

/* Returns NULL, or the member of @pin that is wanting or makes no sense. */
static const char *
find_bad (const Pin *pin)
{
  const SlWeightMeasure *measures = pin->measures + TOTALS;
  SlLogView history;
  gboolean fits;

  for (int i = 0; i < N_MEMBERS; i++)
    if (!pin->has[i] && i != PRUNING)
      return members[i];
  if (!is_moment_good (pin))
    return members[MOMENT];
  if (!do_measures_fit (pin, measures, &pin->measures[0]) ||
      !do_measures_fit (pin, measures + pin->n_layers, &pin->measures[1]))
    return members[MEASURES];
  if (pin->has[PRUNING] && !is_curve_good (pin))
    return members[PRUNING];
  history = sl_log_view (pin->history);
  fits = sl_session_history_fits (&history, pin->moment[EPOCH], pin->measures[0].weights);
  sl_log_view_clear (&history);
  return fits ? NULL : members[HISTORY];
}

/* ---- the runs ---- */

static SlPruningCurve *
make_curve (const double *numbers)
{
  SlPruningCurve *curve = g_new0 (SlPruningCurve, 1);
  const double *point = numbers + CURVE_HEAD;

  curve->n = (int) numbers[1];
  curve->weights = (gint64) numbers[2];
  curve->asked = numbers[3];
  curve->zeros = (gint64) numbers[4];
  curve->train_rows = (int) numbers[5];
  curve->test_rows = (int) numbers[6];
  curve->all_train_rows = (int) numbers[7];
  curve->all_test_rows = (int) numbers[8];
  for (int i = 0; i < curve->n; i++, point += CURVE_ROWS) {
    curve->removed[i] = (gint64) point[0];
    curve->size[i] = point[1];
    curve->train_score[i] = point[2];
    curve->test_score[i] = point[3];
  }
  return curve;
}

/* The curves follow from the history, to the last bit. */
static void
fill_traces (SlSnapshot *run)
{
  double values[SL_N_TRACES];

  for (int i = 0; i < SL_N_TRACES; i++)
    sl_trace_init (&run->traces[i]);
  for (size_t row = 0; row < run->history.n; row++) {
    sl_history_row_traces (sl_log_item (&run->history, row), values);
    for (int i = 0; i < SL_N_TRACES; i++)
      sl_trace_add (&run->traces[i], values[i]);
  }
}

static SlSnapshot *
make_run (const Pin *pin)
{
  SlSnapshot *run = sl_snapshot_take_empty (&pin->config, 0, SL_RUN_PAUSED, NULL);
  const SlWeightMeasure *measures = pin->measures + TOTALS;
  gsize n = (gsize) pin->n_layers;

  run->epoch = pin->moment[EPOCH];
  run->batch = pin->moment[BATCH];
  run->task = (SlTask) pin->moment[TASK];
  run->n_layers = pin->n_layers;
  run->total = pin->measures[0];
  run->start = pin->measures[1];
  run->layers = g_memdup2 (measures, n * sizeof *measures);
  run->start_layers = g_memdup2 (measures + n, n * sizeof *measures);
  run->events = sl_log_view (pin->events);
  run->history = sl_log_view (pin->history);
  fill_traces (run);
  if (pin->has[PRUNING]) {
    run->pruning_epoch = (int) pin->pruning[0];
    run->pruning = make_curve (pin->pruning);
  }
  return run;
}

SlEarlierRuns *
sl_session_pins_finish (SlSessionPins *pins, GError **error)
{
  g_autoptr (SlEarlierRuns) runs = sl_earlier_runs_new ();

  for (int i = 0; i < SL_MAX_PINNED; i++) {
    const Pin *pin = &pins->pins[i];
    const char *bad = pin->begun ? find_bad (pin) : NULL;

    if (bad != NULL) {
      g_autofree char *folder = folder_of (i),
                      *name = g_strconcat (folder, "/", bad, NULL);

      sl_session_misfit (pins->path, name, error);
      return NULL;
    }
    if (pin->begun)
      runs->pinned[i] = make_run (pin);
  }
  return g_steal_pointer (&runs);
}
