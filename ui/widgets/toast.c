/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/toast.h"
#include <adwaita.h>

static const char last_key[] = "sl-last-toast";

static void
dismissed_cb (AdwToast *toast, GObject *overlay)
{
  if (g_object_get_data (overlay, last_key) == toast)
    g_object_set_data (overlay, last_key, NULL);
}

/* What was told before is out of date, and would only come up late if it stood in a
 * queue. */
static void
replace_toast (AdwToastOverlay *overlay, AdwToast *toast)
{
  AdwToast *last = g_object_get_data (G_OBJECT (overlay), last_key);

  if (last != NULL)
    adw_toast_dismiss (last);
  g_object_set_data_full (G_OBJECT (overlay), last_key, g_object_ref (toast),
                          g_object_unref);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay, 0);
  adw_toast_overlay_add_toast (overlay, toast);
}

void
sl_toast (GtkWidget *origin, const char *text)
{
  GtkWidget *overlay;
  g_autofree char *markup = NULL;

  g_return_if_fail (GTK_IS_WIDGET (origin) && text != NULL);

  overlay = gtk_widget_get_ancestor (origin, ADW_TYPE_TOAST_OVERLAY);
  markup = g_markup_escape_text (text, -1);
  if (overlay != NULL)
    replace_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (markup));
}
