/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs as scripts of other libraries. */
#include "core/core.h"
#include "tests/support/comma-locale.h"

#include <glib/gstdio.h>
#include <string.h>

static void
set (SlConfig *config, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (sl_setting_parse (sl_setting_find (id, NULL), config, text, &error));
  g_assert_no_error (error);
}

/* Has Python compile all of @scripts, which zero bytes part. Returns how many there are.
 */
static int
compile (const GString *scripts)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-code-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "scripts", NULL);
  const char *argv[] = {g_getenv ("SL_COMPILE_SCRIPTS"), path, NULL};
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (g_file_set_contents (path, scripts->str, (gssize) scripts->len, NULL));
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_unlink (path);
  g_rmdir (folder);
  return atoi (out);
}

/* What else a run may have, one or the other in turn. */
static const char *const extras[][3] = {
    {NULL},
    {"dropout", "0.25", NULL},
    {"early-stopping", "3", "reduce-lr=0.5,2"},
    {"layer-lambda", "0.5", NULL},
    {"penalize-bias", "true", NULL},
    {"groups", "inputs", NULL},
    {"initializer", "uniform", NULL},
    {"standardize", "false", NULL},
    {"initializer", "lecun", "initializer=glorot"},
    {"momentum", "0", NULL},
};

static void
add_extra (SlConfig *config, guint turn)
{
  const char *const *extra = extras[turn % G_N_ELEMENTS (extras)];

  if (extra[0] != NULL)
    set (config, extra[0], extra[1]);
  if (extra[0] != NULL && extra[2] != NULL) {
    g_auto (GStrv) more = g_strsplit (extra[2], "=", 2);

    set (config, more[0], more[1]);
  }
}

typedef struct
{
  GString *scripts; /* Owned */
  int n, refused;
  guint turn;
} Sweep;

/* Every library says what it cannot do, or writes a script that names itself. */
static void
try_config (Sweep *sweep, const SlConfig *config, SlProblem *problem)
{
  const SlKindTable *codes = sl_codes ();
  const SlCodeCase context = {config, problem, 10, sweep->turn % 2};

  for (size_t i = 0; i < codes->n; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *script =
        sl_code_script ((const SlCodeType *) codes->kinds[i], &context, &error);

    if (script == NULL) {
      g_assert_error (error, SL_ERROR, SL_ERROR_ARGUMENT);
      g_assert_cmpuint (strlen (error->message), >, 20);
      sweep->refused++;
      continue;
    }
    g_assert_nonnull (strstr (script, codes->kinds[i]->name));
    g_assert_null (strstr (script, "(null)"));
    g_string_append_len (sweep->scripts, script, (gssize) strlen (script) + 1);
    sweep->n++;
  }
}

static void
try_kinds (Sweep *sweep, const SlConfig *base, SlProblem *problem)
{
  const SlKindTable *penalties = sl_penalties (), *rules = sl_rules (),
                    *optimizers = sl_optimizers (), *activations = sl_activations ();

  for (size_t p = 0; p < penalties->n; p++)
    for (size_t r = 0; r < rules->n; r++)
      for (size_t o = 0; o < optimizers->n; o++) {
        SlConfig config = *base;

        sweep->turn++;
        set (&config, "penalty", penalties->kinds[p]->id);
        set (&config, "zeros-by", rules->kinds[r]->id);
        set (&config, "optimizer", optimizers->kinds[o]->id);
        set (&config, "activation", activations->kinds[sweep->turn % activations->n]->id);
        add_extra (&config, sweep->turn);
        if (sl_config_validate (&config, NULL))
          try_config (sweep, &config, problem);
      }
}

static void
test_all_combinations (void)
{
  static const struct
  {
    const char *dataset, *hidden, *loss;
  } bases[] = {{"iris", "5,4", "auto"},  {"iris", "", "binary-cross-entropy"},
               {"circle", "", "auto"},   {"circle", "3", "cross-entropy"},
               {"diabetes", "", "auto"}, {"diabetes", "6", "squared"},
               {"digits", "4", "auto"}};
  Sweep sweep = {.scripts = g_string_new (NULL)};

  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++) {
    SlConfig config;
    g_autoptr (SlProblem) problem = NULL;

    sl_config_init_default (&config);
    set (&config, "dataset", bases[i].dataset);
    set (&config, "hidden", bases[i].hidden);
    set (&config, "loss", bases[i].loss);
    set (&config, "lambda", i % 2 == 0 ? "0.003" : "0");
    problem = sl_training_make_problem (&config, NULL);
    try_kinds (&sweep, &config, problem);
    set (&config, "lambda", i % 2 == 0 ? "0" : "0.003");
    try_kinds (&sweep, &config, problem);
  }
  g_assert_cmpint (sweep.n, >, 1000);
  g_assert_cmpint (sweep.refused, >, 100);
  g_assert_cmpint (compile (sweep.scripts), ==, sweep.n);
  g_string_free (sweep.scripts, TRUE);
}

