/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/dialogs/data-window.h"
#include "ui/widgets/first-steps.h"
#include "ui/widgets/open-bar.h"
#include "ui/widgets/run-banner.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/transport-bar.h"
#include "ui/window.h"

G_BEGIN_DECLS

/* What window.c (its parts) and window-files.c (what comes into it and goes out of it as
 * files) share; nobody else includes this. */

struct _SlWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  AdwHeaderBar *header;
  GtkStackSwitcher *switcher;
  GtkWidget *undo, *redo, *export;
  AdwToastOverlay *toasts;
  GtkWidget *sidebar_area;
  SlSidebar *sidebar;
  SlOpenBar *open_bar;
  SlRunBanner *banner;
  SlFirstSteps *first_steps;
  SlPageStack *pages;
  SlTransportBar *transport;

  /* Owned */
  SlSession *session;
  SlProblem *problem; /* nullable: what the title names */
  char *path;         /* nullable: of the session, once it was saved or opened */

  SlDataWindow *data; /* Borrowed, nullable: once it was opened */
  guint data_source;  /* until it is shown */

  gboolean has_first_steps; /* wanted: they are on screen where they are of use */
  gboolean presenting;
  gboolean had_sidebar; /* before it presented */
};

/** sl_window_take_files: files can be dropped on the window, and sessions come by its
 * bar. Once, when its template is there. */
void sl_window_take_files (SlWindow *self);

/** sl_window_shown_page: Returns (transfer none) the page on screen. */
SlPage *sl_window_shown_page (SlWindow *self);

G_END_DECLS
