/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FUZZ-TARGET FOLDER MUTATIONS: where there is no libFuzzer: tries every file of the
 * folder as it is and then MUTATIONS seeded changes of each, one test a file. The same
 * arguments try the same inputs. When the program dies it says by which. */
#include "tests/fuzz/fuzz.h"

#include "core/base/rng.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_SIZE = 1 << 16 };

/* What is tried now; for the last words. */
static const guint8 *current;
static size_t current_size;

void __sanitizer_set_death_callback (void (*callback) (void)) __attribute__ ((weak));

static void
write_last_words (void)
{
  static const char words[] = "# the input is in the file fuzz-crash\n";
  int file = open ("fuzz-crash", O_WRONLY | O_CREAT | O_TRUNC, 0600);

  if (file < 0 || write (file, current, current_size) < 0 ||
      write (STDOUT_FILENO, words, sizeof words - 1) < 0)
    return;
  close (file);
}

static void
signal_cb (int number)
{
  write_last_words ();
  signal (number, SIG_DFL);
  raise (number);
}

static void
watch_for_death (void)
{
  static const int signals[] = {SIGABRT, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE};

  if (__sanitizer_set_death_callback != NULL) {
    __sanitizer_set_death_callback (write_last_words);
    signal (SIGTRAP, signal_cb); /* of GLib, which the sanitizer leaves alone */
    return;
  }
  for (size_t i = 0; i < G_N_ELEMENTS (signals); i++)
    signal (signals[i], signal_cb);
}

static void
try_input (const guint8 *data, size_t size)
{
  /* A block of just that size, so that reading beyond it is seen. */
  g_autofree guint8 *copy = g_memdup2 (data, size);

  current = copy;
  current_size = size;
  LLVMFuzzerTestOneInput (copy, size);
}

static size_t
below (SlRng *rng, size_t n)
{
  return n == 0 ? 0 : (size_t) (sl_rng_next (rng) % n);
}

/* One change of @input; it may become empty. */
static void
mutate (GByteArray *input, SlRng *rng)
{
  static const guint8 telling[] = {0,   1,   9,   10,   13,   '"', ',',
                                   '-', '0', '9', 0x7f, 0x80, 0xff};
  size_t at = below (rng, input->len), rest = input->len - at;
  guint length = (guint) (1 + below (rng, MIN (rest, below (rng, 2) ? 4 : 512)));

  switch (below (rng, 6)) {
  case 0:
    if (rest > 0)
      input->data[at] ^= (guint8) (1u << below (rng, 8));
    break;
  case 1:
    if (rest > 0)
      input->data[at] = telling[below (rng, sizeof telling)];
    break;
  case 2:
    if (rest > 0)
      g_byte_array_remove_range (input, (guint) at, MIN (length, (guint) rest));
    break;
  case 3: /* a piece once more, at the end */
    if (rest > 0 && input->len < MAX_SIZE) {
      g_autofree guint8 *piece = g_memdup2 (input->data + at, MIN (length, rest));

      g_byte_array_append (input, piece, (guint) MIN (length, rest));
    }
    break;
  case 4: /* a piece over another one */
    if (rest > 0) {
      size_t to = below (rng, input->len);

      memmove (input->data + to, input->data + at,
               MIN (MIN (length, rest), input->len - to));
    }
    break;
  default:
    if (below (rng, 4) == 0)
      g_byte_array_set_size (input, (guint) at);
    break;
  }
}

static void
try_file (const char *path, int mutations, guint64 seed)
{
  g_autofree char *text = NULL;
  gsize size;
  SlRng rng;

  if (!g_file_get_contents (path, &text, &size, NULL))
    abort ();
  sl_rng_init (&rng, seed, SL_STREAM_DATA);
  try_input ((const guint8 *) text, size);
  for (int i = 0; i < mutations; i++) {
    g_autoptr (GByteArray) input = g_byte_array_new ();
    size_t changes = 1 + below (&rng, 8);

    g_byte_array_append (input, (const guint8 *) text, (guint) size);
    while (changes-- > 0)
      mutate (input, &rng);
    try_input (input->data, input->len);
  }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = argc == 3 ? g_dir_open (argv[1], 0, NULL) : NULL;
  const char *name;

  if (folder == NULL) {
    fprintf (stderr, "usage: %s FOLDER MUTATIONS\n", argv[0]);
    return 2;
  }
  watch_for_death ();
  while ((name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  printf ("1..%u\n", names->len);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = g_build_filename (argv[1], names->pdata[i], NULL);

    try_file (path, atoi (argv[2]), i);
    printf ("ok %u - %s\n", i + 1, (char *) names->pdata[i]);
    fflush (stdout);
  }
  return names->len > 0 ? 0 : 1;
}
