/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How large the window's text is, what it shows to an audience and what to a newcomer. */
#include "ui/pages/train.h"
#include "ui/window-private.h"
#include <glib/gi18n-lib.h>

/* How much larger text is in a presentation. */
#define PRESENTATION_SCALE 1.4

/* All text of the program, figures too. */
static void
scale_text (double scale)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  gtk_settings_reset_property (settings, "gtk-xft-dpi");
  if (scale == 1.0)
    return;
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", (int) (scale * (dpi > 0 ? dpi : 96 * 1024)),
                NULL);
}

/* Larger text than the window was laid out for scrolls where it needs more room. */
static void
set_scrolling (SlWindow *self, gboolean scrolling)
{
  GtkPolicyType policy = scrolling ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER;

  gtk_scrolled_window_set_policy (self->page_scroller, policy, policy);
  gtk_scrolled_window_set_policy (self->transport_scroller, policy, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_policy (self->switcher_scroller, policy, GTK_POLICY_NEVER);
}

static void
refresh_text (SlWindow *self)
{
  double scale = self->text_scale * (self->presenting ? PRESENTATION_SCALE : 1);

  set_scrolling (self, scale > 1);
  scale_text (scale);
}

void
sl_window_leave_text (SlWindow *self)
{
  if (self->presenting || self->text_scale != 1)
    scale_text (1);
  self->presenting = FALSE;
  self->text_scale = 1;
}

double
sl_window_text_scale (SlWindow *self)
{
  g_return_val_if_fail (SL_IS_WINDOW (self), 1);
  return self->text_scale;
}

gboolean
sl_window_set_text_scale (SlWindow *self, double scale, GError **error)
{
  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);

  if (!(scale >= SL_TEXT_SCALE_MIN && scale <= SL_TEXT_SCALE_MAX)) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, _ ("text-scale: from %g to %g"),
                 SL_TEXT_SCALE_MIN, SL_TEXT_SCALE_MAX);
    return FALSE;
  }
  if (scale != self->text_scale) {
    self->text_scale = scale;
    refresh_text (self);
  }
  return TRUE;
}

/* The first steps speak of the first page, and the audience knows them; lessons are a
 * guide of their own. */
void
sl_window_refresh_first_steps (SlWindow *self)
{
  gboolean first = sl_page_stack_shown (self->pages) == &sl_page_train;

  gtk_widget_set_visible (GTK_WIDGET (self->first_steps),
                          self->has_first_steps && first && !self->presenting &&
                              !gtk_widget_get_visible (GTK_WIDGET (self->lessons)));
}

gboolean
sl_window_first_steps (SlWindow *self)
{
  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);
  return self->has_first_steps;
}

void
sl_window_set_first_steps (SlWindow *self, gboolean wanted)
{
  g_return_if_fail (SL_IS_WINDOW (self));

  if (wanted && !self->has_first_steps)
    sl_first_steps_begin (self->first_steps);
  self->has_first_steps = wanted;
  sl_window_refresh_first_steps (self);
}

gboolean
sl_window_presenting (SlWindow *self)
{
  g_return_val_if_fail (SL_IS_WINDOW (self), FALSE);
  return self->presenting;
}

/* Six large tabs need the room; the keys go on working. */
static void
set_header_brief (SlWindow *self, gboolean brief)
{
  gtk_widget_set_visible (self->undo, !brief);
  gtk_widget_set_visible (self->redo, !brief);
  gtk_widget_set_visible (self->show_lessons, !brief);
  gtk_widget_set_visible (self->export, !brief);
  adw_header_bar_set_show_end_title_buttons (self->header, !brief);
  adw_header_bar_set_show_start_title_buttons (self->header, !brief);
}

void
sl_window_set_presenting (SlWindow *self, gboolean presenting)
{
  g_return_if_fail (SL_IS_WINDOW (self));

  if (presenting == self->presenting)
    return;
  self->presenting = presenting;
  if (presenting) {
    self->had_sidebar = gtk_widget_get_visible (self->sidebar_area);
    gtk_window_fullscreen (GTK_WINDOW (self));
  } else {
    gtk_window_unfullscreen (GTK_WINDOW (self));
  }
  gtk_widget_set_visible (self->sidebar_area, presenting || self->had_sidebar);
  sl_sidebar_set_folded (self->sidebar, presenting);
  sl_transport_bar_set_brief (self->transport, presenting);
  set_header_brief (self, presenting);
  sl_window_refresh_first_steps (self);
  refresh_text (self);
  sl_window_refresh_lesson (self);
}
