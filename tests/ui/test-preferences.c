/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window remembers; and whatever the file says, it opens. */
#include "ui/preferences.h"
#include <glib/gstdio.h>

typedef struct
{
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_build_filename (g_get_user_config_dir (), "sparsity-lab", NULL);
  f->path = g_build_filename (f->folder, "window.ini", NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_remove (f->path);
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static void
check_absent (Fixture *f, gconstpointer data)
{
  SlPreferences preferences = sl_preferences_load ();

  g_assert_cmpint (preferences.appearance, ==, SL_APPEARANCE_SYSTEM);
  g_assert_true (preferences.sidebar);
  g_assert_true (preferences.first_steps);
}

static void
check_round_trip (Fixture *f, gconstpointer data)
{
  for (int appearance = SL_APPEARANCE_SYSTEM; appearance <= SL_APPEARANCE_DARK;
       appearance++)
    for (int sidebar = 0; sidebar < 2; sidebar++) {
      SlPreferences saved = {.appearance = appearance,
                             .sidebar = sidebar,
                             .first_steps = !sidebar,
                             .text_scale = 1.25,
                             .width = 1920,
                             .height = 1080,
                             .maximized = sidebar,
                             .cards = {"loss", "", "zeros", "network"}},
                    loaded;

      sl_preferences_save (&saved);
      loaded = sl_preferences_load ();
      g_assert_cmpint (loaded.appearance, ==, appearance);
      g_assert_cmpint (loaded.sidebar, ==, sidebar);
      g_assert_cmpint (loaded.first_steps, ==, !sidebar);
      g_assert_cmpfloat (loaded.text_scale, ==, 1.25);
      g_assert_cmpint (loaded.width, ==, 1920);
      g_assert_cmpint (loaded.height, ==, 1080);
      g_assert_cmpint (loaded.maximized, ==, sidebar);
      for (int i = 0; i < SL_PREFERENCES_CARDS; i++)
        g_assert_cmpstr (loaded.cards[i], ==, saved.cards[i]);
    }
}

static void
check_garbage (Fixture *f, gconstpointer data)
{
  static const char *const contents[] = {"",
                                         "[window]\nappearance=mauve\n",
                                         "[window\n",
                                         "\xff\xfe",
                                         "[window]\nsidebar=\n",
                                         "[window]\ncards=;;;;;;;;;\n",
                                         "[window]\ntext-scale=huge\n",
                                         "[window]\nwidth=-7\nheight=99999999\n"};

  g_mkdir_with_parents (f->folder, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++) {
    g_assert_true (g_file_set_contents (f->path, contents[i], -1, NULL));
    g_assert_cmpint (sl_preferences_load ().appearance, ==, SL_APPEARANCE_SYSTEM);
    g_assert_true (sl_preferences_load ().sidebar);
    g_assert_cmpfloat (sl_preferences_load ().text_scale, ==, 1.0);
    g_assert_cmpint (sl_preferences_load ().width, ==, 0);
    g_assert_cmpint (sl_preferences_load ().height, ==, 0);
  }
}

int
main (int argc, char **argv)
{
  /* A folder of the test's own for what would be the user's. */
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/preferences/absent", Fixture, NULL, set_up, check_absent, tear_down);
  g_test_add ("/preferences/round-trip", Fixture, NULL, set_up, check_round_trip,
              tear_down);
  g_test_add ("/preferences/garbage", Fixture, NULL, set_up, check_garbage, tear_down);
  return g_test_run ();
}
