/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pixels say against what the numbers say. */
#include "tests/support/fake-snapshot.h"
#include "tests/support/scene.h"
#include "ui/plots/scale.h"

#include <math.h>
#include <string.h>

enum { WIDTH = SCENE_WIDTH, HEIGHT = SCENE_HEIGHT };

/* Height of the unbroken run of @color in column @x up from the row @bottom. */
static int
run_height (Scene *scene, int x, int bottom, SlColor color)
{
  int height = 0;

  while (picture_shows (&scene->picture, x, bottom - 1 - height, color, 3))
    height++;
  return height;
}

/* The count that probing at @x tells: the number behind the last colon of its first
 * line. */
static gint64
probed_count (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", 2);
  const char *colon = strrchr (lines[0], ':');

  g_assert_nonnull (colon);
  return g_ascii_strtoll (colon + 2, NULL, 10);
}

static void
check_bars (gboolean log_scale)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (0);
  SlHistogram *h = &snapshot->total.histogram;
  Scene scene;

  h->zeros = 812;
  h->zeros_unreached = 0;
  h->near = 200;
  for (int i = 0; i < SL_HISTOGRAM_BINS; i++)
    h->bins[i] = i < 20 ? 600 - 30 * i : 1;
  snapshot->total.peak = 812;
  snapshot->total.weights = 100000;
  scene_draw (&scene, "histogram", snapshot, FALSE);
  scene.view.log_scale = log_scale;
  scene_finish (&scene);
  SlProbe middle = scene_probe (&scene, WIDTH / 2, HEIGHT / 2);
  int bottom = (int) (middle.top + middle.height), seen = 0;
  double end = sl_scale_round_up (812), last = -1;
  SlScale scale = {SL_SCALE_LINEAR, 0, end, bottom, middle.top};
  if (log_scale)
    scale = (SlScale){SL_SCALE_LOG, 0.5, 1000, bottom, middle.top};
  SlColor rest = sl_style_fill (&scene.theme, SL_ROLE_NEUTRAL);
  for (int x = (int) middle.left; x < middle.left + middle.width; x++) {
    int height = run_height (&scene, x, bottom, rest);
    if (height == 0)
      continue;
    gint64 count = probed_count (scene_probe (&scene, x + 0.5, HEIGHT / 2).text);
    g_assert_cmpfloat_with_epsilon (height, bottom - sl_scale_map (&scale, count), 1.01);
    seen += count != last;
    last = count;
  }
  g_assert_cmpint (seen, >=, 20);
  scene_clear (&scene);
}

static void
test_bar_heights (void)
{
  check_bars (FALSE);
  check_bars (TRUE);
}

/* Solid to the zeros by the penalty, hatched to the sum of both kinds. */
static void
test_zero_bar (void)
{
  for (int unreached = 0; unreached <= 600; unreached += 200) {
    g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (0);
    SlHistogram *h = &snapshot->total.histogram;
    Scene scene;
    h->zeros = 600;
    h->zeros_unreached = unreached;
    snapshot->total.peak = 600;
    snapshot->total.weights = 1000;
    scene_draw (&scene, "histogram", snapshot, TRUE);
    scene_finish (&scene);
    SlProbe probe = scene_probe (&scene, WIDTH / 2, HEIGHT / 2);
    SlColor zero = sl_style_fill (&scene.theme, SL_ROLE_EXACT_ZERO);
    SlColor card = sl_style_ink (&scene.theme, SL_INK_CARD);
    int bottom = (int) (probe.top + probe.height);
    int x = (int) probe.left;
    while (picture_shows (&scene.picture, x, bottom - 5, card, 3))
      x++;
    int solid = run_height (&scene, x + 8, bottom, zero);
    double expected = (600 - unreached) / 600.0 * probe.height;
    g_assert_cmpfloat_with_epsilon (solid, expected, unreached == 0 ? 1.5 : 8.0);
    g_autofree char *text =
        g_strdup_printf ("exactly 0: 600\nby the penalty: %d\nbecause "
                         "nothing reaches them: %d",
                         600 - unreached, unreached);
    g_assert_cmpstr (scene_probe (&scene, x + 8, HEIGHT / 2).text, ==, text);
    scene_clear (&scene);
  }
}

