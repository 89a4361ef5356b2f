/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The penalty geometry: pixels and words against the two-weight problem's own numbers. */
#include "tests/support/fake-snapshot.h"
#include "tests/support/scene.h"
#include "ui/figures/geometry-layout.h"

#include <math.h>
#include <string.h>

/* A run whose settings are @penalty and @lambda, and the built-in problem under them. */
static SlGeometry *
under (SlSnapshot *snapshot, const char *penalty, double lambda)
{
  SlBuiltIn problem = sl_built_in_default ();

  snapshot->config.penalty =
      (const SlPenaltyType *) sl_kind_find (sl_penalties (), penalty, NULL);
  snapshot->config.lambda = lambda;
  return sl_built_in_geometry (&problem, &snapshot->config);
}

static SlGeometryLayout
layout_of (const Scene *scene, const SlGeometry *geometry)
{
  g_auto (SlKit) kit = {0};
  SlGeometryLayout layout;

  sl_kit_init (&kit, NULL, &scene->theme);
  g_assert_true (
      sl_geometry_lay_out (&kit, &layout, SCENE_WIDTH, SCENE_HEIGHT, geometry));
  return layout;
}

/* Whether a pixel within 1 px of @w has about @color. */
static gboolean
shows (Scene *scene, const SlFrame *frame, const double w[2], SlColor color)
{
  int px = (int) floor (sl_scale_map (&frame->x, w[0]));
  int py = (int) floor (sl_scale_map (&frame->y, w[1]));

  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      if (picture_shows (&scene->picture, px + dx, py + dy, color, 40))
        return TRUE;
  return FALSE;
}

static gboolean
is_clear_of_marks (const SlGeometry *g, const SlFrame *frame, const double w[2])
{
  const double *points[] = {g->least.w, g->hard.w};
  double handle[2], unit = frame->area.width / (2 * g->extent);
  double newest[2] = {(double) g->trail->newest[0], (double) g->trail->newest[1]};

  sl_geometry_ellipse_handle (g, handle);
  for (int i = 0; i < 2; i++)
    if (hypot (points[i][0] - w[0], points[i][1] - w[1]) * unit < 14)
      return FALSE;
  return hypot (handle[0] - w[0], handle[1] - w[1]) * unit > 14 &&
         hypot (newest[0] - w[0], newest[1] - w[1]) * unit > 14 &&
         MIN (fabs (w[0]), fabs (w[1])) * unit > 4 &&
         MAX (fabs (w[0]), fabs (w[1])) < 0.97 * g->extent;
}

/* The contour that touches is the ellipse of that loss in closed form, and the ball's
 * edge is where R = t: most of their pixels have the colour, whatever crosses them. Both
 * axes have one scale. */
static void
test_shapes (void)
{
  static const char *const penalties[] = {"l1", "l2", "elastic-net"};

  for (guint p = 0; p < G_N_ELEMENTS (penalties); p++) {
    g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (3);
    g_autoptr (SlGeometry) g = under (snapshot, penalties[p], 0.25);
    int on_contour = 0, contour = 0, on_edge = 0, edge = 0;
    Scene scene;
    scene_draw (&scene, "geometry", snapshot, p == 1);
    scene.view.geometry = g;
    scene_finish (&scene);
    SlGeometryLayout layout = layout_of (&scene, g);
    const SlFrame *frame = &layout.frame;
    g_assert_cmpfloat (frame->area.width, ==, frame->area.height);
    const SlBowl *bowl = sl_slice_bowl (g->slice);
    SlEllipse e = sl_bowl_ellipse (bowl);
    double size = sqrt (2 * (g->hard.loss - bowl->floor));
    for (int k = 0; k < 180; k++) {
      double u = size * sqrt (e.elongation) * cos (k * G_PI / 90), w[2];
      double v = size / sqrt (e.elongation) * sin (k * G_PI / 90);
      w[0] = bowl->least[0] + cos (e.angle) * u - sin (e.angle) * v;
      w[1] = bowl->least[1] + sin (e.angle) * u + cos (e.angle) * v;
      if (is_clear_of_marks (g, frame, w)) {
        contour++;
        on_contour +=
            shows (&scene, frame, w, sl_style_fill (&scene.theme, SL_ROLE_TRAIN));
      }
      sl_ball_point (&g->ball, g->radius, k / 45, G_PI_2 * (k % 45) / 45, w, NULL);
      if (is_clear_of_marks (g, frame, w)) {
        edge++;
        on_edge +=
            shows (&scene, frame, w, sl_style_fill (&scene.theme, SL_ROLE_PENALTY));
      }
    }
    g_test_message ("%s: contour %d of %d, edge %d of %d", penalties[p], on_contour,
                    contour, on_edge, edge);
    g_assert_cmpint (contour, >, 60);
    g_assert_cmpint (edge, >, 100);
    g_assert_cmpint (on_contour, >, 0.9 * contour);
    g_assert_cmpint (on_edge, >, 0.9 * edge);
    scene_clear (&scene);
  }
}

