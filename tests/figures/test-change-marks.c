/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/change-marks.h"

#include "tests/support/fake-snapshot.h"
#include "ui/figures/epochs.h"

#include <string.h>

typedef struct
{
  SlSnapshot *snapshot;
  SlTheme theme;
  SlKit kit;
  SlFrame frame;
  SlChangeMarks marks;
} Scene;

static void
scene_init (Scene *scene, int epochs)
{
  scene->snapshot = fake_snapshot_new (epochs);
  scene->theme = sl_theme_screen (FALSE, FALSE);
  sl_kit_init (&scene->kit, NULL, &scene->theme);
  scene->frame = (SlFrame){.x = sl_epochs_scale (scene->snapshot),
                           .y = sl_scale_log (0.01, 3),
                           .x_whole = TRUE};
  sl_frame_layout (&scene->kit, &scene->frame, &(SlBox){0, 0, 600, 300});
}

static void
scene_find (Scene *scene)
{
  sl_change_marks_find (&scene->kit, &scene->marks, scene->snapshot, &scene->frame);
}

static void
scene_clear (Scene *scene)
{
  sl_change_marks_clear (&scene->marks);
  sl_kit_clear (&scene->kit);
  sl_snapshot_unref (scene->snapshot);
}

/* A drag of λ is told as one change, from where it began to where it ended. */
static void
test_drag_is_one (void)
{
  static const char *const values[] = {"0",      "1e-06",  "1e-05",
                                       "0.0001", "0.0003", "0.001"};
  Scene scene;

  scene_init (&scene, 100);
  for (guint i = 1; i < G_N_ELEMENTS (values); i++)
    fake_snapshot_add_event (scene.snapshot, 40 + i, 0, "lambda", values[i - 1],
                             values[i]);
  scene_find (&scene);
  g_assert_cmpint (scene.marks.n, ==, 1);
  g_assert_cmpstr (scene.marks.marks[0].text, ==, "λ 0 → 0.001");
  g_assert_cmpfloat (scene.marks.marks[0].from_x, ==, sl_scale_map (&scene.frame.x, 41));
  g_assert_cmpfloat (scene.marks.marks[0].to_x, ==, sl_scale_map (&scene.frame.x, 45));
  scene_clear (&scene);
}

/* What was set before the first minibatch is how the run began. */
static void
test_beginning_is_no_change (void)
{
  Scene scene;

  scene_init (&scene, 100);
  fake_snapshot_add_event (scene.snapshot, 0, 0, "lambda", "0", "0.001");
  fake_snapshot_add_event (scene.snapshot, 0, 3, "lambda", "0.001", "0.01");
  scene_find (&scene);
  g_assert_cmpint (scene.marks.n, ==, 1);
  g_assert_cmpstr (scene.marks.marks[0].text, ==, "λ 0.001 → 0.01");
  scene_clear (&scene);
}

static void
test_far_apart_are_two (void)
{
  Scene scene;

  scene_init (&scene, 100);
  fake_snapshot_add_event (scene.snapshot, 10, 0, "lambda", "0.0003", "0.001");
  fake_snapshot_add_event (scene.snapshot, 70, 0, "lambda", "0.001", "0.01");
  scene_find (&scene);
  g_assert_cmpint (scene.marks.n, ==, 2);
  g_assert_cmpstr (scene.marks.marks[0].text, ==, "λ 0.0003 → 0.001");
  g_assert_cmpstr (scene.marks.marks[1].text, ==, "λ 0.001 → 0.01");
  g_assert_true (scene.marks.marks[0].placed);
  g_assert_true (scene.marks.marks[1].placed);
  scene_clear (&scene);
}

static void
test_names (void)
{
  Scene scene;

  scene_init (&scene, 100);
  fake_snapshot_add_event (scene.snapshot, 30, 0, "learning-rate", "0.002", "0.001");
  fake_snapshot_add_event (scene.snapshot, 30, 0, "penalty", "none", "l1");
  fake_snapshot_add_event (scene.snapshot, 30, 0, "lambda", "1e-05", "0.001");
  fake_snapshot_add_event (scene.snapshot, 30, 0, "lambda", "0.001", "1e-05");
  scene_find (&scene);
  g_assert_cmpint (scene.marks.n, ==, 3);
  g_assert_cmpstr (scene.marks.marks[0].text, ==, "learning rate 0.002 → 0.001");
  g_assert_cmpstr (scene.marks.marks[1].text, ==, "penalty None → L1");
  g_assert_cmpstr (scene.marks.marks[2].text, ==, "λ back to 10⁻⁵");
  /* At one place: one below the other. */
  for (int i = 0; i < 3; i++)
    g_assert_true (scene.marks.marks[i].placed);
  g_assert_cmpfloat (scene.marks.marks[1].box.y, >, scene.marks.marks[0].box.y);
  g_assert_cmpfloat (scene.marks.marks[2].box.y, >, scene.marks.marks[1].box.y);
  scene_clear (&scene);
}

