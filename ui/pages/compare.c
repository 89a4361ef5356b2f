/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pages/compare.h"
#include "ui/figures/peers.h"
#include "ui/widgets/compare-bar.h"
#include "ui/widgets/compare-table.h"
#include <glib/gi18n-lib.h>

enum { N_CARDS = 4, COLUMNS = 2 };

struct _SlComparePage
{
  SlPage parent_instance;

  /* Template */
  SlCompareBar *bar;
  GtkGrid *grid;
  SlCompareTable *table;

  SlPlotCard *cards[N_CARDS]; /* Borrowed */
};

G_DEFINE_FINAL_TYPE (SlComparePage, sl_compare_page, SL_TYPE_PAGE)

const SlPageType sl_page_compare = {
    .kind = {"compare", N_ ("Compare"),
             N_ ("Train two to four runs together that differ in one setting")},
    .get_type = sl_compare_page_get_type,
};

/* What a card has beside the runs as such: title, layers, state. */
static SlSnapshot *
first_prepared (SlComparedSet *set)
{
  for (int i = 0; i < set->n; i++)
    if (set->runs->pinned[i]->n_layers > 0)
      return set->runs->pinned[i];
  return set->runs->pinned[0];
}

static void
show_compared (SlComparePage *self)
{
  SlComparedSet *set = sl_session_compared (sl_page_session (SL_PAGE (self)));

  if (set == NULL || !sl_page_is_shown (SL_PAGE (self)))
    return;
  for (int i = 0; i < N_CARDS; i++) {
    sl_plot_card_set_earlier (self->cards[i], set->runs);
    sl_plot_card_set_snapshot (self->cards[i], first_prepared (set));
  }
  sl_compare_table_show (self->table, set);
}

static void
compared_changed_cb (SlSession *session, SlComparePage *self)
{
  show_compared (self);
}

static void
sl_compare_page_session_set (SlPage *page)
{
  SlSession *session = sl_page_session (page);

  sl_compare_bar_set_session (SL_COMPARE_PAGE (page)->bar, session);
  g_signal_connect_object (session, "compared-changed", G_CALLBACK (compared_changed_cb),
                           page, 0);
}

static void
sl_compare_page_shown (SlPage *page, gboolean on_screen)
{
  sl_session_set_comparing (sl_page_session (page), on_screen);
  show_compared (SL_COMPARE_PAGE (page));
}

static void
sl_compare_page_ask (SlPage *page, SlNeeds *needs)
{
  SlComparePage *self = SL_COMPARE_PAGE (page);

  for (int i = 0; i < N_CARDS; i++)
    if (gtk_widget_get_visible (GTK_WIDGET (self->cards[i])))
      sl_figure_ask (sl_plot_card_figure (self->cards[i]),
                     sl_plot_card_view (self->cards[i]), needs);
}

static void
sl_compare_page_enlarged (SlPage *page, SlPlotCard *card)
{
  SlComparePage *self = SL_COMPARE_PAGE (page);

  gtk_widget_set_visible (GTK_WIDGET (self->bar), card == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->table), card == NULL);
}

/* Figures change places: one that another card shows comes from there. */
static void
figure_changed_cb (SlPlotCard *card, const SlFigureType *before, SlComparePage *self)
{
  for (int i = 0; i < N_CARDS; i++)
    if (self->cards[i] != card &&
        sl_plot_card_figure (self->cards[i]) == sl_plot_card_figure (card))
      sl_plot_card_set_figure (self->cards[i], before);
}

static void
sl_compare_page_class_init (SlComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SlPageClass *page_class = SL_PAGE_CLASS (klass);

  page_class->session_set = sl_compare_page_session_set;
  page_class->shown = sl_compare_page_shown;
  page_class->ask = sl_compare_page_ask;
  page_class->enlarged = sl_compare_page_enlarged;
  g_type_ensure (SL_TYPE_COMPARE_BAR);
  g_type_ensure (SL_TYPE_COMPARE_TABLE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/compare.ui");
  gtk_widget_class_bind_template_child (widget_class, SlComparePage, bar);
  gtk_widget_class_bind_template_child (widget_class, SlComparePage, grid);
  gtk_widget_class_bind_template_child (widget_class, SlComparePage, table);
}

static void
sl_compare_page_init (SlComparePage *self)
{
  const SlKindTable *figures = sl_compared_figures ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_assert (figures->n == N_CARDS);
  for (int i = 0; i < N_CARDS; i++) {
    self->cards[i] = sl_page_new_card (SL_PAGE (self),
                                       (const SlFigureType *) figures->kinds[i], FALSE);
    sl_plot_card_set_choices (self->cards[i], figures);
    g_signal_connect (self->cards[i], "figure-changed", G_CALLBACK (figure_changed_cb),
                      self);
    gtk_grid_attach (self->grid, GTK_WIDGET (self->cards[i]), i % COLUMNS, i / COLUMNS, 1,
                     1);
  }
}
