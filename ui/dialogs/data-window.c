/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/data-window.h"
#include "ui/dialogs/data-words.h"
#include "ui/figures/class-balance.h"
#include "ui/figures/sample-images.h"
#include "ui/widgets/data-table.h"
#include "ui/widgets/help.h"
#include "ui/widgets/plot-area.h"
#include "ui/widgets/setting-row.h"
#include <glib/gi18n-lib.h>

struct _SlDataWindow
{
  AdwWindow parent_instance;

  /* Template */
  AdwWindowTitle *title;
  GtkInfoBar *trouble;
  GtkLabel *trouble_text, *rows, *inputs, *target, *pictures, *train, *validation, *test;
  GtkLabel *parts_note, *scaling, *notes, *source, *shown, *balance_title;
  SlSettingRow *test_fraction, *validation_fraction, *seed, *standardize;
  SlSettingRow *standardize_target;
  SlDataTable *table;
  GtkDrawingArea *balance, *samples;
  GtkWidget *samples_box;

  /* Owned, nullable */
  SlSession *session;
  SlProblem *problem;       /* what is shown */
  SlDataOverview *overview; /* of it, once counted */
  GTask *task;              /* that counts */
};

G_DEFINE_FINAL_TYPE (SlDataWindow, sl_data_window, ADW_TYPE_WINDOW)

/* ---- counting, on another thread ---- */

typedef struct
{
  SlProblem *problem; /* Owned */
  gint stop;
} Count;

static void
count_free (gpointer data)
{
  Count *count = data;

  sl_problem_unref (count->problem);
  g_free (count);
}

static void
count_thread (GTask *task, gpointer owner, gpointer data, GCancellable *cancellable)
{
  Count *count = data;

  g_task_return_pointer (
      task, sl_data_overview_new (count->problem->source, count->problem, &count->stop),
      (GDestroyNotify) sl_data_overview_unref);
}

static void
stop_counting (SlDataWindow *self)
{
  Count *count;

  if (self->task == NULL)
    return;
  count = g_task_get_task_data (self->task);
  g_atomic_int_set (&count->stop, 1);
  g_clear_object (&self->task);
}

/* ---- pictures ---- */

static void
draw_balance_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  SlDataWindow *self = data;
  SlTheme theme = sl_plot_area_theme ();

  if (self->overview != NULL)
    sl_class_balance_draw (cr, width, height, &theme, self->overview);
}

static void
draw_samples_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  SlDataWindow *self = data;
  SlTheme theme = sl_plot_area_theme ();

  if (self->overview != NULL)
    sl_sample_images_draw (cr, width, height, &theme, self->overview);
}

static void
set_description (gpointer widget, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
show_pictures (SlDataWindow *self)
{
  SlTheme theme = sl_plot_area_theme ();
  g_autofree char *balance = NULL, *samples = NULL;

  gtk_widget_queue_draw (GTK_WIDGET (self->balance));
  gtk_widget_queue_draw (GTK_WIDGET (self->samples));
  if (self->overview == NULL)
    return;
  balance = sl_class_balance_describe (self->overview);
  set_description (self->balance, balance);
  gtk_drawing_area_set_content_height (
      self->balance, (int) sl_class_balance_height (self->overview, &theme));
  if (self->problem->dataset->width < 1)
    return;
  samples = sl_sample_images_describe (self->overview);
  set_description (self->samples, samples);
}

/* ---- words ---- */

/* GTK forgets the accessible name of a label whose text changes. */
static void
set_fact (GtkLabel *label, const char *name, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "–");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
show_contents (SlDataWindow *self, const SlProblem *problem)
{
  const SlDataset *set = problem->dataset;
  g_autofree char *rows = sl_number_count (set->n), *inputs = sl_number_count (set->d);
  g_autofree char *target = sl_data_words_target (set);
  g_autofree char *pictures = sl_data_words_pictures (set);
  g_autofree char *train = sl_data_words_part (problem, problem->train.n);
  g_autofree char *validation = sl_data_words_part (problem, problem->validation.n);
  g_autofree char *test = sl_data_words_part (problem, problem->test.n);

  set_fact (self->rows, _ ("Rows"), rows);
  set_fact (self->inputs, _ ("Inputs"), inputs);
  set_fact (self->target, _ ("Target"), target);
  set_fact (self->pictures, _ ("Pictures"), pictures);
  set_fact (self->train, _ ("Training rows"), train);
  set_fact (self->validation, _ ("Validation rows"), validation);
  set_fact (self->test, _ ("Test rows"), test);
}

static void
show_sentences (SlDataWindow *self, const SlProblem *problem)
{
  g_autofree char *parts = sl_data_words_parts (problem);
  g_autofree char *scaling = sl_data_words_scaling (problem);
  g_autofree char *notes = sl_data_words_notes (problem, self->overview);
  g_autofree char *shown = sl_data_words_shown (problem->dataset);

  gtk_label_set_text (self->parts_note, parts);
  set_fact (self->scaling, _ ("Scaling of the inputs"), scaling);
  set_fact (self->notes, _ ("Notes on the data"), notes);
  set_fact (self->source, _ ("Source"), sl_dataset_source (problem->source));
  gtk_label_set_text (self->shown, shown);
}

static void
show_problem (SlDataWindow *self)
{
  const SlProblem *problem = self->problem;
  gboolean regression = problem->dataset->task == SL_TASK_REGRESSION;
  const char *balance =
      regression ? _ ("Values of the target") : _ ("Rows of each class");

  adw_window_title_set_subtitle (self->title, sl_dataset_name (problem->dataset));
  show_contents (self, problem);
  show_sentences (self, problem);
  gtk_label_set_text (self->balance_title, balance);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->balance),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, balance, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->standardize_target), regression);
  gtk_widget_set_visible (self->samples_box, problem->dataset->width > 0);
  sl_data_table_show (self->table, problem->source, self->overview);
  show_pictures (self);
}

