/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlGlossaryWindow: every symbol, control, read-out and figure: a list that can be
 * searched, and one entry with its sentence, formula, numbers now and related entries. */
#define SL_TYPE_GLOSSARY_WINDOW (sl_glossary_window_get_type ())
G_DECLARE_FINAL_TYPE (SlGlossaryWindow,
                      sl_glossary_window,
                      SL,
                      GLOSSARY_WINDOW,
                      AdwWindow)

/** sl_glossary_window_present:
 * @origin: a widget of the window that asks; @session: whose numbers are shown; @id: of
 * the entry, as for sl_glossary_find(); "" or unknown: where it was, or the first
 * Opens the glossary, or brings the open one to the front. */
void sl_glossary_window_present (GtkWidget *origin, SlSession *session, const char *id);

G_END_DECLS
