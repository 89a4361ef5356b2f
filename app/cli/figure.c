/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/command.h"
#include "app/cli/outputs.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* Smaller ones leave no room for title, plot and caption. */
enum { MIN_WIDTH = 600, MIN_HEIGHT = 338, MAX_SIDE = 16384, MAX_SCALE = 4 };

/* Pictures a second of a film when nobody says. */
enum { FILM_RATE = 10 };

typedef struct
{
  SlRunOptions run;
  char *output;  /* Owned, nullable */
  char *session; /* Owned, nullable: of this saved run, instead of a new one */
  char *film;    /* Owned, nullable: where the run goes as a film */
  SlFilm how;    /* every 0 = not chosen */
  SlExport spec;
} FigureOptions;

static void
figure_options_init (FigureOptions *options)
{
  *options = (FigureOptions){.spec = sl_export_default (), .how.rate = FILM_RATE};
  sl_run_options_init (&options->run);
}

static void
figure_options_clear (FigureOptions *options)
{
  sl_run_options_clear (&options->run);
  g_free (options->output);
  g_free (options->session);
  g_free (options->film);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FigureOptions, figure_options_clear)

static gboolean
output_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  FigureOptions *options = target;
  g_free (options->output);
  options->output = g_strdup (text);
  return TRUE;
}

static gboolean
session_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  FigureOptions *options = target;
  g_free (options->session);
  options->session = g_strdup (text);
  return TRUE;
}

static gboolean
film_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  FigureOptions *options = target;
  g_free (options->film);
  options->film = g_strdup (text);
  return TRUE;
}

/* A whole number from 1 to @max. */
static gboolean
take_count (const SlOption *option, const char *text, int max, int *count, GError **error)
{
  gint64 number;
  if (sl_number_parse_integer (text, &number) && number >= 1 && number <= max) {
    *count = (int) number;
    return TRUE;
  }
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("--%s: '%s' is not a whole number from 1 to %d"), option->id, text,
               max);
  return FALSE;
}

static gboolean
every_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  return take_count (option, text, G_MAXINT, &((FigureOptions *) target)->how.every,
                     error);
}

static gboolean
rate_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  return take_count (option, text, SL_FILM_MAX_RATE,
                     &((FigureOptions *) target)->how.rate, error);
}

static gboolean
size_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  FigureOptions *options = target;
  g_auto (GStrv) sides = g_strsplit (text, "x", 3);
  gint64 width, height;
  if (g_strv_length (sides) == 2 && sl_number_parse_integer (sides[0], &width) &&
      sl_number_parse_integer (sides[1], &height) && width >= MIN_WIDTH &&
      height >= MIN_HEIGHT && MAX (width, height) <= MAX_SIDE) {
    options->spec.width = (double) width;
    options->spec.height = (double) height;
    return TRUE;
  }
  g_autofree char *shown = sl_quote (text);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("--size: '%s' is not WIDTHxHEIGHT from %dx%d to %dx%d, as in 1280x720"),
               shown, MIN_WIDTH, MIN_HEIGHT, MAX_SIDE, MAX_SIDE);
  return FALSE;
}

static gboolean
scale_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  FigureOptions *options = target;
  double scale;
  if (sl_number_parse (text, &scale) && scale >= 1 && scale <= MAX_SCALE) {
    options->spec.scale = scale;
    return TRUE;
  }
  g_autofree char *shown = sl_quote (text);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("--scale: '%s' is not a number from 1 to %d"), shown, MAX_SCALE);
  return FALSE;
}

static gboolean
theme_take (const SlOption *option, const char *text, gpointer target, GError **error)
{
  FigureOptions *options = target;
  options->spec.dark = strcmp (text, "dark") == 0;
  if (options->spec.dark || strcmp (text, "light") == 0)
    return TRUE;
  g_autofree char *shown = sl_quote (text);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("--theme: '%s' is neither light nor dark"), shown);
  return FALSE;
}

