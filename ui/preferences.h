/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

enum { SL_PREFERENCES_CARDS = 4 };

G_BEGIN_DECLS

typedef enum {
  SL_APPEARANCE_SYSTEM,
  SL_APPEARANCE_LIGHT,
  SL_APPEARANCE_DARK
} SlAppearance;

/** SlPreferences: what the window remembers from one start to the next. A plain value. */
typedef struct
{
  SlAppearance appearance;
  gboolean sidebar;
  gboolean first_steps; /* not put away yet */
  double text_scale;    /* 1 = as the system has it */
  int width, height;    /* of the window, in px; 0 = what it has at first */
  gboolean maximized;
  guint autosave; /* seconds from one saving of the run by itself to the next */
  char cards[SL_PREFERENCES_CARDS][32]; /* figure ids; "" = what is shown at first */
} SlPreferences;

/** sl_appearance_id: Returns "system", "light" or "dark". */
const char *sl_appearance_id (SlAppearance appearance);

/** sl_appearance_from_id: Returns FALSE, with @appearance unchanged, for an unknown @id.
 */
gboolean sl_appearance_from_id (const char *id, SlAppearance *appearance);

/** sl_preferences_load: from the key file in the user's configuration folder. What is
 * absent or cannot be read has its default. */
SlPreferences sl_preferences_load (void);

/** sl_preferences_save: a failure is only logged: it costs a click at the next start. */
void sl_preferences_save (const SlPreferences *preferences);

G_END_DECLS
