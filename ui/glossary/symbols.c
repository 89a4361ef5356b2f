/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/glossary/glossary.h"
#include "ui/widgets/explain.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { DIGITS = 4 };

static const SlHistoryRow *
last_row (SlSession *session)
{
  const SlSnapshot *snapshot = sl_session_snapshot (session);

  return snapshot != NULL ? sl_snapshot_last (snapshot) : NULL;
}

static const SlProblem *
problem_of (SlSession *session)
{
  const SlSnapshot *snapshot = sl_session_snapshot (session);

  return snapshot != NULL ? snapshot->problem : NULL;
}

static double
lambda (SlSession *session)
{
  return sl_config_lambda (sl_session_config (session));
}

static double
share (SlSession *session)
{
  return sl_config_share (sl_session_config (session));
}

static double
learning_rate (SlSession *session)
{
  return sl_session_config (session)->learning_rate;
}

static double
momentum (SlSession *session)
{
  return sl_session_config (session)->momentum;
}

static double
epsilon (SlSession *session)
{
  return sl_session_config (session)->epsilon;
}

static double
step_threshold (SlSession *session)
{
  return learning_rate (session) * lambda (session) * share (session);
}

static double
rows (SlSession *session)
{
  const SlProblem *problem = problem_of (session);

  return problem != NULL ? problem->train.n : NAN;
}

static double
inputs (SlSession *session)
{
  const SlProblem *problem = problem_of (session);

  return problem != NULL ? problem->dataset->d : NAN;
}

static double
loss (SlSession *session)
{
  const SlHistoryRow *row = last_row (session);

  return row != NULL ? row->train_loss : NAN;
}

static double
penalty_size (SlSession *session)
{
  const SlHistoryRow *row = last_row (session);

  return row != NULL && row->lambda > 0.0 ? row->penalty / row->lambda : NAN;
}

static double
norm_l0 (SlSession *session)
{
  const SlHistoryRow *row = last_row (session);

  return row != NULL ? (double) (row->weights - row->zeros) : NAN;
}

static double
norm_l1 (SlSession *session)
{
  const SlHistoryRow *row = last_row (session);

  return row != NULL ? row->norm_l1 : NAN;
}

static double
norm_l2 (SlSession *session)
{
  const SlHistoryRow *row = last_row (session);

  return row != NULL ? row->norm_l2 : NAN;
}

/* Returns λ of a row of the path that was found last; @row: below 0 when there is none.
 */
static double
path_lambda (const SlPathResult *path, int row)
{
  return path != NULL && row >= 0 && row < path->n ? path->rows[row].lambda : NAN;
}

static double
lambda_min (SlSession *session)
{
  const SlPathResult *path = sl_session_path (session);

  return path_lambda (path, path != NULL ? path->min : -1);
}

static double
lambda_one_se (SlSession *session)
{
  const SlPathResult *path = sl_session_path (session);

  return path_lambda (path, path != NULL ? path->one_se : -1);
}

static double
lambda_max (SlSession *session)
{
  const SlPathResult *path = sl_session_path (session);

  return path != NULL && path->m > 0 ? path->lambdas[path->m - 1] : NAN;
}

enum { MAX_RELATED = 4 };

