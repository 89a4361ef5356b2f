/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/slide.h"
#include "ui/plots/text.h"

#include <math.h>

SlSlide *
sl_slide_new (void)
{
  return g_new0 (SlSlide, 1);
}

void
sl_slide_free (SlSlide *slide)
{
  if (slide == NULL)
    return;
  for (guint i = 0; i < slide->n; i++) {
    g_clear_pointer (&slide->panels[i].snapshot, sl_snapshot_unref);
    sl_figure_view_clear (&slide->panels[i].view);
  }
  g_free (slide);
}

void
sl_slide_add (SlSlide *slide,
              const SlFigureType *figure,
              SlSnapshot *snapshot,
              const SlFigureView *view)
{
  SlPanel *panel;

  g_return_if_fail (slide != NULL && slide->n < SL_SLIDE_PANELS);
  g_return_if_fail (figure != NULL && view != NULL);

  panel = &slide->panels[slide->n++];
  panel->figure = figure;
  panel->snapshot = snapshot != NULL ? sl_snapshot_ref (snapshot) : NULL;
  sl_figure_view_copy (&panel->view, view);
}

SlSlide *
sl_slide_copy (const SlSlide *slide)
{
  SlSlide *copy = sl_slide_new ();

  g_return_val_if_fail (slide != NULL, copy);

  for (guint i = 0; i < slide->n; i++)
    sl_slide_add (copy, slide->panels[i].figure, slide->panels[i].snapshot,
                  &slide->panels[i].view);
  return copy;
}

char *
sl_slide_title (const SlSlide *slide)
{
  GString *title = g_string_new (NULL);

  for (guint i = 0; i < slide->n; i++)
    g_string_append_printf (
        title, "%s%s", i > 0 ? ", " : "",
        sl_figure_title (slide->panels[i].figure, slide->panels[i].snapshot));
  return g_string_free (title, FALSE);
}

char *
sl_slide_caption (const SlSlide *slide)
{
  const SlPanel *first = &slide->panels[0];

  if (slide->n == 0 || first->snapshot == NULL)
    return g_strdup ("");
  return first->figure->caption != NULL
             ? first->figure->caption (first->snapshot, &first->view)
             : sl_figure_caption (first->snapshot);
}

char *
sl_slide_describe (const SlSlide *slide)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < slide->n; i++) {
    const SlPanel *panel = &slide->panels[i];
    g_autofree char *sentence = panel->figure->describe (panel->snapshot, &panel->view);

    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", sentence);
  }
  return g_string_free (text, FALSE);
}

static void
draw_heading (SlKit *kit, const SlPanel *panel, double width)
{
  const char *title = sl_figure_title (panel->figure, panel->snapshot);
  g_autofree char *subtitle = panel->figure->subtitle (panel->snapshot, &panel->view);
  double title_height = sl_text_height (kit, SL_TEXT_TITLE);
  double x = sl_text_width (kit, SL_TEXT_TITLE, title) + kit->em;

  sl_text_draw (kit, &(SlText){.string = title,
                               .style = SL_TEXT_TITLE,
                               .color = sl_style_ink (kit->theme, SL_INK_TEXT),
                               .width = width,
                               .lines = 1});
  if (width - x > 4.0 * kit->em)
    sl_text_draw (kit, &(SlText){.string = subtitle,
                                 .style = SL_TEXT_HINT,
                                 .color = sl_style_ink (kit->theme, SL_INK_MUTED),
                                 .x = x,
                                 .y = 0.56 * title_height,
                                 .ay = 0.5,
                                 .width = width - x,
                                 .lines = 1});
}

/* The title above, the figure in the room that is left; one too small for that is the
 * figure alone. */
