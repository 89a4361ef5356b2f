/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/run.h"
#include "ui/figures/film/film.h"

G_BEGIN_DECLS

/** sl_output_check:
 * Looks, before the work begins, whether @path can be written: its folder is there and
 * writable and it is no folder or device itself. SL_ERROR_WRITE. */
gboolean sl_output_check (const char *path, GError **error);

/** sl_output_check_figure: the same for a figure, and its ending: .svg, .pdf or .png.
 * SL_ERROR_ARGUMENT, SL_ERROR_WRITE. */
gboolean sl_output_check_figure (const char *path, GError **error);

/** sl_output_write_text: writes a text file; a failure leaves an old file whole.
 * SL_ERROR_WRITE. */
gboolean sl_output_write_text (const char *path, const GString *text, GError **error);

/** sl_output_write_history: writes the history of @run as CSV (PRODUCT.md §4); a failure
 * leaves an old file whole. SL_ERROR_WRITE. */
gboolean sl_output_write_history (const SlRun *run, const char *path, GError **error);

/** sl_output_write_weights: writes the weights of @run as .npz (core/store/weights.h).
 * SL_ERROR_WRITE. */
gboolean sl_output_write_weights (const SlRun *run, const char *path, GError **error);

/** sl_output_write_code: writes @run as a script of a library, its data beside it
 * (core/code/code.h): with the settings of its end, as long as it was to be. Errors:
 * SL_ERROR_ARGUMENT when the library has no counterpart, SL_ERROR_WRITE. */
gboolean sl_output_write_code (const SlRun *run,
                               const SlCodeType *type,
                               const char *path,
                               GError **error);

/** sl_output_write_session, sl_output_write_session_with_data: saves @run; the second
 * with the learner's own data files in it (core/store/session-file.h). Errors:
 * SL_ERROR_WRITE, SL_ERROR_DATA. */
gboolean sl_output_write_session (const SlRun *run, const char *path, GError **error);
gboolean
sl_output_write_session_with_data (const SlRun *run, const char *path, GError **error);

/** sl_output_write_figure: writes @figure as it stands at the end of @run. */
gboolean sl_output_write_figure (const SlRun *run,
                                 const SlFigureType *figure,
                                 const SlExport *spec,
                                 const char *path,
                                 GError **error);

/** sl_output_write_film: makes @run once more and writes @figure on the way
 * (ui/figures/film/film.h). */
gboolean sl_output_write_film (const SlRun *run,
                               const SlFigureType *figure,
                               const SlExport *spec,
                               const SlFilm *film,
                               const char *path,
                               GError **error);

G_END_DECLS
