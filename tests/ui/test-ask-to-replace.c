/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is there is replaced only when the answer is yes. */
#include "tests/ui/find.h"
#include "ui/dialogs/ask-to-replace.h"
#include <adwaita.h>

/* What became of the order. */
typedef struct
{
  int replaced, given_up;
} Fate;

static void
replace_cb (GtkWidget *origin, gpointer data)
{
  ((Fate *) data)->replaced++;
}

static void
give_up_cb (gpointer data)
{
  ((Fate *) data)->given_up++;
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window))
      return ADW_MESSAGE_DIALOG (window);
  }
  return NULL;
}

static void
check (gconstpointer answer)
{
  GtkWidget *window = gtk_window_new (), *origin = gtk_label_new ("origin");
  AdwMessageDialog *question;
  Fate fate = {0};

  gtk_window_set_child (GTK_WINDOW (window), origin);
  gtk_window_present (GTK_WINDOW (window));
  sl_ask_to_replace (origin, "Replace files?", "a has these already: b.", replace_cb,
                     &fate, give_up_cb);
  question = find_question ();
  g_assert_nonnull (question);
  g_assert_cmpint (fate.replaced + fate.given_up, ==, 0);
  if (answer != NULL) {
    adw_message_dialog_response (question, answer);
    gtk_window_destroy (GTK_WINDOW (question));
  } else {
    gtk_window_close (GTK_WINDOW (question));
  }
  test_wait_until (find_question () == NULL);
  g_assert_cmpint (fate.replaced, ==, g_strcmp0 (answer, "replace") == 0);
  g_assert_cmpint (fate.given_up, ==, !fate.replaced);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_data_func ("/ask-to-replace/yes", "replace", check);
  g_test_add_data_func ("/ask-to-replace/no", "cancel", check);
  g_test_add_data_func ("/ask-to-replace/closed", NULL, check);
  return g_test_run ();
}
