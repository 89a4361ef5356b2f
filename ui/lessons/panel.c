/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lessons/panel.h"

#include "ui/lessons/progress.h"
#include "ui/lessons/step-view.h"
#include "ui/widgets/after-layout.h"
#include <glib/gi18n-lib.h>

/* Share of the height by which one reads on: a line or two stay in sight. */
#define READ_ON 0.85

struct _SlLessonPanel
{
  AdwBin parent_instance;

  /* Template */
  GtkStack *stack;
  GtkScrolledWindow *list;
  GtkBox *lessons;
  GtkLabel *title, *place;
  GtkWidget *note;
  GtkProgressBar *progress;
  GtkScrolledWindow *scrolled;
  SlLessonStepView *step;
  GtkWidget *back, *next, *finish;

  const SlLessonPlayer *player; /* Borrowed, nullable: while its step is shown */
  int shown;                    /* place of the step on screen; below 0 none */
  gboolean demo, has_note;
  SlAfterLayout after; /* scrolls the list or the step */
};

G_DEFINE_FINAL_TYPE (SlLessonPanel, sl_lesson_panel, ADW_TYPE_BIN)

/* ---- the list ---- */

static GtkWidget *
new_line (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_add_css_class (label, style);
  return label;
}

static char *
state_of (const SlLesson *lesson, const SlLessonProgress *progress, gboolean is_next)
{
  g_autofree char *minutes = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d minute", "%d minutes", (gulong) lesson->minutes),
      lesson->minutes);

  if (progress->done)
    return g_strdup_printf (_ ("%s · ✓ done"), minutes);
  if (progress->step > 0)
    return g_strdup_printf (_ ("%s · at step %d of %d"), minutes,
                            MIN (progress->step + 1, lesson->n_steps), lesson->n_steps);
  return is_next ? g_strdup_printf (_ ("%s · next"), minutes)
                 : g_steal_pointer (&minutes);
}

static GtkWidget *
new_entry (const SlLesson *lesson, const SlLessonProgress *progress, gboolean is_next)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *state = state_of (lesson, progress, is_next);
  g_autofree char *description = g_strdup_printf ("%s %s", lesson->belief, state);

  gtk_box_append (GTK_BOX (box), new_line (lesson->title, "heading"));
  gtk_box_append (GTK_BOX (box), new_line (lesson->belief, "sl-lesson-belief"));
  gtk_box_append (GTK_BOX (box), new_line (state, "sl-caption"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "sl-lesson-entry");
  if (is_next)
    gtk_widget_add_css_class (button, "sl-lesson-next");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lesson->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button),
                                          g_variant_new_string (lesson->id));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.lesson");
  return button;
}

void
sl_lesson_panel_forget_step (SlLessonPanel *self)
{
  g_return_if_fail (SL_IS_LESSON_PANEL (self));

  self->player = NULL;
  self->shown = -1;
}

/* With the one before, so that it is seen to be done. */
static void
show_next_cb (GtkWidget *next, gpointer data)
{
  SlLessonPanel *self = data;
  GtkWidget *before = gtk_widget_get_prev_sibling (next);
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (before != NULL ? before : next,
                                 GTK_WIDGET (self->lessons), &bounds))
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->list),
                              bounds.origin.y);
}

void
sl_lesson_panel_show_list (SlLessonPanel *self)
{
  GtkWidget *child, *next = NULL;

  g_return_if_fail (SL_IS_LESSON_PANEL (self));

  sl_lesson_panel_forget_step (self);
  sl_after_layout_cancel (&self->after);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->lessons))) != NULL)
    gtk_box_remove (self->lessons, child);
  for (int i = 0; i < sl_lesson_count (); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (SlLesson) lesson = sl_lesson_built_in (sl_lesson_id (i), &error);
    SlLessonProgress progress = sl_lesson_progress_load (sl_lesson_id (i));
    gboolean is_next = next == NULL && !progress.done;
    GtkWidget *entry;

    if (lesson == NULL) {
      g_critical ("%s", error->message);
      continue;
    }
    entry = new_entry (lesson, &progress, is_next);
    gtk_box_append (self->lessons, entry);
    if (is_next)
      next = entry;
  }
  gtk_stack_set_visible_child_name (self->stack, "list");
  if (next != NULL)
    sl_after_layout (&self->after, next, show_next_cb, self);
}

/* ---- a step ---- */

static void
set_style (GtkWidget *widget, const char *style, gboolean has)
{
  if (has)
    gtk_widget_add_css_class (widget, style);
  else
    gtk_widget_remove_css_class (widget, style);
}

/* One of two buttons stands in one place. Hidden with the focus on it, it would pass that
 * on to a setting, which would be scrolled to. */
static void
show_one (GtkWidget *shown, GtkWidget *hidden)
{
  gboolean had_focus = gtk_widget_is_focus (hidden);

  gtk_widget_set_visible (shown, TRUE);
  if (had_focus)
    gtk_widget_grab_focus (shown);
  gtk_widget_set_visible (hidden, FALSE);
}

/* Before a class the settings come back; whoever learns alone sees what is next. Without
 * an action the button would lose the focus. */
static void
set_finish (SlLessonPanel *self)
{
  GtkActionable *finish = GTK_ACTIONABLE (self->finish);
  const char *action = self->demo ? "win.lesson" : "win.lessons";

  if (g_strcmp0 (gtk_actionable_get_action_name (finish), action) == 0)
    return;
  gtk_actionable_set_action_name (finish, NULL);
  gtk_actionable_set_action_target_value (finish,
                                          self->demo ? g_variant_new_string ("") : NULL);
  gtk_actionable_set_action_name (finish, action);
}

