/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/penalty-section.h"
#include "ui/widgets/explain.h"
#include "ui/widgets/help.h"
#include "ui/widgets/lambda-slider.h"
#include "ui/widgets/throttle.h"
#include "ui/widgets/translation-view.h"
#include <glib/gi18n-lib.h>
#include <math.h>

/* A label is read out when it changes: four times a second is the most. */
#define NUMBERS_INTERVAL_MS 250

struct _SlPenaltySection
{
  AdwBin parent_instance;

  /* Template */
  GtkMenuButton *more;
  GtkBox *buttons;
  SlLambdaSlider *lambda;
  GtkBox *share_box;
  GtkScale *share_scale;
  GtkAdjustment *share;
  GtkLabel *share_value;
  GtkLabel *formula;
  GtkInscription *numbers;
  GtkBox *distance_to_optimum;
  GtkInscription *distance;
  GtkLabel *no_distance;
  SlTranslationView *translation;

  /* Owned */
  SlSession *session;
  /* Borrowed */
  const SlSetting *penalty_setting, *share_setting;

  SlThrottle throttle;
  gulong share_handler;
};

G_DEFINE_FINAL_TYPE (SlPenaltySection, sl_penalty_section, ADW_TYPE_BIN)

/* Without hidden layers one looks for the distance: if there is none, here is why. */
static void
show_no_distance (SlPenaltySection *self, const char *reason)
{
  g_autofree char *text =
      reason != NULL ? g_strdup_printf (_ ("No distance to the optimum: %s"), reason)
                     : g_strdup ("");

  gtk_widget_set_visible (GTK_WIDGET (self->no_distance), reason != NULL);
  if (g_strcmp0 (gtk_label_get_text (self->no_distance), text) != 0)
    gtk_label_set_text (self->no_distance, text);
}

/* Only where there is an optimum; "–" while it is being found. */
static void
show_distance (SlPenaltySection *self)
{
  const SlSnapshot *snapshot = sl_session_snapshot (self->session);
  const SlDistanceReport *report = snapshot != NULL ? snapshot->optimum : NULL;
  gboolean is_convex =
      snapshot != NULL && snapshot->problem != NULL && snapshot->config.hidden.n == 0;
  const char *reason = is_convex ? sl_config_no_optimum (&snapshot->config) : NULL;
  gboolean exists;
  g_autofree char *text = NULL;

  if (is_convex && reason == NULL && report != NULL)
    reason = report->reason;
  exists = is_convex && reason == NULL;
  text = exists ? sl_explain_distance (report) : g_strdup ("");
  show_no_distance (self, reason);

  gtk_widget_set_visible (GTK_WIDGET (self->distance_to_optimum), exists);
  if (g_strcmp0 (gtk_inscription_get_text (self->distance), text) == 0)
    return;
  gtk_inscription_set_text (self->distance, text);
  /* GTK takes a new text for a new name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->distance),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Distance to optimum"), -1);
}

static void
show_numbers (gpointer data)
{
  SlPenaltySection *self = data;
  g_autofree char *text =
      sl_explain_objective_numbers (sl_session_snapshot (self->session));

  gtk_inscription_set_text (self->numbers, text);
  show_distance (self);
}

static void
show_share (SlPenaltySection *self)
{
  const SlConfig *config = sl_session_config (self->session);
  g_autofree char *text = sl_number_text (config->l1_share, 3);
  g_autofree char *description = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->share_box), config->penalty->has_share);
  g_signal_handler_block (self->share, self->share_handler);
  gtk_adjustment_set_value (self->share, config->l1_share);
  g_signal_handler_unblock (self->share, self->share_handler);
  gtk_label_set_text (self->share_value, text);
  description = g_strdup_printf (_ ("ρ = %s: 0 is all L2, 1 is all L1"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->share_scale),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
show_penalty (SlPenaltySection *self)
{
  const SlConfig *config = sl_session_config (self->session);
  g_autofree char *formula = sl_explain_objective (config);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->buttons));

  /* None of them is pressed under a penalty of the menu. */
  for (; button != NULL; button = gtk_widget_get_next_sibling (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  g_object_get_data (G_OBJECT (button), "sl-penalty") ==
                                      config->penalty);
  gtk_label_set_text (self->formula, formula);
  show_share (self);
}

static void
penalty_toggled_cb (GtkToggleButton *button, SlPenaltySection *self)
{
  const SlPenaltyType *penalty = g_object_get_data (G_OBJECT (button), "sl-penalty");

  if (!gtk_toggle_button_get_active (button) || self->session == NULL)
    return;
  if (!sl_session_set (self->session, self->penalty_setting, penalty->kind.id, NULL))
    show_penalty (self);
}

static void
share_cb (GtkAdjustment *share, SlPenaltySection *self)
{
  g_autofree char *text =
      sl_number_text (round (gtk_adjustment_get_value (share) * 100.0) / 100.0, 3);

  if (!sl_session_set (self->session, self->share_setting, text, NULL))
    show_share (self);
}

static void
config_changed_cb (SlSession *session, const char *id, SlPenaltySection *self)
{
  if (g_str_equal (id, "penalty") || g_str_equal (id, "layer-lambda") ||
      g_str_equal (id, "penalize-bias"))
    show_penalty (self);
  else if (g_str_equal (id, "l1-share"))
    show_share (self);
}

static void
snapshot_changed_cb (SlSession *session, SlPenaltySection *self)
{
  gboolean still = sl_session_snapshot (session)->state != SL_RUN_PLAYING;

  sl_throttle_request (&self->throttle, still);
}

static char *
explain_share (GtkWidget *box)
{
  SlPenaltySection *self =
      SL_PENALTY_SECTION (gtk_widget_get_ancestor (box, SL_TYPE_PENALTY_SECTION));

  return sl_explain_setting (self->share_setting, self->session);
}

static gboolean
share_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  SlPenaltySection *self)
{
  g_autofree char *text = explain_share (widget);

  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
sl_penalty_section_dispose (GObject *object)
{
  SlPenaltySection *self = SL_PENALTY_SECTION (object);

  sl_throttle_clear (&self->throttle);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sl_penalty_section_parent_class)->dispose (object);
}

