/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pages/weights.h"
#include "ui/widgets/layer-list.h"
#include "ui/widgets/life-panel.h"
#include <glib/gi18n-lib.h>
#include <math.h>

/* What the buttons above the layers show; the card's own menu has all the others. */
static const struct
{
  const char *figure, *name, *tip;
} pictures[] = {
    {"weights", N_ ("Matrix"),
     N_ ("Every weight of the layer as a cell; for pictures, each unit of the first "
         "layer "
         "as one")},
    {"network", N_ ("Network"), N_ ("The network as a graph: a link for each weight")},
    {"coefficients", N_ ("Bars"),
     N_ ("The weight of each input as a bar, for models without hidden layers")},
};

enum { N_PICTURES = G_N_ELEMENTS (pictures) };

struct _SlWeightsPage
{
  SlPage parent_instance;

  /* Template */
  GtkBox *stage, *side, *pictures;
  SlLayerList *layers;
  SlLifePanel *life;

  /* Borrowed */
  SlPlotCard *card;
  GtkToggleButton *buttons[N_PICTURES];

  SlWeightPlace picked;
};

G_DEFINE_FINAL_TYPE (SlWeightsPage, sl_weights_page, SL_TYPE_PAGE)

const SlPageType sl_page_weights = {
    .kind = {"weights", N_ ("Weights"),
             N_ ("Look at the weights one by one, follow one of them, and change it")},
    .get_type = sl_weights_page_get_type,
};

static const SlFigureType *
figure_of (int picture)
{
  return (const SlFigureType *) sl_kind_find (sl_figures (), pictures[picture].figure,
                                              NULL);
}

/* ---- which weight ---- */

/* @place as far as it is within the network of @snapshot. */
static SlWeightPlace
bring_within (const SlWeightPlace *place, const SlSnapshot *snapshot)
{
  SlWeightPlace within = *place;

  within.layer = CLAMP (within.layer, 0, snapshot->n_layers - 1);
  within.input = CLAMP (within.input, 0, snapshot->layers[within.layer].inputs - 1);
  within.output = CLAMP (within.output, 0, snapshot->layers[within.layer].outputs - 1);
  return within;
}

static SlSnapshot *
snapshot_of (SlWeightsPage *self)
{
  SlSession *session = sl_page_session (SL_PAGE (self));
  SlSnapshot *snapshot = session != NULL ? sl_session_snapshot (session) : NULL;

  return snapshot != NULL && snapshot->n_layers > 0 ? snapshot : NULL;
}

void
sl_weights_page_pick (SlWeightsPage *self, const SlWeightPlace *place)
{
  const SlSnapshot *snapshot;
  SlWeightPlace before;

  g_return_if_fail (SL_IS_WEIGHTS_PAGE (self));
  g_return_if_fail (place != NULL && place->set);

  snapshot = snapshot_of (self);
  if (snapshot == NULL)
    return;
  before = self->picked;
  self->picked = bring_within (place, snapshot);
  sl_plot_card_set_picked (self->card, &self->picked);
  sl_life_panel_set_place (self->life, &self->picked);
  sl_layer_list_select (self->layers, self->picked.layer);
  if (!sl_weight_place_equal (&before, &self->picked))
    sl_page_needs_changed (SL_PAGE (self));
}

const SlWeightPlace *
sl_weights_page_picked (SlWeightsPage *self)
{
  g_return_val_if_fail (SL_IS_WEIGHTS_PAGE (self), NULL);
  return &self->picked;
}

/* The largest weight of a layer is one worth looking at. */
static SlWeightPlace
strongest (const SlSnapshot *snapshot, int layer)
{
  const SlWeightsView *view = sl_snapshot_weights (snapshot, layer);
  SlWeightPlace place = {TRUE, layer, 0, 0};
  float largest = 0.0f;

  for (int i = 0; view != NULL && i < view->rows * view->cols; i++)
    if (fabsf (view->W[i]) > largest) {
      largest = fabsf (view->W[i]);
      place.input = i / view->cols;
      place.output = i % view->cols;
    }
  return place;
}

static void
move (SlWeightsPage *self, int inputs, int units)
{
  SlWeightPlace place = self->picked;

  place.input += inputs;
  place.output += units;
  if (place.set)
    sl_weights_page_pick (self, &place);
}

/* ---- callbacks ---- */

/* Another weight; the same once more is to be changed. */
static void
card_picked_cb (SlPlotCard *card, const SlWeightPlace *place, SlWeightsPage *self)
{
  if (sl_weight_place_equal (place, &self->picked))
    sl_life_panel_edit (self->life);
  else
    sl_weights_page_pick (self, place);
}

static void
panel_picked_cb (SlLifePanel *panel, SlWeightsPage *self)
{
  sl_weights_page_pick (self, sl_life_panel_place (panel));
}

static void
show_layer (SlWeightsPage *self, int layer)
{
  SlWeightPlace place = self->picked;

  place.layer = layer;
  if (place.set && layer >= 0 && layer != self->picked.layer)
    sl_weights_page_pick (self, &place);
}

static void
layer_chosen_cb (SlLayerList *list, int layer, SlWeightsPage *self)
{
  show_layer (self, layer);
}

/* The layer was chosen in the card's own menu. */
static void
view_changed_cb (SlPlotCard *card, SlWeightsPage *self)
{
  if (sl_plot_card_figure (card)->pick != NULL && sl_plot_card_figure (card)->has_layers)
    show_layer (self, sl_plot_card_view (card)->layer);
}