static gboolean
transparent_take (const SlOption *option,
                  const char *text,
                  gpointer target,
                  GError **error)
{
  FigureOptions *options = target;
  options->spec.transparent = TRUE;
  return TRUE;
}

static const SlOption picture_options[] = {
    {.id = "output",
     .value = N_ ("FILE"),
     .summary = N_ ("Where the picture goes; the ending .svg, .pdf or .png decides"),
     .take = output_take},
    {.id = "film",
     .value = N_ ("FILE"),
     .summary = N_ ("Show the run from its start to its end: a .gif, or numbered .png "
                    "pictures"),
     .take = film_take},
    {.id = "every",
     .value = N_ ("EPOCHS"),
     .summary = N_ ("A picture of a film every so many epochs (default: some 60 in all)"),
     .take = every_take},
    {.id = "rate",
     .value = N_ ("N"),
     .summary = N_ ("Pictures a second of a film (1 to 50; default 10)"),
     .take = rate_take},
    {.id = "session",
     .value = N_ ("FILE.sparsity"),
     .summary = N_ ("Draw a saved run as it is, instead of training one"),
     .take = session_take},
    {.id = "size",
     .value = N_ ("WIDTHxHEIGHT"),
     .summary = N_ ("Size of the picture (default 1280x720)"),
     .take = size_take},
    {.id = "scale",
     .value = N_ ("X"),
     .summary = N_ ("Pixels of a PNG for each unit of the size (1 to 4; default 2)"),
     .take = scale_take},
    {.id = "theme",
     .value = N_ ("light|dark"),
     .summary = N_ ("Colours for a light or a dark background (default light)"),
     .take = theme_take},
    {.id = "transparent",
     .summary = N_ ("Leave the background out"),
     .take = transparent_take},
};

static SlOptionSet *
make_option_set (FigureOptions *options)
{
  SlOptionSet *set = sl_option_set_new ();
  for (size_t i = 0; i < G_N_ELEMENTS (picture_options); i++)
    sl_option_set_add (set, _ ("Picture"), &picture_options[i], options);
  sl_run_options_add (&options->run, set);
  return set;
}

static char *
figure_help (void)
{
  g_auto (FigureOptions) options;
  figure_options_init (&options);
  g_autoptr (SlOptionSet) set = make_option_set (&options);
  GString *help = g_string_new (_ ("Figures"));
  const SlKindTable *table = sl_figures ();
  for (size_t i = 0; i < table->n; i++)
    g_string_append_printf (help, "\n  %-10s %s", table->kinds[i]->id,
                            gettext (table->kinds[i]->name));
  g_autofree char *rest = sl_option_set_help (set);
  g_string_append_printf (
      help, "\n\n%s\n\n%s",
      _ ("The picture 'path' trains no run: without hidden layers it shows the exact\n"
         "solutions with a 10-fold cross-validation, as 'path' finds them, but for the\n"
         "standardised target of 'train'; else the network as 'sweep' trains it."),
      rest);
  return g_string_free (help, FALSE);
}

/* The figure that words name, or NULL with what is missing. */
static const SlFigureType *
find_figure (char **words, GError **error)
{
  if (words[0] != NULL && words[1] == NULL)
    return (const SlFigureType *) sl_kind_find (sl_figures (), words[0], error);
  GString *names = g_string_new (NULL);
  const SlKindTable *table = sl_figures ();
  for (size_t i = 0; i < table->n; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", table->kinds[i]->id);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("Name one figure, and only one; the figures are %s"), names->str);
  g_string_free (names, TRUE);
  return NULL;
}

/* A PNG has size times scale pixels; the rest was looked at option by option. */
static gboolean
check_picture (const FigureOptions *options, GError **error)
{
  const SlExport *spec = &options->spec;
  if (options->output == NULL)
    return TRUE;
  g_autofree char *lower = g_ascii_strdown (options->output, -1);
  if (!g_str_has_suffix (lower, ".png") ||
      MAX (spec->width, spec->height) * spec->scale <= MAX_SIDE)
    return sl_output_check_figure (options->output, error);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("A PNG has size times scale pixels, at most %d on a side; choose a "
                  "smaller --size or --scale"),
               MAX_SIDE);
  return FALSE;
}

