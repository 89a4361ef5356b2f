/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/code-window.h"
#include "ui/dialogs/copy-command-line.h"
#include "ui/dialogs/copy-replay.h"
#include "ui/dialogs/export-window.h"
#include "ui/dialogs/numbers-window.h"
#include "ui/dialogs/save-all.h"
#include "ui/dialogs/save-code.h"
#include "ui/dialogs/save-film.h"
#include "ui/dialogs/save-numbers.h"
#include "ui/dialogs/save-slide.h"
#include "ui/figures/peers.h"
#include "ui/window-private.h"
#include "ui/window-state.h"
#include <glib/gi18n-lib.h>

/* What goes out of the window: pictures, numbers, words. */

void
sl_window_show_export (SlWindow *self)
{
  g_autoptr (SlSlide) slide = NULL;
  guint chosen;

  g_return_if_fail (SL_IS_WINDOW (self));

  slide = sl_page_slide (sl_window_shown_page (self), &chosen);
  if (slide->n > 0)
    sl_export_window_present (GTK_WINDOW (self), self->session, g_steal_pointer (&slide),
                              chosen);
}

void
sl_window_copy_figure (SlWindow *self)
{
  SlExport spec = sl_export_default ();
  g_autoptr (SlSlide) slide = sl_slide_new ();
  SlPlotCard *card;

  g_return_if_fail (SL_IS_WINDOW (self));

  card = sl_page_card (sl_window_shown_page (self));
  if (card != NULL && sl_plot_card_add_to (card, slide))
    sl_copy_slide (GTK_WIDGET (card), g_steal_pointer (&slide), &spec);
}

/* A figure as it is on screen. */
typedef struct
{
  const SlFigureType *figure;
  SlSnapshot *snapshot; /* Borrowed, nullable */
  SlFigureView view;    /* what it refers to is borrowed */
} Shown;

/* What the figure called @id looks like now: that of several runs, where several are
 * compared. */
static gboolean
find_shown (SlWindow *self, const char *id, Shown *shown, GError **error)
{
  SlSession *session = sl_window_session (self);
  gboolean comparing = sl_session_comparing (session);
  const SlKind *kind = comparing ? sl_kind_find (sl_compared_figures (), id, NULL) : NULL;
  SlPlotCard *card;

  if (kind == NULL)
    kind = sl_kind_find (sl_figures (), id, error);
  if (kind == NULL)
    return FALSE;
  shown->figure = (const SlFigureType *) kind;
  card = sl_page_find (sl_window_shown_page (self), shown->figure);
  shown->view =
      card != NULL ? *sl_plot_card_view (card) : sl_figure_view_default (shown->figure);
  if (card != NULL && comparing) {
    shown->snapshot = sl_plot_card_snapshot (card);
  } else {
    shown->snapshot = sl_session_snapshot (session);
    shown->view.earlier = sl_session_earlier (session);
    shown->view.path = sl_session_path (session);
  }
  return TRUE;
}

static SlNumbers *
find_numbers (const Shown *shown, GError **error)
{
  SlNumbers *numbers = sl_figure_numbers (shown->figure, shown->snapshot, &shown->view);

  if (numbers == NULL)
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("%s: there are no numbers yet; put the figure into a card first"),
                 shown->figure->kind.id);
  return numbers;
}

/* Whether @path is a place and @snapshot (nullable) has something to show. */
static gboolean
can_save (const char *path, const SlSnapshot *snapshot, GError **error)
{
  if (!g_path_is_absolute (path)) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("'%s' is no place for a picture: give the whole path of the file"),
                 path);
    return FALSE;
  }
  if (snapshot == NULL || snapshot->n_layers == 0) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("The data is still being prepared; save the picture in a moment"));
    return FALSE;
  }
  return TRUE;
}

gboolean
sl_window_export (SlWindow *self, const char *figure, const char *path, GError **error)
{
  Shown shown;
  SlSlide *slide;
  SlExport spec;

  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);

  if (!find_shown (self, figure, &shown, error))
    return FALSE;
  if (!can_save (path, shown.snapshot, error))
    return FALSE;
  if (g_str_has_suffix (path, ".csv")) {
    g_autoptr (SlNumbers) numbers = find_numbers (&shown, error);

    if (numbers != NULL)
      sl_save_numbers (GTK_WIDGET (self->pages), numbers, path);
    return numbers != NULL;
  }
  slide = sl_slide_new ();
  sl_slide_add (slide, shown.figure, shown.snapshot, &shown.view);
  spec = sl_export_default ();
  sl_save_slide (GTK_WIDGET (self->pages), slide, &spec, path);
  return TRUE;
}

