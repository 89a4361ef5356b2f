/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/recipe.h"

#include "core/base/error.h"
#include "core/training/edit.h"
#include "core/training/replay.h"
#include "core/training/setting.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- words of a shell ---- */

static gboolean
has_controls (const char *text)
{
  for (; *text; text++)
    if (g_ascii_iscntrl (*text))
      return TRUE;
  return FALSE;
}

/* $'…': the name of a file may have bytes that no clipboard takes. */
static char *
quote_bytes (const char *text)
{
  g_autoptr (GString) quoted = g_string_new ("$'");
  for (; *text; text++)
    if (*text == '\'' || *text == '\\')
      g_string_append_printf (quoted, "\\%c", *text);
    else if (g_ascii_isprint (*text))
      g_string_append_c (quoted, *text);
    else
      g_string_append_printf (quoted, "\\x%02x", (guint8) *text);
  g_string_append_c (quoted, '\'');
  return g_string_free (g_steal_pointer (&quoted), FALSE);
}

static char *
quote (const char *text)
{
  static const char plain[] = G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-+.,_/:=@";
  if (*text && text[strspn (text, plain)] == 0)
    return g_strdup (text);
  if (!g_utf8_validate (text, -1, NULL) || has_controls (text))
    return quote_bytes (text);
  return g_shell_quote (text);
}

static void
append_option (GString *line, const char *id, const char *value)
{
  g_autofree char *quoted = quote (value);
  /* What begins with a dash would be taken for the next option. */
  g_string_append_printf (line, " --%s%c%s", id, *value == '-' ? '=' : ' ', quoted);
}

/* ---- the settings of the start ---- */

static void
append_setting (GString *line, const SlSetting *setting, const SlConfig *config)
{
  g_autofree char *value = sl_setting_format (setting, config);
  if (setting->type == SL_SETTING_SWITCH)
    g_string_append_printf (line, " --%s%s", g_str_equal (value, "true") ? "" : "no-",
                            setting->id);
  else
    append_option (line, setting->id, value);
}

/* The default of an option of made data is the data set's own. */
static gboolean
is_default (const SlSetting *setting, const SlConfig *config, const SlConfig *initial)
{
  int option = sl_setting_data_option (setting);
  return sl_setting_equal (setting, initial, config) ||
         (option >= 0 && config->dataset->options[option].has &&
          config->dataset->options[option].value == config->data_options[option]);
}

static void
append_config (GString *line, const SlConfig *config)
{
  SlConfig initial;
  sl_config_init_default (&initial);
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  for (size_t i = 0; i < n; i++) {
    /* A file says itself that it is the data. */
    gboolean is_implied = config->file.path != NULL &&
                          settings[i].offset == G_STRUCT_OFFSET (SlConfig, dataset);
    if (!is_implied && !is_default (&settings[i], config, &initial))
      append_setting (line, &settings[i], config);
  }
}

char *
sl_config_command_line (const SlConfig *config)
{
  g_autoptr (GString) line = g_string_new (NULL);
  append_config (line, config);
  return g_strdup (line->len > 0 ? line->str + 1 : "");
}

/* ---- the run ---- */

/* How many epochs the command has to make, −1 for as many as it likes. A run that broke
 * off in the middle of an epoch is to do so again, unless it was given other settings
 * since. */
static int
length_of (const SlSnapshot *snapshot)
{
  size_t n = snapshot->events.n;
  const SlEvent *last = n > 0 ? sl_log_item (&snapshot->events, n - 1) : NULL;
  gboolean is_changed =
      last != NULL && last->epoch == snapshot->epoch && last->batch == snapshot->batch;
  if (snapshot->state == SL_RUN_DIVERGED && !is_changed)
    return snapshot->epoch + 1;
  return snapshot->epoch > 0 ? snapshot->epoch : -1;
}

