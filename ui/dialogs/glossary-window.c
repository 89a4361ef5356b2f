/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/glossary-window.h"
#include "ui/glossary/glossary.h"
#include "ui/widgets/after-layout.h"
#include "ui/widgets/help.h"
#include "ui/widgets/throttle.h"
#include <glib/gi18n-lib.h>

enum { NUMBERS_INTERVAL_MS = 500 };

#define TERM_KEY "sl-term"

struct _SlGlossaryWindow
{
  AdwWindow parent_instance;

  /* Template */
  GtkSearchEntry *search;
  GtkListBox *list;
  GtkScrolledWindow *list_scroller, *entry_scroller;
  GtkStack *stack;
  GtkLabel *topic, *name, *summary, *formula, *now;
  GtkWidget *formula_box, *now_box, *related_box;
  GtkFlowBox *related;

  SlGlossary *glossary; /* Owned */
  SlSession *session;   /* Owned */
  const SlTerm *term;   /* Borrowed, nullable: the one shown */
  SlThrottle throttle;
  SlAfterLayout after; /* the entry it is opened on comes into view */
};

G_DEFINE_FINAL_TYPE (SlGlossaryWindow, sl_glossary_window, ADW_TYPE_WINDOW)

static const SlTerm *
term_of (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), TERM_KEY);
}

static GtkListBoxRow *
row_of (SlGlossaryWindow *self, const SlTerm *term)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (term_of (row) == term)
      return row;
  return NULL;
}

/* ---- the entry ---- */

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
show_numbers (gpointer data)
{
  SlGlossaryWindow *self = data;
  g_autofree char *text = self->term != NULL && self->term->now != NULL
                              ? self->term->now (self->term, self->session)
                              : NULL;

  set_text (self->now, text != NULL ? text : "");
  gtk_widget_set_visible (self->now_box, text != NULL);
}

static void show_term (SlGlossaryWindow *self, const SlTerm *term);

static void
related_cb (GtkButton *button, SlGlossaryWindow *self)
{
  const SlTerm *term = term_of (button);
  GtkListBoxRow *row = row_of (self, term);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_list_box_select_row (self->list, row);
  show_term (self, term);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
show_related (SlGlossaryWindow *self, const SlTerm *term)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->related))) != NULL)
    gtk_flow_box_remove (self->related, child);
  for (guint i = 0; i < term->related->len; i++) {
    SlTerm *other = term->related->pdata[i];
    GtkWidget *button = gtk_button_new_with_label (other->name);

    g_object_set_data (G_OBJECT (button), TERM_KEY, other);
    gtk_widget_set_tooltip_text (button, other->summary);
    g_signal_connect (button, "clicked", G_CALLBACK (related_cb), self);
    gtk_flow_box_append (self->related, button);
    /* The button takes the focus, not the box around it. */
    gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
  }
  gtk_widget_set_visible (self->related_box, term->related->len > 0);
}

static void
show_term (SlGlossaryWindow *self, const SlTerm *term)
{
  if (term == self->term)
    return;
  self->term = term;
  gtk_stack_set_visible_child_name (self->stack, term != NULL ? "entry" : "nothing");
  if (term == NULL)
    return;
  set_text (self->topic, _ (term->topic->kind.name));
  set_text (self->name, term->name);
  set_text (self->summary, term->summary);
  set_text (self->formula, term->formula != NULL ? term->formula : "");
  gtk_widget_set_visible (self->formula_box, term->formula != NULL);
  show_related (self, term);
  show_numbers (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->entry_scroller),
                            0.0);
}

/* ---- the list ---- */

static void
row_selected_cb (GtkListBox *list, GtkListBoxRow *row, SlGlossaryWindow *self)
{
  if (row != NULL)
    show_term (self, term_of (row));
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  SlGlossaryWindow *self = data;

  return sl_term_matches (term_of (row),
                          gtk_editable_get_text (GTK_EDITABLE (self->search)));
}

/* Names before sentences: who looks for λ wants λ. */
static GtkListBoxRow *
best_row (SlGlossaryWindow *self)
{
  g_autofree char *wanted =
      g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  GtkListBoxRow *row, *first = NULL, *starts = NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++) {
    g_autofree char *name = g_utf8_casefold (term_of (row)->name, -1);

    if (!filter_cb (row, self))
      continue;
    if (g_str_equal (name, wanted))
      return row;
    if (starts == NULL && g_str_has_prefix (name, wanted))
      starts = row;
    if (first == NULL)
      first = row;
  }
  return starts != NULL ? starts : first;
}

static void
search_changed_cb (GtkSearchEntry *search, SlGlossaryWindow *self)
{
  GtkListBoxRow *row;

  gtk_list_box_invalidate_filter (self->list);
  row = best_row (self);
  gtk_list_box_select_row (self->list, row);
  show_term (self, row != NULL ? term_of (row) : NULL);
}

