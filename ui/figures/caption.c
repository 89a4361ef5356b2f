/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/figure.h"
#include "ui/figures/phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* "64–32–16–10 ReLU"; without hidden layers the activation plays no part. */
static char *
layers_text (const SlSnapshot *snapshot)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const SlConfig *config = &snapshot->config;

  if (snapshot->n_layers == 0)
    return NULL;
  g_string_append_printf (text, "%d", snapshot->layers[0].inputs);
  for (int i = 0; i < snapshot->n_layers; i++)
    g_string_append_printf (text, "–%d", snapshot->layers[i].outputs);
  if (snapshot->n_layers > 1)
    g_string_append_printf (text, " %s", _ (config->activation->kind.name));
  else
    g_string_append (text, _ (", no hidden layers"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "L1 λ = 0.001, proximal step". */
static char *
penalty_text (const SlConfig *config)
{
  const SlPenaltyType *penalty = config->penalty;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *lambda = sl_phrase_number (config->lambda, 12);
  g_autofree char *rule = sl_phrase_lower (_ (config->rule->kind.name));

  if (!penalty->has_strength)
    return g_strdup (_ ("no penalty"));
  g_string_append_printf (text, _ ("%s λ = %s"), _ (penalty->kind.name), lambda);
  if (config->lambda == 0.0)
    g_string_append (text, _ (" (off)"));
  if (penalty->has_share) {
    g_autofree char *share = sl_phrase_number (config->l1_share, 12);
    g_string_append_printf (text, _ (", L1 share %s"), share);
  }
  g_string_append_printf (text, ", %s", rule);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
training_text (const SlConfig *config)
{
  g_autofree char *rate = sl_phrase_number (config->learning_rate, 12);
  const char *optimizer = _ (config->optimizer->kind.name);

  if (config->batch_size == 0)
    return g_strdup_printf (_ ("%s, learning rate %s, full batch"), optimizer, rate);
  return g_strdup_printf (_ ("%s, learning rate %s, batch %d"), optimizer, rate,
                          config->batch_size);
}

/* "epoch 100, seed 1"; that settings were others before belongs to the truth. */
static char *
run_text (const SlSnapshot *snapshot)
{
  g_autoptr (GString) text = g_string_new (NULL);
  size_t changes = 0;

  g_autofree char *seed = sl_phrase_count (snapshot->config.seed);

  for (size_t i = 0; i < snapshot->events.n; i++)
    changes += !sl_phrase_is_beginning (sl_log_item (&snapshot->events, i));

  g_string_append_printf (text, _ ("epoch %d, seed %s"), snapshot->epoch, seed);
  if (changes > 0)
    g_string_append_printf (text,
                            g_dngettext (GETTEXT_PACKAGE, ", %d change on the way",
                                         ", %d changes on the way", changes),
                            (int) changes);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What the other parts do not name, where it differs from what the window opens with:
 * ", momentum 0.5". */
static char *
other_text (const SlConfig *config)
{
  static const char *const named[] = {
      "dataset",       "data",       "hidden",   "activation", "seed",
      "penalty",       "lambda",     "l1-share", "zeros-by",   "optimizer",
      "learning-rate", "batch-size", NULL};
  g_autoptr (GString) text = g_string_new (NULL);
  SlConfig initial;
  size_t n;
  const SlSetting *settings = sl_settings (&n);

  sl_config_init_default (&initial);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *name = NULL, *value = NULL, *shown = NULL;
    if (g_strv_contains (named, settings[i].id) ||
        sl_setting_equal (&settings[i], &initial, config))
      continue;
    name = sl_phrase_lower (_ (settings[i].name));
    value = sl_setting_format (&settings[i], config);
    shown = sl_phrase_changed_value (&settings[i], value);
    g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", name, shown);
  }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

char *
sl_figure_caption (const SlSnapshot *snapshot)
{
  const SlConfig *config = &snapshot->config;
  g_autofree char *layers = layers_text (snapshot);
  g_autofree char *penalty = penalty_text (config);
  g_autofree char *training = training_text (config);
  g_autofree char *run = run_text (snapshot);
  g_autofree char *data = sl_config_data_name (config);
  g_autoptr (GString) caption = g_string_new (data);
  g_autofree char *other = other_text (config);
  const char *parts[] = {layers, penalty, training, other, run};

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (caption, " · %s", parts[i]);
  return g_string_free (g_steal_pointer (&caption), FALSE);
}
