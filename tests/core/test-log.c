/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/log.h"

#include "core/base/spill.h"

#include <signal.h>
#include <sys/resource.h>

typedef struct
{
  guint64 number, square;
} Item;

static void
append (SlLog *log, guint64 i)
{
  Item item = {i, i * i};

  sl_log_append (log, &item);
}

static void
check_view (const SlLogView *view, size_t from, size_t step)
{
  for (size_t i = from; i < view->n; i += step) {
    const Item *item = sl_log_item (view, i);

    g_assert_cmpuint (item->number, ==, i);
    g_assert_cmpuint (item->square, ==, (guint64) i * i);
  }
}

static void
test_items (void)
{
  SlLog *log = sl_log_new (sizeof (Item));
  SlLogView empty = sl_log_view (log), early, late, copy;
  const void *first;

  g_assert_cmpuint (empty.n, ==, 0);
  for (guint64 i = 0; i < 100; i++)
    append (log, i);
  early = sl_log_view (log);
  first = sl_log_item (&early, 0);
  for (guint64 i = 100; i < 5000; i++)
    append (log, i);
  late = sl_log_view (log);
  copy = sl_log_view_ref (&late);
  sl_log_unref (log);
  sl_log_view_clear (&late);
  g_assert_null (late.log);
  g_assert_cmpuint (late.n, ==, 0);

  /* What was seen earlier stays where it was and as it was, and no view grows. */
  g_assert_cmpuint (early.n, ==, 100);
  g_assert_cmpuint (copy.n, ==, 5000);
  g_assert_true (sl_log_item (&early, 0) == first);
  g_assert_true (sl_log_item (&copy, 0) == first);
  g_assert_true (sl_log_item (&copy, 99) == sl_log_item (&early, 99));
  check_view (&copy, 0, 1);
  sl_log_view_clear (&empty);
  sl_log_view_clear (&copy);
  check_view (&early, 0, 1);
  sl_log_view_clear (&early);
  sl_log_view_clear (&early); /* a cleared view may be cleared again */
}

/* Items of odd size lie side by side. */
static void
test_odd_size (void)
{
  SlLog *log = sl_log_new (3);
  SlLogView view;

  for (int i = 0; i < 1000; i++) {
    char item[4];

    g_snprintf (item, sizeof item, "%03d", i);
    sl_log_append (log, item);
  }
  view = sl_log_view (log);
  sl_log_unref (log);
  for (int i = 0; i < 1000; i++) {
    char item[4];

    g_snprintf (item, sizeof item, "%03d", i);
    g_assert_cmpmem (sl_log_item (&view, (size_t) i), 3, item, 3);
  }
  sl_log_view_clear (&view);
}

static gint cleared;

static void
clear_item (gpointer item)
{
  cleared += (gint) ((Item *) item)->number;
}

/* What the items own goes with the last view, each once. */
static void
test_owning (void)
{
  SlLog *log = sl_log_new_owning (sizeof (Item), clear_item);
  SlLogView view;

  for (guint64 i = 0; i < 1000; i++)
    append (log, i);
  view = sl_log_view (log);
  sl_log_unref (log);
  g_assert_cmpint (cleared, ==, 0);
  sl_log_view_clear (&view);
  g_assert_cmpint (cleared, ==, 1000 * 999 / 2);
}

enum { N_ITEMS = 200000, VIEW_EVERY = 50, N_READERS = 2 };

/* The newest view that no reader has taken yet. */
typedef struct
{
  SlLogView *slot; /* atomic, Owned */
  gint done;       /* atomic: all was appended and the last view put into the slot */
} Shared;

static void
view_free (SlLogView *view)
{
  if (view == NULL)
    return;
  sl_log_view_clear (view);
  g_free (view);
}

/* Takes views and reads them while the owner goes on appending. Returns the largest. */
static gpointer
read_views (gpointer data)
{
  Shared *shared = data;
  size_t largest = 0;

  for (;;) {
    gboolean done = g_atomic_int_get (&shared->done);
    SlLogView *view = g_atomic_pointer_exchange (&shared->slot, NULL);

    if (view == NULL && done)
      return GSIZE_TO_POINTER (largest);
    if (view == NULL) {
      g_thread_yield ();
      continue;
    }
    check_view (view, largest % 7, 97);                 /* a sample of all, … */
    check_view (view, view->n - MIN (view->n, 300), 1); /* … and all that is new */
    largest = MAX (largest, view->n);
    view_free (view);
  }
}

