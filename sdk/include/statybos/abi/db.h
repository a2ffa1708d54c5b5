/* statybos.db/1: SQL on the context's connection. */
#ifndef STATYBOS_ABI_DB_H
#define STATYBOS_ABI_DB_H

#include "plugin.h"

#define STY_API_DB "statybos.db/1"

/* One row; borrowed for the call. Non-zero stops the reading. Must not throw. */
typedef sty_rc (*sty_row_fn)(void* user, const sty_value* columns, uint32_t count);
typedef void (*sty_commit_fn)(void* user, uint8_t committed);

/* A database error carries slug "database_error" (or "unique_violation", "check_violation",
 * "foreign_key_violation", "serialization_failure", "database_unavailable"), the flag
 * STY_ERROR_PRIVATE and details {"sqlstate": …, "constraint": …}. */
typedef struct sty_api_db {
    uint32_t size;
    uint32_t reserved;
    /* [worker] Integers arrive as STY_INT64, booleans as STY_BOOL, floats as STY_DOUBLE, bytea as
     * STY_BYTES and all else as PostgreSQL's text form. Parameters are $1, $2, …
     * Runs in the open transaction, else on its own; where `affected` is null, with the next. */
    sty_rc (*query)(sty_ctx* ctx, sty_str sql, const sty_value* parameters, uint32_t count,
                    sty_row_fn row, void* user, sty_error* error);
    sty_rc (*execute)(sty_ctx* ctx, sty_str sql, const sty_value* parameters, uint32_t count,
                      uint64_t* affected, sty_error* error);
    /* [worker] Begin in a begun transaction makes a savepoint. */
    sty_rc (*begin)(sty_ctx* ctx, sty_error* error);
    sty_rc (*end)(sty_ctx* ctx, uint8_t commit, sty_error* error);
    uint32_t (*depth)(const sty_ctx* ctx); /* [any] 0: no transaction is open */
    /* [worker] Calls `fn` once, when the outermost transaction ends; on the same thread. */
    sty_rc (*on_end)(sty_ctx* ctx, sty_commit_fn fn, void* user, sty_error* error);
} sty_api_db;

#endif
