/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/readout-bar.h"
#include "ui/lessons/pointer.h"
#include <glib/gi18n-lib.h>

enum {
  N_READOUTS = 8,
  ROWS = 2,   /* of the narrow arrangement */
  GAP = 18,   /* px between columns, wide */
  TIGHT = 12, /* px between columns, narrow */
  INNER = 6,  /* px between caption and value, narrow */
  VALUE_CHARS = 7,
  BRIEF_FIRST = 1, /* scores and shares of zeros alone: columns of two */
  BRIEF_END = 3
};

struct _SlReadoutBar
{
  GtkWidget parent_instance;

  /* Owned */
  GtkWidget *captions[N_READOUTS];
  GtkWidget *values[N_READOUTS];

  int first, end; /* columns of two that are shown */
};

G_DEFINE_FINAL_TYPE (SlReadoutBar, sl_readout_bar, GTK_TYPE_WIDGET)

static int
natural (GtkWidget *widget, GtkOrientation orientation)
{
  int size;

  gtk_widget_measure (widget, orientation, -1, NULL, &size, NULL, NULL);
  return size;
}

/* Width of column @c and the widths of its two halves, narrow. */
static int
narrow_column (SlReadoutBar *self, int c, int *caption, int *value)
{
  *caption = *value = 0;
  for (int i = c * ROWS; i < (c + 1) * ROWS; i++) {
    *caption = MAX (*caption, natural (self->captions[i], GTK_ORIENTATION_HORIZONTAL));
    *value = MAX (*value, natural (self->values[i], GTK_ORIENTATION_HORIZONTAL));
  }
  return *caption + INNER + *value;
}

static int
narrow_width (SlReadoutBar *self)
{
  int width = (self->end - self->first - 1) * TIGHT, caption, value;

  for (int c = self->first; c < self->end; c++)
    width += narrow_column (self, c, &caption, &value);
  return width;
}

static int
wide_column (SlReadoutBar *self, int i)
{
  return MAX (natural (self->captions[i], GTK_ORIENTATION_HORIZONTAL),
              natural (self->values[i], GTK_ORIENTATION_HORIZONTAL));
}

static int
wide_width (SlReadoutBar *self)
{
  int width = ((self->end - self->first) * ROWS - 1) * GAP;

  for (int i = self->first * ROWS; i < self->end * ROWS; i++)
    width += wide_column (self, i);
  return width;
}

static int
line_height (SlReadoutBar *self)
{
  return MAX (natural (self->captions[0], GTK_ORIENTATION_VERTICAL),
              natural (self->values[0], GTK_ORIENTATION_VERTICAL));
}

static void
place (GtkWidget *widget, int x, int y, int width, int height)
{
  GtkAllocation area = {x, y, width, height};

  gtk_widget_size_allocate (widget, &area, -1);
}

static void
place_wide (SlReadoutBar *self, int width, int height)
{
  int line = line_height (self), top = (height - ROWS * line) / 2;
  int x = width - wide_width (self);

  for (int i = self->first * ROWS; i < self->end * ROWS; i++) {
    int w = wide_column (self, i);

    place (self->captions[i], x, top, w, line);
    place (self->values[i], x, top + line, w, line);
    x += w + GAP;
  }
}

static void
place_narrow (SlReadoutBar *self, int width, int height)
{
  int line = line_height (self), top = (height - ROWS * line) / 2;
  int x = MAX (width - narrow_width (self), 0);

  for (int c = self->first; c < self->end; c++) {
    int caption, value, w = narrow_column (self, c, &caption, &value);

    for (int r = 0; r < ROWS; r++) {
      int y = top + r * line;

      place (self->captions[c * ROWS + r], x, y, caption, line);
      place (self->values[c * ROWS + r], x + caption + INNER, y, value, line);
    }
    x += w + TIGHT;
  }
}

static void
sl_readout_bar_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SlReadoutBar *self = SL_READOUT_BAR (widget);

  if (width >= wide_width (self))
    place_wide (self, width, height);
  else
    place_narrow (self, width, height);
}

static void
sl_readout_bar_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural_size,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  SlReadoutBar *self = SL_READOUT_BAR (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL) {
    *minimum = *natural_size = ROWS * line_height (self);
  } else {
    *minimum = narrow_width (self);
    *natural_size = wide_width (self);
  }
}

