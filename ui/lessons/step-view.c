/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lessons/step-view.h"

#include "ui/lessons/look.h"
#include "ui/widgets/focus.h"
#include <glib/gi18n-lib.h>
#include <math.h>

/* A sentence with numbers in it, and where it stands. */
typedef struct
{
  const SlLessonText *text; /* Borrowed from the lesson */
  GtkLabel *label;          /* Borrowed */
} Live;

struct _SlLessonStepView
{
  AdwBin parent_instance;

  GtkBox *box;     /* Borrowed: the child */
  GtkLabel *truth; /* Borrowed, nullable: what became of an estimate */
  GtkSpinButton *estimate;
  GtkWidget *news; /* Borrowed, nullable */

  /* Owned */
  GArray *live;     /* of Live */
  SlLesson *lesson; /* nullable: keeps what is borrowed alive */

  const SlLessonPrediction *estimated; /* nullable: of truth */
  double answer;
  gboolean answered;
};

G_DEFINE_FINAL_TYPE (SlLessonStepView, sl_lesson_step_view, ADW_TYPE_BIN)

static void
sl_lesson_step_view_finalize (GObject *object)
{
  SlLessonStepView *self = SL_LESSON_STEP_VIEW (object);

  g_array_unref (self->live);
  g_clear_pointer (&self->lesson, sl_lesson_unref);
  G_OBJECT_CLASS (sl_lesson_step_view_parent_class)->finalize (object);
}

static void
sl_lesson_step_view_class_init (SlLessonStepViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sl_lesson_step_view_finalize;
}

static GtkWidget *
new_box (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  return box;
}

static void
sl_lesson_step_view_init (SlLessonStepView *self)
{
  self->live = g_array_new (FALSE, FALSE, sizeof (Live));
  self->box = GTK_BOX (new_box ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/* ---- pieces ---- */

static GtkLabel *
add_label (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  /* Natural width is not to widen the panel. */
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 10);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return GTK_LABEL (label);
}

/* A line does not break beside a bar: the signs of |w| stay together. */
static char *
filled (const SlLessonText *text, SlLessonNumbers *numbers)
{
  g_autofree char *plain = sl_lesson_text_fill (text, numbers);
  g_auto (GStrv) parts = g_strsplit (plain, "|", -1);

  return g_strjoinv ("\u2060|\u2060", parts);
}

static void
add_live (SlLessonStepView *self,
          GtkBox *box,
          const SlLessonText *text,
          SlLessonNumbers *numbers)
{
  g_autofree char *string = filled (text, numbers);
  gboolean is_formula = sl_lesson_text_is_formula (text);
  Live live = {text, add_label (box, string, is_formula ? "sl-formula" : NULL)};

  if (is_formula)
    gtk_widget_add_css_class (GTK_WIDGET (live.label), "sl-lesson-formula");
  g_array_append_val (self->live, live);
}

static GtkWidget *
new_button (const char *text, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_button_set_child (GTK_BUTTON (button), label);
  /* A click leaves the space bar to Train. */
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* A text alone would not look like something to press. */
static void
add_eye (GtkWidget *button)
{
  GtkWidget *label = g_object_ref (gtk_button_get_child (GTK_BUTTON (button)));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("view-reveal-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  g_object_unref (label);
}

/* @first: its number for win.lesson-look. */
static void
add_looks (GtkBox *box, int n, const SlLessonLook *looks, int first)
{
  for (int i = 0; i < n; i++) {
    g_autofree char *name = sl_lesson_look_name (&looks[i]);
    g_autofree char *text = g_strdup_printf (_ ("Look at: %s"), name);
    GtkWidget *button =
        new_button (text, "win.lesson-look", g_variant_new_int32 (first + i));

    add_eye (button);
    gtk_widget_set_tooltip_text (button, _ ("Points at it on screen"));
    gtk_widget_set_halign (button, GTK_ALIGN_START);
    gtk_widget_add_css_class (button, "sl-use");
    gtk_box_append (box, button);
  }
}

static GtkBox *
add_part (GtkBox *box, const char *title, const char *style)
{
  GtkWidget *part = new_box ();

  gtk_widget_add_css_class (part, "sl-lesson-part");
  gtk_widget_add_css_class (part, style);
  gtk_box_append (box, part);
  if (title != NULL)
    add_label (GTK_BOX (part), title, "heading");
  return GTK_BOX (part);
}

/* ---- the question ---- */

static char *
choice_text (const SlLessonChoice *choice, gboolean told, gboolean chosen)
{
  if (told && choice->right)
    return g_strdup_printf (
        chosen ? _ ("✓ %s – right, and your answer") : _ ("✓ %s – right"), choice->text);
  return chosen ? g_strdup_printf (_ ("%s – your answer"), choice->text)
                : g_strdup (choice->text);
}

static void
add_choices (GtkBox *box, const SlLessonPlayer *player)
{
  const SlLessonPrediction *asked = sl_lesson_player_step (player)->prediction;
  SlLessonPhase phase = sl_lesson_player_phase (player);
  double answer;
  gboolean answered = sl_lesson_player_answered (player, &answer);

  for (int i = 0; i < asked->n_choices; i++) {
    const SlLessonChoice *choice = &asked->choices[i];
    gboolean chosen = answered && (int) answer == i;
    g_autofree char *text = choice_text (choice, phase == SL_LESSON_TELLS, chosen);

    if (phase == SL_LESSON_ASKS)
      gtk_box_append (
          box, new_button (text, "win.lesson-answer", g_variant_new_double ((double) i)));
    else
      add_label (box, text, chosen ? "sl-value" : NULL);
  }
}

static void
estimate_cb (GtkButton *button, SlLessonStepView *self)
{
  double value = gtk_spin_button_get_value (self->estimate);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.lesson-answer", "d", value);
}

/* Whole numbers between whole ends, as of inputs; else about a hundred steps. */
static double
estimate_step (const SlLessonPrediction *asked, double range)
{
  double step = pow (10.0, floor (log10 (range / 50.0)));
  gboolean is_whole =
      floor (asked->min) == asked->min && floor (asked->max) == asked->max;

  return is_whole && range >= 5.0 ? fmax (step, 1.0) : step;
}

static void
add_estimate (SlLessonStepView *self, GtkBox *box, const SlLessonPrediction *asked)
{
  double range = asked->max - asked->min;
  double step = estimate_step (asked, range);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *spin = gtk_spin_button_new_with_range (asked->min, asked->max, step);
  GtkWidget *button = gtk_button_new_with_label (_ ("Answer"));

  gtk_widget_set_focus_on_click (button, FALSE);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin),
                              (guint) CLAMP (-floor (log10 (step)), 0, 6));
  /* Not the middle, which a click without a thought would make an estimate. */
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), asked->min);
  gtk_widget_set_hexpand (spin, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Estimate"), -1);
  self->estimate = GTK_SPIN_BUTTON (spin);
  g_signal_connect (button, "clicked", G_CALLBACK (estimate_cb), self);
  gtk_box_append (GTK_BOX (row), spin);
  if (asked->unit != NULL)
    gtk_box_append (GTK_BOX (row), gtk_label_new (asked->unit));
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (box, row);
}

