/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/changes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *text; /* Owned: as typed, for sentences */
  int epoch;  /* finished epochs */
  int batch;  /* further minibatches */
  const SlSetting *setting;
  char *value; /* Owned */
} Change;

struct SlChanges
{
  GArray *list; /* Owned, of Change, by place; equal places in the order given */
};

static void
change_clear (Change *change)
{
  g_free (change->text);
  g_free (change->value);
}

static const Change *
change_at (const SlChanges *changes, size_t i)
{
  return &g_array_index (changes->list, Change, i);
}

/* Sets a sentence that begins with the change as it was typed; returns FALSE. */
G_GNUC_PRINTF (3, 4)
static gboolean
refuse (GError **error, const char *text, const char *format, ...)
{
  va_list arguments;
  va_start (arguments, format);
  g_autofree char *reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_autofree char *shown = sl_quote (text);
  g_set_error (error, SL_ERROR, SL_ERROR_ARGUMENT, "--at %s: %s", shown, reason);
  return FALSE;
}

/* Reads "EPOCH" or "EPOCH+BATCH". */
static gboolean
parse_place (const char *text, int *epoch, int *batch)
{
  g_auto (GStrv) parts = g_strsplit (text, "+", 3);
  guint n = g_strv_length (parts);
  gint64 e = 0, b = 0;
  if (n < 1 || n > 2 || !sl_number_parse_integer (parts[0], &e) ||
      (n == 2 && !sl_number_parse_integer (parts[1], &b)))
    return FALSE;
  if (e < 0 || e > G_MAXINT || b < 0 || b > G_MAXINT)
    return FALSE;
  *epoch = (int) e;
  *batch = (int) b;
  return TRUE;
}

/* "penalty, lambda, …": the settings that can change during a run. */
static char *
list_live_settings (void)
{
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  GString *list = g_string_new (NULL);
  for (size_t i = 0; i < n; i++)
    if (settings[i].hot)
      g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", settings[i].id);
  return g_string_free (list, FALSE);
}

static void
insert (SlChanges *changes, const Change *change)
{
  guint i = changes->list->len;
  while (i > 0) {
    const Change *before = change_at (changes, i - 1);
    if (before->epoch < change->epoch ||
        (before->epoch == change->epoch && before->batch <= change->batch))
      break;
    i--;
  }
  g_array_insert_val (changes->list, i, *change);
}

static gboolean
add_one (SlChanges *changes, const char *text, GError **error)
{
  const char *colon = strchr (text, ':');
  const char *equals = colon != NULL ? strchr (colon, '=') : NULL;
  if (equals == NULL)
    return refuse (error, text,
                   _ ("This is not EPOCH:SETTING=VALUE, as in 10:lambda=0.001"));
  g_autofree char *place = g_strndup (text, colon - text);
  g_autofree char *id = g_strndup (colon + 1, equals - colon - 1);
  g_autofree char *shown_place = sl_quote (place);
  g_autofree char *shown_id = sl_quote (id);
  Change change = {0};
  if (!parse_place (place, &change.epoch, &change.batch))
    return refuse (error, text,
                   _ ("'%s' is not a number of epochs, nor EPOCH+BATCH, as in 10+5"),
                   shown_place);
  change.setting = sl_setting_find (id, NULL);
  g_autofree char *live = list_live_settings ();
  if (change.setting == NULL)
    return refuse (error, text,
                   _ ("There is no setting '%s'; those that can change are %s"), shown_id,
                   live);
  if (!change.setting->hot)
    return refuse (error, text,
                   _ ("'%s' cannot change during a run; those that can are %s"), shown_id,
                   live);
  change.text = g_strdup (text);
  change.value = g_strdup (equals + 1);
  insert (changes, &change);
  return TRUE;
}

static gboolean
add_file (SlChanges *changes, const char *path, GError **error)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) unread = NULL;
  if (!g_file_get_contents (path, &content, NULL, &unread)) {
    g_set_error (error, SL_ERROR, SL_ERROR_DATA, _ ("Could not read the changes: %s"),
                 unread->message);
    return FALSE;
  }
  g_autofree char *name = g_filename_display_name (path);
  g_auto (GStrv) lines = g_strsplit (content, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++) {
    const char *line = g_strstrip (lines[i]);
    if (line[0] == '\0' || line[0] == '#')
      continue;
    if (!add_one (changes, line, error)) {
      g_prefix_error (error, "%s:%d: ", name, i + 1);
      return FALSE;
    }
  }
  return TRUE;
}

SlChanges *
sl_changes_new (void)
{
  SlChanges *changes = g_new0 (SlChanges, 1);
  changes->list = g_array_new (FALSE, FALSE, sizeof (Change));
  g_array_set_clear_func (changes->list, (GDestroyNotify) change_clear);
  return changes;
}

void
sl_changes_free (SlChanges *changes)
{
  if (changes == NULL)
    return;
  g_array_unref (changes->list);
  g_free (changes);
}

