/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures and settings have tables of their own. The rest is of the window, which a
 * lesson is checked without; tests/ui/test-lessons.c looks for each there. */
#include "ui/figures/lesson-places.h"
#include "ui/figures/figure.h"

static const char *const pages[] = {"train",   "weights", "geometry", "path",
                                    "compare", "prune",   NULL};
static const char *const readouts[] = {"epoch",       "train-loss", "test-loss", "loss",
                                       "train-score", "test-score", "score",     "zeros",
                                       "near-zeros",  "norm-l1",    "norm-l2",   NULL};
static const char *const actions[] = {"play",       "playing",     "play-pause",
                                      "step-batch", "step-epoch",  "reset",
                                      "speed",      "show-export", NULL};

static const char *const *
figure_ids (void)
{
  const SlKindTable *table = sl_figures ();
  const char **ids = g_new0 (const char *, table->n + 1);

  for (size_t i = 0; i < table->n; i++)
    ids[i] = table->kinds[i]->id;
  return ids;
}

static const char *const *
setting_ids (void)
{
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  const char **ids = g_new0 (const char *, n + 1);

  for (size_t i = 0; i < n; i++)
    ids[i] = settings[i].id;
  return ids;
}

const SlLessonPlaces *
sl_lesson_places (void)
{
  static SlLessonPlaces places;
  static gsize is_made;

  /* Made once, and kept to the end of the program. */
  if (g_once_init_enter (&is_made)) {
    places.ids[SL_LESSON_LOOK_FIGURE] = figure_ids ();
    places.ids[SL_LESSON_LOOK_CONTROL] = setting_ids ();
    places.ids[SL_LESSON_LOOK_READOUT] = readouts;
    places.ids[SL_LESSON_LOOK_PAGE] = pages;
    places.ids[SL_LESSON_LOOK_ACTION] = actions;
    g_once_init_leave (&is_made, TRUE);
  }
  return &places;
}
