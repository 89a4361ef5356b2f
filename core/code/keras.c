/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/code/python.h"

#include "core/base/number.h"

#include <glib/gi18n-lib.h>

/* Optimisers that Keras has. */
static const struct
{
  const char *id, *call;
} optimizers[] = {
    {"sgd", "SGD(learning_rate=ETA)"},
    {"momentum", "SGD(learning_rate=ETA, momentum=MOMENTUM)"},
    {"nesterov", "SGD(learning_rate=ETA, momentum=MOMENTUM, nesterov=True)"},
    {"rmsprop", "RMSprop(learning_rate=ETA, rho=0.9, epsilon=EPSILON)"},
    {"adam", "Adam(learning_rate=ETA, beta_1=0.9, beta_2=0.999, epsilon=EPSILON)"},
    {"adamw", "AdamW(learning_rate=ETA, beta_1=0.9, beta_2=0.999, epsilon=EPSILON,\n"
              "                                   weight_decay=L2)"},
};

static const char *
find_optimizer (const SlCodeCase *context)
{
  for (gsize i = 0; i < G_N_ELEMENTS (optimizers); i++)
    if (sl_code_is (&context->config->optimizer->kind, optimizers[i].id))
      return optimizers[i].call;
  return NULL;
}

static char *
keras_misfit (const SlCodeCase *context)
{
  const SlConfig *config = context->config;

  if (find_optimizer (context) == NULL)
    return g_strdup_printf (_ ("Keras has no optimiser like %s; choose another one."),
                            _ (config->optimizer->kind.name));
  if (sl_code_ties_biases (config))
    return g_strdup (_ ("A group lasso that penalises biases too has no counterpart; "
                        "leave the biases out."));
  if (config->optimizer->decays_weights && sl_code_penalty (context).l2 > 0.0 &&
      sl_config_has_layer_factors (config))
    return g_strdup (_ ("AdamW of Keras has one decay for all layers; leave their "
                        "factors out, or choose another optimiser."));
  return NULL;
}

static void
keras_note (const SlCodeCase *context, GString *script)
{
  const SlConfig *config = context->config;

  if (sl_config_lambda (config) > 0.0)
    g_string_append (script,
                     "- Exact zeros: a Keras penalty is part of the loss, and its "
                     "gradient brings weights near zero,\n  practically never to it.\n");
  if (config->early_stopping > 0 || config->reduction.patience > 0)
    g_string_append (script,
                     "- The val_loss that Keras watches has the penalty in it.\n");
  if (sl_code_is (&config->optimizer->kind, "adam") ||
      sl_code_is (&config->optimizer->kind, "adamw") ||
      sl_code_is (&config->optimizer->kind, "rmsprop"))
    g_string_append (script, "- Keras puts epsilon at another place of the step.\n");
}

static void
append_constants (const SlCodeCase *context, GString *script)
{
  const SlConfig *config = context->config;
  SlCodePenalty penalty = sl_code_penalty (context);
  g_autofree char *lambda = sl_number_exact (penalty.lambda);
  g_autofree char *l1 = sl_number_exact (penalty.l1);
  g_autofree char *l2 = sl_number_exact (penalty.l2);
  g_autofree char *eta = sl_number_exact (penalty.eta);
  g_autofree char *epsilon = sl_number_exact (penalty.epsilon);
  g_autofree char *momentum = sl_number_exact (config->momentum);

  sl_code_printf (script,
                  "\nkeras.utils.set_random_seed(SEED %% 2**32)\n"
                  "\n# The penalty, λρ and λ(1−ρ)%s. Keras has no ½ before "
                  "Σw², so L2 is halved below.\n"
                  "L1, L2 = %s, %s\n",
                  penalty.factor == 2.0 ? ", doubled: its squared loss has no ½ before it"
                                        : "",
                  l1, l2);
  if (penalty.factor == 2.0)
    sl_code_printf (script, "# For the same reason %s.\n",
                    penalty.eta != config->learning_rate ? "the learning rate is halved"
                                                         : "epsilon is doubled");
  sl_code_printf (script, "ETA, EPSILON, MOMENTUM = %s, %s, %s\n", eta, epsilon,
                  momentum);
  if (config->penalty->group != NULL)
    sl_code_printf (
        script,
        "\n\nclass GroupLasso(keras.regularizers.Regularizer):\n"
        "    \"\"\"λ·Σ √|g|·‖w_g‖₂; a kernel is (inputs, outputs).\"\"\"\n\n"
        "    def __init__(self, factor):\n"
        "        self.strength = %s * factor\n\n"
        "    def __call__(self, w):\n"
        "        squares = keras.ops.sum(w ** 2, axis=%d)\n"
        "        # A root has no slope at 0, and what is 0 is to stay there.\n"
        "        return self.strength * w.shape[%d] ** 0.5 * keras.ops.sum(\n"
        "            keras.ops.sqrt(keras.ops.maximum(squares, 1e-30)))\n\n",
        lambda, config->grouping->by_input ? 1 : 0, config->grouping->by_input ? 1 : 0);
}

