/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/code/python.h"

#include "core/base/number.h"

#include <glib/gi18n-lib.h>

static gboolean
is_regression (const SlCodeCase *context)
{
  return sl_code_loss (context)->task == SL_TASK_REGRESSION;
}

/* Optimisers of scikit-learn's networks. */
static const struct
{
  const char *id, *solver;
} optimizers[] = {
    {"sgd", "solver=\"sgd\", momentum=0.0"},
    {"momentum", "solver=\"sgd\", nesterovs_momentum=False, momentum=MOMENTUM"},
    {"nesterov", "solver=\"sgd\", nesterovs_momentum=True, momentum=MOMENTUM"},
    {"adam", "solver=\"adam\", beta_1=0.9, beta_2=0.999, epsilon=EPSILON"},
};

static const char *
find_solver (const SlCodeCase *context)
{
  for (gsize i = 0; i < G_N_ELEMENTS (optimizers); i++)
    if (sl_code_is (&context->config->optimizer->kind, optimizers[i].id))
      return optimizers[i].solver;
  return NULL;
}

static gboolean
has_dropout (const SlConfig *config)
{
  for (int l = 0; l <= config->hidden.n; l++)
    if (sl_config_dropout (config, l) > 0.0)
      return TRUE;
  return FALSE;
}

static char *
network_misfit (const SlCodeCase *context)
{
  const SlConfig *config = context->config;

  if (sl_config_lambda (config) > 0.0 && sl_config_share (config) > 0.0)
    return g_strdup (_ ("scikit-learn's networks know no L1 penalty; choose L2, or empty "
                        "the hidden layers."));
  if (has_dropout (config))
    return g_strdup (_ ("scikit-learn's networks have no dropout; set it to 0."));
  if (find_solver (context) == NULL)
    return g_strdup_printf (_ ("scikit-learn's networks have no optimiser like %s; "
                               "choose another one."),
                            _ (config->optimizer->kind.name));
  return NULL;
}

static char *
sklearn_misfit (const SlCodeCase *context)
{
  const SlConfig *config = context->config;

  if (sl_code_is (&sl_code_loss (context)->kind, "binary-cross-entropy"))
    return g_strdup (_ ("scikit-learn has no sigmoid for every class; choose the "
                        "cross-entropy."));
  if (sl_config_lambda (config) > 0.0) {
    if (config->penalty->group != NULL)
      return g_strdup (_ ("scikit-learn has no group lasso; choose another penalty."));
    if (config->penalize_bias)
      return g_strdup (_ ("scikit-learn never penalises biases; switch that off."));
    if (sl_config_has_layer_factors (config))
      return g_strdup (_ ("scikit-learn has one strength for all layers; leave their "
                          "factors out."));
  }
  return config->hidden.n > 0 ? network_misfit (context) : NULL;
}

static void
sklearn_note (const SlCodeCase *context, GString *script)
{
  const SlConfig *config = context->config;

  if (config->hidden.n == 0) {
    g_string_append (script,
                     "- Nothing else at the optimum, exact zeros included: this script "
                     "solves for it, however the run\n  was trained. See `sparsity-lab "
                     "fit`.\n");
    return;
  }
  g_string_append (script,
                   "- The starting weights are Glorot's, whatever the initialiser.\n");
  if (sl_config_lambda (config) > 0.0)
    g_string_append (script, "- alpha is divided by the rows of each minibatch, the last "
                             "and smaller one too.\n");
  if (config->early_stopping > 0 || config->reduction.patience > 0)
    g_string_append (script,
                     "- Early stopping and a reduced learning rate are left out.\n");
}

/* ---- without hidden layers: the exact solution ---- */

/* The call of the estimator that minimises our objective on the given part. */
static char *
linear_call (const SlCodeCase *context)
{
  const SlConfig *config = context->config;
  double lambda = sl_config_lambda (config), rho = sl_config_share (config);
  int n = context->problem->train.n;
  g_autofree char *strength = sl_number_exact (lambda);
  g_autofree char *share = sl_number_exact (rho);
  g_autofree char *ridge = sl_number_exact (n * lambda);
  g_autofree char *inverse = sl_number_exact (lambda > 0.0 ? 1.0 / (n * lambda) : 1.0);

  if (is_regression (context)) {
    if (lambda == 0.0)
      return g_strdup ("LinearRegression()");
    if (rho == 0.0)
      return g_strdup_printf ("Ridge(alpha=%s)  # n·λ: its loss is a sum over rows",
                              ridge);
    return g_strdup_printf (
        "ElasticNet(alpha=%s, l1_ratio=%s, tol=1e-10, max_iter=1000000)", strength,
        share);
  }
  if (lambda == 0.0)
    return g_strdup ("LogisticRegression(penalty=None, tol=1e-8, max_iter=100000)");
  if (rho == 0.0)
    return g_strdup_printf (
        "LogisticRegression(penalty=\"l2\", C=%s, tol=1e-8, max_iter=100000)  # 1/(nλ)",
        inverse);
  return g_strdup_printf (
      "LogisticRegression(penalty=\"%s\", solver=\"saga\", C=%s%s%s,\n"
      "                           tol=1e-6, max_iter=100000, random_state=SEED %% "
      "2**32)  # C = 1/(nλ)",
      rho == 1.0 ? "l1" : "elasticnet", inverse,
      rho == 1.0 ? "" : ", l1_ratio=", rho == 1.0 ? "" : share);
}

