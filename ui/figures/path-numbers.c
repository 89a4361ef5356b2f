/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/path-numbers.h"

#include "ui/figures/path-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Of one λ; the same in all rows of it. */
typedef struct
{
  double *lambda, *nonzeros, *choice, *choice_se, *train, *test; /* Borrowed */
  char **mark;                                                   /* Borrowed */
} Columns;

static void
add_columns (SlNumbers *numbers, Columns *columns, gboolean exact)
{
  const SlNumbersType type = SL_NUMBERS_DOUBLE;

  columns->nonzeros =
      sl_numbers_add (numbers, SL_NUMBERS_COUNT, "nonzeros", _ ("not zero"));
  columns->choice =
      sl_numbers_add (numbers, type, "choice",
                      exact ? _ ("cross-validated loss") : _ ("validation loss"));
  columns->choice_se =
      sl_numbers_add (numbers, type, "choice_se", _ ("its standard error"));
  columns->train = sl_numbers_add (numbers, type, "train_loss", _ ("train loss"));
  columns->test = sl_numbers_add (numbers, type, "test_loss", _ ("test loss"));
  columns->mark = sl_numbers_add_text (numbers, "mark", _ ("mark"));
}

static const char *
mark_of (const SlPathResult *path, int at)
{
  if (at == path->min)
    return at == path->one_se ? "λ.min, λ.1se" : "λ.min";
  if (at == path->one_se)
    return "λ.1se";
  return at == path->m - 1 ? "λ.max" : "";
}

static void
fill_row (const Columns *columns, gsize row, const SlPathResult *path, int at)
{
  const SlPathRow *model = &path->rows[at];

  columns->lambda[row] = model->lambda;
  columns->nonzeros[row] = (double) model->nonzeros;
  columns->choice[row] = model->choice;
  columns->choice_se[row] = model->choice_se;
  sl_path_losses (model, &columns->train[row], &columns->test[row]);
  columns->mark[row] = g_strdup (mark_of (path, at));
}

SlNumbers *
sl_path_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  const SlPathResult *path = view->path;
  g_auto (SlPathLayout) lines = {0};

  if (path == NULL || path->n == 0)
    return NULL;
  sl_path_layout_find_lines (&lines, path);
  /* Where all weights are 0 for every λ there is no line, but there are losses. */
  gsize n = MAX (lines.n, 1);
  SlNumbers *numbers = sl_numbers_new ((gsize) path->n * n);
  Columns columns = {.lambda =
                         sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "lambda", _ ("λ"))};
  char **names = sl_numbers_add_text (numbers, "line", _ ("line"));
  double *values =
      sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, path->exact ? "weight" : "percent_zero",
                      path->exact ? _ ("weight") : _ ("% zero"));

  add_columns (numbers, &columns, path->exact);
  for (int at = 0; at < path->n; at++)
    for (gsize i = 0; i < n; i++) {
      gsize row = (gsize) at * n + i;
      fill_row (&columns, row, path, at);
      if ((int) i >= lines.n)
        continue;
      names[row] = sl_path_line_name (path, &lines.lines[i]);
      values[row] = sl_path_line_value (path, &lines.lines[i], at);
    }
  return numbers;
}
