/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/run-banner.h"
#include <glib/gi18n-lib.h>

struct _SlRunBanner
{
  AdwBin parent_instance;

  /* Template */
  GtkInfoBar *bar;
  GtkLabel *title, *message;
  GtkButton *back, *halve, *restart;

  /* Owned */
  SlSession *session;
};

G_DEFINE_FINAL_TYPE (SlRunBanner, sl_run_banner, ADW_TYPE_BIN)

/* Early stopping and the target score pause with a message. */
static gboolean
has_news (const SlSnapshot *snapshot)
{
  return snapshot->message != NULL;
}

static const char *
title_of (SlRunState state)
{
  switch (state) {
  case SL_RUN_DIVERGED:
    return _ ("Training diverged");
  case SL_RUN_FAILED:
    return _ ("These data cannot be used");
  default:
    return _ ("Training has ended");
  }
}

/* Offered when the worker has kept a state to go back to. */
static void
refresh_back (SlRunBanner *self, const SlSnapshot *snapshot)
{
  gboolean offered = sl_session_can_go_back (self->session);

  if (offered) {
    g_autofree char *text = g_strdup_printf (
        _ ("To epoch %d, before it went wrong, with the weights and settings of then"),
        snapshot->good->epoch);
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->back), text);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->back), offered);
}

static void
refresh (SlRunBanner *self)
{
  const SlSnapshot *snapshot = sl_session_snapshot (self->session);
  gboolean diverged;

  if (snapshot == NULL)
    return;
  diverged = snapshot->state == SL_RUN_DIVERGED;
  if (has_news (snapshot)) {
    gtk_label_set_text (self->title, title_of (snapshot->state));
    gtk_label_set_text (self->message, snapshot->message);
    gtk_info_bar_set_message_type (self->bar, snapshot->state == SL_RUN_PAUSED
                                                  ? GTK_MESSAGE_INFO
                                                  : GTK_MESSAGE_WARNING);
  }
  refresh_back (self, snapshot);
  gtk_widget_set_visible (GTK_WIDGET (self->halve), diverged);
  gtk_widget_set_visible (GTK_WIDGET (self->restart), diverged);
  /* Compared runs say themselves what became of them. */
  gtk_widget_set_visible (GTK_WIDGET (self),
                          has_news (snapshot) && !sl_session_comparing (self->session));
}

static void
state_changed_cb (SlSession *session, SlRunBanner *self)
{
  refresh (self);
}

static void
snapshot_changed_cb (SlSession *session, SlRunBanner *self)
{
  gboolean shown = gtk_widget_get_visible (GTK_WIDGET (self));

  if (shown || has_news (sl_session_snapshot (session)))
    refresh (self);
}

static void
back_cb (GtkButton *button, SlRunBanner *self)
{
  sl_session_go_back (self->session);
}

/* The weights it diverged on are spoilt, so the smaller steps begin at the beginning. */
static void
halve_cb (GtkButton *button, SlRunBanner *self)
{
  /* What is in force: the schedule may have reduced it. */
  double eta = sl_session_snapshot (self->session)->config.learning_rate / 2.0;
  g_autofree char *text = sl_number_exact (eta);

  if (sl_session_set (self->session, sl_setting_find ("learning-rate", NULL), text,
                      NULL)) {
    sl_session_reset (self->session);
    sl_session_set_playing (self->session, TRUE);
  }
}

static void
restart_cb (GtkButton *button, SlRunBanner *self)
{
  sl_session_reset (self->session);
}

static void
sl_run_banner_dispose (GObject *object)
{
  SlRunBanner *self = SL_RUN_BANNER (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (sl_run_banner_parent_class)->dispose (object);
}

static void
sl_run_banner_class_init (SlRunBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sl_run_banner_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/sparsitylab/SparsityLab/ui/run-banner.ui");
  gtk_widget_class_bind_template_child (widget_class, SlRunBanner, bar);
  gtk_widget_class_bind_template_child (widget_class, SlRunBanner, title);
  gtk_widget_class_bind_template_child (widget_class, SlRunBanner, message);
  gtk_widget_class_bind_template_child (widget_class, SlRunBanner, back);
  gtk_widget_class_bind_template_child (widget_class, SlRunBanner, halve);
  gtk_widget_class_bind_template_child (widget_class, SlRunBanner, restart);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, halve_cb);
  gtk_widget_class_bind_template_callback (widget_class, restart_cb);
}

static void
sl_run_banner_init (SlRunBanner *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
sl_run_banner_set_session (SlRunBanner *self, SlSession *session)
{
  g_return_if_fail (SL_IS_RUN_BANNER (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "state-changed", G_CALLBACK (state_changed_cb), self,
                           0);
  g_signal_connect_object (session, "snapshot-changed", G_CALLBACK (snapshot_changed_cb),
                           self, 0);
  refresh (self);
}
