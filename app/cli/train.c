/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/command.h"
#include "app/cli/outputs.h"
#include "app/cli/report.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* A figure to write when the run is over. */
typedef struct
{
  const SlFigureType *figure;
  char *path; /* Owned */
} FigureFile;

typedef struct
{
  SlRunOptions run;
  char *history;   /* Owned, nullable */
  GArray *figures; /* Owned, of FigureFile */
  gboolean json;
} TrainOptions;

static void
figure_file_clear (FigureFile *file)
{
  g_free (file->path);
}

static void
train_options_init (TrainOptions *options)
{
  *options = (TrainOptions){0};
  sl_run_options_init (&options->run);
  options->figures = g_array_new (FALSE, FALSE, sizeof (FigureFile));
  g_array_set_clear_func (options->figures, (GDestroyNotify) figure_file_clear);
}

static void
train_options_clear (TrainOptions *options)
{
  sl_run_options_clear (&options->run);
  g_free (options->history);
  g_array_unref (options->figures);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainOptions, train_options_clear)

static gboolean
history_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  TrainOptions *options = target;
  g_free (options->history);
  options->history = g_strdup (text);
  return TRUE;
}

static gboolean
figure_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  TrainOptions *options = target;
  const char *equals = strchr (text, '=');
  if (equals == NULL) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--figure: '%s' is not NAME=FILE, as in histogram=weights.svg"),
                 text);
    return FALSE;
  }
  g_autofree char *name = g_strndup (text, equals - text);
  const SlKind *kind = sl_kind_find (sl_figures (), name, error);
  if (kind == NULL)
    return FALSE;
  FigureFile file = {.figure = (const SlFigureType *) kind,
                     .path = g_strdup (equals + 1)};
  g_array_append_val (options->figures, file);
  return TRUE;
}

static char *
figure_allowed (const SlOption *option)
{
  const SlKindTable *table = sl_figures ();
  GString *list = g_string_new (NULL);
  for (size_t i = 0; i < table->n; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", table->kinds[i]->id);
  return g_string_free (list, FALSE);
}

static gboolean
json_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  TrainOptions *options = target;
  options->json = TRUE;
  return TRUE;
}

static const SlOption output_options[] = {
    {.id = "history",
     .value = N_ ("FILE.csv"),
     .summary = N_ ("Write losses, norms and zeros of every epoch"),
     .take = history_take},
    {.id = "figure",
     .value = N_ ("NAME=FILE"),
     .summary = N_ ("Write a figure as .svg, .pdf or .png; may be given several times"),
     .take = figure_take,
     .allowed = figure_allowed},
    {.id = "json",
     .summary = N_ ("Print the result as one JSON object instead of a table"),
     .take = json_take},
};

static SlOptionSet *
make_option_set (TrainOptions *options)
{
  SlOptionSet *set = sl_option_set_new ();
  sl_run_options_add (&options->run, set);
  for (size_t i = 0; i < G_N_ELEMENTS (output_options); i++)
    sl_option_set_add (set, _ ("Outputs"), &output_options[i], options);
  return set;
}

static const FigureFile *
figure_at (const TrainOptions *options, guint i)
{
  return &g_array_index (options->figures, FigureFile, i);
}

/* Everything that can be known before the run, which may take long. */
static gboolean
check_outputs (const TrainOptions *options, GError **error)
{
  g_autoptr (GHashTable) paths =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (options->history != NULL) {
    if (!sl_output_check (options->history, error))
      return FALSE;
    g_hash_table_add (paths, g_canonicalize_filename (options->history, NULL));
  }
  for (guint i = 0; i < options->figures->len; i++) {
    char *path = figure_at (options, i)->path;
    if (!sl_output_check_figure (path, error))
      return FALSE;
    if (!g_hash_table_add (paths, g_canonicalize_filename (path, NULL))) {
      g_autofree char *shown = g_filename_display_name (path);
      g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                   _ ("Two outputs have the same file name '%s'"), shown);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
write_outputs (const TrainOptions *options, const SlRun *run, GError **error)
{
  SlExport spec = sl_export_default ();
  if (options->history != NULL && !sl_output_write_history (run, options->history, error))
    return FALSE;
  for (guint i = 0; i < options->figures->len; i++)
    if (!sl_output_write_figure (run, figure_at (options, i)->figure, &spec,
                                 figure_at (options, i)->path, error))
      return FALSE;
  return TRUE;
}

static char *
train_help (void)
{
  g_auto (TrainOptions) options;
  train_options_init (&options);
  g_autoptr (SlOptionSet) set = make_option_set (&options);
  return sl_option_set_help (set);
}

static gboolean
train_run (const char *const *arguments, GError **error)
{
  g_auto (TrainOptions) options;
  train_options_init (&options);
  g_autoptr (SlOptionSet) set = make_option_set (&options);
  g_auto (GStrv) words = sl_option_set_parse (set, arguments, error);
  if (words == NULL)
    return FALSE;
  if (words[0] != NULL) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("'%s' belongs to no option; options begin with two dashes"),
                 words[0]);
    return FALSE;
  }
  if (!sl_run_options_check (&options.run, error) || !check_outputs (&options, error))
    return FALSE;
  g_auto (SlRun) run = {0};
  if (!sl_run (&options.run, &run, error))
    return FALSE;
  g_autofree char *report = options.json ? sl_report_json (&run) : sl_report_table (&run);
  g_print ("%s", report);
  /* The table has it already; JSON keeps to its keys. */
  if (options.json && sl_training_ending (run.training) != NULL)
    g_printerr ("%s\n", sl_training_ending (run.training));
  return write_outputs (&options, &run, error) && sl_run_check (&run, error);
}

const SlCommand sl_command_train = {
    .kind = {.id = "train",
             .name = N_ ("Train"),
             .summary = N_ ("Train a network and say what became of its weights")},
    .usage = N_ ("[OPTIONS]"),
    .help = train_help,
    .run = train_run,
};
