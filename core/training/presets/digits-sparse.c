/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/preset.h"

#include <glib/gi18n-lib.h>

/* The same six settings differ from digits-deep as in the chapter; each can be set back
 * alone. */
extern const SlPresetType sl_preset_digits_sparse;
const SlPresetType sl_preset_digits_sparse = {
    .kind = {"digits-sparse", N_ ("Digits: sparse"),
             N_ ("The chapter's sparse network in small: the deep one with an L2 penalty "
                 "and five other settings changed.")},
    .settings =
        SL_PRESET_COMMON "penalty=l2 lambda=0.0002 zeros-by=subgradient "
                         "hidden=64,48,32,24,16,12 "
                         "dropout=0.25,0.2222222222222222,0.19753086419753085,"
                         "0.1755829903978052,0.15607376924249353,0.1387322393266609 "
                         "learning-rate=0.0003 batch-size=16 reduce-lr=0.1,20 "
                         "early-stopping=50 validate-on-test=false",
    .epochs = 1000,
};
