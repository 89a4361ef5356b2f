/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/network.h"

#include "core/base/clones.h"
#include "core/base/product.h"

#include <math.h>
#include <string.h>

/* What dropout did to the inputs of one layer. */
typedef struct
{
  float scale; /* what the kept ones were multiplied by; 0: nothing was dropped */
  /* Owned, (capacity, inputs), NULL until needed. */
  float *X;     /* the inputs after dropout */
  guint8 *kept; /* whether each stayed */
} SlDrop;

struct SlPass
{
  int n_layers, capacity;
  int n;          /* rows of the last forward pass */
  const float *X; /* Borrowed: those rows */
  SlPool *pool;   /* Borrowed, nullable */
  /* Owned. */
  float **out;  /* (n_layers) each (capacity, outputs): what layer l gives */
  SlDrop *drop; /* (n_layers) */
  struct
  {
    int capacity;  /* rows that fit; 0 until the first backward pass */
    float **delta; /* (n_layers) each (capacity, outputs): ∂L/∂z of layer l; the
                      last is out[n_layers − 1] */
    float *from, *behind; /* (widest layer, capacity) transposed deltas */
  } back;
};

SlPass *
sl_pass_new (const SlNetwork *network, int capacity)
{
  SlPass *pass = g_new0 (SlPass, 1);
  pass->n_layers = network->n_layers;
  pass->capacity = capacity;
  pass->out = g_new0 (float *, network->n_layers);
  pass->drop = g_new0 (SlDrop, network->n_layers);
  pass->back.delta = g_new0 (float *, network->n_layers);
  for (int l = 0; l < network->n_layers; l++)
    pass->out[l] = g_new0 (float, (size_t) capacity * network->layers[l].outputs);
  pass->back.delta[pass->n_layers - 1] = pass->out[pass->n_layers - 1];
  return pass;
}

void
sl_pass_use_pool (SlPass *pass, SlPool *pool)
{
  pass->pool = pool;
}

void
sl_pass_free (SlPass *pass)
{
  for (int l = 0; l < pass->n_layers; l++) {
    g_free (pass->out[l]);
    g_free (pass->drop[l].X);
    g_free (pass->drop[l].kept);
    if (l < pass->n_layers - 1)
      g_free (pass->back.delta[l]);
  }
  g_free (pass->out);
  g_free (pass->drop);
  g_free (pass->back.delta);
  g_free (pass->back.from);
  g_free (pass->back.behind);
  g_free (pass);
}

/* Makes room for the way back of @n rows. */
static void
fit_back (SlPass *pass, const SlNetwork *network, int n)
{
  if (n <= pass->back.capacity)
    return;
  size_t widest = 0;
  for (int l = 0; l < pass->n_layers; l++) {
    size_t outputs = (size_t) network->layers[l].outputs;
    widest = MAX (widest, outputs);
    if (l < pass->n_layers - 1)
      pass->back.delta[l] = g_renew (float, pass->back.delta[l], n *outputs);
  }
  pass->back.from = g_renew (float, pass->back.from, n *widest);
  pass->back.behind = g_renew (float, pass->back.behind, n *widest);
  pass->back.capacity = n;
}

/* kept (n) = 1 with probability 1 − threshold/65536: four units share one draw. */
static void
draw_mask (SlRng *rng, size_t n, guint32 threshold, guint8 *kept)
{
  for (size_t i = 0; i < n; i += 4) {
    guint64 bits = sl_rng_next (rng);
    for (size_t j = i; j < MIN (i + 4, n); j++, bits >>= 16)
      kept[j] = (bits & 0xffff) >= threshold;
  }
}

/* to (n) = scale·x where kept, else 0. @to may be @x. */
SL_CLONES static void
apply_mask (size_t n, const float *x, const guint8 *restrict kept, float scale, float *to)
{
#pragma omp simd
  for (size_t i = 0; i < n; i++)
    to[i] = kept[i] ? x[i] * scale : 0.0f;
}

/* Drops a share of the inputs @X of layer @l. Returns what is left of them. */
static const float *
drop_inputs (SlPass *pass,
             const SlLayer *layer,
             int l,
             const float *X,
             double share,
             SlRng *rng)
{
  SlDrop *drop = &pass->drop[l];
  size_t n = (size_t) pass->n * layer->inputs;
  guint32 threshold = (guint32) lrint (share * 65536);
  drop->scale = 0;
  if (threshold == 0)
    return X;
  if (!drop->X) {
    drop->X = g_new (float, (size_t) pass->capacity * layer->inputs);
    drop->kept = g_new (guint8, (size_t) pass->capacity * layer->inputs);
  }
  drop->scale = 65536.0f / (float) (65536 - threshold);
  draw_mask (rng, n, threshold, drop->kept);
  apply_mask (n, X, drop->kept, drop->scale, drop->X);
  return drop->X;
}

/* @shares: (nullable) (n_layers) of dropout. */
static const float *
forward (SlPass *pass,
         const SlNetwork *network,
         int n,
         const float *X,
         const double *shares,
         SlRng *rng)
{
  g_assert (n <= pass->capacity);
  pass->n = n;
  pass->X = X;
  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    X = drop_inputs (pass, layer, l, X, shares ? shares[l] : 0, rng);
    const float *W = network->params + layer->W, *b = network->params + layer->b;
    int d = layer->inputs, m = layer->outputs;
    /* Z (n, m) = X (n, d) · W (d, m) */
    sl_product (pass->pool, n, m, d, X, d, 1, W, m, pass->out[l], m);
    if (l < network->n_layers - 1)
      network->activation->forward (n, m, pass->out[l], b);
    else
      network->loss->predict (n, m, pass->out[l], b);
    X = pass->out[l];
  }
  return X;
}

