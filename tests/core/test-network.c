/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gradients of every activation with every loss against central differences. */
#include "core/base/elementary.h"
#include "core/base/error.h"
#include "core/model/network.h"

#include <math.h>
#include <string.h>

enum { ROWS = 7, INPUTS = 4 };

typedef struct
{
  const SlActivationType *activation;
  const SlLossType *loss;
  int n_classes;
  gboolean drops; /* with dropout before every layer */
} Combination;

static const double shares[] = {0.25, 0.5, 0.3};

typedef struct
{
  float X[ROWS * INPUTS], y[ROWS];
  int label[ROWS];
} Rows;

static void
fill_rows (Rows *rows, int n_classes)
{
  SlRng rng;
  sl_rng_init (&rng, 7, SL_STREAM_DATA);
  for (int i = 0; i < ROWS * INPUTS; i++)
    rows->X[i] = (float) sl_rng_normal (&rng);
  for (int i = 0; i < ROWS; i++) {
    rows->y[i] = (float) sl_rng_normal (&rng);
    rows->label[i] = n_classes > 0 ? (int) sl_rng_below (&rng, (guint32) n_classes) : 0;
  }
}

static SlNetwork *
make_network (const Combination *c)
{
  static const int hidden[] = {6, 5};
  SlRng rng;
  sl_rng_init (&rng, 3, SL_STREAM_INITIAL);
  SlNetwork *network = sl_network_new (
      INPUTS, 2, hidden, c->n_classes, c->activation, c->loss,
      sl_initializer_for ((const SlActivationType *) sl_activations ()->kinds[1]), &rng,
      NULL);
  /* Biases start at 0; move them, so that their gradients are tested elsewhere too. */
  for (size_t i = network->n_weights; i < network->n_params; i++)
    network->params[i] = 0.1f * (float) sl_rng_normal (&rng);
  return network;
}

/* The same masks each time. */
static const float *
forward (SlPass *pass, const SlNetwork *network, const Combination *c, const Rows *rows)
{
  SlRng rng;
  if (!c->drops)
    return sl_pass_forward (pass, network, ROWS, rows->X);
  sl_rng_init (&rng, 5, SL_STREAM_DROPOUT);
  return sl_pass_forward_dropping (pass, network, ROWS, rows->X, shares, &rng);
}

/* Mean loss over the rows, summed in double. */
static double
mean_loss (SlPass *pass, const SlNetwork *network, const Combination *c, const Rows *rows)
{
  int correct = 0, m = network->layers[network->n_layers - 1].outputs;
  const float *out = forward (pass, network, c, rows);
  return c->loss->measure (ROWS, m, out, rows->y, rows->label, &correct) / ROWS;
}

/* A number that tells which hidden units were on in the last forward pass. */
static guint64
on_pattern (const SlPass *pass, const SlNetwork *network)
{
  guint64 pattern = 0;
  for (int l = 1; l < network->n_layers; l++)
    for (int i = 0; i < ROWS * network->layers[l].inputs; i++)
      pattern = pattern * 3 + (sl_pass_activations (pass, l)[i] > 0);
  return pattern;
}

/* (L(p + h) − L(p − h)) / 2h for parameter @i; @kink: (inout) set when a unit switches
 * between. */
static double
central_difference (SlPass *pass,
                    SlNetwork *network,
                    const Combination *c,
                    const Rows *rows,
                    size_t i,
                    float h,
                    gboolean *kink)
{
  float kept = network->params[i], above = kept + h, below = kept - h;
  network->params[i] = above;
  double up = mean_loss (pass, network, c, rows);
  guint64 pattern = on_pattern (pass, network);
  network->params[i] = below;
  double down = mean_loss (pass, network, c, rows);
  *kink |= c->activation->rectifies && on_pattern (pass, network) != pattern;
  network->params[i] = kept;
  return (up - down) / ((double) above - (double) below);
}

static void
test_gradient (gconstpointer data)
{
  const Combination *c = data;
  Rows rows;
  fill_rows (&rows, c->n_classes);
  g_autoptr (SlNetwork) network = make_network (c);
  g_autoptr (SlPass) pass = sl_pass_new (network, ROWS);
  g_autofree float *gradient = g_new (float, network->n_params);
  forward (pass, network, c, &rows);
  sl_pass_backward (pass, network, rows.y, rows.label, gradient);
  /* Dropout multiplies what is kept, and its rounding with it. */
  double rounding = c->drops ? 5e-5 : 1e-5;
  size_t checked = 0;
  for (size_t i = 0; i < network->n_params; i++) {
    gboolean kink = FALSE;
    double fine = central_difference (pass, network, c, &rows, i, 1e-2f, &kink);
    double coarse = central_difference (pass, network, c, &rows, i, 2e-2f, &kink);
    if (kink)
      continue;
    /* Richardson's extrapolation takes the error of order h² away, so that h can be large
     * enough for the rounding of a float network. */
    double slope = (4 * fine - coarse) / 3;
    g_assert_cmpfloat (fabs ((double) gradient[i] - slope), <=,
                       MAX (1e-3 * fabs (slope), rounding));
    checked++;
  }
  g_assert_cmpint (checked, >=, network->n_params * 8 / 10);
}

