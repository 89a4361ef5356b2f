/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pages/prune.h"
#include "ui/figures/pruning.h"
#include "ui/widgets/runs-bar.h"
#include "ui/widgets/throttle.h"
#include "ui/widgets/typed-field.h"
#include <glib/gi18n-lib.h>
#include <math.h>

/* What the slider stands at first: a share that a trained net often does without. */
#define FIRST_SHARE 50.0
/* As often as a number can be read. */
#define READ_INTERVAL_MS 250
#define VALUE_CHARS      16

enum { THRESHOLD, REMOVED, NOW, PRUNED, N_READOUTS };
static const struct
{
  const char *name, *summary;
} readouts[N_READOUTS] = {
    [THRESHOLD] = {N_ ("Threshold"),
                   N_ ("Weights with |w| up to this go; one threshold for all layers")},
    [REMOVED] = {N_ ("Weights removed"),
                 N_ ("How many are then zero, those that are already among them")},
    [NOW] = {N_ ("Score now"), N_ ("With the weights as they are")},
    [PRUNED] = {N_ ("Score when pruned"), N_ ("At once, before any retraining")},
};

struct _SlPrunePage
{
  SlPage parent_instance;

  /* Template */
  SlRunsBar *runs;
  AdwBin *place;
  GtkWidget *panel;
  GtkScale *share;
  GtkAdjustment *position;
  GtkEntry *threshold;
  GtkBox *readouts;
  GtkLabel *state;
  GtkButton *release, *undo, *retrain, *prune;

  SlPlotCard *card;              /* Borrowed */
  GtkWidget *values[N_READOUTS]; /* Borrowed */
  SlTypedField *field;           /* Borrowed */
  double typed;                  /* the threshold typed; 0 = the slider decides */
  gboolean follows;              /* the slider is being moved after it */
  char *trouble;                 /* Owned, nullable: why the last command did nothing */
  SlThrottle reading;
};

G_DEFINE_FINAL_TYPE (SlPrunePage, sl_prune_page, SL_TYPE_PAGE)

const SlPageType sl_page_prune = {
    .kind = {"prune", N_ ("Prune"), N_ ("Take small weights away, and train on without")},
    .get_type = sl_prune_page_get_type,
};

static SlSnapshot *
snapshot_of (SlPrunePage *self)
{
  SlSession *session = sl_page_session (SL_PAGE (self));

  return session != NULL ? sl_session_snapshot (session) : NULL;
}

/* The curve on screen, once it has all its points. */
static const SlPruningCurve *
curve_of (SlPrunePage *self)
{
  const SlSnapshot *snapshot = snapshot_of (self);

  return snapshot != NULL && snapshot->pruning != NULL && snapshot->pruning->n > 0
             ? snapshot->pruning
             : NULL;
}

/* Whether the threshold that was typed is still being scored. */
static gboolean
waits (SlPrunePage *self, const SlPruningCurve *curve)
{
  return self->typed > 0.0 && curve->asked != self->typed;
}

/* The point chosen: that of the threshold that was typed, or else the first that removes
 * at least the share on the slider. */
