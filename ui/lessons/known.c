/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lessons/known.h"

/* What the thread works on; it outlives the object until the thread is done. */
typedef struct
{
  SlLesson *lesson;         /* Owned */
  SlLessonNumbers *numbers; /* Owned, the thread's until it has ended */
  gint stop;                /* atomic */
  GMainContext *context;    /* Owned */
  gpointer owner; /* Borrowed; only touched on the main thread, NULL once gone */
} Job;

/* A run that is there. */
typedef struct
{
  Job *job;             /* counted */
  SlSnapshot *snapshot; /* Owned */
  const char *name;     /* Borrowed from the lesson */
} News;

struct _SlLessonKnown
{
  GObject parent_instance;

  SlLessonNumbers *numbers; /* Owned */
  SlSnapshot *now;          /* Owned, nullable */
  char *page;               /* Owned, nullable */
  Job *job;                 /* counted, nullable */
};

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SlLessonKnown, sl_lesson_known, G_TYPE_OBJECT)

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->numbers, sl_lesson_numbers_free);
  sl_lesson_unref (job->lesson);
  g_main_context_unref (job->context);
}

static void
job_unref (gpointer job)
{
  g_atomic_rc_box_release_full (job, job_clear);
}

static void
news_free (gpointer data)
{
  News *news = data;

  sl_snapshot_unref (news->snapshot);
  job_unref (news->job);
  g_free (news);
}

static gboolean
news_cb (gpointer data)
{
  const News *news = data;
  SlLessonKnown *self = news->job->owner;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  sl_lesson_numbers_take (self->numbers, news->name, news->snapshot);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* All of it: also what a snapshot alone does not hold. */
static gboolean
finished_cb (gpointer data)
{
  Job *job = data;
  SlLessonKnown *self = job->owner;

  if (self == NULL)
    return G_SOURCE_REMOVE;
  sl_lesson_numbers_free (self->numbers);
  self->numbers = g_steal_pointer (&job->numbers);
  sl_lesson_numbers_take (self->numbers, "now", self->now);
  sl_lesson_numbers_set_page (self->numbers, self->page);
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

static void
tell (Job *job, GSourceFunc callback, gpointer data, GDestroyNotify destroy)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, callback, data, destroy);
  g_source_attach (source, job->context);
}

/* A run that fails leaves its sentences without their numbers. */
static gpointer
work (gpointer data)
{
  Job *job = data;

  for (int i = 0; i < job->lesson->n_runs && !g_atomic_int_get (&job->stop); i++) {
    const SlLessonRun *run = job->lesson->runs[i];
    News *news;

    if (!sl_lesson_numbers_train (job->numbers, run, 0, &job->stop, NULL))
      continue;
    news = g_new0 (News, 1);
    news->job = g_atomic_rc_box_acquire (job);
    news->name = run->id;
    news->snapshot = sl_snapshot_ref (sl_lesson_numbers_snapshot (job->numbers, run->id));
    tell (job, news_cb, news, news_free);
  }
  tell (job, finished_cb, g_atomic_rc_box_acquire (job), job_unref);
  job_unref (job);
  return NULL;
}

void
sl_lesson_known_stop (SlLessonKnown *self)
{
  g_return_if_fail (SL_IS_LESSON_KNOWN (self));

  if (self->job == NULL)
    return;
  self->job->owner = NULL;
  g_atomic_int_set (&self->job->stop, TRUE);
  g_clear_pointer (&self->job, job_unref);
}

static void
sl_lesson_known_dispose (GObject *object)
{
  SlLessonKnown *self = SL_LESSON_KNOWN (object);

  sl_lesson_known_stop (self);
  g_clear_pointer (&self->now, sl_snapshot_unref);
  G_OBJECT_CLASS (sl_lesson_known_parent_class)->dispose (object);
}

static void
sl_lesson_known_finalize (GObject *object)
{
  SlLessonKnown *self = SL_LESSON_KNOWN (object);

  sl_lesson_numbers_free (self->numbers);
  g_free (self->page);
  G_OBJECT_CLASS (sl_lesson_known_parent_class)->finalize (object);
}

static void
sl_lesson_known_class_init (SlLessonKnownClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_lesson_known_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_lesson_known_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
}

static void
sl_lesson_known_init (SlLessonKnown *self)
{
  self->numbers = sl_lesson_numbers_new ();
}

SlLessonKnown *
sl_lesson_known_new (SlLesson *lesson)
{
  SlLessonKnown *self = g_object_new (SL_TYPE_LESSON_KNOWN, NULL);
  Job *job = g_atomic_rc_box_new0 (Job);

  job->lesson = sl_lesson_ref (lesson);
  job->numbers = sl_lesson_numbers_new ();
  job->context = g_main_context_ref_thread_default ();
  job->owner = self;
  self->job = job;
  g_thread_unref (g_thread_new ("lesson", work, g_atomic_rc_box_acquire (job)));
  return self;
}

SlLessonNumbers *
sl_lesson_known_numbers (SlLessonKnown *self)
{
  g_return_val_if_fail (SL_IS_LESSON_KNOWN (self), NULL);
  return self->numbers;
}

void
sl_lesson_known_now (SlLessonKnown *self, SlSnapshot *snapshot, const char *page)
{
  g_return_if_fail (SL_IS_LESSON_KNOWN (self));

  if (snapshot != NULL)
    sl_snapshot_ref (snapshot);
  g_clear_pointer (&self->now, sl_snapshot_unref);
  self->now = snapshot;
  if (g_strcmp0 (page, self->page) != 0) {
    g_free (self->page);
    self->page = g_strdup (page);
  }
  sl_lesson_numbers_take (self->numbers, "now", snapshot);
  sl_lesson_numbers_set_page (self->numbers, page);
  g_signal_emit (self, signals[CHANGED], 0);
}
