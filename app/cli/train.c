/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/command.h"
#include "app/cli/outputs.h"
#include "app/cli/report.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* A file to write when the run is over, of a kind of a table: NAME=FILE. */
typedef struct
{
  const SlKind *kind;
  char *path; /* Owned */
} NamedFile;

/* A file of the whole run, each at most once: a line of file_outputs. */
enum { HISTORY, WEIGHTS, SESSION, WITH_DATA, N_FILES };

typedef struct
{
  SlRunOptions run;
  char *files[N_FILES]; /* Owned, nullable */
  GArray *figures;      /* Owned, of NamedFile: of sl_figures() */
  GArray *codes;        /* Owned, of NamedFile: of sl_codes() */
  gboolean json;
} TrainOptions;

static void
named_file_clear (NamedFile *file)
{
  g_free (file->path);
}

static GArray *
named_files_new (void)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (NamedFile));
  g_array_set_clear_func (files, (GDestroyNotify) named_file_clear);
  return files;
}

static void
train_options_init (TrainOptions *options)
{
  *options = (TrainOptions){0};
  sl_run_options_init (&options->run);
  options->figures = named_files_new ();
  options->codes = named_files_new ();
}

static void
train_options_clear (TrainOptions *options)
{
  sl_run_options_clear (&options->run);
  for (int i = 0; i < N_FILES; i++)
    g_free (options->files[i]);
  g_array_unref (options->figures);
  g_array_unref (options->codes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainOptions, train_options_clear)

static gboolean
file_take (const SlOption *option, const char *text, gpointer target, GError **error);

static const struct
{
  SlOption option;
  gboolean (*write) (const SlRun *run, const char *path, GError **error);
} file_outputs[N_FILES] = {
    [HISTORY] = {{.id = "history",
                  .value = N_ ("FILE.csv"),
                  .summary = N_ ("Write losses, norms and zeros of every epoch"),
                  .take = file_take},
                 sl_output_write_history},
    [WEIGHTS] = {{.id = "weights",
                  .value = N_ ("FILE.npz"),
                  .summary = N_ ("Write the weights, for numpy.load"),
                  .take = file_take},
                 sl_output_write_weights},
    [SESSION] = {{.id = "save",
                  .value = N_ ("FILE.sparsity"),
                  .summary = N_ ("Save the run: open it in the window, or replay it"),
                  .take = file_take},
                 sl_output_write_session},
    [WITH_DATA] = {{.id = "save-with-data",
                    .value = N_ ("FILE.sparsity"),
                    .summary = N_ ("The same, with the file of --data in it: for another "
                                   "computer"),
                    .take = file_take},
                   sl_output_write_session_with_data},
};

static gboolean
file_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  TrainOptions *options = target;
  for (int i = 0; i < N_FILES; i++)
    if (g_str_equal (option->id, file_outputs[i].option.id)) {
      g_free (options->files[i]);
      options->files[i] = g_strdup (text);
    }
  return TRUE;
}

static gboolean
take_named (const SlKindTable *table, const char *text, GArray *files, GError **error)
{
  const char *equals = strchr (text, '=');
  g_autofree char *name = g_strndup (text, equals != NULL ? equals - text : 0);
  NamedFile file = {0};
  if (equals != NULL)
    file.kind = sl_kind_find (table, name, error);
  if (file.kind == NULL)
    return FALSE;
  file.path = g_strdup (equals + 1);
  g_array_append_val (files, file);
  return TRUE;
}

static gboolean
figure_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  TrainOptions *options = target;
  if (strchr (text, '=') != NULL)
    return take_named (sl_figures (), text, options->figures, error);
  g_autofree char *shown = sl_quote (text);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("--figure: '%s' is not NAME=FILE, as in histogram=weights.svg"), shown);
  return FALSE;
}

static gboolean
code_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  TrainOptions *options = target;
  if (strchr (text, '=') != NULL)
    return take_named (sl_codes (), text, options->codes, error);
  g_autofree char *shown = sl_quote (text);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("--code: '%s' is not LIBRARY=FILE, as in pytorch=model.py"), shown);
  return FALSE;
}

static char *
list_ids (const SlKindTable *table)
{
  GString *list = g_string_new (NULL);
  for (size_t i = 0; i < table->n; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", table->kinds[i]->id);
  return g_string_free (list, FALSE);
}

static char *
figure_allowed (const SlOption *option)
{
  return list_ids (sl_figures ());
}

static char *
code_allowed (const SlOption *option)
{
  return list_ids (sl_codes ());
}

static gboolean
json_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  TrainOptions *options = target;
  options->json = TRUE;
  return TRUE;
}

