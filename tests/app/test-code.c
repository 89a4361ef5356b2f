/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `train --code`: the scripts run where their library is installed, and agree with us. */
#include "tests/app/command.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* A script and what it has to come to. */
typedef struct
{
  const char *path, *library, *module; /* of the test, of --code, of Python */
  const char *settings;
  gboolean same_optimum; /* convex and trained to the end: objective and zeros are ours */
  gboolean same_zeros;
  double least_score; /* of the training part, for the others */
} Case;

#define ELASTIC                                                                          \
  "--dataset diabetes --hidden '' --test-fraction 0 --penalty elastic-net --lambda "     \
  "0.05 "                                                                                \
  "--l1-share 0.6 --optimizer sgd --learning-rate 0.05 --batch-size 0 --epochs 1500 "
#define LASSO                                                                            \
  "--dataset iris --hidden '' --test-fraction 0 --penalty l1 --lambda 0.02 --optimizer " \
  "fista --learning-rate 0.5 --batch-size 0 --epochs 3000 "

static const Case cases[] = {
    {"/code/sklearn/elastic-net", "sklearn", "sklearn", ELASTIC, TRUE, TRUE, 0},
    {"/code/sklearn/lasso", "sklearn", "sklearn", LASSO, TRUE, TRUE, 0},
    {"/code/sklearn/ridge", "sklearn", "sklearn", ELASTIC "--l1-share 0", TRUE, TRUE, 0},
    {"/code/sklearn/network", "sklearn", "sklearn",
     "--dataset iris --hidden 8 --penalty l2 --lambda 0.01 --learning-rate 0.02 "
     "--epochs 60",
     FALSE, FALSE, 0.9},
    {"/code/pytorch/elastic-net", "pytorch", "torch", ELASTIC, TRUE, TRUE, 0},
    {"/code/pytorch/subgradient", "pytorch", "torch", ELASTIC "--zeros-by subgradient",
     TRUE, FALSE, 0},
    {"/code/pytorch/network", "pytorch", "torch",
     "--dataset iris --hidden 8 --penalty l1 --lambda 0.003 --learning-rate 0.02 "
     "--epochs 60 --early-stopping 20 --reduce-lr 0.5,10",
     FALSE, FALSE, 0.9},
    {"/code/keras/elastic-net", "keras", "keras", ELASTIC, TRUE, FALSE, 0},
    {"/code/keras/network", "keras", "keras",
     "--dataset iris --hidden 8 --penalty l1 --lambda 0.003 --learning-rate 0.02 "
     "--epochs 60",
     FALSE, FALSE, 0.9},
};

static gboolean
has_module (const char *module)
{
  g_autofree char *code = g_strdup_printf ("import %s", module);
  const char *argv[] = {g_getenv ("SL_PYTHON"), "-c", code, NULL};
  int status = -1;

  return g_spawn_sync (NULL, (char **) argv, NULL,
                       G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                       NULL, NULL, NULL, &status, NULL) &&
         status == 0;
}

/* The number behind @name in what the script printed. */
static double
printed (const char *out, const char *name)
{
  const char *place = strstr (out, name);

  g_assert_nonnull (place);
  return g_ascii_strtod (place + strlen (name), NULL);
}

static char *
run_script (const char *path)
{
  const char *argv[] = {g_getenv ("SL_PYTHON"), path, NULL};
  g_autofree char *err = NULL, *out = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err,
                &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_test_message ("%s", err);
  g_assert_cmpint (status, ==, 0);
  return g_steal_pointer (&out);
}

static void
test_script (gconstpointer data)
{
  const Case *c = data;
  char *folder;
  g_autofree char *line = NULL, *path = NULL, *out = NULL;
  g_autoptr (JsonObject) ours = NULL;

  if (!has_module (c->module)) {
    g_autofree char *reason = g_strdup_printf ("there is no Python module %s", c->module);

    g_test_skip (reason);
    return;
  }
  folder = scratch_new ();
  path = g_build_filename (folder, "run.py", NULL);
  line = g_strdup_printf ("train %s --code %s='%s'", c->settings, c->library, path);
  ours = command_json (line, 0);
  out = run_script (path);
  if (c->same_optimum) {
    double J = json_object_get_double_member (ours, "objective");

    /* Both stopped a little before the optimum, where J is flat, in single precision. */
    g_assert_cmpfloat_with_epsilon (printed (out, "train: loss ") +
                                        printed (out, "penalty on the weights: "),
                                    J, 5e-4 * J + 1e-6);
  } else {
    g_assert_cmpfloat (printed (strstr (out, "train: "), "score "), >=, c->least_score);
  }
  if (c->same_zeros)
    g_assert_cmpfloat (printed (out, "exactly zero: "), ==,
                       (double) json_object_get_int_member (ours, "zeros"));
  scratch_free (folder);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *line, *word;
  } bad[] = {{"--code sklearn", "LIBRARY=FILE"},
             {"--code fortran=a.py", "fortran"},
             {"--code keras=a.txt", ".py"},
             {"--code keras=a.py --history a.csv", "a.csv"},
             {"--code keras=/nowhere/a.py", "/nowhere"}};

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *line = g_strdup_printf ("train --epochs 1 %s", bad[i].line);
    g_auto (Outcome) outcome = command_run (line);

    g_assert_cmpint (outcome.status, ==, i < 4 ? 2 : 1);
    g_assert_nonnull (strstr (outcome.err, bad[i].word));
    g_assert_cmpstr (outcome.out, ==, "");
  }
}

/* What a library cannot do is told, and no script is written. */
static void
test_no_counterpart (void)
{
  char *folder = scratch_new ();
  g_autofree char *line =
      g_strdup_printf ("train --dataset iris --hidden 4 --penalty l1 --lambda 0.01 "
                       "--epochs 1 --code sklearn='%s/a.py'",
                       folder);
  g_auto (Outcome) outcome = command_run (line);

  g_assert_cmpint (outcome.status, ==, 2);
  g_assert_nonnull (strstr (outcome.err, "L1"));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_mkdir (folder, 0777);
  scratch_free (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_script);
  g_test_add_func ("/code/refused", test_refused);
  g_test_add_func ("/code/no-counterpart", test_no_counterpart);
  return g_test_run ();
}
