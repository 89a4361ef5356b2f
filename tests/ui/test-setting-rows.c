/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every setting of the table in a row of its own: name, role, value there and back. */
#include "tests/ui/find.h"
#include "ui/widgets/explain.h"
#include "ui/widgets/setting-row.h"
#include <string.h>

typedef struct
{
  SlSession *session;
  SlSettingRow *row;
  const SlSetting *setting;
  GtkWidget *control;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->setting = data;
  f->session = test_prepared_session ();
  f->row = g_object_ref_sink (
      g_object_new (SL_TYPE_SETTING_ROW, "setting", f->setting->id, NULL));
  sl_setting_row_set_session (f->row, f->session);
  f->control = sl_setting_row_control (f->row);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->row);
  while (!sl_session_shutdown (f->session))
    ;
  g_assert_finalize_object (f->session);
}

static char *
value (Fixture *f)
{
  return sl_setting_format (f->setting, sl_session_config (f->session));
}

static void
check_choice (Fixture *f, gconstpointer data)
{
  const SlKindTable *table = f->setting->choices ();
  guint skip = f->setting->has_auto ? 1 : 0;

  for (size_t i = 0; i < table->n; i++) {
    const SlKind *kind = table->kinds[i];
    SlConfig config = *sl_session_config (f->session);
    g_autofree char *now = NULL, *explanation = NULL;

    /* What does not go with the rest is refused, and the row goes back. */
    gtk_drop_down_set_selected (GTK_DROP_DOWN (f->control), (guint) i + skip);
    now = value (f);
    if (!sl_setting_parse (f->setting, &config, kind->id, NULL) ||
        !sl_config_validate (&config, NULL)) {
      g_assert_cmpstr (now, !=, kind->id);
      g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (f->row)), !=, "");
      continue;
    }
    g_assert_cmpstr (now, ==, kind->id);
    gtk_test_accessible_assert_property (f->control, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                         kind->name);
    explanation = sl_explain_setting (f->setting, f->session);
    g_assert_nonnull (strstr (explanation, kind->summary));
  }
}

static void
check_entry (Fixture *f, gconstpointer data)
{
  g_autofree char *before = value (f), *now = NULL, *after = NULL;
  /* What is typed, what it means, and what stands there then. */
  static const char *const texts[][3] = {
      [SL_SETTING_NUMBER] = {"0,125", "0.125", "0.125"},
      [SL_SETTING_LAYERS] = {"12·6", "12,6", "12, 6"},
      [SL_SETTING_SHARES] = {"0.5,0.125", "0.5,0.125", "0.5, 0.125"},
      [SL_SETTING_FACTORS] = {"0,1,2.5", "0,1,2.5", "0, 1, 2.5"},
      [SL_SETTING_REDUCTION] = {"0.5,7", "0.5,7", "0.5, 7"},
  };
  const char *const *text = texts[f->setting->type];

  gtk_editable_set_text (GTK_EDITABLE (f->control), text[0]);
  g_signal_emit_by_name (f->control, "activate");
  now = value (f);
  g_assert_cmpstr (now, ==, text[1]);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->control)), ==, text[2]);

  gtk_editable_set_text (GTK_EDITABLE (f->control), "x");
  g_signal_emit_by_name (f->control, "activate");
  after = value (f);
  g_assert_cmpstr (after, ==, now);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->control)), ==, "x");
  g_assert_true (
      g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (f->row)), "'x' "));

  test_set (f->session, f->setting->id, before);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->control)), !=, "x");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (f->row)), ==, "");
}

static void
check_spin (Fixture *f, gconstpointer data)
{
  g_autofree char *now = NULL;

  /* What is out of range or no number is not applied, nor pulled to the nearest number.
   */
  static const char *const wrong[] = {"-5", "99999999999", "abc", ""};
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *before = value (f);
    gtk_editable_set_text (GTK_EDITABLE (f->control), wrong[i]);
    gtk_spin_button_update (GTK_SPIN_BUTTON (f->control));
    g_autofree char *after = value (f);
    g_assert_cmpstr (after, ==, before);
  }
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (f->control), 17.0);
  now = value (f);
  g_assert_cmpstr (now, ==, "17");
  test_set (f->session, f->setting->id, "23");
  g_assert_cmpint (gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (f->control)), ==,
                   23);
  gtk_test_accessible_assert_property (f->control, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                       23.0);
}

