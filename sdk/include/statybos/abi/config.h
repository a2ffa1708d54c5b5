/* statybos.config/1: the instance's settings, already judged by its schema, defaults filled in. */
#ifndef STATYBOS_ABI_CONFIG_H
#define STATYBOS_ABI_CONFIG_H

#include "plugin.h"

#define STY_API_CONFIG "statybos.config/1"

typedef struct sty_api_config {
    uint32_t size;
    uint32_t reserved;
    /* [control] All settings as one JSON object; secrets resolved. Lives as long as the instance.
     */
    sty_str (*settings)(const sty_host* host);
    /* [control] The name given to this instance in the operator's YAML. */
    sty_str (*instance_name)(const sty_host* host);
    /* [control] A folder that belongs to this instance, created, writable; an absolute path. */
    sty_str (*data_dir)(const sty_host* host);
} sty_api_config;

#endif
