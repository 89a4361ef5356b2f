/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/open-bar.h"
#include "ui/dialogs/open-choices.h"
#include "ui/figures/lesson-places.h"
#include <glib/gi18n-lib.h>

/* How often the progress is looked at, and how long a file may take before it is said. */
#define LOOK_MS 100

struct _SlOpenBar
{
  AdwBin parent_instance;

  /* Template */
  GtkInfoBar *bar;
  GtkLabel *title, *message;
  GtkProgressBar *progress;
  GtkButton *cancel, *choose, *close;

  /* Owned */
  SlSession *session;
  GTask *task; /* the file being read; NULL when there is none */

  guint look;       /* source */
  SlConfig refused; /* the run that the file was meant for, while "choose" is shown */
};

enum { OPENING, OPENED, SESSION_OPENED, LESSON_OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlOpenBar, sl_open_bar, ADW_TYPE_BIN)

/* One file on its way. */
typedef struct
{
  SlConfig config;    /* the run it is meant for */
  gboolean is_change; /* the file is open, and something else is wanted of it */
  gint stop;          /* atomic */
  gint permille;      /* atomic: read so far */
} Job;

static void
progress_cb (double share, gpointer data)
{
  Job *job = data;

  g_atomic_int_set (&job->permille, (gint) (share * 1000));
}

/* The reading thread: the rows are split and scaled once, for what only shows then (too
 * few rows, a target that is always the same) must not cost the run on screen. */
static void
read_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  SlInputWatch watch = {.stop = &job->stop, .progress = progress_cb, .data = job};
  g_autoptr (GError) error = NULL;
  g_autoptr (SlProblem) problem =
      sl_training_read_problem (&job->config, NULL, &watch, &error);

  if (problem == NULL || !sl_training_check_memory (&job->config, problem, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, sl_dataset_ref (problem->source),
                           (GDestroyNotify) sl_dataset_unref);
}

static void
read_session_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  SlInputWatch watch = {.stop = &job->stop, .progress = progress_cb, .data = job};
  GError *error = NULL;
  SlSessionFile *file = sl_session_file_read (job->config.file.path, &watch, &error);

  if (file == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, file, (GDestroyNotify) sl_session_file_free);
}

static void
read_lesson_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  SlLesson *lesson = sl_lesson_read (job->config.file.path, sl_lesson_places (), &error);

  if (lesson == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, lesson, (GDestroyNotify) sl_lesson_unref);
}

static Job *
job_of (SlOpenBar *self)
{
  return self->task != NULL ? g_task_get_task_data (self->task) : NULL;
}

static void
give_up (SlOpenBar *self)
{
  g_clear_handle_id (&self->look, g_source_remove);
  if (self->task != NULL)
    g_atomic_int_set (&job_of (self)->stop, TRUE);
  g_clear_object (&self->task);
}

static void
show (SlOpenBar *self, const char *title, const char *message, gboolean reading)
{
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->message, message);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *message != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->progress), reading);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), reading);
  gtk_widget_set_visible (GTK_WIDGET (self->choose), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->close), !reading);
  gtk_info_bar_set_message_type (self->bar,
                                 reading ? GTK_MESSAGE_INFO : GTK_MESSAGE_WARNING);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

/* What is wrong in the file may not matter when it is read in another way, which no
 * control outside can be asked for before it is open. */