static int
chosen_point (SlPrunePage *self, const SlPruningCurve *curve)
{
  double wanted =
      gtk_adjustment_get_value (self->position) / 100.0 * (double) curve->weights;
  int k = 0;

  if (self->typed > 0.0)
    return sl_pruning_at (curve, self->typed);
  while (k + 1 < curve->n && (double) curve->removed[k] < floor (wanted))
    k++;
  return k;
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

static char *
score_at (const SlSnapshot *snapshot, int k)
{
  const SlPruningCurve *curve = snapshot->pruning;
  gboolean tests = !isnan (curve->test_score[k]);
  g_autofree char *score =
      sl_pruning_score (snapshot, tests ? curve->test_score[k] : curve->train_score[k]);

  return g_strdup_printf (tests ? _ ("test %s") : _ ("train %s"), score);
}

static char *
readout_text (SlPrunePage *self, const SlSnapshot *snapshot, int readout)
{
  const SlPruningCurve *curve = snapshot->pruning;
  int k = chosen_point (self, curve);

  if (readout == THRESHOLD) {
    g_autofree char *size = self->typed > 0.0 ? sl_number_exact (self->typed)
                                              : sl_number_text (curve->size[k], 4);
    return g_strdup_printf ("|w| ≤ %s", size);
  }
  if (readout != NOW && waits (self, curve))
    return g_strdup ("–");
  if (readout == REMOVED) {
    double percent =
        100.0 * (double) curve->removed[k] / (double) MAX (curve->weights, 1);
    g_autofree char *n = sl_number_count (curve->removed[k]);
    g_autofree char *share = sl_number_text (percent, 3);
    return g_strdup_printf (_ ("%s (%s %%)"), n, share);
  }
  return score_at (snapshot, readout == NOW ? 0 : k);
}

static void
show_readouts (SlPrunePage *self)
{
  const SlPruningCurve *curve = curve_of (self);

  for (int i = 0; i < N_READOUTS; i++) {
    g_autofree char *text =
        curve != NULL ? readout_text (self, snapshot_of (self), i) : g_strdup ("–");
    set_value (self->values[i], readouts[i].name, text);
  }
}

/* What the slider says to those who hear it: "50 % of the weights, |w| ≤ 0.05". */
static void
describe_slider (SlPrunePage *self)
{
  const SlPruningCurve *curve = curve_of (self);
  g_autofree char *share = sl_number_text (gtk_adjustment_get_value (self->position), 3);
  g_autofree char *text = g_strdup_printf (_ ("%s %% of the weights"), share);

  if (curve != NULL) {
    g_autofree char *size = sl_number_text (curve->size[chosen_point (self, curve)], 4);
    g_autofree char *whole = g_strdup_printf (_ ("%s, |w| ≤ %s"), text, size);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->share),
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, whole,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, whole, -1);
  }
}

static void
show_cursor (SlPrunePage *self)
{
  const SlPruningCurve *curve = curve_of (self);
  double percent = NAN;

  if (curve != NULL && curve->weights > 0 && !waits (self, curve))
    percent = 100.0 * (double) curve->removed[chosen_point (self, curve)] /
              (double) curve->weights;
  sl_plot_card_set_path (self->card, NULL, percent);
}

/* The state of the mask, in words. */
static char *
state_text (SlPrunePage *self)
{
  const SlSnapshot *snapshot = snapshot_of (self);

  if (self->trouble != NULL)
    return g_strdup (self->trouble);
  if (snapshot == NULL || snapshot->pinned == 0)
    return g_strdup (_ ("Nothing is pruned: every weight may change."));
  g_autofree char *n = sl_number_count (snapshot->pinned);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s weight is pinned at zero and stays there.",
                                       "%s weights are pinned at zero and stay there.",
                                       (gulong) snapshot->pinned),
                          n);
}

static void
show_state (SlPrunePage *self)
{
  const SlSnapshot *snapshot = snapshot_of (self);
  const SlPruningCurve *curve = curve_of (self);
  gboolean pinned = snapshot != NULL && snapshot->pinned > 0;
  g_autofree char *text = state_text (self);
  int k = curve != NULL ? chosen_point (self, curve) : 0;

  if (g_strcmp0 (gtk_label_get_text (self->state), text) != 0) {
    gtk_label_set_text (self->state, text);
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->state), text);
  }
  gtk_widget_set_sensitive (GTK_WIDGET (self->release), pinned);
  gtk_widget_set_sensitive (GTK_WIDGET (self->retrain),
                            pinned &&
                                !sl_session_playing (sl_page_session (SL_PAGE (self))));
  gtk_widget_set_sensitive (GTK_WIDGET (self->prune),
                            curve != NULL && !waits (self, curve) &&
                                curve->removed[k] > snapshot->pinned);
}

static void
read_cb (gpointer data)
{
  show_readouts (data);
  describe_slider (data);
  show_state (data);
}

