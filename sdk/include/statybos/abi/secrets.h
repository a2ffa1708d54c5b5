/* statybos.secrets/1: cryptography that no plugin should write or link itself. */
#ifndef STATYBOS_ABI_SECRETS_H
#define STATYBOS_ABI_SECRETS_H

#include "plugin.h"

#define STY_API_SECRETS "statybos.secrets/1"

typedef struct sty_api_secrets {
    uint32_t size;
    uint32_t reserved;
    sty_rc (*random)(void* out, uint64_t size);     /* [any] cryptographically strong */
    void (*sha256)(sty_str input, uint8_t out[32]); /* [any] */
    void (*hmac_sha256)(sty_str key, sty_str input, uint8_t out[32]); /* [any] */
    uint8_t (*equal)(sty_str a, sty_str b);                           /* [any] in constant time */
    /* [any] AES-256-GCM with the operator's current key; the output names the key. `purpose` is
     * bound to the box: it opens for the same purpose only. */
    sty_rc (*seal)(const sty_host* host, sty_str purpose, sty_str plain, sty_buf* box,
                   sty_error* error);
    sty_rc (*open)(const sty_host* host, sty_str purpose, sty_str box, sty_buf* plain,
                   sty_error* error);
} sty_api_secrets;

#endif
