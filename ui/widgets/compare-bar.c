/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/compare-bar.h"
#include "ui/widgets/choice-items.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/typed-field.h"
#include <glib/gi18n-lib.h>
#include <string.h>

struct _SlCompareBar
{
  AdwBin parent_instance;

  /* Template */
  GtkBox *line, *own, *choices;
  GtkStack *values;
  GtkEntry *entry;
  GtkMenuButton *chooser;
  GtkLabel *chosen, *summary, *trouble;
  GtkWidget *off;

  /* Owned */
  SlSession *session;
  GPtrArray *settings; /* of SlSetting, borrowed: those that can be compared */

  /* Borrowed */
  GtkWidget *comparison; /* drop-down: the table, and "Your own" */
  GtkWidget *setting;    /* drop-down: @settings */
  SlTypedField *field;

  gboolean is_own;  /* the learner chooses setting and values */
  gboolean showing; /* the controls are being set, not used */
};

G_DEFINE_FINAL_TYPE (SlCompareBar, sl_compare_bar, ADW_TYPE_BIN)

/* Settings that do nothing while the penalty is off. */
static const char *const of_penalty[] = {
    "penalty", "zeros-by", "l1-share", "groups", "layer-lambda", "penalize-bias", NULL};

static guint
n_presets (void)
{
  return (guint) sl_comparisons ()->n;
}

static void
report (const char *message, gpointer data)
{
  SlCompareBar *self = data;

  gtk_label_set_text (self->trouble, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), message != NULL);
}

static gboolean
compare (SlCompareBar *self, const char *values, GError **error)
{
  const SlComparison *now = sl_session_comparison (self->session);
  g_autofree char *text = g_strdup_printf ("%s=%s", now->setting->id, values);
  SlComparison comparison;

  if (!sl_comparison_parse (&comparison, text, error))
    return FALSE;
  sl_session_compare (self->session, &comparison);
  return TRUE;
}

static gboolean
apply (const char *text, gpointer data, GError **error)
{
  SlCompareBar *self = data;

  return self->showing || compare (self, text, error);
}

static void
toggled_cb (GtkCheckButton *toggled, SlCompareBar *self)
{
  g_autoptr (GString) values = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *check = gtk_widget_get_first_child (GTK_WIDGET (self->choices));

  if (self->showing)
    return;
  for (; check != NULL; check = gtk_widget_get_next_sibling (check))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
      g_string_append_printf (values, "%s%s", values->len > 0 ? " / " : "",
                              (const char *) g_object_get_data (G_OBJECT (check), "id"));
  report (compare (self, values->str, &error) ? NULL : error->message, self);
}

static gboolean
has_value (const SlComparison *comparison, const char *value)
{
  for (int i = 0; i < comparison->n; i++)
    if (g_str_equal (comparison->values[i], value))
      return TRUE;
  return FALSE;
}

static void
show_choices (SlCompareBar *self)
{
  const SlComparison *comparison = sl_session_comparison (self->session);
  const SlKindTable *table = comparison->setting->choices ();
  g_autoptr (GString) names = g_string_new (NULL);
  GtkWidget *check;

  while ((check = gtk_widget_get_first_child (GTK_WIDGET (self->choices))) != NULL)
    gtk_box_remove (self->choices, check);
  for (size_t k = 0; k < table->n; k++) {
    const SlKind *kind = table->kinds[k];
    gboolean active = has_value (comparison, kind->id);

    check = gtk_check_button_new_with_label (_ (kind->name));
    gtk_widget_set_tooltip_text (check, _ (kind->summary));
    g_object_set_data (G_OBJECT (check), "id", (gpointer) kind->id);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check), active);
    g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
    gtk_box_append (self->choices, check);
    if (active)
      g_string_append_printf (names, "%s%s", names->len > 0 ? " / " : "", _ (kind->name));
  }
  gtk_label_set_text (self->chosen, names->str);
}

