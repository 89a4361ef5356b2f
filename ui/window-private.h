/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/autosave.h"
#include "ui/dialogs/data-window.h"
#include "ui/lessons/panel.h"
#include "ui/lessons/pointer.h"
#include "ui/moment.h"
#include "ui/widgets/first-steps.h"
#include "ui/widgets/open-bar.h"
#include "ui/widgets/restore-bar.h"
#include "ui/widgets/run-banner.h"
#include "ui/widgets/sidebar.h"
#include "ui/widgets/transport-bar.h"
#include "ui/window.h"

G_BEGIN_DECLS

/* What window.c (its parts), window-present.c (how it looks) and window-files.c (what
 * comes into it and goes out of it as files) share; nobody else includes this. */

typedef struct SlLessonStage SlLessonStage; /* window-lessons.c */

struct _SlWindow
{
  AdwApplicationWindow parent_instance;

  /* Template */
  AdwHeaderBar *header;
  GtkStackSwitcher *switcher;
  GMenu *recent;
  GtkWidget *undo, *redo, *show_lessons, *export;
  AdwToastOverlay *toasts;
  GtkWidget *sidebar_area;
  SlLessonPanel *lessons;
  SlSidebar *sidebar;
  SlOpenBar *open_bar;
  SlRestoreBar *restore_bar;
  SlRunBanner *banner;
  SlFirstSteps *first_steps;
  GtkScrolledWindow *page_scroller, *transport_scroller, *switcher_scroller;
  SlPageStack *pages;
  SlTransportBar *transport;

  /* Owned */
  SlSession *session;
  SlProblem *problem;   /* nullable: what the title names */
  char *path;           /* nullable: of the session, once it was saved or opened … */
  gboolean embeds;      /* … with the learner's own data files in it */
  char *keep_folder;    /* nullable: where runs are saved by themselves, if they are */
  SlAutosave *autosave; /* nullable */
  SlKeep *restoring;    /* nullable: being opened after a crash */
  SlMoment saved;       /* what is in the file at @path; run 0: nothing that is known */

  SlLessonStage *stage; /* Owned, nullable: while a lesson is on */

  SlDataWindow *data; /* Borrowed, nullable: once it was opened */
  guint data_source;  /* until it is shown */

  gboolean is_closing;      /* whatever is unsaved */
  gboolean has_first_steps; /* wanted: they are on screen where they are of use */
  double text_scale;        /* of the learner: a presentation has its own besides */
  gboolean presenting;
  gboolean had_sidebar;     /* before it presented */
  gboolean had_settings;    /* the same, before the list of lessons came */
  gboolean turned_geometry; /* to the model, by a lesson */
};

/** sl_window_take_files: files can be dropped on the window, and sessions come by its
 * bar. Once, when its template is there. */
void sl_window_take_files (SlWindow *self);

/** sl_window_refresh_first_steps: shows or hides them for the page on screen. */
void sl_window_refresh_first_steps (SlWindow *self);

/** sl_window_leave_text: gives other windows text of the usual size again. */
void sl_window_leave_text (SlWindow *self);
/** sl_window_is_changed: Returns whether the session was saved or opened, and has gone on
 * since. A run that never was in a file is no loss: it is saved by itself. */
gboolean sl_window_is_changed (SlWindow *self);

/** SlWindowThen: what was to be done, once the learner has answered. @path: (nullable).
 */
typedef void (*SlWindowThen) (SlWindow *self, const char *path);

/** sl_window_ask_first: when the session is changed, asks whether it is to be saved, and
 * unless the learner cancels calls @then afterwards, with @path (nullable). Returns
 * FALSE, having done nothing, when it is not. */
gboolean sl_window_ask_first (SlWindow *self, SlWindowThen then, const char *path);

/** sl_window_save_then: saves to where the session is, then calls @then (nullable) if
 * that went well. */
void sl_window_save_then (SlWindow *self, SlWindowThen then, const char *path);

/** sl_window_end_keep: the window closes: the last saving. */
void sl_window_end_keep (SlWindow *self);

/** sl_window_take_kept: a session was opened from @path, with @state: one that was saved
 * by itself belongs to another file, or none. Returns whether it was. */
gboolean sl_window_take_kept (SlWindow *self, const char *path, GBytes *state);

/** sl_window_shown_page: Returns (transfer none) the page on screen. */
SlPage *sl_window_shown_page (SlWindow *self);

/** sl_window_tab: Returns (transfer none) (nullable) the tab of the page called @page. */
GtkWidget *sl_window_tab (SlWindow *self, const char *page);

/** sl_window_turn_geometry_back: to the built-in problem, if a lesson turned it to its
 * model. */
void sl_window_turn_geometry_back (SlWindow *self);

/** sl_window_look_at: goes to the pages among @looks, puts the figures among them on
 * screen, and has @pointer point at the first thing of all. */
void
sl_window_look_at (SlWindow *self, SlPointer *pointer, int n, const SlLessonLook *looks);

/** sl_window_look_at_one: the same for @look of @step alone: a figure on the page that
 * the step names, if it does, and a setting with the settings in view. */
void sl_window_look_at_one (SlWindow *self,
                            SlPointer *pointer,
                            const SlLessonStep *step,
                            const SlLessonLook *look);

/** sl_window_show_step_page: goes to the page that @step names, or to the first: the
 * learner may be elsewhere. */
void sl_window_show_step_page (SlWindow *self, const SlLessonStep *step);

/** sl_window_refresh_lesson: the lesson, if one is on, is shown anew. */
void sl_window_refresh_lesson (SlWindow *self);

G_END_DECLS
