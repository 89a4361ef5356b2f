/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every text of the window against what is painted behind it, as GTK is about to draw it:
 * at least 4.5:1 on each page, light and dark; with SL_HIGH_CONTRAST as the system asks
 * for high contrast. What figures write themselves is in plots/test-style.c. */
#include "tests/ui/window-fixture.h"
#include "ui/plots/style.h"
#include <math.h>

/* WCAG 2.1, 1.4.3. */
#define LEAST 4.5
/* Colours are stored in 8 bits. */
#define ROUNDING 0.03

typedef struct
{
  graphene_rect_t place; /* in the window */
  SlColor color;
} Ground;

typedef struct
{
  GtkWidget *window;
  GArray *grounds;      /* of Ground, as they were painted */
  graphene_rect_t clip; /* what can be seen, in the window */
  double x, y;          /* where the present node's own space begins */
  double opacity;
  int texts, pale;
} Walk;

static SlColor
over (SlColor a, SlColor b)
{
  SlColor mixed = sl_color_mix (b, a, a.a);

  mixed.a = 1.0;
  return mixed;
}

static void
add_ground (Walk *walk, const graphene_rect_t *place, const GdkRGBA *color)
{
  Ground ground = {*place, {color->red, color->green, color->blue, color->alpha}};

  graphene_rect_offset (&ground.place, (float) walk->x, (float) walk->y);
  ground.color.a *= walk->opacity;
  g_array_append_val (walk->grounds, ground);
}

static SlColor
ground_at (Walk *walk, const graphene_point_t *point)
{
  SlColor color = {1, 1, 1, 1};

  for (guint i = 0; i < walk->grounds->len; i++) {
    const Ground *ground = &g_array_index (walk->grounds, Ground, i);
    if (graphene_rect_contains_point (&ground->place, point))
      color = over (ground->color, color);
  }
  return color;
}

/* What cannot be used may be pale. */
static gboolean
can_be_used (Walk *walk, const graphene_point_t *point)
{
  GtkWidget *widget = gtk_widget_pick (walk->window, point->x, point->y,
                                       GTK_PICK_INSENSITIVE | GTK_PICK_NON_TARGETABLE);

  return widget == NULL || gtk_widget_is_sensitive (widget);
}

static char *
name_at (Walk *walk, const graphene_point_t *point)
{
  GtkWidget *widget = gtk_widget_pick (walk->window, point->x, point->y,
                                       GTK_PICK_INSENSITIVE | GTK_PICK_NON_TARGETABLE);
  GString *name =
      g_string_new (GTK_IS_LABEL (widget) ? gtk_label_get_text (GTK_LABEL (widget)) : "");

  for (int i = 0; widget != NULL && i < 4; i++, widget = gtk_widget_get_parent (widget)) {
    g_auto (GStrv) classes = gtk_widget_get_css_classes (widget);
    g_autofree char *joined = g_strjoinv (".", classes);
    g_string_append_printf (name, " < %s.%s", gtk_widget_get_css_name (widget), joined);
  }
  return g_string_free (name, FALSE);
}

static void
check_text (Walk *walk, GskRenderNode *node)
{
  const GdkRGBA *color = gsk_text_node_get_color (node);
  SlColor ink = {color->red, color->green, color->blue, color->alpha * walk->opacity};
  graphene_rect_t place;
  graphene_point_t middle;
  SlColor ground;
  double contrast;

  gsk_render_node_get_bounds (node, &place);
  graphene_rect_offset (&place, (float) walk->x, (float) walk->y);
  graphene_rect_get_center (&place, &middle);
  if (!graphene_rect_contains_point (&walk->clip, &middle) ||
      !can_be_used (walk, &middle))
    return;
  walk->texts++;
  ground = ground_at (walk, &middle);
  contrast = sl_color_contrast (over (ink, ground), ground);
  if (contrast < LEAST - ROUNDING) {
    g_autofree char *name = name_at (walk, &middle);
    g_test_message ("%.2f:1 at %.0f, %.0f: %s", contrast, middle.x, middle.y, name);
    walk->pale++;
  }
}

