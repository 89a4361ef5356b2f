/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/data-words.h"
#include "ui/figures/data-table.h"
#include <glib/gi18n-lib.h>

enum { DIGITS = 4 };

char *
sl_data_words_part (const SlProblem *problem, int rows)
{
  g_autofree char *count = sl_number_count (rows);
  g_autofree char *share = sl_number_text (100.0 * rows / problem->dataset->n, 3);

  return g_strdup_printf (_ ("%s (%s %%)"), count, share);
}

char *
sl_data_words_target (const SlDataset *dataset)
{
  if (dataset->task == SL_TASK_REGRESSION)
    return g_strdup_printf (_ ("%s, a number"), dataset->target);
  return g_strdup_printf (_ ("%s, %d classes"), dataset->target, dataset->n_classes);
}

char *
sl_data_words_pictures (const SlDataset *dataset)
{
  if (dataset->width < 1)
    return NULL;
  return g_strdup_printf (dataset->channels == 3 ? _ ("%d × %d, three colours")
                                                 : _ ("%d × %d, grey"),
                          dataset->width, dataset->height);
}

char *
sl_data_words_parts (const SlProblem *problem)
{
  const SlDataset *set = problem->dataset;

  if (set->n_test > 0)
    return g_strdup (_ ("The test part came with the set, so the test fraction has no "
                        "effect. The seed chooses the validation rows."));
  if (set->task == SL_TASK_CLASSIFICATION)
    return g_strdup_printf (_ ("Chosen at random with seed %" G_GUINT64_FORMAT
                               ", so that every class is shared out alike."),
                            problem->options.seed);
  return g_strdup_printf (_ ("Chosen at random with seed %" G_GUINT64_FORMAT "."),
                          problem->options.seed);
}

/* The first input that is not constant, as an example; −1 when there is none. */
static int
find_example (const SlProblem *problem)
{
  for (int j = 0; j < problem->dataset->d; j++)
    if (problem->scale[j] != 1.0f || problem->mean[j] != 0.0f)
      return j;
  return -1;
}

static char *
standardized_words (const SlProblem *problem)
{
  int j = find_example (problem);
  g_autofree char *mean = NULL, *scale = NULL, *example = NULL;

  if (j >= 0) {
    mean = sl_number_text ((double) problem->mean[j], DIGITS);
    scale = sl_number_text ((double) problem->scale[j], DIGITS);
    example = g_strdup_printf (_ (" %s becomes (x − %s) ÷ %s."),
                               problem->dataset->features[j], mean, scale);
  }
  return g_strdup_printf (
      _ ("Every input has mean 0 and standard deviation 1 over the training rows.%s "
         "Weights can be compared, and the penalty treats all inputs alike."),
      example != NULL ? example : "");
}

char *
sl_data_words_scaling (const SlProblem *problem)
{
  float range = problem->dataset->pixel_range;
  g_autofree char *text = NULL;

  if (!problem->options.standardize)
    return g_strdup (
        _ ("Inputs are used as they come. An input of large numbers needs only a small "
           "weight, which the penalty hardly sees: which weights become zero depends on "
           "the units."));
  if (!(range > 0.0f))
    return standardized_words (problem);
  text = sl_number_text ((double) range, DIGITS);
  return g_strdup_printf (
      _ ("Every pixel is divided by %s, so that it lies between 0 and 1. Weights can be "
         "compared, and the penalty treats all pixels alike."),
      text);
}

char *
sl_data_words_notes (const SlProblem *problem, const SlDataOverview *overview)
{
  const SlDataset *set = problem->source;
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; set->notes != NULL && set->notes[i] != NULL; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", set->notes[i]);
  /* The readers of tables name them already. */
  if (overview != NULL && overview->n_constant > 0 && set->n_columns == 0)
    g_string_append_printf (
        text,
        g_dngettext (GETTEXT_PACKAGE,
                     "%s%d input has one value in all rows and can teach nothing.",
                     "%s%d inputs have one value in all rows and can teach nothing.",
                     (gulong) overview->n_constant),
        text->len > 0 ? "\n" : "", overview->n_constant);
  if (text->len == 0)
    g_string_append (text, overview != NULL
                               ? _ ("Nothing was left out and nothing filled in.")
                               : _ ("Counting…"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
sl_data_words_shown (const SlDataset *dataset)
{
  g_autofree char *rows = sl_number_count (dataset->n);
  g_autofree char *inputs = sl_number_count (dataset->d);

  if (dataset->n <= SL_DATA_TABLE_ROWS && dataset->d <= SL_OVERVIEW_COLUMNS)
    return g_strdup_printf (_ ("All %s rows"), rows);
  if (dataset->d <= SL_OVERVIEW_COLUMNS)
    return g_strdup_printf (_ ("The first %d of %s rows"), SL_DATA_TABLE_ROWS, rows);
  return g_strdup_printf (
      _ ("The first %d of %s rows; histograms of the first %d of %s inputs"),
      MIN (SL_DATA_TABLE_ROWS, dataset->n), rows, SL_OVERVIEW_COLUMNS, inputs);
}
