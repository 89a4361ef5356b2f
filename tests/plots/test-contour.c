/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plots/contour.h"

#include <math.h>

enum { N = 61 };

/* Heights a·x² + b·y² over −3 … 3 both ways, in px that run upwards. */
typedef struct
{
  double x[N], y[N], z[N * N];
  SlSegment segments[2 * N * N];
} Bowl;

static int
contour (Bowl *bowl, double a, double b, double level)
{
  for (int i = 0; i < N; i++)
    bowl->x[i] = bowl->y[i] = -3 + 6.0 * i / (N - 1);
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++)
      bowl->z[i * N + j] = a * bowl->x[j] * bowl->x[j] + b * bowl->y[i] * bowl->y[i];
  return sl_contour_segments (&(SlField){N, N, bowl->x, bowl->y, bowl->z}, level,
                              bowl->segments);
}

/* All pieces lie on the ellipse, and together they are as long as it is round. */
static void
test_ellipse (void)
{
  static Bowl bowl;
  for (int k = 0; k < 3; k++) {
    const double a[] = {1, 1, 0.4}, b[] = {1, 3, 2}, level = 2.3;
    double length = 0, round = 0, p = sqrt (level / a[k]), q = sqrt (level / b[k]);
    int n = contour (&bowl, a[k], b[k], level);
    for (int i = 0; i < n; i++) {
      const SlSegment *s = &bowl.segments[i];
      const double ends[2][2] = {{s->x1, s->y1}, {s->x2, s->y2}};
      for (int e = 0; e < 2; e++)
        g_assert_cmpfloat_with_epsilon (
            a[k] * ends[e][0] * ends[e][0] + b[k] * ends[e][1] * ends[e][1], level, 0.01);
      length += hypot (s->x2 - s->x1, s->y2 - s->y1);
    }
    for (int i = 0; i < 10000; i++)
      round += hypot (p * sin (i * G_PI / 5000), q * cos (i * G_PI / 5000)) * G_PI / 5000;
    g_assert_cmpfloat_with_epsilon (length, round, 2e-3 * round);
  }
}

/* Outside all heights there is none, and none next to what is no number. */
static void
test_edges (void)
{
  static Bowl bowl;
  g_assert_cmpint (contour (&bowl, 1, 1, -0.1), ==, 0);
  g_assert_cmpint (contour (&bowl, 1, 1, 100), ==, 0);
  int whole = contour (&bowl, 1, 1, 2);
  bowl.z[N / 2 * N + N / 2 + 14] = NAN; /* on the ring of radius √2 */
  int cut =
      sl_contour_segments (&(SlField){N, N, bowl.x, bowl.y, bowl.z}, 2, bowl.segments);
  g_assert_cmpint (cut, <, whole);
  g_assert_cmpint (cut, >, whole - 8);
  for (int i = 0; i < cut; i++)
    g_assert_true (isfinite (bowl.segments[i].x1) && isfinite (bowl.segments[i].y2));
  /* A level that some nodes have exactly leaves no gap. */
  double length = 0;
  int n = contour (&bowl, 1, 1, 1);
  for (int i = 0; i < n; i++)
    length += hypot (bowl.segments[i].x2 - bowl.segments[i].x1,
                     bowl.segments[i].y2 - bowl.segments[i].y1);
  g_assert_cmpfloat_with_epsilon (length, 2 * G_PI, 0.03);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contour/ellipse", test_ellipse);
  g_test_add_func ("/contour/edges", test_edges);
  return g_test_run ();
}
