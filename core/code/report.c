/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/code/python.h"

#include "core/base/number.h"

/* The mean loss of the rows, and their score, from z = outputs (rows) and t = y[rows]. */
static const char *
losses (const SlCodeCase *context)
{
  const SlLossType *type = sl_code_loss (context);

  if (type->task == SL_TASK_REGRESSION)
    return "    z = z[:, 0]\n"
           "    loss = 0.5 * np.mean((z - t) ** 2)\n"
           "    score = 1 - np.sum((z - t) ** 2) / (np.sum((t - t.mean()) ** 2) or "
           "1.0)\n";
  if (sl_code_is (&type->kind, "binary-cross-entropy"))
    return "    sign = np.where(np.arange(len(classes)) == t[:, None], -1.0, 1.0)\n"
           "    loss = np.mean(np.logaddexp(0.0, sign * z))\n"
           "    score = np.mean(z.argmax(axis=1) == t)\n";
  if (sl_code_outputs (context, context->config->hidden.n) == 1)
    return "    z = z[:, 0]\n"
           "    loss = np.mean(np.logaddexp(0.0, np.where(t == 1, -z, z)))\n"
           "    score = np.mean((z > 0) == (t == 1))\n";
  return "    z = z - z.max(axis=1, keepdims=True)\n"
         "    loss = np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(t)), t])\n"
         "    score = np.mean(z.argmax(axis=1) == t)\n";
}

static void
append_penalty (const SlCodeCase *context, GString *script)
{
  const SlConfig *config = context->config;
  double lambda = sl_config_lambda (config), rho = sl_config_share (config);
  g_autofree char *strength = sl_number_exact (lambda);
  g_autofree char *l1 = sl_number_exact (lambda * rho);
  g_autofree char *l2 = sl_number_exact (lambda * (1.0 - rho) / 2.0);

  if (config->penalty->group != NULL)
    sl_code_printf (script,
                    "penalties = [%s * w.shape[%d] ** 0.5 * "
                    "np.sqrt((w ** 2).sum(axis=%d)).sum() for w in W]\n",
                    strength, config->grouping->by_input ? 1 : 0,
                    config->grouping->by_input ? 1 : 0);
  else
    sl_code_printf (
        script, "penalties = [%s * np.abs(w).sum() + %s * (w ** 2).sum() for w in W]\n",
        l1, l2);
  if (!sl_config_has_layer_factors (config)) {
    g_string_append (script, "penalty = sum(penalties)\n");
    return;
  }
  g_string_append (script, "penalty = sum(f * p for f, p in zip([");
  for (int l = 0; l <= config->hidden.n; l++) {
    g_autofree char *factor = sl_number_exact (sl_config_layer_factor (config, l));

    sl_code_printf (script, "%s%s", l > 0 ? ", " : "", factor);
  }
  g_string_append (script, "], penalties))\n");
}

void
sl_code_report (const SlCodeCase *context, GString *script)
{
  g_autofree char *near_zero = sl_number_exact (context->config->near_zero);

  sl_code_printf (script,
                  "\n\n# What came out, measured as Sparsity Lab does.\n"
                  "def measures(rows):\n"
                  "    z, t = np.asarray(outputs(rows), dtype=float), y[rows]\n"
                  "%s"
                  "    return loss, score\n\n\n"
                  "for name, rows in ((\"train\", train), (\"validation\", validation), "
                  "(\"test\", test)):\n"
                  "    if len(rows) > 0:\n"
                  "        print(\"%%s: loss %%.6g, score %%.6g\" %% ((name,) + "
                  "measures(rows)))\n",
                  losses (context));
  append_penalty (context, script);
  sl_code_printf (
      script,
      "n_weights = sum(w.size for w in W)\n"
      "zeros = sum(int((w == 0).sum()) for w in W)\n"
      "near_zeros = sum(int(((w != 0) & (np.abs(w) <= %s)).sum()) for w in W)\n"
      "print(\"penalty on the weights: %%.6g\" %% penalty)\n"
      "print(\"exactly zero: %%d of %%d weights; near zero: %%d\" %% (zeros, n_weights, "
      "near_zeros))\n",
      near_zero);
}
