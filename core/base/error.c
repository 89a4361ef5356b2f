/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/error.h"

G_DEFINE_QUARK (sl - error - quark, sl_error)

int
sl_error_exit_status (const GError *error)
{
  if (error == NULL)
    return 0;
  if (g_error_matches (error, SL_ERROR, SL_ERROR_ARGUMENT) ||
      g_error_matches (error, SL_ERROR, SL_ERROR_DATA) || error->domain == G_OPTION_ERROR)
    return 2;
  return 1;
}
