/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/core.h"
#include "tests/core/made-set.h"

#include <math.h>

/* A trained network of @hidden on the set called @id, with derived inputs or not. */
static SlTraining *
trained (const char *id, const char *hidden, int derived, int epochs)
{
  g_autoptr (GError) error = NULL;
  SlConfig config;

  sl_config_init_default (&config);
  config.dataset = (const SlDatasetType *) sl_kind_find (sl_datasets (), id, NULL);
  config.data_options[SL_DATA_DERIVED_INPUTS] = derived;
  config.data_options[SL_DATA_SAMPLES] = 200;
  sl_setting_parse (sl_setting_find ("hidden", NULL), &config, hidden, &error);
  g_assert_no_error (error);
  SlTraining *training = sl_training_new (&config, NULL, &error);
  g_assert_no_error (error);
  while (sl_training_epoch (training) < epochs)
    sl_training_step (training);
  return training;
}

static double
middle (double lo, double hi, int size, int i)
{
  return lo + (hi - lo) * (i + 0.5) / size;
}

/* Without hidden layers the output is a sum that can be had by hand, from the inputs'
 * names. */
static double
by_hand (const SlTraining *training, double x, double y)
{
  const SlProblem *p = sl_training_problem (training);
  const float *w = sl_training_network (training)->params;
  const double inputs[] = {x, y, x * x, y * y, x * y, sin (x), sin (y)};
  double sum = (double) w[p->dataset->d];

  for (int j = 0; j < p->dataset->d; j++)
    sum += (double) w[j] * (inputs[j] - (double) p->mean[j]) / (double) p->scale[j];
  return sum;
}

static void
test_regression (void)
{
  for (int derived = 0; derived < 2; derived++) {
    g_autoptr (SlTraining) training = trained ("bumps", "", derived, 5);
    const SlProblem *p = sl_training_problem (training);
    g_autofree SlSurface *s = g_new (SlSurface, 1);

    sl_surface_fill (s, sl_training_network (training), p);
    g_assert_cmpint (s->size, ==, SL_SURFACE_SIZE);
    for (int i = 0; i < s->size * s->size; i++) {
      double x = middle (s->x_lo, s->x_hi, s->size, i % s->size);
      double y = middle (s->y_lo, s->y_hi, s->size, i / s->size);
      double z = by_hand (training, x, y) * p->target_scale + p->target_mean;

      g_assert_cmpint (sl_surface_cell (s, x, y), ==, i);
      g_assert_cmpfloat (fabs ((double) s->value[i] - z), <, 1e-4 + 1e-4 * fabs (z));
      g_assert_cmpint (s->winner[i], ==, -1);
    }
    for (int i = 0; i < p->dataset->n; i++) { /* every point is on it, with room */
      g_assert_cmpint (sl_surface_cell (s, sl_dataset_value (p->dataset, i, 0),
                                        sl_dataset_value (p->dataset, i, 1)),
                       >=, 0);
      g_assert_true (sl_dataset_target_value (p->dataset, i) >= s->z_lo &&
                     sl_dataset_target_value (p->dataset, i) <= s->z_hi);
    }
    g_assert_cmpint (sl_surface_cell (s, s->x_lo - 0.01, 0), ==, -1);
    g_assert_cmpint (sl_surface_cell (s, 0, s->y_hi + 0.01), ==, -1);
    g_assert_cmpint (sl_surface_cell (s, NAN, 0), ==, -1);
  }
}

static void
test_classes (void)
{
  g_autoptr (SlTraining) training = trained ("circle", "", 1, 20);
  g_autofree SlSurface *s = g_new (SlSurface, 1);
  int ones = 0;

  sl_surface_fill (s, sl_training_network (training), sl_training_problem (training));
  for (int i = 0; i < s->size * s->size; i++) {
    double x = middle (s->x_lo, s->x_hi, s->size, i % s->size);
    double y = middle (s->y_lo, s->y_hi, s->size, i / s->size);
    double logit = by_hand (training, x, y);

    if (fabs (logit) > 1e-3)
      g_assert_cmpint (s->winner[i], ==, logit > 0);
    g_assert_cmpfloat (fabs ((double) s->value[i] - 1.0 / (1.0 + exp (-fabs (logit)))), <,
                       1e-4);
    ones += s->winner[i];
  }
  g_assert_true (ones > 0 && ones < s->size * s->size);
}

/* Large networks get fewer cells; weights gone wrong give none a winner. */
static void
test_edges (void)
{
  g_autoptr (SlTraining) large = trained ("xor", "300,300", 0, 0);
  g_autoptr (SlTraining) small = trained ("xor", "4", 0, 0);
  g_autofree SlSurface *s = g_new (SlSurface, 1);

  sl_surface_fill (s, sl_training_network (large), sl_training_problem (large));
  g_assert_cmpint (s->size, >=, 12);
  g_assert_cmpint (s->size, <, SL_SURFACE_SIZE);
  for (size_t i = 0; i < sl_training_network (small)->n_params; i++)
    sl_training_network (small)->params[i] = NAN;
  sl_surface_fill (s, sl_training_network (small), sl_training_problem (small));
  for (int i = 0; i < s->size * s->size; i++) {
    g_assert_cmpint (s->winner[i], ==, -1);
    g_assert_true (isnan (s->value[i]));
  }
}

static void
test_fits (void)
{
  static const struct
  {
    const char *id, *options;
    gboolean fits;
  } cases[] = {{"circle", "", TRUE},
               {"circle", "derived-inputs 1", TRUE},
               {"plane", "derived-inputs 1", TRUE},
               {"iris", "", FALSE},
               {"sparse-linear", "features 8", FALSE},
               {"sparse-linear", "features 7 true-weights 2", FALSE},
               {"sparse-linear", "features 2 true-weights 1", TRUE}};

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (SlDataset) set = made_set (cases[i].id, 1, cases[i].options);
    g_assert_true (sl_surface_fits (set) == cases[i].fits);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/surface/regression", test_regression);
  g_test_add_func ("/surface/classes", test_classes);
  g_test_add_func ("/surface/edges", test_edges);
  g_test_add_func ("/surface/fits", test_fits);
  return g_test_run ();
}