gboolean
sl_window_export_film (SlWindow *self,
                       const char *figure,
                       int every,
                       const char *path,
                       GError **error)
{
  SlFilm film = {.every = MAX (every, 1), .rate = sl_film_default (0).rate};
  SlExport spec = sl_export_default ();
  SlSlide *slide;
  Shown shown;

  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);

  if (!find_shown (self, figure, &shown, error) ||
      !can_save (path, shown.snapshot, error) ||
      !sl_film_check (&film, shown.snapshot->epoch, 1, path, error))
    return FALSE;
  slide = sl_slide_new ();
  sl_slide_add (slide, shown.figure, shown.snapshot, &shown.view);
  sl_save_film (GTK_WIDGET (self->pages), NULL, self->session, slide, &spec, &film, path);
  return TRUE;
}

gboolean
sl_window_export_all (SlWindow *self,
                      const char *ending,
                      const char *folder,
                      GError **error)
{
  SlExport spec = sl_export_default ();
  g_autoptr (SlSlide) slide = NULL;

  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);

  slide = sl_page_slide (sl_window_shown_page (self), NULL);
  if (!can_save (folder, slide->n > 0 ? slide->panels[0].snapshot : NULL, error))
    return FALSE;
  sl_save_all (GTK_WIDGET (self->pages), NULL, g_steal_pointer (&slide), &spec, ending,
               folder);
  return TRUE;
}

gboolean
sl_window_show_numbers (SlWindow *self, const char *figure, GError **error)
{
  Shown shown;
  SlNumbersWindow *window;
  g_autoptr (SlNumbers) numbers = NULL;

  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);

  if (!find_shown (self, figure, &shown, error))
    return FALSE;
  numbers = find_numbers (&shown, error);
  if (numbers == NULL)
    return FALSE;
  window = sl_numbers_window_new (GTK_WINDOW (self), shown.figure, shown.snapshot,
                                  &shown.view);
  gtk_window_present (GTK_WINDOW (window));
  return TRUE;
}

/* Returns the snapshot of the run; or NULL, and says why. */
static SlSnapshot *
prepared_run (SlWindow *self)
{
  SlSnapshot *snapshot = sl_session_snapshot (self->session);

  if (snapshot != NULL && snapshot->n_layers > 0)
    return snapshot;
  sl_window_toast (self, _ ("The data is still being prepared; try again in a moment"));
  return NULL;
}

void
sl_window_show_code (SlWindow *self)
{
  SlSnapshot *snapshot;

  g_return_if_fail (SL_IS_WINDOW (self));

  snapshot = prepared_run (self);
  if (snapshot != NULL)
    sl_code_window_present (GTK_WINDOW (self), snapshot);
}

void
sl_window_export_code (SlWindow *self, const char *library, const char *path)
{
  g_autoptr (GError) error = NULL;
  const SlKind *kind;
  SlSnapshot *snapshot;

  g_return_if_fail (SL_IS_WINDOW (self));

  kind = sl_kind_find (sl_codes (), library, &error);
  snapshot = prepared_run (self);
  if (kind == NULL)
    sl_window_toast (self, error->message);
  else if (!g_path_is_absolute (path))
    sl_window_toast (self, _ ("export-code: give the whole path of the file"));
  else if (snapshot != NULL)
    sl_save_code (GTK_WIDGET (self->pages), snapshot, (const SlCodeType *) kind, path);
}

void
sl_window_save_run (SlWindow *self, SlRunFile file, const char *path)
{
  g_return_if_fail (SL_IS_WINDOW (self));
  sl_save_run (GTK_WIDGET (self->pages), self->session, file, path);
}

void
sl_window_copy_command_line (SlWindow *self, const char *path)
{
  SlSnapshot *snapshot;

  g_return_if_fail (SL_IS_WINDOW (self));

  snapshot = sl_session_snapshot (self->session);
  if (snapshot != NULL && sl_recipe_needs_session (snapshot))
    sl_copy_replay (GTK_WIDGET (self->pages), self->session,
                    sl_page_slide (sl_window_shown_page (self), NULL),
                    sl_window_state (self, NULL), path);
  else
    sl_copy_command_line (GTK_WIDGET (self->pages), snapshot, path);
}
