/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/life-panel.h"
#include "ui/figures/phrase.h"
#include "ui/figures/weight-life.h"
#include "ui/widgets/plot-area.h"
#include "ui/widgets/throttle.h"
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define INTERVAL_MS 200

enum { DIGITS = 4 };

/* What is read out beside the formula. */
enum { VALUE, GRADIENT, PULL, THRESHOLD, RESULT, N_FACTS };

struct _SlLifePanel
{
  AdwBin parent_instance;

  /* Template */
  GtkLabel *name, *when, *verdict, *formula, *trouble;
  GtkSpinButton *layer, *input, *unit;
  GtkLabel *captions[N_FACTS], *values[N_FACTS];
  GtkEntry *number;
  GtkButton *set, *revive;
  GtkBox *history;

  /* Owned */
  SlSession *session;
  SlSnapshot *snapshot; /* nullable */
  SlPainter *painter;
  /* Borrowed */
  SlPlotArea *area;

  SlWeightPlace place;
  gboolean showing; /* the spin buttons are being set, not turned */
  SlThrottle throttle;
};

enum { PICKED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlLifePanel, sl_life_panel, ADW_TYPE_BIN)

/* GTK forgets the accessible name of a label whose text changes. */
static void
set_text (GtkLabel *label, const char *name, const char *text)
{
  if (strcmp (gtk_label_get_text (label), text) == 0)
    return;
  gtk_label_set_text (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
set_fact (SlLifePanel *self, int fact, const char *caption, const char *text)
{
  gtk_label_set_text (self->captions[fact], caption);
  set_text (self->values[fact], caption, text);
}

/* The life of the weight that is shown, unless the worker still follows another. */
static const SlWeightLife *
life_of (SlLifePanel *self)
{
  const SlWeightLife *life = self->snapshot != NULL ? self->snapshot->life : NULL;

  return life != NULL && sl_weight_place_equal (&life->place, &self->place) ? life : NULL;
}

/* Training that rests knows what comes next. */
static const SlWeightStep *
step_of (const SlWeightLife *life)
{
  return life->next.known ? &life->next : life->last.known ? &life->last : NULL;
}

static char *
threshold_text (const SlFormula *formula)
{
  for (int i = 0; i < formula->n_lines; i++)
    if (strcmp (formula->lines[i].symbol, "θ") == 0)
      return sl_phrase_number (formula->lines[i].value, DIGITS);
  return g_strdup ("–");
}

/* At zero the penalty holds a weight against any slope up to so much. */
static char *
pull_text (const SlWeightStep *step)
{
  double hold = sl_weight_step_hold (step);
  g_autofree char *limit = sl_phrase_number (hold, DIGITS);

  if (step->at == 0.0f && hold > 0.0)
    return g_strdup_printf (_ ("up to ±%s"), limit);
  return sl_phrase_number (sl_weight_step_pull (step), DIGITS);
}

static void
show_value (SlLifePanel *self, const SlWeightLife *life)
{
  g_autofree char *value = sl_life_value_text ((double) life->value);
  g_autofree char *text =
      life->unreached ? g_strdup_printf (_ ("%s, unreached"), value) : g_strdup (value);

  set_fact (self, VALUE, _ ("Value"), text);
  gtk_widget_set_sensitive (GTK_WIDGET (self->revive), life->value == 0.0f);
}

static void
show_step (SlLifePanel *self, const SlWeightLife *life, const SlWeightStep *step)
{
  gboolean next = step == &life->next;
  g_autofree char *moment = sl_life_when (step);
  g_autofree char *when =
      g_strdup_printf (next ? _ ("Next step · %s") : _ ("Last step · %s"), moment);
  SlFormula formula;
  g_autofree char *result =
      sl_life_value_text (next ? (double) step->after : (double) step->w);

  sl_weight_step_tell (step, &formula);
  g_autofree char *lines = sl_life_formula_text (&formula);
  set_text (self->when, _ ("Step"), when);
  set_text (self->verdict, _ ("What it does"), _ (formula.verdict));
  set_text (self->formula, _ ("Formula of the step"), lines);
  set_fact (self, RESULT, next ? _ ("Next value w⁺") : _ ("Value before"), result);
  if (step->refused) {
    for (int i = GRADIENT; i <= THRESHOLD; i++)
      set_fact (self, i, gtk_label_get_text (self->captions[i]), "–");
    return;
  }
  g_autofree char *gradient = sl_phrase_number ((double) step->g, DIGITS);
  g_autofree char *pull = pull_text (step), *threshold = threshold_text (&formula);
  set_fact (self, GRADIENT, _ ("Gradient g"), gradient);
  set_fact (self, PULL, _ ("Pull of the penalty"), pull);
  set_fact (self, THRESHOLD, _ ("Threshold θ"), threshold);
}

static void
show_nothing (SlLifePanel *self)
{
  set_text (self->when, _ ("Step"), _ ("The next step appears here."));
  set_text (self->verdict, _ ("What it does"), "");
  set_text (self->formula, _ ("Formula of the step"), "");
  set_fact (self, GRADIENT, _ ("Gradient g"), "–");
  set_fact (self, PULL, _ ("Pull of the penalty"), "–");
  set_fact (self, THRESHOLD, _ ("Threshold θ"), "–");
  set_fact (self, RESULT, _ ("Next value w⁺"), "–");
}

static void
show_name (SlLifePanel *self)
{
  g_autofree char *name = NULL;
  gboolean there = self->snapshot != NULL && self->place.set &&
                   self->place.layer < self->snapshot->n_layers;

  name = there ? sl_life_name (self->snapshot, &self->place)
               : g_strdup (_ ("no weight picked"));
  set_text (self->name, _ ("Weight"), name);
}

static void
show_words (gpointer data)
{
  SlLifePanel *self = data;
  const SlWeightLife *life = life_of (self);
  const SlWeightStep *step = life != NULL ? step_of (life) : NULL;
  g_autofree char *description = NULL;

  show_name (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->number), life != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->set), life != NULL);
  if (life != NULL)
    show_value (self, life);
  else {
    set_fact (self, VALUE, _ ("Value"), "–");
    gtk_widget_set_sensitive (GTK_WIDGET (self->revive), FALSE);
  }
  if (step != NULL)
    show_step (self, life, step);
  else
    show_nothing (self);
  description =
      sl_weight_life_figure ()->describe (self->snapshot, &(SlFigureView){.layer = -1});
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->history),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/* ---- which weight ---- */

