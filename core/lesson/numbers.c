/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/lesson/numbers.h"

#include "core/lesson/make-run.h"

#include <math.h>

typedef struct
{
  SlSnapshot *snapshot; /* Owned */
  double silence;       /* see sl_lesson_numbers_silence() */
} Known;

struct SlLessonNumbers
{
  GHashTable *known; /* name → Known */
  char *page;        /* Owned, nullable */
};

static void
known_free (Known *known)
{
  sl_snapshot_unref (known->snapshot);
  g_free (known);
}

static void
keep (SlLessonNumbers *self, const char *name, SlSnapshot *snapshot, double silence)
{
  Known *known = g_new (Known, 1);
  *known = (Known){sl_snapshot_ref (snapshot), silence};
  g_hash_table_replace (self->known, g_strdup (name), known);
}

SlLessonNumbers *
sl_lesson_numbers_new (void)
{
  SlLessonNumbers *self = g_new0 (SlLessonNumbers, 1);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) known_free);
  return self;
}

void
sl_lesson_numbers_free (SlLessonNumbers *self)
{
  g_hash_table_unref (self->known);
  g_free (self->page);
  g_free (self);
}

gboolean
sl_lesson_numbers_train (SlLessonNumbers *self,
                         const SlLessonRun *run,
                         gint64 shift,
                         const gint *stop,
                         GError **error)
{
  double silence = NAN;
  g_autoptr (SlSnapshot) end = sl_lesson_make_run (run, shift, stop, &silence, error);
  if (end == NULL)
    return FALSE;
  keep (self, sl_lesson_run_id (run), end, silence);
  return TRUE;
}

void
sl_lesson_numbers_take (SlLessonNumbers *self, const char *name, SlSnapshot *snapshot)
{
  if (snapshot != NULL)
    keep (self, name, snapshot, NAN);
  else
    g_hash_table_remove (self->known, name);
}

void
sl_lesson_numbers_needs (SlNeeds *needs)
{
  needs->weights = G_MAXUINT64;
  needs->layer_norms = TRUE;
}

void
sl_lesson_numbers_set_page (SlLessonNumbers *self, const char *page)
{
  g_free (self->page);
  self->page = g_strdup (page);
}

const char *
sl_lesson_numbers_page (const SlLessonNumbers *self)
{
  return self->page;
}

double
sl_lesson_numbers_silence (const SlLessonNumbers *self, const char *name)
{
  const Known *known = g_hash_table_lookup (self->known, name);
  return known != NULL ? known->silence : NAN;
}

gboolean
sl_lesson_numbers_knows (const SlLessonNumbers *self, const char *name)
{
  return g_hash_table_contains (self->known, name);
}

SlSnapshot *
sl_lesson_numbers_snapshot (const SlLessonNumbers *self, const char *name)
{
  const Known *known = g_hash_table_lookup (self->known, name);
  return known != NULL ? known->snapshot : NULL;
}