static void
show_footer (SlLessonPanel *self)
{
  int place = sl_lesson_player_place (self->player);
  int n = sl_lesson_player_lesson (self->player)->n_steps;
  gboolean told = sl_lesson_player_phase (self->player) == SL_LESSON_TELLS;
  gboolean last = place + 1 == n && (!self->demo || told);

  gtk_widget_set_sensitive (self->back, place > 0);
  set_finish (self);
  show_one (last ? self->finish : self->next, last ? self->next : self->finish);
  /* What is to be done comes first. */
  set_style (self->next, "suggested-action", told || self->demo);
  set_style (self->finish, "suggested-action", told || self->demo);
}

static gboolean
has_teacher (const SlLesson *lesson)
{
  gboolean has = lesson->teacher != NULL;

  for (int i = 0; i < lesson->n_steps; i++)
    has |= lesson->steps[i]->teacher != NULL;
  return has;
}

/* What is new in the step comes into view, once it is laid out. */
static void
scroll_cb (GtkWidget *step, gpointer data)
{
  SlLessonPanel *self = data;
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scrolled);
  GtkWidget *news = sl_lesson_step_view_news (self->step);
  graphene_rect_t bounds;

  if (news != NULL && gtk_widget_compute_bounds (news, step, &bounds))
    gtk_adjustment_set_value (place, bounds.origin.y);
}

static void
scroll (SlLessonPanel *self, gboolean is_new)
{
  sl_after_layout_cancel (&self->after);
  if (is_new)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0.0);
  else
    sl_after_layout (&self->after, GTK_WIDGET (self->step), scroll_cb, self);
}

/* A button under the focus may be gone with the phase before. The text takes it, not the
 * next button, whose key would be the space bar's. */
static void
keep_focus (SlLessonPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)) ||
      gtk_root_get_focus (root) != NULL)
    return;
  gtk_root_set_focus (root, GTK_WIDGET (self->step));
}

void
sl_lesson_panel_show_step (SlLessonPanel *self,
                           const SlLessonPlayer *player,
                           SlLessonNumbers *numbers,
                           gboolean demo)
{
  const SlLesson *lesson;
  int place;
  g_autofree char *text = NULL;

  g_return_if_fail (SL_IS_LESSON_PANEL (self));

  lesson = sl_lesson_player_lesson (player);
  place = sl_lesson_player_place (player);
  text = g_strdup_printf (_ ("Step %d of %d"), place + 1, lesson->n_steps);
  self->player = player;
  self->demo = demo;
  gtk_label_set_text (self->title, lesson->title);
  gtk_label_set_text (self->place, text);
  gtk_widget_set_visible (self->note, has_teacher (lesson));
  sl_lesson_step_view_show (self->step, player, numbers, self->has_note);
  show_footer (self);
  gtk_stack_set_visible_child_name (self->stack, "step");
  scroll (self, place != self->shown);
  self->shown = place;
  keep_focus (self);
}

gboolean
sl_lesson_panel_read_on (SlLessonPanel *self)
{
  GtkAdjustment *place;
  double before;

  g_return_val_if_fail (SL_IS_LESSON_PANEL (self), FALSE);

  place = gtk_scrolled_window_get_vadjustment (self->scrolled);
  before = gtk_adjustment_get_value (place);
  gtk_adjustment_set_value (place,
                            before + READ_ON * gtk_adjustment_get_page_size (place));
  return gtk_adjustment_get_value (place) > before + 1.0;
}

void
sl_lesson_panel_refresh (SlLessonPanel *self,
                         SlLessonNumbers *numbers,
                         double share,
                         const char *run)
{
  gboolean runs;

  g_return_if_fail (SL_IS_LESSON_PANEL (self));

  if (self->player == NULL)
    return;
  sl_lesson_step_view_refresh (self->step, numbers);
  runs = sl_lesson_player_phase (self->player) == SL_LESSON_RUNS;
  gtk_widget_set_opacity (GTK_WIDGET (self->progress), runs ? 1.0 : 0.0);
  gtk_progress_bar_set_show_text (self->progress, runs && run != NULL);
  if (!runs)
    return;
  gtk_progress_bar_set_fraction (self->progress, share);
  gtk_progress_bar_set_text (self->progress, run);
}

void
sl_lesson_panel_toggle_note (SlLessonPanel *self)
{
  g_return_if_fail (SL_IS_LESSON_PANEL (self));

  self->has_note = !self->has_note;
}

static void
sl_lesson_panel_dispose (GObject *object)
{
  sl_after_layout_cancel (&SL_LESSON_PANEL (object)->after);
  G_OBJECT_CLASS (sl_lesson_panel_parent_class)->dispose (object);
}

static void
sl_lesson_panel_class_init (SlLessonPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_lesson_panel_dispose;
  g_type_ensure (SL_TYPE_LESSON_STEP_VIEW);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/panel.ui");
  gtk_widget_class_bind_template_child (widget_class, SlLessonPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, SlLessonPanel, list);
  gtk_widget_class_bind_template_child (widget_class, SlLessonPanel, lessons);
  gtk_widget_class_bind_template_child (widget_class, SlLessonPanel, title);
  gtk_widget_class_bind_template_child (widget_class, SlLessonPanel, place);
  gtk_widget_class_bind_template_child (widget_class, SlLessonPanel, note);
  gtk_widget_class_bind_template_child (widget_class, SlLessonPanel, progress);
  gtk_widget_class_bind_template_child (widget_class, SlLessonPanel, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SlLessonPanel, step);
  gtk_widget_class_bind_template_child (widget_class, SlLessonPanel, back);
  gtk_widget_class_bind_template_child (widget_class, SlLessonPanel, next);
  gtk_widget_class_bind_template_child (widget_class, SlLessonPanel, finish);
}

static void
sl_lesson_panel_init (SlLessonPanel *self)
{
  self->shown = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
