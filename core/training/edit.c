/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/edit.h"

#include "core/base/error.h"
#include "core/base/flush-zero.h"
#include "core/base/number.h"
#include "core/training/training-private.h"

#include <float.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* How an edit is written: its id in the log, its word, and what follows the word. */
typedef struct
{
  const char *id, *word;
  gboolean has_place, has_value;
} Form;

static const Form forms[SL_N_EDITS] = {
    [SL_EDIT_SET] = {"edit-set", "set", TRUE, TRUE},
    [SL_EDIT_REVIVE] = {"edit-revive", "revive", TRUE, FALSE},
    [SL_EDIT_PRUNE] = {"edit-prune", "prune", FALSE, TRUE},
    [SL_EDIT_RELEASE] = {"edit-release", "release", FALSE, FALSE},
};

const char *
sl_edit_id (SlEditKind kind)
{
  g_return_val_if_fail (kind < SL_N_EDITS, NULL);
  return forms[kind].id;
}

char *
sl_edit_text (const SlEdit *edit)
{
  g_return_val_if_fail (edit->kind < SL_N_EDITS, NULL);
  const Form *form = &forms[edit->kind];
  GString *text = g_string_new (form->word);
  if (form->has_place)
    g_string_append_printf (text, " %d %d %d", edit->layer + 1, edit->input + 1,
                            edit->output + 1);
  if (form->has_value) {
    g_autofree char *number = sl_number_exact (edit->value);
    g_string_append_printf (text, " %s", number);
  }
  return g_string_free (text, FALSE);
}

static gboolean
parse_place (char **words, SlEdit *edit)
{
  int *const places[] = {&edit->layer, &edit->input, &edit->output};
  for (size_t i = 0; i < G_N_ELEMENTS (places); i++) {
    gint64 number;
    if (!sl_number_parse_integer (words[i], &number) || number < 1 || number > G_MAXINT)
      return FALSE;
    *places[i] = (int) number - 1;
  }
  return TRUE;
}

gboolean
sl_edit_parse (const char *text, SlEdit *edit, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint n = g_strv_length (words);
  for (int kind = 0; kind < SL_N_EDITS && n > 0; kind++) {
    const Form *form = &forms[kind];
    guint place = form->has_place ? 3 : 0;
    SlEdit read = {.kind = (SlEditKind) kind};
    if (!g_str_equal (words[0], form->word) || n != 1 + place + (guint) form->has_value ||
        (form->has_place && !parse_place (words + 1, &read)) ||
        (form->has_value && !sl_number_parse (words[1 + place], &read.value)))
      continue;
    *edit = read;
    return TRUE;
  }
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("'%s' is no change of weights; write \"set LAYER INPUT UNIT VALUE\", "
                  "\"revive LAYER INPUT UNIT\", \"prune THRESHOLD\" or \"release\""),
               text);
  return FALSE;
}

gboolean
sl_edit_of_event (const SlEvent *event, SlEdit *edit)
{
  for (int kind = 0; kind < SL_N_EDITS; kind++)
    if (g_str_equal (event->setting, forms[kind].id))
      return sl_edit_parse (event->to, edit, NULL);
  return FALSE;
}

/* Inputs and units of the layer meant. */
static void
shape_of (const SlEdit *edit,
          const SlConfig *config,
          const SlProblem *problem,
          int *inputs,
          int *outputs)
{
  const SlHidden *hidden = &config->hidden;
  const SlDataset *set = problem->dataset;
  const SlLossType *loss = config->loss ? config->loss : sl_loss_for_task (set->task);
  *inputs = edit->layer > 0 ? hidden->units[edit->layer - 1] : set->d;
  *outputs = edit->layer < hidden->n ? hidden->units[edit->layer]
                                     : loss->outputs (set->n_classes);
}

static gboolean
check_place (const SlEdit *edit,
             const SlConfig *config,
             const SlProblem *problem,
             GError **error)
{
  int inputs, outputs;
  if (edit->layer < 0 || edit->layer > config->hidden.n) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("There is no layer %d; choose 1 to %d"), edit->layer + 1,
                 config->hidden.n + 1);
    return FALSE;
  }
  shape_of (edit, config, problem, &inputs, &outputs);
  if (edit->input >= 0 && edit->input < inputs && edit->output >= 0 &&
      edit->output < outputs)
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("Layer %d has no weight from input %d to unit %d; it has %d inputs and "
                  "%d units"),
               edit->layer + 1, edit->input + 1, edit->output + 1, inputs, outputs);
  return FALSE;
}

