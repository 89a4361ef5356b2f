/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typed fields: applied on Return, on leaving, or 600 ms after the last change. */
#include "core/core.h"
#include "tests/ui/find.h"
#include "ui/widgets/typed-field.h"

typedef struct
{
  GtkWidget *window, *entry, *other;
  SlTypedField *field;
  double value;
  int applied, refused, cleared;
} Fixture;

static gboolean
apply (const char *text, gpointer data, GError **error)
{
  Fixture *f = data;
  g_autofree char *shown = NULL;

  if (!sl_number_parse (text, &f->value)) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, "'%s' is no number", text);
    return FALSE;
  }
  f->applied++;
  shown = sl_number_text (f->value, 6);
  sl_typed_field_show (f->field, shown); /* as the session's signal does */
  return TRUE;
}

static void
report (const char *message, gpointer data)
{
  Fixture *f = data;

  if (message != NULL)
    f->refused++;
  else
    f->cleared++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->window = gtk_window_new ();
  f->entry = gtk_entry_new ();
  f->other = gtk_button_new ();
  gtk_box_append (GTK_BOX (box), f->entry);
  gtk_box_append (GTK_BOX (box), f->other);
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  f->field = sl_typed_field_attach (GTK_ENTRY (f->entry), apply, report, f);
  sl_typed_field_show (f->field, "1");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
}

static void
type (Fixture *f, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (f->entry), text);
}

static const char *
text (Fixture *f)
{
  return gtk_editable_get_text (GTK_EDITABLE (f->entry));
}

static void
check_return (Fixture *f, gconstpointer data)
{
  type (f, "0,50");
  g_assert_cmpint (f->applied, ==, 0);
  g_signal_emit_by_name (f->entry, "activate");
  g_assert_cmpint (f->applied, ==, 1);
  g_assert_cmpfloat (f->value, ==, 0.5);
  g_assert_cmpstr (text (f), ==, "0.5"); /* put into its usual form */
  g_signal_emit_by_name (f->entry, "activate");
  g_assert_cmpint (f->applied, ==, 1); /* nothing new */
}

/* Under the hand the text stays as it was typed. */
static void
check_delay (Fixture *f, gconstpointer data)
{
  gint64 begin = g_get_monotonic_time ();

  type (f, "0,2");
  type (f, "0,20");
  test_wait_until (f->applied > 0);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, SL_TYPED_FIELD_DELAY_MS * 1000);
  g_assert_cmpint (f->applied, ==, 1);
  g_assert_cmpfloat (f->value, ==, 0.2);
  g_assert_cmpstr (text (f), ==, "0,20");
}

static void
check_leaving (Fixture *f, gconstpointer data)
{
  gtk_window_present (GTK_WINDOW (f->window));
  test_wait_until (gtk_widget_get_mapped (f->entry));
  gtk_widget_grab_focus (f->entry);
  type (f, "7");
  gtk_widget_grab_focus (f->other);
  test_wait_until (f->applied == 1);
  g_assert_cmpfloat (f->value, ==, 7.0);
}

static void
check_refusal (Fixture *f, gconstpointer data)
{
  type (f, "banana");
  g_signal_emit_by_name (f->entry, "activate");
  g_assert_cmpint (f->applied, ==, 0);
  g_assert_cmpint (f->refused, ==, 1);
  g_assert_cmpstr (text (f), ==, "banana");
  g_assert_true (gtk_widget_has_css_class (f->entry, "error"));
  gtk_test_accessible_assert_state (f->entry, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);

  /* Back to the value in force: all is well again, and nothing is applied. */
  type (f, "1");
  g_signal_emit_by_name (f->entry, "activate");
  g_assert_cmpint (f->applied, ==, 0);
  g_assert_cmpint (f->cleared, ==, 1);
  g_assert_false (gtk_widget_has_css_class (f->entry, "error"));
  gtk_test_accessible_assert_state (f->entry, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);

  /* A value from elsewhere takes the place of an unreadable text. */
  type (f, "pear");
  g_signal_emit_by_name (f->entry, "activate");
  sl_typed_field_show (f->field, "3");
  g_assert_cmpstr (text (f), ==, "3");
  g_assert_false (gtk_widget_has_css_class (f->entry, "error"));
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add ("/field/return", Fixture, NULL, set_up, check_return, tear_down);
  g_test_add ("/field/delay", Fixture, NULL, set_up, check_delay, tear_down);
  g_test_add ("/field/leaving", Fixture, NULL, set_up, check_leaving, tear_down);
  g_test_add ("/field/refusal", Fixture, NULL, set_up, check_refusal, tear_down);
  return g_test_run ();
}