/* "You said 20, and it is 31.9 %." */
static void
show_truth (SlLessonStepView *self, SlLessonNumbers *numbers)
{
  const SlLessonPrediction *asked = self->estimated;
  double truth = sl_lesson_expression_value (asked->truth, numbers);
  g_autofree char *said = sl_number_text (self->answer, 3);
  g_autofree char *number = isfinite (truth) ? sl_number_text (truth, 3) : g_strdup ("…");
  /* A no-break space, so that the unit stays with its number. */
  g_autofree char *is = asked->unit != NULL && *asked->unit != '\0'
                            ? g_strconcat (number, "\u00a0", asked->unit, NULL)
                            : g_strdup (number);
  g_autofree char *text = NULL;

  if (!self->answered)
    text = g_strdup_printf (_ ("It is %s."), is);
  else if (fabs (self->answer - truth) <= asked->near)
    text = g_strdup_printf (_ ("Well estimated: you said %s, and it is %s."), said, is);
  else
    text = g_strdup_printf (_ ("You said %s; it is %s. Few guess this one."), said, is);
  gtk_label_set_text (self->truth, text);
}

static void
add_reply (SlLessonStepView *self,
           GtkBox *box,
           const SlLessonPlayer *player,
           SlLessonNumbers *numbers)
{
  const SlLessonPrediction *asked = sl_lesson_player_step (player)->prediction;

  self->answered = sl_lesson_player_answered (player, &self->answer);
  if (asked->n_choices == 0) {
    self->estimated = asked;
    self->truth = add_label (box, "", NULL);
    show_truth (self, numbers);
    return;
  }
  for (int i = 0; i < asked->n_choices; i++) {
    const SlLessonChoice *choice = &asked->choices[i];
    gboolean wanted = self->answered ? (int) self->answer == i : choice->right;

    if (!wanted)
      continue;
    if (self->answered)
      add_label (box,
                 choice->right ? _ ("You saw it coming.")
                               : _ ("Many expect that. Here is what happened."),
                 NULL);
    if (choice->reply != NULL)
      add_live (self, box, choice->reply, numbers);
  }
}

static void
add_question (SlLessonStepView *self,
              const SlLessonPlayer *player,
              SlLessonNumbers *numbers)
{
  const SlLessonPrediction *asked = sl_lesson_player_step (player)->prediction;
  SlLessonPhase phase = sl_lesson_player_phase (player);
  GtkBox *box;

  if (asked == NULL)
    return;
  box = add_part (self->box, _ ("What do you expect?"), "sl-lesson-question");
  self->news = GTK_WIDGET (box);
  add_label (box, asked->question, NULL);
  add_choices (box, player);
  if (asked->n_choices == 0 && phase == SL_LESSON_ASKS)
    add_estimate (self, box, asked);
  if (phase == SL_LESSON_ASKS)
    add_label (box, _ ("The controls wait for your answer."), "sl-caption");
  if (phase == SL_LESSON_TELLS)
    add_reply (self, box, player, numbers);
}

