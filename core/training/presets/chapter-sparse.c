/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/preset.h"

#include <glib/gi18n-lib.h>

/* Keras adds L2(1e-4) = 1e-4·Σw², which is λ = 2e-4 with our ½, to the gradient. Dropout
 * before each hidden layer: a quarter, then 1.125 times less each.
 * Source: Rivas, Deep Learning for Beginners (2020), chapter 11, and its public notebook.
 */
extern const SlPresetType sl_preset_chapter_sparse;
const SlPresetType sl_preset_chapter_sparse = {
    .kind = {"chapter-sparse", N_ ("Chapter: sparse"),
             N_ ("The network that the chapter calls sparse: the deep one with an L2 "
                 "penalty and five other settings changed.")},
    .settings =
        SL_PRESET_COMMON "penalty=l2 lambda=0.0002 zeros-by=subgradient "
                         "hidden=3072,1536,768,384,192,96,48,24,12 "
                         "dropout=0.25,0.2222222222222222,0.19753086419753085,"
                         "0.1755829903978052,0.15607376924249353,0.1387322393266609,"
                         "0.12331754606814303,0.10961559650501602,0.09743608578223646 "
                         "learning-rate=1e-05 batch-size=128 reduce-lr=0.1,20 "
                         "early-stopping=50 validate-on-test=true",
    .epochs = 1000,
    .needs = N_ ("the CIFAR-10 images; get cifar-10-binary.tar.gz (162 MB) from "
                 "https://www.cs.toronto.edu/~kriz/cifar.html"),
    .inputs = 3072,
};
