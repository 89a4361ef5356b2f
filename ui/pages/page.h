/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include "ui/widgets/plot-card.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlPage: one page of the window: cards that follow the run, one of which can fill the
 * page. Only the page on screen is kept up to date and asks the worker for anything. A
 * page derives from it, lays its cards out, and is a line of pages.def. */
#define SL_TYPE_PAGE (sl_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SlPage, sl_page, SL, PAGE, AdwBin)

struct _SlPageClass
{
  AdwBinClass parent_class;

  /* All of them may be left out. */
  void (*session_set) (SlPage *self);         /* once: the session is there */
  void (*ask) (SlPage *self, SlNeeds *needs); /* adds what it wants beyond its cards */
  void (*shown) (SlPage *self, gboolean on_screen); /* it came on screen, or left it */
  void (*snapshot_changed) (SlPage *self, SlSnapshot *snapshot); /* while on screen */
  void (*enlarged) (SlPage *self, SlPlotCard *card); /* NULL: all cards again */
};

/** SlPageType: a page in the switcher: one file, one line in pages.def. */
typedef struct
{
  SlKind kind; /* kind.summary is the tooltip */
  GType (*get_type) (void);
} SlPageType;

/** sl_pages: Returns the table of pages (pages.def), in the order of the switcher. */
const SlKindTable *sl_pages (void);

/** sl_page_set_session: @session: the run that is shown; once. */
void sl_page_set_session (SlPage *self, SlSession *session);

/** sl_page_session: Returns (transfer none) (nullable) the session. */
SlSession *sl_page_session (SlPage *self);

/** sl_page_new_card:
 * @figure: what it shows first; @follows: whether it shows the run's snapshots; else the
 * page gives it its own, and is asked for nothing
 * Returns (transfer floating) a new card of this page, to be placed in it. */
SlPlotCard *sl_page_new_card (SlPage *self, const SlFigureType *figure, gboolean follows);

/** sl_page_set_shown: whether the page is on screen; by whoever switches pages. */
void sl_page_set_shown (SlPage *self, gboolean shown);
gboolean sl_page_is_shown (SlPage *self);

/** sl_page_needs_changed: the page wants something else of the worker than before. */
void sl_page_needs_changed (SlPage *self);

/** sl_page_card: Returns (transfer none) (nullable) the enlarged card, or the one that
 * has the focus, or the first. */
SlPlotCard *sl_page_card (SlPage *self);

/** sl_page_slide:
 * @chosen: (out) (optional) the place of sl_page_card() in it
 * Returns (transfer full) all cards on screen that show something, as they are now. */
SlSlide *sl_page_slide (SlPage *self, guint *chosen);

/** sl_page_find: Returns (transfer none) (nullable) the card that shows @figure. */
SlPlotCard *sl_page_find (SlPage *self, const SlFigureType *figure);

/** sl_page_restore: shows all cards again. Returns whether one was enlarged. */
gboolean sl_page_restore (SlPage *self);

G_END_DECLS
