/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include "ui/plots/frame.h"

G_BEGIN_DECLS

enum { SL_MAX_CHANGE_MARKS = 48 };

/** SlChangeMark: a setting that changed. Changes of one setting so close together that
 * their texts would overlap are one mark: from the first value to the last. */
typedef struct
{
  const char *setting, *from, *to; /* Borrowed from the log */
  double from_x, to_x;             /* px of the first and the last change */
  char *text;                      /* Owned: "λ 0.0003 → 0.001" */
  SlBox box;                       /* of the text, when it was placed */
  gboolean placed;
} SlChangeMark;

typedef struct
{
  int n;
  SlChangeMark marks[SL_MAX_CHANGE_MARKS];
} SlChangeMarks;

/** sl_change_marks_find: @marks: (out) the changes of @snapshot on the x axis of @frame,
 * with places for their texts inside its area; clear with sl_change_marks_clear(). */
void sl_change_marks_find (SlKit *kit,
                           SlChangeMarks *marks,
                           const SlSnapshot *snapshot,
                           const SlFrame *frame);
void sl_change_marks_clear (SlChangeMarks *marks);

/** sl_change_marks_draw_lines: a line from top to bottom of @area for each change; a band
 * where changes were merged. */
void
sl_change_marks_draw_lines (SlKit *kit, const SlChangeMarks *marks, const SlBox *area);

/** sl_change_marks_draw_texts: the texts that found a place. */
void sl_change_marks_draw_texts (SlKit *kit, const SlChangeMarks *marks);

/** sl_change_marks_obstacles: @boxes: (out) (SL_MAX_CHANGE_MARKS) where texts stand.
 * Returns how many. */
int sl_change_marks_obstacles (const SlChangeMarks *marks, SlBox *boxes);

G_END_DECLS