static void walk_node (Walk *walk, GskRenderNode *node);

static void
walk_transform (Walk *walk, GskRenderNode *node)
{
  GskTransform *transform = gsk_transform_node_get_transform (node);
  float dx = 0, dy = 0;

  /* Arrows are turned, texts are not. */
  if (gsk_transform_get_category (transform) < GSK_TRANSFORM_CATEGORY_2D_TRANSLATE)
    return;
  gsk_transform_to_translate (transform, &dx, &dy);
  walk->x += dx;
  walk->y += dy;
  walk_node (walk, gsk_transform_node_get_child (node));
  walk->x -= dx;
  walk->y -= dy;
}

static void
walk_opacity (Walk *walk, GskRenderNode *node)
{
  double before = walk->opacity;

  walk->opacity *= gsk_opacity_node_get_opacity (node);
  walk_node (walk, gsk_opacity_node_get_child (node));
  walk->opacity = before;
}

/* A filter that only fades, as libadwaita has for what is insensitive and the like. */
static void
walk_color_matrix (Walk *walk, GskRenderNode *node)
{
  graphene_vec4_t row;
  double before = walk->opacity;

  graphene_matrix_get_row (gsk_color_matrix_node_get_color_matrix (node), 3, &row);
  walk->opacity *= graphene_vec4_get_w (&row);
  walk_node (walk, gsk_color_matrix_node_get_child (node));
  walk->opacity = before;
}

/* @child within @place. */
static void
walk_clip (Walk *walk, const graphene_rect_t *place, GskRenderNode *child)
{
  graphene_rect_t before = walk->clip, in_window = *place;

  graphene_rect_offset (&in_window, (float) walk->x, (float) walk->y);
  if (graphene_rect_intersection (&before, &in_window, &walk->clip))
    walk_node (walk, child);
  walk->clip = before;
}

static void
walk_node (Walk *walk, GskRenderNode *node)
{
  graphene_rect_t place;

  gsk_render_node_get_bounds (node, &place);
  switch (gsk_render_node_get_node_type (node)) {
  case GSK_CONTAINER_NODE:
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      walk_node (walk, gsk_container_node_get_child (node, i));
    break;
  case GSK_COLOR_NODE:
    add_ground (walk, &place, gsk_color_node_get_color (node));
    break;
  case GSK_TEXT_NODE:
    check_text (walk, node);
    break;
  case GSK_TRANSFORM_NODE:
    walk_transform (walk, node);
    break;
  case GSK_OPACITY_NODE:
    walk_opacity (walk, node);
    break;
  case GSK_COLOR_MATRIX_NODE:
    walk_color_matrix (walk, node);
    break;
  case GSK_CLIP_NODE:
    walk_clip (walk, &place, gsk_clip_node_get_child (node));
    break;
  case GSK_ROUNDED_CLIP_NODE:
    walk_clip (walk, &place, gsk_rounded_clip_node_get_child (node));
    break;
  case GSK_DEBUG_NODE:
    walk_node (walk, gsk_debug_node_get_child (node));
    break;
  case GSK_SHADOW_NODE:
    walk_node (walk, gsk_shadow_node_get_child (node));
    break;
  case GSK_CROSS_FADE_NODE:
    walk_node (walk, gsk_cross_fade_node_get_end_child (node));
    break;
  default: /* borders, shadows, pictures */
    break;
  }
}

/* Returns (transfer full) (nullable) the window as it was painted last; NULL while it is
 * to be painted anew. */
static GskRenderNode *
picture_of (GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot),
                          gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  return gtk_snapshot_free_to_node (snapshot);
}

/* Returns how many texts there are on screen. @pale: (inout) counts those that are not
 * legible. */