/* Cosine of the angle between the ways from @from to @pixel and from @from to @to. */
static double
likeness (guint32 pixel, SlColor from, SlColor to)
{
  double a[] = {((pixel >> 16) & 255) / 255.0 - from.r,
                ((pixel >> 8) & 255) / 255.0 - from.g, (pixel & 255) / 255.0 - from.b};
  double b[] = {to.r - from.r, to.g - from.g, to.b - from.b};
  double ab = 0, aa = 0, bb = 0;

  for (int i = 0; i < 3; i++) {
    ab += a[i] * b[i];
    aa += a[i] * a[i];
    bb += b[i] * b[i];
  }
  return aa > 0 && bb > 0 ? ab / sqrt (aa * bb) : 0;
}

/* The sign a cell's colour tells against what probing it tells. */
static void
check_cells (Scene *scene, int n_cells)
{
  SlColor tile = sl_style_ink (&scene->theme, SL_INK_TILE);
  SlColor plus = sl_style_fill (&scene->theme, SL_ROLE_POSITIVE);
  SlColor minus = sl_style_fill (&scene->theme, SL_ROLE_NEGATIVE);
  g_autoptr (GHashTable) seen =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int y = 2; y < HEIGHT; y += 3) {
    for (int x = 2; x < WIDTH; x += 3) {
      SlProbe probe = scene_probe (scene, x + 0.5, y + 0.5);
      /* Thin lines between cells and around tiles belong to no weight. */
      guint32 pixel = picture_pixel (&scene->picture, x, y);
      if (probe.text[0] == '\0' || pixel != picture_pixel (&scene->picture, x + 1, y) ||
          pixel != picture_pixel (&scene->picture, x, y + 1))
        continue;
      const char *value = strrchr (probe.text, '\n') + 1;
      gboolean zero = strcmp (value, "exactly 0") == 0;
      gboolean negative = g_str_has_prefix (value, "−");
      double toward_plus = likeness (pixel, tile, plus);
      double toward_minus = likeness (pixel, tile, minus);
      g_assert_cmpint (zero, ==, picture_shows (&scene->picture, x, y, tile, 1));
      if (!zero)
        g_assert_cmpint (negative, ==, toward_minus > toward_plus);
      g_hash_table_add (seen, g_strdup (probe.text));
    }
  }
  g_assert_cmpint (g_hash_table_size (seen), ==, n_cells);
}

static void
test_matrix_cells (void)
{
  for (int dark = 0; dark < 2; dark++) {
    g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
    float W[12 * 7];
    Scene scene;
    for (int i = 0; i < 12 * 7; i++)
      W[i] = i % 4 == 0 ? 0.0f : (float) g_test_rand_double_range (-2.0, 2.0);
    W[5] = 1e-7f;
    W[6] = -1e-7f;
    fake_snapshot_set_weights (snapshot, 0, 12, 7, 12, 7, W);
    scene_draw (&scene, "weights", snapshot, dark);
    scene_finish (&scene);
    check_cells (&scene, 12 * 7);
    scene_clear (&scene);
  }
}

/* Rows that are images: one tile a unit, in rows and columns of pixels. */
static void
test_image_cells (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
  float W[64 * 5];
  Scene scene;

  snapshot->problem = scene_problem ("digits");
  for (int i = 0; i < 64 * 5; i++)
    W[i] = i % 3 == 0 ? 0.0f : (float) g_test_rand_double_range (-0.4, 0.4);
  fake_snapshot_set_weights (snapshot, 0, 64, 5, 64, 5, W);
  scene_draw (&scene, "weights", snapshot, FALSE);
  scene_finish (&scene);
  check_cells (&scene, 64 * 5);
  scene_clear (&scene);
}

/* Of a layer too large to be shown whole, the first cells are shown and it says so. */
static void
test_waiting_layer (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (5);
  Scene scene;

  scene_draw (&scene, "weights", snapshot, FALSE);
  scene.view.layer = 1; /* The snapshot holds layer 0. */
  scene_finish (&scene);
  for (int y = 0; y < HEIGHT; y += 5)
    for (int x = 0; x < WIDTH; x += 5)
      g_assert_cmpstr (scene_probe (&scene, x, y).text, ==, "");
  int colored = picture_count (&scene.picture, 0, 0, WIDTH, HEIGHT,
                               sl_style_ink (&scene.theme, SL_INK_CARD), 0);
  g_assert_cmpint (colored, <, WIDTH * HEIGHT);
  g_assert_cmpint (colored, >, WIDTH * HEIGHT - 200);
  scene_clear (&scene);
}

