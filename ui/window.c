/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/data-window.h"
#include "ui/pages/page-stack.h"
#include "ui/pages/train.h"
#include "ui/recent.h"
#include "ui/widgets/explain.h"
#include "ui/widgets/first-steps.h"
#include "ui/widgets/frame-log.h"
#include "ui/widgets/open-bar.h"
#include "ui/widgets/run-banner.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/transport-bar.h"
#include "ui/window-private.h"
#include <glib/gi18n-lib.h>

enum { LESSON_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlWindow, sl_window, ADW_TYPE_APPLICATION_WINDOW)

/* "Handwritten digits · 64 → 32 → 16 → 10 – Sparsity Lab", in lists of windows. */
static void
show_run (SlWindow *self, const SlSnapshot *snapshot)
{
  g_autofree char *shape = sl_explain_shape (snapshot);
  g_autofree char *text =
      g_strdup_printf ("%s · %s – %s", sl_dataset_name (snapshot->problem->dataset),
                       shape, _ ("Sparsity Lab"));

  gtk_window_set_title (GTK_WINDOW (self), text);
}

static void
snapshot_changed_cb (SlSession *session, SlWindow *self)
{
  const SlSnapshot *snapshot = sl_session_snapshot (session);

  if (snapshot->problem == NULL || snapshot->problem == self->problem)
    return;
  g_clear_pointer (&self->problem, sl_problem_unref);
  self->problem = sl_problem_ref (snapshot->problem);
  show_run (self, snapshot);
}

static void
close_anyway (SlWindow *self, const char *path)
{
  self->is_closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
page_changed_cb (SlPageStack *pages, SlWindow *self)
{
  if (sl_page_stack_shown (pages) != &sl_page_train)
    sl_first_steps_tick (self->first_steps, SL_FIRST_STEP_LOOK);
  sl_window_refresh_first_steps (self);
}

static gboolean
sl_window_close_request (GtkWindow *window)
{
  SlWindow *self = SL_WINDOW (window);

  sl_window_leave_lesson (self);
  if (!self->is_closing && sl_window_ask_first (self, close_anyway, NULL))
    return TRUE;
  sl_window_end_keep (self);
  /* Gone from sight first: the worker may need a moment for its minibatch. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  sl_session_shutdown (self->session);
  return GTK_WINDOW_CLASS (sl_window_parent_class)->close_request (window);
}

static void
sl_window_dispose (GObject *object)
{
  SlWindow *self = SL_WINDOW (object);

  sl_window_leave_text (self);
  if (self->session != NULL)
    sl_window_leave_lesson (self);
  if (self->session != NULL)
    sl_session_shutdown (self->session);
  g_clear_handle_id (&self->data_source, g_source_remove);
  g_clear_pointer (&self->autosave, sl_autosave_free);
  g_clear_pointer (&self->restoring, sl_keep_leave);
  g_clear_pointer (&self->keep_folder, g_free);
  g_clear_weak_pointer (&self->data);
  g_clear_object (&self->session);
  g_clear_pointer (&self->problem, sl_problem_unref);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (sl_window_parent_class)->dispose (object);
}

static void
sl_window_class_init (SlWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = sl_window_close_request;
  signals[LESSON_CHANGED] =
      g_signal_new ("lesson-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (SL_TYPE_LESSON_PANEL);
  g_type_ensure (SL_TYPE_SIDEBAR);
  g_type_ensure (SL_TYPE_OPEN_BAR);
  g_type_ensure (SL_TYPE_RESTORE_BAR);
  g_type_ensure (SL_TYPE_RUN_BANNER);
  g_type_ensure (SL_TYPE_FIRST_STEPS);
  g_type_ensure (SL_TYPE_PAGE_STACK);
  g_type_ensure (SL_TYPE_TRANSPORT_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, SlWindow, header);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, redo);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, export);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, recent);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, show_lessons);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, sidebar_area);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, lessons);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, open_bar);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, restore_bar);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, first_steps);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, page_scroller);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, transport_scroller);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, switcher_scroller);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, SlWindow, transport);
}

/* Clicked tabs leave the focus, and with it the space bar, where it was. */
static void
set_up_switcher (SlWindow *self)
{
  const SlKindTable *pages = sl_pages ();
  GtkWidget *tab;

  gtk_stack_switcher_set_stack (self->switcher, sl_page_stack_stack (self->pages));
  tab = gtk_widget_get_first_child (GTK_WIDGET (self->switcher));
  for (size_t i = 0; i < pages->n && tab != NULL; i++) {
    g_autofree char *tip =
        g_strdup_printf (_ ("%s (Ctrl+%d)"), _ (pages->kinds[i]->summary), (int) i + 1);

    gtk_widget_set_tooltip_text (tab, tip);
    gtk_widget_set_focus_on_click (tab, FALSE);
    tab = gtk_widget_get_next_sibling (tab);
  }
}

GtkWidget *
sl_window_tab (SlWindow *self, const char *page)
{
  const SlKindTable *pages = sl_pages ();
  GtkWidget *tab = gtk_widget_get_first_child (GTK_WIDGET (self->switcher));

  for (size_t i = 0; i < pages->n && tab != NULL; i++) {
    if (g_str_equal (pages->kinds[i]->id, page))
      return tab;
    tab = gtk_widget_get_next_sibling (tab);
  }
  return NULL;
}

static void
sl_window_init (SlWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sl_recent_follow (self->recent);
  self->text_scale = 1;
  sl_window_take_files (self);
  gtk_window_set_icon_name (GTK_WINDOW (self), SL_APP_ID);
  set_up_switcher (self);
  sl_frame_log_attach (GTK_WIDGET (self));
}

SlWindow *
sl_window_new (GtkApplication *application, SlSession *session)
{
  SlWindow *self = g_object_new (SL_TYPE_WINDOW, "application", application, NULL);

  self->session = g_object_ref (session);
  sl_sidebar_set_session (self->sidebar, session);
  sl_open_bar_set_session (self->open_bar, session);
  sl_run_banner_set_session (self->banner, session);
  sl_first_steps_set_session (self->first_steps, session);
  sl_page_stack_set_session (self->pages, session);
  sl_transport_bar_set_session (self->transport, session);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb),
                           self, 0);
  g_signal_connect_object (self->pages, "page-changed", G_CALLBACK (page_changed_cb),
                           self, 0);
  /* Not the first widget in the chain: its key would be the space bar's. */
  gtk_window_set_focus (GTK_WINDOW (self),
                        sl_transport_bar_play_button (self->transport));
  return self;
}