/* @threshold: 0 = none: the slider decides. */
static void
take_threshold (SlPrunePage *self, double threshold)
{
  if (threshold == self->typed)
    return;
  self->typed = threshold;
  sl_page_needs_changed (SL_PAGE (self));
  show_cursor (self);
  sl_throttle_request (&self->reading, TRUE);
}

static void
position_cb (GtkAdjustment *position, SlPrunePage *self)
{
  if (sl_page_session (SL_PAGE (self)) == NULL || self->follows)
    return;
  take_threshold (self, 0.0);
  sl_typed_field_show (self->field, "");
  show_cursor (self);
  sl_throttle_request (&self->reading, TRUE);
}

/* The slider goes where the threshold that was typed is. */
static void
follow_threshold (SlPrunePage *self)
{
  const SlPruningCurve *curve = curve_of (self);

  if (self->typed == 0.0 || curve == NULL || curve->weights == 0 || waits (self, curve))
    return;
  self->follows = TRUE;
  gtk_adjustment_set_value (self->position,
                            100.0 * (double) curve->removed[chosen_point (self, curve)] /
                                (double) curve->weights);
  self->follows = FALSE;
}

/* Nothing typed leaves the choice to the slider. */
static gboolean
apply_threshold (const char *text, gpointer data, GError **error)
{
  double threshold = 0.0;

  if (text[0] != '\0' &&
      !(sl_number_parse (text, &threshold) && threshold > 0.0 && isfinite (threshold))) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("“%s” is no threshold: give a number above 0, such as 0.05"), text);
    return FALSE;
  }
  take_threshold (data, threshold);
  return TRUE;
}

static void
report_threshold (const char *message, gpointer data)
{
  SlPrunePage *self = data;

  g_free (self->trouble);
  self->trouble = g_strdup (message);
  show_state (self);
}

static void
edit (SlPrunePage *self, const SlEdit *change)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->trouble, g_free);
  if (!sl_session_edit (sl_page_session (SL_PAGE (self)), change, &error))
    self->trouble = g_strdup (error->message);
  show_state (self);
}

static void
prune_cb (GtkButton *button, SlPrunePage *self)
{
  const SlPruningCurve *curve = curve_of (self);

  if (curve != NULL)
    edit (self, &(SlEdit){.kind = SL_EDIT_PRUNE,
                          .value = self->typed > 0.0
                                       ? self->typed
                                       : curve->size[chosen_point (self, curve)]});
}

static void
release_cb (GtkButton *button, SlPrunePage *self)
{
  edit (self, &(SlEdit){.kind = SL_EDIT_RELEASE});
}

static void
retrain_cb (GtkButton *button, SlPrunePage *self)
{
  sl_session_set_playing (sl_page_session (SL_PAGE (self)), TRUE);
}

static void
state_changed_cb (SlSession *session, SlPrunePage *self)
{
  show_state (self);
}

static void
sl_prune_page_session_set (SlPage *page)
{
  SlPrunePage *self = SL_PRUNE_PAGE (page);

  sl_runs_bar_set_session (self->runs, sl_page_session (page));
  g_signal_connect_object (sl_page_session (page), "state-changed",
                           G_CALLBACK (state_changed_cb), self, 0);
  read_cb (self);
}

/* The numbers below need the curve, whatever the card shows. */
static void
sl_prune_page_ask (SlPage *page, SlNeeds *needs)
{
  needs->pruning = TRUE;
  needs->prune_at = SL_PRUNE_PAGE (page)->typed;
}

static void
sl_prune_page_snapshot_changed (SlPage *page, SlSnapshot *snapshot)
{
  SlPrunePage *self = SL_PRUNE_PAGE (page);

  g_clear_pointer (&self->trouble, g_free);
  follow_threshold (self);
  show_cursor (self);
  sl_throttle_request (&self->reading, snapshot->state != SL_RUN_PLAYING);
}

