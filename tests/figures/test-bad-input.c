/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs that have no data for a figure, or data of an odd shape: the card says so, and
 * draws no nonsense. */
#include "tests/figures/check-numbers.h"
#include "tests/support/fake-snapshot.h"
#include "tests/support/picture.h"
#include "ui/figures/figure.h"

#include <math.h>
#include <string.h>

enum { WIDTH = 490, HEIGHT = 330 };

static const SlNeeds everything = {.weights = G_MAXUINT64,
                                   .zeros = G_MAXUINT64,
                                   .graph = TRUE,
                                   .steps = TRUE,
                                   .watch = {.set = TRUE},
                                   .confusion = TRUE,
                                   .layer_norms = TRUE,
                                   .surface = TRUE,
                                   .geometry = TRUE};

/* A run, and what its figures say of what it lacks. */
typedef struct
{
  const char *name;
  const char *settings; /* "hidden 5000 …"; "-" is the empty value */
  int epochs;
  const char *misfits;    /* ids of the figures that do not fit, divided by blanks */
  const char *says[4][2]; /* figure, words in its sentence */
} Case;

static const Case cases[] = {
    {"epoch-0",
     "",
     0,
     "boundary coefficients",
     {{"loss", "After epoch 0"}, {"norms", "At epoch 0"}, {"pruning", "being made"}}},
    {"no-test-part",
     "test-fraction 0",
     3,
     "boundary coefficients",
     {{"loss", "there are no test rows"},
      {"score", "there are no test rows"},
      {"confusion", "training rows"}}},
    {"no-test-part-of-numbers",
     "dataset diabetes hidden - test-fraction 0",
     3,
     "boundary confusion",
     {{"score", "R² is"}, {"loss", "there are no test rows"}}},
    {"no-test-but-validation",
     "test-fraction 0 validation-fraction 0.2",
     3,
     "boundary coefficients",
     {{"loss", "the validation loss"}}},
    {"no-hidden-layers",
     "hidden -",
     3,
     "boundary",
     {{"layer-norms", "all layers"}, {"network", "0 of 0 hidden units"}}},
    {"5000-units",
     "hidden 5000",
     0,
     "boundary coefficients",
     {{"network", "370000 links"}, {"weights", "5000 units"}}},
    {"5000-units-last",
     "dataset xor hidden 40,5000",
     1,
     "coefficients",
     {{"network", "of 5040 hidden units"}}},
};

static SlConfig
configure (const Case *test)
{
  g_auto (GStrv) words = g_strsplit (test->settings, " ", -1);
  SlConfig config;

  sl_config_init_default (&config);
  config.lambda = 1e-3;
  for (int i = 0; words[i] != NULL && words[i + 1] != NULL; i += 2)
    g_assert_true (sl_setting_parse (sl_setting_find (words[i], NULL), &config,
                                     g_str_equal (words[i + 1], "-") ? "" : words[i + 1],
                                     NULL));
  return config;
}

static SlSnapshot *
take_snapshot (const Case *test)
{
  SlConfig config = configure (test);
  g_autoptr (GError) error = NULL;
  g_autoptr (SlTraining) training = sl_training_new (&config, NULL, &error);

  g_assert_no_error (error);
  while (sl_training_epoch (training) < test->epochs)
    g_assert_cmpint (sl_training_step (training), <=, SL_TRAINING_EPOCH);
  return sl_snapshot_take (training, 1, SL_RUN_PAUSED, &everything);
}

/* A number that is none, or a class that is none, must not be told as if it were one. */
static void
check_words (const char *text)
{
  static const char *const nonsense[] = {"nan", "NaN", "inf ", "-inf", "(null)", "none"};

  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (size_t i = 0; i < G_N_ELEMENTS (nonsense); i++)
    g_assert_null (strstr (text, nonsense[i]));
}

static void
check_card (const SlFigureType *figure, const SlSnapshot *snapshot)
{
  static const int sizes[][2] = {{0, 0}, {1, 1}, {WIDTH, HEIGHT}};
  SlFigureView view = sl_figure_view_default (figure);
  SlTheme theme = sl_theme_screen (FALSE, FALSE);

  for (size_t i = 0; i < G_N_ELEMENTS (sizes); i++) {
    int width = sizes[i][0], height = sizes[i][1];
    Picture picture;

    picture_init (&picture, MAX (width, 1), MAX (height, 1), NULL);
    figure->draw (picture.cr, width, height, snapshot, &view, &theme);
    g_assert_true (width < WIDTH || !picture_is_blank (&picture));
    picture_clear (&picture);
    for (int k = 0; k < 25; k++) {
      SlProbe probe;

      figure->probe (width, height, snapshot, &view, &theme, width * (k % 5) / 4.0,
                     height * (k / 5) / 4.0, &probe);
      check_words (probe.text);
    }
  }
  check_numbers (figure, snapshot, &view);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (SlSnapshot) snapshot = take_snapshot (test);
  g_autoptr (GString) misfits = g_string_new (NULL);

  for (size_t i = 0; i < sl_figures ()->n; i++) {
    const SlFigureType *figure = (const SlFigureType *) sl_figures ()->kinds[i];
    SlFigureView view = sl_figure_view_default (figure);
    g_autofree char *text = figure->describe (snapshot, &view);
    g_autofree char *subtitle = figure->subtitle (snapshot, &view);
    g_autofree char *misfit = sl_figure_misfit (figure, snapshot);

    g_test_message ("%s (%s): %s", figure->kind.id, subtitle, text);
    check_words (text);
    check_words (subtitle);
    if (misfit != NULL)
      g_string_append_printf (misfits, "%s%s", misfits->len > 0 ? " " : "",
                              figure->kind.id);
    check_card (figure, snapshot);
    for (int k = 0; k < 4 && test->says[k][0] != NULL; k++)
      if (g_str_equal (figure->kind.id, test->says[k][0]))
        g_assert_nonnull (strstr (text, test->says[k][1]));
  }
  g_assert_cmpstr (misfits->str, ==, test->misfits);
}

