/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/run-options.h"

#include "app/cli/cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { MAX_EPOCHS = 1000000000, MAX_THREADS = 256 };

/* "0 or more", "above 0", "0 to 1". */
static char *
range_text (double min, double max, gboolean above_min)
{
  g_autofree char *low = sl_number_text (min, 10);
  g_autofree char *high = sl_number_text (max, 10);
  if (max >= G_MAXINT)
    return above_min ? g_strdup_printf (_ ("above %s"), low)
                     : g_strdup_printf (_ ("%s or more"), low);
  return above_min ? g_strdup_printf (_ ("above %s, up to %s"), low, high)
                   : g_strdup_printf (_ ("%s to %s"), low, high);
}

static char *
join_ids (const SlKindTable *table, const char *first)
{
  GString *list = g_string_new (first);
  for (size_t i = 0; i < table->n; i++)
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", table->kinds[i]->id);
  return g_string_free (list, FALSE);
}

static char *
setting_allowed (const SlOption *option)
{
  const SlSetting *setting = option->entry;
  g_autofree char *value = sl_setting_format (setting, option->defaults);
  g_autofree char *allowed = NULL;
  switch (setting->type) {
  case SL_SETTING_CHOICE:
    allowed = join_ids (setting->choices (), setting->has_auto ? "auto" : "");
    break;
  case SL_SETTING_NUMBER:
  case SL_SETTING_INTEGER:
    allowed = range_text (setting->min, setting->max, setting->above_min);
    break;
  case SL_SETTING_LAYERS:
    return g_strdup_printf (_ ("default %s"), value);
  case SL_SETTING_SHARES:
    return g_strdup (_ ("0 to 0.95 each, as in 0.5,0.2; default none"));
  case SL_SETTING_FACTORS:
    return g_strdup (_ ("0 or more each, as in 0,1,1; default 1"));
  case SL_SETTING_TEXT:
    return NULL;
  case SL_SETTING_REDUCTION:
    return g_strdup (_ ("as in 0.5,20; default off"));
  case SL_SETTING_SWITCH:
    return g_strdup_printf (_ ("default %s"),
                            g_str_equal (value, "true") ? _ ("on") : _ ("off"));
  }
  return g_strdup_printf (_ ("%s; default %s"), allowed, value);
}

/* Remembers that @id was given, so that a preset leaves it alone wherever it stands. */
static void
note_given (SlRunOptions *options, const char *id)
{
  g_hash_table_add (options->given, (gpointer) id);
}

static gboolean
was_given (const SlRunOptions *options, const char *id)
{
  return g_hash_table_contains (options->given, id);
}

static gboolean
setting_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  SlRunOptions *options = target;
  const SlSetting *setting = option->entry;
  gboolean is_path = setting->offset == G_STRUCT_OFFSET (SlConfig, file.path);
  /* The name of a file may be in no known encoding, and has to stay as it is. */
  g_autofree char *valid = is_path ? g_strdup (text) : g_utf8_make_valid (text, -1);
  note_given (options, option->id);
  if (*text == '\0' && is_path) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--data needs the name of a file"));
    return FALSE;
  }
  return sl_setting_parse (setting, &options->config, valid, error);
}

static const char *
setting_value_name (const SlSetting *setting)
{
  switch (setting->type) {
  case SL_SETTING_CHOICE:
    return N_ ("ID");
  case SL_SETTING_NUMBER:
    return N_ ("X");
  case SL_SETTING_INTEGER:
    return N_ ("N");
  case SL_SETTING_LAYERS:
    return N_ ("N,N,…");
  case SL_SETTING_SHARES:
  case SL_SETTING_FACTORS:
    return N_ ("X,X,…");
  case SL_SETTING_REDUCTION:
    return N_ ("FACTOR,PATIENCE");
  case SL_SETTING_TEXT:
    return setting->offset == G_STRUCT_OFFSET (SlConfig, file.path)     ? N_ ("FILE")
           : setting->offset == G_STRUCT_OFFSET (SlConfig, file.target) ? N_ ("COLUMN")
                                                                        : N_ ("A,B,…");
  case SL_SETTING_SWITCH:
    return NULL;
  }
  g_return_val_if_reached (NULL);
}

