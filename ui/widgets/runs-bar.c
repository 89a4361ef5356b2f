/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/runs-bar.h"
#include "ui/figures/difference.h"
#include "ui/figures/figure.h"
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

/* The present run is among those on screen. */
static char *
name_among_shown (SlSession *session, const SlConfig *config)
{
  const SlEarlierRuns *runs = sl_session_earlier (session);
  const SlConfig *others[SL_MAX_PINNED + 2];
  int n = 0;

  others[n++] = sl_session_config (session);
  if (runs->ghost != NULL)
    others[n++] = &runs->ghost->config;
  for (int i = 0; i < SL_MAX_PINNED; i++)
    if (runs->pinned[i] != NULL)
      others[n++] = &runs->pinned[i]->config;
  return sl_difference_name (config, others, n);
}

/* "L1 λ = 0.001, batch size 32, epoch 150" */
static char *
run_text (SlSession *session, const SlSnapshot *snapshot)
{
  g_autofree char *name = name_among_shown (session, &snapshot->config);

  return g_strdup_printf (_ ("%s, epoch %d"), name, snapshot->epoch);
}

/* @place: of a pinned run; below 0 the ghost. */
static const SlSnapshot *
run_at (SlSession *session, int place)
{
  const SlEarlierRuns *runs = sl_session_earlier (session);

  return place < 0 ? runs->ghost : runs->pinned[place];
}

static char *
letter_of (int place)
{
  return place < 0 ? g_strdup (_ ("Previous run"))
                   : g_strdup_printf ("%c", (char) ('A' + place));
}

/* Moving λ leaves all of it as it is. A run that is gone is told of next. */
static void
write_text (SlRunsBar *self, GtkWidget *button)
{
  int place = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "place"));
  const SlSnapshot *run = run_at (self->session, place);
  GtkLabel *label = g_object_get_data (G_OBJECT (button), "label");
  g_autofree char *letter = letter_of (place);
  g_autofree char *text = run != NULL ? run_text (self->session, run) : NULL;
  g_autofree char *shown = g_strdup_printf ("%s: %s", letter, text);

  if (run == NULL || g_str_equal (gtk_label_get_text (label), shown))
    return;
  gtk_label_set_text (label, shown);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
add_run (SlRunsBar *self, int place)
{
  GtkWidget *button = gtk_button_new (), *content = gtk_box_new (0, 6), *label, *cross;
  g_autofree char *letter = letter_of (place);
  g_autofree char *caption = sl_figure_caption (run_at (self->session, place));
  g_autofree char *name = place < 0 ? g_strdup (_ ("Clear the previous run"))
                                    : g_strdup_printf (_ ("Unpin run %s"), letter);
  g_autofree char *tip = g_strdup_printf ("%s\n%s", caption, name);

  label = gtk_label_new (NULL);
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
                                  name, -1);
  g_object_set_data (G_OBJECT (button), "place", GINT_TO_POINTER (place));
  g_object_set_data (G_OBJECT (button), "label", label);
  write_text (self, button);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
config_changed_cb (SlSession *session, const char *id, SlRunsBar *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->box); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    write_text (self, button);
}

static void
earlier_changed_cb (SlSession *session, SlRunsBar *self)
{
  const SlEarlierRuns *runs = sl_session_earlier (session);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  if (runs->ghost != NULL)
    add_run (self, -1);
  for (int i = 0; i < SL_MAX_PINNED; i++)
    if (runs->pinned[i] != NULL)
      add_run (self, i);
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
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
  earlier_changed_cb (session, self);
}
