/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/csv/table.h"

G_BEGIN_DECLS

/** SlValues: the different values of one column over the rows that are kept, sorted:
 * numbers by size, names as bytes. */
typedef struct
{
  int n;
  char **names; /* Owned (n), NULL-terminated */
  double *keys; /* Owned (n): the numbers; NULL for texts */
  int *places;  /* Owned: code → place among the names, −1 = in no row kept; NULL for
                   numbers */
} SlValues;

/** sl_values_init: @rows: (n_rows) the rows kept; none lacks a value of column @j, or
 * those that do are passed over. O(n_rows log n_rows). */
void sl_values_init (SlValues *values,
                     const SlTable *table,
                     int j,
                     const int *rows,
                     int n_rows);
void sl_values_clear (SlValues *values);

/** sl_values_place: Returns the place of @value, a number or code of the column. */
int sl_values_place (const SlValues *values, double value);

G_END_DECLS
