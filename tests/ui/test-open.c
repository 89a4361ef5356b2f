/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A learner's own file in the window: dropped, and read again for another target, other
 * columns or another task; what cannot be done leaves data and run as they were. */
#include "tests/ui/window-fixture.h"
#include "ui/dialogs/columns-window.h"
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  WindowFixture window;
  char *folder, *path;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("size,\"age, years\",colour,id,sold\n");
  g_autoptr (GError) error = NULL;

  window_fixture_set_up (&f->window, data);
  f->folder = g_dir_make_tmp ("sl-open-XXXXXX", &error);
  g_assert_no_error (error);
  for (int i = 0; i < 60; i++)
    g_string_append_printf (text, "%d.5,%d,%s,%d,%s\n", 7 * i % 31, 5 * i % 23,
                            i % 3 == 0 ? "red" : "blue", i, i % 2 == 0 ? "yes" : "no");
  f->path = g_build_filename (f->folder, "houses.csv", NULL);
  g_assert_true (g_file_set_contents (f->path, text->str, -1, NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  window_fixture_tear_down (&f->window, data);
  g_remove (f->path);
  g_rmdir (f->folder);
  g_free (f->path);
  g_free (f->folder);
}

static const SlConfig *
config (Fixture *f)
{
  return sl_session_config (f->window.session);
}

static const SlDataset *
shown (Fixture *f)
{
  const SlSnapshot *snapshot = sl_session_snapshot (f->window.session);

  return snapshot->problem != NULL ? snapshot->problem->source : NULL;
}

static GtkDropTarget *
drop_target (Fixture *f)
{
  g_autoptr (GListModel) all =
      gtk_widget_observe_controllers (GTK_WIDGET (f->window.window));

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GObject) one = g_list_model_get_item (all, i);

    if (GTK_IS_DROP_TARGET (one))
      return GTK_DROP_TARGET (one); /* the window keeps it */
  }
  g_assert_not_reached ();
}

/* @other: (nullable) dropped along with it. */
static gboolean
drop_both (Fixture *f, const char *uri, const char *other)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GSList *files = NULL;
  gboolean taken = FALSE;

  if (other != NULL)
    files = g_slist_prepend (files, g_file_new_for_uri (other));
  files = g_slist_prepend (files, g_file_new_for_uri (uri));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, files);
  g_signal_emit_by_name (drop_target (f), "drop", &value, 100.0, 100.0, &taken);
  return taken;
}

static gboolean
drop (Fixture *f, const char *uri)
{
  return drop_both (f, uri, NULL);
}

static void
open_file (Fixture *f)
{
  g_autofree char *uri = g_filename_to_uri (f->path, NULL, NULL);

  g_assert_true (drop (f, uri));
  test_wait_until (shown (f) != NULL && shown (f)->file.path != NULL);
  g_assert_cmpstr (config (f)->file.path, ==, f->path);
}

static GtkWidget *
find (Fixture *f, GtkAccessibleRole role, const char *name)
{
  return test_find (GTK_WIDGET (f->window.window), role, name);
}

static void
act (Fixture *f, const char *action, const char *text)
{
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (f->window.window), action, "s", text));
}

/* Waits for the sentence that says why the data stays as it is, and takes it away. */
static void
expect_refusal (Fixture *f, const char *sentence)
{
  GtkWidget *close = find (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Dismiss");
  GtkWidget *bar = gtk_widget_get_ancestor (close, GTK_TYPE_INFO_BAR);
  GtkWidget *message;

  test_wait_until (gtk_widget_get_visible (gtk_widget_get_parent (bar)) &&
                   gtk_widget_get_visible (close));
  message = gtk_widget_get_next_sibling (
      find (f, GTK_ACCESSIBLE_ROLE_LABEL, "The data stays as it was"));
  if (strstr (gtk_label_get_text (GTK_LABEL (message)), sentence) == NULL)
    g_error ("%s", gtk_label_get_text (GTK_LABEL (message)));
  g_signal_emit_by_name (close, "clicked");
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (bar)));
}

static void
test_drop (Fixture *f, gconstpointer data)
{
  g_assert_true (gtk_drop_target_get_actions (drop_target (f)) == GDK_ACTION_COPY);
  g_assert_true (gdk_content_formats_contain_gtype (
      gtk_drop_target_get_formats (drop_target (f)), GDK_TYPE_FILE_LIST));
  g_assert_false (drop (f, "https://example.org/houses.csv"));
  g_assert_null (config (f)->file.path);
  open_file (f);
  g_assert_cmpint (shown (f)->n, ==, 60);
}

