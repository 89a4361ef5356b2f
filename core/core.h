/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The one header of the core that other layers include. */
#include "core/base/error.h"
#include "core/base/number.h"
#include "core/data/overview.h"
#include "core/data/summary.h"
#include "core/geometry/built-in.h"
#include "core/solver/cross-validation.h"
#include "core/store/weights.h"
#include "core/store/write-file.h"
#include "core/training/earlier-runs.h"
#include "core/training/idle.h"
#include "core/training/legal.h"
#include "core/training/memory.h"
#include "core/training/preset.h"
#include "core/training/setting.h"
#include "core/training/shrink.h"
#include "core/training/study.h"
#include "core/training/sweep.h"
#include "core/training/trainer.h"
#include "core/training/translation.h"