gboolean
sl_changes_add (SlChanges *changes, const char *text, GError **error)
{
  g_return_val_if_fail (changes != NULL && text != NULL, FALSE);
  return text[0] == '@' ? add_file (changes, text + 1, error)
                        : add_one (changes, text, error);
}

guint
sl_changes_count (const SlChanges *changes)
{
  return changes->list->len;
}

/* Whether several changes at one place, which act together, end with number @i. */
static gboolean
ends_place (const SlChanges *changes, guint i)
{
  if (i + 1 == changes->list->len)
    return TRUE;
  const Change *now = change_at (changes, i), *next = change_at (changes, i + 1);
  return next->epoch != now->epoch || next->batch != now->batch;
}

gboolean
sl_changes_check (const SlChanges *changes,
                  const SlConfig *config,
                  int epochs,
                  GError **error)
{
  g_return_val_if_fail (changes != NULL && config != NULL, FALSE);
  SlConfig now = *config;
  for (guint i = 0; i < changes->list->len; i++) {
    const Change *change = change_at (changes, i);
    g_autoptr (GError) reason = NULL;
    if (change->epoch >= epochs)
      return refuse (error, change->text,
                     _ ("The run ends after %d epochs, so this would never act"), epochs);
    if (!sl_setting_parse (change->setting, &now, change->value, &reason))
      return refuse (error, change->text, "%s", reason->message);
    /* Only the last at one place has to fit. */
    if (ends_place (changes, i) && !sl_config_validate (&now, &reason))
      return refuse (error, change->text, "%s", reason->message);
  }
  return TRUE;
}

gboolean
sl_changes_check_batches (const SlChanges *changes,
                          const SlConfig *config,
                          const SlProblem *problem,
                          GError **error)
{
  g_return_val_if_fail (changes != NULL && config != NULL && problem != NULL, FALSE);
  SlConfig now = *config;
  int rows = problem->train.n;
  int epoch = -1, batch = 0, left = 0;
  for (guint i = 0; i < changes->list->len; i++) {
    const Change *change = change_at (changes, i);
    if (change->epoch != epoch) {
      epoch = change->epoch;
      batch = 0;
      left = rows;
    }
    for (; batch < change->batch && left > 0; batch++)
      left -= now.batch_size > 0 ? MIN (now.batch_size, left) : left;
    if (left == 0)
      return refuse (error, change->text,
                     _ ("Epoch %d has only %d minibatches, so this would never act"),
                     epoch + 1, batch);
    g_autoptr (GError) reason = NULL;
    sl_setting_parse (change->setting, &now, change->value, NULL);
    if (!sl_training_check_memory (&now, problem, &reason))
      return refuse (error, change->text, "%s", reason->message);
  }
  return TRUE;
}

static char *
tell_idle (const Change *change, const char *reason)
{
  g_autofree char *shown = sl_quote (change->text);
  return g_strdup_printf (_ ("--at %s: This has no effect. %s"), shown, reason);
}

char **
sl_changes_tell_idle (const SlChanges *changes, const SlConfig *config)
{
  g_return_val_if_fail (changes != NULL && config != NULL, NULL);
  GPtrArray *lines = g_ptr_array_new ();
  size_t n;
  const SlSetting *settings = sl_settings (&n);
  /* The last change of each setting, and why it had no effect so far; NULL when it had
   * one. */
  g_autofree const Change **last = g_new0 (const Change *, n);
  g_autofree const char **idle = g_new0 (const char *, n);
  SlConfig now = *config;
  for (guint i = 0; i < changes->list->len; i++) {
    const Change *change = change_at (changes, i);
    size_t s = (size_t) (change->setting - settings);
    if (idle[s] != NULL && idle[s][0] != '\0')
      g_ptr_array_add (lines, tell_idle (last[s], idle[s]));
    last[s] = change;
    idle[s] = "";
    sl_setting_parse (change->setting, &now, change->value, NULL);
    for (s = 0; s < n && ends_place (changes, i); s++)
      if (idle[s] != NULL)
        idle[s] = sl_setting_no_effect (&settings[s], &now);
  }
  for (size_t s = 0; s < n; s++)
    if (idle[s] != NULL)
      g_ptr_array_add (lines, tell_idle (last[s], idle[s]));
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}

void
sl_changes_apply (const SlChanges *changes, size_t *next, SlTraining *training)
{
  g_return_if_fail (changes != NULL && next != NULL && training != NULL);
  for (; *next < changes->list->len; (*next)++) {
    const Change *change = change_at (changes, *next);
    if (change->epoch != sl_training_epoch (training) ||
        change->batch != sl_training_batch (training))
      break;
    /* One by one, as the log of a run has them: an optimiser chosen and left again has
     * lost its state. */
    SlConfig config = *sl_training_config (training);
    sl_setting_parse (change->setting, &config, change->value, NULL);
    sl_training_apply (training, &config);
  }
}
