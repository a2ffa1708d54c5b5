/* The smallest file that may be loaded as a plugin; variants are made by macros and link flags. */
#include <stdlib.h>

#include <statybos/abi/plugin.h>

#define MANIFEST "{\"id\":\"probe.plugin\"}"

#ifndef WITHOUT_MANIFEST
__attribute__((section(".statybos.manifest"), used, retain,
               aligned(1))) static const char manifest[sizeof MANIFEST - 1] = MANIFEST;
#endif

#ifdef NEEDS_STRANGER
int stranger(void);
#endif

#ifndef WITHOUT_ENTRY
__attribute__((visibility("default"))) const sty_plugin* statybos_plugin_v1(void) {
#ifdef NEEDS_STRANGER
    stranger();
#endif
    /* So that libc and one of its versions are needed. */
    return (const sty_plugin*)getenv("STATYBOS_PROBE");
}
#endif

#ifdef MORE_EXPORTS
int extra_a, extra_b, extra_c, extra_d, extra_e, extra_f, extra_g;
#endif
