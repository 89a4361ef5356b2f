/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pages/path.h"
#include "ui/widgets/path-bar.h"
#include "ui/widgets/plot-area.h"
#include <glib/gi18n-lib.h>
#include <math.h>

/* What shows the path's own model first, by kind of path, and the live run. */
static const char *const model_figures[] = {"weights", "coefficients"};
#define LIVE_FIGURE "histogram"

/* Of λ, as on the slider. */
enum { DIGITS = 3 };

struct _SlPathPage
{
  SlPage parent_instance;

  /* Template */
  SlPathBar *bar;
  GtkBox *path_side, *model_side, *live_side;
  GtkLabel *model_heading, *model_words;

  SlPlotCard *path, *model, *live; /* Borrowed */
  gboolean exact;                  /* kind of the model on screen */
  double drag_from;                /* px of the pointer when it was pressed */
};

G_DEFINE_FINAL_TYPE (SlPathPage, sl_path_page, SL_TYPE_PAGE)

const SlPageType sl_page_path = {
    .kind = {"path", N_ ("Path"), N_ ("See what every strength λ does, and choose one")},
    .get_type = sl_path_page_get_type,
};

static const SlFigureType *
figure_by_id (const char *id)
{
  return (const SlFigureType *) sl_kind_find (sl_figures (), id, NULL);
}

static SlPathResult *
path_of (SlPathPage *self)
{
  SlSession *session = sl_page_session (SL_PAGE (self));

  return session != NULL ? sl_session_path (session) : NULL;
}

/* λ as the learner wants it: the cursor does not wait for the worker. */
static double
wanted_lambda (SlPathPage *self)
{
  return sl_config_lambda (sl_session_config (sl_page_session (SL_PAGE (self))));
}

/* The row the cursor is at; -1 when there is no path. */
static int
present_row (SlPathPage *self)
{
  SlPathResult *path = path_of (self);

  return path != NULL ? sl_path_result_nearest (path, wanted_lambda (self)) : -1;
}

static void
use_row (SlPathPage *self, int row)
{
  SlPathResult *path = path_of (self);

  if (path != NULL && path->n > 0)
    sl_path_bar_use_lambda (self->bar, path->rows[CLAMP (row, 0, path->n - 1)].lambda);
}

static char *
score_text (const SlSnapshot *model, double score)
{
  gboolean classes = model->problem->dataset->n_classes > 0;
  g_autofree char *number =
      isnan (score) ? g_strdup ("–") : sl_number_text (classes ? 100 * score : score, 3);

  return classes && !isnan (score) ? g_strdup_printf (_ ("%s %%"), number)
                                   : g_steal_pointer (&number);
}

/* "7 of 10 weights not zero", and below "R²: train 0.51, test 0.43" */
static char *
model_sentence (SlPathResult *path, int row)
{
  const SlSnapshot *model = path->rows[row].model;
  const SlHistoryRow *end = model != NULL ? sl_snapshot_last (model) : NULL;
  g_autofree char *count = sl_number_count (path->rows[row].nonzeros);

  if (end == NULL)
    return g_strdup_printf (_ ("%s weights not zero\n…"), count);
  g_autofree char *all = sl_number_count (end->weights);
  g_autofree char *train = score_text (model, end->train_score);
  g_autofree char *test = score_text (model, end->test_score);
  const char *name = model->problem->dataset->n_classes > 0 ? _ ("accuracy") : _ ("R²");
  return g_strdup_printf (_ ("%s of %s weights not zero\n%s: train %s, test %s"), count,
                          all, name, train, test);
}

/* The figure that was chosen for one kind of path makes place for the other's. */
static void
show_kind (SlPathPage *self, gboolean exact)
{
  if (sl_plot_card_figure (self->model) == figure_by_id (model_figures[self->exact]))
    sl_plot_card_set_figure (self->model, figure_by_id (model_figures[exact]));
  self->exact = exact;
}

