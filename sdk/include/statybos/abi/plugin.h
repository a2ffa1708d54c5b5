/* The waist, part 2: how the kernel and a plugin meet. */
#ifndef STATYBOS_ABI_PLUGIN_H
#define STATYBOS_ABI_PLUGIN_H

#include "base.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct sty_host sty_host;

/* The kernel as one plugin instance sees it. Never grows; everything else is a table asked by id.
 */
struct sty_host {
    uint32_t size;
    uint32_t epoch;
    uint32_t level;
    uint32_t flags;
    void* handle;
    /* [any] The table `id`, e.g. "statybos.db/1", or null when this kernel does not have it or has
     * it with fewer than `min_size` bytes. Lives as long as the process. */
    const void* (*api)(const sty_host* host, const char* id, uint32_t min_size);
};

/* What the plugin says of itself; lives as long as the library is mapped. */
typedef struct sty_plugin {
    uint32_t size;
    uint32_t epoch;
    uint32_t level; /* the lowest that it can live with */
    uint32_t flags;
    sty_str id; /* equals the manifest's */
    sty_str version;
    /* [control] Reads settings and declares routes, listeners, services and jobs. Acquires nothing
     * that outlives it. Declarations anywhere else are refused. */
    sty_rc (*create)(const sty_host* host, void** self, sty_error* error);
    /* [control] May open things and start threads. */
    sty_rc (*start)(void* self, sty_error* error);
    /* [control] Joins every thread it started. */
    sty_rc (*stop)(void* self, sty_error* error);
    /* [control] Frees `self`. */
    void (*destroy)(void* self);
} sty_plugin;

/* The one exported symbol of a plugin, STY_ENTRY_SYMBOL. */
typedef const sty_plugin* (*sty_entry_fn)(void);
#define STY_ENTRY_SYMBOL "statybos_plugin_v1"

#ifdef __cplusplus
}
#endif
#endif