/* What was done to weights by hand, from the first moment on. */
static void
test_edits (void)
{
  Scene scene;

  scene_init (&scene, 100);
  fake_snapshot_add_event (scene.snapshot, 0, 0, "edit-prune", "0", "prune 0.0625");
  fake_snapshot_add_event (scene.snapshot, 40, 0, "edit-release", "12", "release");
  fake_snapshot_add_event (scene.snapshot, 70, 2, "edit-set", "0.1", "set 1 2 3 -0.5");
  fake_snapshot_add_event (scene.snapshot, 70, 2, "edit-revive", "0", "revive 1 2 3");
  scene_find (&scene);
  g_assert_cmpint (scene.marks.n, ==, 4);
  g_assert_cmpstr (scene.marks.marks[0].text, ==, "pruned |w| ≤ 0.0625");
  g_assert_cmpstr (scene.marks.marks[1].text, ==, "pruned weights released");
  g_assert_cmpstr (scene.marks.marks[2].text, ==, "a weight set to −0.5");
  g_assert_cmpstr (scene.marks.marks[3].text, ==, "a weight revived");
  scene_clear (&scene);
}

/* Within an epoch the mark is at the minibatch's share of it. */
static void
test_between_epochs (void)
{
  SlProblem problem = {.train = {.n = 320}};
  Scene scene;

  scene_init (&scene, 20);
  g_atomic_int_set (&problem.refs, 2); /* Never freed by the snapshot. */
  scene.snapshot->problem = &problem;
  fake_snapshot_add_event (scene.snapshot, 7, 4, "lambda", "0", "0.001");
  scene_find (&scene);
  g_assert_cmpint (scene.marks.n, ==, 1);
  g_assert_cmpfloat_with_epsilon (scene.marks.marks[0].to_x,
                                  sl_scale_map (&scene.frame.x, 7.4), 1e-9);
  scene.snapshot->problem = NULL;
  scene_clear (&scene);
}

/* Texts stay in the area and apart from each other, wherever changes happen. */
static void
test_texts_apart (void)
{
  static const char *const settings[] = {"lambda", "learning-rate", "penalty",
                                         "batch-size"};

  for (int round = 0; round < 200; round++) {
    Scene scene;
    int epoch = 0, placed = 0;
    scene_init (&scene, 150);
    for (int i = 0; i < 40 && epoch < 150; i++) {
      fake_snapshot_add_event (scene.snapshot, epoch, 0,
                               settings[g_test_rand_int_range (0, 4)], "0.001", "l1");
      epoch += g_test_rand_int_range (0, 20);
    }
    scene_find (&scene);
    for (int i = 0; i < scene.marks.n; i++) {
      const SlChangeMark *mark = &scene.marks.marks[i];
      if (!mark->placed)
        continue;
      placed++;
      g_assert_cmpfloat (mark->box.x, >=, scene.frame.area.x);
      g_assert_cmpfloat (mark->box.x + mark->box.width, <=, 600);
      for (int k = 0; k < i; k++)
        g_assert_false (scene.marks.marks[k].placed &&
                        sl_box_overlaps (&mark->box, &scene.marks.marks[k].box));
    }
    g_assert_cmpint (placed, >, 0);
    scene_clear (&scene);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/figures/changes/drag-is-one", test_drag_is_one);
  g_test_add_func ("/figures/changes/beginning-is-no-change",
                   test_beginning_is_no_change);
  g_test_add_func ("/figures/changes/far-apart-are-two", test_far_apart_are_two);
  g_test_add_func ("/figures/changes/names", test_names);
  g_test_add_func ("/figures/changes/edits", test_edits);
  g_test_add_func ("/figures/changes/between-epochs", test_between_epochs);
  g_test_add_func ("/figures/changes/texts-apart", test_texts_apart);
  return g_test_run ();
}
