/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lessons/pointer.h"

#include "ui/widgets/after-layout.h"
#include <adwaita.h>

/* Share of the free height that is left above and below what is scrolled to: it does not
 * stand at an edge. */
static const double MARGIN = 1.0 / 3;

struct SlPointer
{
  GtkWidget *widget;   /* weak, nullable */
  SlAfterLayout after; /* scrolls to it: what comes with the step is laid out first */
};

/* By kind; pages are gone to, and figures are found by their cards. */
static const char *const prefixes[SL_LESSON_N_LOOKS] = {
    [SL_LESSON_LOOK_CONTROL] = "sl-control-",
    [SL_LESSON_LOOK_READOUT] = "sl-readout-",
    [SL_LESSON_LOOK_ACTION] = "sl-action-",
};

char *
sl_pointer_name (SlLessonLookKind kind, const char *id)
{
  g_return_val_if_fail (kind < SL_LESSON_N_LOOKS, NULL);
  return prefixes[kind] != NULL ? g_strconcat (prefixes[kind], id, NULL) : NULL;
}

void
sl_pointer_set_name (GtkWidget *widget, SlLessonLookKind kind, const char *id)
{
  g_autofree char *name = sl_pointer_name (kind, id);

  gtk_widget_set_name (widget, name);
}

static GtkWidget *
find (GtkWidget *widget, const char *name, const char *action)
{
  if (g_str_equal (gtk_widget_get_name (widget), name))
    return widget;
  if (action != NULL && GTK_IS_ACTIONABLE (widget) &&
      g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, name, action);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Other words for the same. */
static const struct
{
  SlLessonLookKind kind;
  const char *alias, *id;
} aliases[] = {
    {SL_LESSON_LOOK_ACTION, "play", "play-pause"},
    {SL_LESSON_LOOK_ACTION, "playing", "play-pause"},
    {SL_LESSON_LOOK_READOUT, "loss", "test-loss"},
    {SL_LESSON_LOOK_READOUT, "score", "test-score"},
};

static const char *
resolve (SlLessonLookKind kind, const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (aliases[i].kind == kind && g_str_equal (aliases[i].alias, id))
      return aliases[i].id;
  return id;
}

GtkWidget *
sl_pointer_find (GtkWidget *root, SlLessonLookKind kind, const char *id)
{
  g_autofree char *name = sl_pointer_name (kind, resolve (kind, id));
  g_autofree char *action =
      kind == SL_LESSON_LOOK_ACTION ? g_strconcat ("win.", id, NULL) : NULL;

  return name != NULL ? find (root, name, action) : NULL;
}

/* What is folded away comes out bit by bit. */
static gboolean
is_unfolding (GtkWidget *widget)
{
  GtkWidget *revealer = gtk_widget_get_ancestor (widget, GTK_TYPE_REVEALER);

  return revealer != NULL && gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)) &&
         !gtk_revealer_get_child_revealed (GTK_REVEALER (revealer));
}

static void
scroll_to (GtkWidget *widget, gpointer data)
{
  SlPointer *self = data;
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  GtkAdjustment *place;
  graphene_rect_t bounds;
  double room;

  if (scrolled == NULL || viewport == NULL ||
      !gtk_widget_compute_bounds (
          widget, gtk_viewport_get_child (GTK_VIEWPORT (viewport)), &bounds))
    return;
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  room = MARGIN * MAX (gtk_adjustment_get_page_size (place) - bounds.size.height, 0.0);
  gtk_adjustment_clamp_page (place, bounds.origin.y - room,
                             bounds.origin.y + bounds.size.height + room);
  if (is_unfolding (widget))
    sl_after_layout (&self->after, widget, scroll_to, self);
}

static gboolean
is_section (GtkWidget *widget)
{
  GtkWidget *sections = gtk_widget_get_parent (widget);

  return sections != NULL && GTK_IS_VIEWPORT (gtk_widget_get_parent (sections));
}

/* Rarer settings are folded away; before a class whole sections are. */
static void
unfold (GtkWidget *widget)
{
  GtkWidget *expander = gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW);
  GtkWidget *section = gtk_widget_get_parent (widget);

  while (section != NULL && !is_section (section))
    section = gtk_widget_get_parent (section);
  if (section != NULL)
    gtk_widget_set_visible (section, TRUE);
  if (expander != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
}

void
sl_pointer_point (SlPointer *self, GtkWidget *widget)
{
  g_return_if_fail (self != NULL);

  sl_after_layout_cancel (&self->after);
  if (self->widget != NULL)
    gtk_widget_remove_css_class (self->widget, "sl-pointed");
  g_set_weak_pointer (&self->widget, widget);
  if (widget == NULL)
    return;
  unfold (widget);
  gtk_widget_add_css_class (widget, "sl-pointed");
  sl_after_layout (&self->after, widget, scroll_to, self);
}

SlPointer *
sl_pointer_new (void)
{
  return g_new0 (SlPointer, 1);
}

void
sl_pointer_free (SlPointer *self)
{
  if (self == NULL)
    return;
  sl_pointer_point (self, NULL);
  g_free (self);
}
