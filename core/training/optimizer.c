/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/optimizer.h"

#include <glib/gi18n-lib.h>

#define SL_ENTRY(name) extern const SlOptimizerType sl_optimizer_##name;
#include "core/training/optimizers.def"
#undef SL_ENTRY

const SlKindTable *
sl_optimizers (void)
{
#define SL_ENTRY(name) &sl_optimizer_##name.kind,
  static const SlKind *const kinds[] = {
#include "core/training/optimizers.def"
  };
#undef SL_ENTRY
  static const SlKindTable table = {N_ ("optimiser"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}
