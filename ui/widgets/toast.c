/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/toast.h"
#include <adwaita.h>

static const char last_key[] = "sl-last-toast", since_key[] = "sl-last-toast-since";

/* So long a toast may take to come up, µs. */
enum { COMES_UP_US = G_USEC_PER_SEC };

static void
dismissed_cb (AdwToast *toast, GObject *overlay)
{
  if (g_object_get_data (overlay, last_key) == toast)
    g_object_set_data (overlay, last_key, NULL);
}

/* Whether @last came a moment ago. One that is dismissed while it comes up is freed twice
 * by libadwaita 1.2. */
static gboolean
is_coming_up (AdwToastOverlay *overlay)
{
  const gint64 *since = g_object_get_data (G_OBJECT (overlay), since_key);

  return since != NULL && g_get_monotonic_time () - *since < COMES_UP_US;
}

/* What was told before is out of date, and would only come up late if it stood in a
 * queue. */
static void
replace_toast (AdwToastOverlay *overlay, const char *markup)
{
  AdwToast *last = g_object_get_data (G_OBJECT (overlay), last_key), *toast;
  gint64 now = g_get_monotonic_time ();

  if (last != NULL && is_coming_up (overlay)) {
    adw_toast_set_title (last, markup);
    return;
  }
  if (last != NULL)
    adw_toast_dismiss (last);
  toast = adw_toast_new (markup);
  g_object_set_data_full (G_OBJECT (overlay), last_key, g_object_ref (toast),
                          g_object_unref);
  g_object_set_data_full (G_OBJECT (overlay), since_key, g_memdup2 (&now, sizeof now),
                          g_free);
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
    replace_toast (ADW_TOAST_OVERLAY (overlay), markup);
}
