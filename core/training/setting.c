/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/setting.h"

#include "core/base/error.h"
#include "core/base/number.h"
#include "core/base/quote.h"
#include "core/training/setting-list.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* As large as any data may ask for, and small enough that it is no ∞ in single precision
 * with the largest factor of a layer and the largest step. */
#define MAX_LAMBDA 1e25

#define FIELD(field) .offset = G_STRUCT_OFFSET (SlConfig, field)
#define OPTION(enumerator, option_id, option_name, meaning, smallest, largest, whole)    \
  {option_id,                                                                            \
   option_name,                                                                          \
   meaning,                                                                              \
   SL_SETTING_NUMBER,                                                                    \
   FIELD (data_options[SL_DATA_##enumerator]),                                           \
   .min = smallest,                                                                      \
   .max = largest,                                                                       \
   .is_whole = whole,                                                                    \
   .has_auto = TRUE},

static const SlSetting settings[] = {
    {"dataset", N_ ("Data set"), N_ ("What the network learns from."), SL_SETTING_CHOICE,
     FIELD (dataset), .choices = sl_datasets},
    {"data", N_ ("Data file"),
     N_ ("A file of your own to learn from: a table of text (CSV), NumPy, IDX or CIFAR."),
     SL_SETTING_TEXT, FIELD (file.path)},
    {"target", N_ ("Target"),
     N_ ("Column of the file that is to be predicted; the last one if none is named."),
     SL_SETTING_TEXT, FIELD (file.target)},
    {"columns", N_ ("Columns"),
     N_ ("Columns of the file to learn from, with commas between; all if none is named."),
     SL_SETTING_TEXT, FIELD (file.columns)},
    {"categories", N_ ("Categories"),
     N_ ("Columns of the file whose numbers are names, with commas between: each value "
         "becomes an input of its own."),
     SL_SETTING_TEXT, FIELD (file.categories)},
    {"task", N_ ("Task"),
     N_ ("Whether the target of the file is a class or a number; auto looks at its "
         "values."),
     SL_SETTING_CHOICE, FIELD (file.task), .choices = sl_file_tasks, .has_auto = TRUE},
    {"missing", N_ ("Missing values"),
     N_ ("What is done with rows of the file in which a value is missing."),
     SL_SETTING_CHOICE, FIELD (file.missing), .choices = sl_missing_types},
    {"missing-marks", N_ ("Missing marks"),
     N_ ("Texts of the file that stand for a missing value, with commas between. The "
         "empty cell, NA, N/A, null and ? always do; nan and inf only when named here."),
     SL_SETTING_TEXT, FIELD (file.marks)},
    SL_DATA_OPTION_LIST (OPTION) /* */
    {"test-fraction", N_ ("Test fraction"),
     N_ ("Share of the rows kept aside for the test."), SL_SETTING_NUMBER,
     FIELD (test_fraction), .min = 0, .max = 0.95},
    {"validation-fraction", N_ ("Validation fraction"),
     N_ ("Share of the training rows that early stopping and learning-rate reduction "
         "look "
         "at; auto is 0.15 when one of them is on, else 0."),
     SL_SETTING_NUMBER, FIELD (validation_fraction), .min = 0, .max = 0.95,
     .has_auto = TRUE},
    {"validate-on-test", N_ ("Validate on the test part"),
     N_ ("As the book's chapter did: without a validation part, the test part chooses, "
         "and "
         "its score is no honest test any more."),
     SL_SETTING_SWITCH, FIELD (validate_on_test)},
    {"standardize", N_ ("Standardise inputs"),
     N_ ("Every input gets mean 0 and standard deviation 1 over the training rows."),
     SL_SETTING_SWITCH, FIELD (standardize)},
    {"standardize-target", N_ ("Standardise target"),
     N_ ("The target of a regression gets mean 0 and standard deviation 1."),
     SL_SETTING_SWITCH, FIELD (standardize_target)},
    {"hidden", N_ ("Hidden layers"),
     N_ ("Units of each hidden layer, first to last; empty for none."), SL_SETTING_LAYERS,
     FIELD (hidden)},
    {"activation", N_ ("Activation"), N_ ("What a hidden unit does with its sum."),
     SL_SETTING_CHOICE, FIELD (activation), .choices = sl_activations},
    {"loss", N_ ("Loss function"),
     N_ ("How an error is measured; auto follows the task."), SL_SETTING_CHOICE,
     FIELD (loss), .choices = sl_losses, .has_auto = TRUE},
    {"initializer", N_ ("Initialiser"),
     N_ ("How the weights start; auto is He for ReLU, else Glorot."), SL_SETTING_CHOICE,
     FIELD (initializer), .choices = sl_initializers, .has_auto = TRUE},
    {"seed", N_ ("Seed"),
     N_ ("The same seed gives the same split, weights and shuffles."), SL_SETTING_INTEGER,
     FIELD (seed), .min = 0, .max = G_MAXINT32, .whole_64 = TRUE},
    {"reduce-lr", N_ ("Reduce the learning rate"),
     N_ ("Factor and patience: the learning rate is multiplied by the factor whenever "
         "the "
         "validation loss has not fallen for so many epochs."),
     SL_SETTING_REDUCTION, FIELD (reduction)},
    {"early-stopping", N_ ("Early stopping"),
     N_ ("Stop when the validation loss has not fallen for so many epochs, and go back "
         "to "
         "the best weights; 0 is never."),
     SL_SETTING_INTEGER, FIELD (early_stopping), .min = 0, .max = 1000000},
    {"stop-at", N_ ("Stop at score"),
     N_ ("Stop when the score of the validation part (without one, of the training part) "
         "reaches this; 0 is never."),
     SL_SETTING_NUMBER, FIELD (stop_at), .hot = TRUE, .min = 0, .max = 1},
    {"dropout", N_ ("Dropout"),
     N_ ("Share of inputs left out at random in each step. One number is for the inputs "
         "of every hidden layer; several are for one layer each, and the rest drop "
         "none."),
     SL_SETTING_SHARES, FIELD (dropout), .hot = TRUE, .min = 0, .max = 0.95},
    {"penalty", N_ ("Penalty"), N_ ("What is added to the loss to keep weights small."),
     SL_SETTING_CHOICE, FIELD (penalty), .hot = TRUE, .choices = sl_penalties},
    {"lambda", N_ ("Strength λ"), N_ ("How much the penalty counts beside the loss."),
     SL_SETTING_NUMBER, FIELD (lambda), .hot = TRUE, .min = 0, .max = MAX_LAMBDA},
    {"l1-share", N_ ("L1 share"),
     N_ ("ρ of the elastic net: 1 is pure L1, 0 is pure L2."), SL_SETTING_NUMBER,
     FIELD (l1_share), .hot = TRUE, .min = 0, .max = 1},
    {"groups", N_ ("Groups"), N_ ("What goes to zero together under a group lasso."),
     SL_SETTING_CHOICE, FIELD (grouping), .hot = TRUE, .choices = sl_groupings},
    {"layer-lambda", N_ ("λ by layer"),
     N_ ("What λ is multiplied by for the weights into each layer, first hidden layer to "
         "output. 0 leaves a layer free, one number holds for all, empty is 1."),
     SL_SETTING_FACTORS, FIELD (layer_lambda), .hot = TRUE, .min = 0, .max = 1e6},
    {"penalize-bias", N_ ("Penalise biases"),
     N_ ("Biases only shift a unit; penalising them spoils the fit and saves nothing."),
     SL_SETTING_SWITCH, FIELD (penalize_bias), .hot = TRUE},
    {"zeros-by", N_ ("Zeros by"), N_ ("How the penalty enters an update."),
     SL_SETTING_CHOICE, FIELD (rule), .hot = TRUE, .choices = sl_rules},
    {"near-zero", N_ ("Near-zero threshold"),
     N_ ("Weights up to this size, but not 0, count as near zero."), SL_SETTING_NUMBER,
     FIELD (near_zero), .hot = TRUE, .min = 0, .max = 1e6},
    {"optimizer", N_ ("Optimiser"), N_ ("How a gradient becomes a step."),
     SL_SETTING_CHOICE, FIELD (optimizer), .hot = TRUE, .choices = sl_optimizers},
    {"momentum", N_ ("Momentum"),
     N_ ("β: how much of the last step is added to the next."), SL_SETTING_NUMBER,
     FIELD (momentum), .hot = TRUE, .min = 0, .max = 0.9999},
    {"epsilon", N_ ("Epsilon ε"),
     N_ ("What Adam, AdamW and RMSprop add to the divisor of a step, so that it is never "
         "0."),
     SL_SETTING_NUMBER, FIELD (epsilon), .hot = TRUE, .min = 1e-20, .max = 1},
    {"learning-rate", N_ ("Learning rate"), N_ ("η: the size of a step."),
     SL_SETTING_NUMBER, FIELD (learning_rate), .hot = TRUE, .min = 0, .max = 1e6,
     .above_min = TRUE},
    {"batch-size", N_ ("Batch size"),
     N_ ("Rows per update; 0 means all of them at once."), SL_SETTING_INTEGER,
     FIELD (batch_size), .hot = TRUE, .min = 0, .max = 10000000},
};

const SlSetting *
sl_settings (size_t *n)
{
  *n = G_N_ELEMENTS (settings);
  return settings;
}

const SlSetting *
sl_setting_find (const char *id, GError **error)
{
  for (size_t i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_str_equal (settings[i].id, id))
      return &settings[i];
  g_autofree char *shown = sl_quote (id);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, _ ("There is no setting called '%s'"),
               shown);
  return NULL;
}

/* The sentence for a number that is none or lies outside: what was typed and what is
 * allowed. */
static gboolean
refuse_number (const SlSetting *setting,
               const char *text,
               const char *kind,
               GError **error)
{
  if (*text == '\0') {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, _ ("%s: there is no number in ''"),
                 setting->id);
    return FALSE;
  }
  g_autofree char *shown = sl_quote (text);
  g_autofree char *min = sl_number_text (setting->min, 10);
  g_autofree char *max = sl_number_text (setting->max, 10);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               setting->above_min ? _ ("%s: '%s' is not %s above %s and up to %s")
                                  : _ ("%s: '%s' is not %s from %s to %s"),
               setting->id, shown, kind, min, max);
  return FALSE;
}

