/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/figures/peers.h"
#include "ui/figures/hint.h"
#include "ui/figures/phrase.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Width to height of a panel that is easy to read. */
#define GOOD_SHAPE 1.5
enum { GAP = 10 };

#define SL_ENTRY(name) extern const SlFigureType sl_figure_##name;
#include "ui/figures/compared/compared.def"
#undef SL_ENTRY

const SlKindTable *
sl_compared_figures (void)
{
#define SL_ENTRY(name) &sl_figure_##name.kind,
  static const SlKind *const kinds[] = {
#include "ui/figures/compared/compared.def"
  };
#undef SL_ENTRY
  static const SlKindTable table = {N_ ("figure"), G_N_ELEMENTS (kinds), kinds};
  return &table;
}

static gboolean
differ_in (const SlEarlierRuns *runs, const SlSetting *setting)
{
  const SlSnapshot *first = NULL;

  for (int i = 0; i < SL_MAX_PINNED; i++) {
    const SlSnapshot *run = runs->pinned[i];
    if (run == NULL)
      continue;
    if (first != NULL && !sl_setting_equal (setting, &first->config, &run->config))
      return TRUE;
    first = run;
  }
  return FALSE;
}

const SlSetting *
sl_peers_setting (const SlEarlierRuns *runs)
{
  const SlSetting *found = NULL;
  size_t n;
  const SlSetting *settings = sl_settings (&n);

  for (size_t i = 0; i < n; i++)
    if ((found == NULL || found->offset == G_STRUCT_OFFSET (SlConfig, learning_rate)) &&
        differ_in (runs, &settings[i]))
      found = &settings[i];
  return found;
}

char *
sl_peers_value (const SlSetting *setting, const SlConfig *config)
{
  g_autofree char *text = sl_setting_format (setting, config);

  if (setting->offset == G_STRUCT_OFFSET (SlConfig, batch_size) &&
      config->batch_size == 0)
    return g_strdup (_ ("all rows"));
  return sl_phrase_changed_value (setting, text);
}

void
sl_peers_init (SlPeers *peers, const SlFigureView *view)
{
  const SlEarlierRuns *runs = view->earlier;

  *peers = (SlPeers){0};
  if (runs == NULL)
    return;
  peers->setting = sl_peers_setting (runs);
  for (int i = 0; i < SL_MAX_PINNED; i++) {
    const SlSnapshot *run = runs->pinned[i];
    if (run == NULL || run->n_layers == 0)
      continue;
    peers->runs[peers->n++] = (SlPeer){
        .snapshot = run,
        .place = i,
        .letter = {(char) ('A' + i), '\0'},
        .name = peers->setting != NULL ? sl_peers_value (peers->setting, &run->config)
                                       : g_strdup (_ ("same settings"))};
  }
}

void
sl_peers_clear (SlPeers *peers)
{
  for (int i = 0; i < peers->n; i++)
    g_clear_pointer (&peers->runs[i].name, g_free);
  peers->n = 0;
}

char *
sl_peer_label (const SlPeer *peer)
{
  return g_strdup_printf ("%s · %s", peer->letter, peer->name);
}

SlScale
sl_peers_epochs (const SlPeers *peers)
{
  SlScale scale = sl_epochs_scale (peers->runs[0].snapshot);

  for (int i = 1; i < peers->n; i++)
    scale.hi = fmax (scale.hi, sl_epochs_scale (peers->runs[i].snapshot).hi);
  return scale;
}

char *
sl_peers_waiting (const SlPeers *peers, const SlSnapshot *snapshot)
{
  if (peers->n > 0)
    return NULL;
  if (snapshot != NULL && snapshot->state == SL_RUN_FAILED && snapshot->message != NULL)
    return g_strdup (snapshot->message);
  return g_strdup (_ ("The runs are being prepared."));
}

gboolean
sl_peers_hint (SlKit *kit,
               const SlPeers *peers,
               const SlSnapshot *snapshot,
               double width,
               double height)
{
  g_autofree char *waiting = sl_peers_waiting (peers, snapshot);

  if (waiting != NULL)
    sl_hint_draw (kit, &(SlBox){0, 0, width, height}, waiting);
  return waiting != NULL;
}

