/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/options.h"

#include "app/cli/nearest.h"
#include "core/core.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* An option in a set. */
typedef struct
{
  SlOption option;
  char *heading; /* Owned */
  gpointer target;
} Item;

struct SlOptionSet
{
  GArray *items; /* Owned, of Item */
};

enum { HELP_COLUMN = 28, HELP_WIDTH = 80 };

static void
item_clear (Item *item)
{
  g_free (item->heading);
}

static const Item *
item_at (const SlOptionSet *set, guint i)
{
  return &g_array_index (set->items, Item, i);
}

/* The item called name; negated: out, whether it was found behind "no-". */
static const Item *
find_item (const SlOptionSet *set, const char *name, gboolean *negated)
{
  *negated = FALSE;
  for (guint i = 0; i < set->items->len; i++)
    if (strcmp (item_at (set, i)->option.id, name) == 0)
      return item_at (set, i);
  if (!g_str_has_prefix (name, "no-"))
    return NULL;
  *negated = TRUE;
  for (guint i = 0; i < set->items->len; i++)
    if (item_at (set, i)->option.negatable &&
        strcmp (item_at (set, i)->option.id, name + 3) == 0)
      return item_at (set, i);
  return NULL;
}

static void
set_unknown_error (const SlOptionSet *set, const char *name, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (known, g_strdup ("help"));
  for (guint i = 0; i < set->items->len; i++) {
    const SlOption *option = &item_at (set, i)->option;
    g_ptr_array_add (known, g_strdup (option->id));
    if (option->negatable)
      g_ptr_array_add (known, g_strconcat ("no-", option->id, NULL));
  }
  g_autofree char *shown = sl_quote (name);
  const char *near =
      sl_nearest (name, (const char *const *) known->pdata, (size_t) known->len);
  if (near != NULL)
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("There is no option '--%s'; did you mean '--%s'?"), shown, near);
  else
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("There is no option '--%s'; '--help' lists all"), shown);
}

/* Takes the option at arguments[i]; returns how many words it used, 0 on error. */
static int
take_option (const SlOptionSet *set,
             const char *const *arguments,
             size_t i,
             GError **error)
{
  const char *equals = strchr (arguments[i], '=');
  g_autofree char *name = equals != NULL
                              ? g_strndup (arguments[i] + 2, equals - arguments[i] - 2)
                              : g_strdup (arguments[i] + 2);
  gboolean negated;
  const Item *item = find_item (set, name, &negated);
  if (item == NULL) {
    set_unknown_error (set, name, error);
    return 0;
  }
  const SlOption *option = &item->option;
  const char *next = arguments[i + 1];
  if (option->value == NULL) {
    if (equals != NULL) {
      g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, _ ("Option '--%s' takes no value"),
                   name);
      return 0;
    }
    return option->take (option, negated ? "false" : "true", item->target, error) ? 1 : 0;
  }
  if (equals != NULL)
    return option->take (option, equals + 1, item->target, error) ? 1 : 0;
  /* A number may begin with one dash; two are the next option. */
  if (next == NULL || g_str_has_prefix (next, "--")) {
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("Option '--%s' needs a value: --%s %s"), name, name,
                 gettext (option->value));
    return 0;
  }
  return option->take (option, next, item->target, error) ? 2 : 0;
}

/* Appends text in the right column of the help, wrapped; the cursor stands at column. */
static void
append_wrapped (GString *help, const char *text, glong column)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  for (size_t i = 0; words[i] != NULL; i++) {
    glong width = g_utf8_strlen (words[i], -1);
    gboolean fits = column + 1 + width <= HELP_WIDTH && (i > 0 || column < HELP_COLUMN);
    if (!fits) {
      g_string_append_c (help, '\n');
      column = 0;
    }
    int blanks = column < HELP_COLUMN ? (int) (HELP_COLUMN - column) : 1;
    g_string_append_printf (help, "%*s%s", blanks, "", words[i]);
    column += blanks + width;
  }
  g_string_append_c (help, '\n');
}

