/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/sidebar.h"
#include "ui/widgets/columns-row.h"
#include "ui/widgets/penalty-section.h"
#include "ui/widgets/preset-row.h"
#include "ui/widgets/setting-row.h"
#include "ui/widgets/target-row.h"
#include <glib/gi18n-lib.h>

struct _SlSidebar
{
  AdwBin parent_instance;

  /* Template */
  SlPenaltySection *penalty;
  SlPresetRow *preset;
  AdwActionRow *parts;
  GtkLabel *shape;
  SlTargetRow *target;
  SlColumnsRow *columns;
  SlSettingRow *task, *missing, *categories, *marks; /* only for a learner's own file */

  /* Borrowed: only for data sets that take it */
  SlSettingRow *options[SL_N_DATA_OPTIONS];

  /* Owned, nullable: the data whose counts are shown */
  SlProblem *problem;
};

G_DEFINE_FINAL_TYPE (SlSidebar, sl_sidebar, ADW_TYPE_BIN)

static void
show_problem (SlSidebar *self, const SlProblem *problem)
{
  const SlDataset *dataset = problem->dataset;
  g_autofree char *train = sl_number_count (problem->train.n);
  g_autofree char *test = sl_number_count (problem->test.n);
  g_autofree char *rows = g_strdup_printf (_ ("%s train · %s test"), train, test);
  g_autofree char *inputs = NULL, *classes = NULL, *shape = NULL;

  inputs = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d input", "%d inputs", (gulong) dataset->d),
      dataset->d);
  if (dataset->task == SL_TASK_REGRESSION)
    classes = g_strdup_printf (_ ("predicts %s"), dataset->target);
  else
    classes = g_strdup_printf (_ ("%d classes"), dataset->n_classes);
  shape = g_strdup_printf ("%s, %s", inputs, classes);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->parts), rows);
  gtk_label_set_text (self->shape, shape);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->parts),
                               sl_dataset_source (problem->source));
  sl_target_row_show (self->target, problem->source);
  sl_columns_row_show (self->columns, problem->source);
}

static void
snapshot_changed_cb (SlSession *session, SlSidebar *self)
{
  const SlSnapshot *snapshot = sl_session_snapshot (session);

  if (snapshot->problem == NULL || snapshot->problem == self->problem)
    return;
  g_clear_pointer (&self->problem, sl_problem_unref);
  self->problem = sl_problem_ref (snapshot->problem);
  show_problem (self, snapshot->problem);
}

static void
config_changed_cb (SlSession *session, const char *id, SlSidebar *self)
{
  const SlConfig *config = sl_session_config (session);
  gboolean is_file = config->file.path != NULL;

  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->options[i]),
                            config->dataset->options[i].has);

  gtk_widget_set_visible (GTK_WIDGET (self->task), is_file);
  gtk_widget_set_visible (GTK_WIDGET (self->missing), is_file);
  gtk_widget_set_visible (GTK_WIDGET (self->categories), is_file);
  gtk_widget_set_visible (GTK_WIDGET (self->marks), is_file);
}

static void
sl_sidebar_dispose (GObject *object)
{
  g_clear_pointer (&SL_SIDEBAR (object)->problem, sl_problem_unref);
  G_OBJECT_CLASS (sl_sidebar_parent_class)->dispose (object);
}

static void
sl_sidebar_class_init (SlSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_sidebar_dispose;
  g_type_ensure (SL_TYPE_PENALTY_SECTION);
  g_type_ensure (SL_TYPE_PRESET_ROW);
  g_type_ensure (SL_TYPE_SETTING_ROW);
  g_type_ensure (SL_TYPE_TARGET_ROW);
  g_type_ensure (SL_TYPE_COLUMNS_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, SlSidebar, penalty);
  gtk_widget_class_bind_template_child (widget_class, SlSidebar, preset);
  gtk_widget_class_bind_template_child (widget_class, SlSidebar, parts);
  gtk_widget_class_bind_template_child (widget_class, SlSidebar, shape);
  gtk_widget_class_bind_template_child (widget_class, SlSidebar, target);
  gtk_widget_class_bind_template_child (widget_class, SlSidebar, columns);
  gtk_widget_class_bind_template_child (widget_class, SlSidebar, task);
  gtk_widget_class_bind_template_child (widget_class, SlSidebar, missing);
  gtk_widget_class_bind_template_child (widget_class, SlSidebar, categories);
  gtk_widget_class_bind_template_child (widget_class, SlSidebar, marks);
}

/* One row for each option of made data sets, above what came of them. */
static void
add_options (SlSidebar *self)
{
  GtkListBoxRow *parts = GTK_LIST_BOX_ROW (self->parts);
  GtkListBox *rows = GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (parts)));

  for (int i = 0; i < SL_N_DATA_OPTIONS; i++) {
    self->options[i] = g_object_new (SL_TYPE_SETTING_ROW, "setting",
                                     sl_data_options[i].id, "visible", FALSE, NULL);
    gtk_list_box_insert (rows, GTK_WIDGET (self->options[i]),
                         gtk_list_box_row_get_index (parts));
  }
}

static void
sl_sidebar_init (SlSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_options (self);
}

/* Gives the session to every row of a setting below @widget. */
static void
connect_rows (GtkWidget *widget, SlSession *session)
{
  if (SL_IS_SETTING_ROW (widget)) {
    sl_setting_row_set_session (SL_SETTING_ROW (widget), session);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    connect_rows (child, session);
}

void
sl_sidebar_set_session (SlSidebar *self, SlSession *session)
{
  g_return_if_fail (SL_IS_SIDEBAR (self));

  sl_penalty_section_set_session (self->penalty, session);
  sl_preset_row_set_session (self->preset, session);
  connect_rows (GTK_WIDGET (self), session);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb),
                           self, 0);
  config_changed_cb (session, NULL, self);
  if (sl_session_snapshot (session) != NULL)
    snapshot_changed_cb (session, self);
}

void
sl_sidebar_set_folded (SlSidebar *self, gboolean folded)
{
  GtkWidget *penalty, *sections;

  g_return_if_fail (SL_IS_SIDEBAR (self));

  penalty = GTK_WIDGET (self->penalty);
  sections = gtk_widget_get_parent (penalty);
  for (GtkWidget *child = gtk_widget_get_first_child (sections); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, !folded || child == penalty);
}