/* The regulariser of layer @l, or NULL. */
static char *
regularizer (const SlCodeCase *context, int l)
{
  const SlConfig *config = context->config;
  SlCodePenalty penalty = sl_code_penalty (context);
  double factor = sl_config_layer_factor (config, l);
  g_autofree char *number = sl_number_exact (factor);
  g_autofree char *times =
      factor == 1.0 ? g_strdup ("") : g_strdup_printf ("%s * ", number);
  gboolean has_l2 = penalty.l2 > 0.0 && !config->optimizer->decays_weights;

  if (penalty.lambda == 0.0)
    return NULL;
  if (config->penalty->group != NULL)
    return g_strdup_printf ("GroupLasso(%s)", number);
  if (penalty.l1 > 0.0 && has_l2)
    return g_strdup_printf ("keras.regularizers.L1L2(l1=%sL1, l2=%sL2 / 2)", times,
                            times);
  if (penalty.l1 > 0.0)
    return g_strdup_printf ("keras.regularizers.L1(%sL1)", times);
  return has_l2 ? g_strdup_printf ("keras.regularizers.L2(%sL2 / 2)", times) : NULL;
}

static const char *
initializer (const SlCodeCase *context)
{
  static const char *const starts[][2] = {
      {"he", "RandomNormal(stddev=(2 / %d) ** 0.5)"},
      {"glorot", "GlorotUniform()"},
      {"lecun", "RandomNormal(stddev=(1 / %d) ** 0.5)"},
      {"uniform", "RandomUniform(-0.5, 0.5)"}};
  const SlConfig *config = context->config;
  const SlInitializerType *type = config->initializer != NULL
                                      ? config->initializer
                                      : sl_initializer_for (config->activation);

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (sl_code_is (&type->kind, starts[i][0]))
      return starts[i][1];
  return NULL;
}

static void
append_layer (const SlCodeCase *context, GString *script, int l)
{
  const SlConfig *config = context->config;
  g_autofree char *dropout = sl_number_exact (sl_config_dropout (config, l));
  g_autofree char *penalty = regularizer (context, l);
  g_autofree char *inputs = g_strdup_printf ("%d", sl_code_inputs (context, l));
  g_auto (GStrv) start = g_strsplit (initializer (context), "%d", 2);
  g_autofree char *initial = g_strjoinv (inputs, start);

  if (sl_config_dropout (config, l) > 0.0)
    sl_code_printf (script, "    keras.layers.Dropout(%s),\n", dropout);
  sl_code_printf (script,
                  "    keras.layers.Dense(%d%s%s%s,\n"
                  "                       kernel_initializer=keras.initializers.%s",
                  sl_code_outputs (context, l),
                  l < config->hidden.n ? ", activation=\"" : "",
                  l < config->hidden.n ? config->activation->kind.id : "",
                  l < config->hidden.n ? "\"" : "", initial);
  if (penalty != NULL)
    sl_code_printf (script, ",\n                       kernel_regularizer=%s", penalty);
  if (penalty != NULL && config->penalize_bias && config->penalty->group == NULL)
    sl_code_printf (script, ",\n                       bias_regularizer=%s", penalty);
  g_string_append (script, "),\n");
}