/* The list has every column; another choice reads the file again, and the numbers of the
 * other settings stay. */
static void
test_target (Fixture *f, gconstpointer data)
{
  GtkDropDown *choice;
  guint run;

  open_file (f);
  choice = GTK_DROP_DOWN (find (f, GTK_ACCESSIBLE_ROLE_COMBO_BOX, "Target"));
  g_assert_cmpint (g_list_model_get_n_items (gtk_drop_down_get_model (choice)), ==, 5);
  g_assert_cmpint (gtk_drop_down_get_selected (choice), ==, 4);
  g_assert_false (gtk_drop_down_get_enable_search (choice));
  gtk_test_accessible_assert_property (choice, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "sold");
  run = sl_session_snapshot (f->window.session)->run;
  test_set (f->window.session, "lambda", "0.25");
  gtk_drop_down_set_selected (choice, 0);
  test_wait_until (shown (f) != NULL && shown (f)->task == SL_TASK_REGRESSION);
  g_assert_cmpstr (config (f)->file.target, ==, "size");
  g_assert_cmpfloat (config (f)->lambda, ==, 0.25);
  g_assert_cmpint (gtk_drop_down_get_selected (choice), ==, 0);
  g_assert_cmpint (sl_session_snapshot (f->window.session)->run, >, run);
  g_assert_true (sl_session_undo (f->window.session, FALSE));
  test_wait_until (shown (f) != NULL && shown (f)->task == SL_TASK_CLASSIFICATION);
  g_assert_cmpint (gtk_drop_down_get_selected (choice), ==, 4);
}

/* A loss that does not fit another target goes, one that does stays. */
static void
test_loss (Fixture *f, gconstpointer data)
{
  open_file (f);
  test_set (f->window.session, "loss", "cross-entropy");
  act (f, "win.target", "colour");
  test_wait_until (g_strcmp0 (config (f)->file.target, "colour") == 0);
  g_assert_cmpstr (config (f)->loss->kind.id, ==, "cross-entropy");
  act (f, "win.target", "size");
  test_wait_until (g_strcmp0 (config (f)->file.target, "size") == 0);
  g_assert_null (config (f)->loss);
}

/* What cannot be done leaves the run alone; the run goes on. */
static void
test_refused (Fixture *f, gconstpointer data)
{
  guint run;

  open_file (f);
  sl_session_set_playing (f->window.session, TRUE);
  run = sl_session_snapshot (f->window.session)->run;
  act (f, "win.target", "nothing");
  expect_refusal (f, "there is no column called 'nothing'");
  act (f, "win.task", "regression");
  expect_refusal (f, "column 'sold': 'yes' is not a number");
  act (f, "win.columns", "id,nonsense");
  expect_refusal (f, "there is no column called 'nonsense'");
  act (f, "win.task", "wrong");
  expect_refusal (f, "'wrong'");
  g_remove (f->path);
  act (f, "win.missing", "impute");
  expect_refusal (f, "there is no such file");
  g_assert_cmpint (sl_session_snapshot (f->window.session)->run, ==, run);
  g_assert_true (sl_session_playing (f->window.session));
  g_assert_null (config (f)->file.target);
  g_assert_null (config (f)->file.task);
  g_assert_null (config (f)->file.columns);
  g_assert_false (config (f)->file.missing->impute);
}

/* Two changes at once are one reading; a data set chosen meanwhile ends it. */
static void
test_at_once (Fixture *f, gconstpointer data)
{
  open_file (f);
  act (f, "win.target", "size");
  act (f, "win.missing", "impute");
  test_wait_until (config (f)->file.target != NULL);
  g_assert_true (config (f)->file.missing->impute);
  act (f, "win.target", "colour");
  act (f, "win.dataset", "iris");
  test_wait_until (shown (f) != NULL && shown (f)->file.path == NULL);
  g_assert_null (config (f)->file.path);
  for (int i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (config (f)->dataset->kind.id, ==, "iris");
}

static GtkWidget *
columns_window (void)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++) {
    g_autoptr (GtkWidget) one = g_list_model_get_item (all, i);

    if (SL_IS_COLUMNS_WINDOW (one))
      return one; /* GTK keeps it */
  }
  return NULL;
}

