/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/compare-table.h"
#include "ui/widgets/plot-area.h"
#include "ui/widgets/readout-bar.h"
#include "ui/widgets/throttle.h"
#include <glib/gi18n-lib.h>

/* A label is read out when it changes: four times a second is the most, and once a second
 * for descriptions. */
#define VALUES_INTERVAL_MS       250
#define DESCRIPTIONS_INTERVAL_MS 1000

enum {
  MAX_RUNS = SL_MAX_COMPARED,
  PENALTY_PLACE = 5, /* column */
  VALUE_CHARS = 7,
  NAME_CHARS = 12,
  SWATCH_WIDTH = 30,
  SWATCH_HEIGHT = 12
};

/* The read-outs that tell runs apart; the others are on the way to them. */
static const char *const columns[] = {"Test score", "Exactly zero", "Near zero",
                                      "L1 norm", "L2 norm"};
enum { N_COLUMNS = G_N_ELEMENTS (columns) };

typedef struct
{
  GtkWidget *swatch, *name, *epoch, *by_penalty;
  GtkWidget *values[N_COLUMNS];
} Row;

struct _SlCompareTable
{
  AdwBin parent_instance;

  SlComparedSet *set; /* Owned, nullable */

  /* Borrowed */
  GtkWidget *setting; /* head of the names */
  Row rows[MAX_RUNS];
  GtkLabel *messages;
  const SlReadout *readouts[N_COLUMNS];

  SlThrottle values, descriptions;
};

G_DEFINE_FINAL_TYPE (SlCompareTable, sl_compare_table, ADW_TYPE_BIN)

static const SlSnapshot *
run_at (SlCompareTable *self, int i)
{
  return self->set != NULL && i < self->set->n ? self->set->runs->pinned[i] : NULL;
}

/* GTK takes a new text for a new name. */
static void
set_text (GtkWidget *value, const char *text)
{
  g_autofree char *name = NULL;

  if (g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (value)), text) == 0)
    return;
  gtk_inscription_set_text (GTK_INSCRIPTION (value), text);
  name = g_strdup (g_object_get_data (G_OBJECT (value), "name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (value), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

/* Even L2 shrinks a weight that nothing reaches until it is zero. */
static void
show_by_penalty (Row *row, const SlSnapshot *run)
{
  g_autofree char *text = NULL;

  if (run != NULL)
    text = sl_number_count (run->total.histogram.zeros -
                            run->total.histogram.zeros_unreached);
  set_text (row->by_penalty, text != NULL ? text : "–");
}

static void
show_row (SlCompareTable *self, int i, const SlSetting *setting)
{
  const SlSnapshot *run = run_at (self, i);
  const SlHistoryRow *row =
      run != NULL && run->n_layers > 0 ? sl_snapshot_last (run) : NULL;
  g_autofree char *name = run != NULL && setting != NULL
                              ? sl_peers_value (setting, &run->config)
                              : g_strdup ("–");
  g_autofree char *label = g_strdup_printf ("%c · %s", 'A' + i, name);
  g_autofree char *epoch = row != NULL ? sl_number_count (run->epoch) : g_strdup ("–");

  set_text (self->rows[i].name, label);
  gtk_widget_set_tooltip_text (self->rows[i].name, label);
  set_text (self->rows[i].epoch, epoch);
  show_by_penalty (&self->rows[i], row != NULL ? run : NULL);
  for (int c = 0; c < N_COLUMNS; c++) {
    g_autofree char *text =
        row != NULL ? self->readouts[c]->text (run, row) : g_strdup ("–");

    set_text (self->rows[i].values[c], text);
  }
}

/* "B: Training diverged …" for every run that cannot go on by itself. */
static void
show_messages (SlCompareTable *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < MAX_RUNS; i++) {
    const SlSnapshot *run = run_at (self, i);

    if (run != NULL && run->message != NULL)
      g_string_append_printf (text, "%s%c: %s", text->len > 0 ? "\n" : "", 'A' + i,
                              run->message);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->messages), text->len > 0);
  if (g_strcmp0 (gtk_label_get_text (self->messages), text->str) != 0)
    gtk_label_set_text (self->messages, text->str);
}