static char *
change_text (const SlEvent *event)
{
  g_autofree char *batch =
      event->batch > 0 ? g_strdup_printf ("+%d", event->batch) : g_strdup ("");
  return g_strdup_printf ("%d%s:%s=%s", event->epoch, batch, event->setting, event->to);
}

static gboolean
is_edited (const SlSnapshot *snapshot)
{
  for (size_t i = 0; i < snapshot->events.n; i++) {
    SlEdit edit;
    if (sl_edit_of_event (sl_log_item (&snapshot->events, i), &edit))
      return TRUE;
  }
  return FALSE;
}

/* Returns why no command gives the run, or NULL. */
static const char *
why_none (const SlSnapshot *snapshot)
{
  if (snapshot->n_layers == 0)
    return _ ("The data is still being prepared; copy the command line in a moment");
  if (snapshot->went_on)
    return _ ("This run went on after it had ended, and no command does that; reset it "
              "and train again for a run that one gives");
  if (is_edited (snapshot))
    return _ ("Weights of this run were changed by hand, and no command does that; "
              "undo it, or reset and train again for a run that one gives");
  return NULL;
}

gboolean
sl_recipe_needs_session (const SlSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, FALSE);
  return snapshot->n_layers > 0 && !snapshot->went_on && is_edited (snapshot);
}

SlRecipe *
sl_recipe_new (const SlSnapshot *snapshot, GError **error)
{
  g_return_val_if_fail (snapshot != NULL, NULL);
  const char *reason = why_none (snapshot);
  if (reason != NULL) {
    g_set_error_literal (error, SL_ERROR, SL_ERROR_ARGUMENT, reason);
    return NULL;
  }
  SlRecipe *recipe = g_new0 (SlRecipe, 1);
  recipe->start = sl_config_at_start (&snapshot->config, &snapshot->events);
  recipe->epochs = length_of (snapshot);
  recipe->changes = g_ptr_array_new_with_free_func (g_free);
  for (size_t i = 0; i < snapshot->events.n; i++) {
    const SlEvent *event = sl_log_item (&snapshot->events, i);
    /* The schedule reduces the learning rate again without being told. */
    if (!event->by_schedule && (recipe->epochs < 0 || event->epoch < recipe->epochs))
      g_ptr_array_add (recipe->changes, change_text (event));
  }
  return recipe;
}

void
sl_recipe_free (SlRecipe *recipe)
{
  if (recipe == NULL)
    return;
  g_ptr_array_unref (recipe->changes);
  g_free (recipe);
}

gboolean
sl_recipe_needs_file (const SlRecipe *recipe)
{
  return recipe->changes->len > SL_RECIPE_MAX_CHANGES;
}

char *
sl_recipe_changes (const SlRecipe *recipe)
{
  GString *text = g_string_new ("# EPOCH+BATCH:SETTING=VALUE\n");
  for (guint i = 0; i < recipe->changes->len; i++)
    g_string_append_printf (text, "%s\n",
                            (const char *) g_ptr_array_index (recipe->changes, i));
  return g_string_free (text, FALSE);
}

char *
sl_recipe_command_line (const SlRecipe *recipe, const char *path)
{
  GString *line = g_string_new ("sparsity-lab train");
  append_config (line, &recipe->start);
  if (recipe->epochs >= 0 && recipe->epochs != SL_DEFAULT_EPOCHS)
    g_string_append_printf (line, " --epochs %d", recipe->epochs);
  if (path != NULL) {
    g_autofree char *file = g_strconcat ("@", path, NULL);
    append_option (line, "at", file);
    return g_string_free (line, FALSE);
  }
  for (guint i = 0; i < recipe->changes->len; i++)
    append_option (line, "at", g_ptr_array_index (recipe->changes, i));
  return g_string_free (line, FALSE);
}

char *
sl_recipe_replay_line (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_autofree char *quoted = quote (path);
  return g_strdup_printf ("sparsity-lab replay %s", quoted);
}