/* "digits" or "100 for circle, 200 for plane": the sets that take the option. */
static char *
data_option_allowed (const SlOption *option)
{
  const SlSetting *setting = option->entry;
  int id = sl_setting_data_option (setting);
  g_autofree char *range = range_text (setting->min, setting->max, FALSE);
  GString *text = g_string_new (range);
  const SlKindTable *datasets = sl_datasets ();
  const char *before = "; default ";
  for (size_t i = 0; i < datasets->n; i++) {
    const SlDatasetType *type = (const SlDatasetType *) datasets->kinds[i];
    if (!type->options[id].has)
      continue;
    g_autofree char *value = sl_number_text (type->options[id].value, 6);
    g_string_append (text, g_str_has_prefix (before, ";") ? _ ("; default ") : before);
    g_string_append_printf (text, _ ("%s for %s"), value, type->kind.id);
    before = ", ";
  }
  return g_string_free (text, FALSE);
}

static gboolean
epochs_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  SlRunOptions *options = target;
  gint64 value;
  if (!sl_number_parse_integer (text, &value) || value < 0 || value > MAX_EPOCHS) {
    g_autofree char *shown = sl_quote (text);
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--epochs: '%s' is not a whole number from 0 to %d"), shown,
                 MAX_EPOCHS);
    return FALSE;
  }
  options->epochs = (int) value;
  note_given (options, option->id);
  return TRUE;
}

static gboolean
preset_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  SlRunOptions *options = target;
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  const SlKind *kind = sl_kind_find (sl_presets (), valid, error);
  if (kind == NULL)
    return FALSE;
  options->preset = (const SlPresetType *) kind;
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *value = sl_preset_value (options->preset, &settings[i]);
    if (value != NULL && !was_given (options, settings[i].id) &&
        !sl_setting_parse (&settings[i], &options->config, value, error))
      return FALSE;
  }
  if (!was_given (options, "epochs"))
    options->epochs = options->preset->epochs;
  return TRUE;
}

static char *
preset_allowed (const SlOption *option)
{
  return join_ids (sl_presets (), "");
}

static char *
epochs_allowed (const SlOption *option)
{
  g_autofree char *range = range_text (0, MAX_EPOCHS, FALSE);
  return g_strdup_printf (_ ("%s; default %d"), range, SL_DEFAULT_EPOCHS);
}

static gboolean
at_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  SlRunOptions *options = target;
  return sl_changes_add (options->changes, text, error);
}

static gboolean
threads_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  SlRunOptions *options = target;
  return sl_option_take_count (option, text, MAX_THREADS, &options->threads, error);
}

static char *
threads_allowed (const SlOption *option)
{
  g_autofree char *range = range_text (1, MAX_THREADS, FALSE);
  return g_strdup_printf (_ ("%s; default all cores"), range);
}

static const SlOption threads_option = {
    .id = "threads",
    .value = N_ ("N"),
    .summary = N_ ("How many threads may work at once: speed only, the numbers do not "
                   "depend on it"),
    .take = threads_take,
    .allowed = threads_allowed};

static const SlOption own_options[] = {
    {.id = "preset",
     .value = N_ ("ID"),
     .summary = N_ ("Model, penalty and training of a known network, but not its data; "
                    "options given beside it win"),
     .take = preset_take,
     .allowed = preset_allowed},
    {.id = "epochs",
     .value = N_ ("N"),
     .summary = N_ ("How often the whole training part is gone through"),
     .take = epochs_take,
     .allowed = epochs_allowed},
    {.id = "at",
     .value = N_ ("EPOCH[+BATCH]:SETTING=VALUE"),
     .summary = N_ ("Change a live setting after so many epochs and minibatches; may be "
                    "given several times. @FILE reads one change a line"),
     .take = at_take},
};

void
sl_run_options_init (SlRunOptions *options)
{
  g_return_if_fail (options != NULL);
  sl_config_init_default (&options->config);
  options->epochs = SL_DEFAULT_EPOCHS;
  options->threads = sl_cores ();
  options->preset = NULL;
  options->given = g_hash_table_new (g_str_hash, g_str_equal);
  options->changes = sl_changes_new ();
}

void
sl_run_options_clear (SlRunOptions *options)
{
  g_clear_pointer (&options->changes, sl_changes_free);
  g_clear_pointer (&options->given, g_hash_table_unref);
}

static void
add_setting (SlRunOptions *options, SlOptionSet *set, const SlSetting *setting)
{
  SlOption option = {.id = setting->id,
                     .value = setting_value_name (setting),
                     .summary = setting->summary,
                     .negatable = setting->type == SL_SETTING_SWITCH,
                     .entry = setting,
                     .defaults = &options->config,
                     .take = setting_take,
                     .allowed = setting_allowed};
  sl_option_set_add (set, _ ("Settings of the run"), &option, options);
}

