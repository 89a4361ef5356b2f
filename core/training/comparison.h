/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/setting.h"

G_BEGIN_DECLS

/* Runs that are trained together; they are named A to D by their place. */
enum { SL_MAX_COMPARED = 4, SL_COMPARED_VALUE = 128 };

/** SlComparisonType: a comparison worth seeing: one file, one line in comparisons.def. */
typedef struct
{
  SlKind kind;
  const char *setting;                 /* id of the one that differs */
  const char *values[SL_MAX_COMPARED]; /* as on the command line; NULL = fewer runs */
} SlComparisonType;

/** sl_comparisons: Returns the table of comparisons (comparisons.def). */
const SlKindTable *sl_comparisons (void);

/** SlComparison: what is compared: one setting with several values. A plain value. */
typedef struct
{
  const SlSetting *setting;
  int n; /* runs, 2 to SL_MAX_COMPARED */
  char values[SL_MAX_COMPARED][SL_COMPARED_VALUE];
} SlComparison;

/** sl_comparison_fits: Returns whether runs that differ in @setting can be compared: they
 * must have the same data and the same loss. */
gboolean sl_comparison_fits (const SlSetting *setting);

/** sl_comparison_parse:
 * @text: the id of the table, or a setting and its values, as in "learning-rate=0.1 /
 * 0.01"; values that are empty but for the last stay ("hidden=32 / " ends in a model
 * without hidden layers)
 * Errors: SL_ERROR_ARGUMENT, with @comparison unchanged, when there is no such setting,
 * it cannot be compared, a value cannot be read or stands there twice, or there are too
 * few or too many. Whether a value makes sense with the other settings is seen when it is
 * trained. */
gboolean sl_comparison_parse (SlComparison *comparison, const char *text, GError **error);

/** sl_comparison_suggest: @setting: one that fits; @common: the settings the runs share;
 * @comparison: (out) values of it that are worth seeing beside one another: the kinds
 * that make sense, or the present number, a tenth and ten times as much. */
void sl_comparison_suggest (SlComparison *comparison,
                            const SlSetting *setting,
                            const SlConfig *common);

/** sl_comparison_format: Returns (transfer full) the id of the table when it is one of
 * it, else the text that sl_comparison_parse() reads back. */
char *sl_comparison_format (const SlComparison *comparison);

/** sl_comparison_type: Returns (nullable) the entry of the table it is. */
const SlComparisonType *sl_comparison_type (const SlComparison *comparison);

/** sl_comparison_config: @i: 0 … n − 1; @common: the settings all runs share; @config:
 * (out) those of run @i. */
void sl_comparison_config (const SlComparison *comparison,
                           int i,
                           const SlConfig *common,
                           SlConfig *config);

G_END_DECLS
