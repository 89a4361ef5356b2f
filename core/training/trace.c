/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/history.h"

#include <math.h>
#include <string.h>

void
sl_trace_init (SlTrace *trace)
{
  memset (trace, 0, sizeof *trace);
  trace->stride = 1;
}

/* Widens @bucket by the point (x, y), which comes after all it holds. */
static void
bucket_add (SlTraceBucket *bucket, int x, double y)
{
  if (isnan (y))
    return;
  double *Y = bucket->y;
  if (isnan (Y[0])) {
    *bucket = (SlTraceBucket){{x, x}, {y, y}};
    return;
  }
  int low = Y[0] <= Y[1] ? 0 : 1, high = 1 - low;
  if (y >= Y[low] && y <= Y[high])
    return;
  /* The extreme that stays goes first, for it came first. */
  int stays = y < Y[low] ? high : low;
  bucket->x[0] = bucket->x[stays];
  Y[0] = Y[stays];
  bucket->x[1] = x;
  Y[1] = y;
}

/* Joins each two neighbours, so that half the buckets are free again. */
static void
halve (SlTrace *trace)
{
  SlTraceBucket *buckets = trace->buckets;
  for (int i = 0; i < SL_TRACE_BUCKETS / 2; i++) {
    SlTraceBucket joined = buckets[2 * i], second = buckets[2 * i + 1];
    bucket_add (&joined, second.x[0], second.y[0]);
    bucket_add (&joined, second.x[1], second.y[1]);
    buckets[i] = joined;
  }
  trace->used = SL_TRACE_BUCKETS / 2;
  trace->stride *= 2;
}

void
sl_trace_add (SlTrace *trace, double y)
{
  int x = trace->n++;
  if (x % trace->stride != 0) {
    bucket_add (&trace->buckets[trace->used - 1], x, y);
    return;
  }
  if (trace->used == SL_TRACE_BUCKETS)
    halve (trace);
  if (x % trace->stride == 0)
    trace->buckets[trace->used++] = (SlTraceBucket){{x, x}, {y, y}};
  else
    bucket_add (&trace->buckets[trace->used - 1], x, y);
}

void
sl_trace_copy (SlTrace *to, const SlTrace *from)
{
  to->n = from->n;
  to->stride = from->stride;
  to->used = from->used;
  memcpy (to->buckets, from->buckets, from->used * sizeof *from->buckets);
}

int
sl_trace_points (const SlTrace *trace, double *x, double *y)
{
  int n = 0;
  for (int i = 0; i < trace->used; i++) {
    const SlTraceBucket *bucket = &trace->buckets[i];
    x[n] = bucket->x[0];
    y[n++] = bucket->y[0];
    if (bucket->x[1] > bucket->x[0]) {
      x[n] = bucket->x[1];
      y[n++] = bucket->y[1];
    }
  }
  return n;
}
