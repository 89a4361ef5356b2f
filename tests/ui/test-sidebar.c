/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows the sidebar shows for which data. */
#include "tests/ui/find.h"
#include "ui/widgets/setting-row.h"
#include "ui/widgets/sidebar.h"

typedef struct
{
  SlSession *session;
  SlSidebar *sidebar;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->session = test_prepared_session ();
  f->sidebar = g_object_ref_sink (g_object_new (SL_TYPE_SIDEBAR, NULL));
  sl_sidebar_set_session (f->sidebar, f->session);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->sidebar);
  while (!sl_session_shutdown (f->session))
    ;
  g_assert_finalize_object (f->session);
}

/* Whether the row whose title is the name of setting @id is there to be seen. */
static gboolean
shows (GtkWidget *widget, const char *name)
{
  if (SL_IS_SETTING_ROW (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), name))
    return gtk_widget_get_visible (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows (child, name))
      return TRUE;
  return FALSE;
}

static void
assert_options (Fixture *f, const SlDatasetType *type)
{
  for (int k = 0; k < SL_N_DATA_OPTIONS; k++)
    g_assert_true (shows (GTK_WIDGET (f->sidebar), sl_data_options[k].name) ==
                   type->options[k].has);
}

/* Each data set has a row for each of its options, and no other; a file has none. */
static void
test_data_options (Fixture *f, gconstpointer data)
{
  const SlKindTable *table = sl_datasets ();

  assert_options (f, sl_session_config (f->session)->dataset);
  for (size_t i = 0; i < table->n; i++) {
    test_set (f->session, "dataset", table->kinds[i]->id);
    assert_options (f, (const SlDatasetType *) table->kinds[i]);
  }
  test_set (f->session, "data", "/nowhere/a.csv");
  assert_options (f, sl_data_file_type ());
  g_assert_true (shows (GTK_WIDGET (f->sidebar), "Missing values"));
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add ("/sidebar/data-options", Fixture, NULL, set_up, test_data_options,
              tear_down);
  return g_test_run ();
}
