/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/slide.h"

G_BEGIN_DECLS

/** sl_folder_names: Returns (transfer full) the names of the files that
 * sl_folder_export() may write: for each figure of @slide its picture, ID.ENDING, and its
 * numbers, ID.csv; the second of the same kind is ID-2. @ending: "svg", "pdf" or "png".
 */
GStrv sl_folder_names (const SlSlide *slide, const char *ending);

/** sl_folder_existing: Returns (transfer full) those of these names that @folder has
 * already. Any thread. */
GStrv sl_folder_existing (const SlSlide *slide, const char *ending, const char *folder);

/** sl_folder_export:
 * @folder: made when it is missing, but not what it lies in; @watch: (nullable) who waits
 * Writes every figure of @slide, and the numbers behind each that has some, in place of
 * files of those names. They appear together: a failure, or a stop, leaves the folder as
 * it was. Errors: SL_ERROR_ARGUMENT, SL_ERROR_WRITE, SL_ERROR_CANCELLED. Any thread. */
gboolean sl_folder_export (const SlSlide *slide,
                           const SlExport *spec,
                           const char *ending,
                           const char *folder,
                           const SlInputWatch *watch,
                           GError **error);

/** sl_folder_make: makes @folder when there is none. @made: (out) whether. Error:
 * SL_ERROR_WRITE. */
gboolean sl_folder_make (const char *folder, gboolean *made, GError **error);

G_END_DECLS
