/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the figures' numbers, against what the snapshot says itself: one check
 * for every figure, by another way than the figure goes. */
#include "core/measure/pruning.h"
#include "ui/figures/figure.h"

#include <math.h>
#include <string.h>

#define TOLERANCE 1e-6 /* of sums of floats, relative */

static int
column_of (const SlNumbers *numbers, const char *id)
{
  for (guint i = 0; i < sl_numbers_n_columns (numbers); i++)
    if (strcmp (sl_numbers_id (numbers, i), id) == 0)
      return (int) i;
  g_error ("There is no column '%s'", id);
}

/* Row −1 is the last. */
static double
cell (const SlNumbers *numbers, const char *id, int row)
{
  gsize n = sl_numbers_n_rows (numbers);

  return sl_numbers_value (numbers, row < 0 ? n + row : (gsize) row,
                           (guint) column_of (numbers, id));
}

/* The sum over the rows of @numbers of |cell|. */
static double
sum (const SlNumbers *numbers, const char *id)
{
  double total = 0.0;

  for (gsize row = 0; row < sl_numbers_n_rows (numbers); row++)
    total += fabs (cell (numbers, id, (int) row));
  return total;
}

static void
assert_near (double a, double b)
{
  g_assert_cmpfloat (fabs (a - b), <=, TOLERANCE * fmax (fabs (b), 1e-3));
}

static void
check_epochs (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  g_assert_cmpuint (sl_numbers_n_rows (numbers), ==, snapshot->epoch + 1);
  for (int i = 0; i <= snapshot->epoch; i++)
    g_assert_cmpfloat (cell (numbers, "epoch", i), ==, i);
}

static void
check_loss (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  const SlHistoryRow *last = sl_snapshot_last (snapshot);

  check_epochs (numbers, snapshot);
  g_assert_cmpfloat (cell (numbers, "train_loss", -1), ==, last->train_loss);
  g_assert_cmpfloat (cell (numbers, "test_loss", -1), ==, last->test_loss);
  g_assert_cmpfloat (cell (numbers, "penalty", -1), ==, last->penalty);
  for (int i = 0; i <= snapshot->epoch; i++)
    assert_near (cell (numbers, "train_loss", i) + cell (numbers, "penalty", i),
                 cell (numbers, "objective", i));
}

static void
check_score (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  check_epochs (numbers, snapshot);
  g_assert_cmpfloat (cell (numbers, "test_score", -1), ==,
                     sl_snapshot_last (snapshot)->test_score);
  g_assert_cmpfloat (cell (numbers, "train_score", -1), ==,
                     sl_snapshot_last (snapshot)->train_score);
}

static void
check_norms (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  const SlWeightMeasure *total = &snapshot->total;

  check_epochs (numbers, snapshot);
  assert_near (cell (numbers, "norm_l1", -1), total->norm_l1);
  assert_near (cell (numbers, "norm_l2", -1), total->norm_l2);
  g_assert_cmpfloat (cell (numbers, "norm_l0", -1), ==,
                     total->weights - total->histogram.zeros);
}

static void
check_histogram (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  const SlWeightMeasure *total = &snapshot->total;

  g_assert_cmpfloat (sum (numbers, "weights"), ==, total->weights);
  g_assert_cmpfloat (cell (numbers, "weights", 0) + cell (numbers, "weights", 1), ==,
                     total->histogram.zeros);
  g_assert_cmpfloat (cell (numbers, "up_to", 2), ==, snapshot->config.near_zero);
  g_assert_true (isnan (cell (numbers, "up_to", -1)));
  for (int i = 4; i < 3 + SL_HISTOGRAM_BINS; i++)
    g_assert_cmpfloat (cell (numbers, "above", i), ==, cell (numbers, "up_to", i - 1));
}

static void
check_zeros (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  const SlHistogram *h = &snapshot->total.histogram;

  check_epochs (numbers, snapshot);
  g_assert_cmpfloat (cell (numbers, "zeros_by_penalty", -1), ==,
                     h->zeros - h->zeros_unreached);
  g_assert_cmpfloat (cell (numbers, "zeros", -1), ==, h->zeros);
  g_assert_cmpfloat (cell (numbers, "zeros_and_near_zeros", -1), ==, h->zeros + h->near);
}

static void
check_weights (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  g_assert_cmpuint (sl_numbers_n_rows (numbers), ==, snapshot->layers[0].weights);
  assert_near (sum (numbers, "weight"), snapshot->layers[0].norm_l1);
}

static void
check_network (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  g_assert_cmpuint (sl_numbers_n_rows (numbers), ==, snapshot->total.weights);
  assert_near (sum (numbers, "weight"), snapshot->total.norm_l1);
  g_assert_cmpfloat (cell (numbers, "layer", -1), ==, snapshot->n_layers);
  g_assert_cmpfloat (cell (numbers, "to", -1), ==,
                     snapshot->layers[snapshot->n_layers - 1].outputs);
}

