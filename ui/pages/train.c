/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pages/train.h"
#include "ui/widgets/run-banner.h"
#include "ui/widgets/runs-bar.h"

enum { N_CARDS = SL_TRAIN_CARDS, COLUMNS = 2 };

/* What the cards show at the first start. */
static const char *const first_figures[N_CARDS] = {"loss", "norms", "histogram",
                                                   "weights"};

struct _SlTrainPage
{
  AdwBin parent_instance;

  /* Template */
  SlRunBanner *banner;
  SlRunsBar *runs;
  GtkGrid *grid;

  /* Owned */
  SlSession *session;
  SlPainter *painter;
  /* Borrowed */
  SlPlotCard *cards[N_CARDS];
  SlPlotCard *enlarged; /* nullable */
  int n_cards;          /* 0 once disposed */
};

G_DEFINE_FINAL_TYPE (SlTrainPage, sl_train_page, ADW_TYPE_BIN)

static const SlFigureType *
figure_by_id (const char *id)
{
  return (const SlFigureType *) sl_kind_find (sl_figures (), id, NULL);
}

/* Only what is on screen is asked of the worker. */
static void
send_needs (SlTrainPage *self)
{
  SlNeeds needs = {0};

  for (int i = 0; i < self->n_cards; i++) {
    SlPlotCard *card = self->cards[i];

    if (gtk_widget_get_visible (GTK_WIDGET (card)))
      sl_figure_ask (sl_plot_card_figure (card), sl_plot_card_view (card), &needs);
  }
  if (self->session != NULL)
    sl_session_set_needs (self->session, &needs);
}

static void
view_changed_cb (SlPlotCard *card, SlTrainPage *self)
{
  send_needs (self);
}

/* Figures change places: one that another card shows comes from there. */
static void
figure_changed_cb (SlPlotCard *card, const SlFigureType *before, SlTrainPage *self)
{
  const SlFigureType *figure = sl_plot_card_figure (card);

  for (int i = 0; i < self->n_cards; i++)
    if (self->cards[i] != card && sl_plot_card_figure (self->cards[i]) == figure)
      sl_plot_card_set_figure (self->cards[i], before);
  send_needs (self);
}

static void
set_enlarged (SlTrainPage *self, SlPlotCard *enlarged)
{
  self->enlarged = enlarged;
  for (int i = 0; i < self->n_cards; i++) {
    gtk_widget_set_visible (GTK_WIDGET (self->cards[i]),
                            enlarged == NULL || enlarged == self->cards[i]);
    sl_plot_card_set_enlarged (self->cards[i], enlarged == self->cards[i]);
  }
  send_needs (self);
}

static void
enlarge_cb (SlPlotCard *card, SlTrainPage *self)
{
  set_enlarged (self, self->enlarged == NULL ? card : NULL);
  gtk_widget_grab_focus (GTK_WIDGET (card));
}

static void
snapshot_changed_cb (SlSession *session, SlTrainPage *self)
{
  SlSnapshot *snapshot = sl_session_snapshot (session);

  for (int i = 0; i < self->n_cards; i++)
    sl_plot_card_set_snapshot (self->cards[i], snapshot);
}

static void
earlier_changed_cb (SlSession *session, SlTrainPage *self)
{
  for (int i = 0; i < self->n_cards; i++)
    sl_plot_card_set_earlier (self->cards[i], sl_session_earlier (session));
}

static void
sl_train_page_dispose (GObject *object)
{
  SlTrainPage *self = SL_TRAIN_PAGE (object);

  g_clear_object (&self->session);
  self->n_cards = 0;
  G_OBJECT_CLASS (sl_train_page_parent_class)->dispose (object);
}

static void
sl_train_page_finalize (GObject *object)
{
  g_clear_pointer (&SL_TRAIN_PAGE (object)->painter, sl_painter_free);
  G_OBJECT_CLASS (sl_train_page_parent_class)->finalize (object);
}

static void
sl_train_page_class_init (SlTrainPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_train_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_train_page_finalize;
  g_type_ensure (SL_TYPE_RUN_BANNER);
  g_type_ensure (SL_TYPE_RUNS_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/train.ui");
  gtk_widget_class_bind_template_child (widget_class, SlTrainPage, banner);
  gtk_widget_class_bind_template_child (widget_class, SlTrainPage, runs);
  gtk_widget_class_bind_template_child (widget_class, SlTrainPage, grid);
}

static void
sl_train_page_init (SlTrainPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->painter = sl_painter_new ();
  self->n_cards = N_CARDS;
  for (int i = 0; i < self->n_cards; i++) {
    GtkWidget *card = sl_plot_card_new (figure_by_id (first_figures[i]), self->painter);

    self->cards[i] = SL_PLOT_CARD (card);
    g_signal_connect (card, "view-changed", G_CALLBACK (view_changed_cb), self);
    g_signal_connect (card, "figure-changed", G_CALLBACK (figure_changed_cb), self);
    g_signal_connect (card, "enlarge", G_CALLBACK (enlarge_cb), self);
    gtk_grid_attach (self->grid, card, i % COLUMNS, i / COLUMNS, 1, 1);
  }
}

void
sl_train_page_set_session (SlTrainPage *self, SlSession *session)
{
  g_return_if_fail (SL_IS_TRAIN_PAGE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  sl_run_banner_set_session (self->banner, session);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb),
                           self, 0);
  g_signal_connect_object (session, "earlier-changed", G_CALLBACK (earlier_changed_cb),
                           self, 0);
  sl_runs_bar_set_session (self->runs, session);
  send_needs (self);
  if (sl_session_snapshot (session) != NULL)
    snapshot_changed_cb (session, self);
}

SlPlotCard *
sl_train_page_card (SlTrainPage *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (SL_IS_TRAIN_PAGE (self), NULL);

  if (self->enlarged != NULL)
    return self->enlarged;
  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  for (int i = 0; i < self->n_cards; i++) {
    GtkWidget *card = GTK_WIDGET (self->cards[i]);

    if (focus != NULL && (focus == card || gtk_widget_is_ancestor (focus, card)))
      return self->cards[i];
  }
  return self->cards[0];
}

SlPlotCard *
sl_train_page_find (SlTrainPage *self, const SlFigureType *figure)
{
  g_return_val_if_fail (SL_IS_TRAIN_PAGE (self), NULL);

  for (int i = 0; i < self->n_cards; i++)
    if (sl_plot_card_figure (self->cards[i]) == figure)
      return self->cards[i];
  return NULL;
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

gboolean
sl_train_page_restore (SlTrainPage *self)
{
  g_return_val_if_fail (SL_IS_TRAIN_PAGE (self), FALSE);

  if (self->enlarged == NULL)
    return FALSE;
  set_enlarged (self, NULL);
  return TRUE;
}
