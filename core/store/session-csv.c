/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/number.h"
#include "core/base/quote.h"
#include "core/data/csv/scanner.h"
#include "core/store/session-private.h"
#include "core/training/edit.h"
#include "core/training/setting.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Longest value of a setting: a list of layers is far shorter. */
enum { MAX_VALUE = 1 << 16 };
/* Most bytes of all of them. */
enum { MAX_TEXT = 1 << 27 };

static const char *const event_columns[] = {"epoch", "batch", "setting",
                                            "from",  "to",    "by"};

/* Who changed it. */
static const char *const authors[] = {"hand", "schedule"};

static const SlCsvDialect dialect = {.delimiter = ',',
                                     .point = '.',
                                     .newline = '\n',
                                     .has_header = TRUE};

/* Any value of a setting: in quotes, with those in it doubled. */
static void
append_quoted (GString *csv, const char *text)
{
  g_string_append_c (csv, '"');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *c);
  }
  g_string_append_c (csv, '"');
}

GString *
sl_session_events_text (const SlLogView *events)
{
  GString *csv = g_string_new (NULL);

  for (gsize j = 0; j < G_N_ELEMENTS (event_columns); j++)
    g_string_append_printf (csv, "%s%s", j > 0 ? "," : "", event_columns[j]);
  g_string_append_c (csv, '\n');
  for (size_t i = 0; i < events->n; i++) {
    const SlEvent *event = sl_log_item (events, i);

    g_string_append_printf (csv, "%d,%d,%s,", event->epoch, event->batch, event->setting);
    append_quoted (csv, event->from);
    g_string_append_c (csv, ',');
    append_quoted (csv, event->to);
    g_string_append_printf (csv, ",%s\n", authors[event->by_schedule != FALSE]);
  }
  return csv;
}

/* ---- reading ---- */

/* The header must be that of a session's file. */
static gboolean
check_header (SlCsvScanner *scanner,
              SlCsvRecord **record,
              const char *const *names,
              size_t n,
              GError **error)
{
  if (!sl_csv_scanner_next (scanner, record, error))
    return FALSE;
  if (*record != NULL && (*record)->n == (int) n) {
    size_t same = 0;

    while (same < n && g_str_equal ((*record)->cells[same].text, names[same]))
      same++;
    if (same == n)
      return TRUE;
  }
  return sl_csv_scanner_fail (scanner, error,
                              _ ("its columns are not those of a session"));
}

/* Goes to the next record, which must have @n cells; NULL at the end. */
static gboolean
next (SlCsvScanner *scanner, SlCsvRecord **record, size_t n, GError **error)
{
  if (!sl_csv_scanner_next (scanner, record, error))
    return FALSE;
  if (*record != NULL && (*record)->n != (int) n)
    return sl_csv_scanner_fail (scanner, error, _ ("it has %d cells instead of %d"),
                                (*record)->n, (int) n);
  return TRUE;
}

/* Returns the id that never goes away, or NULL. */
static const char *
find_event_setting (const char *id)
{
  const SlSetting *setting = sl_setting_find (id, NULL);

  if (setting != NULL)
    return setting->hot ? setting->id : NULL;
  for (int kind = 0; kind < SL_N_EDITS; kind++)
    if (g_str_equal (id, sl_edit_id (kind)))
      return sl_edit_id (kind);
  return NULL;
}