static void
refuse (SlOpenBar *self, const SlConfig *config, const GError *error)
{
  show (self, _ ("This file cannot be used"), error->message, FALSE);
  if (!g_error_matches (error, SL_ERROR, SL_ERROR_DATA) &&
      !g_error_matches (error, SL_ERROR, SL_ERROR_ARGUMENT))
    return;
  self->refused = *config;
  gtk_widget_set_visible (GTK_WIDGET (self->choose), TRUE);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlOpenBar *self = SL_OPEN_BAR (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlDataset) dataset = g_task_propagate_pointer (G_TASK (result), &error);

  /* Given up, or another file has been asked for since. */
  if (G_TASK (result) != self->task)
    return;
  give_up (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (dataset != NULL && !job->is_change)
    g_signal_emit (self, signals[OPENING], 0);
  if (dataset != NULL && sl_session_open (self->session, dataset, &error)) {
    if (!job->is_change)
      g_signal_emit (self, signals[OPENED], 0, job->config.file.path);
    return;
  }
  if (job->is_change)
    show (self, _ ("The data stays as it was"), error->message, FALSE);
  else
    refuse (self, &job->config, error);
}

static void
session_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlOpenBar *self = SL_OPEN_BAR (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlSessionFile) file = g_task_propagate_pointer (G_TASK (result), &error);

  if (G_TASK (result) != self->task)
    return;
  give_up (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (file == NULL) {
    show (self, _ ("This session cannot be opened"), error->message, FALSE);
    return;
  }
  g_signal_emit (self, signals[OPENING], 0);
  sl_session_resume (self->session, file);
  g_signal_emit (self, signals[OPENED], 0, job->config.file.path);
  g_signal_emit (self, signals[SESSION_OPENED], 0, job->config.file.path, file->window,
                 file->embeds);
}

void
sl_open_bar_refuse_lesson (SlOpenBar *self, const GError *error)
{
  g_return_if_fail (SL_IS_OPEN_BAR (self) && error != NULL);
  show (self, _ ("This lesson cannot be played"), error->message, FALSE);
}

static void
lesson_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlOpenBar *self = SL_OPEN_BAR (source);
  const Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autoptr (SlLesson) lesson = g_task_propagate_pointer (G_TASK (result), &error);

  if (G_TASK (result) != self->task)
    return;
  give_up (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (lesson == NULL) {
    sl_open_bar_refuse_lesson (self, error);
    return;
  }
  g_signal_emit (self, signals[OPENED], 0, job->config.file.path);
  g_signal_emit (self, signals[LESSON_OPENED], 0, lesson);
}

/* A file that is there at once needs no bar. */
static gboolean
look_cb (gpointer data)
{
  SlOpenBar *self = data;
  Job *job = job_of (self);
  g_autofree char *name = sl_config_data_name (&job->config);
  g_autofree char *title = g_strdup_printf (_ ("Reading %s…"), name);

  show (self, title, "", TRUE);
  gtk_progress_bar_set_fraction (self->progress,
                                 g_atomic_int_get (&job->permille) / 1000.0);
  return G_SOURCE_CONTINUE;
}

/* Other data was chosen: what is still being read is not wanted any more, and what was
 * said of a file that could not be used is over. */
static void
config_changed_cb (SlSession *session, const char *id, SlOpenBar *self)
{
  if (!g_str_equal (id, "dataset") && !g_str_equal (id, "data"))
    return;
  give_up (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
cancel_cb (GtkButton *button, SlOpenBar *self)
{
  give_up (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/* The file of @job is read by @work on another thread, in place of one that still is. */
static void
start (SlOpenBar *self, Job *job, GTaskThreadFunc work, GAsyncReadyCallback done)
{
  give_up (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->task = g_task_new (self, NULL, done, NULL);
  g_task_set_task_data (self->task, job, g_free);
  self->look = g_timeout_add (LOOK_MS, look_cb, self);
  g_task_run_in_thread (self->task, work);
}

/* @config: of the run that is wanted; its file is read. */
static void
begin (SlOpenBar *self, const SlConfig *config, gboolean is_change)
{
  Job *job = g_new0 (Job, 1);

  job->config = *config;
  /* What the target is for may be something else. */
  job->config.loss = NULL;
  job->is_change = is_change;
  start (self, job, read_cb, done_cb);
}

static void
chosen_cb (GtkWidget *bar, const SlConfig *config, const GError *error)
{
  SlOpenBar *self = SL_OPEN_BAR (bar);

  if (error != NULL)
    refuse (self, config, error);
  else
    begin (self, config, FALSE);
}

static void
choose_cb (GtkButton *button, SlOpenBar *self)
{
  sl_open_choices_show (GTK_WIDGET (self), &self->refused, chosen_cb);
}

static void
sl_open_bar_dispose (GObject *object)
{
  SlOpenBar *self = SL_OPEN_BAR (object);

  give_up (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sl_open_bar_parent_class)->dispose (object);
}

static void
sl_open_bar_class_init (SlOpenBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_open_bar_dispose;
  signals[OPENING] =
      g_signal_new ("opening", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                  0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SESSION_OPENED] = g_signal_new (
      "session-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
      G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_BYTES, G_TYPE_BOOLEAN);
  signals[LESSON_OPENED] =
      g_signal_new ("lesson-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/open-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SlOpenBar, bar);
  gtk_widget_class_bind_template_child (widget_class, SlOpenBar, title);
  gtk_widget_class_bind_template_child (widget_class, SlOpenBar, message);
  gtk_widget_class_bind_template_child (widget_class, SlOpenBar, progress);
  gtk_widget_class_bind_template_child (widget_class, SlOpenBar, cancel);
  gtk_widget_class_bind_template_child (widget_class, SlOpenBar, choose);
  gtk_widget_class_bind_template_child (widget_class, SlOpenBar, close);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
sl_open_bar_init (SlOpenBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sl_open_bar_set_session (SlOpenBar *self, SlSession *session)
{
  g_return_if_fail (SL_IS_OPEN_BAR (self));
  g_return_if_fail (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
}

void
sl_open_bar_open (SlOpenBar *self, const char *path)
{
  /* Files that are no data. */
  static const struct
  {
    const char *ending;
    GTaskThreadFunc read;
    GAsyncReadyCallback done;
  } kinds[] = {
      {SL_SESSION_ENDING, read_session_cb, session_done_cb},
      {SL_LESSON_ENDING, read_lesson_cb, lesson_done_cb},
  };
  SlConfig config;

  g_return_if_fail (SL_IS_OPEN_BAR (self));
  g_return_if_fail (path != NULL);

  config = *sl_session_config (self->session);
  sl_config_take_file (&config, path);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    Job *job;

    if (!g_str_has_suffix (path, kinds[i].ending))
      continue;
    job = g_new0 (Job, 1);
    job->config = config;
    start (self, job, kinds[i].read, kinds[i].done);
    return;
  }
  begin (self, &config, FALSE);
}

void
sl_open_bar_change (SlOpenBar *self, const SlSetting *setting, const char *text)
{
  SlConfig config;
  gboolean is_change = TRUE;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (SL_IS_OPEN_BAR (self));
  g_return_if_fail (setting != NULL && text != NULL);

  /* Several changes one after the other come to one reading. */
  config = *sl_session_config (self->session);
  if (self->task != NULL) {
    config = job_of (self)->config;
    is_change = job_of (self)->is_change;
  }
  if (!sl_setting_change (setting, &config, text, &error) ||
      !sl_config_validate (&config, &error)) {
    give_up (self);
    show (self, _ ("The data stays as it was"), error->message, FALSE);
    return;
  }
  if (sl_file_options_equal (&config.file, &sl_session_config (self->session)->file)) {
    give_up (self);
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    return;
  }
  begin (self, &config, is_change);
}
