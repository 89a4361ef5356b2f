/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line with the presets: there and back, greyed items, undo. */
#include "tests/ui/find.h"
#include "ui/widgets/preset-row.h"
#include <string.h>

typedef struct
{
  SlSession *session;
  SlPresetRow *row;
  GtkDropDown *control;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->session = test_prepared_session ();
  f->row = g_object_ref_sink (g_object_new (SL_TYPE_PRESET_ROW, NULL));
  sl_preset_row_set_session (f->row, f->session);
  f->control = GTK_DROP_DOWN (sl_preset_row_control (f->row));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->row);
  while (!sl_session_shutdown (f->session))
    ;
  g_assert_finalize_object (f->session);
}

static guint
place (const char *id)
{
  return (guint) sl_kind_index (sl_presets (), sl_kind_find (sl_presets (), id, NULL));
}

static void
assert_shown (Fixture *f, const char *name)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (f->control);

  g_assert_cmpstr (gtk_string_object_get_string (item), ==, name);
  gtk_test_accessible_assert_property (GTK_WIDGET (f->control),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name);
}

static const char *
answer (Fixture *f)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (f->row));
}

static void
check_choice (Fixture *f, gconstpointer data)
{
  SlConfig before = *sl_session_config (f->session), wanted = before;
  GListModel *names = gtk_drop_down_get_model (f->control);
  const SlKindTable *presets = sl_presets ();

  assert_shown (f, "Custom");
  gtk_test_accessible_assert_property (GTK_WIDGET (f->control),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Preset");
  gtk_drop_down_set_selected (f->control, place ("digits-sparse"));
  sl_preset_apply ((const SlPresetType *) presets->kinds[place ("digits-sparse")],
                   &wanted);
  g_assert_true (sl_config_equal (&wanted, sl_session_config (f->session)));
  assert_shown (f, "Digits: sparse");
  g_assert_cmpuint (g_list_model_get_n_items (names), ==, presets->n);

  /* By hand it is no preset any more; back to its value it is one again. */
  test_set (f->session, "lambda", "0.25");
  assert_shown (f, "Custom");
  g_assert_cmpuint (g_list_model_get_n_items (names), ==, presets->n + 1);
  test_set (f->session, "lambda", "0.0002");
  assert_shown (f, "Digits: sparse");
  /* Data, seed and what counts as near zero are no part of it. */
  test_set (f->session, "seed", "7");
  assert_shown (f, "Digits: sparse");
  g_assert_cmpstr (answer (f), ==, "");

  while (sl_session_undo (f->session, FALSE))
    ;
  g_assert_true (sl_config_equal (&before, sl_session_config (f->session)));
  assert_shown (f, "Custom");
}

/* What does not go with the data leaves all as it was, and says why. */
static void
check_refused (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *dataset, *preset, *why;
  } cases[] = {{"digits", "chapter-deep", "CIFAR-10"},
               {"diabetes", "digits-deep", "the target is a number"}};

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    SlConfig before;

    test_set (f->session, "dataset", cases[i].dataset);
    before = *sl_session_config (f->session);
    gtk_drop_down_set_selected (f->control, place (cases[i].preset));
    g_assert_true (sl_config_equal (&before, sl_session_config (f->session)));
    assert_shown (f, "Custom");
    g_assert_nonnull (strstr (answer (f), cases[i].why));
  }
  test_set (f->session, "dataset", "digits");
  g_assert_cmpstr (answer (f), ==, "");
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add ("/preset-row/choice", Fixture, NULL, set_up, check_choice, tear_down);
  g_test_add ("/preset-row/refused", Fixture, NULL, set_up, check_refused, tear_down);
  return g_test_run ();
}