/* ---- what is done, seen, and why ---- */

static void
add_action (SlLessonStepView *self,
            const SlLessonPlayer *player,
            SlLessonNumbers *numbers)
{
  const SlLessonAction *action = sl_lesson_player_step (player)->action;
  SlLessonPhase phase = sl_lesson_player_phase (player);
  GtkBox *box;

  if (action == NULL || phase == SL_LESSON_ASKS)
    return;
  box = add_part (self->box,
                  phase == SL_LESSON_TELLS ? _ ("✓ Done")
                  : action->by_learner     ? _ ("Your turn")
                                           : _ ("Watch"),
                  "sl-lesson-action");
  if (phase != SL_LESSON_TELLS || self->news == NULL)
    self->news = GTK_WIDGET (box);
  if (action->text != NULL)
    add_live (self, box, action->text, numbers);
  if (phase == SL_LESSON_WAITS && !action->by_learner) {
    GtkWidget *button = new_button (_ ("Run it"), "win.lesson-run", NULL);

    gtk_widget_set_halign (button, GTK_ALIGN_START);
    gtk_widget_add_css_class (button, "suggested-action");
    gtk_box_append (box, button);
  }
}

static void
add_told (SlLessonStepView *self, const SlLessonStep *step, SlLessonNumbers *numbers)
{
  GtkBox *box;

  if (step->n_seen > 0) {
    box = add_part (self->box, _ ("Seen"), "sl-lesson-seen");
    for (int i = 0; i < step->n_seen; i++)
      add_live (self, box, step->seen[i], numbers);
  }
  if (step->n_whys == 0 && step->n_why_looks == 0)
    return;
  box = add_part (self->box, _ ("Why"), "sl-lesson-why");
  for (int i = 0; i < step->n_whys; i++)
    add_live (self, box, step->whys[i], numbers);
  add_looks (box, step->n_why_looks, step->why_looks, step->n_looks);
}

static void
add_note (SlLessonStepView *self, const SlLessonPlayer *player)
{
  const SlLesson *lesson = sl_lesson_player_lesson (player);
  const char *note = sl_lesson_player_step (player)->teacher;
  g_autofree char *time = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "The lesson takes about %d minute.",
                   "The lesson takes about %d minutes.", (gulong) lesson->minutes),
      lesson->minutes);
  GtkBox *box;

  if (note == NULL)
    note = lesson->teacher;
  if (note == NULL)
    return;
  box = add_part (self->box, _ ("For the teacher"), "sl-lesson-note");
  add_label (box, note, NULL);
  add_label (box, time, "sl-caption");
}

static void
empty (SlLessonStepView *self)
{
  GtkWidget *child;

  sl_focus_leave (GTK_WIDGET (self));
  g_array_set_size (self->live, 0);
  self->truth = NULL;
  self->estimated = NULL;
  self->estimate = NULL;
  self->news = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
}

void
sl_lesson_step_view_show (SlLessonStepView *self,
                          const SlLessonPlayer *player,
                          SlLessonNumbers *numbers,
                          gboolean note)
{
  const SlLessonStep *step;
  SlLessonPhase phase;
  SlLesson *lesson;

  g_return_if_fail (SL_IS_LESSON_STEP_VIEW (self));

  phase = sl_lesson_player_phase (player);
  step = sl_lesson_player_step (player);
  lesson = sl_lesson_ref ((SlLesson *) sl_lesson_player_lesson (player));
  empty (self);
  g_clear_pointer (&self->lesson, sl_lesson_unref);
  self->lesson = lesson;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  step->title != NULL ? step->title : lesson->title, -1);
  if (note)
    add_note (self, player);
  if (step->title != NULL)
    add_label (self->box, step->title, "title-4");
  for (int i = 0; i < step->n_texts; i++)
    add_live (self, self->box, step->texts[i], numbers);
  /* What is to be answered or done comes first: it is not to be below the edge. */
  if (phase == SL_LESSON_TELLS)
    add_looks (self->box, step->n_looks, step->looks, 0);
  add_question (self, player, numbers);
  add_action (self, player, numbers);
  if (phase != SL_LESSON_TELLS)
    add_looks (self->box, step->n_looks, step->looks, 0);
  else
    add_told (self, step, numbers);
}

void
sl_lesson_step_view_refresh (SlLessonStepView *self, SlLessonNumbers *numbers)
{
  g_return_if_fail (SL_IS_LESSON_STEP_VIEW (self));

  for (guint i = 0; i < self->live->len; i++) {
    const Live *live = &g_array_index (self->live, Live, i);
    g_autofree char *text = filled (live->text, numbers);

    if (g_strcmp0 (gtk_label_get_text (live->label), text) != 0)
      gtk_label_set_text (live->label, text);
  }
  if (self->truth != NULL)
    show_truth (self, numbers);
}

GtkWidget *
sl_lesson_step_view_news (SlLessonStepView *self)
{
  g_return_val_if_fail (SL_IS_LESSON_STEP_VIEW (self), NULL);
  return self->news;
}
