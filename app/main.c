/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/application.h"
#include "app/cli/cli.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>
#include <locale.h>

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, SL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_autofree char *demo = NULL;
  if (argc > 1 && sl_cli_is_demo (argv[1])) {
    if (!sl_cli_take_demo (argc, argv, &demo))
      return 2;
    argc = 1;
  } else if (argc > 1 && !(argc == 2 && sl_cli_is_file (argv[1]))) {
    return sl_cli_main (argc, argv);
  }
  /* GTK itself would end the program with a warning that helps nobody. */
  if (!gtk_init_check ()) {
    sl_cli_complain (_ ("There is no display to open the window on; 'sparsity-lab train' "
                        "needs none, and 'sparsity-lab --help' tells more"));
    return 1;
  }
  return sl_application_run (argc, argv, demo);
}