static void
append_compile (const SlCodeCase *context, GString *script)
{
  const SlLossType *type = sl_code_loss (context);
  const char *loss = "SparseCategoricalCrossentropy(from_logits=True)";
  const char *targets = "targets = y\n";

  if (type->task == SL_TASK_REGRESSION) {
    loss = "MeanSquaredError()";
    targets = "targets = y[:, None]\n";
  } else if (sl_code_is (&type->kind, "binary-cross-entropy")) {
    loss = "BinaryCrossentropy(from_logits=True)";
    targets = "targets = np.eye(len(classes))[y]  # a sigmoid for every class\n";
  } else if (sl_code_outputs (context, context->config->hidden.n) == 1) {
    loss = "BinaryCrossentropy(from_logits=True)";
    targets = "targets = y[:, None].astype(float)\n";
  }
  sl_code_printf (script, "\noptimizer = keras.optimizers.%s\n",
                  find_optimizer (context));
  if (context->config->optimizer->decays_weights && !context->config->penalize_bias)
    g_string_append (script,
                     "optimizer.exclude_from_weight_decay(var_names=[\"bias\"])\n");
  sl_code_printf (script,
                  "model.compile(optimizer=optimizer, loss=keras.losses.%s)\n\n%s", loss,
                  targets);
}

static void
append_callbacks (const SlCodeCase *context, GString *script)
{
  const SlConfig *config = context->config;

  g_string_append (script, "callbacks = [");
  if (config->early_stopping > 0)
    sl_code_printf (script,
                    "\n    keras.callbacks.EarlyStopping(monitor=\"val_loss\", "
                    "patience=%d, min_delta=0.0,\n"
                    "                                  restore_best_weights=True),",
                    config->early_stopping);
  if (config->reduction.patience > 0) {
    g_autofree char *factor = sl_number_exact (config->reduction.factor);

    sl_code_printf (script,
                    "\n    keras.callbacks.ReduceLROnPlateau(monitor=\"val_loss\", "
                    "factor=%s, patience=%d,\n"
                    "                                      min_delta=0.0),",
                    factor, config->reduction.patience);
  }
  g_string_append (script, "]\n");
}

static void
keras_write (const SlCodeCase *context, GString *script)
{
  const char *watched = sl_code_watched (context);

  g_string_append (script, "import csv\nimport os\n\nimport keras\n"
                           "import numpy as np\n\n");
  sl_code_data (context, script);
  append_constants (context, script);
  sl_code_printf (script,
                  "\n# The model.\nmodel = keras.Sequential([\n"
                  "    keras.Input((%d,)),\n",
                  context->problem->dataset->d);
  for (int l = 0; l <= context->config->hidden.n; l++)
    append_layer (context, script, l);
  g_string_append (script, "])\n");
  append_compile (context, script);
  append_callbacks (context, script);
  sl_code_printf (script,
                  "model.fit(X[train], targets[train], batch_size=BATCH, epochs=EPOCHS, "
                  "verbose=2,\n"
                  "          validation_data=(X[%s], targets[%s]), callbacks=callbacks)\n"
                  "\n\ndef outputs(rows):\n"
                  "    return model.predict(X[rows], verbose=0)\n\n\n"
                  "W = [layer.get_weights()[0] for layer in model.layers if "
                  "layer.get_weights()]\n",
                  watched, watched);
  sl_code_report (context, script);
}

extern const SlCodeType sl_code_keras;
const SlCodeType sl_code_keras = {
    .kind = {"keras", "Keras", N_ ("Script that trains with Keras.")},
    .misfit = keras_misfit,
    .write = keras_write,
    .note = keras_note,
};
