/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/comparison.h"

#include "core/base/error.h"
#include "core/base/number.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SL_ENTRY(name) extern const SlComparisonType sl_comparison_##name;
#include "core/training/comparisons.def"
#undef SL_ENTRY

const SlKindTable *
sl_comparisons (void)
{
#define SL_ENTRY(name) &sl_comparison_##name.kind,
  static const SlKind *const kinds[] = {
#include "core/training/comparisons.def"
  };
#undef SL_ENTRY
  static const SlKindTable table = {N_ ("comparison"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}

/* The data come first in SlConfig, with how they are split. */
gboolean
sl_comparison_fits (const SlSetting *setting)
{
  return setting->offset >= G_STRUCT_OFFSET (SlConfig, standardize) &&
         setting->offset != G_STRUCT_OFFSET (SlConfig, loss) &&
         setting->type != SL_SETTING_TEXT;
}

/* Adds one value, in the form in which it is written back. */
static gboolean
add_value (SlComparison *comparison, const char *text, GError **error)
{
  const SlSetting *setting = comparison->setting;
  SlConfig config;
  sl_config_init_default (&config);
  if (comparison->n == SL_MAX_COMPARED) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("compare: at most %d values of '%s' fit beside one another"),
                 SL_MAX_COMPARED, setting->id);
    return FALSE;
  }
  if (!sl_setting_parse (setting, &config, text, error))
    return FALSE;
  g_autofree char *value = sl_setting_format (setting, &config);
  if (strlen (value) >= SL_COMPARED_VALUE) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("compare: '%s' is too long a value of '%s'"), value, setting->id);
    return FALSE;
  }
  for (int i = 0; i < comparison->n; i++)
    if (g_str_equal (comparison->values[i], value)) {
      g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                   _ ("compare: '%s' stands there twice; the runs would be the same"),
                   value);
      return FALSE;
    }
  g_strlcpy (comparison->values[comparison->n++], value, SL_COMPARED_VALUE);
  return TRUE;
}

static gboolean
set_setting (SlComparison *comparison, const char *id, GError **error)
{
  comparison->setting = sl_setting_find (id, error);
  if (comparison->setting == NULL)
    return FALSE;
  if (sl_comparison_fits (comparison->setting))
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("compare: runs that differ in '%s' have nothing to be compared by; "
                  "choose a setting of the model or the training"),
               id);
  return FALSE;
}

static void
take_type (SlComparison *comparison, const SlComparisonType *type)
{
  *comparison = (SlComparison){0};
  comparison->setting = sl_setting_find (type->setting, NULL);
  for (int i = 0; i < SL_MAX_COMPARED && type->values[i] != NULL; i++)
    if (!add_value (comparison, type->values[i], NULL))
      g_assert_not_reached ();
}

gboolean
sl_comparison_parse (SlComparison *comparison, const char *text, GError **error)
{
  const char *equals = strchr (text, '=');
  SlComparison made = {0};
  if (equals == NULL) {
    const SlKind *kind = sl_kind_find (sl_comparisons (), text, error);
    if (kind != NULL)
      take_type (comparison, (const SlComparisonType *) kind);
    return kind != NULL;
  }
  g_autofree char *id = g_strstrip (g_strndup (text, (gsize) (equals - text)));
  g_auto (GStrv) values = g_strsplit (equals + 1, "/", -1);
  if (!set_setting (&made, id, error))
    return FALSE;
  for (int i = 0; values[i]; i++)
    if (!add_value (&made, g_strstrip (values[i]), error))
      return FALSE;
  if (made.n < 2) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("compare: '%s' needs two values or more, as in %s=0.1 / 0.01"), text,
                 "learning-rate");
    return FALSE;
  }
  *comparison = made;
  return TRUE;
}

/* Adds @text unless it cannot be, or makes no sense with the other settings. */
static void
suggest (SlComparison *comparison, const SlConfig *common, const char *text)
{
  SlConfig config = *common;
  if (comparison->n < SL_MAX_COMPARED &&
      sl_setting_parse (comparison->setting, &config, text, NULL) &&
      sl_config_validate (&config, NULL))
    add_value (comparison, text, NULL);
}

/* The present number, a tenth of it and ten times as much. */
static void
suggest_scaled (SlComparison *comparison, const SlConfig *common)
{
  static const double factors[] = {1, 0.1, 10};
  g_autofree char *now = sl_setting_format (comparison->setting, common);
  for (size_t i = 0; i < G_N_ELEMENTS (factors); i++) {
    double value = sl_number_round (g_ascii_strtod (now, NULL) * factors[i], 6);
    g_autofree char *text = sl_number_exact (value);
    suggest (comparison, common, text);
  }
}

/* What else is worth trying, by the type of the setting. */
static const char *const others[][SL_MAX_COMPARED] = {
    [SL_SETTING_CHOICE] = {NULL},
    [SL_SETTING_NUMBER] = {"0", "0.5", "1"},
    [SL_SETTING_INTEGER] = {"0", "10", "50"},
    [SL_SETTING_SWITCH] = {"true", "false"},
    [SL_SETTING_LAYERS] = {"", "8"},
    [SL_SETTING_SHARES] = {"", "0.2", "0.5"},
    [SL_SETTING_FACTORS] = {"1", "0.1"},
    [SL_SETTING_REDUCTION] = {"0", "0.5,20"},
    [SL_SETTING_TEXT] = {NULL},
};

void
sl_comparison_suggest (SlComparison *comparison,
                       const SlSetting *setting,
                       const SlConfig *common)
{
  g_autofree char *now = sl_setting_format (setting, common);
  gboolean is_share = setting->min == 0 && setting->max <= 1;
  g_return_if_fail (sl_comparison_fits (setting));
  *comparison = (SlComparison){.setting = setting};
  if (setting->type == SL_SETTING_CHOICE) {
    const SlKindTable *table = setting->choices ();
    for (size_t k = 0; k < table->n; k++)
      suggest (comparison, common, table->kinds[k]->id);
  } else if (setting->type == SL_SETTING_NUMBER && !is_share) {
    suggest_scaled (comparison, common);
  } else if (setting->type != SL_SETTING_NUMBER) {
    suggest (comparison, common, now);
  }
  for (int i = 0; i < SL_MAX_COMPARED; i++)
    if (others[setting->type][i] != NULL && comparison->n < 3)
      suggest (comparison, common, others[setting->type][i]);
}

const SlComparisonType *
sl_comparison_type (const SlComparison *comparison)
{
  const SlKindTable *table = sl_comparisons ();
  for (size_t k = 0; k < table->n; k++) {
    const SlComparisonType *type = (const SlComparisonType *) table->kinds[k];
    SlComparison made;
    take_type (&made, type);
    gboolean same = made.setting == comparison->setting && made.n == comparison->n;
    for (int i = 0; same && i < made.n; i++)
      same = g_str_equal (made.values[i], comparison->values[i]);
    if (same)
      return type;
  }
  return NULL;
}

char *
sl_comparison_format (const SlComparison *comparison)
{
  const SlComparisonType *type = sl_comparison_type (comparison);
  if (type != NULL)
    return g_strdup (type->kind.id);
  g_autoptr (GString) text = g_string_new (comparison->setting->id);
  for (int i = 0; i < comparison->n; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "=" : " / ", comparison->values[i]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
sl_comparison_config (const SlComparison *comparison,
                      int i,
                      const SlConfig *common,
                      SlConfig *config)
{
  g_return_if_fail (i >= 0 && i < comparison->n);
  *config = *common;
  if (!sl_setting_parse (comparison->setting, config, comparison->values[i], NULL))
    g_assert_not_reached ();
}
