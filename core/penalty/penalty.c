/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/penalty/penalty.h"

#include <glib/gi18n-lib.h>

#define SL_ENTRY(name) extern const SlPenaltyType sl_penalty_##name;
#include "core/penalty/penalties.def"
#undef SL_ENTRY

const SlKindTable *
sl_penalties (void)
{
#define SL_ENTRY(name) &sl_penalty_##name.kind,
  static const SlKind *const kinds[] = {
#include "core/penalty/penalties.def"
  };
#undef SL_ENTRY
  static const SlKindTable table = {N_ ("penalty"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}

static const SlGroupingType units = {
    {"units", N_ ("Units"), N_ ("A group is all weights into a unit: whole units die.")},
    FALSE};
static const SlGroupingType inputs = {
    {"inputs", N_ ("Inputs"),
     N_ ("A group is all weights out of an input: whole inputs are left out.")},
    TRUE};

const SlKindTable *
sl_groupings (void)
{
  static const SlKind *const kinds[] = {&units.kind, &inputs.kind};
  static const SlKindTable table = {N_ ("grouping"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}
