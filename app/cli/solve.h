/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/progress.h"
#include "app/cli/run.h"

G_BEGIN_DECLS

/** SlSolve: what `fit` and `path` have in common: DATA and PENALTY of PRODUCT.md §4, and
 * an exact solution under way that can be watched and stopped. */
typedef struct
{
  SlRunOptions run;   /* of which only data, penalty and threads count */
  char *output;       /* Owned, nullable: --output */
  SlPool *pool;       /* Owned, nullable: from sl_solve_begin() to sl_solve_end() */
  SlProblem *problem; /* Owned, nullable: after sl_solve_begin() */
  SlProgress progress;
  SlSolverOptions options; /* to hand to the solver */
} SlSolve;

/** sl_solve_init: no test part and a raw target, which is how these commands differ. */
void sl_solve_init (SlSolve *solve);
void sl_solve_clear (SlSolve *solve);

/** sl_solve_add_options: what both commands take. @lambda: whether λ is an option. */
void sl_solve_add_options (SlSolve *solve, SlOptionSet *set, gboolean lambda);

/** sl_solve_output_option: --output, for a SlSolve as its target. */
extern const SlOption sl_solve_output_option;

/** sl_solve_parse: reads the options and takes no other words. */
gboolean sl_solve_parse (SlOptionSet *set, const char *const *arguments, GError **error);

/** sl_solve_begin: checks options and output, catches signals and makes the data. */
gboolean sl_solve_begin (SlSolve *solve, GError **error);

/** sl_solve_end: wipes the progress bar and ends the threads; after the work, whatever
 * came of it. */
void sl_solve_end (SlSolve *solve);

/** sl_solve_class: Returns the class that output @k of @problem's model stands for; ""
 * for a regression. */
const char *sl_solve_class (const SlProblem *problem, int k);

/** sl_solve_print: prints `NAME VALUE` in two columns, the number with all its digits. */
void sl_solve_print (const char *name, double value);

G_END_DECLS
