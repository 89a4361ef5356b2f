/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/path-bar.h"
#include "ui/widgets/focus.h"
#include <glib/gi18n-lib.h>

struct _SlPathBar
{
  AdwBin parent_instance;

  /* Template */
  GtkButton *compute, *cancel;
  GtkProgressBar *progress;
  GtkBox *folds_box;
  GtkSpinButton *folds, *lambdas;
  GtkLabel *note;
  GtkLabel *min_value, *one_se_value;
  GtkButton *min_use, *one_se_use;

  SlSession *session; /* Owned, nullable until it is set */
  gboolean exact;     /* what the present settings ask for */
};

/* Of λ, as on the slider. */
enum { DIGITS = 3 };

G_DEFINE_FINAL_TYPE (SlPathBar, sl_path_bar, ADW_TYPE_BIN)

static gboolean
is_running (SlPathBar *self)
{
  SlPathResult *news = sl_session_path_news (self->session);

  return news != NULL && news->state <= SL_PATH_RUNNING;
}

/* What a press of the button would do, or is doing. */
static char *
plan (SlPathBar *self)
{
  const SlConfig *config = sl_session_config (self->session);
  SlSweepOptions sweep = sl_sweep_options_default ();
  int n = gtk_spin_button_get_value_as_int (self->lambdas);

  if (self->exact)
    return g_strdup_printf (_ ("Exact solutions for %d values of λ; %d-fold "
                               "cross-validation chooses one."),
                            n, gtk_spin_button_get_value_as_int (self->folds));
  if (config->hidden.n == 0)
    return g_strdup_printf (_ ("%s: the model is trained for %d values of λ."),
                            sl_path_inexact (config), n);
  return g_strdup_printf (_ ("The network is trained for %d values of λ, from the "
                             "smallest up: %d epochs, then %d for each."),
                          n, sweep.first_epochs, sweep.epochs);
}

/* Returns (transfer full) the line below the buttons. @warn: (out) something is amiss. */
static char *
make_note (SlPathBar *self, gboolean *warn)
{
  SlPathResult *path = sl_session_path (self->session);
  SlPathResult *news = sl_session_path_news (self->session);

  *warn = news != NULL && news->message != NULL;
  if (*warn)
    return g_strdup (news->message);
  if (is_running (self) || path == NULL || path->n == 0)
    return plan (self);
  *warn = !sl_path_result_is_current (path, sl_session_config (self->session));
  if (*warn)
    return g_strdup (_ ("Out of date: settings have changed since this path was "
                        "computed. Compute it anew."));
  if (path->state == SL_PATH_CANCELLED)
    return g_strdup_printf (_ ("Stopped after %d of %d values of λ."), path->n, path->m);
  return g_strdup (path->exact ? _ ("Drag the line in the picture, or press ← and →: λ "
                                    "follows.")
                               : _ ("Each λ went on from the weights of the smaller one "
                                    "before it. Drag the line, or press ← and →."));
}

/* A new text would become the accessible name. */
static void
set_text (GtkLabel *label, const char *text, const char *name)
{
  gtk_label_set_text (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
show_note (SlPathBar *self)
{
  gboolean warn;
  g_autofree char *note = make_note (self, &warn);

  set_text (self->note, note, _ ("State of the path"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note), note);
  if (warn)
    gtk_widget_add_css_class (GTK_WIDGET (self->note), "sl-amiss");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->note), "sl-amiss");
}

static void
show_choice (GtkLabel *value,
             GtkButton *use,
             const char *name,
             SlPathResult *path,
             int row)
{
  g_autofree char *text =
      row >= 0 ? sl_number_text (path->rows[row].lambda, DIGITS) : g_strdup ("–");

  set_text (value, text, name);
  gtk_widget_set_sensitive (GTK_WIDGET (use), row >= 0);
}

static void
show_choices (SlPathBar *self)
{
  SlPathResult *path = sl_session_path (self->session);

  show_choice (self->min_value, self->min_use, _ ("λ.min"), path,
               path != NULL ? path->min : -1);
  show_choice (self->one_se_value, self->one_se_use, _ ("λ.1se"), path,
               path != NULL ? path->one_se : -1);
}

static void
show_progress (SlPathBar *self)
{
  SlPathResult *news = sl_session_path_news (self->session);
  gboolean running = is_running (self);

  gtk_widget_set_visible (GTK_WIDGET (self->compute), !running);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), running);
  gtk_widget_set_opacity (GTK_WIDGET (self->progress), running ? 1.0 : 0.0);
  if (running) {
    sl_focus_leave (GTK_WIDGET (self->lambdas));
    sl_focus_leave (GTK_WIDGET (self->folds));
  }
  gtk_widget_set_sensitive (GTK_WIDGET (self->lambdas), !running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->folds), !running);
  gtk_progress_bar_set_fraction (self->progress, running ? news->progress : 0.0);
}

