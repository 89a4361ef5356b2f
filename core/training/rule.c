/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rule.h"

#include <glib/gi18n-lib.h>

#define SL_ENTRY(name) extern const SlRuleType sl_rule_##name;
#include "core/training/rules.def"
#undef SL_ENTRY

const SlKindTable *
sl_rules (void)
{
#define SL_ENTRY(name) &sl_rule_##name.kind,
  static const SlKind *const kinds[] = {
#include "core/training/rules.def"
  };
#undef SL_ENTRY
  static const SlKindTable table = {N_ ("update rule"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}
