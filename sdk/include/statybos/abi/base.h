/* The waist of the SDK, part 1: the types that every other table is written in.
 *
 * C99. Only fixed-width integers, pointers and structs of those cross the border between the
 * kernel and a plugin; no C++ type, exception, vtable or type_info does.
 *
 * Rules that hold for every header in this folder:
 *  - A struct that one side allocates and the other fills starts with its own size in bytes; the
 *    other side never touches a byte beyond it.
 *  - Tables of functions grow at the end only. A slot is never removed, reordered or given another
 *    meaning; what is withdrawn returns STY_E_UNSUPPORTED.
 *  - Every function is noexcept on both sides. Zero is success.
 *  - [control] one call at a time, on the control thread; [worker] concurrent, may block;
 *    [any] concurrent, never blocks.
 */
#ifndef STATYBOS_ABI_BASE_H
#define STATYBOS_ABI_BASE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define STY_ABI_EPOCH                                                                              \
    1u /* raised only when the waist itself breaks: then the entry symbol changes too */
#define STY_ABI_LEVEL 2u /* raised with every function, table or field appended */

typedef int32_t sty_rc;

/* What went wrong, as far as a caller needs to branch. The stable, finer name is sty_error.slug. */
enum {
    STY_OK = 0,
    STY_E_INTERNAL = -1,               /* our fault or nobody's: 500 */
    STY_E_MALFORMED = -2,              /* not readable at all: 400 */
    STY_E_INVALID = -3,                /* readable, but not acceptable: 422 */
    STY_E_UNAUTHENTICATED = -4,        /* 401 */
    STY_E_FORBIDDEN = -5,              /* 403 */
    STY_E_NOT_FOUND = -6,              /* 404 */
    STY_E_CONFLICT = -7,               /* not in the present state: 409 */
    STY_E_DECLINED = -8,               /* a payment was refused: 402 */
    STY_E_STALE = -9,                  /* If-Match does not match: 412 */
    STY_E_PRECONDITION_REQUIRED = -10, /* If-Match is missing: 428 */
    STY_E_TOO_LARGE = -11,             /* 413 */
    STY_E_UNSUPPORTED_MEDIA = -12,     /* 415 */
    STY_E_RATE_LIMITED = -13,          /* 429 */
    STY_E_UNAVAILABLE = -14,           /* a part that is needed is away: 503 */
    STY_E_TIMEOUT = -15,               /* no answer within the deadline: 503 */
    STY_E_UNSUPPORTED = -16,           /* the other side does not know this function: 500 */
    STY_E_OUT_OF_MEMORY = -17,         /* 503 */
    STY_E_EXCEPTION = -18,             /* an exception reached the border: 500 */
    STY_E_SERIALIZATION = -19          /* the database asks to try again: 503 when retries end */
};

/* Borrowed UTF-8 bytes, not NUL-ended; valid for the call unless said otherwise. */
typedef struct sty_str {
    const char* data;
    uint64_t size;
} sty_str;

/* Borrowed array of `size` elements. */
typedef struct sty_span {
    const void* data;
    uint64_t size;
} sty_span;

/* Owned bytes on the kernel's heap (statybos.mem/1), so that they outlive the plugin that made
 * them. */
typedef struct sty_buf {
    char* data;
    uint64_t size;
} sty_buf;

enum {
    STY_ERROR_RETRYABLE = 1u,      /* the same call may succeed later */
    STY_ERROR_FROM_EXCEPTION = 2u, /* translated at the border */
    STY_ERROR_PRIVATE = 4u         /* message and details are for the log, never for a client */
};

/* Lies on the caller's stack; the callee fills it when it returns anything but STY_OK. */
typedef struct sty_error {
    uint32_t size;
    int32_t code;
    uint32_t flags;
    uint32_t reserved;
    sty_buf slug;    /* stable snake_case name, the `code` of the REST contract */
    sty_buf message; /* one sentence for a person */
    sty_buf details; /* a JSON object of further members of the problem, or empty */
} sty_error;

enum { STY_NULL = 0, STY_INT64 = 1, STY_DOUBLE = 2, STY_TEXT = 3, STY_BOOL = 4, STY_BYTES = 5 };

/* A database parameter or column. `as.integer` also holds booleans (0, 1). */
typedef struct sty_value {
    uint32_t kind;
    uint32_t reserved;
    union {
        int64_t integer;
        double number;
        sty_str text; /* also STY_BYTES */
    } as;
} sty_value;

/* Head of every contract's table; its function pointers follow. */
typedef struct sty_service_table {
    uint32_t size;
    uint16_t major;
    uint16_t method_count;
    const char* contract;        /* NUL-ended id, e.g. "statybos.catalog.stock" */
    const uint64_t* prefix_hash; /* [i] covers methods 0..i: name, order and types */
    const void* reserved;
} sty_service_table;

/* One provider of a contract as a caller sees it, decorators included. */
typedef struct sty_service {
    const sty_service_table* table;
    void* self;
} sty_service;

/* What a request, an event or a job carries through all plugins it visits. The prefix is public so
 * that a service look-up is two inlined loads; the rest is asked of statybos.context/1. */
typedef struct sty_ctx {
    uint32_t size;
    uint32_t flags;
    const sty_service* services;
    uint32_t service_count;
    uint32_t generation;
    void* kernel;
} sty_ctx;

#ifdef __cplusplus
}
#endif
#endif
