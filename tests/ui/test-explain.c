/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands over a control: what it is, and what it comes to with the numbers of now.
 */
#include "tests/ui/find.h"
#include "ui/widgets/explain.h"

#include <string.h>

static char *
explain (SlSession *session, const char *id)
{
  return sl_explain_setting (sl_setting_find (id, NULL), session);
}

static void
assert_says (SlSession *session, const char *id, const char *what)
{
  g_autofree char *text = explain (session, id);

  g_test_message ("%s: %s", id, text);
  g_assert_nonnull (strstr (text, what));
}

/* On the digits, with 64, 32, 16 and 10 units. */
static void
check_numbers (void)
{
  g_autoptr (SlSession) session = test_prepared_session ();

  assert_says (session, "test-fraction", "450 of 1797 rows");
  assert_says (session, "validation-fraction", "0 rows to choose by");
  assert_says (session, "standardize", "x ÷ 16");
  assert_says (session, "hidden", "64 → 32 → 16 → 10");
  assert_says (session, "initializer", "64 → 32");
  assert_says (session, "penalize-bias", "58, beside 2720 weights");
  assert_says (session, "batch-size", "1347 training rows ÷ 32 rows a step = 43");
  assert_says (session, "stop-at", "now 0.");
  test_set (session, "lambda", "0.01");
  test_set (session, "layer-lambda", "1,0,2");
  assert_says (session, "layer-lambda", "layer 1: 0.01, layer 2: 0, layer 3: 0.02");
  test_set (session, "layer-lambda", "");
  test_set (session, "dropout", "0.5,0.25");
  assert_says (session, "dropout",
               "layer 1: about 32 of 64 inputs left out, the others "
               "times 2\nlayer 2: about 8 of 32");
  test_set (session, "dropout", "0");
  test_set (session, "learning-rate", "0.1");
  test_set (session, "reduce-lr", "0.5,20");
  assert_says (session, "reduce-lr", "0.1 becomes 0.05");
  test_set (session, "optimizer", "momentum");
  assert_says (session, "momentum", "= 10 times η");
  sl_session_shutdown (session);
}

/* SGD: 0.5 − 0.1·0.1 = 0.49, and soft thresholding takes 0.1·0.01 from it. */
static void
check_step (void)
{
  g_autoptr (SlSession) session = test_prepared_session ();

  test_set (session, "optimizer", "sgd");
  test_set (session, "learning-rate", "0.1");
  test_set (session, "lambda", "0.01");
  assert_says (session, "optimizer", "u = w − η·g = 0.49");
  assert_says (session, "zeros-by", "θ = η·λ = 0.001");
  assert_says (session, "zeros-by", "w⁺ = soft(u, θ) = 0.489");
  test_set (session, "zeros-by", "subgradient");
  assert_says (session, "zeros-by", "0.489");
  sl_session_shutdown (session);
}

/* Every legal way to step has its numbers. */
static void
check_all_steps (void)
{
  g_autoptr (SlSession) session = test_prepared_session ();
  const SlKindTable *tables[] = {sl_optimizers (), sl_rules (), sl_penalties ()};
  int n = 0;

  test_set (session, "hidden", "");
  test_set (session, "lambda", "0.01");
  for (size_t o = 0; o < tables[0]->n; o++)
    for (size_t r = 0; r < tables[1]->n; r++)
      for (size_t p = 0; p < tables[2]->n; p++) {
        SlConfig config = *sl_session_config (session);
        g_autofree char *text = NULL;

        config.optimizer = (const SlOptimizerType *) tables[0]->kinds[o];
        config.rule = (const SlRuleType *) tables[1]->kinds[r];
        config.penalty = (const SlPenaltyType *) tables[2]->kinds[p];
        if (!sl_config_validate (&config, NULL) ||
            !sl_session_apply (session, &config, NULL))
          continue;
        text = explain (session, "optimizer");
        g_assert_null (strstr (text, "nan"));
        g_assert_true ((strstr (text, "first step of w") != NULL) ==
                       (config.penalty->group == NULL));
        n++;
      }
  g_test_message ("%d ways", n);
  g_assert_cmpint (n, >, 50);
  sl_session_shutdown (session);
}

/* Whatever is chosen, every control has a sentence. */
static void
check_sentences (void)
{
  g_autoptr (SlSession) session = test_prepared_session ();
  size_t n;
  const SlSetting *settings = sl_settings (&n);

  for (size_t i = 0; i < n; i++) {
    g_autofree char *text = sl_explain_setting (&settings[i], session);

    g_assert_cmpuint (strlen (text), >, 8);
  }
  sl_session_shutdown (session);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_func ("/explain/numbers", check_numbers);
  g_test_add_func ("/explain/step", check_step);
  g_test_add_func ("/explain/all-steps", check_all_steps);
  g_test_add_func ("/explain/sentences", check_sentences);
  return g_test_run ();
}
