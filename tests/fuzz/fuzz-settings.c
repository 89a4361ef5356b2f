/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines "setting=value", as a person types them: each is refused with a sentence, or says
 * the same again when the value is written out and read once more. */
#include "tests/fuzz/fuzz.h"

#include "core/core.h"

#include <string.h>

static void
try_line (char *line, SlConfig *config)
{
  char *equals = strchr (line, '=');
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *again = NULL;
  const SlSetting *setting;
  SlConfig copy = *config;

  if (equals == NULL)
    return;
  *equals = '\0';
  setting = sl_setting_find (line, &error);
  if (setting == NULL || !sl_setting_parse (setting, config, equals + 1, &error)) {
    fuzz_check_sentence (error);
    g_assert_true (sl_config_equal (config, &copy));
    return;
  }
  text = sl_setting_format (setting, config);
  sl_setting_parse (setting, &copy, text, &error);
  g_assert_no_error (error);
  g_assert_true (sl_setting_equal (setting, config, &copy));
  again = sl_setting_format (setting, &copy);
  g_assert_cmpstr (text, ==, again);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  SlConfig config;

  /* A command line is UTF-8, or is refused before it comes here. */
  if (!g_utf8_validate (text, -1, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  sl_config_init_default (&config);
  for (int i = 0; lines[i] != NULL; i++)
    try_line (lines[i], &config);
  if (!sl_config_validate (&config, &error))
    fuzz_check_sentence (error);
  return 0;
}