/* An exact path is fine by itself, and cheap; each λ of a network costs epochs. */
static void
show_kind (SlPathBar *self, gboolean first)
{
  gboolean exact = sl_path_inexact (sl_session_config (self->session)) == NULL;
  SlPathWish wish = sl_path_wish_default ();

  if (exact == self->exact && !first)
    return;
  self->exact = exact;
  gtk_widget_set_visible (GTK_WIDGET (self->folds_box), exact);
  gtk_spin_button_set_value (self->lambdas,
                             exact ? wish.grid.n_lambdas : wish.sweep.n_lambdas);
  if (first)
    gtk_spin_button_set_value (self->folds, wish.folds);
}

static void
compute_cb (GtkButton *button, SlPathBar *self)
{
  SlPathWish wish = sl_path_wish_default ();

  wish.folds = gtk_spin_button_get_value_as_int (self->folds);
  wish.grid.n_lambdas = wish.sweep.n_lambdas =
      gtk_spin_button_get_value_as_int (self->lambdas);
  sl_session_find_path (self->session, &wish);
  /* Whoever pressed it by the keyboard stands on the button that took its place. */
  gtk_widget_grab_focus (GTK_WIDGET (self->cancel));
}

static void
cancel_cb (GtkButton *button, SlPathBar *self)
{
  sl_session_stop_path (self->session);
}

static void
min_cb (GtkButton *button, SlPathBar *self)
{
  SlPathResult *path = sl_session_path (self->session);

  if (path != NULL && path->min >= 0)
    sl_path_bar_use_lambda (self, path->rows[path->min].lambda);
}

static void
one_se_cb (GtkButton *button, SlPathBar *self)
{
  SlPathResult *path = sl_session_path (self->session);

  if (path != NULL && path->one_se >= 0)
    sl_path_bar_use_lambda (self, path->rows[path->one_se].lambda);
}

static void
fineness_cb (GtkSpinButton *button, SlPathBar *self)
{
  if (self->session != NULL)
    show_note (self);
}

static void
path_changed_cb (SlSession *session, SlPathBar *self)
{
  gboolean focused = gtk_widget_has_focus (GTK_WIDGET (self->cancel));

  show_progress (self);
  show_note (self);
  show_choices (self);
  if (focused && !is_running (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->compute));
}

static void
config_changed_cb (SlSession *session, const char *setting, SlPathBar *self)
{
  show_kind (self, FALSE);
  show_note (self);
}

static void
sl_path_bar_dispose (GObject *object)
{
  SlPathBar *self = SL_PATH_BAR (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), SL_TYPE_PATH_BAR);
  G_OBJECT_CLASS (sl_path_bar_parent_class)->dispose (object);
}

static void
sl_path_bar_class_init (SlPathBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_path_bar_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/path-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SlPathBar, compute);
  gtk_widget_class_bind_template_child (widget_class, SlPathBar, cancel);
  gtk_widget_class_bind_template_child (widget_class, SlPathBar, progress);
  gtk_widget_class_bind_template_child (widget_class, SlPathBar, folds_box);
  gtk_widget_class_bind_template_child (widget_class, SlPathBar, folds);
  gtk_widget_class_bind_template_child (widget_class, SlPathBar, lambdas);
  gtk_widget_class_bind_template_child (widget_class, SlPathBar, note);
  gtk_widget_class_bind_template_child (widget_class, SlPathBar, min_value);
  gtk_widget_class_bind_template_child (widget_class, SlPathBar, min_use);
  gtk_widget_class_bind_template_child (widget_class, SlPathBar, one_se_value);
  gtk_widget_class_bind_template_child (widget_class, SlPathBar, one_se_use);
  gtk_widget_class_bind_template_callback (widget_class, min_cb);
  gtk_widget_class_bind_template_callback (widget_class, one_se_cb);
  gtk_widget_class_bind_template_callback (widget_class, compute_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, fineness_cb);
}

static void
sl_path_bar_init (SlPathBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sl_path_bar_set_session (SlPathBar *self, SlSession *session)
{
  g_return_if_fail (SL_IS_PATH_BAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "path-changed", G_CALLBACK (path_changed_cb), self,
                           0);
  g_signal_connect_object (session, "config-changed", G_CALLBACK (config_changed_cb),
                           self, 0);
  show_kind (self, TRUE);
  show_progress (self);
  show_note (self);
  show_choices (self);
}

void
sl_path_bar_use_lambda (SlPathBar *self, double lambda)
{
  g_autofree char *text = NULL;

  g_return_if_fail (SL_IS_PATH_BAR (self));
  g_return_if_fail (lambda > 0.0);

  text = sl_number_text (lambda, DIGITS);
  sl_session_set (self->session, sl_setting_find ("lambda", NULL), text, NULL);
}
