/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/preset.h"

#include <glib/gi18n-lib.h>

/* 15 734 806 parameters on 3072 inputs and 10 classes. Dropout before each hidden layer:
 * a half, a quarter, then 1.5 times less each.
 * Source: Rivas, Deep Learning for Beginners (2020), chapter 11, and its public notebook.
 */
extern const SlPresetType sl_preset_chapter_deep;
const SlPresetType sl_preset_chapter_deep = {
    .kind = {"chapter-deep", N_ ("Chapter: deep"),
             N_ ("The deep network of the book's chapter: nine hidden layers, each half "
                 "as wide as the one before.")},
    .settings = SL_PRESET_COMMON SL_PRESET_NO_PENALTY
    "hidden=3072,1536,768,384,192,96,48,24,12 "
    "dropout=0.5,0.25,0.16666666666666666,"
    "0.1111111111111111,0.07407407407407407,0.04938271604938271,"
    "0.03292181069958848,0.02194787379972565,0.014631915866483767 "
    "learning-rate=0.001 batch-size=1000 reduce-lr=0.5,20 early-stopping=100 "
    "validate-on-test=true",
    .epochs = 1000,
    .needs = N_ ("the CIFAR-10 images; get cifar-10-binary.tar.gz (162 MB) from "
                 "https://www.cs.toronto.edu/~kriz/cifar.html"),
    .inputs = 3072,
};
