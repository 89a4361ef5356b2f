/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/autosave.h"

#include "ui/moment.h"

/* How long the end waits for a worker in the middle of a minibatch, or for a slow disk.
 * What was saved before stays then. */
enum { END_LIMIT_MS = 2000 };

struct SlAutosave
{
  gint refs; /* the window, and a saving under way */

  /* Owned */
  SlSession *session;
  SlKeep *keep;              /* nullable: nothing can be kept, or it has ended */
  SlKeep *former;            /* nullable: the one before, while it is being saved to */
  GApplication *application; /* nullable: held until the end */

  SlAutosaveState state;
  SlAutosaveFailed failed; /* nullable */
  gpointer state_data;
  SlMoment saved, saving; /* moments: in the file; of the saving under way */
  gboolean is_saving, ends;
  gboolean told;      /* that it could not be saved */
  guint timer, limit; /* sources */
};

static void
unref (SlAutosave *self)
{
  if (--self->refs > 0)
    return;
  g_clear_object (&self->session);
  g_free (self);
}

/* On the saving thread. */
static void
add_state (SlSessionFile *file, gpointer data)
{
  file->window = g_bytes_ref (data);
}

static void
conclude (SlAutosave *self)
{
  g_clear_handle_id (&self->limit, g_source_remove);
  if (self->keep != NULL)
    sl_keep_end (g_steal_pointer (&self->keep));
  if (self->application != NULL) {
    g_application_release (self->application);
    g_clear_object (&self->application);
  }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  SlAutosave *self = data;
  g_autoptr (GError) error = NULL;

  self->is_saving = FALSE;
  sl_keep_discard (g_steal_pointer (&self->former));
  if (sl_session_save_finish (SL_SESSION (source), result, &error)) {
    self->saved = self->saving;
    self->told = FALSE;
  } else {
    g_message ("The run was not saved by itself: %s", error->message);
    if (self->failed != NULL && !self->told)
      self->failed (error->message, self->state_data);
    self->told = TRUE;
  }
  if (self->ends)
    conclude (self);
  unref (self);
}

static gboolean
has_changed (const SlAutosave *self, const SlMoment *now)
{
  return sl_moment_is_worth_keeping (now) && !sl_moment_equal (now, &self->saved);
}

/* The present run pauses for no longer than a copy of it takes. The runs of a lesson are
 * not the learner's, and those wait. */
static void
save (SlAutosave *self)
{
  SlMoment now = sl_session_moment (self->session);

  if (self->is_saving || self->keep == NULL || !has_changed (self, &now) ||
      sl_session_is_set_aside (self->session))
    return;
  self->is_saving = TRUE;
  self->saving = now;
  self->refs++;
  sl_session_save (self->session, sl_keep_path (self->keep), add_state,
                   self->state (self->state_data), (GDestroyNotify) g_bytes_unref,
                   saved_cb, self);
}

static gboolean
timer_cb (gpointer data)
{
  save (data);
  return G_SOURCE_CONTINUE;
}

SlAutosave *
sl_autosave_new (SlSession *session,
                 const char *folder,
                 guint seconds,
                 SlAutosaveState state,
                 gpointer data)
{
  SlAutosave *self;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (SL_IS_SESSION (session), NULL);
  g_return_val_if_fail (folder != NULL && seconds > 0 && state != NULL, NULL);

  self = g_new0 (SlAutosave, 1);
  self->refs = 1;
  self->session = g_object_ref (session);
  self->state = state;
  self->state_data = data;
  self->keep = sl_keep_new (folder, &error);
  if (self->keep == NULL)
    g_message ("%s", error->message);
  self->timer = g_timeout_add_seconds (seconds, timer_cb, self);
  return self;
}

void
sl_autosave_tell (SlAutosave *self, SlAutosaveFailed failed)
{
  g_return_if_fail (self != NULL);
  self->failed = failed;
}

void
sl_autosave_take (SlAutosave *self, SlKeep *keep)
{
  g_return_if_fail (self != NULL && keep != NULL);

  if (self->is_saving && self->former == NULL)
    self->former = self->keep;
  else
    sl_keep_discard (self->keep);
  self->keep = keep;
  self->saved = self->saving = sl_session_moment (self->session);
}

static gboolean
limit_cb (gpointer data)
{
  SlAutosave *self = data;

  self->limit = 0;
  conclude (self);
  return G_SOURCE_REMOVE;
}

void
sl_autosave_end (SlAutosave *self, GApplication *application)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->timer, g_source_remove);
  save (self);
  self->failed = NULL; /* who would be told is gone */
  self->ends = TRUE;
  if (self->is_saving) {
    if (application != NULL) {
      self->application = g_object_ref (application);
      g_application_hold (application);
    }
    self->limit = g_timeout_add (END_LIMIT_MS, limit_cb, self);
  } else {
    conclude (self);
  }
  unref (self);
}

void
sl_autosave_free (SlAutosave *self)
{
  if (self == NULL)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->failed = NULL;
  sl_keep_discard (g_steal_pointer (&self->keep));
  unref (self);
}