SlPageStack *
sl_window_pages (SlWindow *self)
{
  g_return_val_if_fail (SL_IS_WINDOW (self), NULL);
  return self->pages;
}

/* The one on screen. */
SlPage *
sl_window_shown_page (SlWindow *self)
{
  return sl_page_stack_page (self->pages, sl_page_stack_shown (self->pages));
}

static SlTrainPage *
train_page (SlWindow *self)
{
  return SL_TRAIN_PAGE (sl_page_stack_page (self->pages, &sl_page_train));
}

SlSession *
sl_window_session (SlWindow *self)
{
  g_return_val_if_fail (SL_IS_WINDOW (self), NULL);
  return self->session;
}

void
sl_window_toast (SlWindow *self, const char *text)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  g_autofree char *words = sl_explain_words (text);
  sl_toast (GTK_WIDGET (self->toasts), words);
}

gboolean
sl_window_sidebar_visible (SlWindow *self)
{
  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);
  return gtk_widget_get_visible (self->sidebar_area);
}

void
sl_window_set_sidebar_visible (SlWindow *self, gboolean visible)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  gtk_widget_set_visible (self->sidebar_area, visible);
}

static gboolean
show_data_cb (gpointer data)
{
  SlWindow *self = data;

  self->data_source = 0;
  if (self->data != NULL)
    gtk_window_present (GTK_WINDOW (self->data));
  return G_SOURCE_REMOVE;
}

/* Making it and showing it take most of a frame each: the frame that is due comes between
 * them. */
void
sl_window_show_data (SlWindow *self)
{
  g_return_if_fail (SL_IS_WINDOW (self));

  if (self->data == NULL)
    g_set_weak_pointer (&self->data,
                        sl_data_window_new (GTK_WINDOW (self), self->session));
  if (self->data_source == 0)
    self->data_source = g_idle_add (show_data_cb, self);
}

gboolean
sl_window_set_figure (SlWindow *self, int card, const char *figure, GError **error)
{
  const SlKind *kind;

  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);

  kind = sl_kind_find (sl_figures (), figure, error);
  if (kind == NULL)
    return FALSE;
  if (card < 1 || card > SL_TRAIN_CARDS) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("There is no card %d: they are numbered from 1 to %d"), card,
                 SL_TRAIN_CARDS);
    return FALSE;
  }
  sl_train_page_set_figure (train_page (self), card - 1, (const SlFigureType *) kind);
  return TRUE;
}

char **
sl_window_figures (SlWindow *self)
{
  char **ids;

  g_return_val_if_fail (SL_IS_WINDOW (self), NULL);

  ids = g_new0 (char *, SL_TRAIN_CARDS + 1);
  for (int i = 0; i < SL_TRAIN_CARDS; i++)
    ids[i] = g_strdup (sl_train_page_figure (train_page (self), i)->kind.id);
  return ids;
}

gboolean
sl_window_restore (SlWindow *self)
{
  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);
  return sl_page_restore (sl_window_shown_page (self));
}

void
sl_window_change_file (SlWindow *self, const SlSetting *setting, const char *text)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  sl_open_bar_change (self->open_bar, setting, text);
}