static void
mark_picture (SlWeightsPage *self)
{
  const SlFigureType *figure = sl_plot_card_figure (self->card);

  for (int i = 0; i < (int) N_PICTURES; i++)
    gtk_toggle_button_set_active (self->buttons[i], figure_of (i) == figure);
}

static void
figure_changed_cb (SlPlotCard *card, const SlFigureType *before, SlWeightsPage *self)
{
  mark_picture (self);
  if (self->picked.set)
    sl_plot_card_set_picked (card, &self->picked);
}

static void
picture_clicked_cb (GtkToggleButton *button, SlWeightsPage *self)
{
  for (int i = 0; i < (int) N_PICTURES; i++)
    if (self->buttons[i] == button)
      sl_plot_card_set_figure (self->card, figure_of (i));
  mark_picture (self); /* one that was pressed already stays so */
}

/* A matrix has an input in each column and a unit in each row. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType modifiers,
                SlWeightsPage *self)
{
  static const struct
  {
    guint key;
    int inputs, units;
  } moves[] = {{GDK_KEY_Left, -1, 0},
               {GDK_KEY_Right, 1, 0},
               {GDK_KEY_Up, 0, -1},
               {GDK_KEY_Down, 0, 1}};

  /* Its buttons and menus have arrow keys of their own. */
  if ((modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      !gtk_widget_is_focus (GTK_WIDGET (self->card)))
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (moves[i].key == key) {
      move (self, moves[i].inputs, moves[i].units);
      return GDK_EVENT_STOP;
    }
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) {
    sl_life_panel_edit (self->life);
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

/* ---- overrides ---- */

static void
sl_weights_page_ask (SlPage *page, SlNeeds *needs)
{
  needs->watch = SL_WEIGHTS_PAGE (page)->picked;
}

/* What does not fit this model cannot be chosen. */
static void
show_choices (SlWeightsPage *self, const SlSnapshot *snapshot)
{
  for (int i = 0; i < (int) N_PICTURES; i++) {
    g_autofree char *reason = sl_figure_misfit (figure_of (i), snapshot);

    gtk_widget_set_visible (GTK_WIDGET (self->buttons[i]), reason == NULL);
    if (reason != NULL && sl_plot_card_figure (self->card) == figure_of (i))
      sl_plot_card_set_figure (self->card, figure_of (0));
  }
}

static void
sl_weights_page_snapshot_changed (SlPage *page, SlSnapshot *snapshot)
{
  SlWeightsPage *self = SL_WEIGHTS_PAGE (page);
  SlWeightPlace place;

  sl_layer_list_set_snapshot (self->layers, snapshot);
  sl_life_panel_set_snapshot (self->life, snapshot);
  if (snapshot->n_layers == 0)
    return;
  show_choices (self, snapshot);
  if (self->picked.set)
    place = bring_within (&self->picked, snapshot);
  else if (sl_snapshot_weights (snapshot, 0) != NULL)
    place = strongest (snapshot, 0);
  else
    return;
  if (!sl_weight_place_equal (&place, &self->picked))
    sl_weights_page_pick (self, &place);
}

static void
sl_weights_page_session_set (SlPage *page)
{
  sl_life_panel_set_session (SL_WEIGHTS_PAGE (page)->life, sl_page_session (page));
}

static void
sl_weights_page_enlarged (SlPage *page, SlPlotCard *card)
{
  SlWeightsPage *self = SL_WEIGHTS_PAGE (page);

  gtk_widget_set_visible (GTK_WIDGET (self->side), card == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->life), card == NULL);
}

static void
sl_weights_page_class_init (SlWeightsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SlPageClass *page_class = SL_PAGE_CLASS (klass);

  page_class->ask = sl_weights_page_ask;
  page_class->session_set = sl_weights_page_session_set;
  page_class->snapshot_changed = sl_weights_page_snapshot_changed;
  page_class->enlarged = sl_weights_page_enlarged;
  g_type_ensure (SL_TYPE_LAYER_LIST);
  g_type_ensure (SL_TYPE_LIFE_PANEL);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/weights.ui");
  gtk_widget_class_bind_template_child (widget_class, SlWeightsPage, stage);
  gtk_widget_class_bind_template_child (widget_class, SlWeightsPage, side);
  gtk_widget_class_bind_template_child (widget_class, SlWeightsPage, pictures);
  gtk_widget_class_bind_template_child (widget_class, SlWeightsPage, layers);
  gtk_widget_class_bind_template_child (widget_class, SlWeightsPage, life);
}

static void
add_picture (SlWeightsPage *self, int picture)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (_ (pictures[picture].name));

  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, _ (pictures[picture].tip));
  g_signal_connect (button, "clicked", G_CALLBACK (picture_clicked_cb), self);
  gtk_box_append (self->pictures, button);
  self->buttons[picture] = GTK_TOGGLE_BUTTON (button);
}

static void
sl_weights_page_init (SlWeightsPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->card = sl_page_new_card (SL_PAGE (self), figure_of (0), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->card), TRUE);
  gtk_box_append (self->stage, GTK_WIDGET (self->card));
  for (int i = 0; i < (int) N_PICTURES; i++)
    add_picture (self, i);
  mark_picture (self);
  g_signal_connect (self->card, "picked", G_CALLBACK (card_picked_cb), self);
  g_signal_connect (self->card, "view-changed", G_CALLBACK (view_changed_cb), self);
  g_signal_connect (self->card, "figure-changed", G_CALLBACK (figure_changed_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->card), keys);
  g_signal_connect (self->layers, "layer-chosen", G_CALLBACK (layer_chosen_cb), self);
  g_signal_connect (self->life, "picked", G_CALLBACK (panel_picked_cb), self);
}
