/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What else a card draws beside the run. */
#include "ui/widgets/plot-card.h"

#include <math.h>

void
sl_plot_card_set_earlier (SlPlotCard *self, SlEarlierRuns *earlier)
{
  SlFigureView view = *sl_plot_card_view (self);

  view.earlier = earlier;
  sl_plot_card_set_view (self, &view);
}

void
sl_plot_card_set_path (SlPlotCard *self, SlPathResult *path, double cursor)
{
  SlFigureView view = *sl_plot_card_view (self);

  if (path == view.path &&
      (cursor == view.cursor || (isnan (cursor) && isnan (view.cursor))))
    return;
  view.path = path;
  view.cursor = cursor;
  sl_plot_card_set_view (self, &view);
}
