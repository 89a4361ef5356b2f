/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/initializer.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
fill_normal (SlRng *rng, double sd, size_t n, float *W)
{
  for (size_t i = 0; i < n; i++)
    W[i] = (float) (sd * sl_rng_normal (rng));
}

static void
fill_uniform (SlRng *rng, double limit, size_t n, float *W)
{
  for (size_t i = 0; i < n; i++)
    W[i] = (float) (limit * (2 * sl_rng_uniform (rng) - 1));
}

/* Source: He et al., Delving Deep into Rectifiers (2015), §2.2. */
static void
he_fill (SlRng *rng, int inputs, int outputs, float *W)
{
  fill_normal (rng, sqrt (2.0 / inputs), (size_t) inputs * outputs, W);
}

/* Source: Glorot & Bengio, Understanding the Difficulty of Training Deep Feedforward
 * Neural Networks (2010), eq. 16. */
static void
glorot_fill (SlRng *rng, int inputs, int outputs, float *W)
{
  fill_uniform (rng, sqrt (6.0 / ((double) inputs + outputs)), (size_t) inputs * outputs,
                W);
}

/* Source: LeCun et al., Efficient BackProp (1998), §4.6. */
static void
lecun_fill (SlRng *rng, int inputs, int outputs, float *W)
{
  fill_normal (rng, sqrt (1.0 / inputs), (size_t) inputs * outputs, W);
}

static void
uniform_fill (SlRng *rng, int inputs, int outputs, float *W)
{
  fill_uniform (rng, 0.5, (size_t) inputs * outputs, W);
}

static const SlInitializerType he = {
    .kind = {"he", N_ ("He"), N_ ("Normal numbers of variance 2/inputs, for ReLU.")},
    .fill = he_fill,
};

static const SlInitializerType glorot = {
    .kind = {"glorot", N_ ("Glorot"),
             N_ ("Uniform numbers of variance 2/(inputs + outputs).")},
    .fill = glorot_fill,
};

static const SlInitializerType lecun = {
    .kind = {"lecun", N_ ("LeCun"), N_ ("Normal numbers of variance 1/inputs.")},
    .fill = lecun_fill,
};

static const SlInitializerType uniform = {
    .kind = {"uniform", N_ ("Uniform"), N_ ("Uniform numbers between −0.5 and 0.5.")},
    .fill = uniform_fill,
};

const SlKindTable *
sl_initializers (void)
{
  static const SlKind *const kinds[] = {&he.kind, &glorot.kind, &lecun.kind,
                                        &uniform.kind};
  static const SlKindTable table = {N_ ("initialiser"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}

const SlInitializerType *
sl_initializer_for (const SlActivationType *activation)
{
  return activation->rectifies ? &he : &glorot;
}
