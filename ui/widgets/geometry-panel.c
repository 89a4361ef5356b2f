/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/geometry-panel.h"
#include <glib/gi18n-lib.h>
#include <math.h>

struct _SlGeometryPanel
{
  AdwBin parent_instance;

  /* Template */
  GtkToggleButton *built_in, *model;
  GtkStack *stack;
  GtkSpinButton *first_spin, *second_spin, *angle_spin, *elongation_spin;
  GtkScale *radius_scale;
  GtkDropDown *across, *up;
  GtkLabel *sentence;

  SlProblem *problem_data; /* Owned, nullable: whose weights stand in the drop-downs */
  SlBuiltIn problem;
  int pair[2];       /* chosen; two equal ones leave it to the solver */
  gboolean possible; /* the model has weights that can be shown */
  int updating;      /* the program sets values, not the hand */
};

enum { CHANGED, RADIUS_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlGeometryPanel, sl_geometry_panel, ADW_TYPE_BIN)

static void
changed (SlGeometryPanel *self)
{
  gtk_stack_set_visible_child_name (
      self->stack, sl_geometry_panel_shows_model (self) ? "model" : "built-in");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
mode_cb (GtkToggleButton *button, SlGeometryPanel *self)
{
  if (self->updating == 0)
    changed (self);
}

static void
problem_cb (SlGeometryPanel *self)
{
  if (self->updating > 0)
    return;
  self->problem = (SlBuiltIn){
      .least = {gtk_spin_button_get_value (self->first_spin),
                gtk_spin_button_get_value (self->second_spin)},
      .ellipse = {gtk_spin_button_get_value (self->angle_spin) * G_PI / 180.0,
                  gtk_spin_button_get_value (self->elongation_spin)},
  };
  sl_built_in_clamp (&self->problem);
  changed (self);
}

static void
radius_cb (SlGeometryPanel *self)
{
  if (self->updating == 0)
    g_signal_emit (self, signals[RADIUS_CHANGED], 0,
                   gtk_range_get_value (GTK_RANGE (self->radius_scale)));
}

static void
select_pair (SlGeometryPanel *self)
{
  self->updating++;
  gtk_drop_down_set_selected (self->across, (guint) self->pair[0]);
  gtk_drop_down_set_selected (self->up, (guint) self->pair[1]);
  self->updating--;
}

/* A weight that is chosen twice takes the place of the other. */
static void
pair_cb (GtkDropDown *drop_down, GParamSpec *pspec, SlGeometryPanel *self)
{
  int which = drop_down == self->up;
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (self->updating > 0 || selected == GTK_INVALID_LIST_POSITION)
    return;
  if (self->pair[1 - which] == (int) selected)
    self->pair[1 - which] = self->pair[which];
  self->pair[which] = (int) selected;
  select_pair (self);
  changed (self);
}

/* Names of a learner's own columns may be long: they are cut, the page is not widened. */
static void
setup_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_list_item_set_child (item, label);
}

static void
bind_name_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  GtkStringObject *name = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_list_item_get_child (item);

  gtk_label_set_text (GTK_LABEL (label), gtk_string_object_get_string (name));
  gtk_widget_set_tooltip_text (label, gtk_string_object_get_string (name));
}

static void
set_up_names (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_name_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name_cb), NULL);
  gtk_drop_down_set_factory (drop_down, factory);
}

static void
sl_geometry_panel_dispose (GObject *object)
{
  g_clear_pointer (&SL_GEOMETRY_PANEL (object)->problem_data, sl_problem_unref);
  G_OBJECT_CLASS (sl_geometry_panel_parent_class)->dispose (object);
}

static void
sl_geometry_panel_class_init (SlGeometryPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_geometry_panel_dispose;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[RADIUS_CHANGED] =
      g_signal_new ("radius-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/geometry-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPanel, built_in);
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPanel, model);
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPanel, first_spin);
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPanel, second_spin);
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPanel, angle_spin);
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPanel, elongation_spin);
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPanel, radius_scale);
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPanel, across);
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPanel, up);
  gtk_widget_class_bind_template_child (widget_class, SlGeometryPanel, sentence);
  gtk_widget_class_bind_template_callback (widget_class, mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_cb);
  gtk_widget_class_bind_template_callback (widget_class, radius_cb);
  gtk_widget_class_bind_template_callback (widget_class, pair_cb);
}

static void
sl_geometry_panel_init (SlGeometryPanel *self)
{
  const SlBuiltIn problem = sl_built_in_default ();

  self->updating++;
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_names (self->across);
  set_up_names (self->up);
  self->updating--;
  sl_geometry_panel_set_problem (self, &problem);
}

const SlBuiltIn *
sl_geometry_panel_problem (SlGeometryPanel *self)
{
  g_return_val_if_fail (SL_IS_GEOMETRY_PANEL (self), NULL);
  return &self->problem;
}

