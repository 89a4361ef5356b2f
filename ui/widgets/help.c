/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/help.h"
#include "ui/dialogs/glossary-window.h"
#include "ui/glossary/glossary.h"
#include "ui/window.h"
#include <glib/gi18n-lib.h>

#define TEXT_KEY  "sl-help-text"
#define ENTRY_KEY "sl-help-entry" /* of a popover: the entry it leads to */

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

char *
sl_help_entry (GtkWidget *widget)
{
  g_autofree char *text = sl_help_text (widget, NULL);
  g_autoptr (SlGlossary) glossary = NULL;
  const SlTerm *term;

  if (text == NULL)
    return NULL;
  glossary = sl_glossary_new ();
  term = sl_glossary_find_text (glossary, text);
  return term != NULL ? sl_term_id (term) : NULL;
}

/* The window of the run, which @widget's window is or belongs to. */
static SlWindow *
window_of_run (GtkWidget *widget)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));

  while (window != NULL && !SL_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  return SL_WINDOW (window);
}

static void
open_glossary (GtkWidget *popover)
{
  SlWindow *window = window_of_run (popover);
  const char *id = g_object_get_data (G_OBJECT (popover), ENTRY_KEY);

  if (window == NULL || id == NULL)
    return;
  sl_glossary_window_present (popover, sl_window_session (window), id);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
glossary_cb (GtkButton *button, GtkWidget *popover)
{
  open_glossary (popover);
}

/* A way on to the entry, where there is one. */
static void
add_glossary_button (GtkWidget *box, GtkWidget *popover, GtkWidget *widget)
{
  char *id = window_of_run (widget) != NULL ? sl_help_entry (widget) : NULL;
  GtkWidget *button;

  if (id == NULL)
    return;
  button = gtk_button_new_with_label (_ ("Glossary"));
  gtk_widget_set_tooltip_text (button, _ ("Its entry in the glossary (F1)"));
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  gtk_widget_set_margin_top (button, 6);
  g_object_set_data_full (G_OBJECT (popover), ENTRY_KEY, id, g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (glossary_cb), popover, 0);
  gtk_box_append (GTK_BOX (box), button);
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
  GtkWidget *owner, *box, *popover, *label, *content;
  g_autofree char *text = sl_help_text (widget, &owner);
  graphene_rect_t bounds;

  popover = gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER);
  if (popover != NULL && g_object_get_data (G_OBJECT (popover), ENTRY_KEY) != NULL) {
    open_glossary (popover);
    return TRUE;
  }
  box = owner != NULL ? box_around (owner) : NULL;
  if (text == NULL || box == NULL || !gtk_widget_compute_bounds (owner, box, &bounds))
    return FALSE;
  popover = gtk_popover_new ();
  label = make_label (text);
  content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (content), label);
  add_glossary_button (content, popover, widget);
  gtk_popover_set_child (GTK_POPOVER (popover), content);
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

static gboolean
key_cb (GtkWidget *window, GVariant *arguments, gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  return focus != NULL && sl_help_show (focus);
}

void
sl_help_install_key (GtkWidgetClass *window_class)
{
  gtk_widget_class_add_binding (window_class, GDK_KEY_F1, 0, key_cb, NULL);
}
