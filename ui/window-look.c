/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a lesson points at is brought on screen first. */
#include "ui/pages/geometry.h"
#include "ui/pages/path.h"
#include "ui/pages/train.h"
#include "ui/window-private.h"

/* A lesson's numbers are those of its model, and so are its pictures. */
static void
show_model (SlWindow *window)
{
  SlGeometryPage *page = SL_GEOMETRY_PAGE (sl_window_shown_page (window));

  window->turned_geometry |= !sl_geometry_page_set_model (page, TRUE);
}

void
sl_window_turn_geometry_back (SlWindow *self)
{
  SlPage *page;

  if (!self->turned_geometry)
    return;
  self->turned_geometry = FALSE;
  page = sl_page_stack_page (self->pages, &sl_page_geometry);
  sl_geometry_page_set_model (SL_GEOMETRY_PAGE (page), FALSE);
}

/* The page of the path is nothing without one. */
static void
show_page (SlWindow *window, const char *id)
{
  SlPathWish wish = sl_path_wish_default ();

  sl_page_stack_show (window->pages, id, NULL);
  if (g_str_equal (id, sl_page_path.kind.id) &&
      sl_session_path_news (window->session) == NULL)
    sl_session_find_path (window->session, &wish);
  if (g_str_equal (id, sl_page_geometry.kind.id))
    show_model (window);
}

/* The card that shows it, on this page or else on the first, where any card can. */
static GtkWidget *
find_card (SlWindow *window, const char *id, int card)
{
  const SlKind *figure = sl_kind_find (sl_figures (), id, NULL);
  SlPlotCard *found;

  if (figure == NULL)
    return NULL;
  found = sl_page_find (sl_window_shown_page (window), (const SlFigureType *) figure);
  if (found != NULL && gtk_widget_get_visible (GTK_WIDGET (found)))
    return GTK_WIDGET (found);
  show_page (window, sl_page_train.kind.id);
  sl_page_restore (sl_window_shown_page (window));
  if (sl_page_find (sl_window_shown_page (window), (const SlFigureType *) figure) == NULL)
    sl_window_set_figure (window, card, id, NULL);
  found = sl_page_find (sl_window_shown_page (window), (const SlFigureType *) figure);
  return found != NULL ? GTK_WIDGET (found) : NULL;
}

/* @card: of the first page, for a figure that is not there yet. */
static GtkWidget *
find_look (SlWindow *window, const SlLessonLook *look, int card)
{
  if (look->kind == SL_LESSON_LOOK_FIGURE)
    return find_card (window, look->id, card);
  return sl_pointer_find (GTK_WIDGET (window), look->kind, look->id);
}

void
sl_window_look_at (SlWindow *window, SlPointer *pointer, int n, const SlLessonLook *looks)
{
  GtkWidget *first = NULL;

  for (int i = 0; i < n; i++)
    if (looks[i].kind == SL_LESSON_LOOK_PAGE)
      show_page (window, looks[i].id);
  for (int i = 0; i < n; i++) {
    GtkWidget *found = looks[i].kind != SL_LESSON_LOOK_PAGE
                           ? find_look (window, &looks[i], MAX (SL_TRAIN_CARDS - i, 1))
                           : NULL;

    if (first == NULL)
      first = found;
  }
  /* A page alone: its tab. */
  if (first == NULL && n == 1 && looks[0].kind == SL_LESSON_LOOK_PAGE)
    first = sl_window_tab (window, looks[0].id);
  sl_pointer_point (pointer, first);
}

void
sl_window_show_step_page (SlWindow *self, const SlLessonStep *step)
{
  const char *page = sl_page_train.kind.id;

  for (int i = step->n_looks - 1; i >= 0; i--)
    if (step->looks[i].kind == SL_LESSON_LOOK_PAGE)
      page = step->looks[i].id;
  sl_page_stack_show (self->pages, page, NULL);
}

void
sl_window_look_at_one (SlWindow *self,
                       SlPointer *pointer,
                       const SlLessonStep *step,
                       const SlLessonLook *look)
{
  SlLessonLook looks[2];
  int n = 0;

  if (look->kind == SL_LESSON_LOOK_CONTROL)
    gtk_widget_set_visible (GTK_WIDGET (self->sidebar), TRUE);
  for (int i = 0; look->kind == SL_LESSON_LOOK_FIGURE && n == 0 && i < step->n_looks; i++)
    if (step->looks[i].kind == SL_LESSON_LOOK_PAGE)
      looks[n++] = step->looks[i];
  looks[n++] = *look;
  sl_window_look_at (self, pointer, n, looks);
}
