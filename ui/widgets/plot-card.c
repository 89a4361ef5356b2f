/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/plot-card.h"
#include "ui/dialogs/copy-command-line.h"
#include "ui/dialogs/numbers-window.h"
#include "ui/dialogs/save-slide.h"
#include "ui/widgets/explain.h"
#include "ui/widgets/help.h"
#include "ui/widgets/plot-area.h"
#include "ui/widgets/plot-card-menu.h"
#include "ui/widgets/throttle.h"
#include <glib/gi18n-lib.h>
#include <string.h>

#define SUBTITLE_INTERVAL_MS    250
#define DESCRIPTION_INTERVAL_MS 1000

struct _SlPlotCard
{
  GtkWidget parent_instance;

  /* Template */
  GtkBox *box;
  GtkBox *header;
  GtkMenuButton *chooser;
  GtkLabel *title, *subtitle;
  GtkButton *enlarge, *save;
  GtkMenuButton *menu;

  /* Owned */
  SlSnapshot *snapshot; /* nullable */
  GSimpleActionGroup *actions;
  /* Borrowed */
  const SlFigureType *figure;
  const SlKindTable *choices; /* what it can show */
  SlPlotArea *area;

  SlFigureView view;
  SlThrottle words, description;
};

enum { VIEW_CHANGED, FIGURE_CHANGED, ENLARGE, PICKED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlPlotCard, sl_plot_card, GTK_TYPE_WIDGET)

static void
show_subtitle (gpointer data)
{
  SlPlotCard *self = data;
  g_autofree char *text = NULL;

  if (self->snapshot != NULL)
    text = self->figure->subtitle (self->snapshot, &self->view);
  if (g_strcmp0 (text != NULL ? text : "", gtk_label_get_text (self->subtitle)) != 0)
    gtk_label_set_text (self->subtitle, text != NULL ? text : "");
}

static void
show_description (gpointer data)
{
  SlPlotCard *self = data;
  g_autofree char *text = NULL;

  if (self->snapshot == NULL)
    return;
  text = self->figure->describe (self->snapshot, &self->view);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
show_words (SlPlotCard *self, gboolean at_once)
{
  sl_throttle_request (&self->words, at_once);
  sl_throttle_request (&self->description, at_once);
}

static void
view_changed (SlPlotCard *self)
{
  sl_plot_area_set_view (self->area, &self->view);
  show_words (self, TRUE);
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

/* Four cards have the same buttons: each is named by what it acts on. */
static void
name_button (GtkWidget *button, const char *format, const char *title)
{
  g_autofree char *name = g_strdup_printf (format, title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

/* The title, and all that is named by it. The same figure may have another for other
 * data. */
static void
show_title (SlPlotCard *self)
{
  const char *title = sl_figure_title (self->figure, self->snapshot);

  if (strcmp (gtk_label_get_text (self->title), title) == 0)
    return;
  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
  name_button (GTK_WIDGET (self->chooser), _ ("%s: choose another figure"), title);
  name_button (GTK_WIDGET (self->enlarge), _ ("Enlarge %s"), title);
  name_button (GTK_WIDGET (self->save), _ ("Save %s"), title);
  name_button (GTK_WIDGET (self->menu), _ ("%s menu"), title);
}

static void
set_state (SlPlotCard *self, const char *name, GVariant *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static void
show_choices (SlPlotCard *self)
{
  set_state (self, "figure", g_variant_new_string (self->figure->kind.id));
  set_state (self, "layer", g_variant_new_int32 (self->view.layer));
  set_state (self, "log-scale", g_variant_new_boolean (self->view.log_scale));
}

/* Another network may have fewer layers. */
static void
clamp_layer (SlPlotCard *self)
{
  int n = self->snapshot->n_layers;

  if (n == 0 || self->view.layer < n)
    return;
  self->view.layer = n - 1;
  set_state (self, "layer", g_variant_new_int32 (self->view.layer));
  view_changed (self);
}

static void
log_scale_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SlPlotCard *self = data;

  self->view.log_scale = g_variant_get_boolean (state);
  g_simple_action_set_state (action, state);
  view_changed (self);
}

static void
layer_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  SlPlotCard *self = data;

  self->view.layer = g_variant_get_int32 (state);
  g_simple_action_set_state (action, state);
  view_changed (self);
}

static void
figure_cb (GSimpleAction *action, GVariant *state, gpointer data)
{
  const SlKind *kind = sl_kind_find (((SlPlotCard *) data)->choices,
                                     g_variant_get_string (state, NULL), NULL);

  if (kind != NULL)
    sl_plot_card_set_figure (data, (const SlFigureType *) kind);
}

static void
save_cb (GSimpleAction *action, GVariant *ending, gpointer data)
{
  SlPlotCard *self = data;

  g_autoptr (SlSlide) slide = sl_slide_new ();
  SlExport spec = sl_export_default ();

  if (sl_plot_card_add_to (self, slide))
    sl_save_slide_dialog (GTK_WIDGET (self), g_steal_pointer (&slide), &spec,
                          g_variant_get_string (ending, NULL));
}

static void
enlarge_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_signal_emit (data, signals[ENLARGE], 0);
}

static void
copy_command_line_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SlPlotCard *self = data;

  sl_copy_command_line (GTK_WIDGET (self), self->snapshot, "");
}

static void
show_numbers_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SlPlotCard *self = data;

  sl_numbers_window_present (GTK_WIDGET (self), self->figure, self->snapshot,
                             &self->view);
}

