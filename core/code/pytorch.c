/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/code/python.h"

#include "core/base/number.h"

#include <glib/gi18n-lib.h>

/* The second moments of Adam, and their root. */
#define ADAM_STEP                                                                        \
  "eta / ((state[\"exp_avg_sq\"] / (1 - 0.999 ** float(state[\"step\"]))).sqrt() + "     \
  "EPSILON)"

/* Optimisers that PyTorch has; step is the size t of a proximal step, which each weight
 * takes in the optimiser's own metric, where its state tells it. */
static const struct
{
  const char *id, *call, *step;
} optimizers[] = {
    {"sgd", "SGD(groups, lr=ETA)", "eta"},
    {"momentum", "SGD(groups, lr=ETA, momentum=MOMENTUM)", NULL},
    {"nesterov", "SGD(groups, lr=ETA, momentum=MOMENTUM, nesterov=MOMENTUM > 0)", NULL},
    {"rmsprop", "RMSprop(groups, lr=ETA, alpha=0.9, eps=EPSILON)",
     "eta / (state[\"square_avg\"].sqrt() + EPSILON)"},
    {"adam", "Adam(groups, lr=ETA, betas=(0.9, 0.999), eps=EPSILON)", ADAM_STEP},
    {"adamw", "AdamW(groups, lr=ETA, betas=(0.9, 0.999), eps=EPSILON)", ADAM_STEP},
};

static int
find_optimizer (const SlCodeCase *context)
{
  for (gsize i = 0; i < G_N_ELEMENTS (optimizers); i++)
    if (sl_code_is (&context->config->optimizer->kind, optimizers[i].id))
      return (int) i;
  return -1;
}

/* Whether the penalty acts by a proximal step, which can be written down. */
static gboolean
is_proximal (const SlCodeCase *context)
{
  const SlConfig *config = context->config;

  return sl_config_lambda (config) > 0.0 && config->penalty->group == NULL &&
         sl_code_is (&config->rule->kind, "proximal") &&
         optimizers[find_optimizer (context)].step != NULL;
}

static char *
pytorch_misfit (const SlCodeCase *context)
{
  if (sl_code_ties_biases (context->config))
    return g_strdup (_ ("A group lasso that penalises biases too has no counterpart; "
                        "leave the biases out."));
  if (find_optimizer (context) >= 0)
    return NULL;
  return g_strdup_printf (_ ("PyTorch has no optimiser like %s; choose another one."),
                          _ (context->config->optimizer->kind.name));
}

static void
pytorch_note (const SlCodeCase *context, GString *script)
{
  const SlConfig *config = context->config;

  if (sl_config_lambda (config) == 0.0)
    return;
  if (is_proximal (context))
    g_string_append (
        script,
        "- Not the zeros: those come out alike. PyTorch has no proximal step, so it is "
        "written out below.\n");
  else
    g_string_append (script,
                     "- Exact zeros: gradients of a penalty bring weights near zero, "
                     "practically never to it.\n");
}

static void
append_model (const SlCodeCase *context, GString *script)
{
  static const char *const activations[][2] = {{"relu", "ReLU()"},
                                               {"tanh", "Tanh()"},
                                               {"sigmoid", "Sigmoid()"},
                                               {"linear", "Identity()"}};
  const SlConfig *config = context->config;

  g_string_append (script, "\n# The model.\nmodel = torch.nn.Sequential(\n");
  for (int l = 0; l <= config->hidden.n; l++) {
    g_autofree char *dropout = sl_number_exact (sl_config_dropout (config, l));

    if (sl_config_dropout (config, l) > 0.0)
      sl_code_printf (script, "    torch.nn.Dropout(%s),\n", dropout);
    sl_code_printf (script, "    torch.nn.Linear(%d, %d),\n", sl_code_inputs (context, l),
                    sl_code_outputs (context, l));
    for (gsize i = 0; l < config->hidden.n && i < G_N_ELEMENTS (activations); i++)
      if (sl_code_is (&config->activation->kind, activations[i][0]))
        sl_code_printf (script, "    torch.nn.%s,\n", activations[i][1]);
  }
  g_string_append (script, ")\n"
                           "linears = [layer for layer in model if isinstance(layer, "
                           "torch.nn.Linear)]\n"
                           "weights = [layer.weight for layer in linears]\n"
                           "biases = [layer.bias for layer in linears]\n");
}

