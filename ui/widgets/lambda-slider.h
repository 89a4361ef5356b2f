/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/session.h"
#include <adwaita.h>

G_BEGIN_DECLS

/* Ends of the slider, log₁₀ λ; everything below -6 is "off", a true 0. */
#define SL_LAMBDA_POSITION_OFF (-6.2)
#define SL_LAMBDA_POSITION_MAX 1.0

/** sl_lambda_from_position:
 * @position: log₁₀ λ on the slider
 * Returns λ rounded to three significant digits, so that what is shown is what is used;
 * exactly 0 in the lower half of the gap between "off" and 10⁻⁶, 10⁻⁶ in the upper. */
double sl_lambda_from_position (double position);

/** sl_lambda_to_position: the place of λ ≥ 0 on the slider, clamped to its ends. */
double sl_lambda_to_position (double lambda);

/** sl_lambda_step:
 * @direction: +1 or -1
 * Returns the next larger or smaller of off, 10⁻⁶, 2·10⁻⁶, 5·10⁻⁶, 10⁻⁵ … 10: three key
 * presses a decade. Beyond 10 up stays where it is. */
double sl_lambda_step (double lambda, int direction);

/** SlLambdaSlider: the strength λ of the penalty: a logarithmic slider with an "off" stop
 * and the number itself, which can be typed and may exceed the slider. */
#define SL_TYPE_LAMBDA_SLIDER (sl_lambda_slider_get_type ())
G_DECLARE_FINAL_TYPE (SlLambdaSlider, sl_lambda_slider, SL, LAMBDA_SLIDER, AdwBin)

/** sl_lambda_slider_set_session: @session: whose λ is shown and set; once. */
void sl_lambda_slider_set_session (SlLambdaSlider *self, SlSession *session);

G_END_DECLS
