/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/plot-card-menu.h"
#include <glib/gi18n-lib.h>

typedef struct
{
  const char *label, *action; /* label NULL: the section ends */
} Item;

static void
append_section (GMenu *menu, const Item *items)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (; items->label != NULL; items++)
    g_menu_append (section, _ (items->label), items->action);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
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
  g_menu_append_section (menu, _ ("Layer"), G_MENU_MODEL (layers));
}

GMenu *
sl_plot_card_chooser (const SlKindTable *figures, const SlSnapshot *snapshot)
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
  return menu;
}

GMenu *
sl_plot_card_menu (const SlFigureType *figure, const SlSnapshot *snapshot)
{
  static const Item scale[] = {{N_ ("Logarithmic scale"), "card.log-scale"}, {NULL}};
  static const Item axes[] = {{N_ ("Fit the axes anew"), "win.refit"}, {NULL}};
  static const Item numbers[] = {{N_ ("Show numbers"), "card.show-numbers"}, {NULL}};
  static const Item save[] = {{N_ ("Save as SVG…"), "card.save::svg"},
                              {N_ ("Save as PDF…"), "card.save::pdf"},
                              {N_ ("Save as PNG…"), "card.save::png"},
                              {NULL}};
  static const Item words[] = {{N_ ("Copy command line"), "card.copy-command-line"},
                               {NULL}};
  GMenu *menu = g_menu_new ();

  if (figure->has_log)
    append_section (menu, scale);
  if (figure->has_layers && snapshot != NULL && snapshot->n_layers > 0)
    append_layers (menu, figure, snapshot);
  append_section (menu, axes);
  if (figure->numbers != NULL)
    append_section (menu, numbers);
  append_section (menu, save);
  append_section (menu, words);
  return menu;
}
