/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `train --weights`: what NumPy reads is the network that was trained. */
#include "tests/app/command.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

/* Without a test part the training score is that of all rows of the exported set. */
#define LINE                                                                             \
  "train --dataset iris --test-fraction 0 --hidden 6,4 --penalty l1 --lambda 0.01 "      \
  "--epochs 30 --batch-size 10 "

static JsonObject *
read_weights (const char *folder)
{
  g_autofree char *weights = g_build_filename (folder, "w.npz", NULL);
  g_autofree char *data = g_build_filename (folder, "d.csv", NULL);
  g_autofree char *export = g_strdup_printf ("data export iris '%s'", data);
  g_auto (Outcome) outcome = command_run (export);
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  const char *argv[] = {g_getenv ("SL_READ_WEIGHTS"), weights, data, NULL};
  int status;

  g_assert_cmpint (outcome.status, ==, 0);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  node = json_from_string (out, &error);
  g_assert_no_error (error);
  return json_object_ref (json_node_get_object (node));
}

static void
test_numpy_reads (void)
{
  char *folder = scratch_new ();
  g_autofree char *line = g_strdup_printf (LINE "--weights '%s/w.npz'", folder);
  g_autoptr (JsonObject) ours = command_json (line, 0);
  g_autoptr (JsonObject) theirs = read_weights (folder);
  static const char *const names[] = {"W1", "b1", "W2",   "b2",
                                      "W3", "b3", "mean", "scale"};
  static const int shapes[][2] = {{4, 6}, {6, 4}, {4, 3}};
  JsonArray *list = json_object_get_array_member (theirs, "names");

  g_assert_cmpint (json_array_get_length (list), ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (json_array_get_string_element (list, i), ==, names[i]);
  list = json_object_get_array_member (theirs, "shapes");
  for (guint l = 0; l < G_N_ELEMENTS (shapes); l++)
    for (guint k = 0; k < 2; k++)
      g_assert_cmpint (
          json_array_get_int_element (json_array_get_array_element (list, l), k), ==,
          shapes[l][k]);
  list = json_object_get_array_member (theirs, "types");
  g_assert_cmpint (json_array_get_length (list), ==, 1);
  g_assert_cmpstr (json_array_get_string_element (list, 0), ==, "float32");
  for (guint i = 0; i < 2; i++) {
    static const char *const counts[] = {"zeros", "weights"};
    g_assert_cmpint (json_object_get_int_member (ours, counts[i]), ==,
                     json_object_get_int_member (theirs, counts[i]));
  }
  g_assert_cmpint (json_object_get_int_member (ours, "zeros"), >, 0);
  for (guint i = 0; i < 2; i++) {
    static const char *const norms[] = {"norm_l1", "norm_l2"};
    double norm = json_object_get_double_member (theirs, norms[i]);
    /* Both sum in double what was stored as float. */
    g_assert_cmpfloat_with_epsilon (json_object_get_double_member (ours, norms[i]), norm,
                                    1e-6 * norm + 1e-9);
  }
  /* A row on the border may fall to either side: one of 150. */
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (ours, "train_score"),
                                  json_object_get_double_member (theirs, "score"),
                                  1.0 / 150 + 1e-9);
  scratch_free (folder);
}

/* The same run gives the same file. */
static void
test_same_bytes (void)
{
  char *folder = scratch_new ();
  char *bytes[2];
  gsize lengths[2];

  for (int i = 0; i < 2; i++) {
    g_autofree char *line = g_strdup_printf (LINE "--weights '%s/w.npz'", folder);
    g_auto (Outcome) outcome = command_run (line);
    g_assert_cmpint (outcome.status, ==, 0);
    bytes[i] = scratch_read (folder, "w.npz", &lengths[i]);
  }
  g_assert_cmpmem (bytes[0], lengths[0], bytes[1], lengths[1]);
  g_free (bytes[0]);
  g_free (bytes[1]);
  scratch_free (folder);
}

static void
test_refused (void)
{
  g_auto (Outcome) nowhere = command_run (LINE "--weights /nowhere/w.npz");
  g_auto (Outcome) twice = command_run (LINE "--weights a.csv --history a.csv");

  g_assert_cmpint (nowhere.status, ==, 1);
  g_assert_nonnull (strstr (nowhere.err, "/nowhere"));
  g_assert_cmpint (twice.status, ==, 2);
  g_assert_nonnull (strstr (twice.err, "a.csv"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/weights/numpy", test_numpy_reads);
  g_test_add_func ("/weights/same-bytes", test_same_bytes);
  g_test_add_func ("/weights/refused", test_refused);
  return g_test_run ();
}