/* Names are symbols, and the same in every language. */
static const struct
{
  const char *id, *symbol, *summary, *formula;
  double (*value) (SlSession *session); /* nullable; NaN while there is none */
  const char *related[MAX_RELATED];
} symbols[] = {
    {"symbol-lambda",
     "λ",
     N_ ("Lambda: how much the penalty counts beside the loss."),
     "J = L + λ · R(w)",
     lambda,
     {"settings:lambda", "figures:path", "figures:shrinkage"}},
    {"symbol-rho",
     "ρ",
     N_ ("Rho: the L1 share of the penalty, from 0 (L2) to 1 (L1)."),
     "R(w) = ρ · Σ|w| + (1 − ρ)/2 · Σw²",
     share,
     {"settings:l1-share"}},
    {"symbol-w",
     "w",
     N_ ("A weight: the number that a unit multiplies one of its inputs by."),
     "z = Σ w·x + b",
     NULL,
     {"figures:weights", "figures:network", "figures:histogram"}},
    {"symbol-b",
     "b",
     N_ ("A bias: the number that a unit adds to its sum. It is not penalised, unless "
         "you say so."),
     "z = Σ w·x + b",
     NULL,
     {"settings:penalize-bias"}},
    {"symbol-x",
     "x",
     N_ ("An input: one value of one row of the data, scaled."),
     "x = (value − mean) ÷ standard deviation",
     NULL,
     {"settings:standardize"}},
    {"symbol-sum",
     "Σ",
     N_ ("Sigma: a sum of what stands behind it. Σ|w| adds up the sizes of all weights."),
     NULL,
     NULL,
     {"readouts:norm-l1"}},
    {"symbol-y",
     "y",
     N_ ("The target: what the network is to predict for a row."),
     NULL,
     NULL,
     {"settings:target", "settings:standardize-target"}},
    {"symbol-n",
     "n",
     N_ ("How many rows the network learns from."),
     NULL,
     rows,
     {"settings:test-fraction", "settings:batch-size"}},
    {"symbol-d",
     "d",
     N_ ("How many inputs a row has."),
     NULL,
     inputs,
     {"settings:dataset"}},
    {"symbol-objective",
     "J",
     N_ ("The objective: what training makes small, the loss and the penalty together."),
     "J = L + λ · R(w)",
     NULL,
     {"figures:loss", "settings:penalty"}},
    {"symbol-loss",
     "L",
     N_ ("The loss: how wrong the network is, over the rows it learns from."),
     NULL,
     loss,
     {"figures:loss", "settings:loss", "readouts:train-loss"}},
    {"symbol-penalty",
     "R(w)",
     N_ ("The penalty without its strength: how large the weights are."),
     "R(w) = ρ · Σ|w| + (1 − ρ)/2 · Σw²",
     penalty_size,
     {"settings:penalty", "figures:geometry"}},
    {"symbol-gradient",
     "g",
     N_ ("The gradient: the slope of the loss along each weight, on one minibatch."),
     "g = ∂L/∂w",
     NULL,
     {"settings:optimizer", "settings:batch-size"}},
    {"symbol-eta",
     "η",
     N_ ("Eta: the learning rate, the size of a step."),
     "w ← w − η · g",
     learning_rate,
     {"settings:learning-rate"}},
    {"symbol-beta",
     "β",
     N_ ("Beta: how much of the last step is added to the next."),
     "step = β · last step − η · g",
     momentum,
     {"settings:momentum"}},
    {"symbol-epsilon",
     "ε",
     N_ ("Epsilon: a tiny number added to a divisor, so that it is never 0."),
     NULL,
     epsilon,
     {"settings:epsilon"}},
    {"symbol-soft",
     "soft(u, θ)",
     N_ ("Soft thresholding: moves u towards 0 by θ, and stops there. It is what makes "
         "exact zeros."),
     "soft(u, θ) = sign(u) · max(|u| − θ, 0)",
     NULL,
     {"figures:shrinkage", "choices:zeros-by=proximal"}},
    {"symbol-theta",
     "θ",
     N_ ("Theta: the threshold of one step. A weight that ends nearer to 0 becomes 0."),
     "θ = η · λ · ρ",
     step_threshold,
     {"figures:shrinkage", "symbols:symbol-soft"}},
    {"symbol-prox",
     "prox",
     N_ ("The proximal step: after the step on the loss, the weight that is best for the "
         "penalty and stays near."),
     "prox(u) = soft(u, ηλρ) ÷ (1 + ηλ(1 − ρ))",
     NULL,
     {"figures:shrinkage", "choices:zeros-by=proximal"}},
    {"symbol-norm-l0",
     "‖w‖₀",
     N_ ("How many weights are not exactly 0."),
     NULL,
     norm_l0,
     {"figures:norms", "figures:zeros", "readouts:zeros"}},
    {"symbol-norm-l1",
     "‖w‖₁",
     N_ ("The L1 norm: the sizes of all weights added up."),
     "‖w‖₁ = Σ|w|",
     norm_l1,
     {"figures:norms", "readouts:norm-l1", "choices:penalty=l1"}},
    {"symbol-norm-l2",
     "‖w‖₂",
     N_ ("The L2 norm: the length of the vector of all weights."),
     "‖w‖₂ = √Σw²",
     norm_l2,
     {"figures:norms", "readouts:norm-l2", "choices:penalty=l2"}},
    {"symbol-radius",
     "t",
     N_ ("The radius of the penalty's ball: how large the weights may be, in place of "
         "λ."),
     "R(w) ≤ t",
     NULL,
     {"figures:geometry"}},
    {"symbol-lambda-max",
     "λ.max",
     N_ ("The smallest strength at which every weight is exactly 0."),
     NULL,
     lambda_max,
     {"figures:path"}},
    {"symbol-lambda-min",
     "λ.min",
     N_ ("The strength whose model does best on rows held out."),
     NULL,
     lambda_min,
     {"figures:path"}},
    {"symbol-lambda-1se",
     "λ.1se",
     N_ ("The largest strength whose loss is within one standard error of the best."),
     NULL,
     lambda_one_se,
     {"figures:path"}},
    {"symbol-optimum",
     "w*, J*",
     N_ ("The exact solution for this λ, and its objective. Without hidden layers both "
         "can be had."),
     NULL,
     NULL,
     {"figures:coefficients", "figures:geometry"}},
    {"symbol-r2",
     "R²",
     N_ ("The score of a regression: 1 is perfect, 0 no better than the mean."),
     "R² = 1 − squared error ÷ spread of the target",
     NULL,
     {"figures:score"}},
    {"symbol-ber",
     "BER",
     N_ ("The balanced error rate: the share of errors in each class, averaged over the "
         "classes."),
     "BER = 1 − balanced accuracy",
     NULL,
     {"figures:confusion"}},
};