/* Columns for which panels come nearest to the good shape. */
static int
columns_of (int n, double width, double height)
{
  int best = 1;
  double least = INFINITY;

  for (int columns = 1; columns <= n; columns++) {
    int rows = (n + columns - 1) / columns;
    double shape = (width / columns) / (height / rows);
    double distance = fabs (log (shape / GOOD_SHAPE)) + 0.6 * (columns * rows - n);
    if (distance < least) {
      least = distance;
      best = columns;
    }
  }
  return best;
}

SlBox
sl_peers_panel (const SlPeers *peers, int i, double width, double height)
{
  int columns, rows;

  if (peers->n == 0 || !(width > 0.0) || !(height > 0.0))
    return (SlBox){0, 0, 0, 0};
  columns = columns_of (peers->n, width, height);
  rows = (peers->n + columns - 1) / columns;
  SlBox box = {.width = fmax ((width - GAP * (columns - 1)) / columns, 0.0),
               .height = fmax ((height - GAP * (rows - 1)) / rows, 0.0)};
  box.x = floor ((i % columns) * (box.width + GAP));
  box.y = floor ((i / columns) * (box.height + GAP));
  return box;
}

int
sl_peers_at (const SlPeers *peers, double width, double height, double px, double py)
{
  for (int i = 0; i < peers->n; i++) {
    SlBox box = sl_peers_panel (peers, i, width, height);
    if (px >= box.x && px < box.x + box.width && py >= box.y && py < box.y + box.height)
      return i;
  }
  return -1;
}

double
sl_peers_title_height (SlKit *kit)
{
  return 1.3 * sl_text_height (kit, SL_TEXT_STRONG);
}

void
sl_peers_draw_title (SlKit *kit, const SlPeer *peer, const char *text, SlBox *panel)
{
  double height = sl_peers_title_height (kit), side = 0.8 * kit->em;
  SlStroke stroke = {.color = sl_style_run_fill (kit->theme, peer->place),
                     .width = 2.2,
                     .dash = sl_style_run_dash (peer->place)};
  double x = panel->x + 2.4 * side, y = panel->y + 0.45 * height;

  sl_mark_line (kit, panel->x + 1, y, x - 0.5 * side, y, &stroke);
  if (panel->width > 4.0 * side)
    sl_text_draw (kit, &(SlText){.string = text,
                                 .style = SL_TEXT_STRONG,
                                 .color = sl_style_run_label (kit->theme, peer->place),
                                 .x = x,
                                 .y = y,
                                 .ay = 0.5,
                                 .width = panel->x + panel->width - x,
                                 .lines = 1});
  height = fmin (height, panel->height);
  panel->y += height;
  panel->height -= height;
}

char *
sl_peers_describe (const SlPeers *peers,
                   const char *start,
                   char *(*value) (const SlSnapshot *snapshot))
{
  g_autoptr (GString) text = g_string_new (start);

  for (int i = 0; i < peers->n; i++) {
    g_autofree char *number = value (peers->runs[i].snapshot);
    g_string_append (text, i > 0 ? ", " : " ");
    g_string_append_printf (text, _ ("%s for run %s (%s)"), number, peers->runs[i].letter,
                            peers->runs[i].name);
  }
  g_string_append_c (text, '.');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
sl_peers_say (SlProbe *probe, const char *text)
{
  const char *end;

  g_strlcpy (probe->text, text, sizeof probe->text);
  /* Never half a character. */
  if (!g_utf8_validate (probe->text, -1, &end))
    probe->text[end - probe->text] = '\0';
}

char *
sl_peers_subtitle (const SlPeers *peers)
{
  if (peers->setting == NULL)
    return g_strdup ("");
  g_autofree char *name = sl_phrase_lower (_ (peers->setting->name));
  return g_strdup_printf (_ ("by %s"), name);
}

char *
sl_peers_caption (const SlSnapshot *snapshot, const SlFigureView *view)
{
  g_auto (SlPeers) peers = {0};
  g_autofree char *first = sl_figure_caption (snapshot);
  g_autoptr (GString) text = g_string_new (first);

  sl_peers_init (&peers, view);
  if (peers.setting == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);
  g_string_append_printf (text, "\n%s: ", _ (peers.setting->name));
  for (int i = 0; i < peers.n; i++)
    g_string_append_printf (text, "%s%s %s", i > 0 ? " · " : "", peers.runs[i].letter,
                            peers.runs[i].name);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