static void
show_values (SlCompareBar *self)
{
  const SlComparison *comparison = sl_session_comparison (self->session);
  gboolean chosen = comparison->setting->type == SL_SETTING_CHOICE;

  gtk_stack_set_visible_child_name (self->values, chosen ? "chosen" : "typed");
  if (chosen) {
    /* An open list stays as it is under the hand. */
    if (!gtk_widget_get_visible (
            GTK_WIDGET (gtk_menu_button_get_popover (self->chooser))))
      show_choices (self);
  } else {
    g_autoptr (GString) text = g_string_new (NULL);

    for (int i = 0; i < comparison->n; i++)
      g_string_append_printf (text, "%s%s", i > 0 ? " / " : "", comparison->values[i]);
    sl_typed_field_show (self->field, text->str);
  }
}

static gboolean
is_off (SlCompareBar *self)
{
  const SlComparison *comparison = sl_session_comparison (self->session);
  const SlConfig *common = sl_session_config (self->session);
  SlConfig config;

  if (!g_strv_contains (of_penalty, comparison->setting->id))
    return FALSE;
  for (int i = 0; i < comparison->n; i++) {
    sl_comparison_config (comparison, i, common, &config);
    if (sl_config_lambda (&config) > 0.0)
      return FALSE;
  }
  return TRUE;
}

static void
refresh (SlCompareBar *self)
{
  const SlComparison *comparison = sl_session_comparison (self->session);
  const SlComparisonType *type = sl_comparison_type (comparison);
  guint place = 0;

  self->showing = TRUE;
  self->is_own |= type == NULL;
  sl_choice_show (self->comparison,
                  self->is_own ? n_presets ()
                               : (guint) sl_kind_index (sl_comparisons (), &type->kind));
  if (g_ptr_array_find (self->settings, comparison->setting, &place))
    sl_choice_show (self->setting, place);
  gtk_widget_set_visible (GTK_WIDGET (self->own), self->is_own);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), !self->is_own);
  gtk_label_set_text (self->summary, type != NULL ? _ (type->kind.summary) : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary),
                               type != NULL ? _ (type->kind.summary) : "");
  show_values (self);
  gtk_widget_set_visible (self->off, is_off (self));
  self->showing = FALSE;
}

static void
comparison_changed_cb (SlSession *session, SlCompareBar *self)
{
  report (NULL, self);
  self->is_own &=
      sl_comparison_type (sl_session_comparison (session)) == NULL ||
      gtk_drop_down_get_selected (GTK_DROP_DOWN (self->comparison)) == n_presets ();
  refresh (self);
}

static void
config_changed_cb (SlSession *session, const char *id, SlCompareBar *self)
{
  gtk_widget_set_visible (self->off, is_off (self));
}

static void
comparison_cb (GtkDropDown *choice, GParamSpec *pspec, SlCompareBar *self)
{
  guint i = gtk_drop_down_get_selected (choice);
  SlComparison comparison;

  if (self->showing || self->session == NULL)
    return;
  self->is_own = i >= n_presets ();
  if (!self->is_own &&
      sl_comparison_parse (&comparison, sl_comparisons ()->kinds[i]->id, NULL))
    sl_session_compare (self->session, &comparison);
  report (NULL, self);
  refresh (self);
  sl_choice_release (GTK_WIDGET (choice));
}

static void
setting_cb (GtkDropDown *choice, GParamSpec *pspec, SlCompareBar *self)
{
  guint i = gtk_drop_down_get_selected (choice);
  SlComparison comparison;

  if (self->showing || self->session == NULL || i >= self->settings->len)
    return;
  sl_comparison_suggest (&comparison, self->settings->pdata[i],
                         sl_session_config (self->session));
  sl_session_compare (self->session, &comparison);
  sl_choice_release (GTK_WIDGET (choice));
}

static void
turn_on_cb (GtkButton *button, SlCompareBar *self)
{
  SlConfig config = *sl_session_config (self->session);

  if (!config.penalty->has_strength)
    sl_setting_parse (sl_setting_find ("penalty", NULL), &config, "l1", NULL);
  sl_setting_parse (sl_setting_find ("lambda", NULL), &config, "0.001", NULL);
  sl_session_apply (self->session, &config, NULL);
}

static void
popover_closed_cb (GtkPopover *popover, SlCompareBar *self)
{
  report (NULL, self);
  refresh (self);
}

