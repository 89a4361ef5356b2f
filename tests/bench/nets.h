/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/training.h"
#include "tests/bench/bench.h"

G_BEGIN_DECLS

/** BenchNet: a network that is trained and measured. */
typedef struct
{
  const char *id;      /* "digits" */
  const char *dataset; /* NULL: made up, with as many inputs and 10 classes */
  int inputs, outputs;
  SlHidden hidden;
  const char *settings; /* "optimizer=adam penalty=l1", separated by spaces */
  int batch_size;
} BenchNet;

/** bench_nets: Returns the nets of PRODUCT.md §5: toy, digits, chapter. @n: (out). */
const BenchNet *bench_nets (size_t *n);

/** bench_net_find: Returns the net that @workload ends with: "train-digits". */
const BenchNet *bench_net_find (const char *workload);

/** bench_net_config: the settings of its run. */
SlConfig bench_net_config (const BenchNet *net);

/** BenchProducts: all products of one minibatch of a net, forward and back. */
typedef struct BenchProducts BenchProducts;
BenchProducts *bench_products_new (const BenchNet *net);
void bench_products_free (BenchProducts *products);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchProducts, bench_products_free)

/** bench_products_run: does them in bare cblas_sgemm on @threads threads of BLAS. */
void bench_products_run (BenchProducts *products, int threads);

/** bench_products_operations: Returns how many additions and multiplications they are. */
double bench_products_operations (const BenchProducts *products);

G_END_DECLS
