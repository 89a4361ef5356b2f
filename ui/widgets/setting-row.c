/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/setting-row.h"
#include "ui/lessons/pointer.h"
#include "ui/widgets/choice-items.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/explain.h"
#include "ui/widgets/help.h"
#include "ui/widgets/typed-field.h"
#include <glib/gi18n-lib.h>

struct _SlSettingRow
{
  AdwActionRow parent_instance;

  /* Owned */
  SlSession *session;
  /* Borrowed */
  const SlSetting *setting;
  GtkWidget *control;
  SlTypedField *field; /* entries only */

  guint spin_timeout; /* until what is typed into a spin button holds */
  gboolean showing;   /* the control is being set, not used */
};

enum { PROP_SETTING = 1, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (SlSettingRow, sl_setting_row, ADW_TYPE_ACTION_ROW)

static void
report (const char *message, gpointer data)
{
  SlSettingRow *self = data;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               message != NULL ? sl_explain_error (self->setting, message)
                                               : "");
}

/* What is wanted of a file asks for it to be read again, which is the window's part: the
 * row shows the new value when that is done. Alone, as in tests, it goes without. */
static gboolean
ask_window (SlSettingRow *self, const char *text)
{
  g_autofree char *action = g_strconcat ("win.", self->setting->id, NULL);

  return sl_setting_is_of_file (self->setting) &&
         sl_session_config (self->session)->file.path != NULL &&
         gtk_widget_activate_action (GTK_WIDGET (self), action, "s", text);
}

static gboolean
apply_text (const char *text, gpointer data, GError **error)
{
  SlSettingRow *self = data;

  return ask_window (self, text) ||
         sl_session_set (self->session, self->setting, text, error);
}

/* For controls that cannot hold a wrong text: what the session refuses goes back to the
 * value in force, with the sentence beneath. */
static void apply_or_return (SlSettingRow *self, const char *text);

/* ---- drop-down ---- */

static guint
choice_position (SlSettingRow *self)
{
  const SlKindTable *table = self->setting->choices ();
  g_autofree char *id =
      sl_setting_format (self->setting, sl_session_config (self->session));
  const SlKind *kind = sl_kind_find (table, id, NULL);

  if (kind == NULL) /* "auto" stands first, the learner's own file last */
    return self->setting->has_auto ? 0 : (guint) table->n;
  return (guint) sl_kind_index (table, kind) + (self->setting->has_auto ? 1 : 0);
}

static void
selected_cb (GtkDropDown *choice, GParamSpec *pspec, SlSettingRow *self)
{
  const SlKindTable *table = self->setting->choices ();
  guint i = gtk_drop_down_get_selected (choice);

  /* Going back to the value in force, GTK notifies once more when all is said. */
  if (self->showing || i == GTK_INVALID_LIST_POSITION || i == choice_position (self))
    return;
  if (self->setting->has_auto && i == 0)
    apply_or_return (self, "auto");
  else
    apply_or_return (self, table->kinds[i - (self->setting->has_auto ? 1 : 0)]->id);
  sl_choice_release (GTK_WIDGET (choice));
}

/* Below the named sets stands the file the rows come from, as long as they do. */
static void
show_file (SlSettingRow *self, GtkStringList *names, guint position)
{
  guint n_kinds =
      (guint) self->setting->choices ()->n + (self->setting->has_auto ? 1 : 0);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (names));
  g_autofree char *name = sl_config_data_name (sl_session_config (self->session));
  const char *const one[] = {name, NULL};

  if (n > n_kinds || position == n_kinds)
    gtk_string_list_splice (names, n_kinds, n - n_kinds,
                            position == n_kinds ? one : NULL);
}

static void
show_choice (SlSettingRow *self)
{
  guint i = choice_position (self);
  GListModel *names = gtk_drop_down_get_model (GTK_DROP_DOWN (self->control));

  show_file (self, GTK_STRING_LIST (names), i);
  sl_choice_show (self->control, i);
}

static void
set_list_items (SlSettingRow *self, GtkWidget *choice)
{
  g_autoptr (GtkListItemFactory) factory =
      sl_choice_items_new (self->setting, self->session);

  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (choice), factory);
}

static GtkWidget *
make_choice (SlSettingRow *self)
{
  const SlKindTable *table = self->setting->choices ();
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) button = NULL;
  GtkWidget *choice;

  if (self->setting->has_auto)
    gtk_string_list_append (names, _ ("Automatic"));
  for (size_t i = 0; i < table->n; i++)
    gtk_string_list_append (names, _ (table->kinds[i]->name));
  choice = sl_choice_new (names, _ (self->setting->name));
  button = sl_choice_button_new (g_str_equal (self->setting->id, "dataset"));
  gtk_drop_down_set_factory (GTK_DROP_DOWN (choice), button);
  set_list_items (self, choice);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (selected_cb), self);
  return choice;
}

