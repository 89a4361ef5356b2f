/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/recent.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

/* As files are told from those of other programs. */
#define NAME "sparsity-lab"

/* The desktop wants to know; the list works without. */
#define ANY_TYPE "application/octet-stream"

void
sl_recent_add (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);
  g_autofree char *type = g_content_type_guess (path, NULL, 0, NULL);
  g_autofree char *mime = type != NULL ? g_content_type_get_mime_type (type) : NULL;
  GtkRecentData data = {.mime_type = mime != NULL ? mime : (char *) ANY_TYPE,
                        .app_name = (char *) NAME,
                        .app_exec = (char *) NAME " %f"};

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static gint
compare_times (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

/* "houses.csv – Documents": the folder tells files of one name apart. */
static char *
label_of (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *where = g_filename_display_basename (folder);

  return g_strdup_printf (_ ("%s – %s"), name, where);
}

static void
add_file (GMenu *menu, const char *path)
{
  g_autofree char *label = label_of (path);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, "win.open", g_variant_new_string (path));
  g_menu_append_item (menu, item);
}

void
sl_recent_fill (GMenu *menu)
{
  GList *all = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  int n = 0;

  g_return_if_fail (G_IS_MENU (menu));

  g_menu_remove_all (menu);
  g_menu_append (menu, _ ("The last run"), "win.open-last");
  all = g_list_sort (all, compare_times);
  for (GList *l = all; l != NULL && n < SL_RECENT_MOST; l = l->next) {
    g_autoptr (GFile) file = g_file_new_for_uri (gtk_recent_info_get_uri (l->data));
    g_autofree char *path = g_file_get_path (file);

    /* An action takes UTF-8 only. */
    if (!gtk_recent_info_has_application (l->data, NAME) || path == NULL ||
        !g_utf8_validate (path, -1, NULL) || !gtk_recent_info_exists (l->data))
      continue;
    add_file (menu, path);
    n++;
  }
  g_list_free_full (all, (GDestroyNotify) gtk_recent_info_unref);
}

void
sl_recent_follow (GMenu *menu)
{
  g_return_if_fail (G_IS_MENU (menu));

  sl_recent_fill (menu);
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed",
                           G_CALLBACK (sl_recent_fill), menu, G_CONNECT_SWAPPED);
}
