/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/lessons/look.h"

#include "ui/figures/figure.h"
#include "ui/pages/page.h"
#include "ui/widgets/readout-bar.h"
#include <glib/gi18n-lib.h>

/* Commands that have no setting's name. */
static const struct
{
  const char *id, *name;
} commands[] = {
    {"play-pause", N_ ("Train")},      {"playing", N_ ("Train")},
    {"step-batch", N_ ("Step batch")}, {"step-epoch", N_ ("Step epoch")},
    {"reset", N_ ("Reset")},           {"pin", N_ ("Pin run")},
    {"speed", N_ ("Speed")},           {"show-export", N_ ("Export…")},
    {"compute-path", N_ ("Compute")},
};

static const char *
command_name (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].id, id))
      return commands[i].name;
  return NULL;
}

static const char *
readout_name (const char *id)
{
  gsize n;
  const SlReadout *readouts = sl_readouts (&n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (readouts[i].id, id))
      return readouts[i].name;
  return g_str_equal (id, "epoch") ? N_ ("Epoch") : NULL;
}

static const char *
kind_name (const SlKindTable *table, const char *id)
{
  const SlKind *kind = sl_kind_find (table, id, NULL);

  return kind != NULL ? kind->name : NULL;
}

static const char *
figure_name (const char *id)
{
  return kind_name (sl_figures (), id);
}

static const char *
page_name (const char *id)
{
  return kind_name (sl_pages (), id);
}

static const char *
setting_name (const char *id)
{
  const SlSetting *setting = sl_setting_find (id, NULL);

  return setting != NULL ? setting->name : NULL;
}

static const char *(*const names[SL_LESSON_N_LOOKS]) (const char *id) = {
    [SL_LESSON_LOOK_FIGURE] = figure_name,   [SL_LESSON_LOOK_CONTROL] = setting_name,
    [SL_LESSON_LOOK_READOUT] = readout_name, [SL_LESSON_LOOK_PAGE] = page_name,
    [SL_LESSON_LOOK_ACTION] = command_name,
};

char *
sl_lesson_look_name (const SlLessonLook *look)
{
  const char *name;

  g_return_val_if_fail (look != NULL && look->kind < SL_LESSON_N_LOOKS, NULL);

  name = names[look->kind](look->id);
  /* A figure may be called the same. */
  if (look->kind == SL_LESSON_LOOK_PAGE && name != NULL)
    return g_strdup_printf (_ ("page %s"), _ (name));
  return g_strdup (name != NULL ? _ (name) : look->id);
}
