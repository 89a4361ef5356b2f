/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program does, and says beside it on stderr: settings that were fitted, and
 * changes that have no effect. */
#include "tests/app/command.h"
#include <string.h>

static const struct
{
  const char *line;
  const char *says; /* in the one sentence on stderr; NULL = nothing is said */
} notes[] = {
    {"train --preset digits-sparse --hidden 5 --epochs 1",
     "dropout: --preset digits-sparse has a share for each of its 6 hidden layers; for "
     "the 1 given, '0.25' is used"},
    {"train --hidden 8,8,8 --preset digits-deep --epochs 1",
     "for the 3 given, '0.5,0.25,0.16666666666666666' is used"},
    {"train --preset digits-deep --hidden= --epochs 1", "for the 0 given, '' is used"},
    {"train --preset digits-deep --hidden 8,8,8 --dropout 0.1 --epochs 1", NULL},
    {"train --preset digits-wide --hidden 8,8,8,8 --epochs 1", NULL},
    {"train --at 1:momentum=0.5 --epochs 2",
     "--at 1:momentum=0.5: This has no effect. Only Momentum and Nesterov"},
    {"train --at 1:momentum=0.5 --at 1:optimizer=momentum --epochs 2", NULL},
    {"train --at 0:momentum=0.5 --at 1:optimizer=nesterov --epochs 2", NULL},
    {"train --at 0:momentum=0.5 --at 0:momentum=0.4 --at 1:optimizer=nesterov --epochs 2",
     NULL},
    {"train --at 0:momentum=0.5 --at 1:momentum=0.4 --at 1:optimizer=nesterov --epochs 2",
     "--at 0:momentum=0.5: This has no effect"},
    {"train --lambda 0.1 --at 1:groups=inputs --epochs 2", "Only the group lasso"},
    {"train --lambda 0.1 --at 1:l1-share=0.1 --epochs 2", "Only the elastic net"},
    {"train --at 1:penalty=l2 --epochs 2", "λ is 0"},
    {"train --penalty none --at 1:lambda=0.1 --epochs 2", "There is no penalty"},
    {"train --lambda 0.1 --at 1:penalty=none --at 1:near-zero=0.01 --epochs 2", NULL},
    {"train --hidden= --at 1:dropout=0.5 --epochs 2", "There are no hidden layers"},
    {"train --lambda 0.1 --at 1:lambda=0.2 --epochs 2", NULL},
};

static void
test_note (gconstpointer data)
{
  int i = GPOINTER_TO_INT (data);
  g_auto (Outcome) outcome = command_run (notes[i].line);
  const char *end = strchr (outcome.err, '\n');
  g_test_message ("%s → %s", notes[i].line, outcome.err);
  g_assert_cmpint (outcome.status, ==, 0);
  if (notes[i].says == NULL) {
    g_assert_cmpstr (outcome.err, ==, "");
    return;
  }
  g_assert_nonnull (strstr (outcome.err, notes[i].says));
  g_assert_true (g_str_has_prefix (outcome.err, "sparsity-lab: "));
  g_assert_true (end != NULL && end[1] == '\0');
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int i = 0; i < (int) G_N_ELEMENTS (notes); i++) {
    g_autofree char *path = g_strdup_printf ("/notes/%d", i);
    g_test_add_data_func (path, GINT_TO_POINTER (i), test_note);
  }
  return g_test_run ();
}
