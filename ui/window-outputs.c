/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/copy-command-line.h"
#include "ui/dialogs/export-window.h"
#include "ui/dialogs/numbers-window.h"
#include "ui/dialogs/save-numbers.h"
#include "ui/dialogs/save-slide.h"
#include "ui/pages/page.h"
#include "ui/window.h"
#include <glib/gi18n-lib.h>

/* What goes out of the window: pictures, numbers, words. */

/* The page on screen. */
static SlPage *
shown_page (SlWindow *self)
{
  SlPageStack *pages = sl_window_pages (self);

  return sl_page_stack_page (pages, sl_page_stack_shown (pages));
}

static SlSnapshot *
snapshot_of (SlWindow *self)
{
  return sl_session_snapshot (sl_window_session (self));
}

void
sl_window_show_export (SlWindow *self)
{
  g_autoptr (SlSlide) slide = NULL;
  guint chosen;

  g_return_if_fail (SL_IS_WINDOW (self));

  slide = sl_page_slide (shown_page (self), &chosen);
  if (slide->n > 0)
    sl_export_window_present (GTK_WINDOW (self), g_steal_pointer (&slide), chosen);
}

void
sl_window_copy_figure (SlWindow *self)
{
  SlExport spec = sl_export_default ();
  g_autoptr (SlSlide) slide = sl_slide_new ();
  SlPlotCard *card;

  g_return_if_fail (SL_IS_WINDOW (self));

  card = sl_page_card (shown_page (self));
  if (card != NULL && sl_plot_card_add_to (card, slide))
    sl_copy_slide (GTK_WIDGET (card), g_steal_pointer (&slide), &spec);
}

/* What the figure called @id looks like now. @view: (out) */
static const SlFigureType *
find_view (SlWindow *self, const char *id, SlFigureView *view, GError **error)
{
  const SlFigureType *figure =
      (const SlFigureType *) sl_kind_find (sl_figures (), id, error);
  SlPlotCard *card;

  if (figure == NULL)
    return NULL;
  card = sl_page_find (shown_page (self), figure);
  *view = card != NULL ? *sl_plot_card_view (card) : sl_figure_view_default (figure);
  view->earlier = sl_session_earlier (sl_window_session (self));
  return figure;
}

static SlNumbers *
find_numbers (SlWindow *self,
              const SlFigureType *figure,
              const SlFigureView *view,
              GError **error)
{
  SlNumbers *numbers = sl_figure_numbers (figure, snapshot_of (self), view);

  if (numbers == NULL)
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("%s: there are no numbers yet; put the figure into a card first"),
                 figure->kind.id);
  return numbers;
}

gboolean
sl_window_export (SlWindow *self, const char *figure, const char *path, GError **error)
{
  const SlFigureType *type;
  SlSnapshot *snapshot;
  SlFigureView view;
  SlSlide *slide;
  SlExport spec;

  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);

  type = find_view (self, figure, &view, error);
  if (type == NULL)
    return FALSE;
  if (!g_path_is_absolute (path)) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("'%s' is no place for a picture: give the whole path of the file"),
                 path);
    return FALSE;
  }
  snapshot = snapshot_of (self);
  if (snapshot == NULL || snapshot->n_layers == 0) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("The data is still being prepared; save the picture in a moment"));
    return FALSE;
  }
  if (g_str_has_suffix (path, ".csv")) {
    g_autoptr (SlNumbers) numbers = find_numbers (self, type, &view, error);

    if (numbers != NULL)
      sl_save_numbers (GTK_WIDGET (sl_window_pages (self)), numbers, path);
    return numbers != NULL;
  }
  slide = sl_slide_new ();
  sl_slide_add (slide, type, snapshot, &view);
  spec = sl_export_default ();
  sl_save_slide (GTK_WIDGET (sl_window_pages (self)), slide, &spec, path);
  return TRUE;
}

gboolean
sl_window_show_numbers (SlWindow *self, const char *figure, GError **error)
{
  const SlFigureType *type;
  SlFigureView view;
  SlNumbersWindow *window;
  g_autoptr (SlNumbers) numbers = NULL;

  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);

  type = find_view (self, figure, &view, error);
  numbers = type != NULL ? find_numbers (self, type, &view, error) : NULL;
  if (numbers == NULL)
    return FALSE;
  window = sl_numbers_window_new (GTK_WINDOW (self), type, snapshot_of (self), &view);
  gtk_window_present (GTK_WINDOW (window));
  return TRUE;
}

void
sl_window_copy_command_line (SlWindow *self, const char *path)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  sl_copy_command_line (GTK_WIDGET (sl_window_pages (self)), snapshot_of (self), path);
}