static int
place_of (const SlTerm *term)
{
  return GPOINTER_TO_INT (term->source);
}

static char *
now (const SlTerm *term, SlSession *session)
{
  int i = place_of (term);
  double value;
  g_autofree char *text = NULL;

  if (session == NULL)
    return NULL;
  if (g_str_equal (symbols[i].id, "symbol-objective")) {
    text = sl_explain_objective_numbers (sl_session_snapshot (session));
    return *text != '\0' ? g_strdup_printf ("J = %s", text) : NULL;
  }
  value = symbols[i].value != NULL ? symbols[i].value (session) : NAN;
  if (!isfinite (value))
    return NULL;
  text = sl_number_text (value, DIGITS);
  return g_strdup_printf ("%s = %s", symbols[i].symbol, text);
}

static void
fill (SlGlossary *glossary, const SlTopicType *topic)
{
  for (gsize i = 0; i < G_N_ELEMENTS (symbols); i++) {
    SlTerm *term = sl_glossary_add (glossary, topic, symbols[i].id, symbols[i].symbol,
                                    _ (symbols[i].summary));

    term->formula = g_strdup (symbols[i].formula);
    term->source = GINT_TO_POINTER (i);
    term->now = now;
  }
}

static void
link_symbol (SlGlossary *glossary, SlTerm *term)
{
  int i = place_of (term);

  for (int k = 0; k < MAX_RELATED && symbols[i].related[k] != NULL; k++) {
    SlTerm *other = sl_glossary_find (glossary, symbols[i].related[k]);

    g_assert (other != NULL);
    sl_glossary_link (term, other);
  }
}

extern const SlTopicType sl_topic_symbols;
const SlTopicType sl_topic_symbols = {
    .kind = {"symbols", N_ ("Symbol"), N_ ("What a letter in a formula stands for.")},
    .fill = fill,
    .link = link_symbol};