/* Names and paths that would end a string of Python, or a docstring. */
static void
test_hostile_names (void)
{
  static const char text[] = "\"a\"\"\"\"\"\"\",b\\,\"c\nd\"\n1,2,\"\"\"\"\"\"\"x\\\"\n"
                             "2,3,\"'\\n'\"\n4,5,\"\"\"\"\"\"\"x\\\"\n6,7,\"'\\n'\"\n";
  g_autofree char *folder = g_dir_make_tmp ("sl-\"\"\"\\-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "x\"\"\"\\.csv", NULL);
  g_autoptr (SlProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  Sweep sweep = {.scripts = g_string_new (NULL)};
  SlConfig config;

  sl_config_init_default (&config);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  sl_config_take_file (&config, path);
  problem = sl_training_make_problem (&config, &error);
  g_assert_no_error (error);
  try_config (&sweep, &config, problem);
  g_assert_cmpint (sweep.n, >=, 2);
  g_assert_cmpint (compile (sweep.scripts), ==, sweep.n);
  g_string_free (sweep.scripts, TRUE);
  g_unlink (path);
  g_rmdir (folder);
}

/* The penalty's constants as the translations say them, for both losses. */
static void
test_constants (void)
{
  static const struct
  {
    const char *dataset, *code, *line;
  } cases[] = {{"iris", "keras", "L1, L2 = 0.01, 0.03"},
               {"iris", "pytorch", "L1, L2 = 0.01, 0.03"},
               {"diabetes", "keras", "L1, L2 = 0.02, 0.06"},
               {"diabetes", "pytorch", "L1, L2 = 0.02, 0.06"},
               {"diabetes", "sklearn", "ElasticNet(alpha=0.04, l1_ratio=0.25"}};

  test_comma_locale_enter ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const SlCodeType *type =
        (const SlCodeType *) sl_kind_find (sl_codes (), cases[i].code, NULL);
    g_autoptr (SlProblem) problem = NULL;
    g_autofree char *script = NULL;
    SlConfig config;

    sl_config_init_default (&config);
    set (&config, "dataset", cases[i].dataset);
    set (&config, "loss", "auto");
    set (&config, "hidden", "");
    set (&config, "penalty", "elastic-net");
    set (&config, "lambda", "0.04");
    set (&config, "l1-share", "0.25");
    problem = sl_training_make_problem (&config, NULL);
    script = sl_code_script (type, &(SlCodeCase){&config, problem, 5, 0}, NULL);
    g_assert_nonnull (strstr (script, cases[i].line));
  }
  test_comma_locale_leave ();
}

/* The data that lies beside a script: every row, and the part it went to. */
static void
test_data (void)
{
  g_autofree char *folder = g_dir_make_tmp ("sl-code-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "run.v2.py", NULL);
  g_autofree char *data = sl_code_data_path (path);
  g_autofree char *bare = sl_code_data_path ("/a.b/run");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (SlProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  int counts[2] = {0};
  SlConfig config;

  g_assert_true (g_str_has_suffix (data, "/run.v2.csv"));
  g_assert_cmpstr (bare, ==, "/a.b/run.csv");
  sl_config_init_default (&config);
  set (&config, "dataset", "iris");
  problem = sl_training_make_problem (&config, NULL);
  g_assert_true (sl_code_write ((const SlCodeType *) sl_codes ()->kinds[0],
                                &(SlCodeCase){&config, problem, 5, 0}, path, NULL,
                                &error));
  g_assert_true (g_file_get_contents (data, &text, NULL, NULL));
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 151);
  g_assert_true (g_str_has_suffix (lines[0], ",part"));
  for (int i = 1; lines[i] != NULL; i++) {
    counts[0] += g_str_has_suffix (lines[i], ",train");
    counts[1] += g_str_has_suffix (lines[i], ",test");
  }
  g_assert_cmpint (counts[0], ==, problem->train.n);
  g_assert_cmpint (counts[1], ==, problem->test.n);
  g_unlink (path);
  g_unlink (data);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/code/all-combinations", test_all_combinations);
  g_test_add_func ("/code/hostile-names", test_hostile_names);
  g_test_add_func ("/code/constants", test_constants);
  g_test_add_func ("/code/data", test_data);
  return g_test_run ();
}
