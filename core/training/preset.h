/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/setting.h"

G_BEGIN_DECLS

/** SlPresetType: model, penalty and training of a known network, but not its data: one
 * file, one line in presets.def. All presets set the same settings, so that the last one
 * chosen leaves nothing of the one before. */
typedef struct
{
  SlKind kind;
  const char *settings; /* "hidden=64,64 dropout=0.5,0.2 …", divided by single blanks */
  int epochs;           /* at most */
  const char *needs;    /* nullable, N_(): the data it is for, which is not shipped, and
                           where to get it */
  int inputs;           /* of @needs */
} SlPresetType;

/* What the networks of the chapter have in common, and their small versions with them. No
 * penalty is L1 of strength 0, as in a window that has just opened, so that the slider
 * has something to move. */
#define SL_PRESET_COMMON                                                                 \
  "activation=relu loss=binary-cross-entropy initializer=glorot groups=units "           \
  "layer-lambda= penalize-bias=false l1-share=0.5 optimizer=adam momentum=0.9 "          \
  "epsilon=1e-07 stop-at=0 "
#define SL_PRESET_NO_PENALTY "penalty=l1 lambda=0 zeros-by=proximal "

/** sl_presets: Returns the table of presets (presets.def). */
const SlKindTable *sl_presets (void);

/** sl_preset_value: Returns (transfer full) (nullable) the value @preset gives to
 * @setting, as text; NULL when it leaves it alone. */
char *sl_preset_value (const SlPresetType *preset, const SlSetting *setting);

/** sl_preset_apply: gives @config all values of @preset. */
void sl_preset_apply (const SlPresetType *preset, SlConfig *config);

/** sl_preset_matches: Returns whether @config has all values of @preset. */
gboolean sl_preset_matches (const SlPresetType *preset, const SlConfig *config);

/** sl_preset_check:
 * @dataset: (nullable) the data of @config, when they have been read
 * Returns whether @preset goes with the data that @config has; SL_ERROR_ARGUMENT with the
 * reason. */
gboolean sl_preset_check (const SlPresetType *preset,
                          const SlConfig *config,
                          const SlDataset *dataset,
                          GError **error);

G_END_DECLS
