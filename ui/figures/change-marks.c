/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/change-marks.h"

#include "ui/figures/phrase.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

enum { MAX_ROWS = 6 };

/* Minibatches in the epoch after @epoch, for the place of an event within it. */
static double
batches_in_epoch (const SlSnapshot *snapshot, int epoch)
{
  int size = snapshot->config.batch_size;
  int rows = snapshot->problem != NULL ? snapshot->problem->train.n : 0;

  if ((size_t) epoch + 1 < snapshot->history.n) {
    const SlHistoryRow *row = sl_log_item (&snapshot->history, (size_t) epoch + 1);
    size = row->batch_size;
  }
  return size > 0 && rows > size ? ceil ((double) rows / size) : 1.0;
}

static double
event_epoch (const SlSnapshot *snapshot, const SlEvent *event)
{
  double part = event->batch / batches_in_epoch (snapshot, event->epoch);

  return event->epoch + CLAMP (part, 0.0, 0.999);
}

/* Adds a change to the last mark of its setting, or as a mark of its own. Distance is
 * measured from the last change of a mark, so that a steady drag is one mark. */
static void
add_change (SlChangeMarks *marks, double x, const SlEvent *event, double near)
{
  for (int i = marks->n - 1; i >= 0; i--) {
    SlChangeMark *mark = &marks->marks[i];
    if (strcmp (mark->setting, event->setting) != 0)
      continue;
    if (x - mark->to_x >= near)
      break;
    mark->to_x = x;
    mark->to = event->to;
    return;
  }
  if (marks->n < SL_MAX_CHANGE_MARKS)
    marks->marks[marks->n++] = (SlChangeMark){.setting = event->setting,
                                              .from = event->from,
                                              .to = event->to,
                                              .from_x = x,
                                              .to_x = x};
}

static char *
change_text (const SlChangeMark *mark)
{
  const SlEvent last = {.setting = mark->setting, .to = (char *) mark->to};
  char *edit = sl_phrase_edit (&last);

  if (edit != NULL)
    return edit;

  const SlSetting *setting = sl_setting_find (mark->setting, NULL);
  g_autofree char *from = sl_phrase_changed_value (setting, mark->from);
  g_autofree char *to = sl_phrase_changed_value (setting, mark->to);
  g_autofree char *name = NULL;

  if (strcmp (mark->setting, "lambda") == 0)
    name = g_strdup ("λ");
  else
    name = sl_phrase_lower (setting != NULL ? _ (setting->name) : mark->setting);
  if (strcmp (from, to) == 0)
    return g_strdup_printf (_ ("%s back to %s"), name, to);
  return g_strdup_printf ("%s %s → %s", name, from, to);
}

static gboolean
is_free (const SlChangeMarks *marks, const SlBox *box)
{
  for (int i = 0; i < marks->n; i++)
    if (marks->marks[i].placed && sl_box_overlaps (&marks->marks[i].box, box))
      return FALSE;
  return TRUE;
}

/* To the right of the line, else to its left; lower when an earlier text is there. */
static void
place_text (SlKit *kit, SlChangeMarks *marks, int i, const SlBox *area)
{
  SlChangeMark *mark = &marks->marks[i];
  double gap = 0.4 * kit->em;
  SlBox box = {.width = sl_text_width (kit, SL_TEXT_LABEL, mark->text),
               .height = sl_text_height (kit, SL_TEXT_LABEL)};

  const double places[] = {mark->to_x + gap, mark->from_x - gap - box.width};
  for (int k = 0; k < 2; k++) {
    box.x = places[k];
    if (box.x < area->x || box.x + box.width > area->x + area->width + kit->em)
      continue;
    for (int row = 0; row < MAX_ROWS; row++) {
      box.y = area->y + 0.3 * kit->em + row * box.height;
      SlBox wide = {box.x - gap, box.y, box.width + 2 * gap, box.height};
      if (box.y + box.height > area->y + area->height || !is_free (marks, &wide))
        continue;
      mark->box = box;
      mark->placed = TRUE;
      return;
    }
  }
}

void
sl_change_marks_find (SlKit *kit,
                      SlChangeMarks *marks,
                      const SlSnapshot *snapshot,
                      const SlFrame *frame)
{
  /* A drag is one change; two changes that can be told apart are two. */
  double near = 2.0 * kit->em;

  marks->n = 0;
  for (size_t i = 0; i < snapshot->events.n; i++) {
    const SlEvent *event = sl_log_item (&snapshot->events, i);
    if (sl_phrase_is_beginning (event))
      continue;
    double x = sl_scale_map (&frame->x, event_epoch (snapshot, event));
    add_change (marks, x, event, near);
  }
  /* The newest change matters most and is placed first; those of one moment keep their
   * order. */
  for (int i = marks->n - 1; i >= 0; i--)
    marks->marks[i].text = change_text (&marks->marks[i]);
  for (int end = marks->n; end > 0;) {
    int first = end - 1;
    while (first > 0 && marks->marks[first - 1].to_x == marks->marks[first].to_x)
      first--;
    for (int i = first; i < end; i++)
      place_text (kit, marks, i, &frame->area);
    end = first;
  }
}

void
sl_change_marks_clear (SlChangeMarks *marks)
{
  for (int i = 0; i < marks->n; i++)
    g_clear_pointer (&marks->marks[i].text, g_free);
  marks->n = 0;
}

void
sl_change_marks_draw_lines (SlKit *kit, const SlChangeMarks *marks, const SlBox *area)
{
  SlColor axis = sl_style_ink (kit->theme, SL_INK_AXIS);
  SlStroke line = {.color = axis, .width = 1.0};

  if (kit->cr == NULL)
    return;
  for (int i = 0; i < marks->n; i++) {
    double from = floor (marks->marks[i].from_x) + 0.5;
    double to = floor (marks->marks[i].to_x) + 0.5;
    if (to - from >= 2.0) {
      sl_color_set (kit->cr, sl_color_fade (axis, 0.16));
      cairo_rectangle (kit->cr, from, area->y, to - from, area->height);
      cairo_fill (kit->cr);
    }
    sl_mark_line (kit, from, area->y, from, area->y + area->height, &line);
    if (to > from)
      sl_mark_line (kit, to, area->y, to, area->y + area->height, &line);
  }
}

void
sl_change_marks_draw_texts (SlKit *kit, const SlChangeMarks *marks)
{
  SlColor card = sl_color_fade (sl_style_ink (kit->theme, SL_INK_CARD), 0.8);

  if (kit->cr == NULL)
    return;
  for (int i = 0; i < marks->n; i++) {
    const SlChangeMark *mark = &marks->marks[i];
    if (!mark->placed)
      continue;
    /* Lines of later marks would strike the text through. */
    if (!kit->theme->transparent) {
      sl_color_set (kit->cr, card);
      cairo_rectangle (kit->cr, mark->box.x - 1, mark->box.y, mark->box.width + 2,
                       mark->box.height);
      cairo_fill (kit->cr);
    }
    sl_text_draw (kit, &(SlText){.string = mark->text,
                                 .color = sl_style_ink (kit->theme, SL_INK_TEXT),
                                 .x = mark->box.x,
                                 .y = mark->box.y});
  }
}

int
sl_change_marks_obstacles (const SlChangeMarks *marks, SlBox *boxes)
{
  int n = 0;

  for (int i = 0; i < marks->n; i++)
    if (marks->marks[i].placed)
      boxes[n++] = marks->marks[i].box;
  return n;
}
