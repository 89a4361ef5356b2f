/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of the data window, pixel by number, and at sizes that make no sense. */
#include "tests/support/picture.h"
#include "ui/figures/class-balance.h"
#include "ui/figures/data-table.h"
#include "ui/figures/sample-images.h"

#include <math.h>

enum { WIDTH = 600, HEIGHT = 400 };

static SlProblem *
problem_of (const char *id, double validation)
{
  const SlKind *kind = sl_kind_find (sl_datasets (), id, NULL);
  SlProblemOptions options = {.test_fraction = 0.25,
                              .standardize = TRUE,
                              .seed = 1,
                              .validation_fraction = validation};
  double values[SL_N_DATA_OPTIONS];
  g_autoptr (SlDataset) set = NULL;

  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    values[i] = NAN;
  set = sl_dataset_make ((const SlDatasetType *) kind, values, 1, NULL);
  return sl_problem_new (set, &options, NULL);
}

/* How many pixels of each part a bar has is in proportion to its rows. */
static void
test_balance (gconstpointer data)
{
  SlTheme theme = sl_theme_screen (GPOINTER_TO_INT (data), FALSE);
  g_autoptr (SlProblem) problem = problem_of ("digits", 0.2);
  g_autoptr (SlDataOverview) overview =
      sl_data_overview_new (problem->source, problem, NULL);
  SlColor train = sl_style_fill (&theme, SL_ROLE_TRAIN);
  SlColor test = sl_style_fill (&theme, SL_ROLE_TEST);
  Picture picture;

  picture_init (&picture, WIDTH, HEIGHT, NULL);
  sl_class_balance_draw (picture.cr, WIDTH, HEIGHT, &theme, overview);
  /* The bars stand below the legend, 18 px each. */
  for (int k = 0; k < 10; k++) {
    int y = 18 * (k + 1) + 9;
    double trained = picture_count (&picture, 0, y, WIDTH, 1, train, 4);
    double tested = picture_count (&picture, 0, y, WIDTH, 1, test, 4);
    double wanted = (double) overview->part_rows[SL_PART_TRAIN][k] /
                    overview->part_rows[SL_PART_TEST][k];

    g_assert_cmpfloat (tested, >, 50.0);
    g_assert_cmpfloat (fabs (trained - wanted * tested), <, 6.0);
  }
  picture_clear (&picture);
}

/* Each pixel of the first picture is its number's grey. */
static void
test_samples (void)
{
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  g_autoptr (SlProblem) problem = problem_of ("digits", 0.0);
  const SlDataset *set = problem->dataset;
  g_autoptr (SlDataOverview) overview =
      sl_data_overview_new (problem->source, problem, NULL);
  Picture picture;

  picture_init (&picture, WIDTH, HEIGHT, NULL);
  sl_sample_images_draw (picture.cr, WIDTH, HEIGHT, &theme, overview);
  for (int p = 0; p < 64; p++) {
    double grey = sl_dataset_value (set, overview->samples[0], p) / 16.0;

    g_assert_true (picture_shows (&picture, p % 8 * 5 + 2, p / 8 * 5 + 2,
                                  (SlColor){grey, grey, grey, 1.0}, 1));
  }
  picture_clear (&picture);
}

/* Where the marked cell is shown, a click finds it again; all of 100 × 65 cells. */
static void
test_table_cells (void)
{
  SlTheme theme = sl_theme_screen (FALSE, FALSE);
  g_autoptr (SlProblem) problem = problem_of ("digits", 0.0);
  SlDataTableView view = {.dataset = problem->source};
  SlColor color = sl_style_fill (&theme, SL_ROLE_TRAIN);

  for (int row = 0; row < SL_DATA_TABLE_ROWS; row += 9)
    for (int column = 0; column <= 64; column += 4) {
      Picture picture;
      int found = 0;

      view.row = row;
      view.column = column;
      sl_data_table_reveal (&view, &theme, WIDTH, HEIGHT);
      picture_init (&picture, WIDTH, HEIGHT, NULL);
      sl_data_table_draw (picture.cr, WIDTH, HEIGHT, &theme, &view);
      for (int y = 0; y < HEIGHT; y += 3)
        for (int x = 0; x < WIDTH; x += 3) {
          int r, c;

          if (picture_pixel (&picture, x, y) >> 24 < 255 ||
              !picture_shows (&picture, x, y, color, 60))
            continue;
          g_assert_true (sl_data_table_cell (&view, &theme, x, y, &r, &c));
          g_assert_cmpint (r, ==, row);
          g_assert_cmpint (c, ==, column);
          found++;
        }
      g_assert_cmpint (found, >, 0);
      picture_clear (&picture);
    }
}

/* The bars of a column's histogram: nothing before they are counted. */
static void
test_table_bars (void)
{
  SlTheme theme = sl_theme_screen (TRUE, FALSE);
  g_autoptr (SlProblem) problem = problem_of ("diabetes", 0.0);
  g_autoptr (SlDataOverview) overview =
      sl_data_overview_new (problem->source, problem, NULL);
  SlDataTableView view = {.dataset = problem->source, .row = -1};
  SlColor bars = sl_style_fill (&theme, SL_ROLE_NEUTRAL);
  Picture picture;

  picture_init (&picture, WIDTH, HEIGHT, NULL);
  sl_data_table_draw (picture.cr, WIDTH, HEIGHT, &theme, &view);
  g_assert_cmpint (picture_count (&picture, 0, 26, WIDTH, 38, bars, 4), ==, 0);
  view.overview = overview;
  sl_data_table_draw (picture.cr, WIDTH, HEIGHT, &theme, &view);
  g_assert_cmpint (picture_count (&picture, 0, 26, WIDTH, 38, bars, 4), >, 500);
  picture_clear (&picture);
}

/* Every set at sizes from nothing on, counted and not, with sentences. */
static void
test_all_sets (void)
{
  static const int sizes[] = {0, 1, 7, 90, 700};
  SlTheme theme = sl_theme_screen (FALSE, TRUE);

  for (size_t k = 0; k < sl_datasets ()->n; k++) {
    g_autoptr (SlProblem) problem = problem_of (sl_datasets ()->kinds[k]->id, 0.1);
    g_autoptr (SlDataOverview) overview =
        sl_data_overview_new (problem->source, problem, NULL);
    SlDataTableView view = {.dataset = problem->source, .overview = overview};
    g_autofree char *balance = sl_class_balance_describe (overview);
    g_autofree char *cell = sl_data_table_describe (&view);
    Picture picture;

    g_assert_cmpuint (strlen (balance), >, 20);
    g_assert_cmpuint (strlen (cell), >, 20);
    picture_init (&picture, 700, 700, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++) {
      sl_data_table_draw (picture.cr, sizes[i], sizes[i], &theme, &view);
      sl_class_balance_draw (picture.cr, sizes[i], sizes[i], &theme, overview);
      sl_sample_images_draw (picture.cr, sizes[i], sizes[i], &theme, overview);
    }
    g_assert_cmpint (cairo_status (picture.cr), ==, CAIRO_STATUS_SUCCESS);
    g_assert_false (picture_is_blank (&picture));
    picture_clear (&picture);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/pictures/balance/light", GINT_TO_POINTER (FALSE), test_balance);
  g_test_add_data_func ("/pictures/balance/dark", GINT_TO_POINTER (TRUE), test_balance);
  g_test_add_func ("/pictures/samples", test_samples);
  g_test_add_func ("/pictures/table/cells", test_table_cells);
  g_test_add_func ("/pictures/table/bars", test_table_bars);
  g_test_add_func ("/pictures/sets", test_all_sets);
  return g_test_run ();
}