static void
set_spin (GtkSpinButton *spin, int n, int value)
{
  gtk_spin_button_set_range (spin, 1, MAX (n, 1));
  gtk_spin_button_set_value (spin, value + 1);
}

static void
show_place (SlLifePanel *self)
{
  const SlSnapshot *snapshot = self->snapshot;
  const SlWeightPlace *place = &self->place;
  gboolean there = snapshot != NULL && place->set && place->layer < snapshot->n_layers;

  gtk_widget_set_sensitive (GTK_WIDGET (self->layer), there);
  gtk_widget_set_sensitive (GTK_WIDGET (self->input), there);
  gtk_widget_set_sensitive (GTK_WIDGET (self->unit), there);
  if (!there)
    return;
  self->showing = TRUE;
  set_spin (self->layer, snapshot->n_layers, place->layer);
  set_spin (self->input, snapshot->layers[place->layer].inputs, place->input);
  set_spin (self->unit, snapshot->layers[place->layer].outputs, place->output);
  self->showing = FALSE;
}

static void
spin_changed_cb (GtkSpinButton *spin, SlLifePanel *self)
{
  if (self->showing || !self->place.set)
    return;
  self->place.layer = gtk_spin_button_get_value_as_int (self->layer) - 1;
  self->place.input = gtk_spin_button_get_value_as_int (self->input) - 1;
  self->place.output = gtk_spin_button_get_value_as_int (self->unit) - 1;
  g_signal_emit (self, signals[PICKED], 0);
}

/* ---- changes by hand ---- */

static void
say_trouble (SlLifePanel *self, const char *message)
{
  gtk_label_set_text (self->trouble, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->number), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->number), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_STATE_INVALID,
      message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
edit (SlLifePanel *self, SlEditKind kind, double value)
{
  SlEdit change = {.kind = kind,
                   .layer = self->place.layer,
                   .input = self->place.input,
                   .output = self->place.output,
                   .value = value};
  g_autoptr (GError) error = NULL;

  if (sl_session_edit (self->session, &change, &error)) {
    say_trouble (self, NULL);
    if (kind == SL_EDIT_SET)
      gtk_editable_set_text (GTK_EDITABLE (self->number), "");
  } else
    say_trouble (self, error->message);
}

static void
set_cb (GtkWidget *widget, SlLifePanel *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->number));
  g_autofree char *message = NULL;
  double value;

  if (!self->place.set)
    return;
  if (sl_number_parse (text, &value)) {
    edit (self, SL_EDIT_SET, value);
    return;
  }
  message = *text == '\0' ? g_strdup (_ ("Type a number first"))
                          : g_strdup_printf (_ ("'%s' is not a number"), text);
  say_trouble (self, message);
}

static void
typed_cb (GtkEditable *editable, SlLifePanel *self)
{
  say_trouble (self, NULL);
}

static void
revive_cb (GtkButton *button, SlLifePanel *self)
{
  if (self->place.set)
    edit (self, SL_EDIT_REVIVE, 0.0);
}

