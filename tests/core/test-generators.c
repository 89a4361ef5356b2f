/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The generators against the rules they were made by. Bounds on chance are five standard
 * errors, with fixed seeds. */
#include "tests/core/made-set.h"

#include <math.h>
#include <string.h>

enum { MANY = 20000 };
#define MANY_TEXT "samples 20000 "

static double
x_of (const SlDataset *set, int i)
{
  return (double) set->X[(size_t) i * set->d];
}

static double
y_of (const SlDataset *set, int i)
{
  return (double) set->X[(size_t) i * set->d + 1];
}

/* Share of rows whose class @rule tells. */
static double
share_told (const SlDataset *set, int (*rule) (double x, double y))
{
  int n = 0;

  for (int i = 0; i < set->n; i++)
    n += rule (x_of (set, i), y_of (set, i)) == set->label[i];
  return (double) n / set->n;
}

static int
circle_rule (double x, double y)
{
  return hypot (x, y) > 3.0;
}

static int
xor_rule (double x, double y)
{
  return x * y > 0.0;
}

static int
gaussians_rule (double x, double y)
{
  return x + y > 0.0;
}

/* On an arm the angle runs with the radius, 1.5 turns by radius 5. */
static int
spiral_rule (double x, double y)
{
  return cos (atan2 (y, x) - 2.0 * G_PI * 1.5 * hypot (x, y) / 5.0) < 0.0;
}

typedef struct
{
  const char *id;
  int (*rule) (double x, double y);
  double near; /* share of rows of class 1 in the right half */
  double told; /* by the rule at the default noise, at least */
} Points;

static const Points points[] = {
    {"circle", circle_rule, 0.5, 0.98},
    {"xor", xor_rule, 0.5, 0.99},
    {"gaussians", gaussians_rule, 0.0, 0.99},
    {"spiral", spiral_rule, 0.0, 0.99},
};

/* Classes are balanced; without noise the rule tells every row, with the default noise
 * nearly all; noise moves the same points by as much as it says. */
static void
test_points (gconstpointer data)
{
  const Points *wanted = data;
  g_autoptr (SlDataset) exact = made_set (wanted->id, 3, MANY_TEXT "noise 0");
  g_autoptr (SlDataset) usual = made_set (wanted->id, 3, MANY_TEXT);
  g_autoptr (SlDataset) noisy = made_set (wanted->id, 3, MANY_TEXT "noise 0.7");
  double told = share_told (usual, wanted->rule), moved[3] = {0.0};
  int ones = 0, right = 0;

  g_assert_true (share_told (exact, wanted->rule) == 1.0);
  g_assert_cmpfloat (told, >=, wanted->told);
  g_assert_cmpfloat (told, <, 1.0);
  for (int i = 0; i < MANY; i++) {
    double dx = x_of (noisy, i) - x_of (exact, i);
    double dy = y_of (noisy, i) - y_of (exact, i);

    g_assert_cmpint (noisy->label[i], ==, exact->label[i]);
    moved[0] += dx * dx / MANY;
    moved[1] += dy * dy / MANY;
    moved[2] += dx * dy / MANY;
    ones += exact->label[i];
    right += exact->label[i] == 1 && x_of (exact, i) > 0.0;
  }
  g_assert_cmpint (ones, ==, MANY / 2);
  if (wanted->near > 0.0) /* these two are the same seen from the other side */
    g_assert_cmpfloat (fabs (right - wanted->near * ones), <,
                       5.0 * sqrt (ones * wanted->near * (1.0 - wanted->near)));
  for (int k = 0; k < 2; k++)
    g_assert_cmpfloat (fabs (moved[k] / 0.49 - 1.0), <, 5.0 * sqrt (2.0 / MANY));
  g_assert_cmpfloat (fabs (moved[2] / 0.49), <, 5.0 / sqrt (MANY));
}

/* Disc and ring are where they should be, and covered evenly. */
static void
test_circle (void)
{
  g_autoptr (SlDataset) set = made_set ("circle", 3, MANY_TEXT "noise 0");
  int near = 0;

  g_assert_cmpstr (set->classes[0], ==, "inside");
  for (int i = 0; i < MANY; i++) {
    double r = hypot (x_of (set, i), y_of (set, i));

    if (set->label[i] == 0)
      g_assert_cmpfloat (r, <=, 2.5 + 1e-6);
    else
      g_assert_true (r >= 3.5 - 1e-6 && r <= 5.0 + 1e-6);
    near += set->label[i] == 0 && r < 1.25;
  }
  /* A quarter of the disc's area is nearer than half its radius. */
  g_assert_cmpfloat (fabs (near - 2500.0), <, 5.0 * sqrt (10000 * 0.25 * 0.75));
}

