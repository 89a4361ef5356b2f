/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SessionFixture: a place for a session. */
typedef struct
{
  char *path; /* Owned: of a file that may be written */
} SessionFixture;

void session_set_up (SessionFixture *f, gconstpointer data);
void session_tear_down (SessionFixture *f, gconstpointer data);

/** SessionDamage: what is done to one member of a session on the way to another file. */
typedef struct
{
  const char *name;   /* of the case */
  const char *member; /* that is changed; NULL = none */
  const char *find;   /* text in it … */
  const char *put; /* … that becomes this, of the same length; NULL = it is left out */
  const char *extra; /* a member more, nullable */
  const char *says;  /* what the sentence must name */
} SessionDamage;

/** session_damage: copies the members of @from to @to, with @damage. */
void session_damage (const char *from, const char *to, const SessionDamage *damage);

G_END_DECLS
