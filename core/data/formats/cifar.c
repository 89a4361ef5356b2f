/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/array-set.h"
#include "core/data/file.h"
#include "core/data/pictures.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A record is one byte of label and a picture, plane by plane.
 * Source: A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images (2009);
 * the layout is on the page of the data set. */
enum {
  SIDE = 32,
  PIXELS = 3 * SIDE * SIDE,
  RECORD = 1 + PIXELS,
  CLASSES = 10,
  AT_ONCE = 64, /* records */
  MAX_NAMES = 4096
};

/* In the order of the rows: the test batch is last. */
static const char *const batches[] = {"data_batch_1.bin", "data_batch_2.bin",
                                      "data_batch_3.bin", "data_batch_4.bin",
                                      "data_batch_5.bin", "test_batch.bin"};
enum { N_BATCHES = G_N_ELEMENTS (batches), TEST = N_BATCHES - 1 };
static const char NAMES[] = "batches.meta.txt";

/* What was read so far, in the order of the archive. */
typedef struct
{
  guint8 *pixels; /* Owned (room, PIXELS) */
  guint8 *labels; /* Owned (room) */
  char **names;   /* Owned (CLASSES), nullable */
  int n, room;
  int n_segments;
  struct
  {
    size_t batch;
    int n;
  } segments[N_BATCHES];
} Pictures;

static void
pictures_clear (Pictures *self)
{
  g_free (self->pixels);
  g_free (self->labels);
  g_strfreev (self->names);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pictures, pictures_clear)

static char *
member_name (const SlInput *input)
{
  return g_path_get_basename (sl_input_member (input));
}

/* The number of the batch called @name; N_BATCHES when there is none. */
static size_t
find_batch (const char *name)
{
  size_t batch = 0;

  while (batch < N_BATCHES && strcmp (batches[batch], name) != 0)
    batch++;
  return batch;
}

/* Other archives of the same data, and what is wrong with them. */
static gboolean
is_other_form (const char *member)
{
  return strstr (member, "cifar-10-batches-py") != NULL ||
         strstr (member, "cifar-100-") != NULL;
}

static gboolean
recognises (SlInput *input)
{
  g_autofree char *name = NULL;

  if (!sl_input_is_archive (input))
    return FALSE;
  name = member_name (input);
  return find_batch (name) < N_BATCHES || strcmp (name, NAMES) == 0 ||
         strstr (sl_input_member (input), "cifar-10") != NULL;
}

static gboolean
make_room (Pictures *self, int n, SlInput *input, GError **error)
{
  guint8 *pixels;

  if (self->n + n <= self->room)
    return TRUE;
  if (!sl_dataset_check_size (self->n + n, PIXELS, error)) {
    g_prefix_error (error, "%s: ", sl_input_name (input));
    return FALSE;
  }
  /* What is not touched takes no memory yet. */
  self->room = MAX (2 * self->room, 1024);
  pixels = g_try_realloc_n (self->pixels, (size_t) self->room, PIXELS);
  if (pixels == NULL)
    return sl_input_fail (input, error, _ ("there is not enough memory for it"));
  self->pixels = pixels;
  self->labels = g_renew (guint8, self->labels, self->room);
  return TRUE;
}

static gboolean
take_records (Pictures *self,
              const guint8 *records,
              int n,
              SlInput *input,
              GError **error)
{
  if (!make_room (self, n, input, error))
    return FALSE;
  for (int i = 0; i < n; i++) {
    const guint8 *record = records + (size_t) i * RECORD;

    if (record[0] >= CLASSES)
      return sl_input_fail (input, error,
                            _ ("picture %d has the label %d; there are %d classes"),
                            self->n + 1, record[0], CLASSES);
    self->labels[self->n] = record[0];
    memcpy (self->pixels + (size_t) self->n++ * PIXELS, record + 1, PIXELS);
  }
  return TRUE;
}

static gboolean
read_batch (Pictures *self, size_t batch, SlInput *input, GError **error)
{
  g_autofree guint8 *records = g_malloc (AT_ONCE * RECORD);
  int before = self->n;
  gssize got;

  for (int i = 0; i < self->n_segments; i++)
    if (self->segments[i].batch == batch)
      return sl_input_fail (input, error, _ ("the archive has this file twice"));
  do {
    got = sl_input_read (input, records, AT_ONCE * RECORD, error);
    if (got < 0)
      return FALSE;
    if (got % RECORD != 0)
      return sl_input_fail (input, error,
                            _ ("its last picture is cut off; get the archive once more"));
    if (!take_records (self, records, (int) (got / RECORD), input, error))
      return FALSE;
  } while (got == AT_ONCE * RECORD);
  self->segments[self->n_segments].batch = batch;
  self->segments[self->n_segments++].n = self->n - before;
  return TRUE;
}

