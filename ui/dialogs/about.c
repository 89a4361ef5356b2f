/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/about.h"
#include <adwaita.h>
#include <glib/gi18n-lib.h>

void
sl_about_show (GtkWindow *parent)
{
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "transient-for", parent, "modal", TRUE, "application-name",
                _ ("Sparsity Lab"), "application-icon", SL_APP_ID, "version", SL_VERSION,
                "developer-name", _ ("The Sparsity Lab authors"), "license-type",
                GTK_LICENSE_GPL_3_0, NULL);
  g_object_set (
      about, "comments",
      _ ("Pick a penalty, drag λ, and watch the weights of a neural network die.\n\n"
         "It springs from the section “Sparse deep neural networks” of "
         "P. Rivas, Deep Learning for Beginners (Packt, 2020), chapter 11."),
      NULL);
  gtk_window_present (GTK_WINDOW (about));
}
