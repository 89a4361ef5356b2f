/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/** SlTranslationView: the penalty as the code of four libraries, live, one at a time,
 * with a button that copies the line. */
#define SL_TYPE_TRANSLATION_VIEW (sl_translation_view_get_type ())
G_DECLARE_FINAL_TYPE (SlTranslationView,
                      sl_translation_view,
                      SL,
                      TRANSLATION_VIEW,
                      AdwBin)

/** sl_translation_view_set_session: @session: whose penalty is translated; once. */
void sl_translation_view_set_session (SlTranslationView *self, SlSession *session);

G_END_DECLS
