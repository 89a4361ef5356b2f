/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/support/picture.h"
#include "ui/figures/figure.h"

G_BEGIN_DECLS

enum { SCENE_WIDTH = 700, SCENE_HEIGHT = 500 };

/** Scene: a figure about to be drawn on a picture, as a card on screen shows it. */
typedef struct
{
  const SlFigureType *figure;
  SlFigureView view;
  SlTheme theme;
  SlSnapshot *snapshot; /* Borrowed */
  Picture picture;
} Scene;

/** scene_draw: sets up figure @id in its default view; scene_finish() draws it. */
void scene_draw (Scene *scene, const char *id, SlSnapshot *snapshot, gboolean dark);
void scene_finish (Scene *scene);
void scene_clear (Scene *scene);

/** scene_probe: Returns what the figure says of a point. */
SlProbe scene_probe (Scene *scene, double x, double y);

/** scene_problem: Returns (transfer full) the data set @id, split and scaled. */
SlProblem *scene_problem (const char *id);

G_END_DECLS