static void
test_losses_stay_finite (void)
{
  const SlLossType *loss = sl_loss_for_task (SL_TASK_CLASSIFICATION);
  float b[3] = {0}, out[3] = {1000, -1000, 0}, logit = -500;
  int wrong = 1, correct = 0;
  loss->predict (1, 3, out, b);
  double value = loss->measure (1, 3, out, NULL, &wrong, &correct);
  g_assert_cmpfloat_with_epsilon (value, 2000, 1e-3);
  value = loss->measure (1, 1, &logit, NULL, &wrong, &correct);
  g_assert_cmpfloat_with_epsilon (value, 500, 1e-6);
  g_assert_cmpint (correct, ==, 0);
}

/* The mean over outputs of −log of what each sigmoid gives to the truth; far logits cost
 * their size and no more. */
static void
test_binary_cross_entropy (void)
{
  const SlLossType *loss =
      (const SlLossType *) sl_kind_find (sl_losses (), "binary-cross-entropy", NULL);
  g_assert_cmpint (loss->outputs (2), ==, 2);
  g_assert_cmpint (loss->outputs (10), ==, 10);
  const float out[6] = {0.5f, -1.5f, 0.25f, 1000, -1000, 999};
  const int label[2] = {0, 1};
  int correct = 0;
  double wanted = log1p (exp (-0.5)) + log1p (exp (-1.5)) + log1p (exp (0.25));
  double value = loss->measure (2, 3, out, NULL, label, &correct);
  g_assert_cmpfloat_with_epsilon (value, (wanted + 2999) / 3, 1e-9);
  g_assert_cmpint (correct, ==, 1);
}

static void
test_elementary (void)
{
  for (double x = -86; x <= 86; x += 0.0371) {
    float f = (float) x;
    g_assert_cmpfloat (fabs ((double) sl_fast_exp (f) / exp ((double) f) - 1), <=, 3e-7);
    g_assert_cmpfloat (fabs ((double) sl_fast_tanh (f) / tanh ((double) f) - 1), <=,
                       1e-6);
    g_assert_cmpfloat (fabs ((double) sl_fast_sigmoid (f) * (1 + exp (-(double) f)) - 1),
                       <=, 1e-6);
  }
  g_assert_cmpfloat (sl_fast_exp (-1000), ==, 0);
  g_assert_true (isnan (sl_fast_exp (NAN)));
  g_assert_true (isnan (sl_fast_tanh (NAN)));
  g_assert_cmpfloat (sl_fast_tanh (0), ==, 0);
}

