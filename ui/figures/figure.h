/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/core.h"
#include "ui/figures/numbers.h"
#include "ui/plots/style.h"

G_BEGIN_DECLS

/** SlFigureView: how one card (or one export) looks at a figure. A plain value. */
typedef struct
{
  gboolean log_scale;     /* where the figure has one: loss axis, histogram counts */
  SlEarlierRuns *earlier; /* Borrowed, nullable: drawn behind the present run */
  int layer; /* 0 … n_layers−1, or -1 for all; figures without layers ignore it */
  SlPathResult
      *path;     /* Borrowed, nullable: of the regularisation path, if there is one */
  double cursor; /* what is marked: λ on a path, NaN = the one in force; the % of the
                    weights removed on a pruning curve, NaN = none */
  SlWeightPlace picked; /* marked by the figures that show single weights */
  /* Of the penalty geometry. */
  SlGeometry *geometry; /* Borrowed, nullable: shown instead of the snapshot's */
  gboolean soft;        /* loss + penalty; else the loss and the ball */
  int pair[2];          /* the weights wanted, as in SlNeeds */
} SlFigureView;

/** SlProbe: what stands under the pointer. */
typedef struct
{
  char text[256];                  /* exact values, one per line; "" = nothing there */
  double x, y;                     /* where the crosshair goes */
  gboolean has_x, has_y;           /* which of its lines to draw */
  double left, top, width, height; /* area the lines stay in */
} SlProbe;

/** SlFigureType: one figure: one file, one line in figures.def. All functions are pure:
 * the same snapshot, view, theme and size give the same picture. Any thread. */
typedef struct
{
  SlKind kind; /* kind.name is the title: "Weight magnitudes" */
  /** title: (nullable) Returns (transfer none) the title for this data, where it is not
   * always kind.name. */
  const char *(*title) (const SlSnapshot *snapshot);
  const char *formula; /* N_(): how its numbers come about, in symbols or a few words */
  gboolean has_log;    /* view.log_scale means something */
  gboolean log_default;
  gboolean has_layers;    /* view.layer means something */
  gboolean layer_all;     /* layer -1 (all) is allowed, and the default */
  gboolean needs_weights; /* wants snapshot.weights of view.layer */
  gboolean has_path;      /* view.path means something; the run itself does not */
  /** ask: (nullable) adds to @needs what else the figure wants of a snapshot. */
  void (*ask) (const SlFigureView *view, SlNeeds *needs);
  /** misfit: (nullable) Returns (transfer full) (nullable) why the figure has nothing to
   * show of this data and model, a few words that follow its name in a menu ("needs two
   * inputs"); NULL when it fits. @snapshot: prepared. */
  char *(*misfit) (const SlSnapshot *snapshot);
  /** subtitle: Returns (transfer full) what the card's title adds: "cross-entropy, log
   * scale". */
  char *(*subtitle) (const SlSnapshot *snapshot, const SlFigureView *view);
  /** draw: @snapshot: (nullable) draws into (0, 0, width, height) of @cr, background
   * excluded. */
  void (*draw) (cairo_t *cr,
                double width,
                double height,
                const SlSnapshot *snapshot,
                const SlFigureView *view,
                const SlTheme *theme);
  /** describe: Returns (transfer full) one sentence that says what the figure shows now.
   */
  char *(*describe) (const SlSnapshot *snapshot, const SlFigureView *view);
  /** probe: fills @probe for the pointer at (@px, @py); text "" when there is nothing. */
  void (*probe) (double width,
                 double height,
                 const SlSnapshot *snapshot,
                 const SlFigureView *view,
                 const SlTheme *theme,
                 double px,
                 double py,
                 SlProbe *probe);
  /** numbers: (nullable) Returns (transfer full) (nullable) what the figure shows now as
   * a table; NULL when that is nothing. @snapshot: prepared, and fits. */
  SlNumbers *(*numbers) (const SlSnapshot *snapshot, const SlFigureView *view);
  /** pick: (nullable) Returns the weight that stands at (@px, @py), one that is exactly
   * zero included; none where there is none. */
  SlWeightPlace (*pick) (double width,
                         double height,
                         const SlSnapshot *snapshot,
                         const SlFigureView *view,
                         const SlTheme *theme,
                         double px,
                         double py);
  /** caption: (nullable) as sl_figure_caption(), for figures of more than one run. */
  char *(*caption) (const SlSnapshot *snapshot, const SlFigureView *view);
} SlFigureType;

