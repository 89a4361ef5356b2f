/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/bench/nets.h"

#include "core/base/rng.h"
#include "core/training/setting.h"

#include <cblas.h>
#include <string.h>

static const BenchNet nets[] = {
    {"toy",
     "circle",
     2,
     1,
     {3, {8, 8, 8}},
     "activation=tanh optimizer=sgd learning-rate=0.03 penalty=l1 lambda=0.0001",
     10},
    {"digits",
     "digits",
     64,
     10,
     {2, {256, 128}},
     "activation=relu optimizer=adam penalty=l1 lambda=0.0001",
     32},
    {"chapter",
     NULL,
     3072,
     10,
     {9, {3072, 1536, 768, 384, 192, 96, 48, 24, 12}},
     "activation=relu optimizer=adam learning-rate=0.001 penalty=l2 lambda=0.0001",
     128},
};

const BenchNet *
bench_nets (size_t *n)
{
  *n = G_N_ELEMENTS (nets);
  return nets;
}

const BenchNet *
bench_net_find (const char *workload)
{
  for (size_t i = 0; i < G_N_ELEMENTS (nets); i++)
    if (g_str_has_suffix (workload, nets[i].id))
      return &nets[i];
  g_return_val_if_reached (NULL);
}

/* A set with the shape of CIFAR-10, which is not shipped: what the numbers are does not
 * change how long they take. */
enum { MADE_ROWS = 1280, MADE_INPUTS = 3072, MADE_CLASSES = 10 };

static const SlDatasetType made_set;

static SlDataset *
make_set (const double *options, guint64 seed, GError **error)
{
  int n = MADE_ROWS, d = MADE_INPUTS;
  SlDataset *set = sl_dataset_new (&made_set, SL_TASK_CLASSIFICATION, n, d, error);
  SlRng rng;

  if (set == NULL)
    return NULL;
  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  set->n_classes = MADE_CLASSES;
  set->label = g_new (int, n);
  set->target = g_strdup ("class");
  set->features = g_new0 (char *, d + 1);
  set->classes = g_new0 (char *, MADE_CLASSES + 1);
  for (int i = 0; i < d; i++)
    set->features[i] = g_strdup_printf ("pixel %d", i);
  for (int i = 0; i < MADE_CLASSES; i++)
    set->classes[i] = g_strdup_printf ("%d", i);
  for (int i = 0; i < n; i++)
    set->label[i] = i % MADE_CLASSES;
  for (size_t i = 0; i < (size_t) n * d; i++)
    set->X[i] = (float) sl_rng_uniform (&rng);
  return set;
}

static const SlDatasetType made_set = {
    .kind = {"made", "Made", "Numbers without a meaning."},
    .task = SL_TASK_CLASSIFICATION,
    .make = make_set,
};

SlConfig
bench_net_config (const BenchNet *net)
{
  SlConfig config;
  g_auto (GStrv) words = g_strsplit (net->settings, " ", -1);

  sl_config_init_default (&config);
  config.dataset =
      net->dataset
          ? (const SlDatasetType *) sl_kind_find (sl_datasets (), net->dataset, NULL)
          : &made_set;
  config.hidden = net->hidden;
  config.batch_size = net->batch_size;
  config.test_fraction = 0;
  for (int i = 0; words[i] != NULL; i++) {
    char *equals = strchr (words[i], '=');

    *equals = '\0';
    if (!sl_setting_parse (sl_setting_find (words[i], NULL), &config, equals + 1, NULL))
      g_error ("bench: %s cannot be set", words[i]);
  }
  return config;
}

struct BenchProducts
{
  int n, n_layers;
  struct
  {
    int d, m;
    float *X, *W, *Z, *dW; /* Owned (n, d), (d, m), (n, m), (d, m) */
  } layers[SL_MAX_HIDDEN + 1];
};

static float *
new_numbers (size_t n)
{
  float *numbers = g_new (float, n);

  for (size_t i = 0; i < n; i++)
    numbers[i] = (float) (1 + i % 7) / 8;
  return numbers;
}

BenchProducts *
bench_products_new (const BenchNet *net)
{
  BenchProducts *self = g_new0 (BenchProducts, 1);
  int d = net->inputs;

  self->n = net->batch_size;
  self->n_layers = net->hidden.n + 1;
  for (int l = 0; l < self->n_layers; l++) {
    int m = l < net->hidden.n ? net->hidden.units[l] : net->outputs;
    size_t n = (size_t) self->n;

    self->layers[l].d = d;
    self->layers[l].m = m;
    self->layers[l].X = new_numbers (n * d);
    self->layers[l].W = new_numbers ((size_t) d * m);
    self->layers[l].Z = new_numbers (n * m);
    self->layers[l].dW = new_numbers ((size_t) d * m);
    d = m;
  }
  return self;
}

void
bench_products_free (BenchProducts *self)
{
  for (int l = 0; l < self->n_layers; l++) {
    g_free (self->layers[l].X);
    g_free (self->layers[l].W);
    g_free (self->layers[l].Z);
    g_free (self->layers[l].dW);
  }
  g_free (self);
}

void
bench_products_run (BenchProducts *self, int threads)
{
  int n = self->n;

  openblas_set_num_threads (threads);
  for (int l = 0; l < self->n_layers; l++) {
    int d = self->layers[l].d, m = self->layers[l].m;

    cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, n, m, d, 1, self->layers[l].X,
                 d, self->layers[l].W, m, 0, self->layers[l].Z, m);
  }
  for (int l = self->n_layers - 1; l >= 0; l--) {
    int d = self->layers[l].d, m = self->layers[l].m;

    cblas_sgemm (CblasRowMajor, CblasTrans, CblasNoTrans, d, m, n, 1, self->layers[l].X,
                 d, self->layers[l].Z, m, 0, self->layers[l].dW, m);
    if (l > 0)
      cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, n, d, m, 1, self->layers[l].Z,
                   m, self->layers[l].W, m, 0, self->layers[l].X, d);
  }
  openblas_set_num_threads (1);
}

double
bench_products_operations (const BenchProducts *self)
{
  double sum = 0;

  for (int l = 0; l < self->n_layers; l++)
    sum += 2.0 * self->n * self->layers[l].d * self->layers[l].m * (l > 0 ? 3 : 2);
  return sum;
}