/* The best rule errs as often as two Gaussians overlap: Φ(−distance / (2·noise)). */
static void
test_gaussians (void)
{
  static const struct
  {
    const char *options;
    double errors;
  } cases[] = {
      {MANY_TEXT "distance 2 noise 1", 0.158655}, /* Φ(−1) */
      {MANY_TEXT "distance 2 noise 2", 0.308538}, /* Φ(−½) */
      {MANY_TEXT "distance 0 noise 1", 0.5},
  };

  for (size_t c = 0; c < G_N_ELEMENTS (cases); c++) {
    g_autoptr (SlDataset) set = made_set ("gaussians", 1, cases[c].options);
    double p = cases[c].errors, errors = 1.0 - share_told (set, gaussians_rule);

    g_assert_cmpfloat (fabs (errors - p), <, 5.0 * sqrt (p * (1.0 - p) / MANY));
  }
}

/* More turns cross a ray from the centre more often. */
static void
test_spiral (void)
{
  g_autoptr (SlDataset) set = made_set ("spiral", 1, MANY_TEXT "noise 0 turns 3");
  gboolean seen[8] = {FALSE};

  for (int i = 0; i < MANY; i++) {
    double x = x_of (set, i), y = y_of (set, i), r = hypot (x, y);

    g_assert_true (r >= 0.5 - 1e-6 && r <= 5.0 + 1e-6);
    /* Three turns by radius 5: arm 0 meets the ray to the right at multiples of 5/3. */
    if (set->label[i] == 0 && x > 0.0 && fabs (y) < 0.05 * r)
      seen[(int) (r / (5.0 / 3.0) + 0.5)] = TRUE;
  }
  for (int k = 1; k <= 3; k++)
    g_assert_true (seen[k]);
  g_assert_false (seen[0]);
}

/* Derived inputs stand in named columns and are what they are called. */
static void
test_derived (gconstpointer data)
{
  static const char *const names[] = {"x", "y", "x²", "y²", "xy", "sin x", "sin y", NULL};
  g_autoptr (SlDataset) plain = made_set (data, 5, "derived-inputs 0");
  g_autoptr (SlDataset) derived = made_set (data, 5, "derived-inputs 1");

  g_assert_cmpint (plain->d, ==, 2);
  g_assert_cmpint (derived->d, ==, 7);
  g_assert_true (g_strv_equal ((const char *const *) derived->features, names));
  for (int i = 0; i < derived->n; i++) {
    const float *row = derived->X + 7 * i;
    double x = x_of (plain, i), y = y_of (plain, i);
    const double values[] = {x, y, x * x, y * y, x * y, sin (x), sin (y)};

    for (int j = 0; j < 7; j++)
      g_assert_true (row[j] == (float) values[j]);
  }
}

static void
test_plane (void)
{
  g_autoptr (SlDataset) set = made_set ("plane", 2, MANY_TEXT "noise 2 derived-inputs 1");
  double rest = 0.0;

  for (int i = 0; i < MANY; i++) {
    double left = (double) set->y[i];

    for (int j = 0; j < set->d; j++)
      left -= (double) set->true_weights[j] * (double) set->X[i * set->d + j];
    rest += left * left / MANY;
    g_assert_true (fabs (x_of (set, i)) <= 5.0 && fabs (y_of (set, i)) <= 5.0);
  }
  g_assert_cmpfloat (fabs (rest / 4.0 - 1.0), <, 5.0 * sqrt (2.0 / MANY));
  for (int j = 0; j < set->d; j++)
    g_assert_true ((set->true_weights[j] != 0.0f) == (j < 2));
}

/* Near the middle of a field of the chess board the height is 1 or −1, on the lines
 * between the fields 0. */