static void
append_start (const SlCodeCase *context, GString *script)
{
  static const char *const starts[][2] = {
      {"he", "normal_(layer.weight, std=(2 / layer.in_features) ** 0.5)"},
      {"glorot", "xavier_uniform_(layer.weight)"},
      {"lecun", "normal_(layer.weight, std=(1 / layer.in_features) ** 0.5)"},
      {"uniform", "uniform_(layer.weight, -0.5, 0.5)"}};
  const SlConfig *config = context->config;
  const SlInitializerType *initializer = config->initializer != NULL
                                             ? config->initializer
                                             : sl_initializer_for (config->activation);

  g_string_append (script, "for layer in linears:\n");
  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    if (sl_code_is (&initializer->kind, starts[i][0]))
      sl_code_printf (script, "    torch.nn.init.%s\n", starts[i][1]);
  g_string_append (script, "    torch.nn.init.zeros_(layer.bias)\n");
}

/* The constants, and where they stand. */
static void
append_penalty (const SlCodeCase *context, GString *script)
{
  const SlConfig *config = context->config;
  SlCodePenalty penalty = sl_code_penalty (context);
  g_autofree char *l1 = sl_number_exact (penalty.l1);
  g_autofree char *l2 = sl_number_exact (penalty.l2);
  g_autofree char *eta = sl_number_exact (penalty.eta);
  g_autofree char *epsilon = sl_number_exact (penalty.epsilon);
  g_autofree char *momentum = sl_number_exact (config->momentum);

  sl_code_printf (
      script, "\n# The penalty, λρ and λ(1−ρ)%s.\nL1, L2 = %s, %s\n",
      penalty.factor == 2.0 ? ", doubled: PyTorch's squared loss has no ½ before it" : "",
      l1, l2);
  if (penalty.factor == 2.0 && penalty.eta != config->learning_rate)
    g_string_append (script, "# For the same reason the learning rate is halved.\n");
  else if (penalty.factor == 2.0)
    g_string_append (script, "# For the same reason epsilon is doubled.\n");
  sl_code_printf (script, "ETA, EPSILON, MOMENTUM = %s, %s, %s\nFACTORS = [", eta,
                  epsilon, momentum);
  for (int l = 0; l <= config->hidden.n; l++) {
    g_autofree char *factor = sl_number_exact (sl_config_layer_factor (config, l));

    sl_code_printf (script, "%s%s", l > 0 ? ", " : "", factor);
  }
  sl_code_printf (script, "]  # of the penalty, layer by layer\n"
                          "penalised = [(W, f) for W, f in zip(weights, FACTORS)]\n");
  if (config->penalize_bias)
    g_string_append (script, "penalised += [(b, f) for b, f in zip(biases, FACTORS)]\n");
}

/* The part of the penalty that is added to the loss. */
static void
append_added (const SlCodeCase *context, GString *script)
{
  const SlConfig *config = context->config;
  g_autofree char *lambda = sl_number_exact (sl_code_penalty (context).lambda);

  g_string_append (script, "\n\ndef added_penalty():\n");
  if (is_proximal (context))
    g_string_append (script, "    return 0.0  # the proximal step does it\n");
  else if (config->penalty->group != NULL && sl_config_lambda (config) > 0.0)
    sl_code_printf (script,
                    "    # PyTorch's weights are (outputs, inputs).\n"
                    "    return %s * sum(f * W.shape[%d] ** 0.5 * W.norm(dim=%d).sum()\n"
                    "                    for W, f in zip(weights, FACTORS))\n",
                    lambda, config->grouping->by_input ? 0 : 1,
                    config->grouping->by_input ? 0 : 1);
  else
    g_string_append (
        script,
        "    # L2 is the optimiser's weight_decay; L1 has to be added to the loss.\n"
        "    return L1 * sum(f * w.abs().sum() for w, f in penalised)\n");
}

static void
append_optimizer (const SlCodeCase *context, GString *script)
{
  const SlConfig *config = context->config;
  /* AdamW's decay is its own, whatever the rule. */
  gboolean decays = !is_proximal (context) || config->optimizer->decays_weights;

  sl_code_printf (script,
                  "\n\n# weight_decay belongs to the parameter groups of the weights%s.\n"
                  "groups = [{\"params\": [w], \"weight_decay\": %s} for w, f in "
                  "penalised]\n",
                  config->penalize_bias ? ", and here of the biases" : " alone",
                  decays ? "f * L2" : "0.0");
  if (!config->penalize_bias)
    g_string_append (script, "groups += [{\"params\": biases, \"weight_decay\": 0.0}]\n");
  sl_code_printf (script, "optimizer = torch.optim.%s\n",
                  optimizers[find_optimizer (context)].call);
  if (config->reduction.patience > 0) {
    g_autofree char *factor = sl_number_exact (config->reduction.factor);

    sl_code_printf (script,
                    "schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(\n"
                    "    optimizer, factor=%s, patience=%d, threshold=0.0)\n",
                    factor, config->reduction.patience - 1);
  }
  if (is_proximal (context))
    sl_code_printf (
        script,
        "\n\ndef proximal_step():\n"
        "    \"\"\"Each weight goes t·L1 towards 0, and no farther: so it gets exactly "
        "there.\"\"\"\n"
        "    eta = optimizer.param_groups[0][\"lr\"]\n"
        "    with torch.no_grad():\n"
        "        for w, f in penalised:\n"
        "            state = optimizer.state[w]  # t is in the optimiser's own metric\n"
        "            t = %s\n"
        "            w.copy_(w.sign() * (w.abs() - t * f * L1).clamp(min=0.0)%s)\n",
        optimizers[find_optimizer (context)].step,
        config->optimizer->decays_weights ? "" : " / (1 + t * f * L2)");
}