static void
test_threads (void)
{
  Shared shared = {NULL, 0};
  SlLog *log = sl_log_new (sizeof (Item));
  GThread *readers[N_READERS];
  size_t largest = 0;

  for (int i = 0; i < N_READERS; i++)
    readers[i] = g_thread_new ("reader", read_views, &shared);
  for (guint64 i = 0; i < N_ITEMS; i++) {
    append (log, i);
    if ((i + 1) % VIEW_EVERY == 0) {
      SlLogView *view = g_new (SlLogView, 1);

      *view = sl_log_view (log);
      view_free (g_atomic_pointer_exchange (&shared.slot, view));
    }
  }
  sl_log_unref (log); /* a reader may well be the last to hold it */
  g_atomic_int_set (&shared.done, 1);
  for (int i = 0; i < N_READERS; i++) {
    size_t seen = GPOINTER_TO_SIZE (g_thread_join (readers[i]));

    largest = MAX (largest, seen);
  }
  g_assert_cmpuint (largest, ==, N_ITEMS);
  g_assert_null (shared.slot);
}

enum { MEGABYTE = 1 << 20, SPILL = 6 * MEGABYTE };

static guint8
pattern (size_t i)
{
  return (guint8) (i * 31 + i / 4096);
}

static void
write_spill (SlSpill *spill, size_t from, size_t to)
{
  sl_spill_reserve (spill, to);
  for (size_t i = from; i < to; i++)
    sl_spill_data (spill)[i] = pattern (i);
}

static void
check_spill (const SlSpill *spill, size_t to)
{
  for (size_t i = 0; i < to; i++)
    if (sl_spill_data (spill)[i] != pattern (i))
      g_error ("byte %" G_GSIZE_FORMAT " is another", i);
}

static void
test_spill (void)
{
  SlSpill *spill = sl_spill_new (SPILL - 5);

  for (size_t i = 0; i < SPILL - 5; i += 1001)
    write_spill (spill, i, MIN (i + 1001, SPILL - 5));
  g_assert_cmpuint (sl_spill_on_disk (spill), ==, SPILL);
  check_spill (spill, SPILL - 5);
  sl_spill_free (spill);
}

/* No file can grow beyond @bytes. Returns what was before. */
static struct rlimit
limit_files (rlim_t bytes)
{
  struct rlimit before, limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  return before;
}

/* A disk that is full in the middle: what lies there stays, the rest is memory. */
static void
test_full_disk (void)
{
  struct rlimit before;
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);
  SlSpill *spill = sl_spill_new (SPILL), *none;

  write_spill (spill, 0, MEGABYTE + 100);
  before = limit_files (3 * MEGABYTE + 4096);
  write_spill (spill, MEGABYTE + 100, SPILL);
  g_assert_cmpuint (sl_spill_on_disk (spill), ==, 3 * MEGABYTE);
  check_spill (spill, SPILL);
  limit_files (0);
  none = sl_spill_new (SPILL);
  write_spill (none, 0, SPILL);
  g_assert_cmpuint (sl_spill_on_disk (none), ==, 0);
  check_spill (none, SPILL);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, handler);
  sl_spill_free (spill);
  sl_spill_free (none);
}

/* Long enough that most of it lies in files. */
static void
test_long (void)
{
  SlLog *log = sl_log_new (sizeof (Item));
  SlLogView view;

  for (guint64 i = 0; i < 1000000; i++)
    append (log, i);
  view = sl_log_view (log);
  sl_log_unref (log);
  check_view (&view, 0, 1);
  sl_log_view_clear (&view);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/log/items", test_items);
  g_test_add_func ("/base/log/odd-size", test_odd_size);
  g_test_add_func ("/base/log/owning", test_owning);
  g_test_add_func ("/base/log/threads", test_threads);
  g_test_add_func ("/base/log/long", test_long);
  g_test_add_func ("/base/spill/whole", test_spill);
  g_test_add_func ("/base/spill/full-disk", test_full_disk);
  return g_test_run ();
}
