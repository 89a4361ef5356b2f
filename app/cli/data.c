/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/command.h"
#include "app/cli/data-csv.h"
#include "app/cli/data-report.h"
#include "app/cli/nearest.h"
#include "app/cli/outputs.h"
#include "app/cli/reading.h"
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* One thing the command does: a word, what follows it, and the work. */
typedef struct
{
  const char *id;
  int n_words; /* behind it */
  const char *usage;
  gboolean (*run) (SlRunOptions *options, char *const *words, GError **error);
} Action;

static const char *const settings[] = {"seed", "target",  "columns",       "categories",
                                       "task", "missing", "missing-marks", NULL};

/* What the file says that is meant by @name when no set is called so. */
static SlDataset *
read_file (SlRunOptions *options, const char *name, GError **error)
{
  options->config.file.path = g_intern_string (name);
  if (!sl_dataset_check_options (sl_data_file_type (), options->config.data_options,
                                 error))
    return NULL;
  return sl_reading_dataset (&options->config.file, error);
}

/* A set's name has neither a dot nor a slash. */
static gboolean
is_file_name (const char *name)
{
  return strpbrk (name, "./") != NULL || g_file_test (name, G_FILE_TEST_EXISTS);
}

/* Returns (transfer full) the set called @name, made by the options, or that in the file;
 * NULL with an error. */
static SlDataset *
make_named (SlRunOptions *options, const char *name, GError **error)
{
  SlConfig *config = &options->config;
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  const SlKind *kind = sl_kind_find (sl_datasets (), valid, NULL);
  if (kind == NULL && is_file_name (name))
    return read_file (options, name, error);
  kind = sl_kind_find (sl_datasets (), valid, error);
  if (kind == NULL || !sl_config_check_file (config, error))
    return NULL;
  return sl_dataset_make ((const SlDatasetType *) kind, config->data_options,
                          (guint64) config->seed, error);
}

static gboolean
list_run (SlRunOptions *options, char *const *words, GError **error)
{
  const SlKindTable *table = sl_datasets ();
  g_autoptr (GPtrArray) sets =
      g_ptr_array_new_with_free_func ((GDestroyNotify) sl_dataset_unref);
  for (int i = 0; i < SL_N_DATA_OPTIONS; i++)
    if (!isnan (options->config.data_options[i])) {
      g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                   _ ("'data list' lists every set as it comes, so --%s cannot be set; "
                      "'data describe' takes it"),
                   sl_data_options[i].id);
      return FALSE;
    }
  for (size_t i = 0; i < table->n; i++) {
    SlDataset *set = make_named (options, table->kinds[i]->id, error);
    if (set == NULL)
      return FALSE;
    g_ptr_array_add (sets, set);
  }
  g_autofree char *text =
      sl_data_report_list ((SlDataset *const *) sets->pdata, sets->len);
  g_print ("%s", text);
  return TRUE;
}

static gboolean
describe_run (SlRunOptions *options, char *const *words, GError **error)
{
  g_autoptr (SlDataset) set = make_named (options, words[0], error);
  if (set == NULL)
    return FALSE;
  g_autofree char *text = sl_data_report (set);
  g_print ("%s", text);
  return TRUE;
}

static gboolean
export_run (SlRunOptions *options, char *const *words, GError **error)
{
  if (!sl_output_check (words[1], error))
    return FALSE;
  g_autoptr (SlDataset) set = make_named (options, words[0], error);
  return set != NULL && sl_data_csv_write (set, words[1], sl_run_catch_signals (), error);
}

static const Action actions[] = {
    {"list", 0, "list", list_run},
    {"describe", 1, N_ ("describe SET|FILE"), describe_run},
    {"export", 2, N_ ("export SET|FILE OUT.csv"), export_run},
};

static const Action *
find_action (const char *word, GError **error)
{
  const char *known[G_N_ELEMENTS (actions)];
  for (size_t i = 0; word != NULL && i < G_N_ELEMENTS (actions); i++) {
    known[i] = actions[i].id;
    if (g_str_equal (word, known[i]))
      return &actions[i];
  }
  const char *near = word != NULL ? sl_nearest (word, known, G_N_ELEMENTS (known)) : NULL;
  if (word == NULL)
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("'data' needs a word behind it: list, describe or export"));
  else if (near != NULL)
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("'data' cannot '%s'; did you mean '%s'?"), word, near);
  else
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("'data' cannot '%s'; it can list, describe and export"), word);
  return NULL;
}

static SlOptionSet *
make_option_set (SlRunOptions *options)
{
  SlOptionSet *set = sl_option_set_new ();
  sl_run_options_add_settings (options, set, settings);
  sl_run_options_add_data (options, set);
  return set;
}

static char *
data_help (void)
{
  g_auto (SlRunOptions) options = {0};
  sl_run_options_init (&options);
  g_autoptr (SlOptionSet) set = make_option_set (&options);
  g_autofree char *list = sl_option_set_help (set);
  return g_strconcat (
      _ ("  data list                 all data sets: rows, inputs, task\n"
         "  data describe SET|FILE    columns, classes, true weights, source, licence\n"
         "  data export SET|FILE OUT.csv\n"
         "                            the rows, with the target in the last column\n"),
      "\n", list, NULL);
}

static gboolean
data_run (const char *const *arguments, GError **error)
{
  g_auto (SlRunOptions) options = {0};
  sl_run_options_init (&options);
  g_autoptr (SlOptionSet) set = make_option_set (&options);
  g_auto (GStrv) words = sl_option_set_parse (set, arguments, error);
  if (words == NULL)
    return FALSE;
  const Action *action = find_action (words[0], error);
  if (action == NULL)
    return FALSE;
  if ((int) g_strv_length (words) - 1 != action->n_words) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("'data %s' is written 'sparsity-lab data %s'"), action->id,
                 _ (action->usage));
    return FALSE;
  }
  return action->run (&options, words + 1, error);
}

const SlCommand sl_command_data = {
    .kind = {.id = "data",
             .name = N_ ("Data"),
             .summary = N_ ("List, describe and export data sets")},
    .usage = N_ ("list | describe SET|FILE | export SET|FILE OUT.csv"),
    .help = data_help,
    .run = data_run,
};