static void
chooser_popup_cb (GtkMenuButton *button, gpointer data)
{
  SlPlotCard *self = data;
  g_autoptr (GMenu) menu = sl_plot_card_chooser (self->choices, self->snapshot);

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
popup_cb (GtkMenuButton *button, gpointer data)
{
  SlPlotCard *self = data;
  g_autoptr (GMenu) menu = sl_plot_card_menu (self->figure, self->snapshot);

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
pick_weight (SlPlotCard *self, double x, double y)
{
  SlWeightPlace place;

  gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (self->area), x, y, &x,
                                    &y);
  place = sl_plot_area_pick (self->area, x, y);
  if (place.set)
    g_signal_emit (self, signals[PICKED], 0, &place);
}

static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, SlPlotCard *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2)
    g_signal_emit (self, signals[ENLARGE], 0);
  else if (n_press == 1)
    pick_weight (self, x, y);
}

static void
focused_cb (GtkEventControllerFocus *controller, SlPlotCard *self)
{
  show_words (self, TRUE);
}

static char *
explain (GtkWidget *widget)
{
  SlPlotCard *self = SL_PLOT_CARD (widget);

  return sl_explain_figure (self->figure, self->snapshot, &self->view);
}

static void
sl_plot_card_dispose (GObject *object)
{
  SlPlotCard *self = SL_PLOT_CARD (object);

  sl_throttle_clear (&self->words);
  sl_throttle_clear (&self->description);
  g_clear_pointer (&self->snapshot, sl_snapshot_unref);
  sl_figure_view_clear (&self->view);
  g_clear_object (&self->actions);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_PLOT_CARD);
  G_OBJECT_CLASS (sl_plot_card_parent_class)->dispose (object);
}