/* Data of one class cannot be learnt: the run fails, and every card says why. */
static void
test_one_class (void)
{
  enum { ROWS = 12 };
  const SlProblemOptions options = {.test_fraction = 0.25, .seed = 1};
  const char *const classes[] = {"only", NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (SlProblem) problem = NULL;
  g_autoptr (SlSnapshot) snapshot = NULL;
  SlConfig config;

  sl_config_init_default (&config);
  g_autoptr (SlDataset) set =
      sl_dataset_new (config.dataset, SL_TASK_CLASSIFICATION, ROWS, 2, NULL);
  for (int i = 0; i < 2 * ROWS; i++)
    set->X[i] = (float) sin (i);
  set->n_classes = 1;
  set->label = g_new0 (int, ROWS);
  set->classes = g_strdupv ((char **) classes);
  problem = sl_problem_new (set, &options, &error);
  g_assert_null (problem);
  g_assert_error (error, SL_ERROR, SL_ERROR_DATA);
  g_assert_nonnull (strstr (error->message, "one class, 'only'"));
  snapshot = sl_snapshot_take_empty (&config, 1, SL_RUN_FAILED, error->message);
  for (size_t i = 0; i < sl_figures ()->n; i++)
    check_card ((const SlFigureType *) sl_figures ()->kinds[i], snapshot);
}

/* Epochs 40 to 60 of 100 have no numbers: no figure draws a curve across them. */
static void
test_gap (void)
{
  static const char *const ids[] = {"loss", "score"};
  double values[101];
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (100);
  SlTheme theme = sl_theme_export (FALSE, FALSE);

  for (int i = 0; i <= 100; i++)
    values[i] = i > 40 && i < 60 ? NAN : 0.5;
  for (int i = 0; i < SL_N_TRACES; i++)
    fake_snapshot_set_trace (snapshot, i, G_N_ELEMENTS (values), values);
  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++) {
    const SlFigureType *figure =
        (const SlFigureType *) sl_kind_find (sl_figures (), ids[i], NULL);
    SlFigureView view = sl_figure_view_default (figure);
    SlColor curve = sl_style_fill (&theme, SL_ROLE_TRAIN);
    Picture picture;

    picture_init (&picture, WIDTH, HEIGHT, NULL);
    figure->draw (picture.cr, WIDTH, HEIGHT, snapshot, &view, &theme);
    g_test_message ("%s: %d before, %d in the gap", ids[i],
                    picture_count (&picture, 100, 0, 60, HEIGHT, curve, 24),
                    picture_count (&picture, 250, 0, 20, HEIGHT, curve, 24));
    g_assert_cmpint (picture_count (&picture, 100, 0, 60, HEIGHT, curve, 24), >, 40);
    g_assert_cmpint (picture_count (&picture, 250, 0, 20, HEIGHT, curve, 24), ==, 0);
    picture_clear (&picture);
  }
}

/* Losses of a sample say so. */
static void
test_sample (void)
{
  static const char *const ids[] = {"loss", "score"};
  Case test = {"", "", 1, "", {{NULL}}};
  g_autoptr (SlSnapshot) snapshot = take_snapshot (&test);
  const SlFigureType *confusion =
      (const SlFigureType *) sl_kind_find (sl_figures (), "confusion", NULL);
  SlFigureView plain = sl_figure_view_default (confusion);

  /* Its counts, too. */
  snapshot->sampled[SL_PART_TEST] = 400;
  g_autofree char *rows = confusion->subtitle (snapshot, &plain);
  g_assert_cmpstr (rows, ==, "400 of 450 test rows");
  snapshot->sampled[SL_PART_TEST] = 0;
  for (size_t i = 0; i < G_N_ELEMENTS (ids); i++) {
    const SlFigureType *figure =
        (const SlFigureType *) sl_kind_find (sl_figures (), ids[i], NULL);
    SlFigureView view = sl_figure_view_default (figure);

    for (int sampled = 0; sampled < 2; sampled++) {
      snapshot->sampled[SL_PART_TRAIN] = sampled ? 500 : 0;
      g_autofree char *text = figure->describe (snapshot, &view);
      g_autofree char *subtitle = figure->subtitle (snapshot, &view);
      g_test_message ("%s | %s", subtitle, text);
      g_assert_true ((strstr (subtitle, ", 500 of 1\u202f347 training rows") != NULL) ==
                     sampled);
      g_assert_true (
          g_str_has_suffix (text, ", evaluated on 500 of 1\u202f347 training rows.") ==
          sampled);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/bad-input/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/bad-input/one-class", test_one_class);
  g_test_add_func ("/bad-input/gap", test_gap);
  g_test_add_func ("/bad-input/sample", test_sample);
  return g_test_run ();
}