static gboolean
read_names (Pictures *self, SlInput *input, GError **error)
{
  char text[MAX_NAMES + 1];
  gssize got = sl_input_read (input, text, MAX_NAMES, error);
  int n = 0;

  if (got < 0)
    return FALSE;
  text[got] = '\0';
  g_strfreev (self->names);
  self->names = g_strsplit (text, "\n", -1);
  /* Blank lines at the end are no names. */
  for (int i = 0; self->names[i] != NULL; i++)
    if (*g_strstrip (self->names[i]) != '\0')
      n = i + 1;
  for (int i = n; self->names[i] != NULL; i++)
    g_clear_pointer (&self->names[i], g_free);
  if (n == CLASSES && g_utf8_validate (text, got, NULL))
    return TRUE;
  return sl_input_fail (input, error, _ ("it must name the %d classes, one a line"),
                        CLASSES);
}

static gboolean
read_members (Pictures *self, SlInput *input, GError **error)
{
  gboolean found = TRUE;

  while (found) {
    g_autofree char *name = member_name (input);
    size_t batch = find_batch (name);

    if (is_other_form (sl_input_member (input)))
      return sl_input_fail (input, error,
                            _ ("this is another form of the data; get "
                               "cifar-10-binary.tar.gz (162 MB) from "
                               "https://www.cs.toronto.edu/~kriz/cifar.html"));
    if (batch < N_BATCHES && !read_batch (self, batch, input, error))
      return FALSE;
    if (strcmp (name, NAMES) == 0 && !read_names (self, input, error))
      return FALSE;
    if (!sl_input_next_member (input, &found, error))
      return FALSE;
  }
  return self->n > 0 ||
         sl_input_fail (input, error, _ ("there are no pictures of CIFAR-10 in it"));
}

/* Moves @n rows of @size bytes each from place @from forward to place @to < @from; those
 * between make room. */
static void
move_forward (guint8 *rows, size_t size, int to, int from, int n)
{
  g_autofree guint8 *moved = g_memdup2 (rows + (size_t) from * size, (size_t) n * size);

  memmove (rows + (size_t) (to + n) * size, rows + (size_t) to * size,
           (size_t) (from - to) * size);
  memcpy (rows + (size_t) to * size, moved, (size_t) n * size);
}

/* Brings the batches into their order; that of the archive is another. Returns how many
 * rows are for testing. */
static int
sort_batches (Pictures *self)
{
  int to = 0;

  for (size_t batch = 0; batch < N_BATCHES; batch++) {
    int from = 0, i = 0;

    while (i < self->n_segments && self->segments[i].batch != batch)
      from += self->segments[i++].n;
    if (i == self->n_segments)
      continue;
    if (from > to) {
      move_forward (self->pixels, PIXELS, to, from, self->segments[i].n);
      move_forward (self->labels, 1, to, from, self->segments[i].n);
    }
    to += self->segments[i].n;
    /* The segments follow their rows. */
    for (; i > 0 && self->segments[i - 1].batch > batch; i--) {
      int n = self->segments[i].n;

      self->segments[i] = self->segments[i - 1];
      self->segments[i - 1].batch = batch;
      self->segments[i - 1].n = n;
    }
  }
  return self->segments[self->n_segments - 1].batch == TEST
             ? self->segments[self->n_segments - 1].n
             : 0;
}

static SlDataset *
read_cifar (SlInput *input, const SlFileOptions *options, GError **error)
{
  g_auto (Pictures) pictures = {0};
  SlDataset *dataset;
  int n_test;

  if (!sl_array_set_check_options (options, input, error) ||
      !read_members (&pictures, input, error))
    return NULL;
  n_test = sort_batches (&pictures);
  if (n_test == pictures.n)
    n_test = 0; /* the test batch alone is a set like others */
  pictures.pixels = g_realloc_n (pictures.pixels, (size_t) pictures.n, PIXELS);
  dataset = sl_dataset_new_pixels (NULL, pictures.n, PIXELS,
                                   g_steal_pointer (&pictures.pixels), 255.0f, error);
  if (dataset == NULL)
    return NULL;
  dataset->n_test = n_test;
  dataset->width = dataset->height = SIDE;
  dataset->channels = 3;
  dataset->target = g_strdup ("class");
  dataset->features = sl_picture_features (SIDE, SIDE, 3);
  dataset->n_classes = CLASSES;
  dataset->classes = g_steal_pointer (&pictures.names);
  if (dataset->classes == NULL) {
    dataset->classes = g_new0 (char *, CLASSES + 1);
    for (int c = 0; c < CLASSES; c++)
      dataset->classes[c] = g_strdup_printf ("%d", c);
  }
  dataset->label = g_new (int, dataset->n);
  for (int i = 0; i < dataset->n; i++)
    dataset->label[i] = pictures.labels[i];
  return dataset;
}

static const char *const endings[] = {"tar.gz", "tgz", "tar", NULL};

extern const SlDataFormat sl_data_format_cifar;
const SlDataFormat sl_data_format_cifar = {
    .kind = {"cifar", N_ ("CIFAR-10 pictures (binary)"),
             N_ ("cifar-10-binary.tar.gz as it is to be had from its page.")},
    .endings = endings,
    .recognises = recognises,
    .read = read_cifar,
};