void
sl_run_options_add_data (SlRunOptions *options, SlOptionSet *set)
{
  g_return_if_fail (options != NULL && set != NULL);
  for (size_t i = 0; i < SL_N_DATA_OPTIONS; i++) {
    const SlSetting *setting = sl_setting_find (sl_data_options[i].id, NULL);
    SlOption option = {.id = setting->id,
                       .value = setting->is_whole ? N_ ("N") : N_ ("X"),
                       .summary = setting->summary,
                       .entry = setting,
                       .take = setting_take,
                       .allowed = data_option_allowed};
    sl_option_set_add (set, _ ("Made data sets"), &option, options);
  }
}

void
sl_run_options_add (SlRunOptions *options, SlOptionSet *set)
{
  g_return_if_fail (options != NULL && set != NULL);
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  for (size_t i = 0; i < n; i++)
    if (sl_setting_data_option (&settings[i]) < 0)
      add_setting (options, set, &settings[i]);
  for (size_t i = 0; i < G_N_ELEMENTS (own_options); i++)
    sl_option_set_add (set, _ ("Preset, length and changes"), &own_options[i], options);
  sl_run_options_add_threads (options, set);
  sl_run_options_add_data (options, set);
}

void
sl_run_options_add_threads (SlRunOptions *options, SlOptionSet *set)
{
  g_return_if_fail (options != NULL && set != NULL);
  sl_option_set_add (set, _ ("Speed"), &threads_option, options);
}

void
sl_run_options_add_settings (SlRunOptions *options,
                             SlOptionSet *set,
                             const char *const *ids)
{
  g_return_if_fail (options != NULL && set != NULL && ids != NULL);
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  for (size_t i = 0; i < n; i++)
    if (g_strv_contains (ids, settings[i].id))
      add_setting (options, set, &settings[i]);
}

/* The setting that a sentence of sl_config_validate() begins with: "dropout: …". */
static const SlSetting *
blamed (const char *message)
{
  const char *colon = strstr (message, ": ");
  g_autofree char *id = colon != NULL ? g_strndup (message, colon - message) : NULL;
  return id != NULL ? sl_setting_find (id, NULL) : NULL;
}

/* What a preset brought along may not go with what was given beside it. */
static gboolean
check_config (const SlRunOptions *options, GError **error)
{
  g_autoptr (GError) wrong = NULL;
  if (sl_config_validate (&options->config, &wrong))
    return TRUE;
  const SlSetting *setting = blamed (wrong->message);
  g_autofree char *value =
      options->preset != NULL && setting != NULL && !was_given (options, setting->id)
          ? sl_preset_value (options->preset, setting)
          : NULL;
  if (value != NULL)
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("%s. It comes from --preset %s; give --%s of your own as well"),
                 wrong->message, options->preset->kind.id, setting->id);
  else if (options->preset != NULL)
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("%s. What was not given comes from --preset %s"), wrong->message,
                 options->preset->kind.id);
  else
    g_propagate_error (error, g_steal_pointer (&wrong));
  return FALSE;
}

/* A preset's dropout is made for its own layers; with fewer given beside it, those that
 * are there keep theirs. Returns (transfer full) (nullable) the sentence that says so. */
static char *
fit_dropout (SlRunOptions *options)
{
  if (options->preset == NULL || was_given (options, "dropout"))
    return NULL;
  SlConfig whole = options->config;
  sl_preset_apply (options->preset, &whole);
  if (!sl_config_fit_dropout (&options->config, whole.hidden.n))
    return NULL;
  const SlSetting *setting = sl_setting_find ("dropout", NULL);
  g_autofree char *left = sl_setting_format (setting, &options->config);
  return g_strdup_printf (_ ("dropout: --preset %s has a share for each of its %d hidden "
                             "layers; for the %d given, '%s' is used"),
                          options->preset->kind.id, whole.hidden.n,
                          options->config.hidden.n, left);
}

gboolean
sl_run_options_check (SlRunOptions *options, GError **error)
{
  g_return_val_if_fail (options != NULL, FALSE);
  if (was_given (options, "dataset") && was_given (options, "data")) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--dataset and --data are two sources of data; give one of them"));
    return FALSE;
  }
  if (options->preset != NULL && options->preset->needs != NULL &&
      options->config.file.path == NULL) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--preset %s needs --data with %s"), options->preset->kind.id,
                 _ (options->preset->needs));
    return FALSE;
  }
  g_autofree char *fitted = fit_dropout (options);
  if (!check_config (options, error) ||
      !sl_changes_check (options->changes, &options->config, options->epochs, error))
    return FALSE;
  if (fitted != NULL)
    sl_cli_complain (fitted);
  g_auto (GStrv) idle = sl_changes_tell_idle (options->changes, &options->config);
  for (int i = 0; idle[i] != NULL; i++)
    sl_cli_complain (idle[i]);
  return TRUE;
}