/** sl_figures: Returns the table of figures (figures.def), in the order of the cards. */
const SlKindTable *sl_figures (void);

/** sl_figure_view_default: the view a new card of @figure has. */
SlFigureView sl_figure_view_default (const SlFigureType *figure);

/** sl_figure_view_turn: makes @view the default one of @figure, but for what does not
 * depend on the figure: earlier runs, path, geometry and its form. */
void sl_figure_view_turn (SlFigureView *view, const SlFigureType *figure);

/** sl_figure_view_copy: @to: (out) @from with references of its own to the earlier runs,
 * the path and the geometry, for who keeps a view. sl_figure_view_clear: gives them up.
 */
void sl_figure_view_copy (SlFigureView *to, const SlFigureView *from);
void sl_figure_view_clear (SlFigureView *view);

/** sl_figure_title: @snapshot: (nullable). Returns (transfer none) the title of @figure
 * in the language of the screen. */
const char *sl_figure_title (const SlFigureType *figure, const SlSnapshot *snapshot);

/** sl_figure_ask: adds what @figure wants of snapshots in @view to @needs. */
void sl_figure_ask (const SlFigureType *figure, const SlFigureView *view, SlNeeds *needs);

/** sl_figure_misfit: @snapshot: (nullable). Returns (transfer full) (nullable) why
 * @figure has nothing to show of it, or NULL; NULL too while nothing is prepared. */
char *sl_figure_misfit (const SlFigureType *figure, const SlSnapshot *snapshot);

/** sl_figure_numbers: @snapshot: (nullable). Returns (transfer full) (nullable) the
 * numbers that @figure shows of it; NULL when there are none (yet). Any thread. */
SlNumbers *sl_figure_numbers (const SlFigureType *figure,
                              const SlSnapshot *snapshot,
                              const SlFigureView *view);

/** sl_figure_caption: Returns (transfer full) the settings of a run in one or two lines,
 * for exports: data set, layers, penalty, λ, rule, optimiser, epoch, seed. */
char *sl_figure_caption (const SlSnapshot *snapshot);

/** sl_figure_path_lambda_at: @px: of a pointer in the picture of the figure `path`.
 * Returns the λ of the row nearest to it; NaN when there is none. */
double sl_figure_path_lambda_at (double width,
                                 double height,
                                 const SlFigureView *view,
                                 const SlTheme *theme,
                                 double px);

/** SlExport: how a figure is written to a file. */
typedef struct
{
  double width, height; /* px (PNG, before scale) or pt·4/3 (SVG, PDF: 1 px = 0.75 pt) */
  double scale;         /* PNG only: pixels per px, 1 to 4 */
  gboolean dark, transparent;
  gboolean no_title, no_caption;
  double text_scale;
} SlExport;
SlExport sl_export_default (void); /* 1280x720, scale 2, light, opaque */

/** sl_figure_export:
 * Writes @figure with title and caption to @path; the ending decides: .svg (text as
 * paths, with <title> and <desc>), .pdf (fonts embedded), .png. Written beside and
 * renamed: a failure leaves an old file whole. Errors: SL_ERROR_ARGUMENT (ending, size),
 * SL_ERROR_WRITE. Any thread. */
gboolean sl_figure_export (const SlFigureType *figure,
                           SlSnapshot *snapshot,
                           const SlFigureView *view,
                           const SlExport *spec,
                           const char *path,
                           GError **error);

G_END_DECLS
