/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bar of earlier runs: each says what tells it from the others on screen. */
#include "tests/ui/find.h"
#include "ui/widgets/runs-bar.h"
#include <string.h>

/* Whether the chip of the first pinned run says @text. */
static gboolean
says (GtkWidget *bar, const char *text)
{
  GtkWidget *chip = test_find (bar, GTK_ACCESSIBLE_ROLE_BUTTON, "Unpin run A");
  GtkWidget *label = test_find_type (chip, GTK_TYPE_LABEL);

  return strstr (gtk_label_get_text (GTK_LABEL (label)), text) != NULL;
}

static void
check_difference (void)
{
  g_autoptr (SlSession) session = test_prepared_session ();
  GtkWidget *bar = g_object_ref_sink (g_object_new (SL_TYPE_RUNS_BAR, NULL));

  sl_runs_bar_set_session (SL_RUNS_BAR (bar), session);
  g_assert_false (gtk_widget_get_visible (bar));
  test_set (session, "penalty", "l1");
  test_set (session, "lambda", "0.01");
  test_wait_until (sl_session_snapshot (session)->config.lambda == 0.01);
  sl_session_step_epoch (session);
  test_wait_until (sl_session_snapshot (session)->epoch == 1);
  g_assert_true (sl_session_pin (session, NULL));
  g_assert_true (says (bar, "A: L1 λ = 0.01, epoch 1"));
  test_set (session, "lambda", "0.1");
  g_assert_true (says (bar, "A: L1 λ = 0.01, epoch 1"));
  test_set (session, "zeros-by", "subgradient");
  g_assert_true (says (bar, "A: L1 λ = 0.01, zeros by proximal step, epoch 1"));
  test_set (session, "standardize", "false");
  g_assert_true (says (bar, "standardise inputs on, zeros by proximal step"));
  sl_session_unpin (session, 0);
  sl_session_unpin (session, -1);
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_finalize_object (bar);
  while (!sl_session_shutdown (session))
    ;
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_func ("/runs-bar/difference", check_difference);
  return g_test_run ();
}