static void
sl_life_panel_dispose (GObject *object)
{
  SlLifePanel *self = SL_LIFE_PANEL (object);

  sl_throttle_clear (&self->throttle);
  g_clear_pointer (&self->snapshot, sl_snapshot_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sl_life_panel_parent_class)->dispose (object);
}

static void
sl_life_panel_finalize (GObject *object)
{
  sl_painter_free (SL_LIFE_PANEL (object)->painter);
  G_OBJECT_CLASS (sl_life_panel_parent_class)->finalize (object);
}

static void
bind_facts (GtkWidgetClass *widget_class)
{
  static const char *const names[N_FACTS] = {"value", "gradient", "pull", "threshold",
                                             "result"};

  for (int i = 0; i < N_FACTS; i++) {
    g_autofree char *caption = g_strconcat (names[i], "_caption", NULL);

    gtk_widget_class_bind_template_child_full (widget_class, names[i], FALSE,
                                               G_STRUCT_OFFSET (SlLifePanel, values) +
                                                   i * sizeof (GtkLabel *));
    gtk_widget_class_bind_template_child_full (widget_class, caption, FALSE,
                                               G_STRUCT_OFFSET (SlLifePanel, captions) +
                                                   i * sizeof (GtkLabel *));
  }
}

static void
sl_life_panel_class_init (SlLifePanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_life_panel_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_life_panel_finalize;
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/life-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SlLifePanel, name);
  gtk_widget_class_bind_template_child (widget_class, SlLifePanel, when);
  gtk_widget_class_bind_template_child (widget_class, SlLifePanel, verdict);
  gtk_widget_class_bind_template_child (widget_class, SlLifePanel, formula);
  gtk_widget_class_bind_template_child (widget_class, SlLifePanel, trouble);
  gtk_widget_class_bind_template_child (widget_class, SlLifePanel, layer);
  gtk_widget_class_bind_template_child (widget_class, SlLifePanel, input);
  gtk_widget_class_bind_template_child (widget_class, SlLifePanel, unit);
  gtk_widget_class_bind_template_child (widget_class, SlLifePanel, number);
  gtk_widget_class_bind_template_child (widget_class, SlLifePanel, set);
  gtk_widget_class_bind_template_child (widget_class, SlLifePanel, revive);
  gtk_widget_class_bind_template_child (widget_class, SlLifePanel, history);
  bind_facts (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, spin_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, set_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, revive_cb);
}

static void
sl_life_panel_init (SlLifePanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->painter = sl_painter_new ();
  self->area = SL_PLOT_AREA (sl_plot_area_new (sl_weight_life_figure (), self->painter));
  gtk_box_append (self->history, GTK_WIDGET (self->area));
  sl_throttle_init (&self->throttle, INTERVAL_MS, show_words, self);
  show_nothing (self);
  show_place (self);
}

void
sl_life_panel_set_session (SlLifePanel *self, SlSession *session)
{
  g_return_if_fail (SL_IS_LIFE_PANEL (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
}

void
sl_life_panel_set_snapshot (SlLifePanel *self, SlSnapshot *snapshot)
{
  gboolean other_run;

  g_return_if_fail (SL_IS_LIFE_PANEL (self));
  g_return_if_fail (snapshot != NULL);

  other_run = self->snapshot == NULL || self->snapshot->run != snapshot->run ||
              self->snapshot->n_layers != snapshot->n_layers;
  g_clear_pointer (&self->snapshot, sl_snapshot_unref);
  self->snapshot = sl_snapshot_ref (snapshot);
  sl_plot_area_set_snapshot (self->area, snapshot);
  if (other_run)
    show_place (self);
  sl_throttle_request (&self->throttle, snapshot->state != SL_RUN_PLAYING);
}

void
sl_life_panel_set_place (SlLifePanel *self, const SlWeightPlace *place)
{
  g_return_if_fail (SL_IS_LIFE_PANEL (self));
  g_return_if_fail (place != NULL);

  if (!sl_weight_place_equal (&self->place, place))
    say_trouble (self, NULL);
  self->place = *place;
  show_place (self);
  sl_throttle_request (&self->throttle, TRUE);
}

const SlWeightPlace *
sl_life_panel_place (SlLifePanel *self)
{
  g_return_val_if_fail (SL_IS_LIFE_PANEL (self), NULL);
  return &self->place;
}

void
sl_life_panel_edit (SlLifePanel *self)
{
  const SlWeightLife *life;

  g_return_if_fail (SL_IS_LIFE_PANEL (self));

  life = life_of (self);
  if (life != NULL && life->value == 0.0f)
    edit (self, SL_EDIT_REVIVE, 0.0);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->number));
}
