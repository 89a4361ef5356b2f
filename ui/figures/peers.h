/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/figures/epochs.h"

G_BEGIN_DECLS

/** SlPeer: one of several runs that are shown as equals. */
typedef struct
{
  const SlSnapshot *snapshot; /* Borrowed; prepared */
  int place;                  /* 0 … SL_MAX_PINNED − 1, also of its colour and dash */
  char letter[2];             /* "A" to "D" */
  char *name;                 /* Owned: what makes it differ, "L1" */
} SlPeer;

/** SlPeers: the pinned runs of a view that are prepared, in their order. */
typedef struct
{
  int n;
  SlPeer runs[SL_MAX_PINNED];
  const SlSetting *setting; /* nullable: the one in which they differ */
} SlPeers;

/** sl_peers_init: @view: its pinned runs are the ones shown. Clear it with
 * sl_peers_clear(). */
void sl_peers_init (SlPeers *peers, const SlFigureView *view);
void sl_peers_clear (SlPeers *peers);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SlPeers, sl_peers_clear)

/** sl_peers_setting: Returns (nullable) the setting in which the pinned runs of @runs
 * differ: of several, one that no schedule changes by itself. */
const SlSetting *sl_peers_setting (const SlEarlierRuns *runs);

/** sl_peers_value: Returns (transfer full) the value of @setting in @config as on screen:
 * "L1", "none" for nothing, "all rows" for a full batch. */
char *sl_peers_value (const SlSetting *setting, const SlConfig *config);

/** sl_peer_label: Returns (transfer full) "A · L1". */
char *sl_peer_label (const SlPeer *peer);

/** sl_peers_epochs: Returns the axis of epochs that all of them share. */
SlScale sl_peers_epochs (const SlPeers *peers);

/** sl_peers_waiting: Returns (transfer full) (nullable) what to say instead of a figure;
 * NULL when there is something to draw. */
char *sl_peers_waiting (const SlPeers *peers, const SlSnapshot *snapshot);

/** sl_peers_hint: draws that, if there is any. Returns whether. */
gboolean sl_peers_hint (SlKit *kit,
                        const SlPeers *peers,
                        const SlSnapshot *snapshot,
                        double width,
                        double height);

/** sl_peers_panel: Returns the box of panel @i when the runs stand beside one another in
 * (0, 0, @width, @height), in as many columns as make panels of a good shape. */
SlBox sl_peers_panel (const SlPeers *peers, int i, double width, double height);

/** sl_peers_at: Returns the panel at (@px, @py), or -1. */
int sl_peers_at (const SlPeers *peers, double width, double height, double px, double py);

/** sl_peers_draw_title: writes @text in the colour of @peer on top of @panel, and takes
 * its height off the panel. */
void sl_peers_draw_title (SlKit *kit, const SlPeer *peer, const char *text, SlBox *panel);

/** sl_peers_title_height: Returns what that takes. */
double sl_peers_title_height (SlKit *kit);

/** sl_peers_describe:
 * @start: "After epoch 30 the test loss is"; @value: Returns (transfer full) what is said
 * of one run
 * Returns (transfer full) one sentence: "… 0.12 for run A (None), 0.15 for run B (L1)."
 */
char *sl_peers_describe (const SlPeers *peers,
                         const char *start,
                         char *(*value) (const SlSnapshot *snapshot));

/** sl_peers_say: @text: becomes what @probe says, as far as there is room. */
void sl_peers_say (SlProbe *probe, const char *text);

/** sl_peers_subtitle: Returns (transfer full) "by penalty". */
char *sl_peers_subtitle (const SlPeers *peers);

/** sl_peers_caption: as SlFigureType's caption: the settings, and what the runs are. */
char *sl_peers_caption (const SlSnapshot *snapshot, const SlFigureView *view);

/** sl_compared_figures: Returns the table of figures that show several runs as equals
 * (compared/compared.def): they draw the pinned runs of the view, and nothing else. */
const SlKindTable *sl_compared_figures (void);

G_END_DECLS
