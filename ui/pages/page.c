/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pages/page.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  /* Owned */
  SlSession *session; /* nullable until it is set */
  SlPainter *painter;
  GPtrArray *cards;     /* of SlPlotCard, in the order they were made */
  GPtrArray *followers; /* those that show the run's snapshots */
  SlPlotCard *enlarged; /* Borrowed, nullable */
  gboolean shown;
} SlPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SlPage, sl_page, ADW_TYPE_BIN)

#define SL_ENTRY(name) extern const SlPageType sl_page_##name;
#include "ui/pages/pages.def"
#undef SL_ENTRY

const SlKindTable *
sl_pages (void)
{
#define SL_ENTRY(name) &sl_page_##name.kind,
  static const SlKind *const kinds[] = {
#include "ui/pages/pages.def"
  };
#undef SL_ENTRY
  static const SlKindTable table = {N_ ("page"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}

static SlPagePrivate *
private_of (SlPage *self)
{
  return sl_page_get_instance_private (self);
}

/* Only what is on screen is asked of the worker. */
void
sl_page_needs_changed (SlPage *self)
{
  SlPagePrivate *priv = private_of (self);
  SlNeeds needs = {0};

  g_return_if_fail (SL_IS_PAGE (self));

  if (!priv->shown || priv->session == NULL)
    return;
  for (guint i = 0; i < priv->followers->len; i++) {
    SlPlotCard *card = priv->followers->pdata[i];

    if (gtk_widget_get_visible (GTK_WIDGET (card)))
      sl_figure_ask (sl_plot_card_figure (card), sl_plot_card_view (card), &needs);
  }
  if (SL_PAGE_GET_CLASS (self)->ask != NULL)
    SL_PAGE_GET_CLASS (self)->ask (self, &needs);
  sl_session_set_needs (priv->session, &needs);
}

static void
view_changed_cb (SlPlotCard *card, SlPage *self)
{
  sl_page_needs_changed (self);
}

static void
figure_changed_cb (SlPlotCard *card, const SlFigureType *before, SlPage *self)
{
  sl_page_needs_changed (self);
}

static void
set_enlarged (SlPage *self, SlPlotCard *enlarged)
{
  SlPagePrivate *priv = private_of (self);

  priv->enlarged = enlarged;
  for (guint i = 0; i < priv->cards->len; i++) {
    SlPlotCard *card = priv->cards->pdata[i];

    gtk_widget_set_visible (GTK_WIDGET (card), enlarged == NULL || enlarged == card);
    sl_plot_card_set_enlarged (card, enlarged == card);
  }
  if (SL_PAGE_GET_CLASS (self)->enlarged != NULL)
    SL_PAGE_GET_CLASS (self)->enlarged (self, enlarged);
  sl_page_needs_changed (self);
}

static void
enlarge_cb (SlPlotCard *card, SlPage *self)
{
  set_enlarged (self, private_of (self)->enlarged == NULL ? card : NULL);
  gtk_widget_grab_focus (GTK_WIDGET (card));
}

static void
show_snapshot (SlPage *self)
{
  SlPagePrivate *priv = private_of (self);
  SlSnapshot *snapshot = sl_session_snapshot (priv->session);

  if (!priv->shown || snapshot == NULL)
    return;
  for (guint i = 0; i < priv->followers->len; i++)
    sl_plot_card_set_snapshot (priv->followers->pdata[i], snapshot);
  if (SL_PAGE_GET_CLASS (self)->snapshot_changed != NULL)
    SL_PAGE_GET_CLASS (self)->snapshot_changed (self, snapshot);
}

static void
show_earlier (SlPage *self)
{
  SlPagePrivate *priv = private_of (self);

  if (!priv->shown)
    return;
  for (guint i = 0; i < priv->followers->len; i++)
    sl_plot_card_set_earlier (priv->followers->pdata[i],
                              sl_session_earlier (priv->session));
}

/* Any card can show the path; it marks the λ in force. */
static void
show_path (SlPage *self)
{
  SlPagePrivate *priv = private_of (self);

  if (!priv->shown)
    return;
  for (guint i = 0; i < priv->followers->len; i++)
    sl_plot_card_set_path (priv->followers->pdata[i], sl_session_path (priv->session),
                           NAN);
}

static void
path_changed_cb (SlSession *session, SlPage *self)
{
  show_path (self);
}

static void
snapshot_changed_cb (SlSession *session, SlPage *self)
{
  show_snapshot (self);
}

static void
earlier_changed_cb (SlSession *session, SlPage *self)
{
  show_earlier (self);
}

static void
sl_page_dispose (GObject *object)
{
  SlPagePrivate *priv = private_of (SL_PAGE (object));

  g_ptr_array_set_size (priv->cards, 0);
  g_ptr_array_set_size (priv->followers, 0);
  priv->enlarged = NULL;
  g_clear_object (&priv->session);
  G_OBJECT_CLASS (sl_page_parent_class)->dispose (object);
}

static void
sl_page_finalize (GObject *object)
{
  SlPagePrivate *priv = private_of (SL_PAGE (object));

  g_ptr_array_unref (priv->cards);
  g_ptr_array_unref (priv->followers);
  sl_painter_free (priv->painter);
  G_OBJECT_CLASS (sl_page_parent_class)->finalize (object);
}

static void
sl_page_class_init (SlPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sl_page_finalize;
}

static void
sl_page_init (SlPage *self)
{
  SlPagePrivate *priv = private_of (self);

  priv->painter = sl_painter_new ();
  priv->cards = g_ptr_array_new ();
  priv->followers = g_ptr_array_new ();
}

void
sl_page_set_session (SlPage *self, SlSession *session)
{
  SlPagePrivate *priv = private_of (self);

  g_return_if_fail (SL_IS_PAGE (self));
  g_return_if_fail (priv->session == NULL);

  priv->session = g_object_ref (session);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb),
                           self, 0);
  g_signal_connect_object (session, "earlier-changed", G_CALLBACK (earlier_changed_cb),
                           self, 0);
  g_signal_connect_object (session, "path-changed", G_CALLBACK (path_changed_cb), self,
                           0);
  if (SL_PAGE_GET_CLASS (self)->session_set != NULL)
    SL_PAGE_GET_CLASS (self)->session_set (self);
}