static void
test_bumps (void)
{
  g_autoptr (SlDataset) set = made_set ("bumps", 2, MANY_TEXT "noise 0 bumps 4");
  g_autoptr (SlDataset) noisy = made_set ("bumps", 2, MANY_TEXT "noise 0.5 bumps 4");
  double rest = 0.0;
  int n_top = 0, n_line = 0;

  for (int i = 0; i < MANY; i++) {
    double left = (double) noisy->y[i] - (double) set->y[i];
    double x = (x_of (set, i) + 5.0) / 2.5, y = (y_of (set, i) + 5.0) / 2.5;
    double sign = ((int) x + (int) y) % 2 == 0 ? 1.0 : -1.0;

    rest += left * left / MANY;
    if (hypot (x - floor (x) - 0.5, y - floor (y) - 0.5) < 0.05) {
      g_assert_cmpfloat (fabs ((double) set->y[i] - sign), <, 0.05);
      n_top++;
    } else if (fabs (x - 2.0) < 0.01) {
      g_assert_cmpfloat (fabs ((double) set->y[i]), <, 0.03);
      n_line++;
    }
  }
  g_assert_cmpint (n_top, >, 20);
  g_assert_cmpint (n_line, >, 20);
  g_assert_cmpfloat (fabs (rest / 0.25 - 1.0), <, 5.0 * sqrt (2.0 / MANY));
}

static void
test_sparse_linear (void)
{
  g_autoptr (SlDataset) set = made_set ("sparse-linear", 1, "noise 0");
  g_autoptr (SlDataset) spread =
      made_set ("sparse-linear", 1, "noise 0 scale-spread 1000");
  int n_true = 0, last = 0;

  g_assert_cmpint (set->n, ==, 200);
  g_assert_cmpint (set->d, ==, 50);
  g_assert_cmpstr (set->features[49], ==, "x50");
  for (int j = 0; j < set->d; j++) {
    float w = set->true_weights[j];

    if (w == 0.0f)
      continue;
    if (n_true > 0)
      g_assert_true (w * set->true_weights[last] < 0.0f &&
                     fabsf (w) < fabsf (set->true_weights[last]));
    last = j;
    n_true++;
  }
  g_assert_cmpint (n_true, ==, 8);
  /* Without noise the target is the weighted sum, whatever the scales. */
  for (int i = 0; i < set->n; i++) {
    double sum = 0.0, sum_spread = 0.0;

    for (int j = 0; j < set->d; j++) {
      sum += (double) set->X[i * set->d + j] * (double) set->true_weights[j];
      sum_spread += (double) spread->X[i * set->d + j] * (double) spread->true_weights[j];
    }
    g_assert_cmpfloat (fabs (sum - (double) set->y[i]), <, 1e-5 + 1e-6 * fabs (sum));
    g_assert_cmpfloat (fabs (sum_spread - sum), <, 1e-5 + 1e-6 * fabs (sum));
    g_assert_true (set->y[i] == spread->y[i]);
    g_assert_true (spread->X[i * set->d + set->d - 1] == set->X[i * set->d + set->d - 1]);
    g_assert_cmpfloat (
        fabsf (spread->X[i * set->d] * 1000.0f / set->X[i * set->d] - 1.0f), <, 1e-6f);
  }
}

/* Noise is what is left of the target without the weighted sum; inputs at distance k have
 * correlation cᵏ. */
static void
test_sparse_linear_chance (void)
{
  g_autoptr (SlDataset) set = made_set (
      "sparse-linear", 1, MANY_TEXT "features 6 true-weights 6 correlation 0.8 noise 2");
  double rest = 0.0, products[3] = {0.0};
  const double error = 5.0 * sqrt (2.0 / MANY);

  for (int i = 0; i < set->n; i++) {
    const float *x = set->X + 6 * i;
    double left = (double) set->y[i];

    for (int j = 0; j < 6; j++) {
      g_assert_true (set->true_weights[j] != 0.0f);
      left -= (double) x[j] * (double) set->true_weights[j];
    }
    rest += left * left / set->n;
    for (int k = 0; k < 3; k++)
      products[k] += (double) x[2] * (double) x[2 + k] / set->n;
  }
  g_assert_cmpfloat (fabs (rest / 4.0 - 1.0), <, error);
  for (int k = 0; k < 3; k++)
    g_assert_cmpfloat (fabs (products[k] - pow (0.8, k)), <, error);
}

/* Correlation within pairs is what was asked for and between pairs 0; true weights stand
 * at first twins. */
