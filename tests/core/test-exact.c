/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "tests/core/exact-run.h"
#include "tests/core/training-run.h"

#include <math.h>

/* Run to the end on all rows at once, without hidden layers, the proximal rule arrives at
 * the exact solution: the same weights are 0, and the others agree. */

typedef struct
{
  const char *id;
  double step;  /* below 1/(largest curvature) of the loss */
  double scale; /* of steps in a metric of their own: about a weight's size */
  double lambda;
} Set;
static const Set sets[] = {
    {"diabetes", 0.2, 10, 5},
    {"breast-cancer", 0.25, 1, 0.02},
    {"iris", 0.5, 2, 0.02},
};

typedef struct
{
  const char *id;
  gboolean own_metric; /* its steps need to become small at the end */
  int epochs;
} Way;
static const Way ways[] = {
    {"sgd", FALSE, 20000},  {"momentum", FALSE, 2000}, {"nesterov", FALSE, 2000},
    {"fista", FALSE, 3000}, {"adam", TRUE, 3000},
};

typedef struct
{
  const Set *set;
  const Way *way;
  const char *penalty;
} Case;

static void
test_arrives (gconstpointer data)
{
  const Case *c = data;
  int epochs = c->way->epochs;
  double scale = c->set->scale;
  const SlTestStage plain[] = {{epochs, c->set->step}, {0, 0}};
  const SlTestStage own[] = {{epochs / 2, 0.1 * scale},
                             {epochs / 4, 1e-2 * scale},
                             {epochs / 4, 1e-3 * scale},
                             {0, 0}};
  g_autofree char *text = g_strdup_printf (
      "dataset %s hidden - batch-size 0 test-fraction 0 standardize-target false "
      "optimizer %s penalty %s lambda %g",
      c->set->id, c->way->id, c->penalty, c->set->lambda);
  g_autoptr (SlTraining) training =
      test_run_stages (text, c->way->own_metric ? own : plain);
  g_autoptr (SlFit) fit = test_fit (training);
  SlTestDistance found = test_distance (training, fit);
  g_test_message ("%d non-zero, largest %g, distance %g, %d differ", fit->nonzeros,
                  found.largest, found.distance, found.support);
  g_assert_cmpint (found.support, ==, 0);
  g_assert_cmpfloat (found.distance, <=, 1e-3 * fmax (1, found.largest));
}

int
main (int argc, char **argv)
{
  static const char *const penalties[] = {"l1", "l2", "elastic-net"};

  g_test_init (&argc, &argv, NULL);
  for (size_t s = 0; s < G_N_ELEMENTS (sets); s++)
    for (size_t p = 0; p < G_N_ELEMENTS (penalties); p++)
      for (size_t w = 0; w < G_N_ELEMENTS (ways); w++) {
        const Case c = {&sets[s], &ways[w], penalties[p]};
        g_autofree char *path =
            g_strdup_printf ("/exact/%s/%s/%s", sets[s].id, penalties[p], ways[w].id);
        g_test_add_data_func_full (path, g_memdup2 (&c, sizeof c), test_arrives, g_free);
      }
  return g_test_run ();
}
