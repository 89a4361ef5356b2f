/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/hint.h"

#include <glib/gi18n-lib.h>

void
sl_hint_draw (SlKit *kit, const SlBox *box, const char *text)
{
  SlText hint = {.string = text,
                 .style = SL_TEXT_HINT,
                 .color = sl_style_ink (kit->theme, SL_INK_MUTED),
                 .x = box->x + box->width / 2,
                 .y = box->y + box->height / 2,
                 .ax = 0.5,
                 .ay = 0.5,
                 .width = MIN (box->width - kit->em, 32.0 * kit->em)};
  double height;

  if (kit->cr == NULL || !(hint.width > 3.0 * kit->em))
    return;
  sl_text_size (kit, &hint, NULL, &height);
  if (height <= box->height)
    sl_text_draw (kit, &hint);
}

char *
sl_hint_waiting (const SlSnapshot *snapshot, const char *promise)
{
  if (snapshot == NULL)
    return g_strdup (promise);
  if (snapshot->state == SL_RUN_FAILED)
    return g_strdup (snapshot->message != NULL ? snapshot->message
                                               : _ ("This data could not be prepared."));
  if (snapshot->state == SL_RUN_PREPARING || snapshot->n_layers == 0)
    return g_strdup_printf (_ ("Preparing the data …\n%s"), promise);
  return NULL;
}

char *
sl_hint_misfit (const SlFigureType *figure, const SlSnapshot *snapshot)
{
  g_autofree char *reason = sl_figure_misfit (figure, snapshot);

  if (reason == NULL)
    return NULL;
  return g_strdup_printf (_ ("Not for this run: %s."), reason);
}

gboolean
sl_hint_press_play (const SlKit *kit, const SlSnapshot *snapshot)
{
  return !kit->theme->quiet && snapshot->state == SL_RUN_PAUSED && snapshot->epoch == 0 &&
         snapshot->batch == 0;
}