void
sl_geometry_panel_set_problem (SlGeometryPanel *self, const SlBuiltIn *problem)
{
  g_return_if_fail (SL_IS_GEOMETRY_PANEL (self));

  self->problem = *problem;
  sl_built_in_clamp (&self->problem);
  self->updating++;
  gtk_spin_button_set_value (self->first_spin, self->problem.least[0]);
  gtk_spin_button_set_value (self->second_spin, self->problem.least[1]);
  gtk_spin_button_set_value (self->angle_spin,
                             round (self->problem.ellipse.angle * 180.0 / G_PI));
  gtk_spin_button_set_value (self->elongation_spin, self->problem.ellipse.elongation);
  self->updating--;
  changed (self);
}

gboolean
sl_geometry_panel_shows_model (SlGeometryPanel *self)
{
  g_return_val_if_fail (SL_IS_GEOMETRY_PANEL (self), FALSE);
  return self->possible && gtk_toggle_button_get_active (self->model);
}

gboolean
sl_geometry_panel_wants_model (SlGeometryPanel *self)
{
  g_return_val_if_fail (SL_IS_GEOMETRY_PANEL (self), FALSE);
  return gtk_toggle_button_get_active (self->model);
}

void
sl_geometry_panel_set_model (SlGeometryPanel *self, gboolean model)
{
  g_return_if_fail (SL_IS_GEOMETRY_PANEL (self));
  gtk_toggle_button_set_active (model ? self->model : self->built_in, TRUE);
}

const int *
sl_geometry_panel_pair (SlGeometryPanel *self)
{
  g_return_val_if_fail (SL_IS_GEOMETRY_PANEL (self), NULL);
  return self->pair;
}

void
sl_geometry_panel_set_config (SlGeometryPanel *self, const SlConfig *config)
{
  const char *reason = sl_config_no_optimum (config);
  gboolean before = sl_geometry_panel_shows_model (self);

  g_return_if_fail (SL_IS_GEOMETRY_PANEL (self));

  self->possible = reason == NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self->model), self->possible);
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->model),
      reason != NULL ? reason
                     : _ ("The loss of this very model over any two of its weights"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->model),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  reason != NULL ? reason : "", -1);
  if (sl_geometry_panel_shows_model (self) != before)
    changed (self);
}

/* Returns (transfer full) the weights of a model without hidden layers, by their places
 * in W. */
static GtkStringList *
list_weights (const SlSnapshot *snapshot)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  const SlDataset *set = snapshot->problem->dataset;
  int outputs = snapshot->layers[0].outputs;

  for (int i = 0; i < set->d; i++)
    for (int k = 0; k < outputs; k++)
      gtk_string_list_take (list, sl_weight_name (set, outputs, i * outputs + k));
  return list;
}

void
sl_geometry_panel_set_snapshot (SlGeometryPanel *self, const SlSnapshot *snapshot)
{
  g_return_if_fail (SL_IS_GEOMETRY_PANEL (self));

  if (snapshot->problem == NULL || snapshot->n_layers != 1)
    return;
  if (snapshot->problem != self->problem_data) {
    g_autoptr (GtkStringList) weights = list_weights (snapshot);
    g_clear_pointer (&self->problem_data, sl_problem_unref);
    self->problem_data = sl_problem_ref (snapshot->problem);
    self->pair[0] = self->pair[1] = 0;
    self->updating++;
    gtk_drop_down_set_model (self->across, G_LIST_MODEL (weights));
    gtk_drop_down_set_model (self->up, G_LIST_MODEL (weights));
    self->updating--;
    changed (self);
  }
  /* The solver's own choice, until the hand makes another. */
  if (snapshot->geometry != NULL && self->pair[0] == self->pair[1]) {
    self->pair[0] = snapshot->geometry->pair[0];
    self->pair[1] = snapshot->geometry->pair[1];
    select_pair (self);
    changed (self);
  }
}

void
sl_geometry_panel_set_shown (SlGeometryPanel *self,
                             const SlGeometry *geometry,
                             double most,
                             const char *sentence)
{
  gboolean has_ball = !geometry->ball.shapeless && most > 0.0;

  g_return_if_fail (SL_IS_GEOMETRY_PANEL (self));

  self->updating++;
  gtk_widget_set_sensitive (GTK_WIDGET (self->radius_scale), has_ball);
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->radius_scale),
      has_ball
          ? _ ("How large the ball is; a smaller one needs a larger λ, which follows")
          : _ ("Without a penalty there is no ball"));
  if (has_ball && sl_geometry_is_built_in (geometry)) {
    /* The last bit towards 0 would need a λ without bounds. */
    gtk_range_set_range (GTK_RANGE (self->radius_scale), 0.01 * most, most);
    gtk_range_set_value (GTK_RANGE (self->radius_scale), geometry->radius);
  }
  self->updating--;
  if (g_strcmp0 (gtk_label_get_text (self->sentence), sentence) == 0)
    return;
  gtk_label_set_text (self->sentence, sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sentence),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the geometry says"), -1);
}
