/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sessions come from anywhere: nothing in one is believed. */
#include "core/base/error.h"
#include "core/store/session-pins.h"
#include "core/store/session-private.h"
#include "core/store/state-array.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Parts that a run may do without; all others stand in every session. */
static const char *const optional_parts[] = {
    "pinned",          "best-parameters",      "best-rule",      "divergence", "ending",
    "evaluated-train", "evaluated-validation", "evaluated-test", NULL};
/* One reading of a file. */
typedef struct
{
  SlInput *input; /* Borrowed */
  SlSessionFile *file;
  SlStatePart *parts; /* Owned (n_parts) */
  size_t n_parts;
  GHashTable *read;        /* Owned: names of the members that were read */
  SlSessionData *data;     /* Owned, nullable: of a run on the learner's own files */
  SlSessionPins *pins;     /* Owned */
  SlLog *history, *events; /* Owned */
} Reading;

static void
reading_clear (Reading *reading)
{
  g_clear_pointer (&reading->read, g_hash_table_unref);
  g_clear_pointer (&reading->pins, sl_session_pins_free);
  g_clear_pointer (&reading->data, sl_session_data_free);
  g_clear_pointer (&reading->history, sl_log_unref);
  g_clear_pointer (&reading->events, sl_log_unref);
  g_free (reading->parts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* Nothing may follow what a member was read for: it could go on for ever. */
static gboolean
at_end (SlInput *input, GError **error)
{
  char more;
  gssize n = sl_input_read (input, &more, 1, error);

  if (n > 0)
    return sl_input_fail (input, error, _ ("it goes on where it should end"));
  return n == 0;
}

/* Returns (transfer full) the whole of the present member, of @most bytes. */
static GBytes *
read_member (SlInput *input, gsize most, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 block[4096];

  for (;;) {
    gssize n = sl_input_read (input, block, sizeof block, error);

    if (n < 0)
      return NULL;
    if (n == 0)
      return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
    if (bytes->len + (gsize) n > most) {
      sl_input_fail (input, error, _ ("it is too long"));
      return NULL;
    }
    g_byte_array_append (bytes, block, (guint) n);
  }
}

/* Passes over the present member. Returns its bytes, or -1. */
static gint64
pass_over (SlInput *input, GError **error)
{
  g_autofree guint8 *block = g_malloc (SL_INPUT_BLOCK);
  gint64 bytes = 0;
  gssize n;

  while ((n = sl_input_read (input, block, SL_INPUT_BLOCK, error)) > 0)
    bytes += n;
  return n < 0 ? -1 : bytes;
}

static gboolean
begin_pin (Reading *reading, const char *member, GError **error)
{
  g_autoptr (GBytes) settings =
      read_member (reading->input, SL_SESSION_MAX_SETTINGS, error);

  return settings != NULL &&
         sl_session_pins_take_settings (reading->pins, member, settings, error);
}

/* Finds settings.json, and that of pinned runs, wherever a tool that packed the session
 * again has put them, and counts the @bytes of all else but data: no run is larger than
 * that. */
static GBytes *
survey (Reading *reading, gint64 *bytes, GError **error)
{
  SlInput *input = reading->input;
  g_autoptr (GBytes) settings = NULL;
  gboolean found = TRUE;

  for (*bytes = 0; found;) {
    const char *member = sl_input_member (input);

    if (settings == NULL && g_str_equal (member, SL_SESSION_SETTINGS)) {
      settings = read_member (input, SL_SESSION_MAX_SETTINGS, error);
      if (settings == NULL)
        return NULL;
    } else if (sl_session_pins_is_settings (member)) {
      if (!begin_pin (reading, member, error))
        return NULL;
    } else {
      gboolean is_data = sl_session_data_is_member (NULL, member);
      gint64 length = pass_over (input, error);

      if (length < 0)
        return NULL;
      *bytes += is_data ? 0 : length;
    }
    if (!sl_input_next_member (input, &found, error))
      return NULL;
  }
  if (settings == NULL)
    sl_input_fail_file (input, error,
                        _ ("it is no session of Sparsity Lab: there is no '%s' in it"),
                        SL_SESSION_SETTINGS);
  return g_steal_pointer (&settings);
}

/* Whether the weights that @config speaks of can be in @bytes. */
static gboolean
has_its_weights (SlInput *input,
                 const SlConfig *config,
                 const SlDataset *dataset,
                 gint64 bytes,
                 GError **error)
{
  const SlLossType *loss = config->loss ? config->loss : sl_loss_for_task (dataset->task);
  gint64 inputs = dataset->d, weights = 0;

  for (int l = 0; l <= config->hidden.n; l++) {
    gint64 outputs = l < config->hidden.n ? config->hidden.units[l]
                                          : loss->outputs (dataset->n_classes);

    weights += inputs * outputs;
    inputs = outputs;
  }
  return weights <= bytes / (gint64) sizeof (float) ||
         sl_input_fail_file (input, error,
                             _ ("its layers would have %" G_GINT64_FORMAT
                                " weights, which are not in it"),
                             weights);
}

/* How sentences call the file. */
static const char *
name_of (const Reading *reading)
{
  const char *path = sl_input_path (reading->input);

  return path != NULL ? path : _ ("the session");
}

static gboolean
make_training (Reading *reading, GError **error)
{
  const SlInputWatch *watch = sl_input_watch (reading->input);
  gint64 bytes;
  g_autoptr (GBytes) settings = survey (reading, &bytes, error);
  g_autofree char *name =
      g_strdup_printf ("%s (%s)", name_of (reading), SL_SESSION_SETTINGS);
  g_autoptr (SlProblem) problem = NULL;
  SlTraining *training;
  SlConfig config;

  if (settings == NULL || !sl_session_settings_parse (g_bytes_get_data (settings, NULL),
                                                      g_bytes_get_size (settings), name,
                                                      &config, &reading->data, error))
    return FALSE;
  if (reading->data != NULL &&
      !sl_session_data_find (reading->data, reading->input, name, &config, error))
    return FALSE;
  problem = sl_training_read_problem (&config, NULL, watch, error);
  if (problem == NULL ||
      !has_its_weights (reading->input, &config, problem->dataset, bytes, error))
    return FALSE;
  training = sl_training_new_on (&config, problem, NULL, watch->stop, error);
  if (training == NULL)
    return FALSE;
  sl_training_work_with (training, NULL, NULL);
  reading->file = sl_session_file_new (training);
  reading->file->embeds =
      reading->data != NULL && sl_session_data_is_embedded (reading->data);
  reading->parts = sl_training_state (training, &reading->n_parts);
  return TRUE;
}

/* "W2" or "b2". Returns whether the member is one, and was read. */
static gboolean
read_layer (Reading *reading, const char *member, gboolean *is_one, GError **error)
{
  const SlNetwork *network = sl_training_network (reading->file->training);

  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    g_autofree char *W = g_strdup_printf ("W%d.npy", l + 1);
    g_autofree char *b = g_strdup_printf ("b%d.npy", l + 1);

    *is_one = TRUE;
    if (g_str_equal (member, W))
      return sl_state_read_floats (reading->input, network->params + layer->W,
                                   (gsize) layer->inputs * (gsize) layer->outputs, error);
    if (g_str_equal (member, b))
      return sl_state_read_floats (reading->input, network->params + layer->b,
                                   (gsize) layer->outputs, error);
  }
  *is_one = FALSE;
  return TRUE;
}

/* Follows from the data, which were made anew: there for other programs. */
static gboolean
pass_over_scale (Reading *reading, GError **error)
{
  gsize d = (gsize) sl_training_problem (reading->file->training)->train.d;
  g_autofree float *numbers = g_new (float, d);

  return sl_state_read_floats (reading->input, numbers, d, error);
}

static gboolean
read_part (Reading *reading, const char *member, gboolean *is_one, GError **error)
{
  *is_one = TRUE;
  for (size_t i = 0; i < reading->n_parts; i++) {
    const SlStatePart *part = &reading->parts[i];
    g_autofree char *name = g_strdup_printf ("state/%s.npy", part->id);

    if (!g_str_equal (member, name) || g_str_equal (part->id, SL_SESSION_PARAMETERS))
      continue;
    if (part->values == NULL && !g_strv_contains (optional_parts, part->id))
      break;
    return sl_state_read (reading->input, part, error);
  }
  *is_one = FALSE;
  return TRUE;
}

static gboolean
take_extra (Reading *reading, GBytes **extra, GError **error)
{
  *extra = read_member (reading->input, SL_SESSION_MAX_EXTRA, error);
  return *extra != NULL;
}

static gboolean
read_one (Reading *reading, const char *member, GError **error)
{
  gboolean is_one;

  if (g_str_equal (member, SL_SESSION_SETTINGS) || sl_session_pins_is_settings (member)) {
    g_autoptr (GBytes) again =
        read_member (reading->input, SL_SESSION_MAX_SETTINGS, error);
    return again != NULL;
  }
  if (g_str_equal (member, SL_SESSION_EVENTS))
    return sl_session_events_read (reading->input, reading->events, error);
  if (g_str_equal (member, SL_SESSION_HISTORY))
    return sl_session_history_read (reading->input, reading->history, error);
  if (g_str_equal (member, SL_SESSION_WINDOW))
    return take_extra (reading, &reading->file->window, error);
  if (g_str_equal (member, SL_SESSION_THUMBNAIL))
    return take_extra (reading, &reading->file->thumbnail, error);
  if (reading->data != NULL && sl_session_data_is_member (reading->data, member))
    /* Found before all else was read. */
    return pass_over (reading->input, error) >= 0;
  if (g_str_equal (member, "mean.npy") || g_str_equal (member, "scale.npy"))
    return pass_over_scale (reading, error);
  if (!read_layer (reading, member, &is_one, error))
    return FALSE;
  if (!is_one && !read_part (reading, member, &is_one, error))
    return FALSE;
  if (!is_one &&
      !sl_session_pins_read (reading->pins, reading->input, member, &is_one, error))
    return FALSE;
  return is_one || sl_input_fail (reading->input, error,
                                  _ ("it has no place in this session; it may be of "
                                     "another run, or of another program"));
}

static gboolean
read_members (Reading *reading, GError **error)
{
  gboolean found = TRUE;

  if (!sl_input_rewind (reading->input, error))
    return FALSE;
  while (found) {
    const char *member = sl_input_member (reading->input);

    if (!g_hash_table_add (reading->read, g_strdup (member)))
      return sl_input_fail (reading->input, error, _ ("it stands there twice"));
    if (!read_one (reading, member, error) || !at_end (reading->input, error) ||
        !sl_input_next_member (reading->input, &found, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
has (Reading *reading, char *member, GError **error)
{
  g_autofree char *name = member;

  return g_hash_table_contains (reading->read, name) ||
         sl_input_fail_file (reading->input, error, _ ("there is no '%s' in it"), name);
}

/* What every session has. */
static gboolean
is_complete (Reading *reading, GError **error)
{
  int n = sl_training_network (reading->file->training)->n_layers;

  if (!has (reading, g_strdup (SL_SESSION_EVENTS), error) ||
      !has (reading, g_strdup (SL_SESSION_HISTORY), error))
    return FALSE;
  for (int l = 1; l <= n; l++)
    if (!has (reading, g_strdup_printf ("W%d.npy", l), error) ||
        !has (reading, g_strdup_printf ("b%d.npy", l), error))
      return FALSE;
  for (size_t i = 0; i < reading->n_parts; i++) {
    const SlStatePart *part = &reading->parts[i];

    if (part->values != NULL && !g_str_equal (part->id, SL_SESSION_PARAMETERS) &&
        !g_strv_contains (optional_parts, part->id) &&
        !has (reading, g_strdup_printf ("state/%s.npy", part->id), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_session (Reading *reading, GError **error)
{
  if (!make_training (reading, error) || !read_members (reading, error) ||
      !is_complete (reading, error))
    return FALSE;
  sl_training_take_logs (reading->file->training, g_steal_pointer (&reading->history),
                         g_steal_pointer (&reading->events));
  if (!sl_session_check (reading->file->training, name_of (reading), error))
    return FALSE;
  reading->file->runs = sl_session_pins_finish (reading->pins, error);
  return reading->file->runs != NULL;
}

SlSessionFile *
sl_session_file_read_input (SlInput *input, GError **error)
{
  g_auto (Reading) reading = {.input = input};

  g_return_val_if_fail (input != NULL, NULL);

  reading.read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading.pins = sl_session_pins_new (name_of (&reading));
  reading.history = sl_log_new (sizeof (SlHistoryRow));
  reading.events = sl_event_log_new ();
  if (!sl_input_conclude (input, read_session (&reading, error), error))
    g_clear_pointer (&reading.file, sl_session_file_free);
  return reading.file;
}

SlSessionFile *
sl_session_file_read (const char *path, const SlInputWatch *watch, GError **error)
{
  g_autoptr (SlInput) input = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  input = sl_input_open (path, watch, error);
  return input != NULL ? sl_session_file_read_input (input, error) : NULL;
}