static void
test_columns (Fixture *f, gconstpointer data)
{
  GtkWidget *button, *window, *age, *use;

  open_file (f);
  window_fixture_present (&f->window, 1024, 700);
  button = find (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Columns");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "3 of 4…");
  g_signal_emit_by_name (button, "clicked");
  window = columns_window ();
  test_wait_until (gtk_widget_get_mapped (window));
  use = test_find (window, GTK_ACCESSIBLE_ROLE_BUTTON, "Use them");
  age = test_find (window, GTK_ACCESSIBLE_ROLE_CHECKBOX, "age, years");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (age)));
  g_signal_emit_by_name (test_find (window, GTK_ACCESSIBLE_ROLE_BUTTON, "None"),
                         "clicked");
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (age)));
  g_assert_false (gtk_widget_get_sensitive (use));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (age), TRUE);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (test_find (window, GTK_ACCESSIBLE_ROLE_CHECKBOX, "id")), TRUE);
  g_assert_true (gtk_widget_get_sensitive (use));
  g_signal_emit_by_name (use, "clicked");
  g_assert_null (columns_window ());
  test_wait_until (config (f)->file.columns != NULL);
  g_assert_cmpstr (config (f)->file.columns, ==, "\"age, years\",id");
  test_wait_until (shown (f) != NULL && shown (f)->d == 2);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "2 of 4…");

  /* All of them again is no choice. */
  g_signal_emit_by_name (button, "clicked");
  window = columns_window ();
  test_wait_until (gtk_widget_get_mapped (window));
  g_signal_emit_by_name (test_find (window, GTK_ACCESSIBLE_ROLE_BUTTON, "All"),
                         "clicked");
  g_signal_emit_by_name (test_find (window, GTK_ACCESSIBLE_ROLE_BUTTON, "Use them"),
                         "clicked");
  test_wait_until (config (f)->file.columns == NULL);
}

static AdwMessageDialog *
message_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *one = windows; one != NULL; one = one->next)
    if (ADW_IS_MESSAGE_DIALOG (one->data))
      return one->data;
  return NULL;
}

/* A file that is refused for a slip can be read in another way, before it is open. */
static void
test_choices (Fixture *f, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("size,age,sold\n4,nan,yes\n");
  GtkWidget *choose, *marks;

  for (int i = 0; i < 20; i++)
    g_string_append_printf (text, "%d,%d,%s\n", i, 3 * i % 7, i % 2 ? "yes" : "no");
  g_assert_true (g_file_set_contents (f->path, text->str, -1, NULL));
  window_fixture_present (&f->window, 1366, 860);
  {
    g_autofree char *uri = g_filename_to_uri (f->path, NULL, NULL);

    g_assert_true (drop (f, uri));
  }
  choose = find (f, GTK_ACCESSIBLE_ROLE_BUTTON, "Choose…");
  test_wait_until (gtk_widget_get_mapped (choose));
  g_assert_null (config (f)->file.path);
  g_signal_emit_by_name (choose, "clicked");
  g_assert_nonnull (message_dialog ());
  marks = test_find (GTK_WIDGET (message_dialog ()), GTK_ACCESSIBLE_ROLE_TEXT_BOX,
                     "Missing marks");
  gtk_editable_set_text (GTK_EDITABLE (marks), "nan");
  adw_message_dialog_response (message_dialog (), "open");
  test_wait_until (shown (f) != NULL && shown (f)->file.path != NULL);
  g_assert_cmpint (shown (f)->n, ==, 20);
  g_assert_cmpstr (config (f)->file.marks, ==, "nan");
  g_assert_false (gtk_widget_get_mapped (choose));
}

/* A run has one file: of several the first is taken, and that is said. */
static void
test_two_files (Fixture *f, gconstpointer data)
{
  g_autofree char *uri = g_filename_to_uri (f->path, NULL, NULL);
  GtkWidget *toasts =
      test_find_type (GTK_WIDGET (f->window.window), ADW_TYPE_TOAST_OVERLAY);
  g_autofree char *name = g_path_get_basename (f->path);
  g_autofree char *said = g_strdup_printf ("only %s is opened", name);
  AdwToast *toast;

  g_assert_true (drop_both (f, uri, "file:///elsewhere/other.csv"));
  toast = g_object_get_data (G_OBJECT (toasts), "sl-last-toast");
  g_assert_nonnull (toast);
  g_assert_nonnull (strstr (adw_toast_get_title (toast), said));
  test_wait_until (shown (f) != NULL && shown (f)->file.path != NULL);
  g_assert_cmpstr (config (f)->file.path, ==, f->path);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *f, gconstpointer data);
  } tests[] = {
      {"/open/drop", test_drop},       {"/open/target", test_target},
      {"/open/loss", test_loss},       {"/open/refused", test_refused},
      {"/open/at-once", test_at_once}, {"/open/columns", test_columns},
      {"/open/two", test_two_files},   {"/open/choices", test_choices},
  };

  test_ui_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