static void
check_boundary (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  const SlSurface *s = snapshot->surface;
  int classes = column_of (numbers, "class");

  g_assert_cmpuint (sl_numbers_n_rows (numbers), ==, s->size * s->size);
  for (int row = 0; row < s->size * s->size; row++) {
    int at = sl_surface_cell (s, cell (numbers, "x", row), cell (numbers, "y", row));
    g_autofree char *name = sl_numbers_text (numbers, (gsize) row, (guint) classes);
    g_assert_cmpint (at, ==, row);
    g_assert_cmpstr (name, ==, snapshot->problem->dataset->classes[s->winner[at]]);
    g_assert_cmpfloat (cell (numbers, "share", row), >=, 0.499);
  }
}

static void
check_coefficients (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  g_assert_cmpuint (sl_numbers_n_rows (numbers), ==, snapshot->problem->dataset->d);
  assert_near (sum (numbers, "weight"), snapshot->total.norm_l1);
  g_assert_cmpfloat (sum (numbers, "true_weight"), >, 0.0);
}

static void
check_layer_norms (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  assert_near (cell (numbers, "norm_up_to", -1), snapshot->total.norm_l1);
  for (int l = 0; l < snapshot->n_layers; l++)
    assert_near (cell (numbers, "norm", l), snapshot->layers[l].norm_l1);
  assert_near (sum (numbers, "chapter_norm"), cell (numbers, "chapter_norm_up_to", -1));
}

static void
check_confusion (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  int k = snapshot->confusion->k;
  double right = 0.0, all = sum (numbers, "rows");

  for (int i = 0; i < k; i++)
    right += cell (numbers, "rows", i * k + i);
  g_assert_cmpfloat (all, ==, snapshot->problem->test.n);
  assert_near (right / all, sl_snapshot_last (snapshot)->test_score);
}

/* At weight w and step t the proximal step of L1 leaves soft (w, tλ). */
static void
check_shrinkage (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  g_assert_cmpuint (sl_numbers_n_rows (numbers), >, 0);
  for (int i = 0; i < (int) sl_numbers_n_rows (numbers); i++) {
    double w = cell (numbers, "weight", i);
    double t = cell (numbers, "step", i) * snapshot->config.lambda;
    assert_near (fabs (cell (numbers, "after", i)), fmax (fabs (w) - t, 0.0));
  }
}

static void
check_pruning (const SlNumbers *numbers, const SlSnapshot *snapshot)
{
  g_assert_cmpuint (sl_numbers_n_rows (numbers), ==, snapshot->pruning->n);
  g_assert_cmpfloat (cell (numbers, "removed", 0), ==, 0);
  assert_near (cell (numbers, "test_score", 0), sl_snapshot_last (snapshot)->test_score);
  g_assert_cmpfloat (cell (numbers, "share", -1), ==, 1.0);
  assert_near (cell (numbers, "removed", -1), snapshot->total.weights);
}

/* What is needed to have something to show, and what that has to be. */
static const struct
{
  const char *figure, *dataset, *hidden;
  void (*check) (const SlNumbers *numbers, const SlSnapshot *snapshot);
} cases[] = {
    {"loss", "iris", "5", check_loss},
    {"score", "iris", "5", check_score},
    {"norms", "iris", "5", check_norms},
    {"histogram", "iris", "5", check_histogram},
    {"zeros", "iris", "5", check_zeros},
    {"weights", "iris", "5", check_weights},
    {"network", "iris", "5", check_network},
    {"boundary", "circle", "5", check_boundary},
    {"coefficients", "sparse-linear", "", check_coefficients},
    {"layer-norms", "iris", "6,5", check_layer_norms},
    {"confusion", "iris", "5", check_confusion},
    {"shrinkage", "iris", "5", check_shrinkage},
    {"pruning", "iris", "5", check_pruning},
};