static gboolean
parse_number (const SlSetting *setting, void *field, const char *text, GError **error)
{
  double value;
  if (setting->has_auto && g_str_equal (text, "auto")) {
    *(double *) field = NAN;
    return TRUE;
  }
  if (!sl_number_parse (text, &value) || value < setting->min || value > setting->max ||
      (setting->above_min && value <= setting->min) ||
      (setting->is_whole && floor (value) != value))
    return refuse_number (
        setting, text, setting->is_whole ? _ ("a whole number") : _ ("a number"), error);
  *(double *) field = value + 0.0; /* −0 becomes 0 */
  return TRUE;
}

static gboolean
parse_integer (const SlSetting *setting, void *field, const char *text, GError **error)
{
  gint64 value;
  if (!sl_number_parse_integer (text, &value) || (double) value < setting->min ||
      (double) value > setting->max)
    return refuse_number (setting, text, _ ("a whole number"), error);
  if (setting->whole_64)
    *(gint64 *) field = value;
  else
    *(int *) field = (int) value;
  return TRUE;
}

static gboolean
parse_choice (const SlSetting *setting, void *field, const char *text, GError **error)
{
  const SlKind *kind = NULL;
  if (!setting->has_auto || !g_str_equal (text, "auto")) {
    g_autoptr (GError) unknown = NULL;
    kind = sl_kind_find (setting->choices (), text, &unknown);
    if (!kind) {
      g_set_error (error, unknown->domain, unknown->code,
                   setting->has_auto ? "%s, auto" : "%s", unknown->message);
      return FALSE;
    }
  }
  *(const SlKind **) field = kind;
  return TRUE;
}