static void
append_loss (const SlCodeCase *context, GString *script)
{
  const SlLossType *type = sl_code_loss (context);

  g_string_append (script, "\n# The loss.\n"
                           "inputs = torch.tensor(X, dtype=torch.float32)\n");
  if (type->task == SL_TASK_REGRESSION)
    g_string_append (script, "targets = torch.tensor(y, dtype=torch.float32)[:, None]\n"
                             "measure = torch.nn.MSELoss()\n");
  else if (sl_code_is (&type->kind, "binary-cross-entropy"))
    g_string_append (script,
                     "targets = torch.nn.functional.one_hot(torch.tensor(y), "
                     "len(classes)).float()\n"
                     "measure = torch.nn.BCEWithLogitsLoss()  # a sigmoid for every "
                     "class\n");
  else if (sl_code_outputs (context, context->config->hidden.n) == 1)
    g_string_append (script, "targets = torch.tensor(y, dtype=torch.float32)[:, None]\n"
                             "measure = torch.nn.BCEWithLogitsLoss()\n");
  else
    g_string_append (script, "targets = torch.tensor(y)\n"
                             "measure = torch.nn.CrossEntropyLoss()\n");
}

static void
append_training (const SlCodeCase *context, GString *script)
{
  const SlConfig *config = context->config;
  const char *watched = sl_code_watched (context);
  gboolean watches = config->reduction.patience > 0 || config->early_stopping > 0;

  g_string_append (script, "\n\n# The training.\n");
  if (config->early_stopping > 0)
    g_string_append (script, "best, best_state, patience = float(\"inf\"), None, 0\n");
  sl_code_printf (script,
                  "for epoch in range(EPOCHS):\n"
                  "    model.train()\n"
                  "    for rows in torch.tensor(train)[torch.randperm(len(train))]"
                  ".split(BATCH):\n"
                  "        optimizer.zero_grad()\n"
                  "        loss = measure(model(inputs[rows]), targets[rows]) + "
                  "added_penalty()\n"
                  "        loss.backward()\n"
                  "        optimizer.step()\n%s",
                  is_proximal (context) ? "        proximal_step()\n" : "");
  if (watches)
    sl_code_printf (script,
                    "    model.eval()\n"
                    "    with torch.no_grad():\n"
                    "        watched = measure(model(inputs[%s]), targets[%s]).item()\n",
                    watched, watched);
  if (config->early_stopping > 0)
    sl_code_printf (script,
                    "    patience = 0 if watched < best else patience + 1\n"
                    "    if watched < best:\n"
                    "        best = watched\n"
                    "        best_state = {name: w.clone() for name, w in "
                    "model.state_dict().items()}\n"
                    "    if patience >= %d:\n"
                    "        model.load_state_dict(best_state)  # the best weights\n"
                    "        break\n",
                    config->early_stopping);
  if (config->reduction.patience > 0)
    g_string_append (script, "    schedule.step(watched)\n");
  g_string_append (script, "\n\ndef outputs(rows):\n"
                           "    model.eval()\n"
                           "    with torch.no_grad():\n"
                           "        return model(inputs[rows]).numpy()\n\n\n"
                           "W = [w.detach().numpy().T for w in weights]\n");
}

static void
pytorch_write (const SlCodeCase *context, GString *script)
{
  g_string_append (script, "import csv\nimport os\n\nimport numpy as np\n"
                           "import torch\n\n");
  sl_code_data (context, script);
  g_string_append (script, "\ntorch.manual_seed(SEED)\n");
  append_model (context, script);
  append_start (context, script);
  append_penalty (context, script);
  append_added (context, script);
  append_optimizer (context, script);
  append_loss (context, script);
  append_training (context, script);
  sl_code_report (context, script);
}

extern const SlCodeType sl_code_pytorch;
const SlCodeType sl_code_pytorch = {
    .kind = {"pytorch", "PyTorch", N_ ("Script that trains with PyTorch.")},
    .misfit = pytorch_misfit,
    .write = pytorch_write,
    .note = pytorch_note,
};