const float *
sl_pass_forward (SlPass *pass, const SlNetwork *network, int n, const float *X)
{
  return forward (pass, network, n, X, NULL, NULL);
}

const float *
sl_pass_forward_dropping (SlPass *pass,
                          const SlNetwork *network,
                          int n,
                          const float *X,
                          const double *shares,
                          SlRng *rng)
{
  return forward (pass, network, n, X, shares, rng);
}

const float *
sl_pass_activations (const SlPass *pass, int l)
{
  return l == 0 ? pass->X : pass->out[l - 1];
}

/* db (m) = column sums of delta (n, m). */
SL_CLONES static void
sum_columns (int n, int m, const float *restrict delta, float *restrict sums)
{
  memset (sums, 0, (size_t) m * sizeof *sums);
  for (int i = 0; i < n; i++)
#pragma omp simd
    for (int j = 0; j < m; j++)
      sums[j] += delta[(size_t) i * m + j];
}

/* ∂L/∂a of the layer before @l, times f′: delta (n, d) ← delta (n, m) · Wᵀ (m, d). As
 * (d, n) ← W (d, m) · (m, n) the large matrix is used as it stands. */
static void
send_back (SlPass *pass, const SlNetwork *network, int l)
{
  const SlLayer *layer = &network->layers[l];
  const SlDrop *drop = &pass->drop[l];
  int n = pass->n, d = layer->inputs, m = layer->outputs;
  float *before = pass->back.delta[l - 1];
  sl_transpose (n, m, pass->back.delta[l], pass->back.from);
  sl_product (pass->pool, d, n, m, network->params + layer->W, m, 1, pass->back.from, n,
              pass->back.behind, n);
  sl_transpose (d, n, pass->back.behind, before);
  if (drop->scale > 0)
    apply_mask ((size_t) n * d, before, drop->kept, drop->scale, before);
  network->activation->backward ((size_t) n * d, before, sl_pass_activations (pass, l));
}

double
sl_pass_deltas (SlPass *pass, const SlNetwork *network, const float *y, const int *label)
{
  int last = network->n_layers - 1, n = pass->n, m = network->layers[last].outputs;
  fit_back (pass, network, n);
  float *delta = pass->back.delta[last];
  double loss = network->loss->measure (n, m, delta, y, label, NULL);
  network->loss->delta (n, m, delta, y, label);
  for (int l = last; l > 0; l--)
    send_back (pass, network, l);
  return loss;
}

/* What layer @l was given, after dropout. */
static const float *
inputs_of (const SlPass *pass, int l)
{
  return pass->drop[l].scale > 0 ? pass->drop[l].X : sl_pass_activations (pass, l);
}

void
sl_pass_weight_gradient (const SlPass *pass,
                         const SlNetwork *network,
                         int l,
                         int first,
                         int end,
                         float *gradient)
{
  int d = network->layers[l].inputs, m = network->layers[l].outputs;
  /* dW (d, m) = Xᵀ (d, n) · delta (n, m) */
  sl_product (pass->pool, end - first, m, pass->n, inputs_of (pass, l) + first, 1, d,
              pass->back.delta[l], m, gradient, m);
}

void
sl_pass_bias_gradient (const SlPass *pass,
                       const SlNetwork *network,
                       int l,
                       float *gradient)
{
  sum_columns (pass->n, network->layers[l].outputs, pass->back.delta[l], gradient);
}

/* Returns the largest |x|, or NaN when any x is not finite. */
SL_CLONES static float
largest_or_nan (size_t n, const float *x)
{
  float largest = 0, poison = 0;
#pragma omp simd reduction(max : largest) reduction(+ : poison)
  for (size_t i = 0; i < n; i++) {
    float size = fabsf (x[i]);
    largest = size > largest ? size : largest;
    poison += x[i] * 0.0f; /* 0 for every finite number, NaN else */
  }
  return largest + poison;
}

double
sl_pass_gradient_bound (const SlPass *pass, const SlNetwork *network)
{
  double bound = 0;
  for (int l = 0; l < network->n_layers; l++) {
    size_t n = (size_t) pass->n, d = network->layers[l].inputs,
           m = network->layers[l].outputs;
    double X = (double) largest_or_nan (n * d, inputs_of (pass, l));
    double delta = (double) largest_or_nan (n * m, pass->back.delta[l]);
    /* A bias has the input 1. Written so that NaN wins. */
    double layer = (double) n * (X < 1 ? 1 : X) * delta;
    bound = layer <= bound ? bound : layer;
  }
  return bound;
}

double
sl_pass_backward (SlPass *pass,
                  const SlNetwork *network,
                  const float *y,
                  const int *label,
                  float *gradient)
{
  double loss = sl_pass_deltas (pass, network, y, label);
  for (int l = 0; l < network->n_layers; l++) {
    const SlLayer *layer = &network->layers[l];
    sl_pass_weight_gradient (pass, network, l, 0, layer->inputs, gradient + layer->W);
    sl_pass_bias_gradient (pass, network, l, gradient + layer->b);
  }
  return loss;
}