gboolean
sl_edit_check (const SlEdit *edit,
               const SlConfig *config,
               const SlProblem *problem,
               GError **error)
{
  g_return_val_if_fail (edit->kind < SL_N_EDITS, FALSE);
  if (forms[edit->kind].has_place && !check_place (edit, config, problem, error))
    return FALSE;
  /* Written so that NaN fails. */
  if (edit->kind == SL_EDIT_SET && !(fabs (edit->value) <= SL_EDIT_MAX_WEIGHT)) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("A weight is set to a number between −%d and %d"),
                 (int) SL_EDIT_MAX_WEIGHT, (int) SL_EDIT_MAX_WEIGHT);
    return FALSE;
  }
  if (edit->kind == SL_EDIT_PRUNE && !(edit->value >= 0)) {
    g_set_error_literal (error, SL_ERROR, SL_ERROR_ARGUMENT,
                         _ ("The threshold for pruning is a number from 0 on"));
    return FALSE;
  }
  return TRUE;
}

static size_t
place_of (const SlTraining *self, const SlEdit *edit)
{
  const SlLayer *layer = &self->network->layers[edit->layer];
  return layer->W + (size_t) edit->input * layer->outputs + edit->output;
}

/* One weight, which nothing holds any more. Too small for a float is 0, as in training.
 */
static void
put_weight (SlTraining *self, const SlEdit *edit, double value)
{
  size_t place = place_of (self, edit);
  float w = (float) value;
  self->network->params[place] = fabsf (w) < FLT_MIN ? 0 : w;
  if (self->rule_flags && w != 0)
    self->rule_flags[place] = 0;
  if (self->pinned && w != 0)
    self->pinned[place] = 0;
  sl_training_rest (self, edit->layer, place, 1);
}

static void
set_weight (SlTraining *self, const SlEdit *edit)
{
  put_weight (self, edit, edit->value);
}

/* The settings that decide about the starting weights have not changed since. */
static void
revive (SlTraining *self, const SlEdit *edit)
{
  size_t place = place_of (self, edit);
  if (self->network->params[place] != 0)
    return;
  g_autoptr (SlNetwork) start =
      sl_training_make_network (&self->config, self->problem, NULL);
  put_weight (self, edit, (double) start->params[place]);
}

static void
prune (SlTraining *self, const SlEdit *edit)
{
  const SlNetwork *network = self->network;
  float threshold = (float) edit->value;
  if (!self->pinned)
    self->pinned = g_new0 (guint8, network->n_weights);
  for (size_t i = 0; i < network->n_weights; i++)
    self->pinned[i] |= fabsf (network->params[i]) <= threshold;
  sl_training_hold (network->n_weights, network->params, self->pinned);
  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    size_t end = layer->W + (size_t) layer->inputs * layer->outputs;
    for (size_t i = layer->W; i < end; i++)
      if (self->pinned[i])
        sl_training_rest (self, l, i, 1);
  }
}

/* What the optimiser gathered for a weight while it was held would throw it far. */
static void
release (SlTraining *self, const SlEdit *edit)
{
  const SlNetwork *network = self->network;
  for (int l = 0; l < network->n_layers && self->pinned; l++) {
    const SlLayer *layer = &network->layers[l];
    size_t end = layer->W + (size_t) layer->inputs * layer->outputs;
    for (size_t i = layer->W; i < end; i++)
      if (self->pinned[i])
        sl_training_rest (self, l, i, 1);
  }
  g_clear_pointer (&self->pinned, g_free);
}

const guint8 *
sl_training_pinned (const SlTraining *self, gint64 *n)
{
  gint64 count = 0;
  for (size_t i = 0; self->pinned && n && i < self->network->n_weights; i++)
    count += self->pinned[i];
  if (n)
    *n = count;
  return self->pinned;
}

/* As the log has it: the one weight, or how many are pinned. */
static char *
text_before (const SlTraining *self, const SlEdit *edit)
{
  gint64 n;
  if (forms[edit->kind].has_place)
    return sl_number_exact ((double) self->network->params[place_of (self, edit)]);
  sl_training_pinned (self, &n);
  return g_strdup_printf ("%" G_GINT64_FORMAT, n);
}

gboolean
sl_training_edit (SlTraining *self, const SlEdit *edit, GError **error)
{
  static void (*const actions[SL_N_EDITS]) (SlTraining *, const SlEdit *) = {
      [SL_EDIT_SET] = set_weight,
      [SL_EDIT_REVIVE] = revive,
      [SL_EDIT_PRUNE] = prune,
      [SL_EDIT_RELEASE] = release,
  };
  if (!sl_edit_check (edit, &self->config, self->problem, error))
    return FALSE;
  g_autofree char *from = text_before (self, edit), *to = sl_edit_text (edit);
  SlFlushZero before = sl_flush_zero_enter ();
  actions[edit->kind](self, edit);
  sl_flush_zero_leave (before);
  self->train_loss.known = FALSE;
  sl_training_forget_schedule (self);
  sl_watch_forget_next (self);
  g_clear_pointer (&self->ending, g_free);
  const SlEvent event = {.epoch = self->epoch,
                         .batch = self->batch,
                         .setting = forms[edit->kind].id,
                         .from = from,
                         .to = to};
  sl_event_log_append (self->events, &event);
  return TRUE;
}