static void
append_linear (const SlCodeCase *context, GString *script)
{
  g_autofree char *call = linear_call (context);

  sl_code_printf (script,
                  "\n# The model, solved exactly; the intercept is not penalised.\n"
                  "model = %s\n"
                  "model.fit(X[train], y[train])\n\n\n"
                  "def outputs(rows):\n"
                  "    return %s\n\n\n"
                  "W = [np.atleast_2d(model.coef_).T]\n",
                  call,
                  is_regression (context)
                      ? "model.predict(X[rows])[:, None]"
                      : "model.decision_function(X[rows]).reshape(len(rows), -1)");
}

/* ---- networks ---- */

static void
append_network (const SlCodeCase *context, GString *script)
{
  static const char *const activations[][2] = {{"relu", "relu"},
                                               {"tanh", "tanh"},
                                               {"sigmoid", "logistic"},
                                               {"linear", "identity"}};
  const SlConfig *config = context->config;
  const char *activation = NULL;
  double lambda = sl_config_lambda (config) * (1.0 - sl_config_share (config));
  g_autofree char *strength = sl_number_exact (lambda);
  g_autofree char *eta = sl_number_exact (config->learning_rate);
  g_autofree char *epsilon = sl_number_exact (config->epsilon);
  g_autofree char *momentum = sl_number_exact (config->momentum);

  for (gsize i = 0; i < G_N_ELEMENTS (activations); i++)
    if (sl_code_is (&config->activation->kind, activations[i][0]))
      activation = activations[i][1];
  sl_code_printf (script,
                  "\nEPSILON, MOMENTUM = %s, %s\n\n# The model. alpha is λ(1−ρ) "
                  "times the rows of a minibatch.\nmodel = %s(\n    "
                  "hidden_layer_sizes=(",
                  epsilon, momentum,
                  is_regression (context) ? "MLPRegressor" : "MLPClassifier");
  for (int l = 0; l < config->hidden.n; l++)
    sl_code_printf (script, "%d, ", config->hidden.units[l]);
  sl_code_printf (script,
                  "), activation=\"%s\",\n    alpha=%s * BATCH, batch_size=BATCH,\n"
                  "    %s,\n    learning_rate_init=%s, random_state=SEED %% 2**32,\n"
                  "    max_iter=EPOCHS, tol=0.0, n_iter_no_change=EPOCHS)\n"
                  "# It is to stop after EPOCHS, whatever it thinks of that.\n"
                  "warnings.simplefilter(\"ignore\", ConvergenceWarning)\n"
                  "model.fit(X[train], y[train])\n\n\n"
                  "def outputs(rows):\n",
                  activation, strength, find_solver (context), eta);
  if (is_regression (context))
    g_string_append (script, "    return model.predict(X[rows])[:, None]\n");
  else
    sl_code_printf (script,
                    "    logits = model.predict_log_proba(X[rows])\n"
                    "    return %s\n",
                    sl_code_outputs (context, config->hidden.n) == 1
                        ? "logits[:, 1:] - logits[:, :1]"
                        : "logits");
  g_string_append (script, "\n\nW = model.coefs_\n");
}

static void
sklearn_write (const SlCodeCase *context, GString *script)
{
  gboolean hidden = context->config->hidden.n > 0;

  sl_code_printf (script, "import csv\nimport os\n%s\nimport numpy as np\n%s\n\n",
                  hidden ? "import warnings\n" : "",
                  hidden
                      ? "from sklearn.exceptions import ConvergenceWarning\n"
                        "from sklearn.neural_network import MLPClassifier, "
                        "MLPRegressor"
                      : "from sklearn.linear_model import (ElasticNet, "
                        "LinearRegression,\n"
                        "                                  LogisticRegression, Ridge)");
  sl_code_data (context, script);
  if (hidden)
    append_network (context, script);
  else
    append_linear (context, script);
  sl_code_report (context, script);
}

extern const SlCodeType sl_code_sklearn;
const SlCodeType sl_code_sklearn = {
    .kind = {"sklearn", "scikit-learn", N_ ("Script that trains with scikit-learn.")},
    .misfit = sklearn_misfit,
    .write = sklearn_write,
    .note = sklearn_note,
};