/* ---- entry ---- */

static void
show_text (SlSettingRow *self)
{
  g_autofree char *text =
      sl_explain_value (self->setting, sl_session_config (self->session));

  sl_typed_field_show (self->field, text);
}

static GtkWidget *
make_entry (SlSettingRow *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_alignment (GTK_ENTRY (entry), 1.0f);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry),
                                    self->setting->type == SL_SETTING_LAYERS ? 22 : 14);
  gtk_widget_add_css_class (entry, "sl-entry");
  gtk_widget_add_css_class (entry, "numeric");
  if (self->setting->type == SL_SETTING_LAYERS || self->setting->type == SL_SETTING_TEXT)
    gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("none"));
  self->field = sl_typed_field_attach (GTK_ENTRY (entry), apply_text, report, self);
  if (self->setting->type == SL_SETTING_TEXT)
    sl_typed_field_wait (self->field);
  return entry;
}

/* ---- spin button ---- */

static void
value_changed_cb (GtkSpinButton *spin, SlSettingRow *self)
{
  g_autofree char *text = NULL;

  if (self->showing)
    return;
  text = g_strdup_printf ("%.0f", gtk_spin_button_get_value (spin));
  apply_or_return (self, text);
}

static gboolean
spin_delay_over_cb (gpointer data)
{
  SlSettingRow *self = data;

  self->spin_timeout = 0;
  gtk_spin_button_update (GTK_SPIN_BUTTON (self->control));
  return G_SOURCE_REMOVE;
}

static void
spin_changed_cb (GtkEditable *editable, SlSettingRow *self)
{
  g_clear_handle_id (&self->spin_timeout, g_source_remove);
  if (!self->showing)
    self->spin_timeout =
        g_timeout_add (SL_TYPED_FIELD_DELAY_MS, spin_delay_over_cb, self);
}

static void
show_spin (SlSettingRow *self)
{
  g_autofree char *text =
      sl_setting_format (self->setting, sl_session_config (self->session));

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->control),
                             g_ascii_strtod (text, NULL));
}

/* GTK itself takes an empty text for 0. */
static int
input_cb (GtkSpinButton *spin, double *value, gpointer data)
{
  gint64 typed;

  if (!sl_number_parse_integer (gtk_editable_get_text (GTK_EDITABLE (spin)), &typed))
    return GTK_INPUT_ERROR;
  *value = (double) typed;
  return TRUE;
}

static GtkWidget *
make_spin (SlSettingRow *self)
{
  double max = MIN (self->setting->max, (double) G_MAXINT32);
  GtkWidget *spin = gtk_spin_button_new_with_range (self->setting->min, max, 1.0);

  /* What is no number, or out of range, is not applied: the value in force comes back. */
  g_signal_connect (spin, "input", G_CALLBACK (input_cb), NULL);
  gtk_spin_button_set_update_policy (GTK_SPIN_BUTTON (spin), GTK_UPDATE_IF_VALID);

  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 5);
  gtk_editable_set_alignment (GTK_EDITABLE (spin), 1.0f);
  gtk_widget_add_css_class (spin, "sl-entry");
  gtk_widget_add_css_class (spin, "numeric");
  g_signal_connect (spin, "value-changed", G_CALLBACK (value_changed_cb), self);
  g_signal_connect (spin, "changed", G_CALLBACK (spin_changed_cb), self);
  return spin;
}

/* ---- switch ---- */

static void
switched_cb (GtkSwitch *control, GParamSpec *pspec, SlSettingRow *self)
{
  if (self->showing)
    return;
  apply_or_return (self, gtk_switch_get_active (control) ? "true" : "false");
}

static void
show_switch (SlSettingRow *self)
{
  g_autofree char *text =
      sl_setting_format (self->setting, sl_session_config (self->session));

  gtk_switch_set_active (GTK_SWITCH (self->control), g_str_equal (text, "true"));
}

static GtkWidget *
make_switch (SlSettingRow *self)
{
  GtkWidget *control = gtk_switch_new ();

  gtk_widget_set_focus_on_click (control, FALSE);
  g_signal_connect (control, "notify::active", G_CALLBACK (switched_cb), self);
  return control;
}

