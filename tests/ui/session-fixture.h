/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"

/* A session with a real trainer, and what its signals told. */
typedef struct
{
  SlSession *session;
  guint snapshots, configs, states; /* signals so far */
  guint undos;
  guint first_run;    /* the first run number seen */
  gboolean backwards; /* a snapshot of an older run came after a newer */
  guint run;          /* of the last snapshot */
} Fixture;

typedef struct
{
  const char *path;
  void (*check) (Fixture *f, gconstpointer data);
} SessionCheck;

/* Runs the main loop until @reached. A test that waits in vain is ended by its time
 * limit. */
#define wait_until(reached)                                                              \
  while (!(reached))                                                                     \
  g_main_context_iteration (NULL, TRUE)

/** session_fixture_run: runs @checks as /@name/…, each with a prepared session of its own
 * that trains as fast as it goes. Returns the status of the test program. */
int session_fixture_run (int argc,
                         char **argv,
                         const char *name,
                         const SessionCheck *checks,
                         gsize n);

/** shown: Returns the newest snapshot. */
const SlSnapshot *shown (Fixture *f);
gboolean is_prepared (Fixture *f);

/** set: one setting. Returns whether it was accepted. */
gboolean set (Fixture *f, const char *id, const char *text);

/** train_to: trains up to @epoch or a little further, and pauses. */
void train_to (Fixture *f, int epoch);
