/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/code/code.h"

#include "core/base/error.h"
#include "core/code/python.h"
#include "core/store/dataset-csv.h"
#include "core/store/write-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SL_ENTRY(name) extern const SlCodeType sl_code_##name;
#include "core/code/codes.def"
#undef SL_ENTRY

const SlKindTable *
sl_codes (void)
{
#define SL_ENTRY(name) &sl_code_##name.kind,
  static const SlKind *const kinds[] = {
#include "core/code/codes.def"
  };
#undef SL_ENTRY
  static const SlKindTable table = {N_ ("library"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}

SlCodeCase
sl_code_case (const SlSnapshot *snapshot)
{
  SlCodeCase context = {.config = &snapshot->config,
                        .problem = snapshot->problem,
                        .epochs =
                            snapshot->epoch > 0 ? snapshot->epoch : SL_DEFAULT_EPOCHS};

  for (size_t i = 0; i < snapshot->events.n; i++) {
    const SlEvent *event = sl_log_item (&snapshot->events, i);

    context.changes += !event->by_schedule && (event->epoch > 0 || event->batch > 0);
  }
  return context;
}

char *
sl_code_script (const SlCodeType *type, const SlCodeCase *context, GError **error)
{
  g_autofree char *reason = NULL;
  GString *script;

  g_return_val_if_fail (type != NULL && context != NULL, NULL);

  reason = type->misfit (context);
  if (reason != NULL) {
    g_set_error_literal (error, SL_ERROR, SL_ERROR_ARGUMENT, reason);
    return NULL;
  }
  script = g_string_new (NULL);
  sl_code_head (type, context, script);
  type->write (context, script);
  return g_string_free (script, FALSE);
}

char *
sl_code_data_path (const char *path)
{
  const char *dot = strrchr (path, '.'), *slash = strrchr (path, G_DIR_SEPARATOR);
  /* As os.path.splitext: a name that begins with its only dot has no ending. */
  const char *name = slash != NULL ? slash + 1 : path;
  g_autofree char *stem =
      dot != NULL && dot > name ? g_strndup (path, dot - path) : g_strdup (path);

  return g_strconcat (stem, ".csv", NULL);
}

gboolean
sl_code_write (const SlCodeType *type,
               const SlCodeCase *context,
               const char *path,
               const gint *stop,
               GError **error)
{
  g_autofree char *script = sl_code_script (type, context, error);
  g_autofree char *data = NULL;

  if (script == NULL)
    return FALSE;
  data = sl_code_data_path (path);
  return sl_problem_csv_write (context->problem, data, stop, error) &&
         sl_write_file (path, script, strlen (script), error);
}
