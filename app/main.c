/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application.h"
#include "app/cli/cli.h"

#include <libintl.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, SL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return argc > 1 ? sl_cli_main (argc, argv) : sl_application_run (argc, argv);
}