static void
show_values (gpointer data)
{
  SlCompareTable *self = data;
  const SlSetting *setting =
      self->set != NULL ? sl_peers_setting (self->set->runs) : NULL;

  gtk_label_set_text (GTK_LABEL (self->setting),
                      setting != NULL ? _ (setting->name) : _ ("Run"));
  for (int i = 0; i < MAX_RUNS; i++)
    if (run_at (self, i) != NULL)
      show_row (self, i, setting);
  show_messages (self);
}

static void
show_descriptions (gpointer data)
{
  SlCompareTable *self = data;

  for (int i = 0; i < MAX_RUNS; i++) {
    const SlSnapshot *run = run_at (self, i);
    const SlHistoryRow *row =
        run != NULL && run->n_layers > 0 ? sl_snapshot_last (run) : NULL;

    for (int c = 0; row != NULL && c < N_COLUMNS; c++) {
      GtkWidget *value = self->rows[i].values[c];
      g_autofree char *detail = self->readouts[c]->detail (run, row);
      const char *text = detail != NULL ? detail : _ (self->readouts[c]->summary);

      gtk_widget_set_tooltip_text (value, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (value),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
  }
}

/* The run's line as in the figures. */
static void
draw_swatch_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  SlTheme theme = sl_plot_area_theme ();
  int run = GPOINTER_TO_INT (data);
  SlStroke stroke = {.color = sl_style_run_fill (&theme, run),
                     .width = 2.2,
                     .dash = sl_style_run_dash (run)};
  g_auto (SlKit) kit = {0};

  sl_kit_init (&kit, cr, &theme);
  sl_mark_line (&kit, 1, height / 2.0, width - 1, height / 2.0, &stroke);
}

static void
style_changed_cb (GObject *style, GParamSpec *pspec, SlCompareTable *self)
{
  for (int i = 0; i < MAX_RUNS; i++)
    gtk_widget_queue_draw (self->rows[i].swatch);
}

static GtkWidget *
new_head (const char *text, const char *tip, float xalign)
{
  GtkWidget *head =
      g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", xalign, "accessible-role",
                    GTK_ACCESSIBLE_ROLE_PRESENTATION, "tooltip-text", tip, NULL);

  gtk_widget_add_css_class (head, "sl-caption");
  return head;
}

/* An inscription takes a new text without asking for a new layout of the window. */
static GtkWidget *
new_value (int run, const char *column, int chars, float xalign)
{
  GtkWidget *value = g_object_new (
      GTK_TYPE_INSCRIPTION, "min-chars", chars, "nat-chars", chars, "xalign", xalign,
      "hexpand", TRUE, "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (value, "numeric");
  g_object_set_data_full (G_OBJECT (value), "name",
                          g_strdup_printf ("%c: %s", 'A' + run, column), g_free);
  set_text (value, "–");
  return value;
}

/* Column of the grid: the zeros by the penalty stand behind all zeros. */
static int
place_of (int column)
{
  return 3 + column + (3 + column >= PENALTY_PLACE);
}

/* Until there is more to say, a value is explained as its column is. */
static GtkWidget *
attach_value (GtkGrid *grid, GtkWidget *value, int column, int i)
{
  GtkWidget *head = gtk_grid_get_child_at (grid, column, 0);

  gtk_widget_set_tooltip_text (value, gtk_widget_get_tooltip_text (head));
  gtk_grid_attach (grid, value, column, i + 1, 1, 1);
  return value;
}

static void
make_row (SlCompareTable *self, GtkGrid *grid, int i)
{
  Row *row = &self->rows[i];

  row->swatch = gtk_drawing_area_new ();
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (row->swatch), SWATCH_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (row->swatch), SWATCH_HEIGHT);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (row->swatch), draw_swatch_cb,
                                  GINT_TO_POINTER (i), NULL);
  gtk_grid_attach (grid, row->swatch, 0, i + 1, 1, 1);
  row->name = attach_value (grid, new_value (i, _ ("Run"), NAME_CHARS, 0.0f), 1, i);
  row->epoch = attach_value (grid, new_value (i, _ ("Epoch"), 5, 1.0f), 2, i);
  row->by_penalty = attach_value (
      grid, new_value (i, _ ("By the penalty"), VALUE_CHARS, 1.0f), PENALTY_PLACE, i);
  for (int c = 0; c < N_COLUMNS; c++)
    row->values[c] =
        attach_value (grid, new_value (i, _ (self->readouts[c]->name), VALUE_CHARS, 1.0f),
                      place_of (c), i);
}