static void
test_twins (void)
{
  g_autoptr (SlDataset) set = made_set (
      "twins", 1, MANY_TEXT "features 6 true-weights 2 correlation 0.9 noise 2");
  double products[6] = {0.0}, rest = 0.0;
  const double error = 5.0 * sqrt (2.0 / MANY);

  g_assert_cmpstr (set->features[2], ==, "x2");
  g_assert_cmpstr (set->features[3], ==, "twin of x2");
  for (int j = 0; j < 6; j++)
    g_assert_true ((set->true_weights[j] != 0.0f) == (j == 0 || j == 2));
  for (int i = 0; i < MANY; i++) {
    const float *x = set->X + 6 * i;
    double left = (double) set->y[i] - (double) (set->true_weights[0] * x[0]) -
                  (double) (set->true_weights[2] * x[2]);

    rest += left * left / MANY;
    for (int k = 0; k < 6; k++)
      products[k] += (double) x[1] * (double) x[k] / MANY;
  }
  g_assert_cmpfloat (fabs (rest / 4.0 - 1.0), <, error);
  for (int k = 0; k < 6; k++)
    g_assert_cmpfloat (fabs (products[k] - (k == 0   ? 0.9
                                            : k == 1 ? 1.0
                                                     : 0.0)),
                       <, error);
}

/* Classes are balanced although the rule decides them: without noise it tells every row,
 * with noise σ a share 1 − atan(σ/‖w‖)/π. Inputs are independent of each other. */
static void
test_needles (void)
{
  static const double noises[] = {0.0, 1.0, 4.0};

  for (int c = 0; c < 3; c++) {
    g_autofree char *options =
        g_strdup_printf (MANY_TEXT "features 20 true-weights 5 noise %.0f", noises[c]);
    g_autoptr (SlDataset) set = made_set ("needles", 1, options);
    double told = 0.0, wanted, square = 0.0, products[3] = {0.0};
    int ones = 0;

    for (int j = 0; j < 20; j++) {
      g_assert_true ((set->true_weights[j] != 0.0f) == (j % 4 == 0));
      square += (double) set->true_weights[j] * (double) set->true_weights[j];
    }
    for (int i = 0; i < MANY; i++) {
      const float *x = set->X + 20 * i;
      double sum = 0.0;

      for (int j = 0; j < 20; j++)
        sum += (double) set->true_weights[j] * (double) x[j];
      told += (double) ((sum > 0.0) == (set->label[i] == 1)) / MANY;
      ones += set->label[i];
      for (int k = 0; k < 3; k++)
        products[k] += (double) x[0] * (double) x[4 * k + (k == 2)] / MANY;
    }
    g_assert_cmpint (ones, ==, MANY / 2);
    wanted = 1.0 - atan (noises[c] / sqrt (square)) / G_PI;
    g_assert_cmpfloat (fabs (told - wanted), <,
                       1e-9 + 5.0 * sqrt (wanted * (1.0 - wanted) / MANY));
    for (int k = 0; k < 3; k++)
      g_assert_cmpfloat (fabs (products[k] - (k == 0 ? 1.0 : 0.0)), <,
                         5.0 * sqrt (2.0 / MANY));
  }
}

int
main (int argc, char *argv[])
{
  static const char *const with_derived[] = {"circle", "xor",   "gaussians",
                                             "spiral", "plane", "bumps"};

  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (points); i++) {
    g_autofree char *path = g_strconcat ("/generators/points/", points[i].id, NULL);

    g_test_add_data_func (path, &points[i], test_points);
  }
  for (size_t i = 0; i < G_N_ELEMENTS (with_derived); i++) {
    g_autofree char *path = g_strconcat ("/generators/derived/", with_derived[i], NULL);

    g_test_add_data_func (path, with_derived[i], test_derived);
  }
  g_test_add_func ("/generators/circle", test_circle);
  g_test_add_func ("/generators/gaussians", test_gaussians);
  g_test_add_func ("/generators/spiral", test_spiral);
  g_test_add_func ("/generators/plane", test_plane);
  g_test_add_func ("/generators/bumps", test_bumps);
  g_test_add_func ("/generators/sparse-linear", test_sparse_linear);
  g_test_add_func ("/generators/sparse-linear/chance", test_sparse_linear_chance);
  g_test_add_func ("/generators/twins", test_twins);
  g_test_add_func ("/generators/needles", test_needles);
  return g_test_run ();
}
