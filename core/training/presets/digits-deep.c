/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/preset.h"

#include <glib/gi18n-lib.h>

extern const SlPresetType sl_preset_digits_deep;
const SlPresetType sl_preset_digits_deep = {
    .kind = {"digits-deep", N_ ("Digits: deep"),
             N_ ("The chapter's deep network in small: six hidden layers, seconds on the "
                 "digits.")},
    .settings = SL_PRESET_COMMON SL_PRESET_NO_PENALTY
    "hidden=64,48,32,24,16,12 "
    "dropout=0.5,0.25,0.16666666666666666,"
    "0.1111111111111111,0.07407407407407407,0.04938271604938271 "
    "learning-rate=0.001 batch-size=32 reduce-lr=0.5,20 early-stopping=100 "
    "validate-on-test=false",
    .epochs = 1000,
};
