/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/base/niceness.h"

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

void
sl_thread_yield (int niceness)
{
#ifdef __linux__
  (void) setpriority (PRIO_PROCESS, (id_t) gettid (), niceness);
#endif
}