static void
draw_panel (SlKit *kit,
            const SlPanel *panel,
            gboolean heading,
            double width,
            double height)
{
  double top = sl_text_height (kit, SL_TEXT_TITLE) + 0.8 * kit->em;

  cairo_save (kit->cr);
  if (heading && width > 6.0 * kit->em && height > top + 8.0 * kit->em) {
    draw_heading (kit, panel, width);
    cairo_translate (kit->cr, 0.0, top);
    height -= top;
  }
  panel->figure->draw (kit->cr, width, height, panel->snapshot, &panel->view, kit->theme);
  cairo_restore (kit->cr);
}

/* @caption with breaks between its items only, never within one. */
static char *
keep_items_whole (const char *caption)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *c = caption; *c != '\0'; c++) {
    gboolean after_item =
        c - caption >= 2 && (c[-1] == ',' || g_str_has_prefix (c - 2, "·"));
    if (*c == ' ' && !after_item)
      g_string_append (out, "\u00a0");
    else
      g_string_append_c (out, *c);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Returns the height it takes, with the gap above it. */
static double
draw_caption (SlKit *kit, const SlSlide *slide, const SlExport *spec, double margin)
{
  g_autofree char *caption = sl_slide_caption (slide);
  g_autofree char *whole = keep_items_whole (caption);
  SlText text = {.string = whole,
                 .color = sl_style_ink (kit->theme, SL_INK_MUTED),
                 .x = margin,
                 .y = spec->height - margin,
                 .ay = 1.0,
                 .width = spec->width - 2.0 * margin,
                 .lines = 3};
  double height;

  sl_text_size (kit, &text, NULL, &height);
  sl_text_draw (kit, &text);
  return height + 0.8 * kit->em;
}

/* As many columns as make the panels nearest to the usual shape of a figure. */
static guint
choose_columns (guint n, double width, double height)
{
  static const double usual = 1.6;
  guint best = 1;
  double least = INFINITY;

  for (guint columns = 1; columns <= n; columns++) {
    guint rows = (n + columns - 1) / columns;
    double shape = (width / columns) / (height / rows);
    double waste = (double) (rows * columns - n) / n;
    double bad = fabs (log (shape / usual)) + waste;

    if (bad < least) {
      least = bad;
      best = columns;
    }
  }
  return best;
}

static void
draw_grid (SlKit *kit, const SlSlide *slide, gboolean headings, double w, double h)
{
  double gap = 1.6 * kit->em;
  guint columns = choose_columns (slide->n, w, h);
  guint rows = (slide->n + columns - 1) / columns;
  double width = (w - gap * (columns - 1)) / columns;
  double height = (h - gap * (rows - 1)) / rows;

  for (guint i = 0; i < slide->n; i++) {
    cairo_save (kit->cr);
    cairo_translate (kit->cr, (i % columns) * (width + gap),
                     (double) (i / columns) * (height + gap));
    draw_panel (kit, &slide->panels[i], headings, width, height);
    cairo_restore (kit->cr);
  }
}

void
sl_slide_draw (const SlSlide *slide, cairo_t *cr, const SlExport *spec)
{
  SlTheme theme = sl_theme_export (spec->dark, spec->transparent);
  g_auto (SlKit) kit = {0};

  g_return_if_fail (slide != NULL && spec != NULL);

  theme.text_scale = spec->text_scale;
  sl_kit_init (&kit, cr, &theme);
  if (!spec->transparent) {
    sl_color_set (cr, sl_style_ink (&theme, SL_INK_PAPER));
    cairo_paint (cr);
  }
  double margin = 1.4 * kit.em;
  double width = spec->width - 2.0 * margin;
  double height = spec->height - 2.0 * margin;
  /* Too small for margins, title and caption: the figures alone. */
  if (!(width > 6.0 * kit.em) || !(height > 14.0 * kit.em)) {
    draw_grid (&kit, slide, FALSE, spec->width, spec->height);
    return;
  }
  if (!spec->no_caption)
    height -= draw_caption (&kit, slide, spec, margin);
  cairo_save (cr);
  cairo_translate (cr, margin, margin);
  draw_grid (&kit, slide, !spec->no_title, width, height);
  cairo_restore (cr);
}
