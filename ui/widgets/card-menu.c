/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/card-menu.h"

#include <glib/gi18n-lib.h>

GMenuModel *
sl_card_menu_figures (const SlKindTable *figures, const SlSnapshot *snapshot)
{
  GMenu *menu = g_menu_new ();

  for (size_t i = 0; i < figures->n; i++) {
    const SlFigureType *figure = (const SlFigureType *) figures->kinds[i];
    const char *title = sl_figure_title (figure, snapshot);
    g_autofree char *reason = sl_figure_misfit (figure, snapshot);
    g_autofree char *action = g_strdup_printf ("card.figure::%s", figures->kinds[i]->id);
    g_autofree char *label =
        reason != NULL ? g_strdup_printf ("%s (%s)", title, reason) : g_strdup (title);

    g_menu_append (menu, label, reason != NULL ? "card.misfit" : action);
  }
  return G_MENU_MODEL (menu);
}

static void
append_section (GMenu *menu, const char *title, GMenu *section)
{
  g_menu_append_section (menu, title, G_MENU_MODEL (section));
}

static void
append_layers (GMenu *menu, const SlFigureType *figure, const SlSnapshot *snapshot)
{
  g_autoptr (GMenu) layers = g_menu_new ();

  if (figure->layer_all)
    g_menu_append (layers, _ ("All layers"), "card.layer(-1)");
  for (int l = 0; l < snapshot->n_layers; l++) {
    const SlWeightMeasure *layer = &snapshot->layers[l];
    g_autofree char *label =
        g_strdup_printf (_ ("Layer %d: %d → %d"), l + 1, layer->inputs, layer->outputs);
    g_autofree char *action = g_strdup_printf ("card.layer(%d)", l);

    g_menu_append (layers, label, action);
  }
  append_section (menu, _ ("Layer"), layers);
}

GMenuModel *
sl_card_menu_commands (const SlFigureType *figure, const SlSnapshot *snapshot)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) save = g_menu_new ();
  g_autoptr (GMenu) axes = g_menu_new ();
  g_autoptr (GMenu) words = g_menu_new ();

  if (figure->has_log) {
    g_autoptr (GMenu) scale = g_menu_new ();

    g_menu_append (scale, _ ("Logarithmic scale"), "card.log-scale");
    append_section (menu, NULL, scale);
  }
  if (figure->has_layers && snapshot != NULL && snapshot->n_layers > 0)
    append_layers (menu, figure, snapshot);
  g_menu_append (axes, _ ("Fit the axes anew"), "win.refit");
  append_section (menu, NULL, axes);
  g_menu_append (save, _ ("Save as SVG…"), "card.save::svg");
  g_menu_append (save, _ ("Save as PDF…"), "card.save::pdf");
  g_menu_append (save, _ ("Save as PNG…"), "card.save::png");
  append_section (menu, NULL, save);
  g_menu_append (words, _ ("Copy command line"), "card.copy-command-line");
  append_section (menu, NULL, words);
  return G_MENU_MODEL (menu);
}
