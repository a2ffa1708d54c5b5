/* statybos.log/1: structured log lines under the plugin's name and the request's id. */
#ifndef STATYBOS_ABI_LOG_H
#define STATYBOS_ABI_LOG_H

#include "plugin.h"

#define STY_API_LOG "statybos.log/1"

enum { STY_LOG_DEBUG = 0, STY_LOG_INFO = 1, STY_LOG_WARNING = 2, STY_LOG_ERROR = 3 };

typedef struct sty_log_field {
    sty_str key;
    sty_str value;
} sty_log_field;

typedef struct sty_api_log {
    uint32_t size;
    uint32_t reserved;
    /* [any] `fields`: sty_log_field. */
    void (*write)(const sty_host* host, int32_t level, sty_str message, sty_span fields);
} sty_api_log;

#endif