static void
test_initial_spread (gconstpointer data)
{
  const SlInitializerType *initializer = data;
  enum { N_IN = 100, N_OUT = 60 };
  g_autofree float *W = g_new (float, N_IN *N_OUT);
  SlRng rng;
  sl_rng_init (&rng, 1, SL_STREAM_INITIAL);
  initializer->fill (&rng, N_IN, N_OUT, W);
  double sum = 0, squares = 0;
  for (int i = 0; i < N_IN * N_OUT; i++) {
    sum += (double) W[i];
    squares += (double) W[i] * (double) W[i];
  }
  double variance = squares / (N_IN * N_OUT);
  static const struct
  {
    const char *id;
    double variance;
  } wanted[] = {{"he", 2.0 / N_IN},
                {"glorot", 2.0 / (N_IN + N_OUT)},
                {"lecun", 1.0 / N_IN},
                {"uniform", 1.0 / 12}};
  gboolean known = FALSE;
  for (size_t i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (g_str_equal (initializer->kind.id, wanted[i].id)) {
      known = TRUE;
      g_assert_cmpfloat_with_epsilon (variance, wanted[i].variance,
                                      0.06 * wanted[i].variance);
    }
  g_assert_true (known);
  g_assert_cmpfloat (fabs (sum / (N_IN * N_OUT)), <,
                     4 * sqrt (variance / (N_IN * N_OUT)));
}

static void
test_too_large (void)
{
  static const int hidden[] = {65536, 65536};
  SlRng rng;
  g_autoptr (GError) error = NULL;
  sl_rng_init (&rng, 1, SL_STREAM_INITIAL);
  SlNetwork *network = sl_network_new (
      64, 2, hidden, 10, (const SlActivationType *) sl_activations ()->kinds[0],
      sl_loss_for_task (SL_TASK_CLASSIFICATION),
      (const SlInitializerType *) sl_initializers ()->kinds[0], &rng, &error);
  g_assert_null (network);
  g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
}

/* Dropout keeps the mean of every input and the share it was given, leaves what it does
 * not drop in proportion, and is gone in the next plain pass. */
static void
test_dropout_masks (void)
{
  enum { N = 400, D = 50 };
  static const double share = 0.3;
  g_autofree float *X = g_new (float, N *D), *kept = NULL;
  SlRng rng;
  /* One layer whose unit j is input j itself. */
  g_autoptr (SlNetwork) network = sl_network_new (
      D, 0, NULL, D, (const SlActivationType *) sl_activations ()->kinds[0],
      (const SlLossType *) sl_kind_find (sl_losses (), "binary-cross-entropy", NULL),
      (const SlInitializerType *) sl_initializers ()->kinds[0],
      (sl_rng_init (&rng, 1, SL_STREAM_INITIAL), &rng), NULL);
  for (int i = 0; i < D * D; i++)
    network->params[i] = i % (D + 1) == 0;
  for (int i = 0; i < N * D; i++)
    X[i] = 2;
  g_autoptr (SlPass) pass = sl_pass_new (network, N);
  for (int k = 0; k < 3; k++) {
    sl_rng_init (&rng, k < 2 ? 1 : 2, SL_STREAM_DROPOUT);
    const float *out = sl_pass_forward_dropping (pass, network, N, X, &share, &rng);
    double sum = 0;
    int dropped = 0;
    for (int i = 0; i < N * D; i++) {
      g_assert_true (out[i] == 0 || fabsf (out[i] - 2 / 0.7f) < 1e-4f);
      sum += (double) out[i];
      dropped += out[i] == 0;
    }
    /* Four standard deviations of 20 000 draws. */
    double spread = 4 * sqrt (share * (1 - share) / (N * D));
    g_assert_cmpfloat_with_epsilon ((double) dropped / (N * D), share, spread);
    g_assert_cmpfloat_with_epsilon (sum / (N * D), 2, 2 / 0.7 * spread);
    if (k == 0)
      kept = g_memdup2 (out, N * D * sizeof *out);
    else
      g_assert_cmpint (memcmp (kept, out, N * D * sizeof *out) == 0, ==, k == 1);
  }
  const float *out = sl_pass_forward (pass, network, N, X);
  for (int i = 0; i < N * D; i++)
    g_assert_cmpfloat (out[i], ==, 2);
}

/* A share of 0 is no dropout at all: same bits, and no number is drawn. */
static void
test_no_dropout (void)
{
  static const double none[] = {0, 0, 0};
  Combination c = {(const SlActivationType *) sl_activations ()->kinds[1],
                   sl_loss_for_task (SL_TASK_CLASSIFICATION), 3, FALSE};
  Rows rows;
  SlRng rng, before;
  fill_rows (&rows, c.n_classes);
  g_autoptr (SlNetwork) network = make_network (&c);
  g_autoptr (SlPass) pass = sl_pass_new (network, ROWS);
  g_autofree float *plain = g_memdup2 (sl_pass_forward (pass, network, ROWS, rows.X),
                                       ROWS * 3 * sizeof (float));
  sl_rng_init (&rng, 1, SL_STREAM_DROPOUT);
  before = rng;
  const float *out = sl_pass_forward_dropping (pass, network, ROWS, rows.X, none, &rng);
  g_assert_cmpmem (out, ROWS * 3 * sizeof *out, plain, ROWS * 3 * sizeof *out);
  g_assert_cmpmem (rng.s, sizeof rng.s, before.s, sizeof before.s);
}

static void
add_gradient_test (const SlKind *activation,
                   const SlKind *loss,
                   int classes,
                   gboolean drops)
{
  Combination *c = g_new (Combination, 1);
  c->activation = (const SlActivationType *) activation;
  c->loss = (const SlLossType *) loss;
  c->n_classes = c->loss->task == SL_TASK_CLASSIFICATION ? classes : 0;
  c->drops = drops;
  g_autofree char *path = g_strdup_printf ("/network/gradient/%s/%s/%d%s", activation->id,
                                           loss->id, classes, drops ? "/dropout" : "");
  g_test_add_data_func_full (path, c, test_gradient, g_free);
}

static void
add_gradient_tests (void)
{
  const SlKindTable *activations = sl_activations (), *losses = sl_losses ();
  for (size_t a = 0; a < activations->n; a++)
    for (size_t l = 0; l < losses->n; l++)
      for (int classes = 2; classes <= 3; classes++)
        for (gboolean drops = FALSE; drops <= TRUE; drops++)
          add_gradient_test (activations->kinds[a], losses->kinds[l], classes, drops);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_gradient_tests ();
  const SlKindTable *initializers = sl_initializers ();
  for (size_t i = 0; i < initializers->n; i++) {
    g_autofree char *path =
        g_strdup_printf ("/network/initializer/%s", initializers->kinds[i]->id);
    g_test_add_data_func (path, initializers->kinds[i], test_initial_spread);
  }
  g_test_add_func ("/network/dropout-masks", test_dropout_masks);
  g_test_add_func ("/network/no-dropout", test_no_dropout);
  g_test_add_func ("/network/binary-cross-entropy", test_binary_cross_entropy);
  g_test_add_func ("/network/losses-stay-finite", test_losses_stay_finite);
  g_test_add_func ("/network/elementary", test_elementary);
  g_test_add_func ("/network/too-large", test_too_large);
  return g_test_run ();
}
