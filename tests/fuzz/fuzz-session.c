/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are a saved session, packed as any archive that is read (in a .tar a changed
 * byte does not break a checksum): it is refused with a sentence, or trains on. */
#include "tests/fuzz/fuzz.h"

#include "core/core.h"

#include <string.h>

enum { STEPS = 5, MAX_DIGITS = 4 };

/* Settings of ten thousand rows or units are nothing to try a hundred times a second. */
static gboolean
is_large (const char *settings)
{
  int digits = 0;

  for (const char *c = settings; *c != '\0'; c++) {
    digits = g_ascii_isdigit (*c) ? digits + 1 : 0;
    if (digits > MAX_DIGITS ||
        (digits > 0 && (c[1] == 'e' || c[1] == 'E') && g_ascii_isdigit (c[2])))
      return TRUE;
  }
  return FALSE;
}

/* Whether the settings in it, which are to be found before anything else is believed, are
 * small enough. */
static gboolean
is_small (GBytes *bytes)
{
  g_autoptr (SlInput) input = sl_input_new_for_bytes (bytes, "fuzz", NULL, NULL);
  g_autofree char *text = g_malloc0 (SL_INPUT_HEAD + 1);
  gboolean found = input != NULL;

  while (found && !g_str_equal (sl_input_member (input), "settings.json"))
    if (!sl_input_next_member (input, &found, NULL))
      found = FALSE;
  return !found || sl_input_read (input, text, SL_INPUT_HEAD, NULL) < 0 ||
         !is_large (text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (SlInput) input = NULL;
  g_autoptr (SlSessionFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (!is_small (bytes))
    return 0;
  input = sl_input_new_for_bytes (bytes, "fuzz", NULL, &error);
  file = input != NULL ? sl_session_file_read_input (input, &error) : NULL;
  g_assert_true ((file == NULL) != (error == NULL));
  if (file == NULL) {
    fuzz_check_sentence (error);
    return 0;
  }
  for (int i = 0; i < STEPS; i++)
    if (sl_training_step (file->training) == SL_TRAINING_DIVERGED)
      break;
  return 0;
}