static void
find_readouts (SlCompareTable *self)
{
  gsize n;
  const SlReadout *table = sl_readouts (&n);

  for (int c = 0; c < N_COLUMNS; c++)
    for (gsize i = 0; i < n; i++)
      if (g_str_equal (table[i].name, columns[c]))
        self->readouts[c] = &table[i];
}

static void
sl_compare_table_dispose (GObject *object)
{
  SlCompareTable *self = SL_COMPARE_TABLE (object);

  sl_throttle_clear (&self->values);
  sl_throttle_clear (&self->descriptions);
  g_clear_pointer (&self->set, sl_compared_set_unref);
  G_OBJECT_CLASS (sl_compare_table_parent_class)->dispose (object);
}

static void
sl_compare_table_class_init (SlCompareTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sl_compare_table_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass),
                                        GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sl_compare_table_init (SlCompareTable *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *grid = gtk_grid_new ();
  AdwStyleManager *style = adw_style_manager_get_default ();

  find_readouts (self);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 10);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  self->setting =
      new_head (_ ("Run"), _ ("The setting in which the runs differ, and its value."), 0);
  gtk_grid_attach (GTK_GRID (grid), self->setting, 0, 0, 2, 1);
  gtk_grid_attach (
      GTK_GRID (grid),
      new_head (_ ("Epoch"), _ ("How often the run has seen all training rows."), 1), 2,
      0, 1, 1);
  for (int c = 0; c < N_COLUMNS; c++)
    gtk_grid_attach (
        GTK_GRID (grid),
        new_head (_ (self->readouts[c]->name), _ (self->readouts[c]->summary), 1),
        place_of (c), 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid),
                   new_head (_ ("By the penalty"),
                             _ ("How many of the weights that are 0 the penalty made so; "
                                "nothing reaches the others."),
                             1),
                   PENALTY_PLACE, 0, 1, 1);
  for (int i = 0; i < MAX_RUNS; i++)
    make_row (self, GTK_GRID (grid), i);
  self->messages = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->messages, TRUE);
  gtk_label_set_xalign (self->messages, 0.0f);
  gtk_widget_add_css_class (GTK_WIDGET (self->messages), "sl-trouble");
  gtk_widget_set_visible (GTK_WIDGET (self->messages), FALSE);
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->messages));
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "sl-compared");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Runs in numbers"), -1);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_changed_cb), self, 0);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_changed_cb),
                           self, 0);
  sl_throttle_init (&self->values, VALUES_INTERVAL_MS, show_values, self);
  sl_throttle_init (&self->descriptions, DESCRIPTIONS_INTERVAL_MS, show_descriptions,
                    self);
}

static void
show_rows (SlCompareTable *self, int n)
{
  for (int i = 0; i < MAX_RUNS; i++) {
    gtk_widget_set_visible (self->rows[i].swatch, i < n);
    gtk_widget_set_visible (self->rows[i].name, i < n);
    gtk_widget_set_visible (self->rows[i].epoch, i < n);
    gtk_widget_set_visible (self->rows[i].by_penalty, i < n);
    for (int c = 0; c < N_COLUMNS; c++)
      gtk_widget_set_visible (self->rows[i].values[c], i < n);
  }
}

void
sl_compare_table_show (SlCompareTable *self, SlComparedSet *set)
{
  gboolean still = TRUE;
  int n = self->set != NULL ? self->set->n : -1;

  g_return_if_fail (SL_IS_COMPARE_TABLE (self));

  if (set == NULL)
    return; /* the rows stay until there are others */
  g_clear_pointer (&self->set, sl_compared_set_unref);
  self->set = sl_compared_set_ref (set);
  if (set->n != n)
    show_rows (self, set->n);
  for (int i = 0; i < set->n; i++)
    still = still && set->runs->pinned[i]->state != SL_RUN_PLAYING;
  sl_throttle_request (&self->values, still || set->n != n);
  sl_throttle_request (&self->descriptions, still || set->n != n);
}