static void
append_option (GString *help, const SlOption *option)
{
  gsize start = help->len;
  g_string_append_printf (help, "  --%s%s", option->negatable ? "[no-]" : "", option->id);
  if (option->value != NULL)
    g_string_append_printf (help, " %s", gettext (option->value));
  g_autofree char *allowed = option->allowed != NULL ? option->allowed (option) : NULL;
  const char *summary = gettext (option->summary);
  /* Some tables end their sentences with a full stop, which here is one too many. */
  int length = (int) strlen (summary) - g_str_has_suffix (summary, ".");
  g_autofree char *text = allowed != NULL
                              ? g_strdup_printf ("%.*s (%s)", length, summary, allowed)
                              : g_strndup (summary, length);
  append_wrapped (help, text, g_utf8_strlen (help->str + start, -1));
}

gboolean
sl_option_take_count (const SlOption *option,
                      const char *text,
                      int max,
                      int *count,
                      GError **error)
{
  gint64 value;
  if (!sl_number_parse_integer (text, &value) || value < 1 || value > max) {
    g_autofree char *shown = sl_quote (text);
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--%s: '%s' is not a whole number from 1 to %d"), option->id, shown,
                 max);
    return FALSE;
  }
  *count = (int) value;
  return TRUE;
}

gboolean
sl_option_take_ratio (const SlOption *option,
                      const char *text,
                      double *ratio,
                      GError **error)
{
  double value;
  if (!sl_number_parse (text, &value) || !(value > 0) || !(value < 1)) {
    g_autofree char *shown = sl_quote (text);
    g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                 _ ("--%s: '%s' is not a number above 0 and below 1"), option->id, shown);
    return FALSE;
  }
  *ratio = value;
  return TRUE;
}

SlOptionSet *
sl_option_set_new (void)
{
  SlOptionSet *set = g_new0 (SlOptionSet, 1);
  set->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (set->items, (GDestroyNotify) item_clear);
  return set;
}

void
sl_option_set_free (SlOptionSet *set)
{
  if (set == NULL)
    return;
  g_array_unref (set->items);
  g_free (set);
}

void
sl_option_set_add (SlOptionSet *set,
                   const char *heading,
                   const SlOption *option,
                   gpointer target)
{
  g_return_if_fail (set != NULL && heading != NULL);
  g_return_if_fail (option->id != NULL && option->summary != NULL);
  Item item = {.option = *option, .heading = g_strdup (heading), .target = target};
  g_array_append_val (set->items, item);
}

char **
sl_option_set_parse (const SlOptionSet *set, const char *const *arguments, GError **error)
{
  g_return_val_if_fail (set != NULL && arguments != NULL, NULL);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  size_t i = 0;
  while (arguments[i] != NULL && strcmp (arguments[i], "--") != 0) {
    if (g_str_has_prefix (arguments[i], "--")) {
      int used = take_option (set, arguments, i, error);
      if (used == 0)
        return NULL;
      i += used;
      continue;
    }
    if (arguments[i][0] == '-' && arguments[i][1] != '\0') {
      g_autofree char *shown = sl_quote (arguments[i]);
      g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT,
                   _ ("There is no option '%s'; options begin with two dashes, and "
                      "'--help' lists all"),
                   shown);
      return NULL;
    }
    g_strv_builder_add (words, arguments[i++]);
  }
  if (arguments[i] != NULL)
    g_strv_builder_addv (words, (const char **) arguments + i + 1);
  return g_strv_builder_end (words);
}

char *
sl_option_set_help (const SlOptionSet *set)
{
  g_return_val_if_fail (set != NULL, NULL);
  GString *help = g_string_new (NULL);
  const char *heading = "";
  for (guint i = 0; i < set->items->len; i++) {
    const Item *item = item_at (set, i);
    if (strcmp (item->heading, heading) != 0)
      g_string_append_printf (help, "%s%s\n", i > 0 ? "\n" : "", item->heading);
    heading = item->heading;
    append_option (help, &item->option);
  }
  return g_string_free (help, FALSE);
}

gboolean
sl_option_wants_help (const char *const *arguments)
{
  for (size_t i = 0; arguments[i] != NULL && strcmp (arguments[i], "--") != 0; i++)
    if (strcmp (arguments[i], "--help") == 0 || strcmp (arguments[i], "-h") == 0)
      return TRUE;
  return FALSE;
}
