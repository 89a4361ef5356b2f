/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/geometry-numbers.h"

#include "ui/figures/geometry-layout.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  const SlGeometry *geometry; /* Borrowed */
  char **points;              /* Borrowed, all of them: the columns */
  double *w[2], *loss, *size, *penalty, *sum;
  gsize row; /* the next */
} Table;

/* @loss: of the data at @w. */
static void
add_row (Table *table, const char *point, const double w[2], double loss)
{
  const SlGeometry *geometry = table->geometry;
  gsize row = table->row++;

  table->points[row] = g_strdup (point);
  table->w[0][row] = w[0];
  table->w[1][row] = w[1];
  table->loss[row] = loss;
  if (geometry->ball.shapeless)
    return;
  table->size[row] = sl_ball_value (&geometry->ball, w);
  table->penalty[row] = geometry->lambda * table->size[row];
  table->sum[row] = loss + table->penalty[row];
}

static void
add_trail (Table *table, const SlTrail *trail)
{
  double newest[2];

  for (int i = 0; i < trail->used; i++) {
    const double w[2] = {(double) trail->w[i][0], (double) trail->w[i][1]};
    add_row (table, _ ("way of training"), w,
             sl_geometry_value (table->geometry, w, FALSE));
  }
  sl_trail_newest (trail, newest);
  add_row (table, _ ("training"), newest,
           sl_geometry_value (table->geometry, newest, FALSE));
}

static void
add_plane (Table *table)
{
  const SlGeometry *geometry = table->geometry;

  for (int i = 0; i < geometry->nodes; i++)
    for (int k = 0; k < geometry->nodes; k++) {
      const double w[2] = {sl_geometry_node (geometry, k),
                           sl_geometry_node (geometry, i)};
      add_row (table, _ ("plane"), w, geometry->loss[i * geometry->nodes + k]);
    }
}

SlNumbers *
sl_geometry_numbers (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_autoptr (SlGeometry) geometry = sl_geometry_shown (snapshot, view);

  if (geometry == NULL)
    return NULL;
  const SlTrail *trail = sl_geometry_trail (geometry, snapshot);
  const SlOptimum2 *optimum = view->soft ? &geometry->soft : &geometry->hard;
  gboolean is_there = geometry->soft.found, walks = trail != NULL && trail->n > 0;
  gsize n = (gsize) geometry->nodes * geometry->nodes + is_there + geometry->least.found +
            (walks ? trail->used + 1 : 0);
  SlNumbers *numbers = sl_numbers_new (n);
  Table table = {.geometry = geometry,
                 .points = sl_numbers_add_text (numbers, "point", _ ("point"))};

  table.w[0] = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "w1", geometry->names[0]);
  table.w[1] = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "w2", geometry->names[1]);
  table.loss = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "loss", _ ("loss"));
  table.size = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "ball", _ ("R(w)"));
  table.penalty = sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "penalty", _ ("λ · R(w)"));
  table.sum =
      sl_numbers_add (numbers, SL_NUMBERS_DOUBLE, "objective", _ ("loss + λ · R(w)"));
  if (is_there)
    add_row (&table, _ ("optimum"), optimum->w, optimum->loss);
  if (geometry->least.found)
    add_row (&table, _ ("lowest loss"), geometry->least.w, geometry->least.loss);
  if (walks)
    add_trail (&table, trail);
  add_plane (&table);
  return numbers;
}