static void
check_switch (Fixture *f, gconstpointer data)
{
  gboolean before = gtk_switch_get_active (GTK_SWITCH (f->control));
  g_autofree char *now = NULL, *was = value (f);

  gtk_switch_set_active (GTK_SWITCH (f->control), !before);
  now = value (f);
  g_assert_cmpstr (now, ==, before ? "false" : "true");
  test_set (f->session, f->setting->id, was);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (f->control)) == before);
}

/* Any text may name a file; what is wanted of a file is refused as long as there is none.
 */
static void
check_text (Fixture *f, gconstpointer data)
{
  gboolean is_file = g_str_equal (f->setting->id, "data");

  gtk_editable_set_text (GTK_EDITABLE (f->control), "none.csv");
  g_signal_emit_by_name (f->control, "activate");
  g_autofree char *now = value (f);
  g_assert_cmpstr (now, ==, is_file ? "none.csv" : "");
  g_assert_true ((*adw_action_row_get_subtitle (ADW_ACTION_ROW (f->row)) == '\0') ==
                 is_file);
}

/* In the order of SlSettingType. */
static const struct
{
  GtkAccessibleRole role;
  void (*check) (Fixture *f, gconstpointer data);
} kinds[] = {
    [SL_SETTING_CHOICE] = {GTK_ACCESSIBLE_ROLE_COMBO_BOX, check_choice},
    [SL_SETTING_NUMBER] = {GTK_ACCESSIBLE_ROLE_TEXT_BOX, check_entry},
    [SL_SETTING_INTEGER] = {GTK_ACCESSIBLE_ROLE_SPIN_BUTTON, check_spin},
    [SL_SETTING_SWITCH] = {GTK_ACCESSIBLE_ROLE_SWITCH, check_switch},
    [SL_SETTING_LAYERS] = {GTK_ACCESSIBLE_ROLE_TEXT_BOX, check_entry},
    [SL_SETTING_SHARES] = {GTK_ACCESSIBLE_ROLE_TEXT_BOX, check_entry},
    [SL_SETTING_FACTORS] = {GTK_ACCESSIBLE_ROLE_TEXT_BOX, check_entry},
    [SL_SETTING_REDUCTION] = {GTK_ACCESSIBLE_ROLE_TEXT_BOX, check_entry},
    [SL_SETTING_TEXT] = {GTK_ACCESSIBLE_ROLE_TEXT_BOX, check_text},
};

/* The first data set that takes the option. */
static const SlDatasetType *
taker (int option)
{
  const SlKindTable *table = sl_datasets ();

  for (size_t i = 0; i < table->n; i++) {
    const SlDatasetType *type = (const SlDatasetType *) table->kinds[i];

    if (type->options[option].has)
      return type;
  }
  g_assert_not_reached ();
}

static void
type_and_expect (Fixture *f, const char *typed, const char *means, const char *shown)
{
  g_autofree char *now = NULL;

  gtk_editable_set_text (GTK_EDITABLE (f->control), typed);
  g_signal_emit_by_name (f->control, "activate");
  now = value (f);
  g_assert_cmpstr (now, ==, means);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->control)), ==, shown);
}

/* An option of made data sets stands at the data set's own value until it is changed,
 * and again once it is left to the set; it goes with the set. */