static void
sl_readout_bar_dispose (GObject *object)
{
  SlReadoutBar *self = SL_READOUT_BAR (object);

  for (int i = 0; i < N_READOUTS; i++) {
    g_clear_pointer (&self->captions[i], gtk_widget_unparent);
    g_clear_pointer (&self->values[i], gtk_widget_unparent);
  }
  G_OBJECT_CLASS (sl_readout_bar_parent_class)->dispose (object);
}

static void
sl_readout_bar_class_init (SlReadoutBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_readout_bar_dispose;
  widget_class->measure = sl_readout_bar_measure;
  widget_class->size_allocate = sl_readout_bar_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "readouts");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
set_value (GtkWidget *value, const char *name, const char *text)
{
  if (g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (value)), text) == 0)
    return;
  gtk_inscription_set_text (GTK_INSCRIPTION (value), text);
  /* GTK takes a new text for a new name. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (name), -1);
}

static void
sl_readout_bar_init (SlReadoutBar *self)
{
  self->end = N_READOUTS / ROWS;
  gsize n;
  const SlReadout *table = sl_readouts (&n);

  g_assert (n == N_READOUTS);
  for (gsize i = 0; i < n; i++) {
    /* The name is on the value; a second label of the same name would be in the way. */
    self->captions[i] =
        g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                      "label", _ (table[i].name), "xalign", 0.0f, NULL);
    gtk_widget_add_css_class (self->captions[i], "sl-caption");
    gtk_widget_set_tooltip_text (self->captions[i], _ (table[i].summary));
    gtk_widget_set_parent (self->captions[i], GTK_WIDGET (self));
    /* An inscription takes a new text without asking for a new layout of the window. */
    self->values[i] = g_object_new (GTK_TYPE_INSCRIPTION, "min-chars", VALUE_CHARS,
                                    "nat-chars", VALUE_CHARS, "xalign", 0.0f, NULL);
    gtk_widget_add_css_class (self->values[i], "sl-value");
    gtk_widget_add_css_class (self->values[i], "numeric");
    sl_pointer_set_name (self->values[i], SL_LESSON_LOOK_READOUT, table[i].id);
    gtk_widget_set_parent (self->values[i], GTK_WIDGET (self));
    set_value (self->values[i], table[i].name, "–");
  }
}

void
sl_readout_bar_show (SlReadoutBar *self, const SlSnapshot *snapshot)
{
  gsize n;
  const SlReadout *table = sl_readouts (&n);
  const SlHistoryRow *row = snapshot != NULL ? sl_snapshot_last (snapshot) : NULL;

  g_return_if_fail (SL_IS_READOUT_BAR (self));

  for (gsize i = 0; i < n; i++) {
    g_autofree char *text = row != NULL ? table[i].text (snapshot, row) : g_strdup ("–");

    set_value (self->values[i], table[i].name, text);
  }
}

void
sl_readout_bar_describe (SlReadoutBar *self, const SlSnapshot *snapshot)
{
  gsize n;
  const SlReadout *table = sl_readouts (&n);
  const SlHistoryRow *row = snapshot != NULL ? sl_snapshot_last (snapshot) : NULL;

  g_return_if_fail (SL_IS_READOUT_BAR (self));

  for (gsize i = 0; i < n; i++) {
    g_autofree char *detail = row != NULL ? table[i].detail (snapshot, row) : NULL;
    g_autofree char *tooltip =
        detail != NULL ? g_strdup_printf ("%s\n%s", _ (table[i].summary), detail)
                       : g_strdup (_ (table[i].summary));

    gtk_widget_set_tooltip_text (self->values[i], tooltip);
    gtk_widget_set_tooltip_text (self->captions[i], tooltip);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->values[i]),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    detail != NULL ? detail : _ (table[i].summary), -1);
  }
}

void
sl_readout_bar_set_brief (SlReadoutBar *self, gboolean brief)
{
  g_return_if_fail (SL_IS_READOUT_BAR (self));

  self->first = brief ? BRIEF_FIRST : 0;
  self->end = brief ? BRIEF_END : N_READOUTS / ROWS;
  for (int i = 0; i < N_READOUTS; i++) {
    gboolean shown = i / ROWS >= self->first && i / ROWS < self->end;

    gtk_widget_set_child_visible (self->captions[i], shown);
    gtk_widget_set_child_visible (self->values[i], shown);
  }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
