/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tells one run from others, in words. */
#include "ui/figures/difference.h"

static void
set (SlConfig *config, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_setting_parse (sl_setting_find (id, NULL), config, text, &error));
  g_assert_no_error (error);
}

static void
test_difference (void)
{
  SlConfig a, b, c;
  const SlConfig *others[] = {&b, &c};
  g_autofree char *penalty = NULL, *one = NULL, *share = NULL, *many = NULL;

  sl_config_init_default (&a);
  b = c = a;
  g_assert_null (sl_difference_text (&a, others, 2));
  /* Penalty and λ are told elsewhere; a share that plays no part is not told. */
  set (&b, "penalty", "elastic-net");
  set (&b, "lambda", "0.5");
  set (&b, "l1-share", "0.25");
  penalty = sl_difference_text (&a, others, 2);
  g_assert_cmpstr (penalty, ==, NULL);
  others[0] = &a;
  share = sl_difference_text (&b, others, 2);
  g_assert_cmpstr (share, ==, "L1 share 0.25");
  set (&c, "batch-size", "0");
  others[1] = &a;
  one = sl_difference_text (&c, others, 2);
  g_assert_cmpstr (one, ==, "batch size all rows");
  /* A long list is named; of many differences a few are told. */
  set (&c, "hidden", "20,19,18,17,16,15,14,13,12");
  set (&c, "seed", "7");
  set (&c, "momentum", "0.5");
  many = sl_difference_text (&c, others, 2);
  g_assert_nonnull (g_strrstr (many, "hidden layers, "));
  g_assert_true (g_str_has_suffix (many, ", …"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/difference/text", test_difference);
  return g_test_run ();
}
