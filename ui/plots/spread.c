/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/spread.h"

void
sl_spread (SlSpread *items, int n, double lo, double hi)
{
  double end = hi;

  /* From the far end back: each as far on as it wants, but before the one behind it. */
  for (int i = n - 1; i >= 0; i--) {
    items[i].place = MIN (items[i].wanted, end - items[i].size / 2);
    end = items[i].place - items[i].size / 2;
  }
  /* From the near end on: what was pushed out comes back, and pushes the others. */
  end = lo;
  for (int i = 0; i < n; i++) {
    items[i].place = MAX (items[i].place, end + items[i].size / 2);
    end = items[i].place + items[i].size / 2;
  }
}
