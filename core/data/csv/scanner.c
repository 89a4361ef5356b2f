/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/csv/scanner.h"

#include "core/base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { FIRST_CAPACITY = 1 << 19 };

struct SlCsvScanner
{
  SlInput *input; /* Borrowed */
  char *buffer;   /* Owned (capacity + 1) */
  SlCsvRecord record;
  SlCsvDialect dialect;
  size_t capacity, n, at; /* n bytes are there, those before at are done with */
  gint64 line;            /* where the record begins */
  gint64 next_line;       /* where the one behind it does */
  gboolean is_last;       /* the stream has ended */
};

SlCsvScanner *
sl_csv_scanner_new (SlInput *input, const SlCsvDialect *dialect)
{
  SlCsvScanner *self = g_new0 (SlCsvScanner, 1);

  self->input = input;
  self->dialect = *dialect;
  self->capacity = FIRST_CAPACITY;
  self->buffer = g_malloc (self->capacity + 1);
  self->next_line = 1 + dialect->skip_lines;
  return self;
}

void
sl_csv_scanner_free (SlCsvScanner *self)
{
  if (self == NULL)
    return;
  sl_csv_record_clear (&self->record);
  g_free (self->buffer);
  g_free (self);
}

/* Moves what is left to the front and reads on behind it. */
static gboolean
refill (SlCsvScanner *self, GError **error)
{
  gboolean is_first = self->next_line == 1 + self->dialect.skip_lines && self->n == 0;
  gssize got;

  self->n -= self->at;
  memmove (self->buffer, self->buffer + self->at, self->n);
  self->at = 0;
  if (self->n == self->capacity) {
    if (self->capacity >= SL_CSV_MAX_LINE)
      return sl_csv_scanner_fail (self, error,
                                  _ ("this line is longer than %d MB; is a quote not "
                                     "closed, or is this no table?"),
                                  SL_CSV_MAX_LINE >> 20);
    self->capacity *= 2;
    self->buffer = g_realloc (self->buffer, self->capacity + 1);
  }
  got = sl_input_read (self->input, self->buffer + self->n, self->capacity - self->n,
                       error);
  if (got < 0)
    return FALSE;
  self->is_last = (size_t) got < self->capacity - self->n;
  self->n += (size_t) got;
  if (is_first)
    self->at = self->dialect.skip;
  return TRUE;
}

gboolean
sl_csv_scanner_next (SlCsvScanner *self, SlCsvRecord **record, GError **error)
{
  size_t used;

  *record = NULL;
  for (;;) {
    self->line = self->next_line;
    if (self->at == self->n && self->is_last)
      return TRUE;
    switch (sl_csv_record_split (&self->record, &self->dialect, self->buffer + self->at,
                                 self->n - self->at, self->is_last, &used)) {
    case SL_CSV_RECORD:
      self->at += used;
      self->next_line += self->record.n_lines;
      if (sl_csv_record_is_blank (&self->record))
        break;
      *record = &self->record;
      return TRUE;
    case SL_CSV_CUT_OFF:
      if (self->is_last)
        return sl_csv_scanner_fail (self, error,
                                    _ ("a quote is opened and never closed"));
      if (!refill (self, error))
        return FALSE;
      break;
    case SL_CSV_BAD_QUOTE:
      return sl_csv_scanner_fail (
          self, error, _ ("column %d: there is something behind the closing quote"),
          self->record.n);
    case SL_CSV_TOO_WIDE:
      return sl_csv_scanner_fail (self, error, _ ("there are more than %d columns"),
                                  SL_CSV_MAX_COLUMNS);
    }
  }
}

gint64
sl_csv_scanner_line (const SlCsvScanner *self)
{
  return self->line;
}

gboolean
sl_csv_scanner_fail (const SlCsvScanner *self, GError **error, const char *sentence, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, sentence);
  text = g_strdup_vprintf (sentence, arguments);
  va_end (arguments);
  g_set_error (error, SL_ERROR, SL_ERROR_DATA, "%s:%" G_GINT64_FORMAT ": %s",
               sl_input_name (self->input), self->line, text);
  return FALSE;
}