static void
check_data_option (Fixture *f, gconstpointer data)
{
  int option = sl_setting_data_option (f->setting);
  const SlDatasetType *type = taker (option);
  double value = type->options[option].value,
         other = f->setting->is_whole ? value + 1.0 : (value + f->setting->max) / 2.0;
  g_autofree char *own = sl_number_exact (value), *typed = sl_number_exact (other),
                  *explanation = NULL;

  g_assert_false (gtk_widget_get_sensitive (f->control));
  test_set (f->session, "dataset", type->kind.id);
  g_assert_true (gtk_widget_get_sensitive (f->control));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->control)), ==, own);
  explanation = sl_explain_setting (f->setting, f->session);
  g_assert_nonnull (strstr (explanation, f->setting->summary));
  g_assert_nonnull (strstr (explanation, type->kind.name));

  type_and_expect (f, typed, typed, typed);
  type_and_expect (f, "x", typed, "x");
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (f->row)),
                                   "'x' is not a"));
  type_and_expect (f, "auto", "auto", own);
  type_and_expect (f, typed, typed, typed);
  test_set (f->session, "dataset", "digits");
  test_set (f->session, "dataset", type->kind.id);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->control)), ==, own);
}

static void
check_row (Fixture *f, gconstpointer data)
{
  gtk_test_accessible_assert_role (f->control, kinds[f->setting->type].role);
  gtk_test_accessible_assert_property (f->control, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       f->setting->name);
  if (sl_setting_data_option (f->setting) >= 0)
    check_data_option (f, data);
  else
    kinds[f->setting->type].check (f, data);
}

/* A setting without a part to play is greyed until it has one. */
static void
check_idle (Fixture *f, gconstpointer data)
{
  g_assert_false (gtk_widget_get_sensitive (f->control));
  g_assert_nonnull (sl_setting_idle (f->setting, sl_session_config (f->session)));
  test_set (f->session, "optimizer", "momentum");
  g_assert_true (gtk_widget_get_sensitive (f->control));
  g_assert_null (sl_setting_idle (f->setting, sl_session_config (f->session)));
  test_set (f->session, "optimizer", "sgd");
  g_assert_false (gtk_widget_get_sensitive (f->control));
}

/* The file that is open stands in the list of data sets under its own name. */
static void
test_file (Fixture *f, gconstpointer data)
{
  GListModel *names;
  guint n = (guint) sl_datasets ()->n;
  int before, after;

  test_set (f->session, "data", "/nowhere/one.csv");
  test_set (f->session, "data", "/nowhere/my file.csv");
  names = gtk_drop_down_get_model (GTK_DROP_DOWN (f->control));
  g_assert_cmpint (gtk_drop_down_get_selected (GTK_DROP_DOWN (f->control)), ==, n);
  g_assert_cmpint (g_list_model_get_n_items (names), ==, n + 1);
  gtk_test_accessible_assert_property (f->control, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "my file.csv");
  /* A long name is shortened: it widens nothing. */
  gtk_widget_measure (f->control, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &before, NULL,
                      NULL);
  test_set (
      f->session, "data",
      "/nowhere/measurements taken in the laboratory on a long day in November.csv");
  gtk_widget_measure (f->control, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &after, NULL,
                      NULL);
  g_assert_cmpint (after, <=, before + 120);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (f->control), 1);
  g_assert_null (sl_session_config (f->session)->file.path);
  g_assert_cmpint (g_list_model_get_n_items (names), ==, n);
  g_assert_cmpint (gtk_drop_down_get_selected (GTK_DROP_DOWN (f->control)), ==, 1);
}

int
main (int argc, char **argv)
{
  size_t n;
  const SlSetting *settings = sl_settings (&n);

  test_ui_init (&argc, &argv);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *path = g_strconcat ("/setting-row/", settings[i].id, NULL);

    g_test_add (path, Fixture, &settings[i], set_up, check_row, tear_down);
  }
  g_test_add ("/setting-row-idle", Fixture, sl_setting_find ("momentum", NULL), set_up,
              check_idle, tear_down);
  g_test_add ("/setting-row/dataset/file", Fixture, sl_setting_find ("dataset", NULL),
              set_up, test_file, tear_down);
  return g_test_run ();
}