/* What is under the pointer is what is drawn there: the optimum's exact numbers at its
 * place, the inverse of the map everywhere else; and an optimum on an axis has the colour
 * of exact zeros. */
static void
test_values (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (3);
  g_autoptr (SlGeometry) g = under (snapshot, "l1", 0.5);
  Scene scene;

  g_assert_true (g->soft.w[1] == 0 && g->soft.w[0] > 0);
  scene_draw (&scene, "geometry", snapshot, FALSE);
  scene.view.geometry = g;
  scene_finish (&scene);
  SlGeometryLayout layout = layout_of (&scene, g);
  const SlFrame *frame = &layout.frame;
  double x = sl_scale_map (&frame->x, g->hard.w[0]), y = sl_scale_map (&frame->y, 0);
  SlProbe at = scene_probe (&scene, x + 2, y - 3);
  g_assert_true (g_str_has_prefix (at.text, "optimum\nw₁ "));
  g_assert_nonnull (strstr (at.text, "\nw₂ 0\n"));
  g_assert_cmpfloat_with_epsilon (at.x, x, 1e-9);
  g_assert_cmpfloat_with_epsilon (at.y, y, 1e-9);
  g_assert_true (picture_shows (&scene.picture, (int) x, (int) y,
                                sl_style_fill (&scene.theme, SL_ROLE_EXACT_ZERO), 3));
  const double far[2] = {-2, -1};
  SlProbe there = scene_probe (&scene, sl_scale_map (&frame->x, far[0]),
                               sl_scale_map (&frame->y, far[1]));
  g_autofree char *loss = sl_significant_text (sl_geometry_value (g, far, FALSE), 4);
  g_autofree char *wanted =
      g_strdup_printf ("w₁ −2\nw₂ −1\nloss %s\non the ball of t = 3", loss);
  g_assert_cmpstr (there.text, ==, wanted);
  g_assert_cmpstr (scene_probe (&scene, frame->area.x - 30, 50).text, ==, "");
  scene_clear (&scene);
}

/* The handles are where they are drawn, and nowhere else; the ellipse's leads back to the
 * ellipse. */
static void
test_handles (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (3);
  g_autoptr (SlGeometry) g = under (snapshot, "l1", 0.5);
  double handle[2], w[2], edge[2];
  Scene scene;

  scene_draw (&scene, "geometry", snapshot, FALSE);
  scene.view.geometry = g;
  SlGeometryLayout layout = layout_of (&scene, g);
  sl_geometry_ellipse_handle (g, handle);
  sl_ball_point (&g->ball, g->radius, 2, 0.6, edge, NULL);
  const struct
  {
    double w[2];
    SlGeometryHandle hard, soft;
  } places[] = {
      {{g->least.w[0], g->least.w[1]}, SL_GEOMETRY_LEAST, SL_GEOMETRY_LEAST},
      {{handle[0], handle[1]}, SL_GEOMETRY_ELLIPSE, SL_GEOMETRY_ELLIPSE},
      {{edge[0], edge[1]}, SL_GEOMETRY_EDGE, SL_GEOMETRY_NOTHING},
      {{-2.2, 2.2}, SL_GEOMETRY_NOTHING, SL_GEOMETRY_NOTHING},
  };
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (int soft = 0; soft < 2; soft++) {
      double x = sl_scale_map (&layout.frame.x, places[i].w[0]);
      double y = sl_scale_map (&layout.frame.y, places[i].w[1]);
      SlGeometryHandle found =
          sl_geometry_grab (SCENE_WIDTH, SCENE_HEIGHT, &scene.theme, g, soft, x, y, w);
      g_assert_cmpint (found, ==, soft ? places[i].soft : places[i].hard);
      g_assert_cmpfloat_with_epsilon (w[0], places[i].w[0], 1e-9);
      g_assert_cmpfloat_with_epsilon (w[1], places[i].w[1], 1e-9);
    }
  SlEllipse wanted = sl_built_in_default ().ellipse;
  SlEllipse found = sl_geometry_ellipse_of (g, handle);
  SlBuiltIn turned = {.ellipse = found};
  sl_built_in_clamp (&turned);
  g_assert_cmpfloat_with_epsilon (turned.ellipse.angle, wanted.angle, 1e-9);
  g_assert_cmpfloat_with_epsilon (found.elongation, wanted.elongation, 1e-9);
  scene_clear (&scene);
}

