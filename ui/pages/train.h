/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include "ui/widgets/plot-card.h"
#include <adwaita.h>

G_BEGIN_DECLS

enum { SL_TRAIN_CARDS = 4 };

/** SlTrainPage: the four figures that follow a run, two by two; one of them can fill the
 * page. */
#define SL_TYPE_TRAIN_PAGE (sl_train_page_get_type ())
G_DECLARE_FINAL_TYPE (SlTrainPage, sl_train_page, SL, TRAIN_PAGE, AdwBin)

/** sl_train_page_set_session: @session: the run that is shown; once. */
void sl_train_page_set_session (SlTrainPage *self, SlSession *session);

/** sl_train_page_card: Returns (transfer none) the card that has the focus, or the
 * enlarged one, or the first. */
SlPlotCard *sl_train_page_card (SlTrainPage *self);

/** sl_train_page_find: Returns (transfer none) (nullable) the card that shows @figure. */
SlPlotCard *sl_train_page_find (SlTrainPage *self, const SlFigureType *figure);

/** sl_train_page_set_figure: @card: 0 … SL_TRAIN_CARDS − 1, shows @figure from now on;
 * the card that showed it before gets this one's. */
void sl_train_page_set_figure (SlTrainPage *self, int card, const SlFigureType *figure);
const SlFigureType *sl_train_page_figure (SlTrainPage *self, int card);

/** sl_train_page_restore: shows all cards again. Returns whether one was enlarged. */
gboolean sl_train_page_restore (SlTrainPage *self);

G_END_DECLS