/* A new text would become the accessible name. */
static void
set_text (GtkLabel *label, const char *text, const char *name)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) == 0)
    return;
  gtk_label_set_text (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
show_model (SlPathPage *self)
{
  SlPathResult *path = path_of (self);
  int row = present_row (self);
  g_autofree char *heading = NULL, *words = NULL, *lambda = NULL;

  if (row < 0) {
    set_text (self->model_heading, _ ("Path"), _ ("Model of the path"));
    set_text (self->model_words, _ ("No path yet\n"), _ ("Scores of the path"));
    return;
  }
  lambda = sl_number_text (path->rows[row].lambda, DIGITS);
  heading = g_strdup_printf (_ ("Path at λ = %s"), lambda);
  words = model_sentence (path, row);
  set_text (self->model_heading, heading, _ ("Model of the path"));
  set_text (self->model_words, words, _ ("Scores of the path"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->model_words), words);
  show_kind (self, path->exact);
  if (path->rows[row].model != NULL &&
      sl_plot_card_snapshot (self->model) != path->rows[row].model)
    sl_plot_card_set_snapshot (self->model, path->rows[row].model);
}

static void
show_path (SlPathPage *self)
{
  SlPathResult *path = path_of (self);

  sl_plot_card_set_path (self->path, path, wanted_lambda (self));
  show_model (self);
}

static void
path_changed_cb (SlSession *session, SlPathPage *self)
{
  show_path (self);
}

static void
config_changed_cb (SlSession *session, const char *setting, SlPathPage *self)
{
  show_path (self);
}

/* λ goes to the row under the pointer. */
static void
drag_to (SlPathPage *self, double x)
{
  GtkWidget *area = sl_plot_card_area (self->path);
  SlTheme theme = sl_plot_area_theme ();
  double lambda =
      sl_figure_path_lambda_at (gtk_widget_get_width (area), gtk_widget_get_height (area),
                                sl_plot_card_view (self->path), &theme, x);

  if (sl_plot_card_figure (self->path)->has_path && !isnan (lambda))
    sl_path_bar_use_lambda (self->bar, lambda);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, SlPathPage *self)
{
  self->drag_from = x;
  drag_to (self, x);
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, SlPathPage *self)
{
  drag_to (self, self->drag_from + dx);
}

/* The row beside λ, which may itself lie beyond the path. */
static int
row_beside (SlPathPage *self, int direction)
{
  const SlPathResult *path = path_of (self);
  double lambda = wanted_lambda (self);
  int row = present_row (self);

  if (direction > 0 && lambda < 0.99 * path->rows[0].lambda)
    return 0;
  if (direction < 0 && lambda > 1.01 * path->rows[path->n - 1].lambda)
    return path->n - 1;
  return row + direction;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        SlPathPage *self)
{
  SlPathResult *path = path_of (self);
  gboolean plain = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) == 0;

  if (path == NULL || path->n == 0 || !plain ||
      !sl_plot_card_figure (self->path)->has_path)
    return FALSE;
  if (key == GDK_KEY_Left || key == GDK_KEY_KP_Left)
    use_row (self, row_beside (self, -1));
  else if (key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
    use_row (self, row_beside (self, +1));
  else if (key == GDK_KEY_Home || key == GDK_KEY_KP_Home)
    use_row (self, 0);
  else if (key == GDK_KEY_End || key == GDK_KEY_KP_End)
    use_row (self, path->n - 1);
  else
    return FALSE;
  return TRUE;
}

/* The picture of the path does not change with every snapshot, only with the run. */
static void
sl_path_page_snapshot_changed (SlPage *page, SlSnapshot *snapshot)
{
  SlPathPage *self = SL_PATH_PAGE (page);
  SlSnapshot *before = sl_plot_card_snapshot (self->path);

  if (before == NULL || before->run != snapshot->run ||
      before->n_layers != snapshot->n_layers || before->state != snapshot->state)
    sl_plot_card_set_snapshot (self->path, snapshot);
}

static void
sl_path_page_session_set (SlPage *page)
{
  SlPathPage *self = SL_PATH_PAGE (page);
  SlSession *session = sl_page_session (page);

  sl_path_bar_set_session (self->bar, session);
  g_signal_connect_object (session, "path-changed", G_CALLBACK (path_changed_cb), self,
                           0);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
  show_kind (self, sl_path_inexact (sl_session_config (session)) == NULL);
  show_path (self);
}

/* One card alone has the whole page. */
static void
sl_path_page_enlarged (SlPage *page, SlPlotCard *card)
{
  SlPathPage *self = SL_PATH_PAGE (page);
  gboolean all = card == NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->path_side), all || card == self->path);
  gtk_widget_set_visible (GTK_WIDGET (self->model_side), all || card == self->model);
  gtk_widget_set_visible (GTK_WIDGET (self->live_side), all || card == self->live);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->live_side)),
                          card != self->path);
}

static void
sl_path_page_class_init (SlPathPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  SL_PAGE_CLASS (klass)->session_set = sl_path_page_session_set;
  SL_PAGE_CLASS (klass)->snapshot_changed = sl_path_page_snapshot_changed;
  SL_PAGE_CLASS (klass)->enlarged = sl_path_page_enlarged;
  g_type_ensure (SL_TYPE_PATH_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/path.ui");
  gtk_widget_class_bind_template_child (widget_class, SlPathPage, bar);
  gtk_widget_class_bind_template_child (widget_class, SlPathPage, path_side);
  gtk_widget_class_bind_template_child (widget_class, SlPathPage, model_side);
  gtk_widget_class_bind_template_child (widget_class, SlPathPage, live_side);
  gtk_widget_class_bind_template_child (widget_class, SlPathPage, model_heading);
  gtk_widget_class_bind_template_child (widget_class, SlPathPage, model_words);
}

static void
add_hands (SlPathPage *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (sl_plot_card_area (self->path), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->path), keys);
}

static void
sl_path_page_init (SlPathPage *self)
{
  SlPage *page = SL_PAGE (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->exact = TRUE;
  self->path = sl_page_new_card (page, figure_by_id ("path"), FALSE);
  self->model = sl_page_new_card (page, figure_by_id (model_figures[TRUE]), FALSE);
  self->live = sl_page_new_card (page, figure_by_id (LIVE_FIGURE), TRUE);
  gtk_box_append (self->path_side, GTK_WIDGET (self->path));
  gtk_box_append (self->model_side, GTK_WIDGET (self->model));
  gtk_box_append (self->live_side, GTK_WIDGET (self->live));
  gtk_widget_set_vexpand (GTK_WIDGET (self->path), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->model), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->live), TRUE);
  add_hands (self);
}
