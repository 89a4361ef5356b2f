/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/transport-bar.h"
#include "ui/widgets/readout-bar.h"
#include "ui/widgets/throttle.h"
#include <glib/gi18n-lib.h>
#include <math.h>

/* A label is read out when it changes: four times a second is the most, and once a second
 * for descriptions. */
#define VALUES_INTERVAL_MS       250
#define DESCRIPTIONS_INTERVAL_MS 1000

#define SLOWEST (-1.0) /* log₁₀: an epoch in ten seconds */
#define DIGITS  2

struct _SlTransportBar
{
  AdwBin parent_instance;

  /* Template */
  GtkButton *play;
  GtkInscription *epoch;
  GtkScale *speed_scale;
  GtkAdjustment *speed;
  GtkLabel *speed_value;
  SlReadoutBar *readouts;
  GtkLabel *driving; /* in place of the read-outs while several runs are driven */

  /* Owned */
  SlSession *session;

  SlThrottle values, descriptions;
  gulong speed_handler;
};

G_DEFINE_FINAL_TYPE (SlTransportBar, sl_transport_bar, ADW_TYPE_BIN)

double
sl_speed_from_position (double position)
{
  double top = log10 (SL_SPEED_MAX);

  /* The last stop is a little wide, so that it is easily hit. */
  if (position >= top - 0.05)
    return SL_SPEED_MAX;
  return sl_number_round (pow (10.0, position), DIGITS);
}

double
sl_speed_to_position (double speed)
{
  return CLAMP (log10 (speed), SLOWEST, log10 (SL_SPEED_MAX));
}

/* Returns what is driven: finished epochs of the run, or of those that are compared. */
static int
driven_epoch (SlTransportBar *self)
{
  const SlSnapshot *snapshot = sl_session_snapshot (self->session);
  const SlComparedSet *set = sl_session_compared (self->session);

  if (sl_session_comparing (self->session))
    return set != NULL ? sl_compared_set_epoch (set) : 0;
  return snapshot != NULL ? snapshot->epoch : 0;
}

static void
show_values (gpointer data)
{
  SlTransportBar *self = data;
  const SlSnapshot *snapshot = sl_session_snapshot (self->session);
  g_autofree char *epoch = NULL;

  if (snapshot == NULL)
    return;
  epoch = sl_number_count (driven_epoch (self));
  if (!sl_session_comparing (self->session))
    sl_readout_bar_show (self->readouts, snapshot);
  gtk_inscription_set_text (self->epoch, epoch);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->epoch),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Epoch"), -1);
}

static void
show_descriptions (gpointer data)
{
  SlTransportBar *self = data;
  const SlSnapshot *snapshot = sl_session_snapshot (self->session);

  if (snapshot != NULL)
    sl_readout_bar_describe (self->readouts, snapshot);
}

