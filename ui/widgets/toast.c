/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/toast.h"
#include <adwaita.h>

void
sl_toast (GtkWidget *origin, const char *text)
{
  GtkWidget *overlay;
  g_autofree char *markup = NULL;

  g_return_if_fail (GTK_IS_WIDGET (origin) && text != NULL);

  overlay = gtk_widget_get_ancestor (origin, ADW_TYPE_TOAST_OVERLAY);
  markup = g_markup_escape_text (text, -1);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), adw_toast_new (markup));
}