static gboolean
parse_switch (const SlSetting *setting, void *field, const char *text, GError **error)
{
  gboolean on = g_str_equal (text, "true");
  if (!on && !g_str_equal (text, "false")) {
    g_autofree char *shown = sl_quote (text);
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("%s: '%s' is neither true nor false"), setting->id, shown);
    return FALSE;
  }
  *(gboolean *) field = on;
  return TRUE;
}

static gboolean
parse_text (const SlSetting *setting, void *field, const char *text, GError **error)
{
  *(const char **) field = *text ? g_intern_string (text) : NULL;
  return TRUE;
}

/* Data come from a file or from a named set, never both: the one just set holds. */
static void
keep_one_source (SlConfig *config, const SlSetting *setting)
{
  const SlDatasetType *file = sl_data_file_type ();
  if (setting->offset == G_STRUCT_OFFSET (SlConfig, dataset)) {
    const SlMissingType *missing = config->file.missing;
    config->file = (SlFileOptions){.missing = missing};
  } else if (setting->offset == G_STRUCT_OFFSET (SlConfig, file.path)) {
    if (config->file.path)
      config->dataset = file;
    else if (config->dataset == file)
      config->dataset = (const SlDatasetType *) sl_datasets ()->kinds[0];
  }
}

gboolean
sl_setting_parse (const SlSetting *setting,
                  SlConfig *config,
                  const char *text,
                  GError **error)
{
  static gboolean (*const parsers[]) (const SlSetting *, void *, const char *,
                                      GError **) = {
      [SL_SETTING_CHOICE] = parse_choice,
      [SL_SETTING_NUMBER] = parse_number,
      [SL_SETTING_INTEGER] = parse_integer,
      [SL_SETTING_SWITCH] = parse_switch,
      [SL_SETTING_LAYERS] = sl_setting_parse_layers,
      [SL_SETTING_SHARES] = sl_setting_parse_shares,
      [SL_SETTING_FACTORS] = sl_setting_parse_factors,
      [SL_SETTING_REDUCTION] = sl_setting_parse_reduction,
      [SL_SETTING_TEXT] = parse_text,
  };
  if (!parsers[setting->type](setting, G_STRUCT_MEMBER_P (config, setting->offset), text,
                              error))
    return FALSE;
  keep_one_source (config, setting);
  return TRUE;
}

