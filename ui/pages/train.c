/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pages/train.h"
#include "ui/widgets/runs-bar.h"
#include <glib/gi18n-lib.h>

enum { N_CARDS = SL_TRAIN_CARDS, COLUMNS = 2 };

/* What the cards show at the first start. */
static const char *const first_figures[N_CARDS] = {"loss", "norms", "histogram",
                                                   "weights"};

struct _SlTrainPage
{
  SlPage parent_instance;

  /* Template */
  SlRunsBar *runs;
  GtkGrid *grid;

  SlPlotCard *cards[N_CARDS]; /* Borrowed */
};

G_DEFINE_FINAL_TYPE (SlTrainPage, sl_train_page, SL_TYPE_PAGE)

const SlPageType sl_page_train = {
    .kind = {"train", N_ ("Train"), N_ ("Watch the network while it trains")},
    .get_type = sl_train_page_get_type,
};

static const SlFigureType *
figure_by_id (const char *id)
{
  return (const SlFigureType *) sl_kind_find (sl_figures (), id, NULL);
}

/* Figures change places: one that another card shows comes from there. */
static void
figure_changed_cb (SlPlotCard *card, const SlFigureType *before, SlTrainPage *self)
{
  const SlFigureType *figure = sl_plot_card_figure (card);

  for (int i = 0; i < N_CARDS; i++)
    if (self->cards[i] != card && sl_plot_card_figure (self->cards[i]) == figure)
      sl_plot_card_set_figure (self->cards[i], before);
}

static void
sl_train_page_session_set (SlPage *page)
{
  sl_runs_bar_set_session (SL_TRAIN_PAGE (page)->runs, sl_page_session (page));
}

static void
sl_train_page_class_init (SlTrainPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  SL_PAGE_CLASS (klass)->session_set = sl_train_page_session_set;
  g_type_ensure (SL_TYPE_RUNS_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/train.ui");
  gtk_widget_class_bind_template_child (widget_class, SlTrainPage, runs);
  gtk_widget_class_bind_template_child (widget_class, SlTrainPage, grid);
}

static void
sl_train_page_init (SlTrainPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < N_CARDS; i++) {
    SlPlotCard *card =
        sl_page_new_card (SL_PAGE (self), figure_by_id (first_figures[i]), TRUE);

    self->cards[i] = card;
    g_signal_connect (card, "figure-changed", G_CALLBACK (figure_changed_cb), self);
    gtk_grid_attach (self->grid, GTK_WIDGET (card), i % COLUMNS, i / COLUMNS, 1, 1);
  }
}

void
sl_train_page_set_figure (SlTrainPage *self, int card, const SlFigureType *figure)
{
  g_return_if_fail (SL_IS_TRAIN_PAGE (self));
  g_return_if_fail (card >= 0 && card < N_CARDS);

  sl_plot_card_set_figure (self->cards[card], figure);
}

const SlFigureType *
sl_train_page_figure (SlTrainPage *self, int card)
{
  g_return_val_if_fail (SL_IS_TRAIN_PAGE (self), NULL);
  g_return_val_if_fail (card >= 0 && card < N_CARDS, NULL);

  return sl_plot_card_figure (self->cards[card]);
}
