/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/pages/page.h"

G_BEGIN_DECLS

enum { SL_TRAIN_CARDS = 4 };

/** SlTrainPage: the four figures that follow a run, two by two. */
#define SL_TYPE_TRAIN_PAGE (sl_train_page_get_type ())
G_DECLARE_FINAL_TYPE (SlTrainPage, sl_train_page, SL, TRAIN_PAGE, SlPage)

/** sl_page_train: its entry in the table of pages. */
extern const SlPageType sl_page_train;

/** sl_train_page_set_figure: @card: 0 … SL_TRAIN_CARDS − 1, shows @figure from now on;
 * the card that showed it before gets this one's. */
void sl_train_page_set_figure (SlTrainPage *self, int card, const SlFigureType *figure);
const SlFigureType *sl_train_page_figure (SlTrainPage *self, int card);

G_END_DECLS