static void
sl_compare_bar_dispose (GObject *object)
{
  SlCompareBar *self = SL_COMPARE_BAR (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->settings, g_ptr_array_unref);
  G_OBJECT_CLASS (sl_compare_bar_parent_class)->dispose (object);
}

static void
sl_compare_bar_class_init (SlCompareBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_compare_bar_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/compare-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SlCompareBar, line);
  gtk_widget_class_bind_template_child (widget_class, SlCompareBar, own);
  gtk_widget_class_bind_template_child (widget_class, SlCompareBar, choices);
  gtk_widget_class_bind_template_child (widget_class, SlCompareBar, values);
  gtk_widget_class_bind_template_child (widget_class, SlCompareBar, entry);
  gtk_widget_class_bind_template_child (widget_class, SlCompareBar, chooser);
  gtk_widget_class_bind_template_child (widget_class, SlCompareBar, chosen);
  gtk_widget_class_bind_template_child (widget_class, SlCompareBar, summary);
  gtk_widget_class_bind_template_child (widget_class, SlCompareBar, trouble);
  gtk_widget_class_bind_template_child (widget_class, SlCompareBar, off);
  gtk_widget_class_bind_template_callback (widget_class, turn_on_cb);
}

static char *
preset_text (guint i, gboolean *refused, gpointer data)
{
  return g_strdup (i < n_presets () ? _ (sl_comparisons ()->kinds[i]->summary)
                                    : _ ("One setting, with two to four values."));
}

static char *
setting_text (guint i, gboolean *refused, gpointer data)
{
  const GPtrArray *settings = data;

  return g_strdup (_ (((const SlSetting *) settings->pdata[i])->summary));
}

static void
make_comparison (SlCompareBar *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) items =
      sl_choice_items_new_with (preset_text, NULL, NULL);

  for (guint i = 0; i < n_presets (); i++)
    gtk_string_list_append (names, _ (sl_comparisons ()->kinds[i]->name));
  gtk_string_list_append (names, _ ("Your own"));
  self->comparison = sl_choice_new (names, _ ("Comparison"));
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (self->comparison), items);
  gtk_widget_set_tooltip_text (self->comparison,
                               _ ("In what the runs differ; all else is as in the "
                                  "sidebar, the seed too"));
  gtk_box_insert_child_after (self->line, self->comparison,
                              gtk_widget_get_first_child (GTK_WIDGET (self->line)));
  g_signal_connect (self->comparison, "notify::selected", G_CALLBACK (comparison_cb),
                    self);
}

static void
make_setting (SlCompareBar *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) items = NULL;
  size_t n;
  const SlSetting *settings = sl_settings (&n);

  self->settings = g_ptr_array_new ();
  for (size_t i = 0; i < n; i++) {
    if (!sl_comparison_fits (&settings[i]))
      continue;
    g_ptr_array_add (self->settings, (gpointer) &settings[i]);
    gtk_string_list_append (names, _ (settings[i].name));
  }
  items = sl_choice_items_new_with (setting_text, g_ptr_array_ref (self->settings),
                                    (GDestroyNotify) g_ptr_array_unref);
  self->setting = sl_choice_new (names, _ ("Setting compared"));
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (self->setting), items);
  gtk_widget_set_tooltip_text (self->setting, _ ("The setting in which the runs differ"));
  gtk_box_prepend (self->own, self->setting);
  g_signal_connect (self->setting, "notify::selected", G_CALLBACK (setting_cb), self);
}

static void
sl_compare_bar_init (SlCompareBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  make_comparison (self);
  make_setting (self);
  self->field = sl_typed_field_attach (self->entry, apply, report, self);
  g_signal_connect (gtk_menu_button_get_popover (self->chooser), "closed",
                    G_CALLBACK (popover_closed_cb), self);
}

void
sl_compare_bar_set_session (SlCompareBar *self, SlSession *session)
{
  g_return_if_fail (SL_IS_COMPARE_BAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "comparison-changed",
                           G_CALLBACK (comparison_changed_cb), self, 0);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
  refresh (self);
}
