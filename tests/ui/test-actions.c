/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions of the window: what scripts and tests over the session bus rely on. */
#include "tests/ui/window-fixture.h"
#include <glib/gstdio.h>

/* Name, type of value and state ("" = none), and a value that means nothing. */
static const struct
{
  const char *name, *type, *state, *bad;
} actions[] = {
    {"penalty", "s", "'l1'", "'lasso'"},
    {"lambda", "d", "0.0", "-1.0"},
    {"l1-share", "d", "0.5", "1.5"},
    {"zeros-by", "s", "'proximal'", "'magic'"},
    {"dataset", "s", "'digits'", "'moon'"},
    {"hidden", "s", "'32,16'", "'32,,16'"},
    {"activation", "s", "'relu'", "''"},
    {"optimizer", "s", "'adam'", "'newton'"},
    {"learning-rate", "d", "0.002", "0.0"},
    {"batch-size", "i", "32", "-1"},
    {"loss", "s", "'auto'", "'squared'"},
    {"seed", "i", "1", "-5"},
    {"initializer", "s", "'auto'", "'zeros'"},
    {"near-zero", "d", "0.001", "-0.1"},
    {"preset", "s", "''", "'chapter-wide'"},
    {"compare", "s", "'penalties'", "'chalk'"},
    {"speed", "d", "30.0", "0.0"},
    {"playing", "b", "false", NULL},
    {"step-batch", "", NULL, NULL},
    {"step-epoch", "", NULL, NULL},
    {"reset", "", NULL, NULL},
    {"export", "(ss)", NULL, NULL},
    {"show-numbers", "s", NULL, NULL},
    {"export-all", "(ss)", NULL, NULL},
    {"export-code", "(ss)", NULL, NULL},
    {"export-film", "(sis)", NULL, NULL},
    {"show-code", "", NULL, NULL},
    {"export-weights", "s", NULL, NULL},
    {"export-history", "s", NULL, NULL},
    {"copy-command-line", "s", NULL, NULL},
};

static void
check_table (WindowFixture *f, gconstpointer data)
{
  GActionGroup *group = G_ACTION_GROUP (f->window);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++) {
    const GVariantType *type =
        g_action_group_get_action_parameter_type (group, actions[i].name);
    g_autoptr (GVariant) state = NULL;
    g_autofree char *text = NULL;

    g_assert_true (g_action_group_has_action (group, actions[i].name));
    g_assert_true (g_action_group_get_action_enabled (group, actions[i].name));
    if (*actions[i].type == '\0')
      g_assert_null (type);
    else
      g_assert_true (g_variant_type_equal (type, G_VARIANT_TYPE (actions[i].type)));
    state = g_action_group_get_action_state (group, actions[i].name);
    text = state != NULL ? g_variant_print (state, FALSE) : NULL;
    g_assert_cmpstr (text, ==, actions[i].state);
  }
}

/* Values that mean nothing leave everything as it was. */
static void
check_bad_values (WindowFixture *f, gconstpointer data)
{
  SlConfig before = *sl_session_config (f->session);

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++) {
    g_autoptr (GVariant) state = NULL;
    g_autofree char *text = NULL;

    if (actions[i].bad == NULL)
      continue;
    g_action_group_activate_action (G_ACTION_GROUP (f->window), actions[i].name,
                                    g_variant_new_parsed (actions[i].bad));
    state = g_action_group_get_action_state (G_ACTION_GROUP (f->window), actions[i].name);
    text = g_variant_print (state, FALSE);
    g_assert_cmpstr (text, ==, actions[i].state);
    g_assert_true (sl_config_equal (&before, sl_session_config (f->session)));
  }
}

/* Both ways: the action sets the session, and follows what is set elsewhere. */
static void
check_states (WindowFixture *f, gconstpointer data)
{
  GActionGroup *group = G_ACTION_GROUP (f->window);
  g_autoptr (GVariant) playing = NULL, hidden = NULL;

  g_action_group_activate_action (group, "lambda", g_variant_new_double (0.003));
  g_assert_cmpfloat (sl_session_config (f->session)->lambda, ==, 0.003);
  g_action_group_change_action_state (group, "lambda", g_variant_new_double (0.25));
  g_assert_cmpfloat (sl_session_config (f->session)->lambda, ==, 0.25);
  g_action_group_activate_action (group, "batch-size", g_variant_new_int32 (64));
  g_assert_cmpint (sl_session_config (f->session)->batch_size, ==, 64);
  g_action_group_activate_action (group, "playing", g_variant_new_boolean (TRUE));
  g_assert_true (sl_session_playing (f->session));
  g_action_group_activate_action (group, "speed", g_variant_new_double (5.0));
  g_assert_cmpfloat (sl_session_speed (f->session), ==, 5.0);

  sl_session_set_playing (f->session, FALSE);
  playing = g_action_group_get_action_state (group, "playing");
  g_assert_false (g_variant_get_boolean (playing));
  test_set (f->session, "hidden", "8·4");
  hidden = g_action_group_get_action_state (group, "hidden");
  g_assert_cmpstr (g_variant_get_string (hidden, NULL), ==, "8,4");
}