static int
check_screen (WindowFixture *f, const char *what, int *pale)
{
  GtkWidget *window = GTK_WIDGET (f->window);
  g_autoptr (GskRenderNode) node = NULL;
  Walk walk = {.window = window, .opacity = 1.0};

  graphene_rect_init (&walk.clip, 0, 0, (float) gtk_widget_get_width (window),
                      (float) gtk_widget_get_height (window));
  walk.grounds = g_array_new (FALSE, FALSE, sizeof (Ground));
  while ((node = picture_of (window)) == NULL)
    g_main_context_iteration (NULL, FALSE);
  walk_node (&walk, node);
  g_array_unref (walk.grounds);
  g_test_message ("%s: %d texts, %d too pale", what, walk.texts, walk.pale);
  *pale += walk.pale;
  return walk.texts;
}

/* Lets the window take its new colours, and paint itself, however long that takes. */
static void
settle (WindowFixture *f)
{
  GtkWidget *window = GTK_WIDGET (f->window);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gint64 painted = gdk_frame_clock_get_frame_counter (clock) + 1;
  gint64 end = g_get_monotonic_time () + 300000;

  gtk_widget_queue_draw (window);
  while (g_get_monotonic_time () < end ||
         gdk_frame_clock_get_frame_counter (clock) < painted)
    g_main_context_iteration (NULL, FALSE);
}

static SlColor
named (WindowFixture *f, const char *name)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (f->window));
  GdkRGBA color;

  g_assert_true (gtk_style_context_lookup_color (context, name, &color));
  return (SlColor){color.red, color.green, color.blue, color.alpha};
}

/* What is said when something is amiss or chosen, which no page shows now. */
static void
check_named (WindowFixture *f)
{
  static const char *const pairs[][2] = {
      {"error_color", "window_bg_color"},      {"error_color", "view_bg_color"},
      {"error_color", "card_bg_color"},        {"sl_amiss_color", "window_bg_color"},
      {"sl_amiss_color", "card_bg_color"},     {"accent_color", "window_bg_color"},
      {"accent_color", "card_bg_color"},       {"accent_fg_color", "accent_bg_color"},
      {"warning_fg_color", "warning_bg_color"}};

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    SlColor window = named (f, "window_bg_color");
    SlColor ground = over (named (f, pairs[i][1]), window);
    double contrast = sl_color_contrast (over (named (f, pairs[i][0]), ground), ground);
    g_test_message ("%s on %s: %.2f:1", pairs[i][0], pairs[i][1], contrast);
    g_assert_cmpfloat (contrast, >=, LEAST);
  }
}

static void
check_pages (WindowFixture *f, gconstpointer data)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  const SlKindTable *pages = sl_pages ();
  int pale = 0;

  adw_style_manager_set_color_scheme (style, GPOINTER_TO_INT (data));
  sl_window_set_first_steps (f->window, TRUE);
  window_fixture_present (f, 1366, 860);
  g_assert_cmpint (adw_style_manager_get_high_contrast (style), ==,
                   g_getenv ("SL_HIGH_CONTRAST") != NULL);
  for (size_t i = 0; i < pages->n; i++) {
    sl_page_stack_show (sl_window_pages (f->window), pages->kinds[i]->id, NULL);
    settle (f);
    g_assert_cmpint (check_screen (f, pages->kinds[i]->id, &pale), >, 40);
  }
  g_assert_cmpint (pale, ==, 0);
  check_named (f);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
}

int
main (int argc, char **argv)
{
  if (g_getenv ("SL_HIGH_CONTRAST") != NULL)
    g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  /* Colours that fade into one another would be met half-way. */
  test_ui_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add ("/contrast/light", WindowFixture,
              GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_LIGHT), window_fixture_set_up,
              check_pages, window_fixture_tear_down);
  g_test_add ("/contrast/dark", WindowFixture,
              GINT_TO_POINTER (ADW_COLOR_SCHEME_FORCE_DARK), window_fixture_set_up,
              check_pages, window_fixture_tear_down);
  return g_test_run ();
}
