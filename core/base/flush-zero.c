/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/flush-zero.h"

#if defined(__SSE2__)

#include <immintrin.h>

/* MXCSR: denormals-are-zero (inputs) and flush-to-zero (results). */
#define FLUSH_BITS 0x8040u

static guint64
read_control (void)
{
  return _mm_getcsr ();
}

static void
write_control (guint64 control)
{
  _mm_setcsr ((unsigned int) control);
}

#elif defined(__aarch64__)

/* FPCR.FZ: inputs and results. */
#define FLUSH_BITS (G_GUINT64_CONSTANT (1) << 24)

static guint64
read_control (void)
{
  guint64 control;

  __asm__ volatile("mrs %0, fpcr" : "=r"(control));
  return control;
}

static void
write_control (guint64 control)
{
  __asm__ volatile("msr fpcr, %0" : : "r"(control));
}

#else

#define FLUSH_BITS G_GUINT64_CONSTANT (0)

static guint64
read_control (void)
{
  return 0;
}

static void
write_control (guint64 control)
{
}

#endif

SlFlushZero
sl_flush_zero_enter (void)
{
  guint64 control = read_control ();

  write_control (control | FLUSH_BITS);
  return control & FLUSH_BITS;
}

void
sl_flush_zero_leave (SlFlushZero before)
{
  /* Rounding mode and exception flags stay as they are now. */
  write_control ((read_control () & ~(guint64) FLUSH_BITS) | before);
}

SlFlushZero
sl_flush_zero_now (void)
{
  return read_control () & FLUSH_BITS;
}
