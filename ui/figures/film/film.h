/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/slide.h"

G_BEGIN_DECLS

/* Most pictures of a film, and of a second. */
enum { SL_FILM_MAX_PICTURES = 1000, SL_FILM_MAX_RATE = 50 };

/** SlFilm: how a run becomes a film: a picture of its start, one every so many epochs,
 * and one of its end. */
typedef struct
{
  int every; /* epochs, 1 or more */
  int rate;  /* pictures a second, 1 to SL_FILM_MAX_RATE */
} SlFilm;

/** sl_film_pictures: Returns how many pictures a run of @epochs finished ones and
 * @batches further minibatches makes. */
int sl_film_pictures (const SlFilm *film, int epochs, int batches);

/** sl_film_default: @epochs: of the run. Returns one of at most some 60 pictures, ten a
 * second. */
SlFilm sl_film_default (int epochs);

/** sl_film_check: SL_ERROR_ARGUMENT when it would have too many pictures, or @path ends
 * neither in .gif nor in .png. */
gboolean sl_film_check (const SlFilm *film,
                        int epochs,
                        int batches,
                        const char *path,
                        GError **error);

/** sl_film_existing: Returns (transfer full) the paths that a film at @path of @pictures
 * pictures would replace. */
GStrv sl_film_existing (const char *path, int pictures);

/** sl_film_write:
 * @slide: what is to be seen: its snapshots give way to those of the run on its way
 * @saved: the run, which is made once more from its beginning, to the same bits
 * @pool: (nullable) for large products; @watch: (nullable) who waits
 * @path: .gif: one file, its pixels those of the size of @spec; .png: numbered files,
 * NAME-0001.png and on, with its scale
 * All files appear together at the end: a failure or a stop leaves what was there.
 * Errors: SL_ERROR_ARGUMENT, SL_ERROR_WRITE, SL_ERROR_CANCELLED, those of
 * sl_replay_new(). Any thread, as long as @saved rests. */
gboolean sl_film_write (const SlFilm *film,
                        const SlSlide *slide,
                        const SlExport *spec,
                        SlTraining *saved,
                        SlPool *pool,
                        const char *path,
                        const SlInputWatch *watch,
                        GError **error);

G_END_DECLS
