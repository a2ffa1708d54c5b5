/* statybos.http_client/1: calls to the outside with deadline, retries, circuit breaker, metrics. */
#ifndef STATYBOS_ABI_HTTP_CLIENT_H
#define STATYBOS_ABI_HTTP_CLIENT_H

#include "plugin.h"

#define STY_API_HTTP_CLIENT "statybos.http_client/1"

typedef struct sty_header {
    sty_str name;
    sty_str value;
} sty_header;

enum { STY_HTTP_RETRY = 1u /* the call may be repeated after a network error, 429 or 5xx */ };

typedef struct sty_http_call {
    uint32_t size;
    uint32_t flags;
    sty_str method;
    sty_str url;
    sty_span headers; /* sty_header */
    sty_str body;
    uint32_t timeout_ms;   /* of one attempt; never beyond the context's deadline */
    uint32_t max_attempts; /* 0: 1, or 3 with STY_HTTP_RETRY */
    uint64_t max_answer;   /* bytes; 0: 1 MiB */
} sty_http_call;

/* Filled by the kernel, freed by the caller (statybos.mem/1). */
typedef struct sty_http_answer {
    uint32_t size;
    uint32_t status;
    sty_buf headers; /* "name: value\n" lines, names in lower case */
    sty_buf body;
} sty_http_answer;

typedef struct sty_api_http_client {
    uint32_t size;
    uint32_t reserved;
    /* [worker] STY_OK for every answer whatever its status; STY_E_TIMEOUT, STY_E_UNAVAILABLE
     * (refused, broken, circuit open), STY_E_TOO_LARGE else. */
    sty_rc (*send)(sty_ctx* ctx, const sty_host* host, const sty_http_call* call,
                   sty_http_answer* answer, sty_error* error);
} sty_api_http_client;

#endif
