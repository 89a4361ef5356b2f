/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SL_ENTRY(name) extern const SlFigureType sl_figure_##name;
#include "ui/figures/figures.def"
#undef SL_ENTRY

const SlKindTable *
sl_figures (void)
{
#define SL_ENTRY(name) &sl_figure_##name.kind,
  static const SlKind *const kinds[] = {
#include "ui/figures/figures.def"
  };
#undef SL_ENTRY
  static const SlKindTable table = {N_ ("figure"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}

SlFigureView
sl_figure_view_default (const SlFigureType *figure)
{
  return (SlFigureView){.log_scale = figure->has_log && figure->log_default,
                        .layer = figure->has_layers && !figure->layer_all ? 0 : -1,
                        .cursor = NAN};
}

void
sl_figure_view_turn (SlFigureView *view, const SlFigureType *figure)
{
  SlFigureView fresh = sl_figure_view_default (figure);

  view->log_scale = fresh.log_scale;
  view->layer = fresh.layer;
  view->picked = fresh.picked;
}

void
sl_figure_view_copy (SlFigureView *to, const SlFigureView *from)
{
  *to = *from;
  if (to->earlier != NULL)
    sl_earlier_runs_ref (to->earlier);
  if (to->geometry != NULL)
    sl_geometry_ref (to->geometry);
  if (to->path != NULL)
    sl_path_result_ref (to->path);
}

void
sl_figure_view_clear (SlFigureView *view)
{
  g_clear_pointer (&view->earlier, sl_earlier_runs_unref);
  g_clear_pointer (&view->geometry, sl_geometry_unref);
  g_clear_pointer (&view->path, sl_path_result_unref);
}

const char *
sl_figure_title (const SlFigureType *figure, const SlSnapshot *snapshot)
{
  if (figure->title != NULL && snapshot != NULL && snapshot->problem != NULL)
    return figure->title (snapshot);
  return _ (figure->kind.name);
}

void
sl_figure_ask (const SlFigureType *figure, const SlFigureView *view, SlNeeds *needs)
{
  if (figure->needs_weights)
    needs->weights |= sl_needs_layer (view->layer);
  if (figure->ask != NULL)
    figure->ask (view, needs);
}

char *
sl_figure_misfit (const SlFigureType *figure, const SlSnapshot *snapshot)
{
  if (figure->misfit == NULL || snapshot == NULL || snapshot->n_layers == 0)
    return NULL;
  return figure->misfit (snapshot);
}
