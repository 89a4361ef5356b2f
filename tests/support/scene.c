/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/support/scene.h"

#include <math.h>

void
scene_draw (Scene *scene, const char *id, SlSnapshot *snapshot, gboolean dark)
{
  g_autoptr (GError) error = NULL;

  scene->figure = (const SlFigureType *) sl_kind_find (sl_figures (), id, &error);
  g_assert_no_error (error);
  scene->view = sl_figure_view_default (scene->figure);
  scene->theme = sl_theme_screen (dark, FALSE);
  scene->snapshot = snapshot;
  SlColor card = sl_style_ink (&scene->theme, SL_INK_CARD);
  picture_init (&scene->picture, SCENE_WIDTH, SCENE_HEIGHT, &card);
}

void
scene_finish (Scene *scene)
{
  scene->figure->draw (scene->picture.cr, SCENE_WIDTH, SCENE_HEIGHT, scene->snapshot,
                       &scene->view, &scene->theme);
}

void
scene_clear (Scene *scene)
{
  picture_clear (&scene->picture);
}

SlProbe
scene_probe (Scene *scene, double x, double y)
{
  SlProbe probe;

  scene->figure->probe (SCENE_WIDTH, SCENE_HEIGHT, scene->snapshot, &scene->view,
                        &scene->theme, x, y, &probe);
  return probe;
}

SlProblem *
scene_problem (const char *id)
{
  SlProblemOptions options = {.test_fraction = 0.25, .standardize = TRUE, .seed = 1};
  g_autoptr (GError) error = NULL;
  const SlKind *type = sl_kind_find (sl_datasets (), id, &error);
  double data_options[SL_N_DATA_OPTIONS];

  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    data_options[i] = NAN;
  g_autoptr (SlDataset) set =
      sl_dataset_make ((const SlDatasetType *) type, data_options, 1, &error);
  g_assert_no_error (error);
  SlProblem *problem = sl_problem_new (set, &options, &error);
  g_assert_no_error (error);
  return problem;
}
