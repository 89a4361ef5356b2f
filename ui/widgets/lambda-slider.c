/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/lambda-slider.h"
#include "ui/widgets/explain.h"
#include "ui/widgets/help.h"
#include "ui/widgets/typed-field.h"
#include <glib/gi18n-lib.h>
#include <math.h>

#define SMALLEST       1e-6
#define SMALLEST_PLACE (-6.0)
#define DIGITS         3
#define SNAP           0.03
#define KEYBOARD_STEP  0.1
#define KEYBOARD_PAGE  0.5

struct _SlLambdaSlider
{
  AdwBin parent_instance;

  /* Template */
  GtkScale *scale;
  GtkAdjustment *position;
  GtkEntry *entry;
  GtkLabel *message;

  /* Owned */
  SlSession *session;
  /* Borrowed */
  const SlSetting *setting;
  SlTypedField *field;

  gulong position_handler;
};

G_DEFINE_FINAL_TYPE (SlLambdaSlider, sl_lambda_slider, ADW_TYPE_BIN)

/* Where the slider has a word. */
static const struct
{
  double position;
  const char *label;
} marks[] = {
    {SL_LAMBDA_POSITION_OFF, N_ ("off")}, {-5.0, "10⁻⁵"}, {-3.0, "10⁻³"}, {-1.0, "0.1"},
    {SL_LAMBDA_POSITION_MAX, "10"},
};

double
sl_lambda_from_position (double position)
{
  if (position < (SL_LAMBDA_POSITION_OFF + SMALLEST_PLACE) / 2.0)
    return 0.0;
  return sl_number_round (pow (10.0, MAX (position, SMALLEST_PLACE)), DIGITS);
}

double
sl_lambda_to_position (double lambda)
{
  if (!(lambda > 0.0))
    return SL_LAMBDA_POSITION_OFF;
  return CLAMP (log10 (lambda), SMALLEST_PLACE, SL_LAMBDA_POSITION_MAX);
}

double
sl_lambda_step (double lambda, int direction)
{
  static const double leads[] = {1.0, 2.0, 5.0};
  double before = 0.0, largest = pow (10.0, SL_LAMBDA_POSITION_MAX);

  for (int decade = (int) SMALLEST_PLACE; decade <= (int) SL_LAMBDA_POSITION_MAX;
       decade++)
    for (gsize i = 0; i < G_N_ELEMENTS (leads); i++) {
      double rung = sl_number_round (leads[i] * pow (10.0, decade), DIGITS);

      if (rung > largest)
        break;
      /* A hair of slack: 0.1 that was typed and 0.1 that was computed are one rung. */
      if (direction > 0 && rung > lambda * (1.0 + 1e-9))
        return rung;
      if (direction < 0 && rung >= lambda * (1.0 - 1e-9))
        return before;
      before = rung;
    }
  return direction > 0 ? MAX (lambda, largest) : before;
}

static void
report (const char *message, gpointer data)
{
  SlLambdaSlider *self = data;

  gtk_label_set_text (self->message,
                      message != NULL ? sl_explain_error (self->setting, message) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), message != NULL);
}

/* Rounded to what can be shown, so that what is shown is what is used. */
static gboolean
apply_text (const char *text, gpointer data, GError **error)
{
  SlLambdaSlider *self = data;
  g_autofree char *rounded = NULL;
  double lambda;

  if (sl_number_parse (text, &lambda))
    rounded = sl_number_text (lambda, SL_NUMBER_SHOWN_DIGITS);
  return sl_session_set (self->session, self->setting, rounded != NULL ? rounded : text,
                         error);
}