/* What can be known before the run. */
static gboolean
check_film (const FigureOptions *options, const SlFigureType *figure, GError **error)
{
  const SlFilm any = {1, 1};
  if (options->film == NULL)
    return TRUE;
  if (!figure->has_path)
    return sl_film_check (&any, 1, 0, options->film, error) &&
           sl_output_check (options->film, error);
  g_set_error (
      error, SL_ERROR, SL_ERROR_ARGUMENT,
      _ ("The picture '%s' is of no run that goes on, so there is no film of it"),
      figure->kind.id);
  return FALSE;
}

static gboolean
write_film (const FigureOptions *options,
            const SlRun *run,
            const SlFigureType *figure,
            GError **error)
{
  SlFilm film = options->how;
  if (options->film == NULL)
    return TRUE;
  if (film.every == 0)
    film.every = sl_film_default (sl_training_epoch (run->training)).every;
  return sl_output_write_film (run, figure, &options->spec, &film, options->film, error);
}

/* A saved run has all its settings. */
static gboolean
check_source (FigureOptions *options, GError **error)
{
  if (options->session == NULL)
    return sl_run_options_check (&options->run, error);
  if (g_hash_table_size (options->run.given) == 0 && options->run.preset == NULL &&
      sl_changes_count (options->run.changes) == 0)
    return TRUE;
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
               _ ("--session: a saved run has its own settings; leave the others out"));
  return FALSE;
}

static gboolean
get_run (const FigureOptions *options, SlRun *run, GError **error)
{
  if (options->session == NULL)
    return sl_run (&options->run, run, error);
  g_autoptr (SlSessionFile) file = sl_session_file_read (options->session, NULL, error);
  if (file == NULL)
    return FALSE;
  run->training = g_steal_pointer (&file->training);
  run->earlier = g_steal_pointer (&file->runs);
  sl_training_find_loss (run->training);
  run->result = sl_training_divergence (run->training) != NULL ? SL_TRAINING_DIVERGED
                                                               : SL_TRAINING_EPOCH;
  return TRUE;
}

static gboolean
figure_run (const char *const *arguments, GError **error)
{
  g_auto (FigureOptions) options;
  figure_options_init (&options);
  g_autoptr (SlOptionSet) set = make_option_set (&options);
  g_auto (GStrv) words = sl_option_set_parse (set, arguments, error);
  if (words == NULL)
    return FALSE;
  const SlFigureType *figure = find_figure (words, error);
  if (figure == NULL)
    return FALSE;
  if (options.output == NULL && options.film == NULL) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("Where should the picture go? Add --output FILE.svg, .pdf or .png"));
    return FALSE;
  }
  if (!check_source (&options, error) || !check_picture (&options, error) ||
      !check_film (&options, figure, error))
    return FALSE;
  SlFigureView view = sl_figure_view_default (figure);
  sl_figure_ask (figure, &view, &options.run.needs);
  options.run.untrained = figure->has_path;
  g_auto (SlRun) run = {0};
  return get_run (&options, &run, error) &&
         (options.output == NULL ||
          sl_output_write_figure (&run, figure, &options.spec, options.output, error)) &&
         write_film (&options, &run, figure, error) && sl_run_check (&run, error);
}

const SlCommand sl_command_figure = {
    .kind = {.id = "figure",
             .name = N_ ("Figure"),
             .summary = N_ ("Train a network and write one figure of it to a file")},
    .usage = N_ ("NAME --output FILE [--film FILE] [OPTIONS]"),
    .help = figure_help,
    .run = figure_run,
};