static const SlOption output_options[] = {
    {.id = "figure",
     .value = N_ ("NAME=FILE"),
     .summary = N_ ("Write a figure as .svg, .pdf or .png; may be given several times"),
     .take = figure_take,
     .allowed = figure_allowed},
    {.id = "code",
     .value = N_ ("LIBRARY=FILE.py"),
     .summary = N_ ("Write the run as a Python script, and its data as FILE.csv beside "
                    "it; may be given several times"),
     .take = code_take,
     .allowed = code_allowed},
    {.id = "json",
     .summary = N_ ("Print the result as one JSON object instead of a table"),
     .take = json_take},
};

static SlOptionSet *
make_option_set (TrainOptions *options)
{
  SlOptionSet *set = sl_option_set_new ();
  sl_run_options_add (&options->run, set);
  for (int i = 0; i < N_FILES; i++)
    sl_option_set_add (set, _ ("Outputs"), &file_outputs[i].option, options);
  for (size_t i = 0; i < G_N_ELEMENTS (output_options); i++)
    sl_option_set_add (set, _ ("Outputs"), &output_options[i], options);
  return set;
}

static const NamedFile *
file_at (const GArray *files, guint i)
{
  return &g_array_index (files, NamedFile, i);
}

/* Two outputs in one file would leave the last of them. */
static gboolean
add_path (GHashTable *paths, const char *path, GError **error)
{
  if (g_hash_table_add (paths, g_canonicalize_filename (path, NULL)))
    return TRUE;
  g_autofree char *shown = g_filename_display_name (path);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("Two outputs have the same file name '%s'"), shown);
  return FALSE;
}

/* A script has its data beside it: the same for all, so they may share the file. */
static gboolean
check_codes (const TrainOptions *options, GHashTable *paths, GError **error)
{
  for (guint i = 0; i < options->codes->len; i++) {
    const char *path = file_at (options->codes, i)->path;
    g_autofree char *data = sl_code_data_path (path);
    g_autofree char *lower = g_ascii_strdown (path, -1);
    if (!g_str_has_suffix (lower, ".py")) {
      g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                   _ ("--code: '%s' must end in .py, for it is a Python script"), path);
      return FALSE;
    }
    if (!sl_output_check (path, error) || !sl_output_check (data, error) ||
        !add_path (paths, path, error))
      return FALSE;
    g_autofree char *whole = g_canonicalize_filename (data, NULL);
    if (g_hash_table_contains (paths, whole))
      return add_path (paths, data, error);
  }
  return TRUE;
}

/* Everything that can be known before the run, which may take long. */
static gboolean
check_outputs (const TrainOptions *options, GError **error)
{
  g_autoptr (GHashTable) paths =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int i = 0; i < N_FILES; i++)
    if (options->files[i] != NULL && (!sl_output_check (options->files[i], error) ||
                                      !add_path (paths, options->files[i], error)))
      return FALSE;
  for (guint i = 0; i < options->figures->len; i++) {
    const char *path = file_at (options->figures, i)->path;
    if (!sl_output_check_figure (path, error) || !add_path (paths, path, error))
      return FALSE;
  }
  return check_codes (options, paths, error);
}

static gboolean
write_outputs (const TrainOptions *options, const SlRun *run, GError **error)
{
  SlExport spec = sl_export_default ();
  for (int i = 0; i < N_FILES; i++)
    if (options->files[i] != NULL &&
        !file_outputs[i].write (run, options->files[i], error))
      return FALSE;
  for (guint i = 0; i < options->figures->len; i++)
    if (!sl_output_write_figure (
            run, (const SlFigureType *) file_at (options->figures, i)->kind, &spec,
            file_at (options->figures, i)->path, error))
      return FALSE;
  for (guint i = 0; i < options->codes->len; i++)
    if (!sl_output_write_code (run,
                               (const SlCodeType *) file_at (options->codes, i)->kind,
                               file_at (options->codes, i)->path, error))
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
    g_autofree char *shown = sl_quote (words[0]);
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("'%s' belongs to no option; options begin with two dashes"), shown);
    return FALSE;
  }
  if (!sl_run_options_check (&options.run, error) || !check_outputs (&options, error))
    return FALSE;
  for (guint i = 0; i < options.figures->len; i++) {
    const SlFigureType *figure =
        (const SlFigureType *) file_at (options.figures, i)->kind;
    SlFigureView view = sl_figure_view_default (figure);
    sl_figure_ask (figure, &view, &options.run.needs);
  }
  g_auto (SlRun) run = {0};
  if (!sl_run (&options.run, &run, error))
    return FALSE;
  if (options.json)
    sl_run_find_distance (&run);
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
