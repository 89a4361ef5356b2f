/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/change-marks.h"

#include "ui/figures/phrase.h"
#include "ui/plots/marks.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

enum { MAX_ROWS = 4 };

/* A setting within one mark, from its first to its last value; strings of the log. */
typedef struct
{
  const char *setting, *from, *to;
} Change;

typedef struct
{
  double from_x, to_x;
  int n;
  Change changes[SL_MAX_CHANGES];
} Cluster;

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

static void
cluster_add (Cluster *cluster, double x, const SlEvent *event)
{
  if (cluster->n == 0)
    cluster->from_x = x;
  cluster->to_x = x;
  for (int i = 0; i < cluster->n; i++) {
    if (strcmp (cluster->changes[i].setting, event->setting) == 0) {
      cluster->changes[i].to = event->to;
      return;
    }
  }
  if (cluster->n < SL_MAX_CHANGES)
    cluster->changes[cluster->n++] = (Change){event->setting, event->from, event->to};
}

static char *
change_text (const Change *change)
{
  const SlSetting *setting = sl_setting_find (change->setting, NULL);
  g_autofree char *from = sl_phrase_changed_value (setting, change->from);
  g_autofree char *to = sl_phrase_changed_value (setting, change->to);
  g_autofree char *name = NULL;

  if (strcmp (change->setting, "lambda") == 0)
    name = g_strdup ("λ");
  else
    name = sl_phrase_lower (setting != NULL ? _ (setting->name) : change->setting);
  if (strcmp (from, to) == 0)
    return g_strdup_printf (_ ("%s back to %s"), name, to);
  return g_strdup_printf ("%s %s → %s", name, from, to);
}

static void
close_cluster (SlChangeMarks *marks, Cluster *cluster)
{
  if (cluster->n > 0 && marks->n < SL_MAX_CHANGE_MARKS) {
    SlChangeMark *mark = &marks->marks[marks->n++];
    *mark = (SlChangeMark){.from_x = cluster->from_x, .to_x = cluster->to_x};
    for (int i = 0; i < cluster->n; i++)
      mark->texts[mark->n++] = change_text (&cluster->changes[i]);
  }
  cluster->n = 0;
}

static SlBox
texts_size (SlKit *kit, const SlChangeMark *mark)
{
  SlBox box = {.height = mark->n * sl_text_height (kit, SL_TEXT_LABEL)};

  for (int i = 0; i < mark->n; i++)
    box.width = fmax (box.width, sl_text_width (kit, SL_TEXT_LABEL, mark->texts[i]));
  return box;
}

static gboolean
is_free (const SlChangeMarks *marks, int before, const SlBox *box)
{
  for (int i = 0; i < before; i++)
    if (marks->marks[i].placed && sl_box_overlaps (&marks->marks[i].box, box))
      return FALSE;
  return TRUE;
}

/* To the right of the line, else to its left; lower when an earlier text is there. */
static void
place_texts (SlKit *kit, SlChangeMarks *marks, int i, const SlBox *area)
{
  SlChangeMark *mark = &marks->marks[i];
  double line = sl_text_height (kit, SL_TEXT_LABEL), gap = 0.4 * kit->em;
  SlBox box = texts_size (kit, mark);

  for (int row = 0; row < MAX_ROWS && !mark->placed; row++) {
    box.y = area->y + 0.3 * kit->em + row * line;
    if (box.y + box.height > area->y + area->height)
      return;
    double places[] = {mark->to_x + gap, mark->from_x - gap - box.width};
    for (int k = 0; k < 2 && !mark->placed; k++) {
      box.x = places[k];
      gboolean inside =
          box.x >= area->x && box.x + box.width <= area->x + area->width + kit->em;
      if (!inside || !is_free (marks, i, &box))
        continue;
      mark->box = box;
      mark->placed = TRUE;
    }
  }
}

void
sl_change_marks_find (SlKit *kit,
                      SlChangeMarks *marks,
                      const SlSnapshot *snapshot,
                      const SlFrame *frame)
{
  Cluster cluster = {0};
  double near = sl_text_width (kit, SL_TEXT_LABEL, "λ 0.0003 → 0.001") + kit->em;

  marks->n = 0;
  for (size_t i = 0; i < snapshot->events.n; i++) {
    const SlEvent *event = sl_log_item (&snapshot->events, i);
    double x = sl_scale_map (&frame->x, event_epoch (snapshot, event));
    /* Measured from the first change: a steady drag must not swallow the whole axis. */
    if (cluster.n > 0 && x - cluster.from_x >= near)
      close_cluster (marks, &cluster);
    cluster_add (&cluster, x, event);
  }
  close_cluster (marks, &cluster);
  for (int i = 0; i < marks->n; i++)
    place_texts (kit, marks, i, &frame->area);
}

void
sl_change_marks_clear (SlChangeMarks *marks)
{
  for (int i = 0; i < marks->n; i++)
    for (int k = 0; k < marks->marks[i].n; k++)
      g_free (marks->marks[i].texts[k]);
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
  double line = sl_text_height (kit, SL_TEXT_LABEL);

  for (int i = 0; i < marks->n; i++) {
    const SlChangeMark *mark = &marks->marks[i];
    for (int k = 0; mark->placed && k < mark->n; k++)
      sl_text_draw (kit, &(SlText){.string = mark->texts[k],
                                   .color = sl_style_ink (kit->theme, SL_INK_TEXT),
                                   .x = mark->box.x,
                                   .y = mark->box.y + k * line});
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
