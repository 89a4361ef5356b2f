/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/code/code.h"

G_BEGIN_DECLS

/** SlCodePenalty: the penalty in a library's objective, which is @factor times ours: 2
 * where it minimises the mean squared error without our ½. */
typedef struct
{
  double factor;
  double lambda, l1, l2; /* factor·λ, factor·λρ and factor·λ(1−ρ) */
  double eta, epsilon;   /* that give the same steps there */
} SlCodePenalty;

/** sl_code_penalty: Returns the constants for Keras and PyTorch. */
SlCodePenalty sl_code_penalty (const SlCodeCase *context);

/** sl_code_loss: Returns the loss of the run, "auto" resolved. */
const SlLossType *sl_code_loss (const SlCodeCase *context);

/** sl_code_is: Returns whether the kind that @kind begins is called @id. */
gboolean sl_code_is (const SlKind *kind, const char *id);

/** sl_code_ties_biases: Returns whether the penalty ties weights together and acts on
 * biases too, which no script has. */
gboolean sl_code_ties_biases (const SlConfig *config);

/** sl_code_batch: Returns the rows of a minibatch, at most those of the training part. */
int sl_code_batch (const SlCodeCase *context);

/** sl_code_inputs, sl_code_outputs: Return the units on both sides of layer @l. */
int sl_code_inputs (const SlCodeCase *context, int l);
int sl_code_outputs (const SlCodeCase *context, int l);

/** sl_code_watched: Returns the Python name of the rows whose loss drives early stopping
 * and the reduction of the learning rate. */
const char *sl_code_watched (const SlCodeCase *context);

/** sl_code_text: Returns (transfer full) @text as a Python string. */
char *sl_code_text (const char *text);

/** sl_code_printf: appends as printf does. Numbers come as texts of sl_number_exact(), so
 * that Python reads the very same whatever the locale. */
void sl_code_printf (GString *script, const char *format, ...) G_GNUC_PRINTF (2, 3);

/** sl_code_head: appends the beginning of every script: what it is, what cannot match. */
void sl_code_head (const SlCodeType *type, const SlCodeCase *context, GString *script);

/** sl_code_data: appends how the data is read and scaled: X, y, train, validation and
 * test (rows of each part), for classes `classes`. */
void sl_code_data (const SlCodeCase *context, GString *script);

/** sl_code_report: appends how the result is measured and printed as Sparsity Lab does.
 * Before it stand in the script `outputs (rows)`, the (n, outputs) logits or values of
 * these rows in NumPy, and `W`, a list of the weights of each layer. */
void sl_code_report (const SlCodeCase *context, GString *script);

G_END_DECLS
