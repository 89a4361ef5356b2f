/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/typed-field.h"

struct SlTypedField
{
  GtkEntry *entry; /* Borrowed: owns us */
  SlTypedFieldApply apply;
  SlTypedFieldReport report;
  gpointer data;

  char *shown; /* Owned: the value in force, as text */
  guint timeout;
  gulong changed_handler;
  gboolean applying;
  gboolean is_patient;
  gboolean failed;
};

static void
set_error (SlTypedField *self, const char *message)
{
  gboolean failed = message != NULL;

  if (!failed && !self->failed)
    return;
  self->failed = failed;
  if (failed)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
      failed ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  self->report (message, self->data);
}

static void
set_text (SlTypedField *self, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->entry)), text) == 0)
    return;
  g_signal_handler_block (self->entry, self->changed_handler);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  g_signal_handler_unblock (self->entry, self->changed_handler);
}

/* @finished: the hand has left, so the text may be put into its usual form. */
static void
apply (SlTypedField *self, gboolean finished)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr (GError) error = NULL;
  gboolean good;

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (g_strcmp0 (text, self->shown) == 0) {
    set_error (self, NULL);
    return;
  }
  self->applying = TRUE;
  good = self->apply (text, self->data, &error);
  self->applying = FALSE;
  set_error (self, good ? NULL : error->message);
  if (good && finished && self->shown != NULL)
    set_text (self, self->shown);
}

static gboolean
delay_over_cb (gpointer data)
{
  SlTypedField *self = data;

  self->timeout = 0;
  apply (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (GtkEditable *editable, SlTypedField *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (!self->is_patient)
    self->timeout = g_timeout_add (SL_TYPED_FIELD_DELAY_MS, delay_over_cb, self);
}

static void
activate_cb (GtkEntry *entry, SlTypedField *self)
{
  apply (self, TRUE);
}

/* Escape takes back what was typed. Without anything to take back it is for others. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType modifiers,
        SlTypedField *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (key != GDK_KEY_Escape || g_strcmp0 (text, self->shown) == 0)
    return FALSE;
  g_clear_handle_id (&self->timeout, g_source_remove);
  set_text (self, self->shown);
  set_error (self, NULL);
  return TRUE;
}

static void
leave_cb (GtkEventControllerFocus *controller, SlTypedField *self)
{
  apply (self, TRUE);
}

static void
typed_field_free (gpointer data)
{
  SlTypedField *self = data;

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_free (self->shown);
  g_free (self);
}

SlTypedField *
sl_typed_field_attach (GtkEntry *entry,
                       SlTypedFieldApply apply_func,
                       SlTypedFieldReport report,
                       gpointer data)
{
  SlTypedField *self = g_new0 (SlTypedField, 1);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->entry = entry;
  self->apply = apply_func;
  self->report = report;
  self->data = data;
  self->changed_handler =
      g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (entry), focus);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  g_object_set_data_full (G_OBJECT (entry), "sl-typed-field", self, typed_field_free);
  return self;
}

void
sl_typed_field_wait (SlTypedField *self)
{
  self->is_patient = TRUE;
}

void
sl_typed_field_show (SlTypedField *self, const char *text)
{
  g_free (self->shown);
  self->shown = g_strdup (text);
  if (self->applying)
    return;
  g_clear_handle_id (&self->timeout, g_source_remove);
  set_text (self, text);
  set_error (self, NULL);
}