static void
check_sentence (SlSnapshot *snapshot,
                const char *penalty,
                double lambda,
                gboolean soft,
                const char *wanted)
{
  const SlFigureType *figure =
      (const SlFigureType *) sl_kind_find (sl_figures (), "geometry", NULL);
  g_autoptr (SlGeometry) g = under (snapshot, penalty, lambda);
  SlFigureView view = {.layer = -1, .geometry = g, .soft = soft};
  g_autofree char *text = figure->describe (snapshot, &view);

  g_test_message ("%s", text);
  g_assert_true (g_str_has_prefix (text, wanted));
}

static void
test_sentences (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (3);

  check_sentence (snapshot, "l1", 0.5, FALSE,
                  "w₂ is exactly zero: the contour touches the diamond at its corner");
  check_sentence (snapshot, "l1", 0.5, TRUE,
                  "w₂ is exactly zero: loss and penalty together are lowest on the axis");
  check_sentence (snapshot, "l1", 0.1, FALSE,
                  "Neither weight is zero: the contour touches the diamond on a side");
  check_sentence (snapshot, "l1", 9, FALSE, "w₁ and w₂ are exactly zero: at λ = 9 the");
  check_sentence (snapshot, "l2", 9, FALSE, "Neither weight is zero: the circle has no");
  check_sentence (snapshot, "elastic-net", 0.1, FALSE,
                  "Neither weight is zero: the contour touches the rounded diamond");
  check_sentence (snapshot, "group-lasso", 0.1, FALSE,
                  "Neither weight is zero: the circle has no corners");
  check_sentence (snapshot, "l1", 0, FALSE, "At λ = 0 nothing holds the weights back");
  check_sentence (snapshot, "none", 1, TRUE, "Without a penalty nothing holds");
}

/* A network gets the built-in problem and says so; a run without hidden layers its own
 * two weights, by their inputs' names, once they are there. */
static void
test_what_is_shown (void)
{
  g_autoptr (SlSnapshot) snapshot = fake_snapshot_new (3);
  const SlFigureType *figure =
      (const SlFigureType *) sl_kind_find (sl_figures (), "geometry", NULL);
  SlFigureView view = sl_figure_view_default (figure);
  g_autofree char *network = figure->subtitle (snapshot, &view);
  SlNeeds needs = {0};

  g_assert_nonnull (strstr (network, "built-in problem"));
  sl_figure_ask (figure, &view, &needs);
  g_assert_true (needs.geometry);
  snapshot->config.hidden.n = 0;
  snapshot->problem = scene_problem ("diabetes");
  g_autofree char *waiting = figure->describe (snapshot, &view);
  g_assert_cmpstr (waiting, ==, "The exact optimum is being found.");
  g_autoptr (SlOptimum) optimum = sl_optimum_new (snapshot->problem, NULL);
  g_assert_true (sl_optimum_solve (optimum, 0.1, 1, NULL, NULL, NULL, NULL));
  snapshot->config.lambda = 0.1;
  snapshot->geometry =
      sl_optimum_geometry (optimum, &snapshot->config, (const int[2]){2, 8}, 0);
  g_autofree char *own = figure->subtitle (snapshot, &view);
  g_autofree char *text = figure->describe (snapshot, &view);
  g_assert_true (g_str_has_prefix (own, "others at the optimum"));
  g_assert_nonnull (strstr (text, "bmi = "));
  view.geometry = snapshot->geometry;
  needs = (SlNeeds){0};
  sl_figure_ask (figure, &view, &needs);
  g_assert_false (needs.geometry);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/geometry/shapes", test_shapes);
  g_test_add_func ("/geometry/values", test_values);
  g_test_add_func ("/geometry/handles", test_handles);
  g_test_add_func ("/geometry/sentences", test_sentences);
  g_test_add_func ("/geometry/what-is-shown", test_what_is_shown);
  return g_test_run ();
}
