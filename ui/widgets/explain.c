/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/explain.h"
#include "ui/widgets/explain-formulas.h"
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

enum { DIGITS = 4 };

static char *
number (double value)
{
  return sl_number_text (value, DIGITS);
}

const char *
sl_explain_error (const SlSetting *setting, const char *message)
{
  gsize n = strlen (setting->id);

  if (g_str_has_prefix (message, setting->id) && g_str_has_prefix (message + n, ": "))
    return message + n + 2;
  return message;
}

char *
sl_explain_words (const char *message)
{
  GString *text = g_string_new (NULL);
  gboolean begins = TRUE;

  while (*message != '\0') {
    gboolean is_option = g_str_has_prefix (message, "--");
    const char *id = is_option ? message + 2 : message;
    size_t n = strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-");
    g_autofree char *word = g_strndup (id, n);
    const SlSetting *setting =
        is_option || (begins && id[n] == ':') ? sl_setting_find (word, NULL) : NULL;

    begins = FALSE;
    if (setting != NULL) {
      g_string_append_printf (text, is_option ? "“%s”" : "%s", _ (setting->name));
      message = id + n;
    } else {
      n += (size_t) (id - message);
      n = MAX (n, 1);
      g_string_append_len (text, message, (gssize) n);
      message += n;
    }
  }
  return g_string_free (text, FALSE);
}

char *
sl_explain_value (const SlSetting *setting, const SlConfig *config)
{
  int option = sl_setting_data_option (setting);
  gboolean is_default = option >= 0 && config->dataset->options[option].has &&
                        isnan (config->data_options[option]);
  g_autofree char *exact = is_default
                               ? sl_number_exact (config->dataset->options[option].value)
                               : sl_setting_format (setting, config);
  GString *text = g_string_new (exact);

  if (setting->type == SL_SETTING_LAYERS || setting->type == SL_SETTING_SHARES ||
      setting->type == SL_SETTING_FACTORS || setting->type == SL_SETTING_REDUCTION)
    g_string_replace (text, ",", ", ", 0);
  else if (setting->type == SL_SETTING_NUMBER)
    g_string_replace (text, "e-0", "e-", 1); /* 1e-05 is how computers write it */
  return g_string_free (text, FALSE);
}

char *
sl_explain_objective (const SlConfig *config)
{
  const char *formula = _ (config->penalty->formula);
  gboolean factors = sl_config_has_layer_factors (config);

  if (!config->penalty->has_strength)
    return g_strdup (_ ("objective = loss"));
  if (factors && config->penalize_bias)
    return g_strdup_printf (
        _ ("objective = loss + %s, each layer by its factor, biases as well"), formula);
  if (factors)
    return g_strdup_printf (_ ("objective = loss + %s, each layer by its factor"),
                            formula);
  if (config->penalize_bias)
    return g_strdup_printf (_ ("objective = loss + %s, biases as well"), formula);
  return g_strdup_printf (_ ("objective = loss + %s"), formula);
}

char *
sl_explain_objective_numbers (const SlSnapshot *snapshot)
{
  SlObjective now;
  g_autofree char *sum = NULL, *loss = NULL, *lambda = NULL, *size = NULL;

  if (snapshot == NULL || !sl_snapshot_objective (snapshot, &now) ||
      !isfinite (now.train_loss + now.penalty))
    return g_strdup ("");
  sum = number (now.train_loss + now.penalty);
  loss = number (now.train_loss);
  if (now.lambda == 0.0 || now.penalty == 0.0)
    return g_strdup_printf ("%s = %s + 0", sum, loss);
  lambda = sl_number_text (now.lambda, 3);
  size = number (now.penalty / now.lambda);
  return g_strdup_printf ("%s = %s + %s · %s", sum, loss, lambda, size);
}

char *
sl_explain_distance (const SlDistanceReport *report)
{
  g_autofree char *largest = NULL, *gap = NULL;

  if (report == NULL || !isfinite (report->distance.gap) ||
      !isfinite (report->distance.largest))
    return g_strdup ("–");
  largest = sl_number_text (report->distance.largest, 2);
  gap = sl_number_text (report->distance.gap, 2);
  return g_strdup_printf (_ ("max |w − w*| = %s, J − J* = %s"), largest, gap);
}

char *
sl_explain_shape (const SlSnapshot *snapshot)
{
  GString *text = g_string_new (NULL);

  if (snapshot != NULL && snapshot->n_layers > 0) {
    g_string_append_printf (text, "%d", snapshot->layers[0].inputs);
    for (int l = 0; l < snapshot->n_layers; l++)
      g_string_append_printf (text, " → %d", snapshot->layers[l].outputs);
  }
  return g_string_free (text, FALSE);
}

/* "0 to 10; of itself, the data set Circle has 0.1"; NULL when it has none. */
static char *
explain_data_option (const SlSetting *setting, SlSession *session)
{
  const SlDatasetType *type = sl_session_config (session)->dataset;
  int option = sl_setting_data_option (setting);
  g_autofree char *low = NULL, *high = NULL, *own = NULL;

  if (option < 0 || !type->options[option].has)
    return NULL;
  low = sl_number_text (setting->min, 7);
  high = sl_number_text (setting->max, 7);
  own = number (type->options[option].value);
  return g_strdup_printf (_ ("%s to %s; the data set '%s' has %s unless you change it"),
                          low, high, _ (type->kind.name), own);
}

/* The chosen item of a drop-down in words: "Adam: …". */
static void
append_choice (GString *text, const SlSetting *setting, SlSession *session)
{
  g_autofree char *id = sl_setting_format (setting, sl_session_config (session));
  const SlKind *kind = sl_kind_find (setting->choices (), id, NULL);

  if (kind != NULL)
    g_string_append_printf (text, "\n%s: %s", _ (kind->name), _ (kind->summary));
}

char *
sl_explain_setting (const SlSetting *setting, SlSession *session)
{
  GString *text = g_string_new (_ (setting->summary));
  g_autofree char *option = explain_data_option (setting, session);
  g_autofree char *formula = sl_explain_formula (setting, session);

  if (option != NULL)
    g_string_append_printf (text, "\n%s", option);
  if (setting->type == SL_SETTING_CHOICE)
    append_choice (text, setting, session);
  if (formula != NULL)
    g_string_append_printf (text, "\n%s", formula);
  return g_string_free (text, FALSE);
}

char *
sl_explain_figure (const SlFigureType *figure,
                   const SlSnapshot *snapshot,
                   const SlFigureView *view)
{
  g_autofree char *now = figure->describe (snapshot, view);
  GString *text = g_string_new (_ (figure->kind.summary));

  if (figure->formula != NULL)
    g_string_append_printf (text, "\n%s", _ (figure->formula));
  g_string_append_printf (text, "\n%s", now);
  return g_string_free (text, FALSE);
}
