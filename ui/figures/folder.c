/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/folder.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* The name without ending of figure @i: its id, numbered where it is there before. */
static char *
stem_of (const SlSlide *slide, guint i)
{
  const char *id = slide->panels[i].figure->kind.id;
  guint before = 0;

  for (guint k = 0; k < i; k++)
    before += g_str_equal (slide->panels[k].figure->kind.id, id);
  return before == 0 ? g_strdup (id) : g_strdup_printf ("%s-%u", id, before + 1);
}

GStrv
sl_folder_names (const SlSlide *slide, const char *ending)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  g_return_val_if_fail (slide != NULL && ending != NULL, NULL);

  for (guint i = 0; i < slide->n; i++) {
    g_autofree char *stem = stem_of (slide, i);
    g_autofree char *picture = g_strconcat (stem, ".", ending, NULL);
    g_autofree char *numbers = g_strconcat (stem, ".csv", NULL);

    g_strv_builder_add (names, picture);
    if (slide->panels[i].figure->numbers != NULL)
      g_strv_builder_add (names, numbers);
  }
  return g_strv_builder_end (names);
}

GStrv
sl_folder_existing (const SlSlide *slide, const char *ending, const char *folder)
{
  g_autoptr (GStrvBuilder) there = g_strv_builder_new ();
  g_auto (GStrv) names = sl_folder_names (slide, ending);

  g_return_val_if_fail (folder != NULL, NULL);

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    if (g_file_test (path, G_FILE_TEST_EXISTS))
      g_strv_builder_add (there, names[i]);
  }
  return g_strv_builder_end (there);
}

gboolean
sl_folder_make (const char *folder, gboolean *made, GError **error)
{
  g_return_val_if_fail (folder != NULL && made != NULL, FALSE);

  *made = g_mkdir (folder, 0777) == 0;
  if (!*made && errno != EEXIST) {
    int problem = errno;
    g_autofree char *shown = g_filename_display_name (folder);

    g_set_error (error, SL_ERROR, SL_ERROR_WRITE,
                 _ ("The folder “%s” could not be made: %s."), shown,
                 g_strerror (problem));
    return FALSE;
  }
  return TRUE;
}

static gboolean
add_panel (SlFileSet *files,
           const SlSlide *slide,
           guint i,
           const SlExport *spec,
           const char *ending,
           const char *folder,
           GError **error)
{
  const SlPanel *panel = &slide->panels[i];
  g_autoptr (SlSlide) single = sl_slide_new ();
  g_autofree char *stem = stem_of (slide, i);
  g_autofree char *start = g_build_filename (folder, stem, NULL);
  g_autofree char *picture = g_strconcat (start, ".", ending, NULL);
  g_autofree char *table = g_strconcat (start, ".csv", NULL);
  g_autoptr (SlNumbers) numbers = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GString) csv = NULL;

  sl_slide_add (single, panel->figure, panel->snapshot, &panel->view);
  bytes = sl_slide_render (single, spec, picture, error);
  if (bytes == NULL || !sl_file_set_add (files, picture, g_bytes_get_data (bytes, NULL),
                                         g_bytes_get_size (bytes), error))
    return FALSE;
  numbers = sl_figure_numbers (panel->figure, panel->snapshot, &panel->view);
  if (numbers == NULL)
    return TRUE;
  csv = sl_numbers_csv (numbers);
  return sl_file_set_add (files, table, csv->str, csv->len, error);
}

static gboolean
is_wanted (const SlInputWatch *watch, double share, GError **error)
{
  if (watch != NULL && watch->progress != NULL)
    watch->progress (share, watch->data);
  if (watch == NULL || watch->stop == NULL || !g_atomic_int_get (watch->stop))
    return TRUE;
  g_set_error_literal (error, SL_ERROR, SL_ERROR_CANCELLED,
                       _ ("Stopped on request; nothing was written"));
  return FALSE;
}

static gboolean
write_all (const SlSlide *slide,
           const SlExport *spec,
           const char *ending,
           const char *folder,
           const SlInputWatch *watch,
           GError **error)
{
  g_autoptr (SlFileSet) files = sl_file_set_new ();

  for (guint i = 0; i < slide->n; i++)
    if (!is_wanted (watch, (double) i / slide->n, error) ||
        !add_panel (files, slide, i, spec, ending, folder, error))
      return FALSE;
  return is_wanted (watch, 1.0, error) && sl_file_set_finish (files, error);
}

gboolean
sl_folder_export (const SlSlide *slide,
                  const SlExport *spec,
                  const char *ending,
                  const char *folder,
                  const SlInputWatch *watch,
                  GError **error)
{
  gboolean made;

  g_return_val_if_fail (slide != NULL && spec != NULL, FALSE);
  g_return_val_if_fail (ending != NULL && folder != NULL, FALSE);

  if (!sl_folder_make (folder, &made, error))
    return FALSE;
  if (write_all (slide, spec, ending, folder, watch, error))
    return TRUE;
  if (made)
    g_rmdir (folder);
  return FALSE;
}
