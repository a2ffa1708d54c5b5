/* statybos.clock/1: the only clock; tests move it. */
#ifndef STATYBOS_ABI_CLOCK_H
#define STATYBOS_ABI_CLOCK_H

#include "plugin.h"

#define STY_API_CLOCK "statybos.clock/1"

typedef struct sty_api_clock {
    uint32_t size;
    uint32_t reserved;
    int64_t (*now_us)(const sty_host* host);       /* [any] UTC, microseconds since 1970 */
    int64_t (*monotonic_ns)(const sty_host* host); /* [any] never goes back */
} sty_api_clock;

#endif