static void
show_speed (SlTransportBar *self)
{
  double speed = sl_session_speed (self->session);
  g_autofree char *number = sl_number_text (speed, 3);
  g_autofree char *text = NULL, *description = NULL;

  if (speed >= SL_SPEED_MAX) {
    text = g_strdup (_ ("full"));
    description = g_strdup (_ ("as fast as it goes"));
  } else {
    text = g_strdup_printf (_ ("%s/s"), number);
    description = g_strdup_printf (_ ("%s epochs per second"), number);
  }
  if (sl_speed_from_position (gtk_adjustment_get_value (self->speed)) != speed) {
    g_signal_handler_block (self->speed, self->speed_handler);
    gtk_adjustment_set_value (self->speed, sl_speed_to_position (speed));
    g_signal_handler_unblock (self->speed, self->speed_handler);
  }
  gtk_label_set_text (self->speed_value, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->speed_scale),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/* The numbers of compared runs are in their table. */
static void
show_driven (SlTransportBar *self)
{
  gboolean comparing = sl_session_comparing (self->session);

  if (comparing == gtk_widget_get_visible (GTK_WIDGET (self->driving)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->driving), comparing);
  gtk_widget_set_visible (GTK_WIDGET (self->readouts), !comparing);
  show_values (self);
}

static void
show_state (SlTransportBar *self)
{
  gboolean playing = sl_session_playing (self->session);
  GtkWidget *play = GTK_WIDGET (self->play);

  show_driven (self);
  gtk_button_set_icon_name (self->play, playing ? "media-playback-pause-symbolic"
                                                : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (play,
                               playing ? _ ("Pause: the weights stay as they are (Space)")
                                       : _ ("Train: step after step downhill (Space)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->play),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  playing ? _ ("Pause") : _ ("Train"), -1);
  show_speed (self);
}

static void
state_changed_cb (SlSession *session, SlTransportBar *self)
{
  show_state (self);
}

static void
snapshot_changed_cb (SlSession *session, SlTransportBar *self)
{
  gboolean still = sl_session_snapshot (session)->state != SL_RUN_PLAYING;

  sl_throttle_request (&self->values, still);
  sl_throttle_request (&self->descriptions, still);
}

static void
compared_changed_cb (SlSession *session, SlTransportBar *self)
{
  sl_throttle_request (&self->values, !sl_session_playing (session));
}

static void
speed_cb (GtkAdjustment *speed, SlTransportBar *self)
{
  sl_session_set_speed (self->session,
                        sl_speed_from_position (gtk_adjustment_get_value (speed)));
}

static void
reset_cb (GtkButton *button, SlTransportBar *self)
{
  sl_session_reset (self->session);
}

static void
play_cb (GtkButton *button, SlTransportBar *self)
{
  sl_session_set_playing (self->session, !sl_session_playing (self->session));
}

static void
step_batch_cb (GtkButton *button, SlTransportBar *self)
{
  sl_session_step_batch (self->session);
}

static void
step_epoch_cb (GtkButton *button, SlTransportBar *self)
{
  sl_session_step_epoch (self->session);
}

static void
sl_transport_bar_dispose (GObject *object)
{
  SlTransportBar *self = SL_TRANSPORT_BAR (object);

  sl_throttle_clear (&self->values);
  sl_throttle_clear (&self->descriptions);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sl_transport_bar_parent_class)->dispose (object);
}

static void
sl_transport_bar_class_init (SlTransportBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_transport_bar_dispose;
  g_type_ensure (SL_TYPE_READOUT_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/transport-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SlTransportBar, play);
  gtk_widget_class_bind_template_child (widget_class, SlTransportBar, epoch);
  gtk_widget_class_bind_template_child (widget_class, SlTransportBar, speed_scale);
  gtk_widget_class_bind_template_child (widget_class, SlTransportBar, speed);
  gtk_widget_class_bind_template_child (widget_class, SlTransportBar, speed_value);
  gtk_widget_class_bind_template_child (widget_class, SlTransportBar, readouts);
  gtk_widget_class_bind_template_child (widget_class, SlTransportBar, driving);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, play_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_batch_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_epoch_cb);
}

static void
sl_transport_bar_init (SlTransportBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_adjustment_configure (self->speed, SLOWEST, SLOWEST, log10 (SL_SPEED_MAX), 0.1, 0.5,
                            0.0);
  sl_throttle_init (&self->values, VALUES_INTERVAL_MS, show_values, self);
  sl_throttle_init (&self->descriptions, DESCRIPTIONS_INTERVAL_MS, show_descriptions,
                    self);
}

void
sl_transport_bar_set_session (SlTransportBar *self, SlSession *session)
{
  g_return_if_fail (SL_IS_TRANSPORT_BAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->speed_handler =
      g_signal_connect (self->speed, "value-changed", G_CALLBACK (speed_cb), self);
  g_signal_connect_object (session, "state-changed", G_CALLBACK (state_changed_cb), self,
                           0);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb),
                           self, 0);
  g_signal_connect_object (session, "compared-changed", G_CALLBACK (compared_changed_cb),
                           self, 0);
  gtk_label_set_text (
      self->driving,
      _ ("These keys drive all compared runs; their numbers are in the table."));
  show_state (self);
  show_values (self);
  show_descriptions (self);
}

GtkWidget *
sl_transport_bar_play_button (SlTransportBar *self)
{
  g_return_val_if_fail (SL_IS_TRANSPORT_BAR (self), NULL);
  return GTK_WIDGET (self->play);
}

void
sl_transport_bar_set_brief (SlTransportBar *self, gboolean brief)
{
  GtkWidget *speed;

  g_return_if_fail (SL_IS_TRANSPORT_BAR (self));

  speed = gtk_widget_get_parent (GTK_WIDGET (self->speed_scale));
  gtk_widget_set_visible (speed, !brief);
  sl_readout_bar_set_brief (self->readouts, brief);
}
