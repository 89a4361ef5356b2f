/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/init.h"
#include "sl-ui-resources.h"
#include "ui/widgets/columns-layout.h"
#include "ui/widgets/yield-layout.h"
#include <adwaita.h>

void
sl_ui_init (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  adw_init ();
  /* Only layouts name them. */
  g_type_ensure (SL_TYPE_COLUMNS_LAYOUT);
  g_type_ensure (SL_TYPE_YIELD_LAYOUT);
  g_resources_register (sl_ui_get_resource ());
  gtk_css_provider_load_from_resource (style,
                                       "/io/github/sparsitylab/SparsityLab/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}
