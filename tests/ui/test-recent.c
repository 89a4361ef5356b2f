/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that were opened or saved are in the menu, the newest first, and only as long as
 * they are there; a file with an odd name is, too. */
#include "tests/ui/window-fixture.h"
#include "ui/recent.h"
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  WindowFixture window;
  GMenu *menu;
  char *folder;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  window_fixture_set_up (&f->window, data);
  f->menu = g_menu_new ();
  f->folder = g_dir_make_tmp ("sl-recent-XXXXXX", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_unref (f->menu);
  g_rmdir (f->folder);
  g_free (f->folder);
  window_fixture_tear_down (&f->window, data);
}

/* Returns (transfer full) (nullable) the path at @place of the menu. */
static char *
path_at (Fixture *f, int place)
{
  char *path = NULL;

  sl_recent_fill (f->menu);
  if (place < g_menu_model_get_n_items (G_MENU_MODEL (f->menu)))
    g_menu_model_get_item_attribute (G_MENU_MODEL (f->menu), place,
                                     G_MENU_ATTRIBUTE_TARGET, "s", &path);
  return path;
}

static gboolean
is_at (Fixture *f, int place, const char *path)
{
  g_autofree char *found = path_at (f, place);

  return g_strcmp0 (found, path) == 0;
}

static char *
table_named (Fixture *f, const char *name)
{
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (
      path, "a,y\n1,2\n2,3\n3,5\n4,4\n5,6\n6,8\n7,7\n8,9\n9,9\n", -1, NULL));
  return path;
}

static void
check_list (Fixture *f, gconstpointer data)
{
  g_autofree char *first = table_named (f, "first.csv");
  g_autofree char *second = table_named (f, "zwölf & <b>.csv");
  g_autofree char *wrong = g_build_filename (f->folder, "wrong.csv", NULL);

  g_assert_true (g_file_set_contents (wrong, "nothing", -1, NULL));
  g_assert_null (path_at (f, 0)); /* the last run */
  sl_window_open (f->window.window, first);
  test_wait_until (is_at (f, 1, first));
  g_usleep (1100000); /* the list knows seconds */
  sl_window_open (f->window.window, wrong);
  sl_window_open (f->window.window, second);
  test_wait_until (is_at (f, 1, second));
  g_assert_true (is_at (f, 2, first));
  g_assert_true (is_at (f, 3, NULL));
  g_unlink (second);
  test_wait_until (is_at (f, 1, first));
  g_unlink (first);
  g_unlink (wrong);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add ("/recent/list", Fixture, NULL, set_up, check_list, tear_down);
  return g_test_run ();
}