static SlSnapshot *
take_run (const char *dataset, const char *hidden)
{
  enum { EPOCHS = 12 };
  const SlNeeds all = {.weights = 1,
                       .zeros = 1,
                       .graph = TRUE,
                       .steps = TRUE,
                       .confusion = TRUE,
                       .layer_norms = TRUE,
                       .surface = TRUE};
  g_autoptr (GError) error = NULL;
  SlConfig config;

  sl_config_init_default (&config);
  sl_setting_parse (sl_setting_find ("dataset", NULL), &config, dataset, NULL);
  sl_setting_parse (sl_setting_find ("hidden", NULL), &config, hidden, NULL);
  sl_setting_parse (sl_setting_find ("lambda", NULL), &config, "0.02", NULL);
  g_autoptr (SlTraining) training = sl_training_new (&config, NULL, &error);
  g_assert_no_error (error);
  while (sl_training_epoch (training) < EPOCHS)
    sl_training_step (training);
  SlSnapshot *snapshot = sl_snapshot_take (training, 1, SL_RUN_PAUSED, &all);
  g_autoptr (SlPruning) pruning =
      sl_pruning_new (sl_training_network (training), sl_training_problem (training));
  sl_pruning_finish (pruning, NULL);
  snapshot->pruning = g_memdup2 (sl_pruning_curve (pruning), sizeof (SlPruningCurve));
  return snapshot;
}

/* Returns (transfer full) the fields of a line; a comma may stand in a name in quotes. */
static char **
split (const char *line)
{
  g_autofree char *marked = g_strdup (line);
  gboolean quoted = FALSE;

  for (char *c = marked; *c != '\0'; c++) {
    quoted ^= *c == '"';
    if (*c == ',' && !quoted)
      *c = '\t';
  }
  return g_strsplit (marked, "\t", -1);
}

/* The file says the same numbers to the last digit. */
static void
check_file (const SlNumbers *numbers)
{
  g_autoptr (GString) csv = sl_numbers_csv (numbers);
  g_auto (GStrv) lines = g_strsplit (csv->str, "\n", -1);
  g_auto (GStrv) ids = g_strsplit (lines[0], ",", -1);

  for (guint i = 0; i < sl_numbers_n_columns (numbers); i++)
    g_assert_cmpstr (ids[i], ==, sl_numbers_id (numbers, i));
  for (gsize row = 0; row < sl_numbers_n_rows (numbers); row++) {
    g_auto (GStrv) fields = split (lines[row + 1]);
    for (guint i = 0; i < sl_numbers_n_columns (numbers); i++) {
      double value = sl_numbers_value (numbers, row, i);
      if (sl_numbers_type (numbers, i) == SL_NUMBERS_FLOAT && !isnan (value))
        g_assert_cmpfloat ((float) g_ascii_strtod (fields[i], NULL), ==, (float) value);
      else if (!isnan (value))
        g_assert_cmpfloat (g_ascii_strtod (fields[i], NULL), ==, value);
      else if (sl_numbers_type (numbers, i) != SL_NUMBERS_TEXT)
        g_assert_cmpstr (fields[i], ==, "");
    }
  }
}

static void
test_agrees (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  const SlFigureType *figure =
      (const SlFigureType *) sl_kind_find (sl_figures (), cases[i].figure, NULL);
  SlFigureView view = sl_figure_view_default (figure);
  g_autoptr (SlSnapshot) snapshot = take_run (cases[i].dataset, cases[i].hidden);
  g_autoptr (SlNumbers) numbers = sl_figure_numbers (figure, snapshot, &view);

  g_assert_nonnull (numbers);
  cases[i].check (numbers, snapshot);
  check_file (numbers);
}

/* One layer's zeros are drawn from thinned curves: here every epoch is in them. */
static void
test_zeros_of_a_layer (void)
{
  const SlFigureType *figure =
      (const SlFigureType *) sl_kind_find (sl_figures (), "zeros", NULL);
  const SlFigureView view = {.layer = 0};
  g_autoptr (SlSnapshot) snapshot = take_run ("iris", "5");
  g_autoptr (SlNumbers) numbers = sl_figure_numbers (figure, snapshot, &view);
  const SlHistogram *h = &snapshot->layers[0].histogram;

  check_epochs (numbers, snapshot);
  g_assert_cmpfloat (cell (numbers, "zeros", -1), ==, h->zeros);
  g_assert_cmpfloat (cell (numbers, "zeros_and_near_zeros", -1), ==, h->zeros + h->near);
}

/* Nothing is said of what is not there. */
static void
test_nothing (void)
{
  SlConfig config;

  sl_config_init_default (&config);
  g_autoptr (SlSnapshot) empty =
      sl_snapshot_take_empty (&config, 1, SL_RUN_PREPARING, NULL);
  for (size_t i = 0; i < sl_figures ()->n; i++) {
    const SlFigureType *figure = (const SlFigureType *) sl_figures ()->kinds[i];
    SlFigureView view = sl_figure_view_default (figure);
    g_assert_null (sl_figure_numbers (figure, NULL, &view));
    g_assert_null (sl_figure_numbers (figure, empty, &view));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/numbers/%s", cases[i].figure);
    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_agrees);
  }
  g_test_add_func ("/numbers/zeros-of-a-layer", test_zeros_of_a_layer);
  g_test_add_func ("/numbers/nothing", test_nothing);
  return g_test_run ();
}
