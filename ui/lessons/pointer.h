/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/** SlPointer: points at one widget of the window: a calm outline around it, scrolled into
 * view. */
typedef struct SlPointer SlPointer;

SlPointer *sl_pointer_new (void);
void sl_pointer_free (SlPointer *self); /* (nullable) points at nothing any more */

/** sl_pointer_point: @widget: (nullable) what is pointed at from now on. */
void sl_pointer_point (SlPointer *self, GtkWidget *widget);

/** sl_pointer_name: (static) Returns (transfer full) the widget name by which a look of
 * @kind at @id is found: "sl-control-lambda"; NULL for kinds without one. */
char *sl_pointer_name (SlLessonLookKind kind, const char *id);

/** sl_pointer_set_name: gives @widget that name, and with it its place in lessons. */
void sl_pointer_set_name (GtkWidget *widget, SlLessonLookKind kind, const char *id);

/** sl_pointer_find: Returns (transfer none) (nullable) the widget of that name, or with
 * the action "win.ID", below @root. */
GtkWidget *sl_pointer_find (GtkWidget *root, SlLessonLookKind kind, const char *id);

G_END_DECLS