/* Those that go no further with it, or not with each other. */
static void
drop_data_options (SlConfig *config)
{
  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    if (!config->dataset->options[i].has)
      config->data_options[i] = NAN;
  if (sl_dataset_check_options (config->dataset, config->data_options, NULL))
    return;
  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    config->data_options[i] = NAN;
}

gboolean
sl_setting_change (const SlSetting *setting,
                   SlConfig *config,
                   const char *text,
                   GError **error)
{
  const SlDatasetType *before = config->dataset;
  int hidden_before = config->hidden.n;
  if (!sl_setting_parse (setting, config, text, error))
    return FALSE;
  if (config->dataset != before)
    drop_data_options (config);
  sl_config_fit_dropout (config, hidden_before);
  return TRUE;
}

int
sl_setting_data_option (const SlSetting *setting)
{
  gsize first = G_STRUCT_OFFSET (SlConfig, data_options),
        size = sizeof ((SlConfig *) NULL)->data_options;
  return setting->offset >= first && setting->offset < first + size
             ? (int) ((setting->offset - first) / sizeof (double))
             : -1;
}

gboolean
sl_setting_is_of_file (const SlSetting *setting)
{
  gsize first = G_STRUCT_OFFSET (SlConfig, file);
  return setting->offset >= first && setting->offset < first + sizeof (SlFileOptions) &&
         setting->offset != G_STRUCT_OFFSET (SlConfig, file.path);
}

char *
sl_setting_format (const SlSetting *setting, const SlConfig *config)
{
  const void *field = G_STRUCT_MEMBER_P (config, setting->offset);
  switch (setting->type) {
  case SL_SETTING_CHOICE: {
    const SlKind *kind = *(const SlKind *const *) field;
    return g_strdup (kind ? kind->id : "auto");
  }
  case SL_SETTING_NUMBER:
    if (isnan (*(const double *) field))
      return g_strdup ("auto");
    return sl_number_exact (*(const double *) field);
  case SL_SETTING_INTEGER:
    return g_strdup_printf ("%" G_GINT64_FORMAT, setting->whole_64
                                                     ? *(const gint64 *) field
                                                     : *(const int *) field);
  case SL_SETTING_SWITCH:
    return g_strdup (*(const gboolean *) field ? "true" : "false");
  case SL_SETTING_SHARES:
  case SL_SETTING_FACTORS:
    return sl_setting_format_per_layer (field);
  case SL_SETTING_TEXT:
    return g_strdup (*(const char *const *) field ? *(const char *const *) field : "");
  case SL_SETTING_REDUCTION:
    return sl_setting_format_reduction (field);
  case SL_SETTING_LAYERS:
  default:
    return sl_setting_format_layers (field);
  }
}

gboolean
sl_setting_equal (const SlSetting *setting, const SlConfig *a, const SlConfig *b)
{
  g_autofree char *text_a = sl_setting_format (setting, a);
  g_autofree char *text_b = sl_setting_format (setting, b);
  return g_str_equal (text_a, text_b);
}

void
sl_config_take_changes (SlConfig *config, const SlConfig *before, const SlConfig *after)
{
  for (size_t i = 0; i < G_N_ELEMENTS (settings); i++)
    if (!sl_setting_equal (&settings[i], before, after)) {
      g_autofree char *text = sl_setting_format (&settings[i], after);
      sl_setting_parse (&settings[i], config, text, NULL);
    }
}

/* Whether @a and @b agree in all settings, or in the cold ones only. */
static gboolean
same_settings (const SlConfig *a, const SlConfig *b, gboolean cold_only)
{
  for (size_t i = 0; i < G_N_ELEMENTS (settings); i++)
    if (!(cold_only && settings[i].hot) && !sl_setting_equal (&settings[i], a, b))
      return FALSE;
  return TRUE;
}

gboolean
sl_config_equal (const SlConfig *a, const SlConfig *b)
{
  return same_settings (a, b, FALSE);
}

gboolean
sl_config_same_run (const SlConfig *a, const SlConfig *b)
{
  return same_settings (a, b, TRUE);
}
