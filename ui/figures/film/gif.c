/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/film/gif.h"

#include "core/core.h"

#include <gif_lib.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* The colour that lets the picture before be seen. */
enum { AS_BEFORE = SL_PALETTE_COLORS };

struct SlGif
{
  GifFileType *file; /* Owned, nullable once closed */
  GByteArray *bytes; /* Owned */
  SlPalette palette;
  int width, height;
  guint8 *before, *now; /* Owned: (height, width) colours */
  GifPixelType *line;   /* Owned: (width) */
  gboolean has_before;
};

/* The part of a picture that is not as before. */
typedef struct
{
  int left, top, right, bottom; /* inclusive */
} Area;

static int
append_cb (GifFileType *file, const GifByteType *bytes, int n)
{
  g_byte_array_append (file->UserData, bytes, (guint) n);
  return n;
}

static gboolean
fail (int code, GError **error)
{
  const char *reason = GifErrorString (code);

  g_set_error (error, SL_ERROR, SL_ERROR_WRITE, _ ("The film could not be made: %s."),
               reason != NULL ? reason : _ ("unknown error"));
  return FALSE;
}

/* Plays for ever. Source: the Netscape extension, as all programs read it. */
static gboolean
put_loop (GifFileType *file)
{
  static const GifByteType times[] = {1, 0, 0};

  return EGifPutExtensionLeader (file, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
         EGifPutExtensionBlock (file, 11, "NETSCAPE2.0") == GIF_OK &&
         EGifPutExtensionBlock (file, sizeof times, times) == GIF_OK &&
         EGifPutExtensionTrailer (file) == GIF_OK;
}

static gboolean
put_head (SlGif *gif)
{
  ColorMapObject *map = GifMakeMapObject (SL_PALETTE_COLORS + 1, NULL);
  gboolean done;

  if (map == NULL)
    return FALSE;
  for (int k = 0; k < gif->palette.n; k++)
    map->Colors[k] = (GifColorType){gif->palette.colors[k][0], gif->palette.colors[k][1],
                                    gif->palette.colors[k][2]};
  EGifSetGifVersion (gif->file, TRUE);
  done = EGifPutScreenDesc (gif->file, gif->width, gif->height, 8, 0, map) == GIF_OK &&
         put_loop (gif->file);
  GifFreeMapObject (map);
  return done;
}

SlGif *
sl_gif_new (int width, int height, const SlPalette *palette, GError **error)
{
  g_autoptr (SlGif) gif = NULL;
  int code = 0;

  g_return_val_if_fail (width >= 1 && width <= 65535, NULL);
  g_return_val_if_fail (height >= 1 && height <= 65535 && palette != NULL, NULL);

  gif = g_new0 (SlGif, 1);
  gif->bytes = g_byte_array_new ();
  gif->palette = *palette;
  gif->width = width;
  gif->height = height;
  gif->before = g_new0 (guint8, (gsize) width * height);
  gif->now = g_new0 (guint8, (gsize) width * height);
  gif->line = g_new0 (GifPixelType, (gsize) width);
  gif->file = EGifOpen (gif->bytes, append_cb, &code);
  if (gif->file != NULL && put_head (gif))
    return g_steal_pointer (&gif);
  fail (gif->file != NULL ? gif->file->Error : code, error);
  return NULL;
}

void
sl_gif_free (SlGif *gif)
{
  int code;

  if (gif == NULL)
    return;
  if (gif->file != NULL)
    EGifCloseFile (gif->file, &code);
  g_byte_array_unref (gif->bytes);
  g_free (gif->before);
  g_free (gif->now);
  g_free (gif->line);
  g_free (gif);
}

/* At least a pixel: a picture has to have some. */
static Area
changed_area (const SlGif *gif)
{
  Area area = {gif->width - 1, gif->height - 1, 0, 0};
  gboolean any = FALSE;

  if (!gif->has_before)
    return (Area){0, 0, gif->width - 1, gif->height - 1};
  for (int y = 0; y < gif->height; y++)
    for (int x = 0; x < gif->width; x++)
      if (gif->now[(gsize) y * gif->width + x] !=
          gif->before[(gsize) y * gif->width + x]) {
        area.left = MIN (area.left, x);
        area.right = MAX (area.right, x);
        area.top = MIN (area.top, y);
        area.bottom = MAX (area.bottom, y);
        any = TRUE;
      }
  return any ? area : (Area){0, 0, 0, 0};
}

static gboolean
put_picture (SlGif *gif, const Area *area, int hundredths)
{
  const GraphicsControlBlock control = {
      .DisposalMode = DISPOSE_DO_NOT,
      .DelayTime = hundredths,
      .TransparentColor = gif->has_before ? AS_BEFORE : NO_TRANSPARENT_COLOR};
  GifByteType block[4];
  int width = area->right - area->left + 1;

  EGifGCBToExtension (&control, block);
  if (EGifPutExtension (gif->file, GRAPHICS_EXT_FUNC_CODE, sizeof block, block) !=
          GIF_OK ||
      EGifPutImageDesc (gif->file, area->left, area->top, width,
                        area->bottom - area->top + 1, FALSE, NULL) != GIF_OK)
    return FALSE;
  for (int y = area->top; y <= area->bottom; y++) {
    gsize start = (gsize) y * gif->width + area->left;

    for (int x = 0; x < width; x++) {
      gboolean same = gif->has_before && gif->now[start + x] == gif->before[start + x];

      gif->line[x] = same ? AS_BEFORE : gif->now[start + x];
    }
    if (EGifPutLine (gif->file, gif->line, width) != GIF_OK)
      return FALSE;
  }
  return TRUE;
}

gboolean
sl_gif_add (SlGif *gif, const guint32 *pixels, int hundredths, GError **error)
{
  gsize n;
  guint8 *swap;

  g_return_val_if_fail (gif != NULL && gif->file != NULL && pixels != NULL, FALSE);

  n = (gsize) gif->width * gif->height;
  for (gsize i = 0; i < n; i++)
    gif->now[i] = sl_palette_index (&gif->palette, pixels[i]);
  Area area = changed_area (gif);
  if (!put_picture (gif, &area, hundredths))
    return fail (gif->file->Error, error);
  swap = gif->before;
  gif->before = gif->now;
  gif->now = swap;
  gif->has_before = TRUE;
  return TRUE;
}

GBytes *
sl_gif_finish (SlGif *gif, GError **error)
{
  int code = 0;

  g_return_val_if_fail (gif != NULL && gif->file != NULL, NULL);

  if (EGifCloseFile (g_steal_pointer (&gif->file), &code) != GIF_OK) {
    fail (code, error);
    return NULL;
  }
  return g_bytes_new (gif->bytes->data, gif->bytes->len);
}
