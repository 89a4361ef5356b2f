/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/fuzz.h"

#include "core/core.h"

#include <math.h>
#include <string.h>

void
fuzz_check_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == SL_ERROR);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpint (*error->message, !=, '\0');
}

static void
check_targets (const SlDataset *set)
{
  g_assert_true ((set->y != NULL) == (set->task == SL_TASK_REGRESSION));
  g_assert_true ((set->label != NULL) == (set->task == SL_TASK_CLASSIFICATION));
  g_assert_true ((set->classes != NULL) == (set->task == SL_TASK_CLASSIFICATION));
  if (set->classes != NULL)
    g_assert_cmpint ((int) g_strv_length (set->classes), ==, set->n_classes);
  for (int i = 0; i < set->n; i++)
    if (set->label != NULL)
      g_assert_true (set->label[i] >= 0 && set->label[i] < set->n_classes);
    else
      g_assert_true (isfinite (set->y[i]));
}

/* Reads every number, so that the sanitizer sees lists that are too short. */
static void
check_part (const SlPart *part)
{
  g_autofree float *scratch = g_new (float, (size_t) MAX (part->d, 1));

  for (int i = 0; i < part->n; i++) {
    const float *x = sl_part_rows (part, i, 1, scratch);

    for (int j = 0; j < part->d; j++)
      g_assert_true (isfinite (x[j]));
  }
}

static void
check_set (SlDataset *set)
{
  const SlProblemOptions options = {
      .test_fraction = 0.25, .standardize = TRUE, .standardize_target = TRUE, .seed = 1};
  g_autoptr (GError) error = NULL;
  g_autoptr (SlProblem) problem = NULL;

  g_assert_true (set->n > 0 && set->d > 0);
  g_assert_true ((set->X != NULL) != (set->pixels != NULL));
  g_assert_cmpint ((int) g_strv_length (set->features), ==, set->d);
  g_assert_true (set->n_test >= 0 && set->n_test < set->n);
  g_assert_true (set->width == 0 || set->width * set->height * set->channels == set->d);
  check_targets (set);
  set->type = sl_data_file_type ();
  problem = sl_problem_new (set, &options, &error);
  if (problem == NULL) {
    fuzz_check_sentence (error);
    return;
  }
  check_part (&problem->train);
  check_part (&problem->test);
}

void
fuzz_check_set (SlDataset *set, GError *error)
{
  g_assert_true ((set == NULL) != (error == NULL));
  if (set != NULL)
    check_set (set);
  else
    fuzz_check_sentence (error);
  g_clear_pointer (&set, sl_dataset_unref);
  g_clear_error (&error);
}
