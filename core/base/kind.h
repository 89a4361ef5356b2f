/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** SlKind: one entry of a table of things a learner can choose (a penalty, an optimiser,
 * a data set …). Every type object of the core begins with one, so that menus, --help,
 * error sentences and contract tests can walk any table without knowing what is in it. */
typedef struct
{
  const char *id;      /* as on the command line: "elastic-net" */
  const char *name;    /* as on screen, marked for translation: N_("Elastic net") */
  const char *summary; /* one plain sentence, marked for translation */
} SlKind;

/** SlKindTable: a constant table of kinds, in the order in which they are shown.
 * Made from a .def file of lines `SL_ENTRY (some_name)`: C includes it twice, to declare
 * the type objects and to fill the array; meson reads it for the source some-name.c. */
typedef struct
{
  const char *noun; /* for error sentences, marked for translation: N_("penalty") */
  size_t n;
  const SlKind *const *kinds; /* (n) */
} SlKindTable;

/** sl_kind_find:
 * @table: where to look; @id: the id wanted
 * Returns the kind, or NULL with SL_ERROR_ARGUMENT and a sentence that lists the known
 * ids. */
const SlKind *sl_kind_find (const SlKindTable *table, const char *id, GError **error);

/** sl_kind_index:
 * Returns the place of @kind in @table, or -1 when it is not there. */
int sl_kind_index (const SlKindTable *table, const SlKind *kind);

G_END_DECLS
