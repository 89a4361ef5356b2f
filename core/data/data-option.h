/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The options of the generators: enumerator, id, name on screen, meaning, smallest and
 * largest value (inclusive), whether it is a whole number. One line here is one more
 * `--id`, setting and row for every data set that takes it. */
#define SL_DATA_OPTION_LIST(OPTION)                                                      \
  OPTION (SAMPLES, "samples", N_ ("Samples"), N_ ("How many rows are made"), 10, 1e6,    \
          TRUE)                                                                          \
  OPTION (NOISE, "noise", N_ ("Noise"),                                                  \
          N_ ("Standard deviation of the chance in the data"), 0, 10, FALSE)             \
  OPTION (DERIVED_INPUTS, "derived-inputs", N_ ("Derived inputs"),                       \
          N_ ("1 adds the inputs x², y², xy, sin x and sin y to x and y"), 0, 1, TRUE)   \
  OPTION (DISTANCE, "distance", N_ ("Distance"),                                         \
          N_ ("How far apart the centres of the two classes are"), 0, 100, FALSE)        \
  OPTION (TURNS, "turns", N_ ("Turns"),                                                  \
          N_ ("How often the arms of the spiral go round"), 0.25, 5, FALSE)              \
  OPTION (BUMPS, "bumps", N_ ("Bumps"),                                                  \
          N_ ("How many hills and hollows stand in a row"), 1, 8, TRUE)                  \
  OPTION (FEATURES, "features", N_ ("Inputs"), N_ ("How many inputs there are"), 1,      \
          10000, TRUE)                                                                   \
  OPTION (TRUE_WEIGHTS, "true-weights", N_ ("True weights"),                             \
          N_ ("How many inputs matter"), 0, 10000, TRUE)                                 \
  OPTION (CORRELATION, "correlation", N_ ("Correlation"),                                \
          N_ ("Correlation of neighbouring inputs"), -0.99, 0.99, FALSE)                 \
  OPTION (SCALE_SPREAD, "scale-spread", N_ ("Spread of scales"),                         \
          N_ ("The first input is divided by this, the last by 1, those between by "     \
              "something between"),                                                      \
          1, 1e6, FALSE)

#define OPTION(name, ...) SL_DATA_##name,
typedef enum { SL_DATA_OPTION_LIST (OPTION) SL_N_DATA_OPTIONS } SlDataOptionId;
#undef OPTION

/** SlDataOption: name, range and meaning of one option; the table is sl_data_options. */
typedef struct
{
  const char *id;
  const char *name;
  const char *summary;
  double min, max; /* inclusive */
  gboolean whole;  /* integers only */
} SlDataOption;
extern const SlDataOption sl_data_options[SL_N_DATA_OPTIONS];

G_END_DECLS
