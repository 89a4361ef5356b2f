/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/unpacker.h"

#include "core/base/error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

struct SlUnpacker
{
  /* Owned */
  SlSource *source;
  GConverter *gunzip; /* NULL while nothing is packed */
  guint8 *unpacked;   /* (SL_INPUT_BLOCK); NULL with gunzip */
  GError *error;      /* nullable: why the last read failed */
  /* Borrowed, from the source until its next read */
  const guint8 *packed; /* (packed_n), of which packed_at are unpacked */
  /* Plain */
  size_t packed_n, packed_at;
  gboolean begun, at_end; /* of the source */
  gboolean inside;        /* of a piece of packed data; a file may have several */
};

SlUnpacker *
sl_unpacker_new (SlSource *source)
{
  SlUnpacker *self = g_new0 (SlUnpacker, 1);

  self->source = source;
  return self;
}

void
sl_unpacker_free (SlUnpacker *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->gunzip);
  g_clear_error (&self->error);
  g_free (self->unpacked);
  sl_source_free (self->source);
  g_free (self);
}

static gssize
fail (SlUnpacker *self, const char *sentence)
{
  g_clear_error (&self->error);
  g_set_error (&self->error, SL_ERROR, SL_ERROR_DATA, "%s: %s",
               sl_source_name (self->source), sentence);
  return -1;
}

/* Reads the next packed bytes when those at hand are used up. */
static gboolean
fetch (SlUnpacker *self)
{
  gssize got;

  if (self->packed_at < self->packed_n || self->at_end)
    return TRUE;
  got = sl_source_read (self->source, &self->packed);
  self->packed_at = 0;
  self->packed_n = (size_t) MAX (got, 0);
  self->at_end = got == 0;
  if (got >= 0)
    return TRUE;
  g_clear_error (&self->error);
  sl_source_take_error (self->source, &self->error);
  return FALSE;
}

/* The first two bytes of what is packed (RFC 1952, 2.3.1). */
static void
begin (SlUnpacker *self)
{
  self->begun = TRUE;
  if (self->packed_n < 2 || self->packed[0] != 0x1f || self->packed[1] != 0x8b)
    return;
  self->gunzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  self->unpacked = g_malloc (SL_INPUT_BLOCK);
  self->inside = TRUE;
}

/* Behind one piece of packed data the next one may begin; zeros fill up the blocks of
 * tapes. */
static void
skip_filling (SlUnpacker *self)
{
  while (self->packed_at < self->packed_n && self->packed[self->packed_at] == 0)
    self->packed_at++;
  self->inside = self->packed_at < self->packed_n;
}

/* Unpacks what is at hand; returns how many bytes came out, perhaps none yet, or −1. */
static gssize
convert (SlUnpacker *self)
{
  g_autoptr (GError) error = NULL;
  gsize used = 0, written = 0;
  GConverterResult result = g_converter_convert (
      self->gunzip, self->packed + self->packed_at, self->packed_n - self->packed_at,
      self->unpacked, SL_INPUT_BLOCK,
      self->at_end ? G_CONVERTER_INPUT_AT_END : G_CONVERTER_NO_FLAGS, &used, &written,
      &error);

  self->packed_at += used;
  if (result == G_CONVERTER_FINISHED) {
    g_converter_reset (self->gunzip);
    self->inside = FALSE;
  } else if (result == G_CONVERTER_ERROR) {
    if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
      return fail (self, _ ("it is damaged, so that it cannot be unpacked; get it once "
                            "more"));
    if (self->at_end)
      return fail (self, _ ("the file ends too early; get it once more"));
  }
  return (gssize) written;
}

static gssize
read_packed (SlUnpacker *self, const guint8 **block)
{
  gssize got = 0;

  while (got == 0) {
    if (!fetch (self))
      return -1;
    if (!self->inside)
      skip_filling (self);
    if (!self->inside && self->at_end)
      return 0;
    if (self->inside)
      got = convert (self);
  }
  *block = self->unpacked;
  return got;
}

gssize
sl_unpacker_read (SlUnpacker *self, const guint8 **block)
{
  size_t n;

  if (!self->begun) {
    if (!fetch (self))
      return -1;
    begin (self);
  }
  if (self->gunzip != NULL)
    return read_packed (self, block);
  if (!fetch (self))
    return -1;
  *block = self->packed;
  n = self->packed_n;
  self->packed_at = n;
  return (gssize) n;
}

gboolean
sl_unpacker_is_packed (const SlUnpacker *self)
{
  return self->gunzip != NULL;
}

gboolean
sl_unpacker_finish (SlUnpacker *self)
{
  const guint8 *block;
  gssize got;

  do
    got = sl_unpacker_read (self, &block);
  while (got > 0);
  return got == 0;
}

void
sl_unpacker_rewind (SlUnpacker *self)
{
  sl_source_rewind (self->source);
  g_clear_object (&self->gunzip);
  g_clear_pointer (&self->unpacked, g_free);
  self->packed_n = self->packed_at = 0;
  self->begun = self->at_end = self->inside = FALSE;
}

gboolean
sl_unpacker_take_error (SlUnpacker *self, GError **error)
{
  if (self->error == NULL)
    return FALSE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return TRUE;
}

const SlSource *
sl_unpacker_source (const SlUnpacker *self)
{
  return self->source;
}
