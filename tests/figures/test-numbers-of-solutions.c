/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the figures that show exact solutions, path and geometry, against what
 * the solvers say. */
#include "ui/figures/figure.h"

#include <math.h>
#include <string.h>

#define TOLERANCE 1e-9 /* relative */

static int
column_of (const SlNumbers *numbers, const char *id)
{
  for (guint i = 0; i < sl_numbers_n_columns (numbers); i++)
    if (strcmp (sl_numbers_id (numbers, i), id) == 0)
      return (int) i;
  g_error ("There is no column '%s'", id);
}

static double
cell (const SlNumbers *numbers, const char *id, gsize row)
{
  return sl_numbers_value (numbers, row, (guint) column_of (numbers, id));
}

static char *
word (const SlNumbers *numbers, const char *id, gsize row)
{
  return sl_numbers_text (numbers, row, (guint) column_of (numbers, id));
}

static SlNumbers *
numbers_of (const char *figure, SlSnapshot *snapshot, const SlFigureView *view)
{
  return sl_figure_numbers (
      (const SlFigureType *) sl_kind_find (sl_figures (), figure, NULL), snapshot, view);
}

static SlConfig
make_config (const char *dataset, const char *hidden)
{
  SlConfig config;

  sl_config_init_default (&config);
  sl_setting_parse (sl_setting_find ("dataset", NULL), &config, dataset, NULL);
  sl_setting_parse (sl_setting_find ("hidden", NULL), &config, hidden, NULL);
  sl_setting_parse (sl_setting_find ("penalty", NULL), &config, "l1", NULL);
  sl_setting_parse (sl_setting_find ("lambda", NULL), &config, "0.05", NULL);
  return config;
}

static SlSnapshot *
take_run (const SlConfig *config)
{
  const SlNeeds needs = {.geometry = TRUE, .pair = {0, 1}};
  g_autoptr (GError) error = NULL;
  g_autoptr (SlTraining) training = sl_training_new (config, NULL, &error);

  g_assert_no_error (error);
  for (int i = 0; i < 3; i++)
    sl_training_step (training);
  return sl_snapshot_take (training, 1, SL_RUN_PAUSED, &needs);
}

static void
publish_cb (SlPathResult *result, gpointer data)
{
  SlPathResult **last = data;

  g_clear_pointer (last, sl_path_result_unref);
  *last = result;
}

static SlPathResult *
find_path (const SlConfig *config)
{
  SlPathResult *last = NULL;
  SlPathJob job = {.wish = sl_path_wish_default (), .publish = publish_cb, .data = &last};

  job.config = *config;
  job.wish.folds = 4;
  job.wish.grid.n_lambdas = 15;
  job.wish.sweep.n_lambdas = 3;
  job.wish.sweep.first_epochs = 3;
  job.wish.sweep.epochs = 1;
  sl_path_find (&job);
  return last;
}

static int
feature_called (const SlDataset *set, const char *name)
{
  for (int j = 0; j < set->d; j++)
    if (g_str_equal (set->features[j], name))
      return j;
  g_error ("There is no input '%s'", name);
}

/* At each λ a row for each weight that is ever not 0: the solution's; those that are not
 * 0 are as many as the row says, and the choices are marked. */
static void
test_exact_path (void)
{
  SlConfig config = make_config ("diabetes", "");
  g_autoptr (SlSnapshot) snapshot = take_run (&config);
  g_autoptr (SlPathResult) path = find_path (&config);
  SlFigureView view = {.layer = -1, .path = path, .cursor = NAN};
  g_autoptr (SlNumbers) numbers = numbers_of ("path", snapshot, &view);
  gsize n = sl_numbers_n_rows (numbers) / path->n;

  g_assert_cmpuint (sl_numbers_n_rows (numbers), ==, n * path->n);
  g_assert_cmpuint (n, ==, path->problem->dataset->d);
  for (int at = 0; at < path->n; at++) {
    gint64 nonzeros = 0;
    for (gsize i = 0; i < n; i++) {
      gsize row = at * n + i;
      g_autofree char *line = word (numbers, "line", row);
      g_autofree char *mark = word (numbers, "mark", row);
      int input = feature_called (path->problem->dataset, line);
      g_assert_cmpfloat (cell (numbers, "weight", row), ==,
                         sl_path_result_coefficient (path, at, 0, input));
      g_assert_cmpfloat (cell (numbers, "lambda", row), ==, path->lambdas[at]);
      g_assert_cmpfloat (cell (numbers, "choice", row), ==, path->rows[at].choice);
      g_assert_cmpint (strstr (mark, "λ.min") != NULL, ==, at == path->min);
      g_assert_cmpint (strstr (mark, "λ.1se") != NULL, ==, at == path->one_se);
      nonzeros += cell (numbers, "weight", row) != 0.0;
    }
    g_assert_cmpfloat (cell (numbers, "nonzeros", at * n), ==, (double) nonzeros);
  }
}

