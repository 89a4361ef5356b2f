/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/runs-bar.h"
#include "ui/figures/figure.h"
#include "ui/figures/phrase.h"
#include <glib/gi18n-lib.h>

struct _SlRunsBar
{
  AdwBin parent_instance;

  /* Borrowed */
  SlSession *session; /* outlives the window's widgets */
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (SlRunsBar, sl_runs_bar, ADW_TYPE_BIN)

static void
clicked_cb (GtkButton *button, SlRunsBar *self)
{
  int place = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "place"));

  sl_session_unpin (self->session, place);
}

/* "L1 λ = 0.001, epoch 150" */
static char *
run_text (const SlSnapshot *snapshot)
{
  const SlConfig *config = &snapshot->config;
  g_autofree char *lambda = sl_phrase_number (config->lambda, 3);

  if (!config->penalty->has_strength)
    return g_strdup_printf (_ ("no penalty, epoch %d"), snapshot->epoch);
  return g_strdup_printf (_ ("%s λ = %s, epoch %d"), _ (config->penalty->kind.name),
                          lambda, snapshot->epoch);
}

/* @place: of a pinned run; below 0 the ghost. */
static void
add_run (SlRunsBar *self, const SlSnapshot *snapshot, int place)
{
  GtkWidget *button = gtk_button_new (), *content = gtk_box_new (0, 6), *label, *cross;
  g_autofree char *letter = place < 0 ? g_strdup (_ ("Previous run"))
                                      : g_strdup_printf ("%c", (char) ('A' + place));
  g_autofree char *text = run_text (snapshot);
  g_autofree char *shown = g_strdup_printf ("%s: %s", letter, text);
  g_autofree char *caption = sl_figure_caption (snapshot);
  g_autofree char *name = place < 0 ? g_strdup (_ ("Clear the previous run"))
                                    : g_strdup_printf (_ ("Unpin run %s"), letter);
  g_autofree char *tip = g_strdup_printf ("%s\n%s", caption, name);

  label = gtk_label_new (shown);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 8);
  cross = gtk_image_new_from_icon_name ("window-close-symbolic");
  gtk_box_append (GTK_BOX (content), label);
  gtk_box_append (GTK_BOX (content), cross);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "sl-run");
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  g_object_set_data (G_OBJECT (button), "place", GINT_TO_POINTER (place));
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
earlier_changed_cb (SlSession *session, SlRunsBar *self)
{
  const SlEarlierRuns *runs = sl_session_earlier (session);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (runs->ghost != NULL)
    add_run (self, runs->ghost, -1);
  for (int i = 0; i < SL_MAX_PINNED; i++)
    if (runs->pinned[i] != NULL)
      add_run (self, runs->pinned[i], i);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (self->box) != NULL);
}

static void
sl_runs_bar_class_init (SlRunsBarClass *klass)
{
}

static void
sl_runs_bar_init (SlRunsBar *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_add_css_class (self->box, "sl-runs");
  adw_bin_set_child (ADW_BIN (self), self->box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
sl_runs_bar_set_session (SlRunsBar *self, SlSession *session)
{
  g_return_if_fail (SL_IS_RUNS_BAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = session;
  g_signal_connect_object (session, "earlier-changed", G_CALLBACK (earlier_changed_cb),
                           self, 0);
  earlier_changed_cb (session, self);
}