static void
sl_plot_card_class_init (SlPlotCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_plot_card_dispose;
  signals[VIEW_CHANGED] = g_signal_new ("view-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
  signals[FIGURE_CHANGED] =
      g_signal_new ("figure-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ENLARGE] = g_signal_new ("enlarge", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[PICKED] = g_signal_new ("picked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/plot-card.ui");
  gtk_widget_class_bind_template_child (widget_class, SlPlotCard, box);
  gtk_widget_class_bind_template_child (widget_class, SlPlotCard, header);
  gtk_widget_class_bind_template_child (widget_class, SlPlotCard, chooser);
  gtk_widget_class_bind_template_child (widget_class, SlPlotCard, title);
  gtk_widget_class_bind_template_child (widget_class, SlPlotCard, subtitle);
  gtk_widget_class_bind_template_child (widget_class, SlPlotCard, enlarge);
  gtk_widget_class_bind_template_child (widget_class, SlPlotCard, save);
  gtk_widget_class_bind_template_child (widget_class, SlPlotCard, menu);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focused_cb);
}

static void
sl_plot_card_init (SlPlotCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sl_help_set (GTK_WIDGET (self), explain);
  sl_help_tip (GTK_WIDGET (self->header), GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu, popup_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (self->chooser, chooser_popup_cb, self, NULL);
  sl_throttle_init (&self->words, SUBTITLE_INTERVAL_MS, show_subtitle, self);
  sl_throttle_init (&self->description, DESCRIPTION_INTERVAL_MS, show_description, self);
}

static void
add_actions (SlPlotCard *self)
{
  static const GActionEntry entries[] = {
      {"log-scale", NULL, NULL, "false", log_scale_cb},
      {"layer", NULL, "i", "-1", layer_cb},
      {"figure", NULL, "s", "''", figure_cb},
      {"save", save_cb, "s", NULL, NULL},
      {"enlarge", enlarge_cb, NULL, NULL, NULL},
      {"show-numbers", show_numbers_cb, NULL, NULL, NULL},
      {"copy-command-line", copy_command_line_cb, NULL, NULL, NULL},
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries,
                                   G_N_ELEMENTS (entries), self);
  show_choices (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "card",
                                  G_ACTION_GROUP (self->actions));
}

static void
show_figure (SlPlotCard *self)
{
  const char *summary = _ (self->figure->kind.summary);

  show_title (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
}

GtkWidget *
sl_plot_card_new (const SlFigureType *figure, SlPainter *painter)
{
  SlPlotCard *self = g_object_new (SL_TYPE_PLOT_CARD, NULL);

  self->figure = figure;
  self->choices = sl_figures ();
  self->view = sl_figure_view_default (figure);
  self->area = SL_PLOT_AREA (sl_plot_area_new (figure, painter));
  gtk_box_append (self->box, GTK_WIDGET (self->area));
  add_actions (self);
  show_figure (self);
  return GTK_WIDGET (self);
}

void
sl_plot_card_set_figure (SlPlotCard *self, const SlFigureType *figure)
{
  const SlFigureType *before;

  g_return_if_fail (SL_IS_PLOT_CARD (self));
  g_return_if_fail (figure != NULL);

  before = self->figure;
  if (figure == before)
    return;
  self->figure = figure;
  sl_figure_view_turn (&self->view, figure);
  sl_plot_area_set_figure (self->area, figure);
  show_choices (self);
  show_figure (self);
  show_words (self, TRUE);
  g_signal_emit (self, signals[FIGURE_CHANGED], 0, before);
}

void
sl_plot_card_set_choices (SlPlotCard *self, const SlKindTable *figures)
{
  g_return_if_fail (SL_IS_PLOT_CARD (self));
  g_return_if_fail (figures != NULL);

  self->choices = figures;
}

const SlFigureType *
sl_plot_card_figure (SlPlotCard *self)
{
  g_return_val_if_fail (SL_IS_PLOT_CARD (self), NULL);
  return self->figure;
}

const SlFigureView *
sl_plot_card_view (SlPlotCard *self)
{
  g_return_val_if_fail (SL_IS_PLOT_CARD (self), NULL);
  return &self->view;
}

SlSnapshot *
sl_plot_card_snapshot (SlPlotCard *self)
{
  g_return_val_if_fail (SL_IS_PLOT_CARD (self), NULL);
  return self->snapshot;
}

gboolean
sl_plot_card_add_to (SlPlotCard *self, SlSlide *slide)
{
  g_return_val_if_fail (SL_IS_PLOT_CARD (self), FALSE);

  if (self->snapshot == NULL || slide->n == SL_SLIDE_PANELS)
    return FALSE;
  sl_slide_add (slide, self->figure, self->snapshot, &self->view);
  return TRUE;
}

void
sl_plot_card_set_snapshot (SlPlotCard *self, SlSnapshot *snapshot)
{
  g_return_if_fail (SL_IS_PLOT_CARD (self));
  g_return_if_fail (snapshot != NULL);

  g_clear_pointer (&self->snapshot, sl_snapshot_unref);
  self->snapshot = sl_snapshot_ref (snapshot);
  show_title (self);
  clamp_layer (self);
  sl_plot_area_set_snapshot (self->area, snapshot);
  show_words (self, snapshot->state != SL_RUN_PLAYING);
}

void
sl_plot_card_set_view (SlPlotCard *self, const SlFigureView *view)
{
  SlFigureView before;

  g_return_if_fail (SL_IS_PLOT_CARD (self));

  before = self->view;
  sl_figure_view_copy (&self->view, view);
  sl_figure_view_clear (&before);
  sl_plot_area_set_view (self->area, &self->view);
  show_words (self, TRUE);
}

GtkWidget *
sl_plot_card_area (SlPlotCard *self)
{
  g_return_val_if_fail (SL_IS_PLOT_CARD (self), NULL);
  return GTK_WIDGET (self->area);
}

void
sl_plot_card_set_enlarged (SlPlotCard *self, gboolean enlarged)
{
  g_return_if_fail (SL_IS_PLOT_CARD (self));

  gtk_button_set_icon_name (self->enlarge, enlarged ? "view-restore-symbolic"
                                                    : "view-fullscreen-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->enlarge),
                               enlarged ? _ ("Back to all figures (Escape)")
                                        : _ ("Enlarge (double click)"));
}

void
sl_plot_card_set_picked (SlPlotCard *self, const SlWeightPlace *place)
{
  gboolean other_layer;

  g_return_if_fail (SL_IS_PLOT_CARD (self));
  g_return_if_fail (place != NULL);

  if (sl_weight_place_equal (place, &self->view.picked))
    return;
  self->view.picked = *place;
  other_layer = self->figure->pick != NULL && self->figure->has_layers &&
                place->layer != self->view.layer;
  if (!other_layer) {
    sl_plot_area_set_view (self->area, &self->view);
    return;
  }
  self->view.layer = place->layer;
  set_state (self, "layer", g_variant_new_int32 (place->layer));
  view_changed (self);
}