static void
sl_penalty_section_class_init (SlPenaltySectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_penalty_section_dispose;
  g_type_ensure (SL_TYPE_LAMBDA_SLIDER);
  g_type_ensure (SL_TYPE_TRANSLATION_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/penalty-section.ui");
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection, more);
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection, buttons);
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection, lambda);
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection, share_box);
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection, share_scale);
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection, share);
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection, share_value);
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection, formula);
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection, numbers);
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection,
                                        distance_to_optimum);
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection, distance);
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection, no_distance);
  gtk_widget_class_bind_template_child (widget_class, SlPenaltySection, translation);
  gtk_widget_class_bind_template_callback (widget_class, share_tooltip_cb);
}

static void
add_button (SlPenaltySection *self, const SlKind *kind)
{
  const SlPenaltyType *penalty = (const SlPenaltyType *) kind;
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->buttons));
  GtkWidget *button = gtk_toggle_button_new_with_label (_ (kind->name));
  g_autofree char *tooltip =
      g_strdup_printf ("%s\n%s", _ (kind->summary),
                       penalty->has_strength ? _ (penalty->formula) : "λ = 0");

  g_object_set_data (G_OBJECT (button), "sl-penalty", (gpointer) penalty);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), (GtkToggleButton *) first);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, tooltip);
  /* GTK says so only once the button has been toggled. */
  gtk_accessible_update_state (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
                               GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  g_signal_connect (button, "toggled", G_CALLBACK (penalty_toggled_cb), self);
  gtk_box_append (self->buttons, button);
}

/* A radio item of the menu: the window's action @setting with the value @kind. */
static void
add_menu_item (GMenu *section, const char *setting, const SlKind *kind)
{
  g_autofree char *action = g_strdup_printf ("win.%s::%s", setting, kind->id);

  g_menu_append (section, _ (kind->name), action);
}

/* Penalties on groups are for later lessons: they are in a menu, beside what a group is.
 */
static void
fill_menu (SlPenaltySection *self)
{
  const SlKindTable *penalties = sl_penalties (), *groupings = sl_groupings ();
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) choice = g_menu_new ();
  g_autoptr (GMenu) groups = g_menu_new ();

  for (size_t i = 0; i < penalties->n; i++)
    if (((const SlPenaltyType *) penalties->kinds[i])->group != NULL)
      add_menu_item (choice, "penalty", penalties->kinds[i]);
  for (size_t i = 0; i < groupings->n; i++)
    add_menu_item (groups, "groups", groupings->kinds[i]);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (choice));
  g_menu_append_section (menu, _ ("A group is all weights of"), G_MENU_MODEL (groups));
  gtk_menu_button_set_menu_model (self->more, G_MENU_MODEL (menu));
}

static void
sl_penalty_section_init (SlPenaltySection *self)
{
  const SlKindTable *penalties = sl_penalties ();

  gtk_widget_init_template (GTK_WIDGET (self));
  sl_help_set (GTK_WIDGET (self->share_box), explain_share);
  sl_throttle_init (&self->throttle, NUMBERS_INTERVAL_MS, show_numbers, self);
  for (size_t i = 0; i < penalties->n; i++)
    if (((const SlPenaltyType *) penalties->kinds[i])->group == NULL)
      add_button (self, penalties->kinds[i]);
  fill_menu (self);
}

void
sl_penalty_section_set_session (SlPenaltySection *self, SlSession *session)
{
  g_return_if_fail (SL_IS_PENALTY_SECTION (self));
  g_return_if_fail (self->session == NULL);

  self->penalty_setting = sl_setting_find ("penalty", NULL);
  self->share_setting = sl_setting_find ("l1-share", NULL);
  self->share_handler =
      g_signal_connect (self->share, "value-changed", G_CALLBACK (share_cb), self);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb),
                           self, 0);
  sl_lambda_slider_set_session (self->lambda, session);
  sl_translation_view_set_session (self->translation, session);
  show_penalty (self);
}
