/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/progress.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

enum { CELLS = 30, INTERVAL = 100000 /* µs */ };

void
sl_progress_init (SlProgress *progress, int epochs)
{
  g_return_if_fail (progress != NULL);
  *progress = (SlProgress){.shown = isatty (STDERR_FILENO) == 1, .epochs = epochs};
}

/* Whether it is time to draw again. */
static gboolean
is_due (SlProgress *progress, gboolean last)
{
  gint64 now = g_get_monotonic_time ();
  if (!progress->shown || (now - progress->drawn < INTERVAL && !last))
    return FALSE;
  progress->drawn = now;
  return TRUE;
}

static void
fill_bar (char bar[CELLS + 1], double share)
{
  int full = (int) (share * CELLS);
  for (int i = 0; i < CELLS; i++)
    bar[i] = i < full ? '#' : '.';
  bar[CELLS] = '\0';
}

void
sl_progress_update_share (SlProgress *progress, double share)
{
  g_return_if_fail (progress != NULL);
  char bar[CELLS + 1];
  if (!is_due (progress, FALSE))
    return;
  fill_bar (bar, share);
  g_printerr ("\r[%s] %d %%\033[K", bar, (int) (100 * share));
}

void
sl_progress_update (SlProgress *progress, const SlHistoryRow *row)
{
  g_return_if_fail (progress != NULL && row != NULL);
  char bar[CELLS + 1];
  if (progress->epochs < 1 || !is_due (progress, row->epoch >= progress->epochs))
    return;
  fill_bar (bar, (double) row->epoch / progress->epochs);
  g_autofree char *loss = sl_number_text (row->train_loss, 4);
  g_autofree char *zeros = sl_number_text (
      row->weights > 0 ? 100.0 * (double) row->zeros / (double) row->weights : 0, 3);
  g_printerr (_ ("\r[%s] %d/%d  train loss %s  exactly zero %s %%\033[K"), bar,
              row->epoch, progress->epochs, loss, zeros);
}

void
sl_progress_note (SlProgress *progress, const char *what)
{
  g_return_if_fail (progress != NULL && what != NULL);
  if (is_due (progress, TRUE))
    g_printerr ("\r%s\033[K", what);
}

void
sl_progress_clear (SlProgress *progress)
{
  g_return_if_fail (progress != NULL);
  if (progress->shown && progress->drawn > 0)
    g_printerr ("\r\033[K");
  progress->drawn = 0;
}