/* The task does not own the window: one that outlives its parent would be a danger to
 * GTK. What was stopped may be of a window that is gone. */
static void
counted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  SlDataWindow *self = data;
  Count *count = g_task_get_task_data (G_TASK (result));
  g_autoptr (SlDataOverview) overview = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_atomic_int_get (&count->stop))
    return;
  g_clear_object (&self->task);
  self->overview = g_steal_pointer (&overview);
  show_problem (self);
}

static void
take_problem (SlDataWindow *self, SlProblem *problem)
{
  Count *count = g_new0 (Count, 1);

  stop_counting (self);
  g_clear_pointer (&self->overview, sl_data_overview_unref);
  g_clear_pointer (&self->problem, sl_problem_unref);
  self->problem = sl_problem_ref (problem);
  show_problem (self);
  count->problem = sl_problem_ref (problem);
  self->task = g_task_new (NULL, NULL, counted_cb, self);
  g_task_set_task_data (self->task, count, count_free);
  g_task_run_in_thread (self->task, count_thread);
}

/* Hidden it neither follows nor counts: see sl_data_window_show(). */
static void
snapshot_changed_cb (SlSession *session, SlDataWindow *self)
{
  const SlSnapshot *snapshot = sl_session_snapshot (session);
  gboolean failed;

  if (snapshot == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  failed = snapshot->state == SL_RUN_FAILED;
  if (failed)
    gtk_label_set_text (self->trouble_text, snapshot->message);
  gtk_info_bar_set_revealed (self->trouble, failed);
  if (snapshot->state == SL_RUN_PREPARING && snapshot->problem == NULL)
    adw_window_title_set_subtitle (self->title, _ ("The data is being prepared…"));
  else if (self->problem != NULL)
    adw_window_title_set_subtitle (self->title, sl_dataset_name (self->problem->dataset));
  if (snapshot->problem != NULL && snapshot->problem != self->problem)
    take_problem (self, snapshot->problem);
}

static void
sl_data_window_show (GtkWidget *widget)
{
  SlDataWindow *self = SL_DATA_WINDOW (widget);

  GTK_WIDGET_CLASS (sl_data_window_parent_class)->show (widget);
  snapshot_changed_cb (self->session, self);
}

static void
sl_data_window_dispose (GObject *object)
{
  SlDataWindow *self = SL_DATA_WINDOW (object);

  stop_counting (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->overview, sl_data_overview_unref);
  g_clear_pointer (&self->problem, sl_problem_unref);
  G_OBJECT_CLASS (sl_data_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
#define BIND(child)                                                                      \
  gtk_widget_class_bind_template_child (widget_class, SlDataWindow, child)
  BIND (title);
  BIND (trouble);
  BIND (trouble_text);
  BIND (rows);
  BIND (inputs);
  BIND (target);
  BIND (pictures);
  BIND (train);
  BIND (validation);
  BIND (test);
  BIND (parts_note);
  BIND (scaling);
  BIND (notes);
  BIND (source);
  BIND (shown);
  BIND (balance_title);
  BIND (test_fraction);
  BIND (validation_fraction);
  BIND (seed);
  BIND (standardize);
  BIND (standardize_target);
  BIND (table);
  BIND (balance);
  BIND (samples);
  BIND (samples_box);
#undef BIND
}

static void
sl_data_window_class_init (SlDataWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_data_window_dispose;
  widget_class->show = sl_data_window_show;
  g_type_ensure (SL_TYPE_DATA_TABLE);
  g_type_ensure (SL_TYPE_SETTING_ROW);
  sl_help_install_key (widget_class);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/data-window.ui");
  bind_children (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK,
                                       "window.close", NULL);
}

static void
sl_data_window_init (SlDataWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->balance, draw_balance_cb, self, NULL);
  gtk_drawing_area_set_draw_func (self->samples, draw_samples_cb, self, NULL);
}

SlDataWindow *
sl_data_window_new (GtkWindow *parent, SlSession *session)
{
  SlDataWindow *self =
      g_object_new (SL_TYPE_DATA_WINDOW, "transient-for", parent, "destroy-with-parent",
                    TRUE, "hide-on-close", TRUE, NULL);
  SlSettingRow *rows[] = {self->test_fraction, self->validation_fraction, self->seed,
                          self->standardize, self->standardize_target};

  self->session = g_object_ref (session);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    sl_setting_row_set_session (rows[i], session);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb),
                           self, 0);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->table));
  return self;
}

SlDataOverview *
sl_data_window_overview (SlDataWindow *self)
{
  g_return_val_if_fail (SL_IS_DATA_WINDOW (self), NULL);
  return self->overview;
}
