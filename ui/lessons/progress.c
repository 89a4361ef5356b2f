/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lessons/progress.h"

#define STEP "step"
#define DONE "done"

static char *
progress_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "sparsity-lab", "lessons.ini", NULL);
}

SlLessonProgress
sl_lesson_progress_load (const char *id)
{
  SlLessonProgress progress = {0};
  g_autofree char *path = progress_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return progress;
  progress.step = MAX (g_key_file_get_integer (file, id, STEP, NULL), 0);
  progress.done = g_key_file_get_boolean (file, id, DONE, NULL);
  return progress;
}

void
sl_lesson_progress_save (const char *id, const SlLessonProgress *progress)
{
  g_autofree char *path = progress_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  g_key_file_set_integer (file, id, STEP, progress->step);
  g_key_file_set_boolean (file, id, DONE, progress->done);
  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, path, &error))
    g_message ("The progress of lessons was not saved: %s", error->message);
}