static void
show_lambda (SlLambdaSlider *self)
{
  const SlConfig *config = sl_session_config (self->session);
  g_autofree char *text = sl_explain_value (self->setting, config);
  g_autofree char *description = NULL;
  gboolean sensitive = config->penalty->has_strength;

  /* While the hand is on it, the slider stays where the hand is. */
  if (sl_lambda_from_position (gtk_adjustment_get_value (self->position)) !=
      config->lambda) {
    g_signal_handler_block (self->position, self->position_handler);
    gtk_adjustment_set_value (self->position, sl_lambda_to_position (config->lambda));
    g_signal_handler_unblock (self->position, self->position_handler);
  }
  sl_typed_field_show (self->field, text);
  if (config->lambda > 0.0)
    description = g_strdup_printf (_ ("λ = %s"), text);
  else
    description = g_strdup (_ ("off, λ = 0"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->scale), sensitive);
  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), sensitive);
}

/* Whether the pointer holds the slider. */
static gboolean
is_held (SlLambdaSlider *self)
{
  GtkStateFlags flags = gtk_widget_get_state_flags (GTK_WIDGET (self->scale));

  return (flags & GTK_STATE_FLAG_ACTIVE) != 0;
}

static void
position_cb (GtkAdjustment *position, SlLambdaSlider *self)
{
  double place = gtk_adjustment_get_value (position), decade = round (place);
  /* With the pointer, a pixel beside a power of ten is meant to be on it. */
  gboolean snaps = is_held (self) && fabs (place - decade) < SNAP;
  double lambda = sl_lambda_from_position (snaps ? decade : place);
  g_autofree char *text = sl_number_exact (lambda);
  g_autoptr (GError) error = NULL;

  if (!sl_session_set (self->session, self->setting, text, &error))
    report (error->message, self);
}

static void
config_changed_cb (SlSession *session, const char *id, SlLambdaSlider *self)
{
  if (g_str_equal (id, "lambda") || g_str_equal (id, "penalty"))
    show_lambda (self);
}

static char *
explain (GtkWidget *widget)
{
  SlLambdaSlider *self = SL_LAMBDA_SLIDER (widget);

  return sl_explain_setting (self->setting, self->session);
}

static gboolean
query_tooltip_cb (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  SlLambdaSlider *self)
{
  g_autofree char *text = explain (widget);

  /* Not over what the hand is at, nor over what the field has to say. */
  if (gtk_widget_get_visible (GTK_WIDGET (self->message)) || is_held (self))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
sl_lambda_slider_dispose (GObject *object)
{
  SlLambdaSlider *self = SL_LAMBDA_SLIDER (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (sl_lambda_slider_parent_class)->dispose (object);
}

static void
sl_lambda_slider_class_init (SlLambdaSliderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_lambda_slider_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/lambda-slider.ui");
  gtk_widget_class_bind_template_child (widget_class, SlLambdaSlider, scale);
  gtk_widget_class_bind_template_child (widget_class, SlLambdaSlider, position);
  gtk_widget_class_bind_template_child (widget_class, SlLambdaSlider, entry);
  gtk_widget_class_bind_template_child (widget_class, SlLambdaSlider, message);
}

static void
sl_lambda_slider_init (SlLambdaSlider *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_adjustment_configure (self->position, SL_LAMBDA_POSITION_OFF,
                            SL_LAMBDA_POSITION_OFF, SL_LAMBDA_POSITION_MAX, KEYBOARD_STEP,
                            KEYBOARD_PAGE, 0.0);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    gtk_scale_add_mark (self->scale, marks[i].position, GTK_POS_BOTTOM,
                        _ (marks[i].label));
}

void
sl_lambda_slider_set_session (SlLambdaSlider *self, SlSession *session)
{
  g_return_if_fail (SL_IS_LAMBDA_SLIDER (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->setting = sl_setting_find ("lambda", NULL);
  self->field = sl_typed_field_attach (self->entry, apply_text, report, self);
  self->position_handler =
      g_signal_connect (self->position, "value-changed", G_CALLBACK (position_cb), self);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
  sl_help_set (GTK_WIDGET (self), explain);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), self);
  show_lambda (self);
}
