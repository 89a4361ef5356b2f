/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/first-steps.h"
#include <glib/gi18n-lib.h>

/* One step on screen. */
typedef struct
{
  GtkWidget *place;
  GtkStack *sign; /* its number, or a tick */
} Step;

struct _SlFirstSteps
{
  AdwBin parent_instance;

  /* Template */
  GtkBox *steps;

  Step step[SL_N_FIRST_STEPS]; /* Borrowed */
  SlSession *session;          /* Owned */
};

G_DEFINE_FINAL_TYPE (SlFirstSteps, sl_first_steps, ADW_TYPE_BIN)

/* In the order of SlFirstStep. */
static const struct
{
  const char *title, *text;
} words[] = {
    {N_ ("Train"), N_ ("Press Space: the network learns.")},
    {N_ ("Drag λ"), N_ ("Up from off, and weights become exactly 0.")},
    {N_ ("Look closer"), N_ ("Six pages show the same run. F1 explains.")},
};

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkStack *
new_sign (int number)
{
  g_autofree char *digit = g_strdup_printf ("%d", number);
  GtkStack *sign = GTK_STACK (gtk_stack_new ());

  gtk_stack_add_named (sign, gtk_label_new (digit), "to-do");
  gtk_stack_add_named (sign, gtk_image_new_from_icon_name ("object-select-symbolic"),
                       "done");
  gtk_widget_set_valign (GTK_WIDGET (sign), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (sign), "sl-step");
  return sign;
}

static Step
new_step (int i)
{
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Step step = {g_object_new (GTK_TYPE_BOX, "spacing", 10, "accessible-role",
                             GTK_ACCESSIBLE_ROLE_GROUP, NULL),
               new_sign (i + 1)};

  gtk_box_append (GTK_BOX (text), new_label (_ (words[i].title), "heading"));
  gtk_box_append (GTK_BOX (text), new_label (_ (words[i].text), "sl-subtitle"));
  gtk_box_append (GTK_BOX (step.place), GTK_WIDGET (step.sign));
  gtk_box_append (GTK_BOX (step.place), text);
  return step;
}

static gboolean
is_done (const Step *step)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (step->sign), "done") == 0;
}

static void
show_done (SlFirstSteps *self, int i, gboolean done)
{
  g_autofree char *name = g_strdup_printf (
      done ? _ ("Step %d, done: %s") : _ ("Step %d: %s"), i + 1, _ (words[i].title));

  gtk_stack_set_visible_child_name (self->step[i].sign, done ? "done" : "to-do");
  if (done)
    gtk_widget_add_css_class (GTK_WIDGET (self->step[i].sign), "sl-done");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->step[i].sign), "sl-done");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->step[i].place), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (words[i].text), -1);
}

static void
state_changed_cb (SlSession *session, SlFirstSteps *self)
{
  if (sl_session_playing (session))
    sl_first_steps_tick (self, SL_FIRST_STEP_TRAIN);
}

static void
config_changed_cb (SlSession *session, const char *id, SlFirstSteps *self)
{
  if (g_str_equal (id, "lambda") && sl_session_config (session)->lambda > 0)
    sl_first_steps_tick (self, SL_FIRST_STEP_LAMBDA);
}

static void
sl_first_steps_dispose (GObject *object)
{
  g_clear_object (&SL_FIRST_STEPS (object)->session);
  G_OBJECT_CLASS (sl_first_steps_parent_class)->dispose (object);
}

static void
sl_first_steps_class_init (SlFirstStepsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_first_steps_dispose;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/first-steps.ui");
  gtk_widget_class_bind_template_child (widget_class, SlFirstSteps, steps);
}

static void
sl_first_steps_init (SlFirstSteps *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < SL_N_FIRST_STEPS; i++) {
    self->step[i] = new_step (i);
    gtk_box_append (self->steps, self->step[i].place);
    show_done (self, i, FALSE);
  }
}

void
sl_first_steps_set_session (SlFirstSteps *self, SlSession *session)
{
  g_return_if_fail (SL_IS_FIRST_STEPS (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "state-changed", G_CALLBACK (state_changed_cb), self,
                           0);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
}

void
sl_first_steps_tick (SlFirstSteps *self, SlFirstStep step)
{
  g_return_if_fail (SL_IS_FIRST_STEPS (self));
  g_return_if_fail (step < SL_N_FIRST_STEPS);

  if (!is_done (&self->step[step]))
    show_done (self, (int) step, TRUE);
}

void
sl_first_steps_begin (SlFirstSteps *self)
{
  g_return_if_fail (SL_IS_FIRST_STEPS (self));

  for (int i = 0; i < SL_N_FIRST_STEPS; i++)
    show_done (self, i, FALSE);
}