SlSession *
sl_page_session (SlPage *self)
{
  g_return_val_if_fail (SL_IS_PAGE (self), NULL);
  return private_of (self)->session;
}

SlPlotCard *
sl_page_new_card (SlPage *self, const SlFigureType *figure, gboolean follows)
{
  SlPagePrivate *priv = private_of (self);
  SlPlotCard *card;

  g_return_val_if_fail (SL_IS_PAGE (self), NULL);
  g_return_val_if_fail (figure != NULL, NULL);

  card = SL_PLOT_CARD (sl_plot_card_new (figure, priv->painter));
  g_signal_connect (card, "view-changed", G_CALLBACK (view_changed_cb), self);
  g_signal_connect (card, "figure-changed", G_CALLBACK (figure_changed_cb), self);
  g_signal_connect (card, "enlarge", G_CALLBACK (enlarge_cb), self);
  g_ptr_array_add (priv->cards, card);
  if (follows)
    g_ptr_array_add (priv->followers, card);
  return card;
}

void
sl_page_set_shown (SlPage *self, gboolean shown)
{
  SlPagePrivate *priv = private_of (self);

  g_return_if_fail (SL_IS_PAGE (self));
  g_return_if_fail (priv->session != NULL);

  if (shown == priv->shown)
    return;
  priv->shown = shown;
  if (SL_PAGE_GET_CLASS (self)->shown != NULL)
    SL_PAGE_GET_CLASS (self)->shown (self, shown);
  sl_page_needs_changed (self);
  show_earlier (self);
  show_path (self);
  show_snapshot (self);
}

gboolean
sl_page_is_shown (SlPage *self)
{
  g_return_val_if_fail (SL_IS_PAGE (self), FALSE);
  return private_of (self)->shown;
}

SlPlotCard *
sl_page_card (SlPage *self)
{
  SlPagePrivate *priv = private_of (self);
  GtkRoot *root;
  GtkWidget *focus;

  g_return_val_if_fail (SL_IS_PAGE (self), NULL);

  if (priv->enlarged != NULL)
    return priv->enlarged;
  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  for (guint i = 0; i < priv->cards->len; i++) {
    GtkWidget *card = priv->cards->pdata[i];

    if (focus != NULL && (focus == card || gtk_widget_is_ancestor (focus, card)))
      return SL_PLOT_CARD (card);
  }
  return priv->cards->len > 0 ? priv->cards->pdata[0] : NULL;
}

SlSlide *
sl_page_slide (SlPage *self, guint *chosen)
{
  SlPagePrivate *priv = private_of (self);
  SlPlotCard *focused;
  SlSlide *slide;

  g_return_val_if_fail (SL_IS_PAGE (self), NULL);

  focused = sl_page_card (self);
  slide = sl_slide_new ();
  if (chosen != NULL)
    *chosen = 0;
  for (guint i = 0; i < priv->cards->len; i++) {
    SlPlotCard *card = priv->cards->pdata[i];

    if (gtk_widget_get_visible (GTK_WIDGET (card)) && sl_plot_card_add_to (card, slide) &&
        card == focused && chosen != NULL)
      *chosen = slide->n - 1;
  }
  return slide;
}

SlPlotCard *
sl_page_find (SlPage *self, const SlFigureType *figure)
{
  SlPagePrivate *priv = private_of (self);

  g_return_val_if_fail (SL_IS_PAGE (self), NULL);

  for (guint i = 0; i < priv->cards->len; i++)
    if (sl_plot_card_figure (priv->cards->pdata[i]) == figure)
      return priv->cards->pdata[i];
  return NULL;
}

gboolean
sl_page_restore (SlPage *self)
{
  g_return_val_if_fail (SL_IS_PAGE (self), FALSE);

  if (private_of (self)->enlarged == NULL)
    return FALSE;
  set_enlarged (self, NULL);
  return TRUE;
}
