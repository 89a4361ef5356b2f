/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/zero-bar.h"

#include <glib/gi18n-lib.h>

G_STATIC_ASSERT ((int) SL_N_ZERO_KINDS == (int) SL_N_ZERO_TRACES);

static const struct
{
  SlRole role;
  gboolean hatched;
  const char *name;
} kinds[SL_N_ZERO_KINDS] = {
    [SL_ZERO_BY_PENALTY] = {SL_ROLE_EXACT_ZERO, FALSE, N_ ("zero by penalty")},
    [SL_ZERO_UNREACHED] = {SL_ROLE_EXACT_ZERO, TRUE, N_ ("zero, unreached")},
    [SL_ZERO_NEAR] = {SL_ROLE_NEAR_ZERO, FALSE, N_ ("near zero")},
};

const char *
sl_zero_kind_name (SlZeroKind kind)
{
  return _ (kinds[kind].name);
}

SlRole
sl_zero_kind_role (SlZeroKind kind)
{
  return kinds[kind].role;
}

gboolean
sl_zero_kind_is_hatched (SlZeroKind kind)
{
  return kinds[kind].hatched;
}

void
sl_zero_swatch_draw (SlKit *kit, SlZeroKind kind, const SlBox *box)
{
  SlColor color = sl_style_fill (kit->theme, kinds[kind].role);

  if (kinds[kind].hatched)
    sl_mark_hatched_bar (kit, box, color);
  else
    sl_mark_bar (kit, box, color);
}

void
sl_zero_counts (const SlWeightMeasure *m, gint64 counts[SL_N_ZERO_KINDS])
{
  counts[SL_ZERO_BY_PENALTY] = m->histogram.zeros - m->histogram.zeros_unreached;
  counts[SL_ZERO_UNREACHED] = m->histogram.zeros_unreached;
  counts[SL_ZERO_NEAR] = m->histogram.near;
}

void
sl_zero_bar_draw (SlKit *kit, const SlBox *box, const SlWeightMeasure *measure)
{
  gint64 counts[SL_N_ZERO_KINDS], before = 0, all = MAX (measure->weights, 1);

  sl_zero_counts (measure, counts);
  sl_mark_bar (kit, box, sl_style_ink (kit->theme, SL_INK_GRID));
  for (int k = 0; k < SL_N_ZERO_KINDS; k++) {
    double from = box->x + box->width * (double) before / (double) all;
    double to = box->x + box->width * (double) (before + counts[k]) / (double) all;
    if (counts[k] > 0)
      sl_zero_swatch_draw (kit, k, &(SlBox){from, box->y, to - from, box->height});
    before += counts[k];
  }
}

char *
sl_zero_percent_text (gint64 part, gint64 all)
{
  double percent = all > 0 ? 100.0 * (double) part / (double) all : 0.0;

  if (part > 0 && part < all)
    percent = CLAMP (percent, 0.1, 99.9);
  return g_strdup_printf (_ ("%.1f %%"), percent);
}
