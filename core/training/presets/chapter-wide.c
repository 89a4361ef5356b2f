/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/preset.h"

#include <glib/gi18n-lib.h>

/* 18 911 242 parameters on 3072 inputs and 10 classes.
 * Source: Rivas, Deep Learning for Beginners (2020), chapter 11, and its public notebook.
 */
extern const SlPresetType sl_preset_chapter_wide;
const SlPresetType sl_preset_chapter_wide = {
    .kind = {"chapter-wide", N_ ("Chapter: wide"),
             N_ ("The wide network of the book's chapter: two layers of 3072 units, with "
                 "dropout.")},
    .settings = SL_PRESET_COMMON SL_PRESET_NO_PENALTY
    "hidden=3072,3072 "
    "dropout=0.5,0.2 "
    "learning-rate=0.001 batch-size=1000 reduce-lr=0.5,20 early-stopping=100 "
    "validate-on-test=true",
    .epochs = 1000,
    .needs = N_ ("the CIFAR-10 images; get cifar-10-binary.tar.gz (162 MB) from "
                 "https://www.cs.toronto.edu/~kriz/cifar.html"),
    .inputs = 3072,
};
