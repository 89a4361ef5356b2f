/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/film/film.h"
#include "ui/session.h"
#include "ui/widgets/work-bar.h"

G_BEGIN_DECLS

/** sl_save_film:
 * @origin: in the window that tells the result in a toast; @bar: (nullable) shows how far
 * it is; @slide: (transfer full) what is to be seen
 * Makes the present run of @session once more from its beginning, on a thread of its own,
 * and writes its figures on the way to @path (sl_film_write()), without asking. */
void sl_save_film (GtkWidget *origin,
                   SlWorkBar *bar,
                   SlSession *session,
                   SlSlide *slide,
                   const SlExport *spec,
                   const SlFilm *film,
                   const char *path);

/** sl_save_film_dialog: asks where to, and before files are replaced; then does that. */
void sl_save_film_dialog (GtkWidget *origin,
                          SlWorkBar *bar,
                          SlSession *session,
                          SlSlide *slide,
                          const SlExport *spec,
                          const SlFilm *film);

G_END_DECLS
