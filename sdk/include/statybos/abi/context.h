/* statybos.context/1: who asks, in which language, until when. */
#ifndef STATYBOS_ABI_CONTEXT_H
#define STATYBOS_ABI_CONTEXT_H

#include "plugin.h"

#define STY_API_CONTEXT "statybos.context/1"

/* The signed-in user of a request; empty strings when nobody is. Borrowed from the context. */
typedef struct sty_principal {
    uint32_t size;
    uint32_t role_count;
    const sty_str* roles; /* "customer", "vendor", "support", "admin", … */
    sty_str user_id;      /* UUID text, or empty: anonymous */
    sty_str session_id;   /* UUID text, or empty */
    sty_str vendor_id;    /* UUID text, or empty */
} sty_principal;

typedef struct sty_api_context {
    uint32_t size;
    uint32_t reserved;
    const sty_principal* (*principal)(const sty_ctx* ctx); /* [any] never null */
    sty_str (*language)(const sty_ctx* ctx);               /* [any] "lt" or "en", … */
    sty_str (*request_id)(const sty_ctx* ctx);             /* [any] */
    int64_t (*remaining_us)(const sty_ctx* ctx); /* [any] until the deadline; <= 0: passed */
    /* [worker] Drops cached answers that carry any of `tags` (sty_str): after the commit when a
     * transaction is open, else at once; on every node. */
    sty_rc (*invalidate)(sty_ctx* ctx, sty_span tags, sty_error* error);
    /* [worker] A context for work outside a request, e.g. a plugin's own thread. It pins the
     * current generation until closed. */
    sty_rc (*open)(const sty_host* host, int64_t deadline_us, sty_ctx** ctx, sty_error* error);
    void (*close)(sty_ctx* ctx);
} sty_api_context;

#endif