static gboolean
read_event (SlCsvScanner *scanner,
            const SlCsvRecord *record,
            SlLog *events,
            GError **error)
{
  const SlCsvCell *cells = record->cells;
  g_autofree char *what = sl_quote (cells[2].text), *by = sl_quote (cells[5].text);
  SlEvent event = {.setting = find_event_setting (cells[2].text),
                   .from = cells[3].text,
                   .to = cells[4].text,
                   .by_schedule = g_str_equal (cells[5].text, authors[1])};
  gint64 epoch, batch;

  if (!sl_number_parse_integer (cells[0].text, &epoch) ||
      !sl_number_parse_integer (cells[1].text, &batch) || epoch < 0 || batch < 0 ||
      epoch > G_MAXINT || batch > G_MAXINT)
    return sl_csv_scanner_fail (scanner, error, _ ("its place makes no sense"));
  event.epoch = (int) epoch;
  event.batch = (int) batch;
  if (event.setting == NULL)
    return sl_csv_scanner_fail (scanner, error, _ ("'%s' is nothing that can change"),
                                what);
  for (int j = 3; j < 5; j++)
    if (cells[j].n > MAX_VALUE || strlen (cells[j].text) != cells[j].n ||
        !g_utf8_validate (cells[j].text, -1, NULL))
      return sl_csv_scanner_fail (scanner, error, _ ("its value is not a text"));
  if (!event.by_schedule && !g_str_equal (cells[5].text, authors[0]))
    return sl_csv_scanner_fail (scanner, error, _ ("'%s' changes nothing"), by);
  sl_event_log_append (events, &event);
  return TRUE;
}

gboolean
sl_session_events_read (SlInput *input, SlLog *events, GError **error)
{
  g_autoptr (SlCsvScanner) scanner = sl_csv_scanner_new (input, &dialect);
  const size_t n = G_N_ELEMENTS (event_columns);
  SlCsvRecord *record;
  size_t text = 0;

  if (!check_header (scanner, &record, event_columns, n, error))
    return FALSE;
  for (int row = 0;; row++) {
    if (!next (scanner, &record, n, error))
      return FALSE;
    if (record == NULL)
      return TRUE;
    text += record->cells[3].n + record->cells[4].n;
    if (row == SL_SESSION_MAX_EVENTS || text > MAX_TEXT)
      return sl_csv_scanner_fail (scanner, error, _ ("there are too many changes"));
    if (!read_event (scanner, record, events, error))
      return FALSE;
  }
}

/* Sets a field of @row. Returns whether @text is one. */
static gboolean
take_field (const SlHistoryColumn *column, const char *text, SlHistoryRow *row)
{
  void *field = G_STRUCT_MEMBER_P (row, column->offset);
  gint64 whole;

  if (column->type == SL_COLUMN_DOUBLE) {
    char *end;

    *(double *) field = *text != '\0' ? g_ascii_strtod (text, &end) : NAN;
    return *text == '\0' || (*end == '\0' && isfinite (*(double *) field));
  }
  if (!sl_number_parse_integer (text, &whole) || whole < 0)
    return FALSE;
  if (column->type == SL_COLUMN_INT64)
    *(gint64 *) field = whole;
  else if (whole <= G_MAXINT)
    *(int *) field = (int) whole;
  else
    return FALSE;
  return TRUE;
}

gboolean
sl_session_history_read (SlInput *input, SlLog *history, GError **error)
{
  g_autoptr (SlCsvScanner) scanner = sl_csv_scanner_new (input, &dialect);
  size_t n;
  const SlHistoryColumn *columns = sl_history_columns (&n);
  g_autofree const char **names = g_new (const char *, n);
  SlCsvRecord *record;

  for (size_t j = 0; j < n; j++)
    names[j] = columns[j].id;
  if (!check_header (scanner, &record, names, n, error))
    return FALSE;
  for (int epoch = 0;; epoch++) {
    SlHistoryRow row = {0};

    if (!next (scanner, &record, n, error))
      return FALSE;
    if (record == NULL)
      return TRUE;
    if (epoch == SL_SESSION_MAX_ROWS)
      return sl_csv_scanner_fail (scanner, error, _ ("there are too many epochs"));
    for (size_t j = 0; j < n; j++)
      if (!take_field (&columns[j], record->cells[j].text, &row)) {
        g_autofree char *text = sl_quote (record->cells[j].text);

        return sl_csv_scanner_fail (
            scanner, error, _ ("column '%s': '%s' makes no sense"), columns[j].id, text);
      }
    if (row.epoch != epoch)
      return sl_csv_scanner_fail (scanner, error, _ ("it is about epoch %d, not %d"),
                                  row.epoch, epoch);
    sl_log_append (history, &row);
  }
}