/* In the order of SlSettingType. */
static const struct
{
  GtkWidget *(*make) (SlSettingRow *self);
  void (*show) (SlSettingRow *self);
} controls[] = {
    [SL_SETTING_CHOICE] = {make_choice, show_choice},
    [SL_SETTING_NUMBER] = {make_entry, show_text},
    [SL_SETTING_INTEGER] = {make_spin, show_spin},
    [SL_SETTING_SWITCH] = {make_switch, show_switch},
    [SL_SETTING_LAYERS] = {make_entry, show_text},
    [SL_SETTING_SHARES] = {make_entry, show_text},
    [SL_SETTING_FACTORS] = {make_entry, show_text},
    [SL_SETTING_REDUCTION] = {make_entry, show_text},
    [SL_SETTING_TEXT] = {make_entry, show_text},
};

static void
show_value (SlSettingRow *self)
{
  self->showing = TRUE;
  controls[self->setting->type].show (self);
  self->showing = FALSE;
}

static void
apply_or_return (SlSettingRow *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (ask_window (self, text)) {
    report (NULL, self);
    show_value (self);
  } else if (sl_session_set (self->session, self->setting, text, &error)) {
    report (NULL, self);
  } else {
    report (error->message, self);
    show_value (self);
  }
}

/* What plays no part now is greyed; the tooltip says why. */
static void
show_idle (SlSettingRow *self)
{
  gtk_widget_set_sensitive (
      self->control,
      sl_setting_idle (self->setting, sl_session_config (self->session)) == NULL);
}

/* Whether the row shows something else now that setting @id has changed. */
static gboolean
depends_on (SlSettingRow *self, const char *id)
{
  if (g_str_equal (id, self->setting->id))
    return TRUE;
  if (g_str_equal (id, "data"))
    return g_str_equal (self->setting->id, "dataset");
  /* An option that was not changed shows the data set's own value. */
  return g_str_equal (id, "dataset") && sl_setting_data_option (self->setting) >= 0;
}

static void
config_changed_cb (SlSession *session, const char *id, SlSettingRow *self)
{
  /* Which items make sense may depend on any other setting. */
  if (self->setting->type == SL_SETTING_CHOICE)
    set_list_items (self, self->control);
  show_idle (self);
  if (!depends_on (self, id))
    return;
  report (NULL, self);
  show_value (self);
}

static char *
explain (GtkWidget *widget)
{
  SlSettingRow *self = SL_SETTING_ROW (widget);
  const char *reason = sl_setting_idle (self->setting, sl_session_config (self->session));
  g_autofree char *text = sl_explain_setting (self->setting, self->session);

  return reason != NULL ? g_strdup_printf ("%s\n%s", reason, text)
                        : g_steal_pointer (&text);
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  SlSettingRow *self)
{
  g_autofree char *text = NULL;

  /* Not over what the row has to say. */
  if (self->session == NULL ||
      g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (self)), "") != 0)
    return FALSE;
  text = explain (widget);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
sl_setting_row_dispose (GObject *object)
{
  SlSettingRow *self = SL_SETTING_ROW (object);

  g_clear_handle_id (&self->spin_timeout, g_source_remove);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sl_setting_row_parent_class)->dispose (object);
}

static void
sl_setting_row_set_property (GObject *object,
                             guint id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  SlSettingRow *self = SL_SETTING_ROW (object);

  g_assert (id == PROP_SETTING);
  self->setting = sl_setting_find (g_value_get_string (value), NULL);
  g_assert (self->setting != NULL);
  g_assert (self->setting->type < G_N_ELEMENTS (controls) &&
            controls[self->setting->type].make != NULL);
}

static void
sl_setting_row_constructed (GObject *object)
{
  SlSettingRow *self = SL_SETTING_ROW (object);

  G_OBJECT_CLASS (sl_setting_row_parent_class)->constructed (object);
  sl_pointer_set_name (GTK_WIDGET (self), SL_LESSON_LOOK_CONTROL, self->setting->id);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ (self->setting->name));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);

  self->control = controls[self->setting->type].make (self);
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ (self->setting->name),
                                  -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->control);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  sl_help_set (GTK_WIDGET (self), explain);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
}

static void
sl_setting_row_class_init (SlSettingRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sl_setting_row_dispose;
  object_class->constructed = sl_setting_row_constructed;
  object_class->set_property = sl_setting_row_set_property;
  properties[PROP_SETTING] = g_param_spec_string (
      "setting", NULL, NULL, NULL,
      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
sl_setting_row_init (SlSettingRow *self)
{
}

void
sl_setting_row_set_session (SlSettingRow *self, SlSession *session)
{
  g_return_if_fail (SL_IS_SETTING_ROW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
  show_value (self);
  show_idle (self);
}

GtkWidget *
sl_setting_row_control (SlSettingRow *self)
{
  g_return_val_if_fail (SL_IS_SETTING_ROW (self), NULL);
  return self->control;
}