static void
to_list_cb (GtkSearchEntry *search, SlGlossaryWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Down leads from the search into the list. */
static gboolean
key_cb (GtkEventControllerKey *keys,
        guint key,
        guint code,
        GdkModifierType state,
        SlGlossaryWindow *self)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  to_list_cb (self->search, self);
  return GDK_EVENT_STOP;
}

static void
stop_cb (GtkSearchEntry *search, SlGlossaryWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_row (SlGlossaryWindow *self, SlTerm *term)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (term->name);
  GtkWidget *topic = gtk_label_new (_ (term->topic->kind.name));

  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (topic, "sl-caption");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), topic);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  term->name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  term->summary, -1);
  g_object_set_data (G_OBJECT (row), TERM_KEY, term);
  gtk_list_box_append (self->list, row);
}

static void
snapshot_changed_cb (SlSession *session, SlGlossaryWindow *self)
{
  const SlSnapshot *snapshot = sl_session_snapshot (session);

  sl_throttle_request (&self->throttle,
                       snapshot != NULL && snapshot->state != SL_RUN_PLAYING);
}

static void
config_changed_cb (SlSession *session, const char *id, SlGlossaryWindow *self)
{
  sl_throttle_request (&self->throttle, FALSE);
}

static void
sl_glossary_window_dispose (GObject *object)
{
  SlGlossaryWindow *self = SL_GLOSSARY_WINDOW (object);

  sl_throttle_clear (&self->throttle);
  sl_after_layout_cancel (&self->after);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sl_glossary_window_parent_class)->dispose (object);
}

static void
sl_glossary_window_finalize (GObject *object)
{
  sl_glossary_free (SL_GLOSSARY_WINDOW (object)->glossary);
  G_OBJECT_CLASS (sl_glossary_window_parent_class)->finalize (object);
}

static void
sl_glossary_window_class_init (SlGlossaryWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_glossary_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_glossary_window_finalize;
  sl_help_install_key (widget_class);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/glossary-window.ui");
#define CHILD(name)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, SlGlossaryWindow, name)
  CHILD (search);
  CHILD (list);
  CHILD (list_scroller);
  CHILD (entry_scroller);
  CHILD (stack);
  CHILD (topic);
  CHILD (name);
  CHILD (summary);
  CHILD (formula);
  CHILD (now);
  CHILD (formula_box);
  CHILD (now_box);
  CHILD (related_box);
  CHILD (related);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, to_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
}

static void
sl_glossary_window_init (SlGlossaryWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sl_throttle_init (&self->throttle, NUMBERS_INTERVAL_MS, show_numbers, self);
  self->glossary = sl_glossary_new ();
  for (guint i = 0; i < sl_glossary_n (self->glossary); i++)
    add_row (self, sl_glossary_term (self->glossary, i));
  gtk_list_box_set_filter_func (self->list, filter_cb, self, NULL);
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
}

static SlGlossaryWindow *
open_one (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GObject) window = g_list_model_get_item (windows, i);

    if (SL_IS_GLOSSARY_WINDOW (window))
      return SL_GLOSSARY_WINDOW (window);
  }
  return NULL;
}

static void
show_row (GtkWidget *row, gpointer data)
{
  SlGlossaryWindow *self = data;
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->list_scroller);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (place, bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
}

static void
set_session (SlGlossaryWindow *self, SlSession *session)
{
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb),
                           self, 0);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
}

void
sl_glossary_window_present (GtkWidget *origin, SlSession *session, const char *id)
{
  SlGlossaryWindow *self = open_one ();
  SlTerm *term;
  GtkListBoxRow *row;

  g_return_if_fail (GTK_IS_WIDGET (origin) && SL_IS_SESSION (session) && id != NULL);

  if (self == NULL || self->session != session) {
    self = g_object_new (SL_TYPE_GLOSSARY_WINDOW, "transient-for",
                         gtk_widget_get_root (origin), "destroy-with-parent", TRUE, NULL);
    set_session (self, session);
  }
  term = sl_glossary_find (self->glossary, id);
  if (term == NULL && self->term == NULL)
    term = sl_glossary_term (self->glossary, 0);
  if (term != NULL) {
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
    row = row_of (self, term);
    gtk_list_box_select_row (self->list, row);
    show_term (self, term);
    sl_after_layout (&self->after, GTK_WIDGET (row), show_row, self);
    gtk_window_set_focus (GTK_WINDOW (self),
                          *id != '\0' ? GTK_WIDGET (row) : GTK_WIDGET (self->search));
  }
  gtk_window_present (GTK_WINDOW (self));
}
