/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/preset-row.h"
#include "ui/widgets/choice-items.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/explain.h"
#include "ui/widgets/help.h"
#include <glib/gi18n-lib.h>

struct _SlPresetRow
{
  AdwActionRow parent_instance;

  SlSession *session; /* Owned */
  GtkWidget *control; /* Borrowed */
  gboolean showing;   /* the control is being set, not used */

  const SlProblem *problem; /* Borrowed, never looked into: whose items are shown */
};

G_DEFINE_FINAL_TYPE (SlPresetRow, sl_preset_row, ADW_TYPE_ACTION_ROW)

static const SlPresetType *
preset_at (guint i)
{
  const SlKindTable *presets = sl_presets ();

  return i < presets->n ? (const SlPresetType *) presets->kinds[i] : NULL;
}

/* Below the presets stands "Custom", as long as it is so. */
static guint
position (SlPresetRow *self)
{
  const SlPresetType *preset = sl_session_preset (self->session);

  return preset != NULL ? (guint) sl_kind_index (sl_presets (), &preset->kind)
                        : (guint) sl_presets ()->n;
}

static void
show_preset (SlPresetRow *self)
{
  GListModel *names = gtk_drop_down_get_model (GTK_DROP_DOWN (self->control));
  guint n_presets = (guint) sl_presets ()->n, n = g_list_model_get_n_items (names);
  guint i = position (self);

  self->showing = TRUE;
  if (i == n_presets && n == n_presets)
    gtk_string_list_append (GTK_STRING_LIST (names), _ ("Custom"));
  sl_choice_show (self->control, i);
  if (i < n_presets && n > n_presets)
    gtk_string_list_remove (GTK_STRING_LIST (names), n_presets);
  self->showing = FALSE;
}

static void
selected_cb (GtkDropDown *choice, GParamSpec *pspec, SlPresetRow *self)
{
  guint i = gtk_drop_down_get_selected (choice);
  g_autoptr (GError) error = NULL;

  if (self->showing || self->session == NULL || preset_at (i) == NULL ||
      i == position (self))
    return;
  if (!sl_session_choose_preset (self->session, preset_at (i), &error))
    show_preset (self);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               error != NULL ? error->message : "");
  sl_choice_release (GTK_WIDGET (choice));
}

static char *
item_text (guint i, gboolean *refused, gpointer data)
{
  SlPresetRow *self = data;
  const SlPresetType *preset = preset_at (i);
  g_autoptr (GError) error = NULL;

  if (preset == NULL)
    return g_strdup (_ ("Model, penalty and training as chosen by hand."));
  if (self->session != NULL && !sl_session_check_preset (self->session, preset, &error)) {
    *refused = TRUE;
    return g_strdup (error->message);
  }
  return g_strdup (_ (preset->kind.summary));
}

static void
refresh_items (SlPresetRow *self)
{
  g_autoptr (GtkListItemFactory) items = sl_choice_items_new_with (item_text, self, NULL);

  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (self->control), items);
}

static void
config_changed_cb (SlSession *session, const char *id, SlPresetRow *self)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), "");
  refresh_items (self);
  show_preset (self);
}

/* Which presets go with a file shows when it has been read. */
static void
snapshot_changed_cb (SlSession *session, SlPresetRow *self)
{
  const SlProblem *problem = sl_session_snapshot (session)->problem;

  if (problem == self->problem)
    return;
  self->problem = problem;
  refresh_items (self);
}

static char *
short_list (const char *exact)
{
  g_auto (GStrv) numbers = g_strsplit (exact, ",", -1);
  GString *text = g_string_new (NULL);

  for (int i = 0; numbers[i] != NULL; i++) {
    g_autofree char *number = sl_number_text (g_ascii_strtod (numbers[i], NULL), 2);

    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", number);
  }
  return g_string_free (text, FALSE);
}

/* Returns (transfer full) the value as people say it. */
static char *
value_in_words (const SlSetting *setting, const SlConfig *config)
{
  g_autofree char *exact = sl_setting_format (setting, config);
  const SlKind *kind;

  switch (setting->type) {
  case SL_SETTING_CHOICE:
    kind = sl_kind_find (setting->choices (), exact, NULL);
    return g_strdup (kind != NULL ? _ (kind->name) : _ ("Automatic"));
  case SL_SETTING_SHARES:
  case SL_SETTING_FACTORS:
    return short_list (exact);
  case SL_SETTING_SWITCH:
    return g_strdup (g_str_equal (exact, "true") ? _ ("yes") : _ ("no"));
  default:
    return sl_explain_value (setting, config);
  }
}

/* What the preset in force sets otherwise than a new window does. */
static void
append_values (GString *text, const SlPresetType *preset)
{
  SlConfig initial, with;
  size_t n;
  const SlSetting *settings = sl_settings (&n);

  sl_config_init_default (&initial);
  with = initial;
  sl_preset_apply (preset, &with);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *value = NULL;

    if (sl_setting_equal (&settings[i], &initial, &with))
      continue;
    value = value_in_words (&settings[i], &with);
    g_string_append_printf (text, _ ("\n%s: %s"), _ (settings[i].name), value);
  }
}

static char *
explain (GtkWidget *widget)
{
  SlPresetRow *self = SL_PRESET_ROW (widget);
  GString *text = g_string_new (
      _ ("A known network: sets model, penalty and training together as a new run, and "
         "leaves the data alone. Undo brings the old run back."));
  const SlPresetType *preset = sl_session_preset (self->session);

  if (preset != NULL) {
    g_string_append_printf (text, "\n%s", _ (preset->kind.summary));
    append_values (text, preset);
  }
  return g_string_free (text, FALSE);
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  SlPresetRow *self)
{
  g_autofree char *text = NULL;

  if (self->session == NULL ||
      g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)), "") != 0)
    return FALSE;
  text = explain (widget);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
sl_preset_row_dispose (GObject *object)
{
  g_clear_object (&SL_PRESET_ROW (object)->session);
  G_OBJECT_CLASS (sl_preset_row_parent_class)->dispose (object);
}

static void
sl_preset_row_class_init (SlPresetRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_preset_row_dispose;
}

static void
sl_preset_row_init (SlPresetRow *self)
{
  const SlKindTable *presets = sl_presets ();
  GtkStringList *names = gtk_string_list_new (NULL);

  for (size_t i = 0; i < presets->n; i++)
    gtk_string_list_append (names, _ (presets->kinds[i]->name));
  gtk_string_list_append (names, _ ("Custom"));
  self->control = sl_choice_new (names, _ ("Preset"));
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  refresh_items (self);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Preset"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->control);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  sl_help_set (GTK_WIDGET (self), explain);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
  g_signal_connect (self->control, "notify::selected", G_CALLBACK (selected_cb), self);
}

void
sl_preset_row_set_session (SlPresetRow *self, SlSession *session)
{
  g_return_if_fail (SL_IS_PRESET_ROW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb),
                           self, 0);
  refresh_items (self);
  show_preset (self);
}

GtkWidget *
sl_preset_row_control (SlPresetRow *self)
{
  g_return_val_if_fail (SL_IS_PRESET_ROW (self), NULL);
  return self->control;
}