static void
sl_prune_page_enlarged (SlPage *page, SlPlotCard *card)
{
  gtk_widget_set_visible (SL_PRUNE_PAGE (page)->panel, card == NULL);
}

static void
sl_prune_page_dispose (GObject *object)
{
  SlPrunePage *self = SL_PRUNE_PAGE (object);

  sl_throttle_clear (&self->reading);
  g_clear_pointer (&self->trouble, g_free);
  G_OBJECT_CLASS (sl_prune_page_parent_class)->dispose (object);
}

static void
sl_prune_page_class_init (SlPrunePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  SlPageClass *page_class = SL_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_prune_page_dispose;
  page_class->session_set = sl_prune_page_session_set;
  page_class->ask = sl_prune_page_ask;
  page_class->snapshot_changed = sl_prune_page_snapshot_changed;
  page_class->enlarged = sl_prune_page_enlarged;
  g_type_ensure (SL_TYPE_RUNS_BAR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/prune.ui");
  gtk_widget_class_bind_template_child (widget_class, SlPrunePage, runs);
  gtk_widget_class_bind_template_child (widget_class, SlPrunePage, place);
  gtk_widget_class_bind_template_child (widget_class, SlPrunePage, panel);
  gtk_widget_class_bind_template_child (widget_class, SlPrunePage, share);
  gtk_widget_class_bind_template_child (widget_class, SlPrunePage, position);
  gtk_widget_class_bind_template_child (widget_class, SlPrunePage, threshold);
  gtk_widget_class_bind_template_child (widget_class, SlPrunePage, readouts);
  gtk_widget_class_bind_template_child (widget_class, SlPrunePage, state);
  gtk_widget_class_bind_template_child (widget_class, SlPrunePage, release);
  gtk_widget_class_bind_template_child (widget_class, SlPrunePage, undo);
  gtk_widget_class_bind_template_child (widget_class, SlPrunePage, retrain);
  gtk_widget_class_bind_template_child (widget_class, SlPrunePage, prune);
  gtk_widget_class_bind_template_callback (widget_class, position_cb);
  gtk_widget_class_bind_template_callback (widget_class, prune_cb);
  gtk_widget_class_bind_template_callback (widget_class, release_cb);
  gtk_widget_class_bind_template_callback (widget_class, retrain_cb);
}

/* A caption over its value; the name is on the value. */
static GtkWidget *
add_readout (SlPrunePage *self, int i)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *caption =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                    "label", _ (readouts[i].name), "xalign", 0.0f, NULL);
  GtkWidget *value = g_object_new (GTK_TYPE_INSCRIPTION, "min-chars", VALUE_CHARS,
                                   "nat-chars", VALUE_CHARS, "xalign", 0.0f, NULL);

  gtk_widget_add_css_class (caption, "sl-caption");
  gtk_widget_add_css_class (value, "sl-value");
  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_set_tooltip_text (box, _ (readouts[i].summary));
  gtk_accessible_update_property (GTK_ACCESSIBLE (value),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ (readouts[i].summary), -1);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), value);
  gtk_box_append (self->readouts, box);
  return value;
}

static void
sl_prune_page_init (SlPrunePage *self)
{
  const SlFigureType *figure =
      (const SlFigureType *) sl_kind_find (sl_figures (), "pruning", NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  sl_throttle_init (&self->reading, READ_INTERVAL_MS, read_cb, self);
  for (int i = 0; i < N_READOUTS; i++)
    self->values[i] = add_readout (self, i);
  self->field =
      sl_typed_field_attach (self->threshold, apply_threshold, report_threshold, self);
  self->card = sl_page_new_card (SL_PAGE (self), figure, TRUE);
  adw_bin_set_child (self->place, GTK_WIDGET (self->card));
  for (int percent = 0; percent <= 100; percent += 25) {
    g_autofree char *text = g_strdup_printf (_ ("%d %%"), percent);
    gtk_scale_add_mark (self->share, percent, GTK_POS_BOTTOM, text);
  }
  gtk_adjustment_set_value (self->position, FIRST_SHARE);
}