/* The train curve is where the loss of each epoch maps to, on both axes. */
static void
check_curve (gboolean log_scale)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (25);
  Scene scene;

  scene_draw (&scene, "loss", snapshot, FALSE);
  scene.view.log_scale = log_scale;
  scene_finish (&scene);
  SlColor blue = sl_style_fill (&scene.theme, SL_ROLE_TRAIN);
  for (int epoch = 1; epoch < 25; epoch++) {
    const SlHistoryRow *row = sl_log_item (&snapshot->history, epoch);
    SlProbe area = scene_probe (&scene, WIDTH / 2, HEIGHT / 2);
    double x = area.left + epoch / 25.0 * area.width;
    SlProbe probe = scene_probe (&scene, x, HEIGHT / 2);
    g_autofree char *head = g_strdup_printf ("epoch %d\n", epoch);
    g_assert_true (g_str_has_prefix (probe.text, head));
    g_assert_cmpfloat_with_epsilon (probe.x, x, 0.01);
    SlScale y = {SL_SCALE_LINEAR, 0, 2.5, area.top + area.height, area.top};
    if (log_scale)
      y = (SlScale){SL_SCALE_LOG, 0.1, 3, area.top + area.height, area.top};
    int expected = (int) floor (sl_scale_map (&y, row->train_loss));
    g_assert_cmpint (
        picture_count (&scene.picture, (int) floor (x), expected - 1, 1, 3, blue, 60), >=,
        1);
  }
  scene_clear (&scene);
}

static void
test_loss_curve (void)
{
  check_curve (FALSE);
  check_curve (TRUE);
}

/* Without a penalty there is neither its curve nor the sum. */
static void
test_penalty_only_when_there (void)
{
  for (int penalty = 0; penalty < 2; penalty++) {
    g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (25);
    double values[26] = {0};
    Scene scene;
    values[20] = penalty ? 0.3 : 0.0;
    fake_snapshot_set_trace (snapshot, SL_TRACE_PENALTY, 26, values);
    scene_draw (&scene, "loss", snapshot, FALSE);
    scene_finish (&scene);
    SlColor color = sl_style_fill (&scene.theme, SL_ROLE_PENALTY);
    int drawn = picture_count (&scene.picture, 0, 0, WIDTH, HEIGHT, color, 30);
    if (penalty)
      g_assert_cmpint (drawn, >, 0);
    else
      g_assert_cmpint (drawn, ==, 0);
    scene_clear (&scene);
  }
}

/* What probing tells is what the history has, to six digits. */
static void
test_probe_values (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (25);
  Scene scene;

  scene_draw (&scene, "loss", snapshot, FALSE);
  SlProbe loss = scene_probe (&scene, WIDTH - 20, HEIGHT / 2);
  const SlHistoryRow *row = sl_log_item (&snapshot->history, 25);
  g_assert_cmpstr (loss.text, ==,
                   "epoch 25\ntrain 0.21417\ntest 0.31417\npenalty 0.24346\n"
                   "train + penalty 0.45763\nλ 0.001");
  g_assert_cmpfloat_with_epsilon (row->train_loss, 0.21417, 1e-6);
  scene_clear (&scene);
  scene_draw (&scene, "norms", snapshot, FALSE);
  SlProbe norms = scene_probe (&scene, WIDTH - 20, HEIGHT / 2);
  g_assert_cmpstr (norms.text, ==, "epoch 25\n‖w‖₁ 17.135\n‖w‖₂ 3\n‖w‖₀ 27 of 36");
  scene_clear (&scene);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/pictures/bar-heights", test_bar_heights);
  g_test_add_func ("/figures/pictures/zero-bar", test_zero_bar);
  g_test_add_func ("/figures/pictures/matrix-cells", test_matrix_cells);
  g_test_add_func ("/figures/pictures/image-cells", test_image_cells);
  g_test_add_func ("/figures/pictures/waiting-layer", test_waiting_layer);
  g_test_add_func ("/figures/pictures/loss-curve", test_loss_curve);
  g_test_add_func ("/figures/pictures/penalty-only-when-there",
                   test_penalty_only_when_there);
  g_test_add_func ("/figures/pictures/probe-values", test_probe_values);
  return g_test_run ();
}
