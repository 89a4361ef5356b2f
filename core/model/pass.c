/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/network.h"

#include "core/base/clones.h"

#include <cblas.h>
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
  /* Owned. */
  float **out;     /* (n_layers) each (capacity, outputs): what layer l gives */
  float *delta[2]; /* (capacity, widest hidden layer): ∂L/∂z on the way back */
  SlDrop *drop;    /* (n_layers) */
};

/* BLAS works on one thread, always: its thread count is one number for the whole process,
 * and splitting small products makes them slower. */
static void
use_one_blas_thread (void)
{
  static gsize done = 0;
  if (g_once_init_enter (&done)) {
    openblas_set_num_threads (1);
    g_once_init_leave (&done, 1);
  }
}

SlPass *
sl_pass_new (const SlNetwork *network, int capacity)
{
  use_one_blas_thread ();
  SlPass *pass = g_new0 (SlPass, 1);
  pass->n_layers = network->n_layers;
  pass->capacity = capacity;
  pass->out = g_new0 (float *, network->n_layers);
  pass->drop = g_new0 (SlDrop, network->n_layers);
  int widest = 0;
  for (int l = 0; l < network->n_layers; l++) {
    int outputs = network->layers[l].outputs;
    pass->out[l] = g_new0 (float, (size_t) capacity *outputs);
    widest = l < network->n_layers - 1 ? MAX (widest, outputs) : widest;
  }
  for (int i = 0; i < 2; i++)
    pass->delta[i] = g_new0 (float, (size_t) capacity *widest);
  return pass;
}

void
sl_pass_free (SlPass *pass)
{
  for (int l = 0; l < pass->n_layers; l++) {
    g_free (pass->out[l]);
    g_free (pass->drop[l].X);
    g_free (pass->drop[l].kept);
  }
  g_free (pass->out);
  g_free (pass->drop);
  g_free (pass->delta[0]);
  g_free (pass->delta[1]);
  g_free (pass);
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
    cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, n, m, d, 1, X, d, W, m, 0,
                 pass->out[l], m);
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

double
sl_pass_backward (SlPass *pass,
                  const SlNetwork *network,
                  const float *y,
                  const int *label,
                  float *gradient)
{
  int last = network->n_layers - 1, n = pass->n;
  float *delta = pass->out[last];
  int m = network->layers[last].outputs;
  double loss = network->loss->measure (n, m, delta, y, label, NULL);
  network->loss->delta (n, m, delta, y, label);
  for (int l = last; l >= 0; l--) {
    const SlLayer *layer = &network->layers[l];
    const SlDrop *drop = &pass->drop[l];
    const float *X = drop->scale > 0 ? drop->X : sl_pass_activations (pass, l);
    int d = layer->inputs;
    m = layer->outputs;
    /* dW (d, m) = Xᵀ (d, n) · delta (n, m) */
    cblas_sgemm (CblasRowMajor, CblasTrans, CblasNoTrans, d, m, n, 1, X, d, delta, m, 0,
                 gradient + layer->W, m);
    sum_columns (n, m, delta, gradient + layer->b);
    if (l == 0)
      break;
    /* delta (n, d) ← delta (n, m) · Wᵀ (m, d), times f′ */
    float *before = pass->delta[l % 2];
    cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, n, d, m, 1, delta, m,
                 network->params + layer->W, m, 0, before, d);
    if (drop->scale > 0)
      apply_mask ((size_t) n * d, before, drop->kept, drop->scale, before);
    network->activation->backward ((size_t) n * d, before, sl_pass_activations (pass, l));
    delta = before;
  }
  return loss;
}