/* A preset is one change; after one by hand it is none any more. */
static void
check_preset (WindowFixture *f, gconstpointer data)
{
  GActionGroup *group = G_ACTION_GROUP (f->window);
  SlConfig before = *sl_session_config (f->session);
  static const char *const after[] = {"digits-sparse", "", ""};

  for (gsize i = 0; i < G_N_ELEMENTS (after); i++) {
    g_autoptr (GVariant) state = NULL;

    if (i == 0)
      g_action_group_activate_action (group, "preset",
                                      g_variant_new_string ("digits-sparse"));
    else if (i == 1)
      test_set (f->session, "lambda", "0.25");
    else
      g_action_group_activate_action (group, "preset", g_variant_new_string ("nothing"));
    state = g_action_group_get_action_state (group, "preset");
    g_assert_cmpstr (g_variant_get_string (state, NULL), ==, after[i]);
    g_assert_cmpint (sl_session_config (f->session)->hidden.n, ==, 6);
  }
  g_action_group_activate_action (group, "undo", NULL);
  g_action_group_activate_action (group, "undo", NULL);
  g_assert_true (sl_config_equal (&before, sl_session_config (f->session)));
  g_assert_false (sl_session_can_undo (f->session, FALSE));
}

static void
check_commands (WindowFixture *f, gconstpointer data)
{
  GActionGroup *group = G_ACTION_GROUP (f->window);

  g_action_group_activate_action (group, "step-batch", NULL);
  test_wait_until (sl_session_snapshot (f->session)->batch == 1);
  g_action_group_activate_action (group, "step-epoch", NULL);
  test_wait_until (sl_session_snapshot (f->session)->epoch == 1);
  g_action_group_activate_action (group, "reset", NULL);
  test_wait_until (sl_session_snapshot (f->session)->epoch == 0 &&
                   sl_session_snapshot (f->session)->n_layers > 0);
  g_action_group_activate_action (group, "play-pause", NULL);
  g_assert_true (sl_session_playing (f->session));
  g_action_group_activate_action (group, "lambda-up", NULL);
  g_assert_cmpfloat (sl_session_config (f->session)->lambda, ==, 1e-6);
  g_action_group_activate_action (group, "lambda-down", NULL);
  g_assert_cmpfloat (sl_session_config (f->session)->lambda, ==, 0.0);
}

static void
check_export (WindowFixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("sparsity-lab-XXXXXX", NULL);

  for (gsize i = 0; i < sl_figures ()->n; i++) {
    const char *figure = sl_figures ()->kinds[i]->id;
    g_autofree char *name = g_strconcat (figure, ".svg", NULL);
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_action_group_activate_action (G_ACTION_GROUP (f->window), "export",
                                    g_variant_new ("(ss)", figure, path));
    test_wait_until (g_file_test (path, G_FILE_TEST_EXISTS));
    g_remove (path);
  }
  g_rmdir (folder);
}

/* Unknown figures and endings are answered, and leave nothing behind. */
static void
check_bad_export (WindowFixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("sparsity-lab-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "loss.svg", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (sl_window_export (f->window, "no-such-figure", path, &error));
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*check) (WindowFixture *f, gconstpointer data);
  } checks[] = {
      {"/actions/table", check_table},          {"/actions/bad-values", check_bad_values},
      {"/actions/states", check_states},        {"/actions/commands", check_commands},
      {"/actions/preset", check_preset},        {"/actions/export", check_export},
      {"/actions/bad-export", check_bad_export}};

  test_ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    g_test_add (checks[i].path, WindowFixture, NULL, window_fixture_set_up,
                checks[i].check, window_fixture_tear_down);
  return g_test_run ();
}
