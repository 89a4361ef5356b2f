/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/preset.h"

#include <glib/gi18n-lib.h>

/* As wide as its input, like the large one; batches so that an epoch has about as many
 * updates. */
extern const SlPresetType sl_preset_digits_wide;
const SlPresetType sl_preset_digits_wide = {
    .kind = {"digits-wide", N_ ("Digits: wide"),
             N_ ("The chapter's wide network in small: seconds on the digits.")},
    .settings = SL_PRESET_COMMON SL_PRESET_NO_PENALTY
    "hidden=64,64 "
    "dropout=0.5,0.2 "
    "learning-rate=0.001 batch-size=32 reduce-lr=0.5,20 early-stopping=100 "
    "validate-on-test=false",
    .epochs = 1000,
};
