/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/** SL_CLONES: put before the definition of a hot loop to have it compiled for several
 * levels of x86-64 and chosen at run time. Empty off x86-64, with clang (it does not link
 * the resolvers) and under ThreadSanitizer (resolvers run before its runtime is up). */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) &&                   \
    !defined(__SANITIZE_THREAD__)
#define SL_CLONES                                                                        \
  __attribute__ ((target_clones ("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define SL_CLONES
#endif
