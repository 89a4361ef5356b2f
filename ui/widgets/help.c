/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/help.h"
#include <glib/gi18n-lib.h>

#define TEXT_KEY "sl-help-text"

enum { WIDTH_CHARS = 56 };

void
sl_help_set (GtkWidget *widget, SlHelpText text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_object_set_data (G_OBJECT (widget), TEXT_KEY, (gpointer) (gsize) text);
}

char *
sl_help_text (GtkWidget *widget, GtkWidget **owner)
{
  if (owner != NULL)
    *owner = NULL;
  for (; widget != NULL; widget = gtk_widget_get_parent (widget)) {
    SlHelpText text =
        (SlHelpText) (gsize) g_object_get_data (G_OBJECT (widget), TEXT_KEY);
    const char *tooltip = gtk_widget_get_tooltip_text (widget);

    if (text == NULL && tooltip == NULL)
      continue;
    if (owner != NULL)
      *owner = widget;
    return text != NULL ? text (widget) : g_strdup (tooltip);
  }
  return NULL;
}

static gboolean
query_tooltip_cb (GtkWidget *area,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  GtkWidget *owner)
{
  g_autofree char *text = sl_help_text (owner, NULL);

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

void
sl_help_tip (GtkWidget *area, GtkWidget *owner)
{
  g_return_if_fail (GTK_IS_WIDGET (area));
  gtk_widget_set_has_tooltip (area, TRUE);
  g_signal_connect (area, "query-tooltip", G_CALLBACK (query_tooltip_cb), owner);
}

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

/* Not while it is still closing. */
static void
closed_cb (GtkPopover *popover)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover),
                   g_object_unref);
}

/* Popovers are placed by the layout of what they belong to, and every box has one. */
static GtkWidget *
box_around (GtkWidget *widget)
{
  GtkWidget *box = NULL;

  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (GTK_IS_BOX (widget))
      box = widget;
  return box;
}

static GtkWidget *
make_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  /* So that it takes the focus and is read out, and its formula can be copied. */
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "sl-help");
  return label;
}

gboolean
sl_help_show (GtkWidget *widget)
{
  GtkWidget *owner, *box, *popover, *label;
  g_autofree char *text = sl_help_text (widget, &owner);
  graphene_rect_t bounds;

  box = owner != NULL ? box_around (owner) : NULL;
  if (text == NULL || box == NULL || !gtk_widget_compute_bounds (owner, box, &bounds))
    return FALSE;
  popover = gtk_popover_new ();
  label = make_label (text);
  gtk_popover_set_child (GTK_POPOVER (popover), label);
  gtk_popover_set_pointing_to (
      GTK_POPOVER (popover),
      &(GdkRectangle){(int) bounds.origin.x, (int) bounds.origin.y,
                      (int) bounds.size.width, (int) bounds.size.height});
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Explanation"), -1);
  gtk_widget_set_parent (popover, box);
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (label);
  gtk_label_select_region (GTK_LABEL (label), 0, 0);
  return TRUE;
}