/* Of a network the zeros of each layer, and of all of them. */
static void
test_network_path (void)
{
  SlConfig config = make_config ("iris", "4");
  g_autoptr (SlSnapshot) snapshot = take_run (&config);
  g_autoptr (SlPathResult) path = find_path (&config);
  SlFigureView view = {.layer = -1, .path = path, .cursor = NAN};
  g_autoptr (SlNumbers) numbers = numbers_of ("path", snapshot, &view);
  gsize last = sl_numbers_n_rows (numbers) - 1;
  const SlSnapshot *model = path->rows[path->n - 1].model;

  g_assert_cmpuint (last + 1, ==, 3 * path->n);
  for (int l = -1; l < 2; l++) {
    const SlWeightMeasure *measure = l < 0 ? &model->total : &model->layers[l];
    g_assert_cmpfloat_with_epsilon (
        cell (numbers, "percent_zero", last - 1 + l),
        100.0 * (double) measure->histogram.zeros / (double) measure->weights, 1e-12);
  }
  g_assert_cmpfloat (cell (numbers, "test_loss", last), ==,
                     sl_snapshot_last (model)->test_loss);
}

static void
assert_near (double a, double b)
{
  g_assert_cmpfloat (fabs (a - b), <=, TOLERANCE * fmax (fabs (b), 1.0));
}

/* The optimum is the lowest row of the form shown, the lowest loss the lowest of all;
 * each row is loss + λ · R; the last step of training is the weights now. */
static void
check_geometry (const SlNumbers *numbers, const SlGeometry *g, gboolean soft)
{
  double least = INFINITY, best = INFINITY;

  for (gsize row = 0; row < sl_numbers_n_rows (numbers); row++) {
    const double w[2] = {cell (numbers, "w1", row), cell (numbers, "w2", row)};
    double loss = cell (numbers, "loss", row), sum = cell (numbers, "objective", row);
    assert_near (loss, sl_geometry_value (g, w, FALSE));
    assert_near (sum, sl_geometry_value (g, w, TRUE));
    if (row < 2)
      continue;
    least = fmin (least, loss);
    if (soft || cell (numbers, "ball", row) <= g->radius)
      best = fmin (best, soft ? sum : loss);
  }
  g_autofree char *first = word (numbers, "point", 0);
  g_autofree char *second = word (numbers, "point", 1);
  g_assert_cmpstr (first, ==, "optimum");
  g_assert_cmpstr (second, ==, "lowest loss");
  g_assert_cmpfloat (cell (numbers, soft ? "objective" : "loss", 0), <=, best + 1e-9);
  g_assert_cmpfloat (cell (numbers, "loss", 1), <=, least + 1e-9);
}

static void
test_geometry (void)
{
  SlConfig config = make_config ("iris", "4");
  SlBuiltIn problem = sl_built_in_default ();
  g_autoptr (SlSnapshot) snapshot = take_run (&config);
  g_autoptr (SlGeometry) g = sl_built_in_geometry (&problem, &config);

  for (int soft = 0; soft < 2; soft++) {
    SlFigureView view = {.layer = -1, .geometry = g, .soft = soft};
    g_autoptr (SlNumbers) numbers = numbers_of ("geometry", snapshot, &view);
    gsize planes = (gsize) g->nodes * g->nodes;
    gsize now = sl_numbers_n_rows (numbers) - planes - 1;
    g_autofree char *name = word (numbers, "point", now);
    g_assert_cmpuint (now, ==, 2 + g->trail->used);
    g_assert_cmpstr (name, ==, "training");
    g_assert_cmpfloat (cell (numbers, "w1", now), ==, (double) g->trail->newest[0]);
    check_geometry (numbers, g, soft);
  }
}

/* Nothing before there is a path; a table of losses where no weight is ever there. */
static void
test_nothing (void)
{
  SlConfig config = make_config ("diabetes", "");
  g_autoptr (SlSnapshot) snapshot = take_run (&config);
  g_autoptr (SlPathResult) begun = sl_path_result_new (&config);
  SlFigureView view = {.layer = -1, .cursor = NAN};

  g_assert_null (numbers_of ("path", snapshot, &view));
  view.path = begun;
  g_assert_null (numbers_of ("path", snapshot, &view));
  g_assert_null (numbers_of ("geometry", snapshot, &view)); /* still being found */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/numbers-of-solutions/exact-path", test_exact_path);
  g_test_add_func ("/numbers-of-solutions/network-path", test_network_path);
  g_test_add_func ("/numbers-of-solutions/geometry", test_geometry);
  g_test_add_func ("/numbers-of-solutions/nothing", test_nothing);
  return g_test_run ();
}
