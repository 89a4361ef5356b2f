/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/translation-view.h"
#include <glib/gi18n-lib.h>

struct _SlTranslationView
{
  AdwBin parent_instance;

  /* Template */
  GtkBox *libraries;
  GtkLabel *code;
  GtkButton *copy;

  /* Owned */
  SlSession *session;
  SlProblem *problem; /* nullable: what the context was taken from */

  SlTranslationCase context;
  SlLibrary library;
};

G_DEFINE_FINAL_TYPE (SlTranslationView, sl_translation_view, ADW_TYPE_BIN)

static void
refresh (SlTranslationView *self)
{
  const SlConfig *config = sl_session_config (self->session);
  g_autofree char *text = NULL;

  if (self->problem == NULL)
    return;
  text = sl_translation_text (self->library, config, &self->context);
  gtk_label_set_text (self->code, text != NULL ? text : _ ("no counterpart"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->copy), text != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->code),
                               _ (sl_translation_note (config, self->problem->dataset)));
}

static void
config_changed_cb (SlSession *session, const char *id, SlTranslationView *self)
{
  refresh (self);
}

static void
snapshot_changed_cb (SlSession *session, SlTranslationView *self)
{
  SlProblem *problem = sl_session_snapshot (session)->problem;

  if (problem == NULL || problem == self->problem)
    return;
  g_clear_pointer (&self->problem, sl_problem_unref);
  self->problem = sl_problem_ref (problem);
  self->context = sl_translation_case (problem);
  refresh (self);
}

static void
library_toggled_cb (GtkToggleButton *button, SlTranslationView *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->library = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "sl-library"));
  if (self->session != NULL)
    refresh (self);
}

static void
copy_cb (GtkButton *button, SlTranslationView *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (self->code));
}

static void
sl_translation_view_dispose (GObject *object)
{
  SlTranslationView *self = SL_TRANSLATION_VIEW (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->problem, sl_problem_unref);
  G_OBJECT_CLASS (sl_translation_view_parent_class)->dispose (object);
}

static void
sl_translation_view_class_init (SlTranslationViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_translation_view_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/translation-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SlTranslationView, libraries);
  gtk_widget_class_bind_template_child (widget_class, SlTranslationView, code);
  gtk_widget_class_bind_template_child (widget_class, SlTranslationView, copy);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
sl_translation_view_init (SlTranslationView *self)
{
  GtkWidget *first = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < SL_N_LIBRARIES; i++) {
    GtkWidget *button = gtk_toggle_button_new_with_label (sl_library_name (i));
    g_autofree char *tooltip =
        g_strdup_printf (_ ("The same penalty in the words of %s"), sl_library_name (i));

    gtk_widget_set_tooltip_text (button, tooltip);
    g_object_set_data (G_OBJECT (button), "sl-library", GINT_TO_POINTER (i));
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), (GtkToggleButton *) first);
    gtk_widget_set_focus_on_click (button, FALSE);
    gtk_widget_set_hexpand (button, TRUE);
    gtk_widget_add_css_class (button, "flat");
    g_signal_connect (button, "toggled", G_CALLBACK (library_toggled_cb), self);
    gtk_box_append (self->libraries, button);
    if (first == NULL)
      first = button;
  }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (first), TRUE);
}

void
sl_translation_view_set_session (SlTranslationView *self, SlSession *session)
{
  g_return_if_fail (SL_IS_TRANSLATION_VIEW (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb),
                           self, 0);
  if (sl_session_snapshot (session) != NULL)
    snapshot_changed_cb (session, self);
}
